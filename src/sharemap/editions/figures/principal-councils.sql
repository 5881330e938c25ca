-- title: Principal councils
-- unit: councils
-- subject: body
-- reducer: count
-- population: 
-- split: 
-- dimensions: council-nation council-kind council-region
-- method: Counties, districts, unitaries, metropolitan districts, London boroughs, the City and Scilly, and the councils of Wales, Scotland and Northern Ireland that are alive on the day.
select key as subject, true as certain, 1 as value
from alive_councils
order by subject
