"""Asks the Wayback Machine for archived copies in its own form, and chooses the one nearest a source's day.

The form is described at https://archive.org/help/wayback_api.php.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlencode

from sharemap.core.fields import longest
from sharemap.core.period import parse_partial
from sharemap.core.problem import Problem
from sharemap.register.rows import Source

AVAILABILITY = "https://archive.org/wayback/available"
_COPY = re.compile(r"https?://web\.archive\.org(?::[0-9]+)?(/web/([0-9]{8})[0-9]{6}/\S+)")


def question(service: str, source: Source) -> str:
    """The address that asks for the copy nearest the source's day."""
    day = _day(source)
    return f"{service}?" + urlencode({"url": source.url} | ({"timestamp": f"{day:%Y%m%d}"} if day else {}))


def nearest_copy(text: str, source: Source) -> str | Problem:
    """The address of the copy nearest the source's day; blank where there is none."""
    try:
        copies = list(_copies(json.loads(text)["archived_snapshots"]))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return no_copy_known(source, f"“{error}”")
    wanted = _day(source) or date.max
    return min(copies, key=lambda copy: abs(copy[0] - wanted), default=(wanted, ""))[1]


def no_copy_known(source: Source, found: str) -> Problem:
    """The archive gave no answer to go by: not the same as having no copy."""
    needed = "An answer of the archive is needed to say whether it has a copy."
    return Problem("archive", f"source {source.id}", found, needed, "Run the command again later.")


def _copies(snapshots: dict[str, dict[str, object]]) -> Iterator[tuple[date, str]]:
    """The day and address of each copy that shows a page. Only addresses of the archive itself are taken."""
    for each in snapshots.values():
        found = _COPY.fullmatch(str(each["url"]))
        address = f"https://web.archive.org{found[1]}" if found else ""
        if found and each["available"] is True and str(each["status"]) == "200" and _fits(address):
            yield datetime.strptime(found[2], "%Y%m%d").date(), address  # noqa: DTZ007 the archive names days in UTC


def _fits(address: str) -> bool:
    return len(address) <= longest(Source, "archived")


def _day(source: Source) -> date | None:
    """When it was published, else when it was read; of a year or month the last day, as no copy is of before."""
    said = parse_partial(source.published) or parse_partial(source.accessed)
    return said.latest if said else None
