"""Adds the dossiers that labelled pairs name: `python -m tests.register.likeness.make_dossiers DATA CSV …`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.register.likeness.told import labelled, write_dossiers

if __name__ == "__main__":
    data, *files = map(Path, sys.argv[1:])
    write_dossiers(data, [ref for file in files for pair in labelled(file) for ref in pair])
