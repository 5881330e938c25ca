"""While the database does not answer: a plain page in place of a stack trace, and what was typed on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError

from sharemap.accounts.roles import SeatRole
from sharemap.returns.models import Return
from tests.pages import CheckedClient
from tests.returns.conftest import Sit
from tests.returns.conftest import north as north
from tests.returns.conftest import opened as opened
from tests.returns.conftest import sit as sit

pytestmark = pytest.mark.django_db
LINE = "/returns/2026/north/1"
TYPED = {"decision": "we dispute this", "why": "We left in 2019 & say <so>.", "seen": "1"}


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The tests' own connection stays; it only stops to answer, until undone."""

    def refuse(*_: object) -> None:
        raise OperationalError("connection refused: /secret/place")

    with monkeypatch.context() as broken:
        broken.setattr(BaseDatabaseWrapper, "cursor", refuse)
        broken.setattr(BaseDatabaseWrapper, "savepoint", refuse)
        yield broken


def test_what_was_typed_comes_back_and_is_saved_by_trying_again(
    sit: Sit, north: Return, request: pytest.FixtureRequest
) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    down: pytest.MonkeyPatch = request.getfixturevalue("down")  # not before there is somebody to sign in
    answer = browser.post(LINE, TYPED)
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "this was not saved" in text
    assert "/secret/place" not in text
    assert text.count("We left in 2019 &amp; say &lt;so&gt;.") == 2  # to read, and to send again
    assert '<input type="hidden" name="seen" value="1">' in text
    shown = browser.get("/returns/2026/north")
    assert (shown.status_code, "What was saved is still there" in shown.content.decode()) == (503, True)
    assert CheckedClient().get("/").status_code == 200
    down.undo()
    assert north.lines.get().version == 1
    assert browser.post(LINE, TYPED).status_code == 302


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/team/sign-in", {"name": "asha", "password": "not to be shown"}),
        ("/returns/sign-in/code", {"code": "not to be shown"}),
    ],
)
def test_a_password_or_a_code_is_not_shown_again(
    client: CheckedClient, down: pytest.MonkeyPatch, address: str, typed: dict[str, str]
) -> None:
    answer = client.post(address, typed)
    assert answer.status_code in (302, 503)
    assert "not to be shown" not in answer.content.decode()
