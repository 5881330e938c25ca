"""Where a copy of Sharemap finds its data and keeps what it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharemap.core.places import Places, places_of


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout" / "src" / "sharemap"
    folder.mkdir(parents=True)
    return folder


def test_a_checkout_has_them_beside_the_code(package: Path, tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    assert places_of(package, {}) == Places(root / "data", root / "frontend" / "dist", root / "var")


def test_a_wheel_has_them_in_the_package_and_keeps_what_it_makes_with_the_user(package: Path) -> None:
    (package / "_data").mkdir()
    user = Path("/home/asha/kept")
    expected = Places(package / "_data", package / "_frontend", user / "sharemap")
    assert places_of(package, {"XDG_DATA_HOME": str(user)}) == expected


def test_without_a_word_on_where_a_wheel_keeps_it_at_home(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (package / "_data").mkdir()
    monkeypatch.setenv("HOME", "/home/asha")
    assert places_of(package, {}).var == Path("/home/asha/.local/share/sharemap")


@pytest.mark.parametrize("wheel", [True, False])
def test_what_the_host_says_holds_and_blank_says_nothing(package: Path, wheel: bool) -> None:
    if wheel:
        (package / "_data").mkdir()
    said = places_of(package, {"SHAREMAP_DATA": "/srv/data", "SHAREMAP_VAR": "/srv/var"})
    assert (said.data, said.var) == (Path("/srv/data"), Path("/srv/var"))
    blank = {"SHAREMAP_DATA": "", "SHAREMAP_VAR": "", "XDG_DATA_HOME": ""}
    assert places_of(package, blank) == places_of(package, {})
