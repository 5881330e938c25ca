-- title: One-off costs of arrangements that ended, summed
-- unit: pounds
-- subject: claim
-- reducer: sum
-- population: 
-- split: rung-and-kind
-- dimensions: region nation service end-reason
-- method: Amounts of claims of the kind “one-off cost” of arrangements that ended. Sources do not always tell the cost of ending from that of setting up or moving, so all are in it: it is no bill for leaving. Each once where several tell of one cost or overlap; by rung, never added over rungs.
select claims.id as subject, possible_statuses.certain, claims.amount_gbp as value
from claims
inner join possible_statuses on claims.arrangement = possible_statuses.arrangement
where claims.counts_once and claims.kind = 'one-off cost' and possible_statuses.status = 'ended'
order by subject
