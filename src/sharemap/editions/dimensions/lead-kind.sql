-- title: Kinds of the lead or host
-- subject: arrangement
-- adds: no
-- method: The kind of each body that leads or hosts it; none known where no source names one.
select memberships.arrangement as subject, bodies.kind as part, true as certain
from memberships
inner join bodies on memberships.body = bodies.key
where memberships.role in ('lead', 'host')
union all
select id as subject, 'none known' as part, true as certain
from arrangements
where not exists (
    select 1
    from memberships
    where memberships.arrangement = arrangements.id and memberships.role in ('lead', 'host')
)
