"""Cuts the real register's edition in a process of its own, so that zone, locale and hash seed can differ."""

from __future__ import annotations

from pathlib import Path

from sharemap.register.data import read_data
from tests.editions.test_editions import ROOT, made


def remake(into: str) -> None:
    data, _ = read_data(ROOT / "data")
    made(data, ROOT / "data", Path(into))
