-- title: Memberships of councils in live arrangements
-- unit: memberships
-- subject: membership
-- reducer: count
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind council-nation council-kind council-region
-- method: Each principal council alive on the day in each live arrangement that it is not known to have left, once.
select live_members.arrangement || '/' || live_members.body as subject, live_members.certain, 1 as value
from live_members
where live_members.body in (select key from alive_councils)
order by subject
