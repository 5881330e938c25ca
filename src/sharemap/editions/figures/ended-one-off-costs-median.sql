-- title: One-off costs of arrangements that ended, the middle cost
-- unit: pounds
-- subject: claim
-- reducer: median
-- population: 
-- split: rung-and-kind
-- dimensions: region nation service end-reason
-- method: The middle amount of the claims of the kind “one-off cost” of arrangements that ended, by rung. Sources do not always tell the cost of ending from that of setting up or moving, so all are in it: it is no bill for leaving. Each once where several tell of one cost or overlap.
select claims.id as subject, possible_statuses.certain, claims.amount_gbp as value
from claims
inner join possible_statuses on claims.arrangement = possible_statuses.arrangement
where claims.counts_once and claims.kind = 'one-off cost' and possible_statuses.status = 'ended'
order by subject
