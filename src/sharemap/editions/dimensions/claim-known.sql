-- title: Whether a claim is known
-- subject: arrangement
-- adds: yes
-- method: A claim is known, or none was found. Nobody was asked yet, so no blank is a refusal or a zero.
select
    id as subject,
    case when id in (select arrangement from arrangements_with_claims) then 'a claim is known' else 'not found' end as part,
    true as certain
from arrangements
