"""Finds evidence that is neither a web address nor a file that was sent along."""

from __future__ import annotations

from sharemap.core.web import is_web_address, with_scheme
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.evidence import file_in
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    said = saving.evidence
    known = not said or is_web_address(said) or file_in(said) or is_web_address(with_scheme(said))
    return "" if known else quoted(said)


CHECK = Check(
    "evidence without an address",
    "evidence",
    "Evidence is a web address, which reads like https://example.org/page, or a file sent with the form.",
    "Copy the address anew, or clear it.",
    find,
)
