-- title: Arrangements formed
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: arrangements-known
-- split: 
-- dimensions: year-formed region nation service partner-kind member-kinds model lead-kind
-- method: Arrangements known, with a known start on or before the day; by year of start. One whose start is known only between two years is possible in each of them.
select
    arrangements.id as subject,
    known_arrangements.certain and arrangements.starts_on_latest <= edition.as_at as certain,
    1 as value
from arrangements
inner join known_arrangements on arrangements.id = known_arrangements.arrangement
cross join edition
where arrangements.starts_on_earliest <= edition.as_at
order by subject
