-- title: People who work in an arrangement, in the middle
-- unit: people
-- subject: arrangement
-- reducer: median
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: The middle of the numbers that sources give, at some time, for arrangements known.
select arrangements.id as subject, known_arrangements.certain, arrangements.staff as value
from arrangements
inner join known_arrangements on arrangements.id = known_arrangements.arrangement
where arrangements.staff is not null
order by subject
