"""The words of the questions: data in a file, one version for each round that changes them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "questions"
LATEST = "1"


@dataclass(frozen=True, slots=True)
class Words:
    """A label and a hint."""

    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Questions:
    """`choices`: by field, what each choice means. `years`: financial years before that of the census day."""

    fields: Mapping[str, Words]
    choices: Mapping[str, Mapping[str, str]]
    years: tuple[int, ...]

    def years_asked(self, census_on: date) -> list[int]:
        """Financial years, by the year in which each starts; it starts on 1 April."""
        this = census_on.year if census_on.month >= 4 else census_on.year - 1
        return [this - back for back in self.years]


@cache
def questions(version: str) -> Questions:
    """The questions of a version. Raises FileNotFoundError for one that there is not."""
    held = tomllib.loads((FOLDER / f"{version}.toml").read_text(encoding="utf-8"))
    fields = {name: Words(each["label"], each["hint"]) for name, each in held.pop("field").items()}
    return Questions(
        fields, {name: each for name, each in held.items() if isinstance(each, dict)}, tuple(held["years"])
    )
