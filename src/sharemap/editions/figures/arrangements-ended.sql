-- title: Arrangements ended
-- unit: arrangements
-- population: arrangements-known
-- method: An end on or before the day is known, or it was last seen ended.
select arrangement as subject, len(possible) = 1 as certain
from statuses
where list_contains(possible, 'ended')
order by subject
