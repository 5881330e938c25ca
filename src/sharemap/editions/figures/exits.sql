-- title: Members that left an arrangement which ran on
-- unit: memberships
-- subject: membership
-- reducer: count
-- population: 
-- split: 
-- dimensions: region nation service partner-kind member-kinds model lead-kind
-- method: Members that left on or before the day, with all of their services, while their arrangement did not end by then. Possible where the days allow it, or where an arrangement was seen ended and no day of its end is known. Members whose part passed to a successor by law are not counted.
select
    gone.arrangement || '/' || gone.body as subject,
    staying.body is null
    and (
        (arrangements.ends_before_earliest is not null and arrangements.ends_before_earliest > gone.latest)
        or (
            arrangements.ends_before_earliest is null
            and gone.arrangement not in (select arrangement from possible_statuses where status = 'ended')
        )
    ) as certain,
    1 as value
from (
    select
        memberships.arrangement,
        memberships.body,
        max(memberships.left_before_earliest) as earliest,
        max(memberships.left_before_latest) as latest
    from memberships
    cross join edition
    where
        memberships.left_before_earliest <= edition.as_at
        and (memberships.joined_on_earliest is null or memberships.joined_on_earliest <= edition.as_at)
    group by memberships.arrangement, memberships.body
) as gone
inner join arrangements on gone.arrangement = arrangements.id
left join staying on gone.arrangement = staying.arrangement and gone.body = staying.body
where
    (staying.body is null or not staying.certain)
    and (arrangements.ends_before_latest is null or arrangements.ends_before_latest > gone.earliest)
    and not exists (
        select 1
        from memberships as heirs
        where heirs.arrangement = gone.arrangement and heirs.passed_from = gone.body
    )
order by subject
