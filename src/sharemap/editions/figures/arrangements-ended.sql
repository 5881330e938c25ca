-- title: Arrangements ended
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: arrangements-known
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind year-ended end-reason
-- method: An end on or before the day is known, or the last sighting says that it had ended.
select arrangement as subject, certain, 1 as value
from possible_statuses
where status = 'ended'
order by subject
