-- title: Headings of services
-- subject: arrangement
-- adds: no
-- method: Every heading under which one of its services stands.
select shared_services.arrangement as subject, headings.name as part, true as certain
from shared_services
inner join service_words on shared_services.service = service_words.word
inner join services on service_words.service = services.key
inner join services as headings on coalesce(nullif(services.heading, ''), services.key) = headings.key
