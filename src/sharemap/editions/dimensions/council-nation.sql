-- title: Nations
-- subject: body
-- adds: yes
-- method: The nation of the council, or not known.
select key as subject, coalesce(nullif(nation, ''), 'not known') as part, true as certain
from bodies
