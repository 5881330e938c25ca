-- title: Years of start
-- subject: arrangement
-- adds: no
-- method: The year of the start; each possible year where it is known only between two, none after the day.
select arrangements.id as subject, years_of_start.year as part, years_of_start.certain
from arrangements
inner join years_of_start
    on
        arrangements.starts_on_earliest = years_of_start.starts_on_earliest
        and arrangements.starts_on_latest = years_of_start.starts_on_latest
union all
select id as subject, 'not known' as part, true as certain
from arrangements
where starts_on_earliest is null
