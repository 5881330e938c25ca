"""A council answers, from the letter to the signature: six unchanged arrangements, by keyboard, also on a phone."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.own import PASSWORD, SHARED, Prepared
from tests.browser.serving import served
from tests.browser.test_corrections import assert_accessible
from tests.browser.watched import NARROW, WIDE, Watch, Window, watched

LOOKS = {"wide": Window(WIDE), "narrow": Window(NARROW), "narrow, no script": Window(NARROW, script=False)}


@pytest.fixture
def own_home(six_shared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of its own, on a made-up register of six arrangements, with one member in its team."""
    monkeypatch.setenv("SHAREMAP_DATA", str(six_shared.data))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with served(six_shared.var) as address:
        yield address


def _open_a_round(page: Page) -> None:
    page.goto("/team/rounds")
    page.get_by_label("Name").fill("asha")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    typed = {"Year": "2026", "Census day": "2026-11-01", "Opens on": "2026-11-01", "Closes on": "2100-01-01"}
    for label, value in typed.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("District council").check()
    page.get_by_role("button", name="Make a draft").click()
    page.get_by_role("button", name="Open the round for 2 bodies").click()
    page.goto("/team/people")
    page.get_by_label("One person a line").fill(
        "north, cora@north.example, coordinator\nnorth, sid@north.example, signatory"
    )
    page.get_by_role("button", name="Name them").click()
    assert_accessible(page)
    page.goto("/team/rounds/2026")
    page.get_by_role("button", name="Send 2 letters").click()
    expect(page.get_by_text("No letter is due")).to_be_visible()
    assert_accessible(page)


def _letter_to(email: str, folder: Path, needed: str) -> str:
    """The latest letter to somebody that has these words."""
    letters = sorted((each.read_text() for each in (folder / "mail").iterdir()), key=len)
    return next(each for each in letters if f"To: {email}" in each and needed in each)


def _sign_in(page: Page, email: str, folder: Path) -> None:
    """As the letter says: its link, the address, the code."""
    letter = _letter_to(email, folder, "Open your return")
    found = re.search(r"http://[^/]+(/returns/2026/north)", letter)
    assert found
    page.goto(found[1])
    page.get_by_label("Work e-mail address").fill(email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Type the code we sent")
    assert_accessible(page)
    code = re.search(r"code is (\S+)", _letter_to(email, folder, "code is"))
    assert code
    page.get_by_label("Code from the e-mail").fill(code[1])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/returns/2026/north$"))


@contextmanager
def _answering(browser: Browser, home: str, tmp_path: Path, look: str) -> Iterator[tuple[Page, Watch]]:
    """The list of an open return, looked at by the coordinator who has just signed in."""
    (folder,) = tmp_path.glob("sharemap-browser-*")
    with watched(browser, home, LOOKS[look]) as (page, _):
        _open_a_round(page)
    with watched(browser, home, LOOKS[look]) as (page, watch):
        _sign_in(page, "cora@north.example", folder)
        yield page, watch


@pytest.mark.parametrize("look", LOOKS)
def test_six_unchanged_arrangements_are_confirmed_and_signed(
    browser: Browser, own_home: str, tmp_path: Path, look: str
) -> None:
    (folder,) = tmp_path.glob("sharemap-browser-*")
    with watched(browser, own_home, LOOKS[look]) as (page, _):
        _open_a_round(page)
    with watched(browser, own_home, LOOKS[look]) as (page, _):
        _sign_in(page, "cora@north.example", folder)
        assert_accessible(page)
        # One press a line: after it, that line is answered and nothing else is asked of it.
        for number in range(1, len(SHARED) + 1):
            page.get_by_role("button", name="Still right").first.focus()
            page.keyboard.press("Enter")
            expect(page.locator("#progress")).to_contain_text(f"{number} of 6 answered.")
        expect(page.get_by_role("button", name="Still right")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
        page.get_by_role("link", name="Read it through and send it").click()
        page.get_by_role("button", name="Send it for signing").click()
        expect(page.get_by_text("You sent it, so somebody else signs.")).to_be_visible()
        assert_accessible(page)
    with watched(browser, own_home, LOOKS[look]) as (page, _):
        _sign_in(page, "sid@north.example", folder)
        page.get_by_role("link", name="Read and sign").click()
        page.get_by_role("button", name="Sign and submit").click()
        expect(page.locator("#progress")).to_contain_text("Submitted; signed by sid@north.example.")
        page.goto("/returns/2026/north/1")
        assert_accessible(page)


@pytest.mark.parametrize("look", LOOKS)
def test_the_workbook_is_taken_away_filled_in_sent_back_and_taken(
    browser: Browser, own_home: str, tmp_path: Path, look: str
) -> None:
    with _answering(browser, own_home, tmp_path, look) as (page, _):
        page.get_by_role("link", name="Answer in a workbook").click()
        assert_accessible(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the workbook").click()
        filled = tmp_path / "filled.xlsx"
        download.value.save_as(filled)
        _fill(filled)
        page.get_by_label("The filled-in file").set_input_files(filled)
        page.get_by_role("button", name="Send it and see").click()
        expect(page.get_by_text("“perhaps” in Arrangements, column C (Decision), row 3")).to_be_visible()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
        page.get_by_role("button", name="Take the ticked lines").click()
        expect(page.get_by_text("1 line was taken from your file.")).to_be_visible()
        expect(page.locator("#progress")).to_contain_text("1 of 6 answered.")


def _fill(file: Path) -> None:
    """One arrangement is still right; what is said of another nobody understands."""
    book = load_workbook(file)
    sheet = book["Arrangements"]
    sheet["C2"], sheet["C3"] = "still right", "perhaps"
    book.save(file)


def test_a_change_is_typed_and_a_contradiction_shown(browser: Browser, own_home: str, tmp_path: Path) -> None:
    with _answering(browser, own_home, tmp_path, "narrow") as (page, _):
        page.get_by_role("link", name=re.compile("Changed, ended")).first.click()
        expect(page.get_by_label("Why it ended")).to_be_visible()  # nothing is chosen: all that may be asked is there
        page.get_by_role("radio", name="Ended").check()
        expect(page.get_by_label("Services", exact=True)).to_be_hidden()
        page.get_by_label("When it ended").fill("2024")
        page.get_by_label("Why it ended").fill("The contract ran out.")
        page.get_by_label("Amount in pounds").first.fill("£1.2m")
        page.get_by_label("How firm it is").first.select_option("achieved")
        page.get_by_label("What the amount is").first.select_option("recurring")
        page.get_by_label("Whose saving it is").first.select_option("whole")
        assert_accessible(page)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#warnings")).to_contain_text("would be saved after the arrangement had ended")
        assert_accessible(page)


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_told_already_is_asked_about_and_found(
    browser: Browser, own_home: str, tmp_path: Path, look: str
) -> None:
    with _answering(browser, own_home, tmp_path, look) as (page, watch):
        watch.absent.add(f"{own_home}/returns/2026/north/new")  # 422: the question is asked on sending
        page.get_by_role("link", name="Add an arrangement").click()
        for label, words in {"Name": "Museums", "Services": "internal audit", "Other members": "South"}.items():
            page.get_by_label(label, exact=True).fill(words)
        if not LOOKS[look].script:
            page.keyboard.press("Enter")
            expect(page.get_by_text("nothing is kept yet")).to_be_visible()
        expect(page.get_by_role("heading", name="Is this Museums?")).to_be_visible()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
        page.get_by_role("button", name=re.compile("Yes, it is this one")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Museums")
        expect(page.get_by_role("radio", name="Change")).to_be_checked()
        assert_accessible(page)


def test_no_it_is_another_is_one_press_and_is_not_asked_again(
    browser: Browser, own_home: str, tmp_path: Path
) -> None:
    with _answering(browser, own_home, tmp_path, "wide") as (page, _):
        page.get_by_role("link", name="Add an arrangement").click()
        for label, words in {"Name": "Museums", "Services": "internal audit", "Other members": "South"}.items():
            page.get_by_label(label, exact=True).fill(words)
        page.get_by_role("button", name="No, it is another").click()
        expect(page.get_by_label("What it is", exact=True)).to_be_focused()
        page.get_by_role("button", name="Add it").click()
        expect(page.locator("#progress")).to_contain_text("1 of 7 answered.")
