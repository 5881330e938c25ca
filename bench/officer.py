"""What somebody does in a return, over HTTP and page by page, as a browser without script would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from bench.officers import YEAR
from bench.standing import HEADERS

TIMEOUT = 60.0
SAVING = {
    "savings.0.year": "2025",
    "savings.0.amount_gbp": "125,000",
    "savings.0.rung": "achieved",
    "savings.0.kind": "recurring",
    "savings.0.scope": "whole",
}


def browser(address: str) -> httpx.Client:
    """For many people at once: each request comes by a connection of its own."""
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(base_url=address, headers=HEADERS, timeout=TIMEOUT, limits=limits)


@dataclass(slots=True)
class Officer:
    """Somebody who is signed in for a body. `token`: of the last page that had a form."""

    asks: httpx.Client
    body: str
    cookie: str
    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        return f"/returns/{YEAR}/{self.body}"

    def open(self, path: str = "") -> httpx.Response:
        """A page of the return. It keeps the page's token."""
        answer = self.asks.get(f"{self.home}{path}", headers=self._cookies())
        self.cookies.update({name: value for name, value in answer.cookies.items() if name == "csrftoken"})
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text):
            self.token = found[1]
        return answer

    def send(self, path: str, fields: Mapping[str, str]) -> httpx.Response:
        """A form, with the token of the page that was opened before."""
        told = {"csrfmiddlewaretoken": self.token, **fields}
        return self.asks.post(f"{self.home}{path}", data=told, headers=self._cookies())

    def answer(self, line: int, version: int, savings: bool) -> httpx.Response:
        """Still right: by one press, or with what it saved."""
        said = {"decision": "still right", **SAVING} if savings else {"act": "still right"}
        return self.send(f"/{line}", {**said, "seen": str(version)})

    def _cookies(self) -> dict[str, str]:
        held = {"sessionid": self.cookie, **self.cookies}
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())}


def version_in(page: httpx.Response) -> str:
    """The version that the form of a page was made from."""
    found = re.search(r'name="seen"\s+value="(\d+)"', page.text)
    return found[1] if found else ""
