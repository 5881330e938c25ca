-- What several figures rest on. It is run before them.
create view alive_councils as
select bodies.key, bodies.name, bodies.kind, bodies.nation, bodies.region
from bodies
cross join edition
where
    bodies.kind in (select kind from principal_kinds)
    and (bodies.starts_on is null or bodies.starts_on <= edition.as_at)
    and (bodies.ends_before is null or bodies.ends_before > edition.as_at);

-- Each body in each arrangement once: whether it is a member on the day, for certain or as far as is known.
create view staying as
select
    memberships.arrangement,
    memberships.body,
    max(
        case
            when
                (memberships.joined_on_latest is null or memberships.joined_on_latest <= edition.as_at)
                and (memberships.left_before_earliest is null or memberships.left_before_earliest > edition.as_at)
                then 1
            else 0
        end
    ) = 1 as certain
from memberships
cross join edition
where
    (memberships.joined_on_earliest is null or memberships.joined_on_earliest <= edition.as_at)
    and (memberships.left_before_latest is null or memberships.left_before_latest > edition.as_at)
group by memberships.arrangement, memberships.body;

-- The members of live arrangements.
create view live_members as
select staying.arrangement, staying.body, staying.certain and possible_statuses.certain as certain
from staying
inner join possible_statuses
    on staying.arrangement = possible_statuses.arrangement and possible_statuses.status = 'live';

-- Arrangements that are more than a plan or a proposal, for certain or possibly.
create view known_arrangements as
select
    arrangement,
    min(case when status in ('live', 'ended', 'not seen since') then 1 else 0 end) = 1 as certain
from possible_statuses
group by arrangement
having max(case when status in ('live', 'ended', 'not seen since') then 1 else 0 end) = 1;

-- Claims that count once, with the financial years they name as text.
create view claims_once as
select
    claims.id,
    claims.arrangement,
    claims.amount_gbp,
    claims.rung,
    claims.kind,
    claims.scope,
    coalesce(claims.year_from, claims.year_to) as year_from,
    coalesce(claims.year_to, claims.year_from) as year_to
from claims
where claims.id in (select claim from counted_claims);
