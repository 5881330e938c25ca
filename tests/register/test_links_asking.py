"""Asking addresses for real, on a server of this machine: politely, and never inside a private network."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from sharemap.core.fields import csv_text, read_csv
from sharemap.register.links import reach
from sharemap.register.links.checking import Answer, Failure, LinkCheck, Outcome
from sharemap.register.links.reach import Asker, Manners, agent, is_public
from sharemap.register.links.run import Checker, Choice, check_links
from sharemap.register.rows import Source, SourceCopy

TODAY = date(2026, 11, 25)
COPY = "https://web.archive.org/web/20140301120000/http://council.example/"
STATUSES = {"/page": 200, "/gone": 404, "/secret": 403, "/broken": 500, "/busy": 429, "/was-here": 410}
REDIRECTS = {"/old": "/page", "/old-and-gone": "/gone", "/round": "/round", "/mail": "mailto:a@b.example"}


@dataclass
class Site:
    """A web server on this machine, and what it was asked."""

    address: str
    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    archive_status: int = 200
    redirect_to: str = ""
    closing: Event = field(default_factory=Event)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path, _, query = handler.path.partition("?")
        self.asked.append((handler.command, path))
        self.headers.append(dict(handler.headers))
        if path == "/slow":
            self.closing.wait()
        elif path == "/archive":
            found = {"closest": {"available": True, "url": COPY, "timestamp": "20140301120000", "status": "200"}}
            body = json.dumps({"archived_snapshots": {} if "was-here" in query else found})
            self._send(handler, self.archive_status, body)
        elif path in REDIRECTS or path == "/away":
            handler.send_response(301)
            handler.send_header("Location", REDIRECTS.get(path, self.redirect_to))
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        elif path == "/no-head" and handler.command == "HEAD":
            self._send(handler, 405, "")
        else:
            self._send(handler, STATUSES.get(path, 200), "A page.")

    def _send(self, handler: BaseHTTPRequestHandler, status: int, body: str) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command == "GET":
            handler.wfile.write(body.encode())


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            held.answer(self)

        def do_GET(self) -> None:
            held.answer(self)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held = Site(f"http://127.0.0.1:{server.server_port}", server.server_port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield held
    held.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def asker(pauses: list[float]) -> Iterator[Asker]:
    manners = Manners("Sharemap (test)", pause=7, allow_private=True, sleep=pauses.append)
    with Asker(manners) as found:
        yield found


@pytest.fixture
def hasty() -> Iterator[Asker]:
    """One that soon gives up."""
    with Asker(Manners(pause=0, patience=0.2, allow_private=True)) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "status", "leads_to"),
    [
        ("/page", 200, "/page"),
        ("/gone", 404, "/gone"),
        ("/secret", 403, "/secret"),
        ("/no-head", 200, "/no-head"),
        ("/old", 200, "/page"),
        ("/old-and-gone", 404, "/gone"),
    ],
)
def test_the_last_answer_counts_with_its_address(
    site: Site, asker: Asker, path: str, status: int, leads_to: str
) -> None:
    assert asker.ask(site.address + path) == Answer(site.address + leads_to, status)


@pytest.mark.parametrize(("path", "failure"), [("/round", Failure.BROKEN), ("/mail", Failure.FORBIDDEN)])
def test_what_gives_no_answer_is_told_apart(site: Site, asker: Asker, path: str, failure: Failure) -> None:
    assert asker.ask(site.address + path).failure is failure


def test_a_server_that_is_not_there_is_broken(asker: Asker) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        assert asker.ask(f"http://127.0.0.1:{probe.getsockname()[1]}/").failure is Failure.BROKEN


def test_asking_is_polite(site: Site, asker: Asker, pauses: list[float]) -> None:
    for path in ("/page", "/gone", "/busy"):
        asker.ask(site.address + path)
    assert site.asked == [("HEAD", "/page"), ("HEAD", "/gone"), ("GET", "/gone"), ("HEAD", "/busy")]
    assert pauses == [7, 7, 7]
    assert {headers["User-Agent"] for headers in site.headers} == {"Sharemap (test)"}
    assert site.headers[2]["Range"] == "bytes=0-0"


def test_who_asks_names_the_project_and_whom_to_write_to() -> None:
    assert agent("") == "Sharemap (checks the links of an open register)"
    assert agent("team@sharemap.example – us") == (
        "Sharemap (checks the links of an open register; team@sharemap.example  us)"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]"])
def test_this_machine_is_never_asked(site: Site, host: str) -> None:
    with Asker(Manners()) as careful:
        assert careful.ask(f"http://{host}:{site.port}/page").failure is Failure.FORBIDDEN
    assert site.asked == []


@pytest.mark.parametrize("url", ["", "ftp://council.example/", "file:///etc/passwd", "http://", "http://[bad/", "x"])
def test_what_is_no_address_of_the_web_is_not_asked(asker: Asker, url: str) -> None:
    assert asker.ask(url) == Answer(url, failure=Failure.FORBIDDEN)


def test_a_redirect_into_a_private_network_is_not_followed(
    site: Site, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "is_public", lambda address: address != "127.0.0.2")
    site.redirect_to = f"http://127.0.0.2:{site.port}/page"
    with Asker(Manners(pause=0)) as careful:
        assert careful.ask(f"{site.address}/away") == Answer(site.redirect_to, failure=Failure.FORBIDDEN)
    assert site.asked == [("HEAD", "/away")]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("::127.0.0.1", False),
        ("::8.8.8.8", False),
        ("64:ff9b:1::7f00:1", False),
        ("fec0::1", False),
        ("2001:0:7f00:1::1", False),
        ("240.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def resolver(answers: dict[str, str | OSError]) -> Callable[..., Any]:
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
        answer = answers.get(host, host)
        if isinstance(answer, OSError):
            raise answer
        return real(answer, *rest, **more)

    return getaddrinfo


def test_a_name_is_looked_up_once_and_stays_the_host(
    site: Site, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: dict[str, str | OSError] = {"council.test": "127.0.0.1"}
    answers = resolver(names)

    def once(host: Any, *rest: Any, **more: Any) -> Any:
        found = answers(host, *rest, **more)
        names["council.test"] = OSError("asked again")
        return found

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert asker.ask(f"http://council.test:{site.port}/page").status == 200
    assert site.headers[0]["Host"] == f"council.test:{site.port}"


def test_no_such_host_is_not_a_resolver_that_fails(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    none, not_now = socket.gaierror(socket.EAI_NONAME, "none"), socket.gaierror(socket.EAI_AGAIN, "not now")
    monkeypatch.setattr(socket, "getaddrinfo", resolver({"gone.test": none, "later.test": not_now}))
    assert asker.ask("http://gone.test/").failure is Failure.NO_SUCH_HOST
    assert asker.ask("http://later.test/").failure is Failure.NOT_LOOKED_UP


def sources(data: Path, *urls: str) -> list[Source]:
    made = [
        Source(f"s{n:04}", url, "A council", "2014-03", "2026-11", SourceCopy.ORIGINAL, "")
        for n, url in enumerate(urls, 1)
    ]
    write_sources(data, made)
    return made


def write_sources(data: Path, rows: list[Source]) -> None:
    (data / "register").mkdir(exist_ok=True)
    (data / "register/sources.csv").write_text(csv_text(rows, Source), encoding="utf-8")


def run(site: Site, asker: Asker, data: Path, choice: Choice = Choice()) -> tuple[int, str, list[LinkCheck]]:  # noqa: B008
    out = StringIO()
    checker = Checker(asker, TODAY, f"{site.address}/archive")
    code = check_links(data, data / "links.csv", checker, choice, out)
    rows, problems = read_csv(data / "links.csv", LinkCheck)
    assert problems == []
    return code, out.getvalue(), rows


def test_every_source_gets_its_row_and_the_dead_a_copy(site: Site, asker: Asker, tmp_path: Path) -> None:
    urls = [site.address + path for path in ("/page", "/old", "/gone", "/secret", "/was-here")]
    sources(tmp_path, *urls)
    code, said, rows = run(site, asker, tmp_path)
    assert code == 0
    assert rows == [
        LinkCheck("s0001", urls[0], TODAY, Outcome.ALIVE, 200, "", ""),
        LinkCheck("s0002", urls[1], TODAY, Outcome.MOVED, 200, f"{site.address}/page", COPY),
        LinkCheck("s0003", urls[2], TODAY, Outcome.GONE, 404, "", COPY),
        LinkCheck("s0004", urls[3], TODAY, Outcome.REFUSED, 403, "", ""),
        LinkCheck("s0005", urls[4], TODAY, Outcome.GONE, 410, "", ""),
    ]
    assert "Asked 5 of 5 sources that were waiting: alive 1, moved 1, gone 2, refused 1, timed out 0." in said
    assert f"s0003 gone: {urls[2]}" in said
    assert "s0001" not in said


def test_a_page_that_takes_too_long_is_not_gone(site: Site, hasty: Asker, tmp_path: Path) -> None:
    sources(tmp_path, f"{site.address}/slow")
    code, _, (row,) = run(site, hasty, tmp_path)
    assert (code, row.outcome, row.status, row.archived) == (0, Outcome.TIMED_OUT, None, "")


def test_a_run_is_taken_up_where_it_stopped(site: Site, asker: Asker, tmp_path: Path) -> None:
    made = sources(tmp_path, *(f"{site.address}/{number}" for number in range(5)))
    assert [row.source for row in run(site, asker, tmp_path, Choice(limit=2))[2]] == ["s0001", "s0002"]
    (tmp_path / "links.csv").write_text((tmp_path / "links.csv").read_text().rstrip("\n"), encoding="utf-8")
    assert len(run(site, asker, tmp_path, Choice(limit=2))[2]) == 4
    assert len(run(site, asker, tmp_path)[2]) == 5
    assert len(site.asked) == 5
    write_sources(tmp_path, [replace(made[0], url=f"{site.address}/corrected"), *made[1:]])
    assert [row.source for row in run(site, asker, tmp_path)[2]][5:] == ["s0001"]


def test_one_host_may_be_chosen(site: Site, asker: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, str | OSError] = dict.fromkeys(("council.test", "www.council.test"), "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", resolver(names))
    hosts = ("council.test", "www.council.test", "othercouncil.test")
    sources(tmp_path, *(f"http://{host}:{site.port}/" for host in hosts), "http://[bad/")
    assert [row.source for row in run(site, asker, tmp_path, Choice(host="council.test"))[2]] == ["s0001", "s0002"]


def test_a_source_that_has_a_copy_asks_for_none(site: Site, asker: Asker, tmp_path: Path) -> None:
    (made,) = sources(tmp_path, f"{site.address}/gone")
    write_sources(tmp_path, [replace(made, archived=COPY)])
    _, _, (row,) = run(site, asker, tmp_path)
    assert (row.outcome, row.archived) == (Outcome.GONE, "")
    assert ("GET", "/archive") not in site.asked


LOOKED_UP = {socket.EAI_NONAME: Outcome.GONE, socket.EAI_AGAIN: Outcome.TIMED_OUT}


@pytest.mark.parametrize("number", LOOKED_UP)
def test_a_machine_that_is_offline_calls_nothing_gone(
    site: Site, asker: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    names: dict[str, str | OSError] = {
        name: socket.gaierror(number, "x") for name in ("council.test", "archive.test")
    }
    monkeypatch.setattr(socket, "getaddrinfo", resolver(names))
    sources(tmp_path, "http://council.test/1", "http://council.test/2")
    out, file = StringIO(), tmp_path / "links.csv"
    assert check_links(tmp_path, file, Checker(asker, TODAY, "http://archive.test/"), Choice(), out) == 1
    assert read_csv(file, LinkCheck) == ([], [])
    assert out.getvalue().count("A machine on the internet is needed") == 1
    assert [row.outcome for row in run(site, asker, tmp_path)[2]] == [LOOKED_UP[number]] * 2


@pytest.mark.parametrize(("status", "times"), [(429, 1), (503, 1), (500, 2)])
def test_an_archive_that_does_not_answer_leaves_the_source_for_later(
    site: Site, asker: Asker, tmp_path: Path, status: int, times: int
) -> None:
    sources(tmp_path, *(site.address + path for path in ("/gone", "/gone?2", "/page")))
    site.archive_status = status
    code, said, rows = run(site, asker, tmp_path)
    assert (code, [row.source for row in rows]) == (1, ["s0003"])
    assert "source s0001: An answer of the archive is needed" in said
    assert site.asked.count(("GET", "/archive")) == times
    before = len(site.asked)
    run(site, asker, tmp_path, Choice(limit=1))
    assert site.asked[before:] == [("HEAD", "/gone"), ("GET", "/gone"), ("GET", "/archive")]
    site.archive_status = 200
    assert [row.archived for row in run(site, asker, tmp_path)[2]] == ["", COPY, COPY]


def test_an_address_inside_a_private_network_is_a_problem_and_gets_no_row(site: Site, tmp_path: Path) -> None:
    sources(tmp_path, f"{site.address}/page", "ftp://council.example/")
    with Asker(Manners(sleep=lambda _: None)) as careful:
        code, said, rows = run(site, careful, tmp_path, Choice(limit=1))
    assert (code, rows, site.asked) == (1, [], [])
    assert "sources.csv, the row “s0001”, url: The address must be one of the public web" in said
    assert "Not judged: 2." in said


def test_a_file_that_cannot_be_read_is_said_and_left_as_it_is(site: Site, asker: Asker, tmp_path: Path) -> None:
    sources(tmp_path, f"{site.address}/page")
    (tmp_path / "links.csv").write_text("source,url\n", encoding="utf-8")
    out = StringIO()
    assert check_links(tmp_path, tmp_path / "links.csv", Checker(asker, TODAY), Choice(), out) == 1
    assert "links.csv line 1: The columns must be source, url, checked_on" in out.getvalue()
    assert (site.asked, (tmp_path / "links.csv").read_text()) == ([], "source,url\n")
