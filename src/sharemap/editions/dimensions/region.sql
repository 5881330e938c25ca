-- title: Regions of members
-- subject: arrangement
-- adds: no
-- method: Every region that has a member, also one that left; where a member has none, as outside England, its nation. An arrangement may lie in several.
select
    memberships.arrangement as subject,
    coalesce(nullif(bodies.region, ''), bodies.nation) as part,
    true as certain
from memberships
inner join bodies on memberships.body = bodies.key
where coalesce(nullif(bodies.region, ''), bodies.nation) <> ''
