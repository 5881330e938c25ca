-- title: Delivery models
-- subject: arrangement
-- adds: yes
-- method: How the sharing is organised.
select id as subject, model as part, true as certain
from arrangements
