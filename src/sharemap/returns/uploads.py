"""The verbs of files that a body sends: each is kept as it came, and its good rows are taken in one step, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from django.db import transaction
from django.db.models import Count, Sum

from sharemap.core.problem import Problem
from sharemap.core.spreadsheet.archive import BROKEN, MOST_BYTES
from sharemap.returns import services
from sharemap.returns.history import Act, append
from sharemap.returns.models import Line, Return, Upload
from sharemap.returns.proposing import Proposed
from sharemap.returns.stages import Sent
from sharemap.returns.standing import TAKEN

MOST_FILES, MOST_TOGETHER = 200, 250_000_000
"""Of one return, and their bytes. Each is kept for good."""
LONGEST_NAME = 200
MOST_EVIDENCE = 10_000_000
EVIDENCE = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
"""How PDF, PNG and JPEG files begin."""
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
"""The part that a Word or Excel file cannot be without."""
CONTENT_TYPES, MACROS = "[Content_Types].xml", "vbaproject.bin"
_SAME = {"jpeg": "jpg"}


@transaction.atomic
def keep(of_return: int, name: str, content: bytes, act: Act, what: Sent = Sent.WORKBOOK) -> Upload | Problem:
    """Keep a file as it came. The same one sent again is the one that is here already."""
    of = services.locked(of_return)
    sha256 = hashlib.sha256(content).hexdigest()
    held = of.uploads.filter(sha256=sha256, what=what).first()
    if held:
        return held
    problem = services.not_answerable(of) or _too_much(of, name, content)
    if problem := problem or (_no_evidence(name, content) if what is Sent.EVIDENCE else None):
        return problem
    kept = Upload.objects.create(
        of=of,
        name=name[-LONGEST_NAME:],
        sha256=sha256,
        size=len(content),
        content=content,
        sent_by=act.actor,
        sent_at=act.at,
        what=what,
    )
    append(of, f"{what} received", act, {"name": kept.name, "sha256": sha256, "size": kept.size})
    return kept


def _too_much(of: Return, name: str, content: bytes) -> Problem | None:
    if len(content) > MOST_BYTES:
        needed = f"A file may have at most {MOST_BYTES / 1e6:.0f} MB."
        return Problem("too large", "file", _said(name, content), needed, "Send fewer rows at once.")
    held = of.uploads.aggregate(files=Count("pk"), size=Sum("size", default=0))
    if held["files"] >= MOST_FILES or held["size"] + len(content) > MOST_TOGETHER:
        needed = f"A return takes at most {MOST_FILES} files of {MOST_TOGETHER / 1e6:.0f} MB together, and has them."
        return Problem("too many", "file", name, needed, "Give an address, or answer in the form.")
    return None


def _no_evidence(name: str, content: bytes) -> Problem | None:
    """Judged by what the file holds; what it is called must not say otherwise."""
    kind = next((kind for start, kind in EVIDENCE.items() if content.startswith(start)), "") or _office(content)
    if not kind or len(content) > MOST_EVIDENCE:
        needed = "Evidence is a PDF, Word or Excel file without macros or a picture (PNG, JPEG) of at most 10 MB."
        return Problem("evidence", "file", _said(name, content), needed, "Send it as a PDF, or give its address.")
    ending = name.rpartition(".")[2].lower()
    called = _SAME.get(ending, ending)
    if called in {*EVIDENCE.values(), *OFFICE.values()} and called != kind:
        needed = f"What is called .{ending} must be one; this is a .{kind} file."
        return Problem("evidence", "file", _said(name, content), needed, f"Give it a name that ends in .{kind}.")
    return None


def _office(content: bytes) -> str:
    """`docx` or `xlsx` for an archive with the parts that Word or Excel write, without macros; it is not unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = set(archive.namelist())
    except BROKEN:
        return ""
    plain = CONTENT_TYPES in parts and not any(part.lower().endswith(MACROS) for part in parts)
    return next((kind for part, kind in OFFICE.items() if plain and part in parts), "")


def _said(name: str, content: bytes) -> str:
    return f"{name}, {len(content) / 1e6:.1f} MB"


def take(upload: Upload, seen: int, chosen: Iterable[Proposed], act: Act) -> int | Problem:
    """Answer the lines as the file says, all or none; how many. `seen`: the version of the return that was shown."""
    with transaction.atomic():
        done = _take(upload, seen, list(chosen), act)
        transaction.set_rollback(isinstance(done, Problem))
    return done


def _take(upload: Upload, seen: int, chosen: list[Proposed], act: Act) -> int | Problem:
    of = services.locked(upload.of_id)
    if of.version != seen:
        needed = "Something in this return changed while you had this page open; nothing was taken."
        return Problem("conflict", "main", "", needed, "Look at it as it is now, and press again.")
    if not chosen:
        return Problem("nothing", "main", "", "Nothing is left to take.", "Tick at least one line.")
    numbers = []
    for each in chosen:
        done = _answered(of, each, act)
        if isinstance(done, Problem):
            return done
        numbers.append(done.number)
    of.refresh_from_db()
    names = [each.name for each in chosen]
    append(of, TAKEN, act, {"sha256": upload.sha256, "lines": names, "numbers": numbers, "sent_by": upload.sent_by})
    return len(chosen)


def _answered(of: Return, proposed: Proposed, act: Act) -> Line | Problem:
    if not proposed.number:
        return services.add_new(of.pk, proposed.given, act)
    line = of.lines.get(number=proposed.number)
    return services.answer(line.pk, line.version, proposed.given, act)
