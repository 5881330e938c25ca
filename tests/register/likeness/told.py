"""The dossiers that labelled pairs name, one a line: written from data/ as it was before merging, and read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sharemap.core.fields import fields_of, from_text
from sharemap.register.dossier import PARTS, Dossier, dossiers
from sharemap.register.likeness.likened import Likened, Likening
from sharemap.register.likeness.register import read_register
from sharemap.register.rows import Arrangement, Citation, Source

HERE = Path(__file__).parent
DATA = Path(__file__).parents[3] / "data"
DOSSIERS = HERE / "dossiers.jsonl"
Pair = tuple[str, str]


def labelled(path: Path) -> dict[Pair, str]:
    """What a careful reader said of each pair."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["left"], row["right"]): row["label"] for row in csv.DictReader(stream)}


def write_dossiers(data: Path, refs: Iterable[str]) -> None:
    """One line for each telling: its dossier and the addresses of its sources. Lines that are there stay."""
    register, problems = read_register(data)
    assert problems == []
    held = {each.arrangement.id: each for each in register.dossiers}
    urls = {each.id: each.url for each in register.tables.sources}
    by_telling = {f"{each.gathering}:{each.line}": each.arrangement for each in register.tables.tellings}
    lines = {json.loads(line)["ref"]: line for line in _lines()}
    told_in: dict[str, str] = {}
    for ref in sorted(set(refs) - set(lines)):
        assert told_in.setdefault(by_telling[ref], ref) == ref, f"{ref}: merged already; read data/ from before that"
        lines[ref] = _line(ref, held[by_telling[ref]], urls)
    DOSSIERS.write_text("".join(f"{lines[ref]}\n" for ref in sorted(lines)), encoding="utf-8")


def _lines() -> list[str]:
    return DOSSIERS.read_text(encoding="utf-8").splitlines() if DOSSIERS.exists() else []


def _line(ref: str, dossier: Dossier, urls: dict[str, str]) -> str:
    cited = {part.source: urls[part.source] for part in dossier.parts if isinstance(part, Citation)}
    told = json.loads(dossier.content(), object_hook=_without_blanks)
    return json.dumps({"ref": ref, "urls": cited, **told}, ensure_ascii=False, sort_keys=True)


def _without_blanks(cells: dict[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in cells.items() if cell != ""}


def read_likened() -> dict[str, Likened]:
    """What is compared of each telling of the file, with the bodies and services of the repository's data."""
    register, problems = read_register(DATA)
    assert problems == []
    found = {}
    for line in map(json.loads, _lines()):
        sources = [_source(key, url) for key, url in line["urls"].items()]
        likening = Likening(register.directory, sources, register.words, register.services)
        found[line["ref"]] = likening.liken(_dossier(line), line["ref"])
    return found


def _source(key: str, url: str) -> Source:
    blank: dict[str, Any] = dict.fromkeys((field.name for field in fields_of(Source)), "")
    return replace(Source(**blank), id=key, url=url)


def _dossier(line: dict[str, Any]) -> Dossier:
    parts = [_row(part_type, cells) for part_type in PARTS for cells in line.get(part_type.__name__, ())]
    return dossiers([_row(Arrangement, line["arrangement"])], parts)[0]


def _row(row_type: Any, cells: dict[str, str]) -> Any:
    return row_type(**{field.name: from_text(field, cells.get(field.name, "")) for field in fields_of(row_type)})
