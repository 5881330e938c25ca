-- title: Whose saving it is
-- subject: claim
-- adds: yes
-- method: The whole arrangement's, one body's share, or not stated.
select id as subject, scope as part, true as certain
from claims
