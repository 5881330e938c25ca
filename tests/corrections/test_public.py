"""Anyone may say what is wrong or missing: the form, what it refuses, and the page that says what became of it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError
from django.utils import timezone
from pytest_django import Settings

from sharemap.corrections.choices import Stage
from sharemap.corrections.models import Attempt, Proposal
from sharemap.corrections.proposals import Decision, close
from tests.corrections.samples import URL, WORDS, opened, sent
from tests.pages import CheckedClient

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><b>"


def page(client: CheckedClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("/arrangements/audit-a1", "Audit</a>"),
        ("/bodies/north", "North Council</a>"),
        ("/figures/arrangements-live", "the figure “"),
        ("/", "the map and the register"),
        ("/methods", ">/methods</a>"),
        ("/bodies/north<b>", "/bodies/north&lt;b&gt;"),
    ],
)
def test_the_form_says_in_words_which_page_it_is_about(client: CheckedClient, about: str, words: str) -> None:
    answer = client.get("/corrections", {"about": about})
    assert words in answer.content.decode()


@pytest.mark.parametrize("about", ["https://evil.example/", "//evil.example"])
def test_another_site_is_refused(client: CheckedClient, about: str) -> None:
    text = client.get("/corrections", {"about": about}).content.decode()
    assert "not one of this site" in text
    assert "evil" not in text


def test_every_page_leads_to_the_form_about_itself(client: CheckedClient) -> None:
    for address in ("/", "/arrangements/audit-a1", "/methods", "/search"):
        assert f'href="/corrections?about={address}"' in page(client, address)
    assert 'href="/corrections?about=/no/such"' in client.get("/no/such").content.decode()


def test_what_is_sent_is_kept_and_leads_to_a_page_of_its_own(client: CheckedClient) -> None:
    answer = client.post("/corrections", sent())
    held = Proposal.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/corrections/received/{held.reference}"
    assert (held.about, held.kind, held.says) == ("/arrangements/audit-a1", "wrong", WORDS)
    assert (held.source_url, held.email, held.stage) == (URL, "officer@north.example", "received")
    assert len(held.reference) > 20


def test_the_page_of_a_proposal_tells_neither_what_was_said_nor_by_whom(client: CheckedClient) -> None:
    text = page(client, client.post("/corrections", sent())["Location"])
    assert "with the register team" in text
    for secret in (WORDS, "officer@north.example", URL):
        assert secret not in text


def test_nobody_finds_a_proposal_without_its_reference(client: CheckedClient, proposal: Proposal) -> None:
    for guess in (str(proposal.id), "a" * 22):
        assert client.get(f"/corrections/received/{guess}").status_code == 404


@pytest.mark.parametrize(
    ("stage", "words"),
    [(Stage.ACCEPTED, "What was changed"), (Stage.ALREADY, "What the team says"), (Stage.NOT_TAKEN, "Not taken")],
)
def test_the_page_says_what_became_of_it(client: CheckedClient, proposal: Proposal, stage: Stage, words: str) -> None:
    close(proposal.id, Decision(stage, HOSTILE + "Line one.\nLine two.", "team-1"), timezone.now())
    text = page(client, f"/corrections/received/{proposal.reference}")
    assert words in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;Line one.<br>Line two." in text
    assert "team-1" not in text


def test_errors_are_said_at_once_beside_their_fields_and_keep_the_words(client: CheckedClient) -> None:
    answer = client.post("/corrections", sent(kind="", source_url="", says=HOSTILE, email="nobody"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Something wrong or missing?" in text
    for place in ("kind", "source_url", "email"):
        assert f'href="#{place}"' in text
        assert f'id="{place}-error"' in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert 'value="nobody"' in text
    assert not Proposal.objects.exists()


def test_a_machine_gets_its_words_back_and_may_try_again_as_a_person(client: CheckedClient) -> None:
    for changes in ({"leave-empty": "x"}, {"opened": opened(timedelta(0))}, {"opened": opened(timedelta(days=2))}):
        answer = client.post("/corrections", sent(**changes))
        assert answer.status_code == 422
        assert WORDS in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_form_shown_again_can_be_sent(client: CheckedClient) -> None:
    answer = client.post("/corrections", sent(opened=opened(timedelta(days=2))))
    carried = answer.content.decode().partition('name="opened" value="')[2].partition('"')[0]
    assert client.post("/corrections", sent(opened=carried)).status_code == 302


def test_the_same_within_a_day_is_held_once(client: CheckedClient) -> None:
    first = client.post("/corrections", sent())
    second = client.post("/corrections", sent(says=f"  {WORDS.upper()} ", email=""))
    assert first["Location"] == second["Location"]
    assert Proposal.objects.count() == 1
    assert Attempt.objects.count() == 2


def test_the_same_a_day_later_is_another_one(client: CheckedClient, proposal: Proposal) -> None:
    day_ago = timezone.now() - timedelta(days=1, minutes=1)
    Proposal.objects.update(received_at=day_ago, received_on=timezone.localdate(day_ago))
    client.post("/corrections", sent())
    assert Proposal.objects.count() == 2


def test_one_address_is_held_back_and_keeps_its_words(client: CheckedClient) -> None:
    for number in range(10):
        assert client.post("/corrections", sent(says=f"Number {number}")).status_code == 302
    answer = client.post("/corrections", sent())
    assert answer.status_code == 429
    assert 3000 < int(answer["Retry-After"]) <= 3601
    assert WORDS in answer.content.decode()
    assert Proposal.objects.count() == 10
    assert client.post("/corrections", sent(), REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_flood_from_everywhere_is_held_back(client: CheckedClient, settings: Settings) -> None:
    settings.PROPOSALS_IN_ALL = 2
    codes = [
        client.post("/corrections", sent(says=f"Number {n}"), REMOTE_ADDR=f"192.0.2.{n}").status_code
        for n in range(3)
    ]
    assert codes == [302, 302, 429]


def test_more_than_any_form_holds_is_not_read(client: CheckedClient) -> None:
    assert client.post("/corrections", sent(says="x" * 200_000)).status_code == 413


def test_the_longest_words_in_any_script_are_read(client: CheckedClient) -> None:
    encoded = "application/x-www-form-urlencoded"
    longest = urlencode(sent(says="𝔘" * 4000, source_words="𝔘" * 2000))
    assert client.post("/corrections", longest, content_type=encoded).status_code == 302


def test_without_a_database_the_form_opens_and_keeps_what_is_sent(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("the database is down")

    with monkeypatch.context() as down:
        down.setattr(BaseDatabaseWrapper, "cursor", refuse)
        down.setattr(BaseDatabaseWrapper, "savepoint", refuse)
        assert "What is it?" in page(client, "/corrections?about=/bodies/north")
        answer = client.post("/corrections", sent())
        receipt = client.get("/corrections/received/x")
    assert answer.status_code == receipt.status_code == 503
    assert answer["Retry-After"]
    assert WORDS in answer.content.decode()


def test_no_cookie_is_set_by_the_form_or_its_answer(client: CheckedClient) -> None:
    for answer in (client.get("/corrections"), client.post("/corrections", sent()), client.post("/corrections", {})):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_a_mailbox_is_named_where_the_host_has_one(client: CheckedClient, settings: Settings) -> None:
    assert "Whom to ask" not in page(client, "/corrections")
    settings.CONTACT = "register@council.example"
    assert "register@council.example" in page(client, "/corrections")
