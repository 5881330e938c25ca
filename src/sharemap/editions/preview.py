"""The preview edition: the register as it stands, named after the hash of its data, and labelled so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sharemap.editions.cut import cut, make_current, preview_name, stands
from sharemap.editions.freeze import freeze
from sharemap.register import queries


def cut_preview(folder: Path, editions: Path, say: Callable[[str], None]) -> Path:
    """Cut the preview of the database's register, unless it stands, and make it the one that is served.

    Its name comes from the fingerprint of what the database holds.
    """
    name = preview_name(queries.state())
    if not stands(editions / name):
        say(f"Cutting the edition {name} …")
        frozen = freeze(folder)
        cut(frozen.tables, frozen.previewed_as(name), editions)
    make_current(editions / name)
    return editions / name
