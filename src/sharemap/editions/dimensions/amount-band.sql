-- title: Bands of amount
-- subject: claim
-- adds: yes
-- method: The amount, or the upper end of its range.
select
    id as subject,
    case
        when amount_gbp < 100000 then '1: under £100,000'
        when amount_gbp < 1000000 then '2: £100,000 to under £1m'
        when amount_gbp < 10000000 then '3: £1m to under £10m'
        else '4: £10m and more'
    end as part,
    true as certain
from claims
