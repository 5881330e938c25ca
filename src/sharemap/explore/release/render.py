"""Writes a release as Markdown and as JSON. `site`: what stands before each address, if anything does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from sharemap.explore.release.values import Cell, Refused, Release, Section, Table, Words
from sharemap.explore.words import day_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
DRAFT = "Draft from a preview"
LEFT_OUT = "Sentences left out, and why"
KEPT_TO = "Rules that every sentence kept to"
NOTES = "Notes to editors"


def dateline(release: Release) -> str:
    """What stands under the headline: of which edition it is, and with which it is compared."""
    against = f", compared with edition {release.since}" if release.since else ""
    draft = f"{DRAFT}: its numbers may still change. " if release.preview else ""
    return f"{draft}Edition {release.edition}, as at {day_words(release.as_at)}{against}."


def markdown(release: Release, site: str = "") -> str:
    """The whole release: each number is a link to its evidence."""
    blocks = [
        f"# {_plain(release.headline)}",
        _plain(dateline(release)),
        *(block for section in release.sections for block in _section(section, site)),
        f"## {LEFT_OUT}",
        _bullets(_plain(each.brief) for each in release.left_out),
        f"## {KEPT_TO}",
        _bullets(map(_plain, release.rules)),
        f"## {NOTES}",
        _bullets(map(_plain, release.notes)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(section: Section, site: str) -> Iterator[str]:
    if section.title and section.said:
        yield f"## {section.title}"
    for each in section.sentences:
        yield _run(each.parts, site)
    for table in section.tables:
        yield from _table(table, site)


def _table(table: Table, site: str) -> Iterator[str]:
    yield f"**{table.caption}.** {table.note}"
    lines = [
        _line(map(_plain, table.heads)),
        _line("---" if at in table.text else "--:" for at in range(len(table.heads))),
    ]
    yield "\n".join([*lines, *(_line(_run(each, site) for each in row) for row in table.rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _run(parts: Iterable[Words], site: str) -> str:
    return "".join(f"[{_plain(p.text)}](<{site}{p.href}>)" if p.href else _plain(p.text) for p in parts)


def _plain(text: str) -> str:
    """Text that Markdown takes for text."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split(" ")))


def as_json(release: Release, site: str = "") -> str:
    """The release as data: each sentence as text, with its numbers and where their evidence is."""
    document = {
        "edition": release.edition,
        "preview": release.preview,
        "as_at": release.as_at.isoformat(),
        "since": release.since or None,
        "headline": release.headline,
        "sections": [_section_json(section, site) for section in release.sections],
        "left_out": [_refused_json(each, site) for each in release.left_out],
        "rules": release.rules,
        "notes": release.notes,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _section_json(section: Section, site: str) -> dict[str, object]:
    return {
        "title": section.title,
        "sentences": [_run_json(each.parts, site) for each in section.sentences],
        "tables": [
            {
                "caption": table.caption,
                "note": table.note,
                "heads": table.heads,
                "rows": [[_run_json(each, site) for each in row] for row in table.rows],
            }
            for table in section.tables
        ],
    }


def _refused_json(each: Refused, site: str) -> dict[str, object]:
    return {"what": each.what, "short": each.short, "why": _run_json(each.why, site)}


def _run_json(parts: Cell, site: str) -> dict[str, object]:
    evidence = [{"text": part.text, "address": site + part.href} for part in parts if part.href]
    return {"text": "".join(part.text for part in parts), "evidence": evidence}
