-- title: Live arrangements of a council, in the middle
-- unit: arrangements
-- subject: body
-- reducer: median
-- population: 
-- split: 
-- dimensions: council-nation council-kind council-region
-- method: For every principal council alive on the day the live arrangements it is a member of, none counted as 0; what may be live, or may still be a member, is counted in full, so it is an upper end; then the median.
select alive_councils.key as subject, true as certain, count(live_members.arrangement) as value
from alive_councils
left join live_members on alive_councils.key = live_members.body
group by alive_councils.key
order by subject
