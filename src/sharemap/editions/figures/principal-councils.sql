-- title: Principal councils
-- unit: councils
-- population:
-- method: Counties, districts, unitaries, metropolitan districts, London boroughs, the City of London, the Isles of Scilly, and all councils of Wales, Scotland and Northern Ireland that are alive on the day.
select key as subject, true as certain
from bodies, edition
where
    kind in (select kind from principal_kinds)
    and (starts_on is null or starts_on <= as_at)
    and (ends_before is null or ends_before > as_at)
order by subject
