-- title: Arrangements ended
-- unit: arrangements
-- population: arrangements-known
-- method: An end on or before the day is known, or it was last seen ended.
select arrangement as subject, certain
from statuses
where status = 'ended'
order by subject
