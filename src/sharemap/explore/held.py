"""Holds the pages of the edition that is served: each is made and compressed once, and then comes from memory.

Only what `readable` views answer is held: pages that can be read and nothing else, the same for everybody.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from isal import igzip

from sharemap.explore.current import Reading
from sharemap.explore.middleware import current

Key = tuple[str, str, str, str]
METHODS = ("GET", "HEAD")
PARTS = "X-Sharemap-Parts"
"""By this header a script asks for a page without what it has already; such answers are held apart."""
_MADE_ANEW = {"content-length", "etag"}


@dataclass(frozen=True, slots=True)
class Held:
    """A page as it is sent: its compressed bytes, and the headers that do not depend on the request."""

    packed: bytes
    headers: tuple[tuple[str, str], ...]
    digest: str

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, compressed where the reader can take it so. Its ETag is that of these very bytes."""
        packs = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(self.packed if packs else gzip.decompress(self.packed))
        for name, value in self.headers:
            response[name] = value
        if packs:
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        response["ETag"] = f'"{self.digest}-gz"' if packs else f'"{self.digest}"'
        patch_vary_headers(response, ("Accept-Encoding", PARTS))
        return response


class Shelf:
    """The pages of one reading that were asked for last, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._pages: OrderedDict[Key, Held] = OrderedDict()
        self._bytes = 0

    def page(self, reading: Reading, key: Key) -> Held | None:
        with self._lock:
            if reading is not self._reading or key not in self._pages:
                return None
            self._pages.move_to_end(key)
            return self._pages[key]

    def put(self, reading: Reading, key: Key, page: Held) -> None:
        """Pages of another reading are dropped; one that alone would fill a quarter of the room is not held."""
        if len(page.packed) > self._most // 4:
            return
        with self._lock:
            if reading is not self._reading:
                self._reading, self._bytes = reading, 0
                self._pages.clear()
            before = self._pages.pop(key, None)
            self._bytes += len(page.packed) - (len(before.packed) if before else 0)
            self._pages[key] = page
            while self._bytes > self._most:
                self._bytes -= len(self._pages.popitem(last=False)[1].packed)


def held_pages(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware. What stands before it answers those who have a page already, and finds the rest compressed."""
    shelf = Shelf(settings.HELD_BYTES)

    def respond(request: HttpRequest) -> HttpResponseBase:
        reading = current(settings.EDITIONS).reading() if request.method in METHODS else None
        if reading is None:
            return get_response(request)
        key = _key(request)
        page = shelf.page(reading, key)
        if page is None:
            response = get_response(request)
            if not (isinstance(response, HttpResponse) and _may_be_held(request, response, reading)):
                return response
            page = _held(response, getattr(request, "packed", thoroughly))
            shelf.put(reading, key, page)
        return page.answer(request)

    return respond


def _key(request: HttpRequest) -> Key:
    return (
        request.META.get("HTTP_HOST", ""),
        request.path,
        request.META["QUERY_STRING"],
        request.headers.get(PARTS, ""),
    )


def _may_be_held(request: HttpRequest, response: HttpResponse, reading: Reading) -> bool:
    return (
        request.method == "GET"
        and response.status_code == 200
        and getattr(request, "only_read", False)
        and getattr(request, "reading", None) is reading
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
    )


def thoroughly(content: bytes) -> bytes:
    """Compressed for many readers. The highest level takes up to twice the time and saves one byte in a hundred."""
    return gzip.compress(content, 6, mtime=0)


def quickly(content: bytes) -> bytes:
    """Compressed for one reader: some more bytes in a third of the time."""
    return igzip.compress(content, 1, mtime=0)


def _held(response: HttpResponse, packed: Callable[[bytes], bytes]) -> Held:
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in _MADE_ANEW)
    return Held(packed(response.content), headers, sha256(response.content).hexdigest()[:24])
