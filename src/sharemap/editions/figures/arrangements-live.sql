-- title: Arrangements live
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: arrangements-known
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind confidence claim-known
-- method: Last seen live within 36 months before the day, with no end known. Where the last sighting is dated only to a year, it counts for certain if all of that year lies within the 36 months.
select arrangement as subject, certain, 1 as value
from possible_statuses
where status = 'live'
order by subject
