-- title: Pairs of kinds of council
-- subject: arrangement
-- adds: no
-- method: Every pair of kinds among its principal councils, such as district with district.
select
    one.arrangement as subject,
    least(first.kind, second.kind) || ' with ' || greatest(first.kind, second.kind) as part,
    true as certain
from memberships as one
inner join bodies as first on one.body = first.key
inner join memberships as two on one.arrangement = two.arrangement and one.body < two.body
inner join bodies as second on two.body = second.key
where
    first.kind in (select kind from principal_kinds)
    and second.kind in (select kind from principal_kinds)
