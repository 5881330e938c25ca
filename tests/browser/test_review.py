"""The team decides on a signed line in a browser, by keyboard and on a phone, and undoes it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from subprocess import run

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.serving import environment_of
from tests.browser.test_corrections import assert_accessible
from tests.browser.test_returns import LOOKS, _open_a_round
from tests.browser.test_returns import own_home as own_home
from tests.browser.watched import watched

SIGN = """
import django; django.setup()
from django.utils import timezone
from sharemap.returns import services
from sharemap.returns.form import still_right
from sharemap.returns.answers import LineAnswer
from sharemap.returns.history import Act
from sharemap.returns.models import Return
from sharemap.returns.rows import from_texts
of = Return.objects.get(body="north")
one, two = Act("person-1", timezone.now()), Act("person-2", timezone.now())
for line in of.lines.all():
    services.answer(line.pk, line.version, still_right(from_texts(LineAnswer, line.asked["line"])), one)
of.refresh_from_db()
services.send(of.pk, of.version, one)
services.sign(of.pk, of.version + 1, two)
"""


def _sign(folder: Path) -> None:
    """North says of all that it is still right, and signs."""
    run([sys.executable, "-c", SIGN], env=environment_of(folder), check=True, start_new_session=True)


@pytest.mark.parametrize("look", ["wide", "narrow, no script"])
def test_a_case_is_accepted_from_the_queue_and_undone(
    browser: Browser, own_home: str, tmp_path: Path, look: str
) -> None:
    (folder,) = tmp_path.glob("sharemap-browser-*")
    with watched(browser, own_home, LOOKS[look]) as (page, _):
        _open_a_round(page)
        _sign(folder)
        page.goto("/team/rounds/2026")
        assert_accessible(page)
        page.get_by_role("link", name="Review what was signed").click()
        expect(page.get_by_text("6 cases wait.")).to_be_visible()
        assert_accessible(page)
        page.get_by_role("link", name="Audit", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Audit")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
        page.get_by_role("button", name=re.compile("^Accept")).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("It is settled.")).to_be_visible()
        page.get_by_role("button", name=re.compile("^Undo")).click()
        expect(page.get_by_text("Undone by team-1.")).to_be_visible()
        assert_accessible(page)
