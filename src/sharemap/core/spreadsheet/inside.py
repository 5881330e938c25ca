"""Reads from a workbook's parts what the fast reader does not tell: hidden things, formulas, notes, merged cells.

It also measures each sheet before a reader makes room for it. The parts are known to declare no entities (archive).
"""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string

from sharemap.core.spreadsheet.archive import Parts
from sharemap.core.spreadsheet.grid import At

_AT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NAMED = re.compile(r"'?([^'!]+)'?!\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_BOOK = "xl/workbook.xml"


@dataclass(slots=True)
class Inside:
    """One sheet as its part tells it. `last`: the furthest cell that holds anything. `cells`: how many it names."""

    name: str
    part: str
    hidden: bool
    cells: int = 0
    last: At = (-1, -1)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[At] = field(default_factory=set)
    broken: set[At] = field(default_factory=set)
    commented: set[At] = field(default_factory=set)
    merged: list[tuple[At, At]] = field(default_factory=list)


def local(tag: str) -> str:
    """A tag without its namespace: strict and ordinary workbooks use different ones."""
    return tag.rpartition("}")[2]


def _attribute(element: ET.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - archive refuses every declaration


def _targets(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: kind and path, by identifier."""
    folder, name = posixpath.split(part)
    held = parts.get(f"{folder}/_rels/{name}.rels")
    if held is None:
        return {}
    found = {}
    for each in _parsed(held):
        path = posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/")
        kind = each.get("Type", "").rpartition("/")[2]
        found[each.get("Id", "")] = (kind, path.removeprefix("../"))
    return found


def sheets_of(parts: Parts) -> list[Inside]:
    """Every worksheet, in the workbook's order."""
    targets = _targets(parts, _BOOK)
    found = []
    for each in _parsed(parts[_BOOK]).iter():
        if local(each.tag) != "sheet":
            continue
        kind, part = targets.get(_attribute(each, "id"), ("", ""))
        if kind == "worksheet" and part in parts:
            sheet = Inside(each.get("name", ""), part, each.get("state", "visible") != "visible")
            _scan(parts, sheet)
            found.append(sheet)
    return found


def names_of(parts: Parts) -> dict[str, tuple[str, At]]:
    """Named cells: the sheet and the place of each."""
    found = {}
    for each in _parsed(parts[_BOOK]).iter():
        place = _NAMED.fullmatch(each.text or "") if local(each.tag) == "definedName" else None
        if place:
            at = (int(place[3]) - 1, column_index_from_string(place[2]) - 1)
            found[each.get("name", "")] = (place[1], at)
    return found


def _scan(parts: Parts, sheet: Inside) -> None:
    row, column = -1, -1
    for event, element in ET.iterparse(io.BytesIO(parts[sheet.part]), ("start", "end")):  # noqa: S314
        tag = local(element.tag)
        if event == "start" and tag == "row":
            row, column = int(element.get("r") or row + 2) - 1, -1
            if element.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(row)
        elif event == "end" and tag == "c":
            row, column = _place(element.get("r"), row, column)
            _cell(sheet, element, (row, column))
        elif event == "end" and tag == "row":
            element.clear()
        elif event == "end":
            _besides(sheet, tag, element)
    sheet.commented.update(_commented(parts, sheet.part))


def _place(said: str | None, row: int, column: int) -> At:
    """A cell that does not say where it is stands right of the one before."""
    found = _AT.fullmatch(said or "")
    return (int(found[2]) - 1, column_index_from_string(found[1]) - 1) if found else (row, column + 1)


def _cell(sheet: Inside, element: ET.Element, at: At) -> None:
    sheet.cells += 1
    if len(element) == 0:
        return
    sheet.last = (max(sheet.last[0], at[0]), max(sheet.last[1], at[1]))
    if element.get("t") == "e":
        sheet.broken.add(at)
    if any(local(child.tag) == "f" for child in element):
        sheet.formulas.add(at)


def _besides(sheet: Inside, tag: str, element: ET.Element) -> None:
    if tag == "mergeCell":
        left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
        sheet.merged.append(((int(top or 1) - 1, int(left or 1) - 1), (int(bottom or 1) - 1, int(right or 1) - 1)))
    elif tag == "col" and element.get("hidden") in ("1", "true"):
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        sheet.hidden_columns.update(range(first - 1, min(last, first + 200)))


def _commented(parts: Parts, part: str) -> Iterator[At]:
    for kind, path in _targets(parts, part).values():
        if kind == "comments" and path in parts:
            for each in _parsed(parts[path]).iter():
                place = _AT.fullmatch(each.get("ref", "")) if local(each.tag) == "comment" else None
                if place:
                    yield int(place[2]) - 1, column_index_from_string(place[1]) - 1
