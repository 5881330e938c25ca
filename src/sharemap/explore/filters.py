"""What is shown: one value, to and from a query string, for page, map, files and API. `facets` selects by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Protocol, TypeVar
from urllib.parse import urlencode

from sharemap.bodies.areas.layers import Layer
from sharemap.core.fields import Means
from sharemap.core.period import parse_day
from sharemap.core.problem import Problem
from sharemap.register.rows import DeliveryModel, Rung
from sharemap.register.status import StatusWord

Word = TypeVar("Word", bound=StrEnum)
LONGEST_TEXT = 200
LAST_PAGE = 1_000_000
MOST_BODIES = 40
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


class Match(StrEnum):
    """With several bodies: arrangements of any of them, or those in which all of them are."""

    ANY = "any"
    ALL = "all"


class Claimed(StrEnum):
    """Whether any source claims a saving."""

    WITH = "with"
    WITHOUT = "without"


class Size(StrEnum):
    """How many bodies are members and are not known to have left; as far as their names are known."""

    NONE = "0"
    ONE = "1"
    TWO = "2"
    FEW = "3-4"
    SOME = "5-9"
    MANY = "10-"


class Colour(StrEnum):
    """What the map colours areas by; a rung stands for claims of that rung per head."""

    ARRANGEMENTS = "arrangements"
    PARTNERS = "partners"
    SHARE = "share"
    FIRST = "first"
    CLAIMED = "claimed"
    FORECAST = "forecast"
    BUDGETED = "budgeted"
    ACHIEVED = "achieved"
    CHECKED = "checked"


class Layout(StrEnum):
    """Areas where they lie, or one hexagon for each."""

    MAP = "map"
    HEXAGONS = "hexagons"


OF_VIEW = ("layer", "colour", "layout", "page")
"""Fields that change what is drawn and not what is selected."""
COMMON = ("q", "service", "region", "body", "match", "status", "on")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. Blank, None, no body and page 1 stand for no choice. Years are those that bounds may lie in.

    `on`: a past or a coming day; None stands for the edition's own.
    """

    q: Annotated[str, Means("Words that must all stand in it", "payroll", longest=LONGEST_TEXT)] = ""
    layer: Annotated[Layer, Means("Which areas the map shows; of no account for a list")] = Layer.DISTRICT
    service: Annotated[str, Means("Key of a service or a heading, or a plain word for one", "legal")] = ""
    region: Annotated[str, Means("Region of a member; outside England its nation", "South East")] = ""
    body: Annotated[tuple[str, ...], Means("Key of a body that is or was a member; may be repeated", "exeter")] = ()
    match: Annotated[Match, Means("With several bodies: any of them, or all of them together")] = Match.ANY
    partner: Annotated[str, Means("Kind of partner, as the figures divide them", "with health")] = ""
    pair: Annotated[str, Means("Kinds of council together, as the figures divide them")] = ""
    model: Annotated[DeliveryModel | None, Means("How the sharing is organised")] = None
    status: Annotated[StatusWord | None, Means("Status on the edition's day")] = None
    started_from: Annotated[int | None, Means("Year in or after which it may have started", "2010")] = None
    started_to: Annotated[int | None, Means("Year in or before which it may have started", "2014")] = None
    ended_from: Annotated[int | None, Means("Year in or after which it may have ended", "2010")] = None
    ended_to: Annotated[int | None, Means("Year in or before which it may have ended", "2014")] = None
    claim: Annotated[Claimed | None, Means("Whether any source claims a saving")] = None
    rung: Annotated[Rung | None, Means("How firm one of its savings claims is")] = None
    size: Annotated[Size | None, Means("How many bodies are members and not known to have left")] = None
    on: Annotated[date | None, Means("A past or a coming day: what may run on it", "2014-04-01")] = None
    colour: Annotated[Colour, Means("What the map is coloured by; of no account for a list")] = Colour.ARRANGEMENTS
    layout: Annotated[Layout, Means("How the map is drawn; of no account for a list")] = Layout.MAP
    page: Annotated[int, Means("Page of the list")] = 1

    def pairs(self) -> list[tuple[str, str]]:
        """The choices as names and texts, in the order of the fields; what is at its default is left out."""
        return [(name, text) for name in _NAMES for text in _texts(getattr(self, name), _DEFAULTS[name])]

    def query(self) -> str:
        """As a query string, without the question mark; blank where all is at its default."""
        return urlencode(self.pairs())

    def on_page(self, page: int) -> Filters:
        return replace(self, page=page)

    def on_layer(self, layer: Layer) -> Filters:
        return replace(self, layer=layer, page=1)

    def without(self, name: str, value: str = "") -> Filters:
        """The same without one choice, from the first page. `value`: of several bodies, this one alone."""
        unchosen: Any = _DEFAULTS[name]
        if value and name == "body":
            unchosen = tuple(key for key in self.body if key != value)
        unchosen = {name: unchosen, "page": 1}
        if name == "body" and not unchosen["body"]:
            unchosen["match"] = Match.ANY
        return replace(self, **unchosen)

    @property
    def chosen(self) -> bool:
        """Whether anything narrows the list, but for the day."""
        return any(getattr(self, name) != _DEFAULTS[name] for name in _NAMES if name not in (*OF_VIEW, "match", "on"))

    @property
    def fine(self) -> bool:
        """Whether anything is chosen that stands under “More filters”."""
        return any(getattr(self, name) != _DEFAULTS[name] for name in _NAMES if name not in (*OF_VIEW, *COMMON))


_NAMES = tuple(each.name for each in fields(Filters))
_DEFAULTS: Mapping[str, Any] = {each.name: each.default for each in fields(Filters)}


def _texts(value: object, default: object) -> Iterator[str]:
    if value == default:
        return
    yield from (str(each) for each in value) if isinstance(value, tuple) else (str(value),)


class Query(Protocol):
    """A query string as Django reads it."""

    def get(self, name: str, default: str, /) -> str | None: ...

    def getlist(self, name: str, /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """The open vocabularies of an edition: which services, regions and so on one may filter by.

    `words`: the plain words that name one service, with its key, so that an address may hold them too.
    """

    services: frozenset[str]
    regions: frozenset[str]
    bodies: frozenset[str]
    words: Mapping[str, str]
    partners: frozenset[str] = frozenset()
    member_pairs: frozenset[str] = frozenset()


def read_filters(query: Query, known: Known) -> tuple[Filters, tuple[Problem, ...]]:
    """The filters that a query string asks for, and a problem for each value that means nothing here.

    Such a value is set aside, never taken silently: the page says so at its head.
    """
    asked = _Asked(query, [])
    filters = Filters(
        q=asked.text(),
        layer=asked.word("layer", Layer) or Layer.DISTRICT,
        service=asked.known("service", known.services, known.words),
        region=asked.known("region", known.regions),
        body=asked.bodies(known.bodies),
        match=asked.word("match", Match) or Match.ANY,
        partner=asked.known("partner", known.partners),
        pair=asked.known("pair", known.member_pairs),
        model=asked.word("model", DeliveryModel),
        status=asked.word("status", StatusWord),
        started_from=asked.year("started_from"),
        started_to=asked.year("started_to"),
        ended_from=asked.year("ended_from"),
        ended_to=asked.year("ended_to"),
        claim=asked.word("claim", Claimed),
        rung=asked.word("rung", Rung),
        size=asked.word("size", Size),
        on=asked.day(),
        colour=asked.word("colour", Colour) or Colour.ARRANGEMENTS,
        layout=asked.word("layout", Layout) or Layout.MAP,
        page=asked.page(),
    )
    return filters, tuple(asked.problems)


@cache
def _by_value(words: type[Word]) -> Mapping[str, Word]:
    return {word.value: word for word in words}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query string, and what was wrong with it so far."""

    query: Query
    problems: list[Problem]

    def one(self, name: str) -> str:
        return (self.query.get(name, "") or "").strip()

    def text(self) -> str:
        q = " ".join(self.one("q").split())
        if len(q) > LONGEST_TEXT:
            self._refuse("q", f"{len(q)} characters", f"at most {LONGEST_TEXT} characters")
        return q[:LONGEST_TEXT].rstrip()

    def word(self, name: str, words: type[Word]) -> Word | None:
        text = self.one(name)
        found = _by_value(words).get(text)
        if text and found is None:
            self._refuse(name, _quoted(text), "one of: " + _listed([word.value for word in words]))
        return found

    def known(self, name: str, values: frozenset[str], words: Mapping[str, str] | None = None) -> str:
        text = self.one(name)
        text = (words or {}).get(text, text)
        return text if text in values else self._unknown(name, text)

    def bodies(self, values: frozenset[str]) -> tuple[str, ...]:
        asked = dict.fromkeys(filter(None, (text.strip() for text in self.query.getlist("body"))))
        found = [text for text in asked if text in values or self._unknown("body", text)]
        if len(found) > MOST_BODIES:
            self._refuse("body", f"{len(found)} bodies", f"given at most {MOST_BODIES} times")
        return tuple(found[:MOST_BODIES])

    def year(self, name: str) -> int | None:
        text = self.one(name)
        if text.isascii() and text.isdigit() and FIRST_DAY.year <= int(text[:5]) <= LAST_DAY.year:
            return int(text)
        if text:
            self._refuse(name, _quoted(text), f"a year from {FIRST_DAY.year} to {LAST_DAY.year}")
        return None

    def day(self) -> date | None:
        text = self.one("on")
        found = parse_day(text)
        if found and FIRST_DAY <= found <= LAST_DAY:
            return found
        if text:
            self._refuse("on", _quoted(text), "a day such as 2014-04-01")
        return None

    def page(self) -> int:
        text = self.one("page")
        if not text:
            return 1
        if text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= LAST_PAGE:
            return int(text)
        self._refuse("page", _quoted(text), "a whole number from 1")
        return 1

    def _unknown(self, name: str, text: str) -> str:
        if text:
            self._refuse(name, _quoted(text), "a value from the list")
        return ""

    def _refuse(self, name: str, found: str, needed: str) -> None:
        label = SAID.get(name, name)
        fix = "It was set aside; the rest applies."
        self.problems.append(Problem("filter", label, found, f"The {label} must be {needed}.", fix))


SAID = {
    "q": "search text",
    "on": "day",
    "started_from": "first year of start",
    "started_to": "last year of start",
    "ended_from": "first year of end",
    "ended_to": "last year of end",
}


def _quoted(text: str) -> str:
    return f"“{text[:60]}”"


def _listed(values: Sequence[str]) -> str:
    return ", ".join(value.replace("_", " ") for value in values)
