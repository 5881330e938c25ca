-- title: Years of end
-- subject: arrangement
-- adds: no
-- method: The year of the last day; each possible year where it is known only between two, none after the day.
select
    arrangements.id as subject,
    cast(years.year as varchar) as part,
    arrangements.ends_before_earliest > years.starts_on
    and arrangements.ends_before_latest <= years.ends_before as certain
from arrangements
cross join edition
inner join years
    on
        arrangements.ends_before_earliest <= years.ends_before
        and arrangements.ends_before_latest > years.starts_on
        and years.starts_on < edition.as_at
union all
select id as subject, 'not known' as part, true as certain
from arrangements
where ends_before_earliest is null
