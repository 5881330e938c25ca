-- title: Arrangements not seen lately
-- unit: arrangements
-- population: arrangements-known
-- method: No end is known, and they were not seen live within 36 months before the day, or only in a state that was not clear. Those whose last sighting may lie just within the 36 months count as possible.
select arrangement as subject, len(possible) = 1 as certain
from statuses
where list_contains(possible, 'not seen since')
order by subject
