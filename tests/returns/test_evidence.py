"""Evidence sent with a saving: kept as it came, seen by the body, its partners and the team, and never published."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sharemap.accounts.roles import SeatRole
from sharemap.core.problem import Problem
from sharemap.returns import services, uploads
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.evidence import published
from sharemap.returns.models import Return, Upload
from sharemap.returns.rows import from_texts
from sharemap.returns.stages import Sent
from tests.pages import CheckedClient
from tests.returns.conftest import BOSS, Sit
from tests.returns.test_answering import send_and_sign

pytestmark = pytest.mark.django_db
LINE = "/returns/2026/north/1"
PDF = b"%PDF-1.7 made for a test"
SAVED = {
    "decision": "change",
    "name": "Audit",
    "services": "internal audit",
    "partners": "South Council",
    "savings.0.year": "2025",
    "savings.0.amount_gbp": "90000",
    "savings.0.rung": "achieved",
    "savings.0.kind": "recurring",
    "savings.0.scope": "whole",
}


@pytest.fixture
def browser(north: Return, sit: Sit) -> CheckedClient:
    return sit("north", SeatRole.CONTRIBUTOR)


def sent(browser: CheckedClient, content: bytes, **more: str) -> tuple[int, str]:
    """The status and page that answer a line with a file beside it."""
    file = SimpleUploadedFile("report.pdf", content)
    answer = browser.post(LINE, {**SAVED, "seen": "1", **more, "savings.0.file": file})
    return answer.status_code, answer.content.decode()


def test_a_file_is_kept_named_in_its_cell_and_had_as_it_came(browser: CheckedClient, north: Return) -> None:
    assert sent(browser, PDF)[0] == 302
    kept = Upload.objects.get()
    assert (kept.what, kept.name) == ("evidence", "report.pdf")
    assert north.lines.get().savings[0]["evidence"] == f"file {kept.pk}: report.pdf"
    answer = browser.get(f"/returns/2026/north/files/{kept.pk}")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert f"/returns/2026/north/files/{kept.pk}" in browser.get("/returns/2026/north").content.decode()


def test_a_partner_has_it_once_it_is_signed_and_a_stranger_never(
    browser: CheckedClient, north: Return, south: Return, sit: Sit, team: CheckedClient
) -> None:
    sent(browser, PDF)
    kept, line = Upload.objects.get(), north.lines.get()
    partner = sit("south", SeatRole.CONTRIBUTOR)
    address = f"/returns/2026/south/told/{line.pk}/files/{kept.pk}"
    assert partner.get(address).status_code == 404
    send_and_sign(north)
    assert partner.get(address).content == PDF
    assert address in partner.get("/returns/2026/south").content.decode()
    assert partner.get(f"/returns/2026/south/files/{kept.pk}").status_code == 404
    assert partner.get(f"/returns/2026/south/told/{line.pk}/files/{kept.pk + 1}").status_code == 404
    assert team.get(f"/team/rounds/2026/north/files/{kept.pk}").content == PDF


def test_what_is_no_evidence_is_refused_and_all_that_was_typed_stays(browser: CheckedClient, north: Return) -> None:
    status, page = sent(browser, b"<script>alert(1)</script>")
    assert status == 422
    assert "Evidence is a PDF" in page
    assert 'value="90000"' in page
    assert Upload.objects.count() == 0
    assert north.lines.get().savings == []


def archive(*parts: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        for part in parts:
            made.writestr(part, "x")
    return stream.getvalue()


TYPES = "[Content_Types].xml"
WORD, EXCEL = archive(TYPES, "word/document.xml"), archive(TYPES, "xl/workbook.xml")


@pytest.mark.parametrize(("name", "content"), [("a.docx", WORD), ("a.XLSX", EXCEL), ("a", WORD), ("a.PDF", PDF)])
def test_a_word_or_excel_file_is_evidence(north: Return, name: str, content: bytes) -> None:
    assert isinstance(uploads.keep(north.pk, name, content, BOSS, Sent.EVIDENCE), Upload)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", archive("malware.exe"), "Evidence is a PDF"),
        ("a.docx", archive(TYPES, "a.txt"), "Evidence is a PDF"),
        ("a.docx", archive("word/document.xml"), "Evidence is a PDF"),
        ("a.docx", archive(TYPES, "word/document.xml", "word/vbaProject.bin"), "without macros"),
        ("a.docx", WORD[:-9], "Evidence is a PDF"),
        ("a.docx", EXCEL, "What is called .docx must be one; this is a .xlsx file."),
        ("a.xlsx", PDF, "What is called .xlsx must be one; this is a .pdf file."),
        ("a.pdf", WORD, "What is called .pdf must be one; this is a .docx file."),
    ],
)
def test_what_is_called_a_word_or_excel_file_must_be_one(
    north: Return, name: str, content: bytes, words: str
) -> None:
    refused = uploads.keep(north.pk, name, content, BOSS, Sent.EVIDENCE)
    assert isinstance(refused, Problem)
    assert words in refused.needed
    assert Upload.objects.count() == 0


def test_a_return_that_was_declined_keeps_no_file(browser: CheckedClient, north: Return) -> None:
    services.decline(north.pk, north.version, "No time.", BOSS)
    sent(browser, PDF)
    assert Upload.objects.count() == 0


def test_a_file_is_not_lost_by_a_slip_elsewhere(browser: CheckedClient) -> None:
    status, page = sent(browser, PDF, **{"savings.0.rung": ""})
    assert status == 422
    assert f"file {Upload.objects.get().pk}: report.pdf" in page


def test_an_address_that_is_none_is_no_link(browser: CheckedClient, north: Return) -> None:
    line = north.lines.get()
    line.decision, line.answer = "still right", {**line.asked["line"], "decision": "still right"}
    line.savings = [{"arrangement": line.arrangement, "year": "2025", "evidence": "javascript:alert(1)"}]
    line.save()
    assert 'href="javascript:' not in browser.get("/returns/2026/north").content.decode()


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("file 3: a.pdf", "a file was sent with the return"),
        ("https://a.example/b", "see https://a.example/b"),
    ],
)
def test_no_address_of_a_file_is_published(evidence: str, said: str) -> None:
    row = {"arrangement": "a1", "year": "2025", "evidence": evidence}
    assert published(from_texts(SavingsAnswer, row)) == said
