-- title: Kinds of partner
-- subject: arrangement
-- adds: no
-- method: With health, police, fire, companies or other bodies where one of its members is such a body; councils only where all are principal councils; none known where no member is.
select
    memberships.arrangement as subject,
    case
        when bodies.kind = 'NHS body' then 'with health'
        when bodies.kind = 'police force' then 'with police'
        when bodies.kind = 'fire authority' then 'with fire'
        when bodies.kind = 'company' then 'with companies'
        else 'with other bodies'
    end as part,
    true as certain
from memberships
inner join bodies on memberships.body = bodies.key
where bodies.kind not in (select kind from principal_kinds)
union all
select
    arrangements.id as subject,
    case
        when arrangements.id in (select arrangement from memberships) then 'councils only' else 'none known'
    end as part,
    true as certain
from arrangements
where not exists (
    select 1
    from memberships
    inner join bodies on memberships.body = bodies.key
    where memberships.arrangement = arrangements.id and bodies.kind not in (select kind from principal_kinds)
)
