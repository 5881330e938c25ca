-- title: Whether a reason for the end is known
-- subject: arrangement
-- adds: yes
-- method: A source says why it ended, or none does.
select id as subject, case when end_reason = '' then 'not known' else 'said' end as part, true as certain
from arrangements
