-- title: People who work in live arrangements, where a source says
-- unit: people
-- subject: arrangement
-- reducer: sum
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: The sum of the numbers that sources give, at some time, for live arrangements. Most give none, so it is far too low; the number that contribute says how many give one.
select arrangements.id as subject, possible_statuses.certain, arrangements.staff as value
from arrangements
inner join possible_statuses on arrangements.id = possible_statuses.arrangement
where possible_statuses.status = 'live' and arrangements.staff is not null
order by subject
