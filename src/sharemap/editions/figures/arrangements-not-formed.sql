-- title: Proposals that came to nothing
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: Their sources say that they were considered and never formed.
select arrangement as subject, certain, 1 as value
from possible_statuses
where status = 'considered, not formed'
order by subject
