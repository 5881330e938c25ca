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

MOST_FILES, MOST_TOGETHER = 200, 250_000_000
"""Of one return, and their bytes. Each is kept for good."""
LONGEST_NAME = 200
MOST_EVIDENCE = 10_000_000
EVIDENCE = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PDF, PNG and JPEG files begin."""


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
    """Judged by how the file begins, whatever it is called."""
    known = content.startswith(EVIDENCE) or _is_office(content)
    if known and len(content) <= MOST_EVIDENCE:
        return None
    needed = "Evidence is a PDF, Word or Excel file or a picture (PNG, JPEG) of at most 10 MB."
    return Problem("evidence", "file", _said(name, content), needed, "Send it as a PDF, or give its address.")


def _is_office(content: bytes) -> bool:
    """Whether it is an archive with the list of parts that Word and Excel write. Nothing in it is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except BROKEN:
        return False


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
    for each in chosen:
        done = _answered(of, each, act)
        if isinstance(done, Problem):
            return done
    of.refresh_from_db()
    append(of, "workbook taken", act, {"sha256": upload.sha256, "lines": [each.name for each in chosen]})
    return len(chosen)


def _answered(of: Return, proposed: Proposed, act: Act) -> Line | Problem:
    if not proposed.number:
        return services.add_new(of.pk, proposed.given, act)
    line = of.lines.get(number=proposed.number)
    return services.answer(line.pk, line.version, proposed.given, act)
