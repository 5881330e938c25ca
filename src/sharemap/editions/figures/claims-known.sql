-- title: Savings claims known
-- unit: claims
-- subject: claim
-- reducer: count
-- population: 
-- split: 
-- dimensions: rung-and-kind claim-year amount-band scope region nation service partner-kind member-kinds model lead-kind
-- method: Every claim, each once where several tell of one saving or overlap.
select id as subject, true as certain, amount_gbp as value
from claims
where counts_once
order by subject
