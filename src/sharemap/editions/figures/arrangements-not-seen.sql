-- title: Arrangements not seen lately
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: arrangements-known
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: No end is known, and the last sighting is older than 36 months, or undated, or does not say that it was working.
select arrangement as subject, certain, 1 as value
from possible_statuses
where status = 'not seen since'
order by subject
