-- title: Arrangements live
-- unit: arrangements
-- population: arrangements-known
-- method: Last seen live within 36 months before the day, with no end known. Where the last sighting is dated only to a year, it counts for certain if all of that year lies within the 36 months.
select arrangement as subject, len(possible) = 1 as certain
from statuses
where list_contains(possible, 'live')
order by subject
