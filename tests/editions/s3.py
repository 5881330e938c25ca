"""A bucket on this machine, served by moto as S3 would be; it can be silent or refuse, as one in trouble."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "bucket"
PREFIX = "some/editions"


class Bucket:
    """What lies in the bucket, by key, and the server before it. Its objects outlive a stop."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]
        endpoint = f"http://127.0.0.1:{self.port}"
        self._s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        self._s3.create_bucket(Bucket=BUCKET)
        self.url = f"s3://{BUCKET}/{PREFIX}?endpoint_url={endpoint}&region=us-east-1"

    def keys(self) -> list[str]:
        return [each["Key"] for each in self._s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]

    def names(self) -> list[str]:
        """The buckets that there are."""
        return [each["Name"] for each in self._s3.list_buckets()["Buckets"]]

    def get(self, key: str) -> bytes:
        return bytes(self._s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())

    def put(self, key: str, text: bytes) -> None:
        self._s3.put_object(Bucket=BUCKET, Key=key, Body=text)

    def delete(self, key: str) -> None:
        self._s3.delete_object(Bucket=BUCKET, Key=key)

    def stop(self) -> None:
        self._server.stop()

    def _start_again(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """For as long, everything is answered with a refusal, at the same address."""
        self.stop()
        server = ThreadingHTTPServer(("127.0.0.1", self.port), _Refusal)
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            self._start_again()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """For as long, nobody answers."""
        self.stop()
        try:
            yield
        finally:
            self._start_again()

    def empty(self) -> None:
        for key in self.keys():
            self.delete(key)
        self._s3.delete_bucket(Bucket=BUCKET)
        self._s3.close()


class _Refusal(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _refuse(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
        self.send_response(403)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    def do_GET(self) -> None:
        self._refuse()

    def do_HEAD(self) -> None:
        self._refuse()

    def do_PUT(self) -> None:
        self._refuse()

    def log_message(self, *_: object) -> None:
        """A test says what went wrong; the server need not."""


@contextmanager
def served() -> Iterator[Bucket]:
    bucket = Bucket()
    try:
        yield bucket
    finally:
        bucket.empty()
        bucket.stop()
