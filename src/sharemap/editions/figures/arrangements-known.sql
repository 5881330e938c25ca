-- title: Arrangements known
-- unit: arrangements
-- population:
-- method: Every arrangement in the register, but not those only planned and those considered and never formed.
select
    arrangement as subject,
    not list_has_any(possible, ['planned', 'considered, not formed']) as certain
from statuses
where list_has_any(possible, ['live', 'ended', 'not seen since'])
order by subject
