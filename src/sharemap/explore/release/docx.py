"""Writes a release as a Word document: headings, paragraphs, tables with a head, and a link under every number.

The same release gives the same bytes: what the library would date by the clock is dated by the edition.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Open
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sharemap.explore.release.render import KEPT_TO, LEFT_OUT, NOTES, dateline
from sharemap.explore.release.values import Cell, Release, Section, Table, Words, cell

LINK = RGBColor(0x1B, 0x4F, 0x72)
FIRST_YEAR = 1980
"""No zip file knows an earlier one."""


def docx(release: Release, site: str) -> bytes:
    """The document. `site`: what stands before the address of every link."""
    document = Document()
    _describe(document, release)
    document.add_heading(release.headline, 0)
    document.add_paragraph(dateline(release))
    for section in release.sections:
        _section(document, section, site)
    document.add_heading(LEFT_OUT, 1)
    _bullets(document, (cell(each.brief) for each in release.left_out), site)
    for title, lines in ((KEPT_TO, release.rules), (NOTES, release.notes)):
        document.add_heading(title, 1)
        _bullets(document, map(cell, lines), site)
    return _settled(document, release)


def _describe(document: Open, release: Release) -> None:
    about, day = document.core_properties, datetime.combine(release.as_at, time())
    about.title, about.author, about.language = release.headline, "Sharemap", "en-GB"
    about.created = about.modified = day
    about.last_modified_by, about.revision, about.comments = "Sharemap", 1, dateline(release)


def _section(document: Open, section: Section, site: str) -> None:
    if section.title and section.said:
        document.add_heading(section.title, 1)
    for each in section.sentences:
        _run(document.add_paragraph(), each.parts, site)
    for table in section.tables:
        _table(document, table, site)


def _table(document: Open, table: Table, site: str) -> None:
    document.add_paragraph().add_run(f"{table.caption}. {table.note}").bold = True
    drawn = document.add_table(rows=1, cols=len(table.heads), style="Light List")
    for at, head in enumerate(table.heads):
        drawn.rows[0].cells[at].text = head
    _repeat(drawn.rows[0]._tr)
    for row in table.rows:
        cells = drawn.add_row().cells
        for at, each in enumerate(row):
            _run(cells[at].paragraphs[0], each, site)
    document.add_paragraph()


def _repeat(row: object) -> None:
    """Let the row stand at the head of every page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(head)  # type: ignore[attr-defined]


def _bullets(document: Open, lines: Iterable[Cell], site: str) -> None:
    for line in lines:
        _run(document.add_paragraph(style="List Bullet"), line, site)


def _run(paragraph: Paragraph, parts: Iterable[Words], site: str) -> None:
    for part in parts:
        if part.href:
            _link(paragraph, part.text, site + part.href)
        else:
            paragraph.add_run(part.text)


def _link(paragraph: Paragraph, text: str, address: str) -> None:
    """A link: the library reads them and writes none."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = Run(OxmlElement("w:r"), paragraph)
    run.text, run.font.underline, run.font.color.rgb = text, True, LINK
    link.append(run._r)
    paragraph._p.append(link)


def _settled(document: Open, release: Release) -> bytes:
    """The document's bytes, with every file in it dated by the edition."""
    written, settled = BytesIO(), BytesIO()
    document.save(written)
    day = release.as_at
    stamp = (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(settled, "w") as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, stamp), before.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
