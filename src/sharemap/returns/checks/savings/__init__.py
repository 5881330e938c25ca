"""Checks of answers about savings: one file each, in the order in which people hear of them."""

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Rules
from sharemap.returns.checks.savings import (
    achieved_ahead,
    after_the_end,
    amount_absurd,
    amount_and_reason,
    amount_in_thousands,
    amount_negative,
    amount_nought,
    amount_without_kind,
    amount_without_rung,
    amount_without_scope,
    evidence_nowhere,
    reason_and_rung,
    recurring_over_years,
    rung_without_amount,
    saving_twice,
    savings_identifier_unknown,
    savings_name_unknown,
    savings_of_nothing,
    share_above_whole,
    total_falls,
    year_far_off,
    yearly_above_sum,
    years_out_of_order,
)

RULES: Rules[SavingsAnswer] = Rules(
    each=(
        savings_identifier_unknown.CHECK,
        savings_of_nothing.CHECK,
        savings_name_unknown.CHECK,
        amount_and_reason.CHECK,
        amount_without_rung.CHECK,
        amount_without_kind.CHECK,
        amount_without_scope.CHECK,
        rung_without_amount.CHECK,
        amount_negative.CHECK,
        amount_absurd.CHECK,
        amount_in_thousands.CHECK,
        amount_nought.CHECK,
        years_out_of_order.CHECK,
        recurring_over_years.CHECK,
        achieved_ahead.CHECK,
        after_the_end.CHECK,
        year_far_off.CHECK,
        reason_and_rung.CHECK,
        evidence_nowhere.CHECK,
    ),
    together=(
        saving_twice.CHECK,
        yearly_above_sum.CHECK,
        total_falls.CHECK,
        share_above_whole.CHECK,
    ),
)
CONTRADICTIONS: Rules[SavingsAnswer] = Rules(
    each=(achieved_ahead.CHECK, after_the_end.CHECK),
    together=(yearly_above_sum.CHECK, total_falls.CHECK, share_above_whole.CHECK),
)
"""What cannot all be true: said of every answer, also on the pages."""
