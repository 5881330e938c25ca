-- title: Councils in at least one live arrangement
-- unit: councils
-- subject: body
-- reducer: count
-- population: principal-councils
-- split: 
-- dimensions: council-nation council-kind council-region
-- method: Principal councils alive on the day that are members of at least one live arrangement and are not known to have left it. Certain where both the arrangement is live and the council a member for certain.
select live_members.body as subject, max(case when live_members.certain then 1 else 0 end) = 1 as certain, 1 as value
from live_members
where live_members.body in (select key from alive_councils)
group by live_members.body
order by subject
