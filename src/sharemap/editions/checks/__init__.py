"""Checks before an edition is published. Pure: rows in, findings out. `docs/checks.md` has a line for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sharemap.bodies.directory import Directory
from sharemap.core.fields import Row
from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.published import (
    compared_with_another,
    councils_not_alive,
    more_arrangements_another_sum,
    numerator_outside_population,
    one_amount_two_meanings,
    one_amount_two_populations,
    part_outgrew,
    parts_over_whole,
    percentage_not_given,
    previous_differs,
    rise_not_given,
    rise_read_as_range,
    several_values,
    silent_restatement,
    since_after_first,
    sources_disagree,
    stock_never_falls,
    stood_still,
    total_against_flow,
    total_read_as_yearly,
)
from sharemap.editions.checks.published.series import Series
from sharemap.editions.checks.register import (
    achieved_too_early,
    amount_told_twice,
    claim_outlier,
    claim_outside_life,
    end_reason_without_end,
    ended_in_future,
    lead_authority_without_lead,
    left_before_start,
    live_with_too_few_members,
    live_without_public_members,
    member_far_away,
    member_outside_life,
    name_twice,
    part_with_members_outside,
    recurring_above_forecast,
    saving_of_unformed,
    seen_live_outside_life,
    share_above_whole,
    sharing_after_dissolution,
    source_from_the_future,
    source_read_before_published,
    staff_outlier,
)
from sharemap.editions.checks.register.given import Register
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import Arrangement

RegisterCheck = Callable[[Register], Iterator[Finding]]
PublishedCheck = Callable[[Series], Iterator[Finding]]

OF_REGISTER: tuple[RegisterCheck, ...] = (
    amount_told_twice.find,
    claim_outlier.find,
    recurring_above_forecast.find,
    claim_outside_life.find,
    saving_of_unformed.find,
    share_above_whole.find,
    achieved_too_early.find,
    member_outside_life.find,
    left_before_start.find,
    sharing_after_dissolution.find,
    live_without_public_members.find,
    live_with_too_few_members.find,
    lead_authority_without_lead.find,
    member_far_away.find,
    part_with_members_outside.find,
    seen_live_outside_life.find,
    ended_in_future.find,
    end_reason_without_end.find,
    staff_outlier.find,
    name_twice.find,
    source_read_before_published.find,
    source_from_the_future.find,
)
OF_PUBLISHED: tuple[PublishedCheck, ...] = (
    several_values.find,
    compared_with_another.find,
    previous_differs.find,
    sources_disagree.find,
    silent_restatement.find,
    part_outgrew.find,
    percentage_not_given.find,
    more_arrangements_another_sum.find,
    rise_not_given.find,
    rise_read_as_range.find,
    since_after_first.find,
    one_amount_two_populations.find,
    one_amount_two_meanings.find,
    stock_never_falls.find,
    total_against_flow.find,
    total_read_as_yearly.find,
    parts_over_whole.find,
    numerator_outside_population.find,
    councils_not_alive.find,
    stood_still.find,
)


def name_of(check: Callable[..., Iterator[Finding]]) -> str:
    """A check is called like its file."""
    return check.__module__.rpartition(".")[2].replace("_", "-")


def run(rows: Mapping[type[Row], list[Row]], day: date) -> list[Finding]:
    """What every check finds in the register's rows, errors first."""
    register = Register(rows, day)
    return _sorted(replace(found, check=name_of(find)) for find in OF_REGISTER for found in find(register))


def run_published(
    figures: Sequence[PublishedFigure], directory: Directory, arrangements: Sequence[Arrangement] = ()
) -> list[Finding]:
    """What every check finds in the old map's figures; with our arrangements also what ended meanwhile."""
    series = Series(tuple(figures), directory, tuple(arrangements))
    return _sorted(replace(found, check=name_of(find)) for find in OF_PUBLISHED for found in find(series))


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by check and subject."""
    return sorted(
        findings, key=lambda each: (each.severity is not Severity.ERROR, each.check, each.subject, each.sentence)
    )
