-- title: Arrangements planned
-- unit: arrangements
-- population:
-- method: Last seen planned or under consideration. They are not counted among the arrangements known.
select arrangement as subject, len(possible) = 1 as certain
from statuses
where list_contains(possible, 'planned')
order by subject
