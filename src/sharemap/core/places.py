"""Where the data, the built front end and what is made at run time lie: one answer for a checkout and for a wheel."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Places:
    """Folders that this copy of Sharemap works with."""

    data: Path
    frontend: Path
    var: Path


def places_of(package: Path, environment: Mapping[str, str]) -> Places:
    """A wheel has data and front end in the package, where `scripts/wheel` puts them; a checkout, beside `src`."""
    wheel, checkout = (package / "_data").is_dir(), package.parents[1]
    data = environment.get("SHAREMAP_DATA") or (package / "_data" if wheel else checkout / "data")
    var = environment.get("SHAREMAP_VAR") or (_of_the_user(environment) if wheel else checkout / "var")
    return Places(Path(data), package / "_frontend" if wheel else checkout / "frontend" / "dist", Path(var))


def _of_the_user(environment: Mapping[str, str]) -> Path:
    """Not the folder that a command happens to be started in: the next start must find the same database."""
    kept = environment.get("XDG_DATA_HOME")
    return (Path(kept) if kept else Path.home() / ".local" / "share") / "sharemap"


PLACES = places_of(PACKAGE, os.environ)
