"""The golden files say what Python gives today; where they do not, `python -m tests.golden` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sharemap.explore.current import reading_of
from tests.explore.world import cut_world
from tests.golden.filters import golden

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return golden(reading_of(cut_world(tmp_path_factory.mktemp("golden"))))


@pytest.mark.parametrize("name", ["index", "texts", "filters"])
def test_the_file_is_what_python_gives(made: dict[str, object], name: str) -> None:
    held = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    assert held == json.loads(json.dumps(made[name])), "python -m tests.golden writes it anew"
