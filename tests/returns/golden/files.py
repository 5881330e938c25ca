"""Golden files that are refused whole, or that are large."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from openpyxl import Workbook

from sharemap.returns.workbook.columns import LINES, SAVINGS
from sharemap.returns.workbook.stamp import stamp_of
from sharemap.returns.workbook.template import template
from tests.returns.golden.building import File, golden, ours, repacked, saved, write
from tests.returns.golden.given import GIVEN


def stamped(stamp: object) -> File:
    """Our workbook with another stamp, which is the last line of its last sheet."""

    def change(book: Workbook) -> None:
        book["About"].cell(book["About"].max_row, 2).value = str(stamp)

    return ours(change)


@golden
def another_bodys_workbook() -> File:
    return "return.xlsx", template(replace(GIVEN, body="westmarch", body_name="Westmarch Borough Council"))


@golden
def another_years_workbook() -> File:
    return "return.xlsx", template(replace(GIVEN, year=2025))


@golden
def an_older_template() -> File:
    return stamped(replace(stamp_of(GIVEN), version=0))


@golden
def a_newer_template() -> File:
    return stamped(replace(stamp_of(GIVEN), version=9))


@golden
def a_workbook_made_before_the_return_changed() -> File:
    return "return.xlsx", template(replace(GIVEN, savings=GIVEN.savings[:1]))


@golden
def a_stamp_that_was_spoilt() -> File:
    return stamped("please do not delete")


@golden
def a_password() -> File:
    return "return.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")


@golden
def an_old_format() -> File:
    return "return.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook".encode("utf-16-le")


@golden
def macros() -> File:
    return "return.xlsm", repacked(template(GIVEN), lambda _, part: part, {"xl/vbaProject.bin": b"Sub Auto_Open()"})


@golden
def a_zip_bomb() -> File:
    more = {"xl/media/image1.bin": b"\0" * 30_000_000}
    return "return.xlsx", repacked(template(GIVEN), lambda _, part: part, more)


@golden
def very_many_parts() -> File:
    more = {f"xl/media/image{number}.bin": b"" for number in range(1_200)}
    return "return.xlsx", repacked(template(GIVEN), lambda _, part: part, more)


@golden
def an_xml_bomb() -> File:
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

    def laugh(name: str, part: bytes) -> bytes:
        return laughs + part.partition(b"?>")[2] if name == "xl/workbook.xml" else part

    return "return.xlsx", repacked(template(GIVEN), laugh)


@golden
def an_xml_bomb_in_another_encoding() -> File:
    def hide(name: str, part: bytes) -> bytes:
        return part.decode().encode("utf-16") if name == "xl/workbook.xml" else part

    return "return.xlsx", repacked(template(GIVEN), hide)


@golden
def a_file_cut_short() -> File:
    return "return.xlsx", template(GIVEN)[:3_000]


@golden
def a_part_that_is_missing() -> File:
    return "return.xlsx", repacked(
        template(GIVEN), lambda name, part: None if name.endswith("workbook.xml") else part
    )


@golden
def a_part_that_is_broken() -> File:
    def cut(name: str, part: bytes) -> bytes:
        return part[: len(part) // 2] if name.endswith("sheet1.xml") else part

    return "return.xlsx", repacked(template(GIVEN), cut)


@golden
def a_word_document() -> File:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("word/document.xml", "<document/>")
    return "return.docx", held.getvalue()


@golden
def an_opendocument_sheet() -> File:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return "return.ods", held.getvalue()


@golden
def a_binary_workbook() -> File:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("xl/workbook.bin", b"\x83\x01")
    return "return.xlsb", held.getvalue()


@golden
def a_pdf() -> File:
    return "return.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"


@golden
def a_picture() -> File:
    return "return.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@golden
def a_web_page() -> File:
    return "return.xls", b"<html><table><tr><td>Partnership</td></tr></table></html>"


@golden
def an_empty_file() -> File:
    return "return.xlsx", b""


@golden
def a_file_too_large() -> File:
    return "return.csv", b"name,decision\n" + b"x" * 25_000_000


@golden
def five_thousand_rows() -> File:
    def fill(book: Workbook) -> None:
        names = [column.name for column in SAVINGS.columns]
        for number in range(5_000):
            values = {"arrangement": "a0002", "year": 1991 + number // 200, "amount_gbp": 1_000 + number}
            values |= {"rung": "achieved", "kind": "recurring", "scope": "whole", "name": f"row {number}"}
            if number % 200:
                values |= {"arrangement": None}
            book[SAVINGS.title].append([values.get(name) for name in names])

    return ours(fill)


@golden
def more_rows_than_a_workbook_may_have() -> File:
    book = Workbook()
    book.worksheets[0].append(["name", "decision"])
    for number in range(10_000):
        book.worksheets[0].append([f"arrangement {number}", "new"])
    return "return.xlsx", saved(book)


@golden
def a_cell_at_the_far_end() -> File:
    def far(book: Workbook) -> None:
        book[LINES.title].cell(1_048_576, 16_384).value = "x"

    return ours(far)


@golden
def a_merged_block_without_end() -> File:
    book = Workbook()
    book.worksheets[0].append(["name", "decision"])
    more = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'

    def merge(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", more) if name.endswith("sheet1.xml") else part

    return "return.xlsx", repacked(saved(book), merge)


@golden
def a_hundred_sheets() -> File:
    def add(book: Workbook) -> None:
        for number in range(100):
            book.create_sheet(f"Notes {number}").append(["nothing of interest"])
        write(book, LINES, 2, {"decision": "still right"})

    return ours(add)
