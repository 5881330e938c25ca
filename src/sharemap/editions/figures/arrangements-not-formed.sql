-- title: Considered, not formed
-- unit: proposals
-- population:
-- method: Proposals whose sources say that they came to nothing. They are not counted among the arrangements known.
select arrangement as subject, len(possible) = 1 as certain
from statuses
where list_contains(possible, 'considered, not formed')
order by subject
