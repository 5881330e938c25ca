-- title: Arrangements known
-- unit: arrangements
-- population:
-- method: Every arrangement in the register, but not those only planned and those considered and never formed.
select arrangement as subject, true as certain
from statuses
where status not in ('planned', 'considered, not formed')
order by subject
