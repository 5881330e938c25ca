-- title: Arrangements with a savings claim
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: arrangements-known
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: Arrangements known, of which a source gives an amount. Of all others no source read so far gives one: that is not zero, and nobody was asked.
select arrangement as subject, certain, 1 as value
from known_arrangements
where arrangement in (select arrangement from arrangements_with_claims)
order by subject
