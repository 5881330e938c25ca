"""Editions of the small country with other rows, to see what a release makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sharemap.core.fields import Row
from sharemap.editions.build import build_tables
from sharemap.editions.cut import Naming, cut
from sharemap.editions.read import Edition, read_edition
from sharemap.explore.release.draft import draft
from sharemap.explore.release.values import Release
from sharemap.register.rows import Claim, ClaimKind, Rung
from tests.explore.world import TODAY, areas, rows
from tests.register import samples


def edition_with(into: Path, changes: Mapping[type[Row], Iterable[Row]]) -> Edition:
    tables = build_tables({**rows(), **changes}, areas(), TODAY)
    return read_edition(cut(tables, Naming("preview-000000000000", True, TODAY, "0" * 64, (800, 1500)), into))


def release_with(into: Path, changes: Mapping[type[Row], Iterable[Row]]) -> Release:
    release = draft(edition_with(into, changes))
    assert isinstance(release, Release)
    return release


def claim(number: int, amount: int, rung: Rung, **more: object) -> Claim:
    """A claim of the small country's first arrangement: recurring, of 2012/13, unless said otherwise."""
    said: dict[str, object] = {"amount_gbp": amount, "rung": rung, "source": "", "note": ""}
    said["kind"] = ClaimKind.RECURRING
    return samples.claim(f"a1-c{number}", "a1", **(said | {"amount_from_gbp": None} | more))


def said(release: Release) -> list[str]:
    return [each.text for section in release.sections for each in section.sentences]


def left_out(release: Release) -> dict[str, str]:
    return {each.what: "".join(part.text for part in each.why) for each in release.left_out}
