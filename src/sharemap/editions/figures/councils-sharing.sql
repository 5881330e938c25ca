-- title: Councils in at least one live arrangement
-- unit: councils
-- population: principal-councils
-- method: Principal councils alive on the day that are members of at least one live arrangement and are not known to have left it. Certain where both the arrangement is live and the council a member for certain.
select
    bodies.key as subject,
    bool_or(
        statuses.possible = ['live']
        and (memberships.joined_on_latest is null or memberships.joined_on_latest <= edition.as_at)
        and (memberships.left_before_earliest is null or memberships.left_before_earliest > edition.as_at)
    ) as certain
from memberships
inner join statuses on memberships.arrangement = statuses.arrangement
inner join bodies on memberships.body = bodies.key
cross join edition
where
    list_contains(statuses.possible, 'live')
    and bodies.kind in (select kind from principal_kinds)
    and (bodies.starts_on is null or bodies.starts_on <= edition.as_at)
    and (bodies.ends_before is null or bodies.ends_before > edition.as_at)
    and (memberships.joined_on_earliest is null or memberships.joined_on_earliest <= edition.as_at)
    and (memberships.left_before_latest is null or memberships.left_before_latest > edition.as_at)
group by bodies.key
order by subject
