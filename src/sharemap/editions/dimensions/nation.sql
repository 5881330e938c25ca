-- title: Nations of members
-- subject: arrangement
-- adds: no
-- method: Every nation that has a member.
select memberships.arrangement as subject, bodies.nation as part, true as certain
from memberships
inner join bodies on memberships.body = bodies.key
where bodies.nation <> ''
