"""As much of S3's protocol as storing and listing objects needs, on this machine: what AWS's own client asks it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "bucket"
LONG_AGO = formatdate(0, usegmt=True)


class Bucket(ThreadingHTTPServer):
    """One bucket, held in memory. `refuses`: it answers everything with an error, as a store in trouble does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.writes: list[str] = []
        self.refuses = False

    @property
    def url(self) -> str:
        """The address of a prefix in it, as SHAREMAP_EDITIONS would say it."""
        place = f"s3://{BUCKET}/some/editions"
        return f"{place}?endpoint_override=127.0.0.1:{self.server_port}&scheme=http&region=eu-west-2"

    def put(self, key: str, text: bytes) -> None:
        self.objects[key] = text
        self.writes.append(key)


@contextmanager
def served() -> Iterator[Bucket]:
    with Bucket() as bucket:
        thread = Thread(target=bucket.serve_forever, args=(0.01,))
        thread.start()
        yield bucket
        bucket.shutdown()
        thread.join()


def unchunked(stream: io.BufferedIOBase) -> bytes:
    text = b""
    while size := int(stream.readline().partition(b";")[0], 16):
        text += stream.read(size)
        stream.readline()
    while stream.readline().strip():
        """Trailers, up to a blank line."""
    return text


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Bucket

    def handle_expect_100(self) -> bool:
        go_on = super().handle_expect_100()
        self.wfile.flush()
        return go_on

    def do_HEAD(self) -> None:
        text = self.server.objects.get(self._key)
        self._say(404 if text is None else 200, text or b"")

    def do_GET(self) -> None:
        if "list-type" in self._query:
            self._say(200, self._listed().encode())
        else:
            text = self.server.objects.get(self._key)
            self._say(404, b"<Error><Code>NoSuchKey</Code></Error>") if text is None else self._say_part(text)

    def do_PUT(self) -> None:
        text = self._sent()
        if "uploadId" in self._query:
            self.server.parts[self._query["uploadId"]][int(self._query["partNumber"])] = text
        else:
            self.server.put(self._key, text)
        self._say(200, b"", etag=hashlib.md5(text).hexdigest())

    def do_POST(self) -> None:
        self._sent()
        said = f"<Bucket>{BUCKET}</Bucket><Key>{escape(self._key)}</Key>"
        if "uploads" in self._query:
            upload = f"u{len(self.server.parts)}"
            self.server.parts[upload] = {}
            said += f"<UploadId>{upload}</UploadId>"
            kind = "InitiateMultipartUploadResult"
        else:
            parts = self.server.parts[self._query["uploadId"]]
            self.server.put(self._key, b"".join(text for _, text in sorted(parts.items())))
            kind = "CompleteMultipartUploadResult"
        self._say(200, f"<{kind}>{said}</{kind}>".encode())

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").lstrip("/")

    @property
    def _query(self) -> dict[str, str]:
        found = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        return {key: values[0] for key, values in found.items()}

    def _sent(self) -> bytes:
        """The body, out of the chunks of HTTP, and those out of the chunks of S3 that hold its checksum."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            text = unchunked(self.rfile)
        else:
            text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return unchunked(io.BytesIO(text)) if "aws-chunked" in self.headers.get("Content-Encoding", "") else text

    def _listed(self) -> str:
        """The objects and the folders right below the prefix."""
        prefix = self._query.get("prefix", "")
        below = [key.removeprefix(prefix) for key in sorted(self.server.objects) if key.startswith(prefix)]
        files = [each for each in below if "/" not in each]
        folders = sorted({each.partition("/")[0] + "/" for each in below if "/" in each})
        said = f"<Name>{BUCKET}</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(files + folders)}</KeyCount>"
        for each in files:
            size = len(self.server.objects[prefix + each])
            said += f"<Contents><Key>{escape(prefix + each)}</Key><Size>{size}</Size></Contents>"
        for each in folders:
            said += f"<CommonPrefixes><Prefix>{escape(prefix + each)}</Prefix></CommonPrefixes>"
        return f"<ListBucketResult>{said}<IsTruncated>false</IsTruncated></ListBucketResult>"

    def _say_part(self, text: bytes) -> None:
        asked = self.headers.get("Range", "").removeprefix("bytes=")
        if not asked:
            return self._say(200, text)
        first, _, last = asked.partition("-")
        piece = text[int(first) : int(last) + 1 if last else None]
        return self._say(206, piece, within=f"bytes {first}-{int(first) + len(piece) - 1}/{len(text)}")

    def _say(self, status: int, text: bytes, etag: str = "", within: str = "") -> None:
        status, text = (403, b"") if self.server.refuses else (status, text)
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Last-Modified", LONG_AGO)
        if etag:
            self.send_header("ETag", f'"{etag}"')
        if within:
            self.send_header("Content-Range", within)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """A test says what went wrong; the server need not."""
