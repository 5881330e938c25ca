-- title: Arrangements running on the day, as known today
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: Begun on or before the day and not ended by it, from all that is known today, whenever it was seen. For certain where it began or was seen live by then, and was seen live on the day or later or ended only later; possible where nothing rules it out. Never one that is told of only as planned, or was never formed.
select arrangement as subject, certain, 1 as value
from running
order by subject
