-- title: Years that ended arrangements lasted, in the middle
-- unit: years
-- subject: arrangement
-- reducer: median
-- population: 
-- split: 
-- dimensions: end-reason region nation service partner-kind member-kinds model lead-kind
-- method: Ended arrangements whose days of start and end are known to within a year each: the years from the earliest start to the earliest end, to a tenth, 0 where the end is no later; then the middle one.
select
    arrangements.id as subject,
    arrangements.ends_before_latest <= edition.as_at as certain,
    case
        when arrangements.ends_before_earliest > arrangements.starts_on_earliest
            then round((arrangements.ends_before_earliest - arrangements.starts_on_earliest) / 365.25, 1)
        else 0
    end as value
from arrangements
cross join edition
where
    arrangements.ends_before_earliest <= edition.as_at
    and arrangements.ends_before_latest - arrangements.ends_before_earliest <= 366
    and arrangements.starts_on_latest - arrangements.starts_on_earliest <= 366
order by subject
