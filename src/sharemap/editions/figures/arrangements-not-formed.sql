-- title: Considered, not formed
-- unit: proposals
-- population:
-- method: Proposals whose sources say that they came to nothing. They are not counted among the arrangements known.
select arrangement as subject, certain
from statuses
where status = 'considered, not formed'
order by subject
