"""No name and no address of anybody who answers, or of the team, is in any byte that is published."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import pyarrow.parquet as pq
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.urls import Resolver404, resolve
from pytest_django import Settings

from sharemap import serving
from sharemap.accounts.models import Person
from sharemap.accounts.roles import SeatRole
from sharemap.editions.publish import Order
from sharemap.returns import services
from sharemap.returns.models import Return
from sharemap.returns.stages import Reply
from tests.api.asked import API_ADDRESSES
from tests.corrections.samples import sent
from tests.explore.test_addresses import ADDRESSES
from tests.pages import CheckedClient
from tests.returns.conftest import BOSS, seated
from tests.returns.test_answering import ENDED, LINE, only, send_and_sign
from tests.returns.test_path import sign_in
from tests.returns.test_review import A1, act, line

pytestmark = pytest.mark.django_db
NEVER = ("zebulon", "quennell", "asha", "rosa", "person-", "team-")
"""Parts of every name and address below, none of them in the register; and the words that stand for people."""
OF_ONE_ROUTE = 4
"""Pages of one kind that are read. Each kind is read; a new one is found by itself."""


@pytest.fixture
def published(
    team: CheckedClient, reviewer: CheckedClient, north: Return, letters: list[mail.EmailMessage]
) -> CheckedClient:
    """A round in which everybody has done everything, taken into the register and published; a reader's browser."""
    Person.objects.filter(pk=seated("north", SeatRole.COORDINATOR, "zebulon").pk).update(name="Zebulon Quennell")
    User.objects.update(first_name="Zebulon", last_name="Quennell")
    browser = sign_in("zebulon@north.example", letters)
    browser.post(LINE, {**ENDED, "seen": "1"})
    browser.post("/returns/people/north", {"act": "invite", "email": "quennell@north.example", "role": "signatory"})
    send_and_sign(north)
    south = Return.objects.get(body="south")
    services.reply_to(south.pk, only(north).pk, 0, (Reply.DISPUTED, "It goes on."), BOSS)
    services.decline(south.pk, Return.objects.get(pk=south.pk).version, "No time.", BOSS)
    assert act(team, A1, act="accept", line=line(north), take="it ended for all")[0] == 302
    CheckedClient().post("/corrections", sent(email="zebulon.quennell@north.example"))
    assert EmailAddress.objects.count() == 2
    assert serving.publish(Order("2026.1"), commit=True) == 0
    return CheckedClient()


def texts(name: str, held: bytes) -> Iterator[str]:
    """What stands in a file, and in what is packed within."""
    yield held.decode("utf-8", "replace")
    if held.startswith(b"PAR1"):
        yield str(pq.read_table(io.BytesIO(held)).to_pydict())
        yield str(pq.read_metadata(io.BytesIO(held)).metadata)
    elif zipfile.is_zipfile(io.BytesIO(held)):
        with zipfile.ZipFile(io.BytesIO(held)) as packed:
            for each in packed.namelist():
                yield from texts(f"{name}/{each}", packed.read(each))


def leaks(name: str, held: bytes) -> list[str]:
    said = " ".join(texts(name, held)).casefold()
    return [f"{word} in {name}" for word in NEVER if re.search(rf"\b{word}", said)]


def read(browser: CheckedClient) -> Iterator[tuple[str, bytes]]:
    """Every kind of public address that a reader reaches from those we know, some of each kind, and what it gives."""
    waiting, seen, of_route = [*ADDRESSES, *API_ADDRESSES, "/sitemap.xml", "/editions/2026.1"], set(), Counter[str]()
    while waiting:
        address = waiting.pop(0).partition("#")[0]
        route = route_of(address)
        if address in seen or not route or of_route[route] >= OF_ONE_ROUTE:
            continue
        seen.add(address)
        answer = browser.get(address)
        held = answer.getvalue()
        if answer.status_code == 200:
            of_route[route] += 1
            waiting += re.findall(r'(?:href|src)="(/[^"]*)"', held.decode("utf-8", "replace").replace("&amp;", "&"))
        # The page on privacy tells of such words, by one that is nobody's in particular.
        yield f"{address} {answer.headers}", held.replace(b"a word such as person-12", b"")


def route_of(address: str) -> str:
    """The kind of a public page; blank for what is closed, static or not there."""
    if address.startswith(("/returns", "/team", "/static", "/corrections")):
        return ""
    try:
        return str(resolve(address.partition("?")[0]).route)
    except Resolver404:
        return ""


def test_no_published_byte_names_anybody(published: CheckedClient, settings: Settings) -> None:
    folders = (settings.EDITIONS, settings.DATA / "editions")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    found = [leak for path in files for leak in leaks(str(path.name), path.read_bytes())]
    assert found == []
    assert len([path for path in files if path.suffix == ".parquet"]) > 40
    pages = list(read(published))
    assert [leak for address, held in pages for leak in leaks(address, held)] == []
    assert len(pages) > 100


def test_the_search_finds_what_it_looks_for(
    published: CheckedClient, team: CheckedClient, settings: Settings
) -> None:
    """Where names do stand, among those who may see them, and within what is packed."""
    page = team.get("/team/people").content
    assert {leak.partition(" ")[0] for leak in leaks("people", page)} >= {"zebulon", "quennell"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.xml", "<c>Zebulon</c>")
    assert leaks("sheet", packed.getvalue()) == ["zebulon in sheet"]
