-- title: Live arrangements that share a chief executive or management team
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: arrangements-live
-- split: 
-- dimensions: region nation model
-- method: Live arrangements that cover the service “Shared chief executive and management team”.
select possible_statuses.arrangement as subject, possible_statuses.certain, 1 as value
from possible_statuses
where
    possible_statuses.status = 'live'
    and possible_statuses.arrangement in (
        select shared_services.arrangement
        from shared_services
        inner join service_words on shared_services.service = service_words.word
        where service_words.service = 'management-team'
    )
order by subject
