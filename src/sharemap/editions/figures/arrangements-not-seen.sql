-- title: Arrangements not seen lately
-- unit: arrangements
-- population: arrangements-known
-- method: No end is known, and they were not seen live within 36 months before the day, or only in a state that was not clear.
select arrangement as subject, certain
from statuses
where status = 'not seen since'
order by subject
