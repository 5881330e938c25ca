-- title: Rungs, kinds and financial years
-- subject: claim
-- adds: no
-- method: Rung, kind and year together: what must never be added.
select claims_once.id as subject, named.part, true as certain
from claims_once
inner join (
    select rung, kind, year_from, year_to, rung || ', ' || kind || ', ' || years as part
    from claim_years
) as named
    on
        claims_once.rung = named.rung
        and claims_once.kind = named.kind
        and claims_once.year_from = named.year_from
        and claims_once.year_to = named.year_to
union all
select claims_once.id as subject, named.part, true as certain
from claims_once
inner join (select distinct rung, kind, rung || ', ' || kind || ', undated' as part from claims_once) as named
    on claims_once.rung = named.rung and claims_once.kind = named.kind
where claims_once.year_from is null
