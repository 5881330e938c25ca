"""Makes the golden files: the same from every run, as a person's program would write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sharemap.returns.workbook.upload import read_upload
from tests.returns.golden import cells, files, sheets, texts
from tests.returns.golden.given import GIVEN

WORDS = Path(__file__).with_name("words")
MOST_TAKEN = 20
File = tuple[str, bytes]
CASES: dict[str, Callable[[], File]] = {
    name: make
    for module in (cells, sheets, files, texts)
    for name, make in vars(module).items()
    if callable(make) and getattr(make, "is_golden", False)
}


def words_of(file: File) -> str:
    """What is said of a file, and what is taken of it."""
    upload = read_upload(*file, GIVEN)
    taken = [f"{each.arrangement or each.name}: {each.decision}" for each in upload.lines if each.decision]
    taken += [
        f"{each.arrangement or each.name} {each.year}: {each.amount_gbp if each.why_none is None else each.why_none}"
        for each in upload.savings
        if each.amount_gbp is not None or each.why_none
    ]
    more = [f"and {len(taken) - MOST_TAKEN:,} more"] if len(taken) > MOST_TAKEN else []
    return "\n".join([upload.words, *(["", "Answers:", *taken[:MOST_TAKEN], *more] if taken else []), ""])
