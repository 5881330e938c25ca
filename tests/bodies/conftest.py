"""The real directory, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharemap.bodies.directory import Directory, read_directory
from sharemap.bodies.resolve import Resolver


@pytest.fixture(scope="session")
def directory(data_folder: Path) -> Directory:
    found, problems = read_directory(data_folder / "bodies")
    assert problems == []
    return found


@pytest.fixture(scope="session")
def resolver(directory: Directory) -> Resolver:
    return Resolver(directory)
