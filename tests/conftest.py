"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A test is judged by what it finds, not by how busy the machine is.
settings.register_profile("sharemap", deadline=None)
settings.load_profile("sharemap")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The real register's files."""
    return ROOT / "data"
