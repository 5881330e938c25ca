"""What a release is made of: words that may lead to evidence, sentences of them, and sentences that were refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sharemap.core.problem import Problem


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text. `href`: where its evidence is; blank where it needs none."""

    text: str
    href: str = ""


Cell = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that the figures carry."""

    parts: Cell

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Refused:
    """What a release might have said, and why it does not: in a few words, and with its numbers."""

    what: str
    short: str
    why: Cell

    @property
    def brief(self) -> str:
        """What is printed where there is little room."""
        return f"{self.what}: {self.short[:1].lower()}{self.short[1:]}."

    @property
    def more(self) -> bool:
        """Whether there is more to say than that."""
        return self.why != cell(f"{self.short}.")


Said = Sentence | Refused


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heads. `note`: what one must know before adding anything. `text`: columns without numbers."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str
    text: tuple[int, ...] = (0,)

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each head, and whether what stands under it is a number."""
        return [(head, at not in self.text) for at, head in enumerate(self.heads)]

    @property
    def lines(self) -> list[list[tuple[str, bool, Cell]]]:
        """Each row as cells with their heads, and whether they are numbers."""
        return [[(*column, each) for column, each in zip(self.columns, row, strict=True)] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the release under its own title. Each sentence is a paragraph."""

    title: str
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()

    @property
    def said(self) -> bool:
        """Whether anything stands under the title."""
        return bool(self.sentences or self.tables)


@dataclass(frozen=True, slots=True)
class Release:
    """A drafted release. `since`: name of the edition it is compared with; blank: none. `rules`: what it kept to."""

    edition: str
    preview: bool
    as_at: date
    since: str
    headline: str
    sections: tuple[Section, ...]
    left_out: tuple[Refused, ...]
    rules: tuple[str, ...]
    notes: tuple[str, ...]


def cell(*parts: str | Words | Cell) -> Cell:
    """Text, words and runs of words as one run."""
    found: list[Words] = []
    for part in parts:
        match part:
            case str():
                found.append(Words(part))
            case Words():
                found.append(part)
            case _:
                found.extend(part)
    return tuple(found)


def sentence(*parts: str | Words | Cell) -> Sentence:
    return Sentence(cell(*parts))


def refused(what: str, short: str, *why: str | Words | Cell) -> Refused:
    """`short`: without a full stop. `why`: whole sentences; without them the short words are all that there is."""
    return Refused(what, short, cell(*why) if why else cell(f"{short}."))


def listed(cells: list[Cell]) -> Cell:
    """`a`, `a and b`, `a, b and c`."""
    if len(cells) < 2:
        return cell(*cells)
    head: list[str | Words | Cell] = []
    for each in cells[:-1]:
        head += [", ", each] if head else [each]
    return cell(*head, " and ", cells[-1])


def problem_of(edition: str, missing: str) -> Problem:
    """Why an edition cannot be drafted."""
    needed = f"A release needs the figure “{missing}”, divided as it is today."
    return Problem("release", f"the edition {edition}", "none of that name", needed, "Draft a later edition.")
