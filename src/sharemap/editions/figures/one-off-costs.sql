-- title: One-off costs claimed, summed
-- unit: pounds
-- subject: claim
-- reducer: sum
-- population: 
-- split: rung-and-kind
-- dimensions: region nation service
-- method: Amounts of claims of the kind “one-off cost”: setting up, leaving, redundancy. Each once where several tell of one cost or overlap; by rung, never added over rungs.
select id as subject, true as certain, amount_gbp as value
from claims
where counts_once and kind = 'one-off cost'
order by subject
