-- title: Rungs and kinds
-- subject: claim
-- adds: yes
-- method: How firm a claim is, and what its amount is.
select id as subject, rung || ', ' || kind as part, true as certain
from claims
