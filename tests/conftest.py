"""What every test may use, and what none may: the network, the clock's zone, a leftover of another test."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The real register's files."""
    return ROOT / "data"
