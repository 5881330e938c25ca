"""Asks addresses politely and without harm: one at a time, with a pause, and never one inside a private network."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

import httpx

from sharemap.register.links.checking import Answer, Failure, is_settled

MOST_HOPS = 10
MOST_BYTES = 100_000
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# All that is given out of IPv6 so far. Outside of it lie ranges that carry or lead to private addresses.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask. `allow_private` is for tests with a server on this machine."""

    agent: str = "Sharemap (checks the links of an open register)"
    pause: float = 2.0
    patience: float = 20.0
    allow_private: bool = False
    sleep: Callable[[float], None] = time.sleep


def agent(contact: str) -> str:
    """Who asks, with whom to write to where the host says it."""
    said = "; ".join(["checks the links of an open register", *filter(None, [contact])])
    return f"Sharemap ({said})".encode("ascii", "ignore").decode()


class Asker:
    """One client for all addresses. Close it, or use it in a `with`."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._asked_before = False
        self._client = httpx.Client(
            transport=_Guarded(manners.allow_private),
            headers={"User-Agent": manners.agent, "Accept": "*/*"},
            timeout=manners.patience,
            trust_env=False,
        )

    def __enter__(self) -> Asker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, url: str) -> Answer:
        """What stands at the address: its head first; where that does not settle it, the first byte of the page."""
        answer, _ = self._answer("HEAD", url)
        return answer if is_settled(answer) else self._answer("GET", url, {"Range": "bytes=0-0"})[0]

    def read(self, url: str) -> tuple[Answer, str]:
        """The answer with the beginning of its text."""
        return self._answer("GET", url, most=MOST_BYTES)

    def _answer(
        self, method: str, url: str, headers: dict[str, str] | None = None, most: int = 0
    ) -> tuple[Answer, str]:
        """The last answer after all redirects, with its first `most` bytes. Of the others no text is taken."""
        if self._asked_before:
            self._manners.sleep(self._manners.pause)
        self._asked_before = True
        at = url
        try:
            request = self._client.build_request(method, url, headers=headers)
            for _ in range(MOST_HOPS):
                with self._sent(request) as response:
                    if response.next_request is None:
                        return Answer(at, response.status_code), _beginning(response, most)
                    request, at = response.next_request, str(response.next_request.url)
        except (httpx.HTTPError, httpx.InvalidURL) as trouble:
            return Answer(at, failure=_failure(trouble)), ""
        return Answer(at, failure=Failure.BROKEN), ""

    @contextmanager
    def _sent(self, request: httpx.Request) -> Iterator[httpx.Response]:
        response = self._client.send(request, stream=True)
        try:
            yield response
        finally:
            response.close()


def can_look_up(url: str) -> bool:
    """Whether the address's host is found: of one that always is, whether this machine is on the internet."""
    try:
        return bool(look_up(httpx.URL(url).host))
    except httpx.TransportError:
        return False


def _beginning(response: httpx.Response, most: int) -> str:
    held = b""
    for piece in response.iter_bytes() if most else ():
        held += piece
        if len(held) >= most:
            break
    return held[:most].decode("utf-8", "replace")


def _failure(trouble: Exception) -> Failure:
    match trouble:
        case _NoSuchHost():
            return Failure.NO_SUCH_HOST
        case _NotLookedUp():
            return Failure.NOT_LOOKED_UP
        case _Private() | httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return Failure.FORBIDDEN
        case httpx.TimeoutException():
            return Failure.TIMED_OUT
        case _:
            return Failure.BROKEN


class _NoSuchHost(httpx.TransportError):
    """The name is known to be none."""


class _NotLookedUp(httpx.TransportError):
    """The resolver cannot say now whether there is such a name."""


class _Private(httpx.TransportError):
    """The name leads into a private network."""


class _Guarded(httpx.BaseTransport):
    """Looks a name up once, judges what it leads to, and connects to just that: no second look-up can differ.

    Every redirect comes through here too.
    """

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        trouble = httpx.ConnectError("no address answers")
        for address in self._addresses(request.url):
            try:
                return self._inner.handle_request(_connecting_to(address, request))
            except httpx.ConnectError as error:
                trouble = error
        raise trouble

    def close(self) -> None:
        self._inner.close()

    def _addresses(self, url: httpx.URL) -> list[str]:
        host = url.raw_host.decode("ascii")
        if url.scheme not in ("http", "https") or not _HOST.fullmatch(host):
            raise httpx.UnsupportedProtocol(str(url))
        found = look_up(host)
        if not self._allow_private and not all(is_public(address) for address in found):
            raise _Private(f"{url.host} is {', '.join(found)}")
        return found


def look_up(host: str) -> list[str]:
    """The addresses of a host."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, socket.EAI_NODATA):
            raise _NoSuchHost(host) from error
        raise _NotLookedUp(host) from error
    except UnicodeError as error:
        raise httpx.InvalidURL(host) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Whether it is an address of the public network, also when it carries another one inside."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour
        ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else carried or ip
    given_out = ip.version == 4 or ip in _GIVEN_OUT
    return given_out and ip.is_global and not ip.is_multicast


def _connecting_to(address: str, request: httpx.Request) -> httpx.Request:
    """The same request, sent to this address; host and certificate stay those of the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )
