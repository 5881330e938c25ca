-- title: Regions
-- subject: body
-- adds: yes
-- method: The region of the council; where it has none, as outside England, its nation, or not known.
select key as subject, coalesce(nullif(region, ''), nullif(nation, ''), 'not known') as part, true as certain
from bodies
