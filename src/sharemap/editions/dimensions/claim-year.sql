-- title: Financial years of claims
-- subject: claim
-- adds: no
-- method: A recurring claim lies in each year that it names, another in its one year or its span; undated where its source names none.
select claims_once.id as subject, claim_years.years as part, true as certain
from claims_once
inner join claim_years
    on
        claims_once.rung = claim_years.rung
        and claims_once.kind = claim_years.kind
        and claims_once.year_from = claim_years.year_from
        and claims_once.year_to = claim_years.year_to
union all
select id as subject, 'undated' as part, true as certain
from claims_once
where year_from is null
