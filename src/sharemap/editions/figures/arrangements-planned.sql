-- title: Arrangements planned
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: Last seen planned or under consideration. A plan does not expire.
select arrangement as subject, certain, 1 as value
from possible_statuses
where status = 'planned'
order by subject
