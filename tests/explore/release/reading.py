"""Reads a release as a sceptic does: takes its Markdown apart, follows each address, and counts again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from sharemap.editions.read import Edition, Entry
from sharemap.explore.release.render import KEPT_TO
from tests.explore.release.conftest import Drafted

LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)")
NUMBER = re.compile(r"£?[\d,]+(?:\.\d+)?m?")


@dataclass(frozen=True)
class Link:
    text: str
    path: str
    query: dict[str, str]
    fragment: str

    @property
    def numbers(self) -> list[float]:
        return [number(each) for each in NUMBER.findall(self.text)]


def number(text: str) -> float:
    value = float(text.strip("£m").replace(",", ""))
    return value * 1_000_000 if text.endswith("m") else value


def body(markdown: str) -> str:
    """The release without its rules and notes, which quote numbers of their own."""
    return markdown.partition(f"## {KEPT_TO}")[0]


def links(markdown: str) -> list[Link]:
    return [link(text, address) for text, address in LINK.findall(markdown)]


def link(text: str, address: str) -> Link:
    split = urlsplit(address)
    in_fragment = "=" in split.fragment
    query = {name: held[0] for name, held in parse_qs(split.fragment if in_fragment else split.query).items()}
    return Link(re.sub(r"\\(.)", r"\1", text), split.path, query, "" if in_fragment else split.fragment)


def unlinked(markdown: str) -> str:
    return LINK.sub("", markdown)


def true(found: Link, drafted: Drafted) -> bool:
    """Whether what stands in the link is what stands behind it."""
    kind, _, rest = unquote(found.path).strip("/").partition("/")
    match kind:
        case "figures":
            return _figure(found, drafted.edition, rest)
        case "arrangements":
            return _arrangement(found, drafted.edition, drafted.edition.by_slug[rest])
        case "bodies":
            return found.text == drafted.edition.bodies[rest].name
        case "data":
            assert drafted.earlier
            assert rest == f"{drafted.earlier.name}/breakdowns.csv"
            return _figure(found, drafted.earlier, found.query["figure"])
        case "compare":
            return _compared(found, drafted)
    return False


def _figure(found: Link, edition: Edition, name: str) -> bool:
    low, high, certain, possible = values(edition, name, found.query)
    if found.fragment == "rows":
        behind = {edition.claim_of.get(subject, subject) for subject in subjects(edition, name, found.query)}
        known = {row.subject for row in edition.figures["arrangements-known"].contributions}
        return found.numbers[0] in (certain, possible, len(behind & known))
    if "%" in found.text:
        return _share(found, edition, name, (low, high))
    pounds = edition.figures[name].row.unit == "pounds"
    return len(found.numbers) in (1, 2) and all(
        near(said, value, pounds)
        for said, value in zip((found.numbers[0], found.numbers[-1]), (low, high), strict=True)
    )


def near(said: float, value: float, pounds: bool) -> bool:
    """Counts are exact; averages lie within a twentieth, pounds within half a unit of their third figure."""
    if pounds:
        return abs(said - value) <= 0.5 * float(10 ** max(len(str(int(value))) - 3, 0))
    return said == value if value == int(value) else abs(said - value) <= 0.05 + 1e-9


def _share(found: Link, edition: Edition, name: str, value: tuple[float, float]) -> bool:
    if not any(value):
        return found.text == "0%"
    row = edition.figures[name].row
    whole = values(edition, row.population, found.query)[0] if row.population else row.high or 0
    ends = (found.numbers[0], found.numbers[-1])
    return all(abs(said - 100 * part / whole) < 1 for said, part in zip(ends, value, strict=True))


def values(edition: Edition, name: str, query: dict[str, str]) -> tuple[float, float, int, int]:
    """Low, high, certain and possible, as the edition's tables have them."""
    figure = edition.figures[name]
    by, part, split = (query.get(key, "") for key in ("by", "part", "split"))
    if not (by or split):
        row = figure.row
        assert row.high is not None
        return row.low or 0, row.high, row.certain, row.possible
    rows = [each for each in figure.by(by) if each.part == part and each.split == split]
    if not rows:
        assert by
        assert not part
        return 0, 0, 0, 0
    low, high = rows[0].low, rows[0].high
    assert low is not None
    assert high is not None
    return low, high, rows[0].certain, rows[0].possible


def subjects(edition: Edition, name: str, query: dict[str, str]) -> Iterator[str]:
    figure = edition.figures[name]
    parts = edition.parts.get(figure.row.split, {})
    for row in figure.contributions:
        if query.get("split", "") in ("", *parts.get(row.subject, ())):
            yield row.subject


def _arrangement(found: Link, edition: Edition, entry: Entry) -> bool:
    claims = {claim.id: claim for claim in entry.claims}
    if found.fragment in claims:
        claim = claims[found.fragment]
        ends = (claim.amount_from_gbp or claim.amount_gbp, claim.amount_gbp)
        return all(
            near(said, end, True) for said, end in zip((found.numbers[0], found.numbers[-1]), ends, strict=True)
        )
    if found.fragment == "members":
        left = [m.membership.left_before for m in entry.members]
        gone = [end is not None and end.latest <= edition.as_at for end in left]
        return found.numbers[0] == len({m.body.key for m, out in zip(entry.members, gone, strict=True) if not out})
    size = found.text.replace(",", "")
    return found.text == entry.arrangement.name or (
        size.isdigit() and int(size) in (len(entry.services), entry.arrangement.staff)
    )


def _compared(found: Link, drafted: Drafted) -> bool:
    assert drafted.earlier
    assert (found.query["from"], found.query["to"]) == (drafted.earlier.name, drafted.edition.name)
    if found.text[0] in "+−0":
        return True  # Their sums are looked at as a whole, against both editions.
    row = drafted.earlier.figures[found.query["figure"]].row
    return (found.numbers[0], found.numbers[-1]) == (row.low, row.high)
