"""How far the resolver can be trusted with spellings it has not seen.

Precision: right matches of all matches. Recall: right matches, and half of the asks whose first candidate is
right, of all spellings; every other ask counts as missed. An ambiguous alias is held to the same: matched to the
body of its row, or asked about with that body first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest

from sharemap.bodies.directory import Directory
from sharemap.bodies.normalise import fold
from sharemap.bodies.reading import Family, family_of
from sharemap.bodies.resolve import Outcome, Resolver
from sharemap.bodies.rows import Alias
from tests.bodies.spellings import Spelling, a_day_of, made

PRECISION, RECALL = 0.995, 0.97
FOLDS = 5
ONE_IN = 8


@dataclass(frozen=True)
class Score:
    right: int
    half: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return (self.right + self.half / 2) / (self.right + self.half + self.wrong + self.missed)


def score(resolver: Resolver, spellings: Iterable[Spelling]) -> Score:
    counts = {"right": 0, "half": 0, "wrong": 0, "missed": 0}
    for text, day, key in spellings:
        found = resolver.resolve(text, day)
        if found.outcome is Outcome.MATCH:
            counts["right" if found.key == key else "wrong"] += 1
        else:
            counts["half" if found.candidates[:1] == (key,) else "missed"] += 1
    return Score(**counts)


def in_fold(form: str, fold_number: int) -> bool:
    return int(hashlib.sha256(form.encode()).hexdigest(), 16) % FOLDS == fold_number


def listed(directory: Directory, alias: Alias) -> bool:
    """Whether the alias is a spelling of a body of the reference, not a decision about one telling."""
    return alias.kind != "told" and family_of(directory.bodies[alias.body].kind) is not Family.OUTSIDE


def aliases_held_out(directory: Directory, fold_number: int | None) -> tuple[Resolver, list[Spelling]]:
    """A resolver without a fifth of the alias forms (or any), and those of them that stand in no other table."""
    forms = {fold(alias.alias) for alias in directory.aliases}
    held = {form for form in forms if fold_number is None or in_fold(form, fold_number)}
    kept = tuple(alias for alias in directory.aliases if fold(alias.alias) not in held)
    named = {fold(row.name) for row in directory.names} | {fold(body.short_name) for body in directory.rows}
    spellings = [
        (alias.alias, a_day_of(directory.bodies[alias.body]), alias.body)
        for alias in directory.aliases
        if listed(directory, alias) and fold(alias.alias) in held - named
    ]
    return Resolver(replace(directory, aliases=kept)), spellings


@pytest.mark.parametrize("fold_number", [0, 2])
def test_aliases_that_were_held_out_are_resolved_all_the_same(directory: Directory, fold_number: int) -> None:
    found = score(*aliases_held_out(directory, fold_number))
    print(f"held-out fifth {fold_number}: {found}, precision {found.precision:.4f}, recall {found.recall:.4f}")
    assert found.right > 500
    assert found.precision >= PRECISION
    assert found.recall >= RECALL


def test_names_and_short_names_alone_resolve_nearly_every_alias(directory: Directory) -> None:
    found = score(*aliases_held_out(directory, None))
    print(f"no aliases at all: {found}, precision {found.precision:.4f}, recall {found.recall:.4f}")
    assert found.precision >= PRECISION
    assert found.recall >= RECALL


def test_spellings_made_by_rule_are_resolved(directory: Directory, resolver: Resolver) -> None:
    spellings = [spelling for _, spelling in made(directory, ONE_IN)]
    found = score(resolver, spellings)
    print(f"made by rule: {found}, precision {found.precision:.4f}, recall {found.recall:.4f}")
    assert len(spellings) >= 300
    assert found.precision >= PRECISION
    assert found.recall >= RECALL
