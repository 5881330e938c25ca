"""A return answered in a workbook: taken away, sent back, read through, taken; and whatever else may come instead."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from sharemap.accounts.roles import SeatRole
from sharemap.returns import services, uploads
from sharemap.returns.history import faults
from sharemap.returns.models import Return, Upload
from sharemap.returns.workbook.columns import LINES, SAVINGS
from tests.pages import CheckedClient
from tests.returns.conftest import BOSS, Sit

pytestmark = pytest.mark.django_db
HOME = "/returns/2026/north"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def browser(north: Return, sit: Sit) -> CheckedClient:
    return sit("north", SeatRole.CONTRIBUTOR)


def filled(content: bytes, row: int = 2, **cells: str | int) -> bytes:
    """The workbook with cells of a row of arrangements filled in."""
    book = load_workbook(io.BytesIO(content))
    sheet = book[LINES.title]
    columns = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
    for name, value in cells.items():
        sheet.cell(row, columns[LINES.titled(name)], value)
    return bytes_of(book)


def with_saving(content: bytes, row: int, **cells: str | int) -> bytes:
    book = load_workbook(io.BytesIO(content))
    sheet = book[SAVINGS.title]
    columns = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
    for name, value in cells.items():
        sheet.cell(row, columns[SAVINGS.titled(name)], value)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sent(browser: CheckedClient, content: bytes, name: str = "return.xlsx") -> str:
    """Send a file; the address at which it is read through."""
    answer = browser.post(f"{HOME}/workbook", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def taken(browser: CheckedClient, address: str, more: Mapping[str, str] | None = None) -> int:
    version = Return.objects.get(body="north").version
    return browser.post(address, {"seen": version, "take.0": "yes", **(more or {})}).status_code


def template(browser: CheckedClient) -> bytes:
    answer = browser.get(f"{HOME}/workbook.xlsx")
    assert answer["Content-Type"] == XLSX
    assert answer["Content-Disposition"] == 'attachment; filename="return-2026-north.xlsx"'
    return answer.content


def text(browser: CheckedClient, address: str) -> str:
    return browser.get(address).content.decode()


def test_a_decision_and_a_saving_come_into_the_return_and_nothing_before_they_are_taken(
    browser: CheckedClient, north: Return
) -> None:
    line = north.lines.get(number=1)
    rows = len(line.asked["savings"])
    book = filled(template(browser), decision="still right")
    book = with_saving(
        book,
        2 + rows,
        arrangement=line.arrangement,
        year="2025/26",
        amount_gbp=120_000,
        rung="achieved",
        kind="recurring",
        scope="whole arrangement",
    )
    address = sent(browser, book)
    page = text(browser, address)
    assert "£120,000" in page
    assert north.lines.get(number=1).decision == ""
    assert taken(browser, address) == 302
    line.refresh_from_db()
    assert line.decision == "still right"
    assert [each["amount_gbp"] for each in line.savings] == ["120000"]
    assert "says what the return says already" in text(browser, address)
    assert list(faults(Return.objects.get(pk=north.pk))) == []


def test_what_comes_back_as_it_went_out_changes_nothing(browser: CheckedClient, north: Return) -> None:
    before = north.lines.get(number=1)
    assert "says what the return says already" in text(browser, sent(browser, template(browser)))
    assert north.lines.get(number=1) == before


def test_the_file_is_kept_byte_for_byte_once(browser: CheckedClient, north: Return) -> None:
    content = filled(template(browser), decision="still right")
    address = sent(browser, content)
    assert sent(browser, content, "again.xlsx") == address
    kept = Upload.objects.get(of=north)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    answer = browser.get(f"{HOME}/files/{kept.pk}")
    assert answer.content == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    received = north.chain.get(happened="workbook received")
    assert kept.sha256 in received.content


def test_a_line_that_somebody_changed_meanwhile_is_asked_about(
    browser: CheckedClient, north: Return, sit: Sit
) -> None:
    book = filled(template(browser), decision="we dispute this", why="It ended for us.")
    other = sit("north", SeatRole.COORDINATOR)
    line = north.lines.get(number=1)
    other.post(f"{HOME}/1", {"seen": line.version, "act": "still right"})
    address = sent(browser, book)
    page = text(browser, address)
    assert "Somebody has changed this line since" in page
    assert 'name="take.0"' in page.replace("\n", "")
    assert "checked" not in page.split('id="take-0"')[1].split(">")[0]
    assert browser.post(address, {"seen": Return.objects.get(pk=north.pk).version}).status_code == 422
    assert north.lines.get(number=1).decision == "still right"


def test_a_word_takes_away_what_is_wrong_and_an_empty_cell_keeps_it(browser: CheckedClient, north: Return) -> None:
    asked = north.lines.get(number=1).asked
    asked["line"] |= {"contact": "https://wrong.example/", "ends_before_earliest": "2027-04-01"}
    asked["line"] |= {"ends_before_latest": "2027-04-01"}
    north.lines.update(asked=asked)
    out = template(browser)
    book = filled(
        out, decision="change", contact="Clear", staff="", ends_before_earliest="clear", ends_before_latest=""
    )
    address = sent(browser, book)
    assert "https://wrong.example/" in text(browser, address)
    assert taken(browser, address) == 302
    answer = north.lines.get(number=1).answer
    assert not {"contact", "ends_before_earliest", "ends_before_latest"} & set(answer)
    assert (answer["staff"], answer["description"]) == ("12", "One audit team.")
    assert "says what the return says already" in text(browser, sent(browser, template(browser)))


def test_the_same_word_clears_in_the_form(browser: CheckedClient, north: Return) -> None:
    typed = {"decision": "change", "description": "clear", "staff": "clear", "starts_on": "", "seen": "1"}
    assert browser.post(f"{HOME}/1", typed).status_code == 302
    answer = north.lines.get(number=1).answer
    assert "description" not in answer
    assert "staff" not in answer
    assert answer["starts_on_earliest"] == "2011-04-01"


SINCE = "Somebody has changed this line since"


def test_a_corrected_workbook_does_not_take_its_sender_s_first_one_for_somebody_s_change(
    browser: CheckedClient, north: Return
) -> None:
    first = filled(template(browser), decision="change", staff=14)
    assert taken(browser, sent(browser, first)) == 302
    assert "says what the return says already" in text(browser, sent(browser, first))
    page = text(browser, address := sent(browser, filled(first, staff=15)))
    assert SINCE not in page
    assert "has changed since" not in page
    assert " checked" in page.split('id="take-0"')[1].split(">")[0]
    assert taken(browser, address) == 302
    assert north.lines.get(number=1).answer["staff"] == "15"


def test_a_corrected_workbook_is_asked_about_where_another_changed_the_line_after_it(
    browser: CheckedClient, north: Return, sit: Sit
) -> None:
    first = filled(template(browser), decision="change", staff=14)
    assert taken(browser, sent(browser, first)) == 302
    line = north.lines.get(number=1)
    sit("north", SeatRole.COORDINATOR).post(f"{HOME}/1", {"seen": line.version, "act": "still right"})
    for book in (first, filled(first, staff=15)):
        page = text(browser, sent(browser, book))
        assert SINCE in page
        assert "checked" not in page.split('id="take-0"')[1].split(">")[0]


def test_an_amount_of_a_first_workbook_can_be_put_back_by_the_second(browser: CheckedClient, north: Return) -> None:
    out = template(browser)
    assert (
        taken(browser, sent(browser, filled(with_saving(out, 2, amount_gbp=60_000), decision="still right"))) == 302
    )
    assert amounts(north) == [("2012", "60000")]
    assert taken(browser, sent(browser, filled(out, decision="still right"))) == 302
    assert amounts(north) == [("2012", "50000")]


def test_another_s_workbook_counts_as_somebody_s_change(browser: CheckedClient, sit: Sit, north: Return) -> None:
    book = template(browser)
    other = sit("north", SeatRole.COORDINATOR)
    assert taken(other, sent(other, filled(book, decision="still right"))) == 302
    assert SINCE in text(browser, sent(browser, filled(book, decision="change", staff=15)))


def test_two_who_take_at_once_do_not_overwrite_each_other(browser: CheckedClient, north: Return) -> None:
    address = sent(browser, filled(template(browser), decision="still right"))
    version = north.version
    assert browser.post(address, {"seen": version, "take.0": "yes"}).status_code == 302
    assert browser.post(address, {"seen": version, "take.0": "yes"}).status_code == 409


def test_a_new_arrangement_comes_once_however_often_it_is_sent(browser: CheckedClient, north: Return) -> None:
    row = 2 + north.lines.count()
    book = filled(
        template(browser),
        row,
        name="Shared Ethics Hotline",
        decision="new",
        services="internal audit",
        partners="South",
    )
    address = sent(browser, book)
    assert "(new)" in text(browser, address)
    assert taken(browser, address) == 302
    made = north.lines.get(arrangement="")
    assert made.answer["name"] == "Shared Ethics Hotline"
    assert made.answer["partners"] == "south"
    again = filled(template(browser), row, why="As above")
    assert taken(browser, sent(browser, again)) == 302
    assert north.lines.filter(arrangement="").count() == 1


def test_what_is_wrong_is_told_with_its_row_and_the_good_rows_stay(browser: CheckedClient) -> None:
    book = filled(template(browser), decision="perhaps")
    page = text(browser, address := sent(browser, book))
    assert "row 2" in page
    assert "not taken" in page
    marked = load_workbook(io.BytesIO(browser.get(f"{address}/marked.xlsx").content))
    assert marked.sheetnames[0] == "What to put right"


def test_another_bodys_workbook_is_refused_in_words(browser: CheckedClient, sit: Sit) -> None:
    theirs = sit("south", SeatRole.CONTRIBUTOR).get("/returns/2026/south/workbook.xlsx").content
    page = text(browser, address := sent(browser, theirs))
    assert "Nothing of it was taken" in page
    assert browser.get(f"{address}/marked.xlsx").status_code == 404


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"<html></html>", b"\xff\xfe\x00"])
def test_whatever_else_comes_is_answered_in_words(browser: CheckedClient, content: bytes) -> None:
    answer = browser.post(f"{HOME}/workbook", {"file": SimpleUploadedFile("x.xlsx", content)}, follow=True)
    assert answer.status_code in (200, 422)
    assert "Traceback" not in answer.content.decode()


def test_no_file_and_too_many_are_said(
    browser: CheckedClient, north: Return, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.post(f"{HOME}/workbook", {}).status_code == 422
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    sent(browser, b"a,b\n1,2\n", "one.csv")
    answer = browser.post(f"{HOME}/workbook", {"file": SimpleUploadedFile("two.csv", b"c,d\n1,2\n")})
    assert answer.status_code == 422
    assert "at most 1 files of" in answer.content.decode()


def test_a_larger_body_than_a_workbook_may_be_is_not_held(browser: CheckedClient) -> None:
    large = SimpleUploadedFile("large.xlsx", b"0" * 25_200_000)
    answer = browser.post(f"{HOME}/workbook", {"file": large})
    assert answer.status_code == 422
    assert Upload.objects.count() == 0


def test_no_other_address_takes_a_file(browser: CheckedClient, north: Return) -> None:
    answer = browser.post(f"{HOME}/decline", {"file": SimpleUploadedFile("x.xlsx", b"x"), "seen": "1"})
    assert not answer.wsgi_request.FILES
    browser.post(f"{HOME}/1", {"file": SimpleUploadedFile("x.pdf", b"%PDF-"), "seen": "1"})
    assert Upload.objects.count() == 0


def test_the_csv_files_come_back_as_the_workbook_does(browser: CheckedClient, north: Return) -> None:
    answer = browser.get(f"{HOME}/arrangements.csv")
    said = answer.content.decode("utf-8-sig")
    head, first, *_ = said.splitlines()
    assert head.startswith("arrangement,name,decision")
    identifier = north.lines.get(number=1).arrangement
    assert first.startswith(f"{identifier},")
    name = north.lines.get(number=1).asked["line"]["name"]
    changed = said.replace(f"{identifier},{name},,", f"{identifier},{name},still right,", 1)
    assert changed != said
    address = sent(browser, changed.encode("utf-8-sig"), "arrangements.csv")
    assert taken(browser, address) == 302
    assert north.lines.get(number=1).decision == "still right"


def test_a_file_of_another_return_is_not_there(browser: CheckedClient, south: Return) -> None:
    kept = uploads.keep(south.pk, "x.csv", b"a\n1\n", BOSS)
    assert isinstance(kept, Upload)
    for ending in (f"workbook/{kept.pk}", f"files/{kept.pk}", f"workbook/{kept.pk}/marked.xlsx"):
        assert browser.get(f"{HOME}/{ending}").status_code == 404


def test_nothing_is_taken_into_a_return_that_was_sent(browser: CheckedClient, north: Return) -> None:
    address = sent(browser, filled(template(browser), decision="still right"))
    version = Return.objects.get(pk=north.pk).version
    assert not isinstance(services.decline(north.pk, version, "No time", BOSS), type(None))
    assert taken(browser, address) == 409
    assert north.lines.get(number=1).decision == ""


SAVING = {"rung": "achieved", "kind": "recurring", "scope": "whole"}
ANSWERED = {"decision": "change", "name": "Audit", "staff": "15", "seen": "1"} | {
    f"savings.0.{name}": value for name, value in (SAVING | {"year": "2025", "amount_gbp": "90000"}).items()
}


def amounts(of: Return) -> list[tuple[str, str]]:
    return [(each["year"], each["amount_gbp"]) for each in of.lines.get(number=1).savings]


def test_a_sheet_of_few_columns_leaves_all_that_it_does_not_have(browser: CheckedClient, north: Return) -> None:
    address = sent(browser, b"Name,Decision,Staff\nAudit,change,14\n", "ours.csv")
    assert taken(browser, address) == 302
    line = north.lines.get(number=1)
    assert line.answer == line.asked["line"] | {"decision": "change", "staff": "14"}


def test_a_sheet_of_arrangements_leaves_the_savings_that_were_answered(browser: CheckedClient, north: Return) -> None:
    browser.post(f"{HOME}/1", ANSWERED)
    said = browser.get(f"{HOME}/arrangements.csv").content.decode("utf-8-sig")
    address = sent(browser, said.replace(",15,", ",16,").encode(), "arrangements.csv")
    assert taken(browser, address) == 302
    assert north.lines.get(number=1).answer["staff"] == "16"
    assert amounts(north) == [("2025", "90000")]


def test_another_amount_for_a_year_takes_the_place_of_the_one_before(browser: CheckedClient, north: Return) -> None:
    browser.post(f"{HOME}/1", ANSWERED)
    assert taken(browser, sent(browser, with_saving(template(browser), 2, amount_gbp=95_000))) == 302
    assert amounts(north) == [("2025", "95000")]
    book = with_saving(template(browser), 3, arrangement="a1", year="2024/25", amount_gbp=80_000, **SAVING)
    assert taken(browser, sent(browser, book)) == 302
    assert amounts(north) == [("2025", "95000"), ("2024", "80000")]


def test_a_row_that_is_at_fault_takes_no_answer_away(browser: CheckedClient, north: Return) -> None:
    browser.post(f"{HOME}/1", ANSWERED)
    book = filled(with_saving(template(browser), 2, amount_gbp="lots"), staff=17)
    assert taken(browser, sent(browser, book)) == 302
    assert north.lines.get(number=1).answer["staff"] == "17"
    assert amounts(north) == [("2025", "90000")]


def test_what_an_end_said_is_gone_where_it_goes_on_after_all(browser: CheckedClient, north: Return) -> None:
    browser.post(
        f"{HOME}/1", {"decision": "ended", "ends_before": "2026-03", "end_reason": "It ran out.", "seen": "1"}
    )
    address = sent(browser, b"Name,Decision\nAudit,still right\n", "ours.csv")
    assert taken(browser, address) == 302
    line = north.lines.get(number=1)
    assert line.answer == line.asked["line"] | {"decision": "still right"}


def test_savings_that_belong_to_no_arrangement_are_said_and_not_lost_in_silence(browser: CheckedClient) -> None:
    rows = b"Name,Financial year,Amount,Rung,Kind,Scope\nNobody's,2025/26,5000,achieved,recurring,whole\n"
    assert "Savings of an unknown name" in text(browser, sent(browser, rows, "savings.csv"))


def test_nothing_is_held_of_what_somebody_sends_who_is_not_signed_in(client: CheckedClient, north: Return) -> None:
    answer = client.post(f"{HOME}/workbook", {"file": SimpleUploadedFile("x.xlsx", b"0")})
    assert answer.status_code == 302
    assert not answer.wsgi_request.FILES
