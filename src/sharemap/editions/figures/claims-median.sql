-- title: Savings claimed, the middle claim
-- unit: pounds
-- subject: claim
-- reducer: median
-- population: 
-- split: rung-and-kind
-- dimensions: region nation service partner-kind model amount-band
-- method: The middle amount of the claims of one rung and kind, each once where several tell of one saving or overlap.
select id as subject, true as certain, amount_gbp as value
from claims
where counts_once
order by subject
