-- title: Savings claimed, summed
-- unit: pounds
-- subject: claim
-- reducer: sum
-- population: 
-- split: rung-kind-year
-- dimensions: region nation service partner-kind model
-- method: Amounts of claims, each once where several tell of one saving or overlap; an upper end where a range is claimed. There is no grand total: rungs, kinds and years are never added to each other. A recurring claim counts in each year that it names, a sum over a span stands under its span, undated ones apart.
select id as subject, true as certain, amount_gbp as value
from claims
where counts_once
order by subject
