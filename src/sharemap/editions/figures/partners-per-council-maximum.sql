-- title: Partners of a council, at most
-- unit: bodies
-- subject: body
-- reducer: maximum
-- population: 
-- split: 
-- dimensions: council-nation council-kind council-region
-- method: For every principal council alive on the day the bodies that share a live arrangement with it, none counted as 0; what may be live, or may still be a member, is counted in full, so it is an upper end; then the maximum.
select alive_councils.key as subject, true as certain, count(distinct partners.body) as value
from alive_councils
left join live_members on alive_councils.key = live_members.body
left join live_members as partners
    on live_members.arrangement = partners.arrangement and partners.body <> alive_councils.key
group by alive_councils.key
order by subject
