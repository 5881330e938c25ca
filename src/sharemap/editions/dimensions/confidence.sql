-- title: Confidence
-- subject: arrangement
-- adds: yes
-- method: By rule from the sources.
select arrangement as subject, confidence as part, true as certain
from supports
