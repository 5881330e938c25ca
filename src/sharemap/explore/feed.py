"""A feed of arrangements for a filter: an item has another identifier as soon as anything in its entry is changed.

So a feed reader shows again what has changed, and nothing else. No time is invented: an item is of the latest day
that its entry tells of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256

from django.utils.feedgenerator import Atom1Feed

from sharemap.core.fields import Row
from sharemap.core.period import DAY, Bounds
from sharemap.editions.read import Edition, Entry
from sharemap.explore.formats import row_json
from sharemap.explore.words import bounds_words, end_words, plural, status_words

ATOM_TYPE = "application/atom+xml; charset=utf-8"
MOST = 200
"""Items of a feed; those with the latest days."""


@dataclass(frozen=True, slots=True)
class Item:
    """An arrangement as a feed tells it. `day`: the latest that its entry speaks of, up to the edition's own."""

    entry: Entry
    digest: str
    day: date

    @property
    def words(self) -> str:
        """Its state, in a few sentences."""
        arrangement, end = self.entry.arrangement, self.entry.arrangement.ends_before
        names = ", ".join(dict.fromkeys(member.body.name for member in self.entry.members))
        parts = [
            f"Status: {status_words(self.entry.status)}.",
            f"Since: {bounds_words(arrangement.starts_on)}.",
            f"Ended: {end_words(end)}." if end else "",
            f"Shared by: {names or 'not known'}.",
            f"{plural(len(self.entry.claims), 'savings claim')}, {plural(len(self.entry.evidence), 'source')}.",
        ]
        return " ".join(part for part in parts if part)


def items(entries: Iterable[Entry], as_at: date) -> list[Item]:
    """The latest first; those of one day in the edition's order."""
    found = [Item(entry, _digest(entry), _latest(entry, as_at)) for entry in entries]
    return sorted(found, key=lambda item: item.day, reverse=True)[:MOST]


def _rows(entry: Entry) -> Iterator[Row]:
    yield entry.arrangement
    yield from (member.membership for member in entry.members)
    yield from entry.claims
    yield from entry.sightings
    yield from entry.relations
    yield from entry.notes
    yield from (each.source for each in entry.evidence)


def _digest(entry: Entry) -> str:
    rows = json.dumps([row_json(row) for row in _rows(entry)], ensure_ascii=False)
    return sha256(rows.encode()).hexdigest()[:16]


def _latest(entry: Entry, as_at: date) -> date:
    """The last day known of its starts, ends, joinings, leavings and sightings; without any, the edition's day."""
    end = entry.arrangement.ends_before
    told: list[Bounds | None] = [entry.arrangement.starts_on, *(each.seen_on for each in entry.sightings)]
    told += [member.membership.joined_on for member in entry.members]
    days = [each.latest for each in told if each]
    days += [each.latest - DAY for each in (end, *(m.membership.left_before for m in entry.members)) if each]
    return max((day for day in days if day <= as_at), default=as_at)


def atom(edition: Edition, found: Iterable[Item], title: str, site: str, address: str) -> str:
    """The feed as XML. `site`: the site's address without a slash; `address`: the feed's own."""
    feed = Atom1Feed(
        title=title,
        link=f"{site}/",
        description=f"Arrangements of edition {edition.name}; an item comes again when its entry has changed.",
        feed_url=address,
        feed_guid=address,
        language="en-GB",
    )
    for item in found:
        arrangement = item.entry.arrangement
        feed.add_item(
            title=f"{arrangement.name} ({status_words(item.entry.status)})",
            link=f"{site}/arrangements/{arrangement.slug}",
            description=item.words,
            unique_id=f"{site}/arrangements/{arrangement.slug}#{item.digest}",
            updateddate=datetime.combine(item.day, time(), UTC),
        )
    return str(feed.writeString("utf-8"))
