-- title: Financial years of claims
-- subject: claim
-- adds: no
-- method: A recurring claim lies in each year that it names, another in its one year or its span; undated where its source names none.
select
    claims_once.id as subject,
    cast(years.year as varchar) || '/' || lpad(cast((years.year + 1) % 100 as varchar), 2, '0') as part,
    true as certain
from claims_once
inner join years on years.year >= claims_once.year_from and years.year <= claims_once.year_to
where claims_once.kind = 'recurring' or claims_once.year_from = claims_once.year_to
union all
select
    id as subject,
    cast(year_from as varchar) || '/' || lpad(cast((year_from + 1) % 100 as varchar), 2, '0')
    || ' to ' || cast(year_to as varchar) || '/' || lpad(cast((year_to + 1) % 100 as varchar), 2, '0') as part,
    true as certain
from claims_once
where kind <> 'recurring' and year_from < year_to
union all
select id as subject, 'undated' as part, true as certain
from claims_once
where year_from is null
