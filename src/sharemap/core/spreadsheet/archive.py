"""Looks into a file before anything parses it: what it is, and whether it is small and plain enough to be opened.

Nothing here or later runs what a file holds. A refusal says what to do instead.
"""

from __future__ import annotations

import io
import math
import re
import struct
import zipfile
import zlib

from sharemap.core.problem import Problem

MOST_BYTES = 25_000_000
MOST_UNPACKED = 80_000_000
MOST_PARTS = 1_000
MOST_RATIO, RATIO_FROM = 200, 1_000_000
"""A part that unpacks to more than so many bytes, and to so many times its size, is no workbook's."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document",
    b"\x1f\x8b": "a compressed file",
}
WEB_PAGE = re.compile(rb"\s*<(!doctype html|html|\?xml)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([^"']+)["']""")
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
SAVE_AS = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and send that."
SAVE_ANEW = "Open it in Excel, save it under a new name, and send that."
FILL_IN = "Fill in the workbook from your return's page and send that."
# What zipfile and zlib raise for a damaged archive; NotImplementedError: for a way to compress that they do not know.
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
Parts = dict[str, bytes]


def refused(code: str, name: str, found: str, needed: str, fix: str) -> Problem:
    return Problem(code, name, found, needed, fix)


def sniffed(name: str, data: bytes) -> Problem | None:
    """Why a file cannot be a workbook or a CSV; None if it may be one."""
    if not data.strip():
        return refused("empty file", name, "a file with nothing in it", "The file must hold rows.", "Send it again.")
    if len(data) > MOST_BYTES:
        found = f"{math.ceil(len(data) / 1e5) / 10:,} MB"
        needed = f"A file may have at most {MOST_BYTES / 1e6:.0f} MB."
        return refused("too many bytes", name, found, needed, "Take out pictures and sheets that we did not ask for.")
    if data.startswith(OLE):
        return _old_container(name, data)
    kind = next((said for start, said in OTHERS.items() if data.startswith(start)), "")
    if WEB_PAGE.match(data[:200]):
        return not_a_spreadsheet(name, "a web page", SAVE_AS)
    return not_a_spreadsheet(name, kind) if kind else None


def not_a_spreadsheet(name: str, kind: str, fix: str = FILL_IN) -> Problem:
    return refused("not a spreadsheet", name, kind, "We read Excel workbooks (.xlsx) and CSV.", fix)


def _old_container(name: str, data: bytes) -> Problem:
    if "EncryptedPackage".encode("utf-16-le") in data:
        fix = "In Excel choose File, Info, Protect Workbook, Encrypt with Password, empty the box, save, and send it."
        return refused("password", name, "a file with a password", "We cannot open a locked file.", fix)
    needed = "We read Excel workbooks (.xlsx) and CSV."
    return refused("old format", name, "a file of an older format (.xls or .doc)", needed, SAVE_AS)


def parts_of(name: str, data: bytes) -> Parts | Problem:
    """The parts of a workbook as bytes, all within bounds and free of declarations; or why it is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            trouble = _bombs(name, entries) or _kind(name, {entry.filename for entry in entries}, packed)
            parts = {} if trouble else {entry.filename: packed.read(entry) for entry in entries}
    except BROKEN:
        return refused("damaged", name, "a damaged file", "The file must open in Excel.", SAVE_ANEW)
    return trouble or _declarations(name, parts) or parts


def _bombs(name: str, entries: list[zipfile.ZipInfo]) -> Problem | None:
    swollen = any(
        each.file_size > RATIO_FROM and each.file_size > MOST_RATIO * max(each.compress_size, 1) for each in entries
    )
    twice = len({each.filename.lower() for each in entries}) < len(entries)
    if not (swollen or twice or len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNPACKED):
        return None
    found = "a file that unpacks to far more than a return needs"
    needed = f"Unpacked, a workbook may have at most {MOST_UNPACKED / 1e6:.0f} MB."
    return refused("unpacks too large", name, found, needed, "Copy the cells into the workbook that we sent you.")


def _kind(name: str, names: set[str], packed: zipfile.ZipFile) -> Problem | None:
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        return refused("macros", name, "a workbook with macros", "We take no workbook that holds macros.", SAVE_AS)
    if "xl/workbook.xml" in names:
        return None
    if "mimetype" in names and b"opendocument.spreadsheet" in packed.read("mimetype"):
        return not_a_spreadsheet(name, "an OpenDocument sheet (.ods)", SAVE_AS)
    if "xl/workbook.bin" in names:
        return not_a_spreadsheet(name, "a binary workbook (.xlsb)", SAVE_AS)
    return not_a_spreadsheet(name, "a Word document" if "word/document.xml" in names else "a file of another kind")


def _declarations(name: str, parts: Parts) -> Problem | None:
    """XML that declares entities, or hides behind a rare encoding, is no spreadsheet program's."""
    if not any(_odd(part) for each, part in parts.items() if each.lower().endswith(_XML)):
        return None
    found = "parts that no spreadsheet program writes"
    fix = "Copy the cells into the workbook that we sent you."
    return refused("declared entities", name, found, "A workbook must be plain.", fix)


def _odd(part: bytes) -> bool:
    said = _ENCODING.search(part[:200])
    rare = said is not None and said[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    return rare or part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in part[:4] or _DECLARED.search(part) is not None
