-- title: Kinds of council
-- subject: body
-- adds: yes
-- method: The kind of the council.
select key as subject, kind as part, true as certain
from bodies
