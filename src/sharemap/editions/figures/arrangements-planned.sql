-- title: Arrangements planned
-- unit: arrangements
-- population:
-- method: Last seen planned or under consideration. They are not counted among the arrangements known.
select arrangement as subject, certain
from statuses
where status = 'planned'
order by subject
