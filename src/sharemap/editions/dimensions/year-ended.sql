-- title: Years of end
-- subject: arrangement
-- adds: no
-- method: The year of the last day; each possible year where it is known only between two, none after the day.
select arrangements.id as subject, years_of_end.year as part, years_of_end.certain
from arrangements
inner join years_of_end
    on
        arrangements.ends_before_earliest = years_of_end.ends_before_earliest
        and arrangements.ends_before_latest = years_of_end.ends_before_latest
union all
select id as subject, 'not known' as part, true as certain
from arrangements
where ends_before_earliest is null
