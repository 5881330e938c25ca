"""Lets files in at the addresses that take them, from who is signed in, up to a size; all else is read past."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import DatabaseError
from django.http import HttpRequest

from sharemap.core.spreadsheet.archive import MOST_BYTES

ABOUT_THE_FILE = 100_000
"""What a request says beside the file it brings, at most, in bytes."""
_TAKES_FILES = re.compile(r"/returns/\d+/[\w-]+/(workbook|new|\d+)")


class OfReturns(MemoryFileUploadHandler):
    """Holds a workbook in memory. What it does not let in is read past, so that the page can say what was wrong."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *more: Any, **named: Any) -> None:  # noqa: N803
        takes = self.request is not None and _TAKES_FILES.fullmatch(self.request.path) and _signed_in(self.request)
        self.activated = bool(takes) and content_length <= MOST_BYTES + ABOUT_THE_FILE
        if self.request is not None:
            self.request.left_out = not self.activated  # type: ignore[attr-defined]


def _signed_in(request: HttpRequest) -> bool:
    """Asked only where files are taken. While the database does not answer, what was typed is still to be read."""
    try:
        return request.user.is_authenticated
    except DatabaseError:
        return False
