-- What several figures rest on. It is run before them.
create view alive_councils as
select bodies.key, bodies.kind, bodies.nation, bodies.region
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

-- Arrangements of which a source gives an amount, and whether it gives a one-off cost.
create view arrangements_with_claims as
select arrangement, max(case when kind = 'one-off cost' then 1 else 0 end) = 1 as one_off_cost
from claims
group by arrangement;

-- Claims that count once, with the financial years they name.
create view claims_once as
select
    id,
    rung,
    kind,
    coalesce(year_from, year_to) as year_from,
    coalesce(year_to, year_from) as year_to
from claims
where counts_once;

-- The years in which a claim lies, as text, told once for each rung, kind and pair of years that claims name: a
-- recurring claim lies in each year that it names, another in its one year or its span.
create view claim_years as
select
    named.rung,
    named.kind,
    named.year_from,
    named.year_to,
    cast(years.year as varchar) || '/' || lpad(cast((years.year + 1) % 100 as varchar), 2, '0') as years
from (select distinct rung, kind, year_from, year_to from claims_once) as named
inner join years on years.year >= named.year_from and years.year <= named.year_to
where named.kind = 'recurring' or named.year_from = named.year_to
union all
select distinct
    rung,
    kind,
    year_from,
    year_to,
    cast(year_from as varchar) || '/' || lpad(cast((year_from + 1) % 100 as varchar), 2, '0')
    || ' to ' || cast(year_to as varchar) || '/' || lpad(cast((year_to + 1) % 100 as varchar), 2, '0') as years
from claims_once
where kind <> 'recurring' and year_from < year_to;

-- The years in which an arrangement may have started, and whether it did for certain: once for each two days between
-- which a start is known. None begins after the day.
create view years_of_start as
select
    days.starts_on_earliest,
    days.starts_on_latest,
    cast(years.year as varchar) as year,
    days.starts_on_earliest >= years.starts_on and days.starts_on_latest < years.ends_before as certain
from (select distinct starts_on_earliest, starts_on_latest from arrangements) as days
cross join edition
inner join years
    on
        days.starts_on_earliest < years.ends_before
        and days.starts_on_latest >= years.starts_on
        and years.starts_on <= edition.as_at;

-- The same of ends.
create view years_of_end as
select
    days.ends_before_earliest,
    days.ends_before_latest,
    cast(years.year as varchar) as year,
    days.ends_before_earliest > years.starts_on and days.ends_before_latest <= years.ends_before as certain
from (select distinct ends_before_earliest, ends_before_latest from arrangements) as days
cross join edition
inner join years
    on
        days.ends_before_earliest <= years.ends_before
        and days.ends_before_latest > years.starts_on
        and years.starts_on < edition.as_at;
