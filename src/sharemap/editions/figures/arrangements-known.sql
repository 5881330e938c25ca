-- title: Arrangements known
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind confidence claim-known year-formed
-- method: All arrangements, live, ended or not seen lately. Those only planned, or considered and never formed, are not counted.
select arrangement as subject, certain, 1 as value
from known_arrangements
order by subject
