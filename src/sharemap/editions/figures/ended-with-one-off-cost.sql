-- title: Ended arrangements with a one-off cost known
-- unit: arrangements
-- subject: arrangement
-- reducer: count
-- population: arrangements-ended
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind year-ended end-reason
-- method: Arrangements that ended, of which a source gives a one-off cost: of ending, of setting up or of moving. Of all others no source read so far gives one: that is not zero, and nobody was asked.
select arrangement as subject, certain, 1 as value
from possible_statuses
where
    status = 'ended'
    and arrangement in (select arrangement from arrangements_with_claims where one_off_cost)
order by subject
