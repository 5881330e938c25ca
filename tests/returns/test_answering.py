"""A body answers: each decision, what each needs, two people at once, and what stays when the round is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sharemap.accounts.roles import SeatRole
from sharemap.returns import services
from sharemap.returns.answers import LineAnswer, SavingsAnswer
from sharemap.returns.asking import questions
from sharemap.returns.form import still_right
from sharemap.returns.form_cells import VOCABULARIES
from sharemap.returns.history import Act, faults
from sharemap.returns.mailing import reminder_due
from sharemap.returns.models import Event, Line, Return, Round
from sharemap.returns.rounds import close_round, open_round
from sharemap.returns.rows import from_texts
from tests.pages import CheckedClient
from tests.returns.conftest import BOSS, Sit, make_round

pytestmark = pytest.mark.django_db
LINE = "/returns/2026/north/1"
ENDED = {"decision": "ended", "ends_before": "2026-03", "end_reason": "The contract ran out."}


def only(of: Return) -> Line:
    return of.lines.get()


def questions_of(browser: CheckedClient) -> int:
    """How often a return's page asks the database, once it is noted that somebody is there."""
    browser.get("/returns/2026/north")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/returns/2026/north")
    return len(asked)


def answer_of(of: Return) -> LineAnswer:
    return from_texts(LineAnswer, only(of).answer)


def savings_of(of: Return) -> list[SavingsAnswer]:
    return [from_texts(SavingsAnswer, each) for each in only(of).savings]


def test_a_return_opens_with_what_the_register_holds(sit: Sit, north: Return) -> None:
    page = sit("north", SeatRole.CONTRIBUTOR).get("/returns/2026/north").content.decode()
    for words in ("Audit", "internal audit", "South Council", "April 2011", "2012/13: £50,000, claimed, recurring"):
        assert words in page
    assert "Still right" in page


def test_one_press_confirms_an_unchanged_line(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    assert browser.post(LINE, {"act": "still right", "seen": "1"}).status_code == 302
    north.refresh_from_db()
    assert (only(north).decision, only(north).version, north.stage) == ("still right", 2, "started")
    assert answer_of(north).description == "One audit team."
    page = browser.get("/returns/2026/north").content.decode()
    assert "Savings not answered for" in page


def test_a_page_asks_the_database_as_often_whatever_the_number_of_lines(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    first = only(north).asked
    before = questions_of(browser)
    Line.objects.bulk_create(
        Line(of=north, number=number, arrangement=f"b{number}", asked=first) for number in range(2, 12)
    )
    assert questions_of(browser) == before <= 11


def test_a_save_writes_line_event_and_return_once_each(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    browser.get("/returns/2026/north")
    with CaptureQueriesContext(connection) as said:
        browser.post(LINE, {"act": "still right", "seen": "1"})
    written = [each["sql"] for each in said if each["sql"].startswith(("UPDATE", "INSERT"))]
    tables = ("returns_line", "returns_event", "returns_return")
    assert len(written) == len(tables)
    assert all(any(f'"{table}"' in each for each in written) for table in tables)
    assert not any('"asked" =' in each for each in written)


def test_an_end_needs_a_day_and_a_reason_and_keeps_what_was_typed(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    page = browser.post(LINE, {"decision": "ended", "seen": "1", "exit_cost_gbp": "lots"})
    said = page.content.decode()
    assert page.status_code == 422
    assert "An arrangement that ended must say when." in said
    assert "Say in a sentence why it ended." in said
    assert "An amount is a number of pounds" in said
    assert 'value="lots"' in said
    assert only(north).version == 1
    assert browser.post(LINE, {**ENDED, "exit_cost_gbp": "£12,500", "seen": "1"}).status_code == 302
    held = answer_of(north)
    assert (held.ends_before_earliest, held.ends_before_latest) == (date(2026, 3, 1), date(2026, 4, 1))
    assert (held.end_reason, held.exit_cost_gbp) == ("The contract ran out.", 12_500)


@pytest.mark.parametrize("decision", ["we dispute this", "not ours"])
def test_a_dispute_says_why(sit: Sit, north: Return, decision: str) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    assert browser.post(LINE, {"decision": decision, "seen": "1"}).status_code == 422
    browser.post(LINE, {"decision": decision, "why": "We left in 2019.", "seen": "1"})
    assert (answer_of(north).decision, answer_of(north).why) == (decision, "We left in 2019.")


def test_a_change_holds_what_was_typed_and_leaves_the_rest(sit: Sit, north: Return) -> None:
    typed = {"decision": "change", "name": "Audit", "staff": "1,015", "partners": "South | Nobody Ltd", "seen": "1"}
    sit("north", SeatRole.CONTRIBUTOR).post(LINE, {**typed, "aims.quality": "yes", "starts_on": "2012"})
    held = answer_of(north)
    assert (held.staff, held.partners, held.aims) == (1015, ("south", "Nobody Ltd"), ("quality",))
    assert (held.starts_on_earliest, held.starts_on_latest) == (date(2012, 1, 1), date(2012, 12, 31))
    assert held.description == "One audit team."


@pytest.mark.parametrize(
    ("typed", "held"), [("South, North", ("south", "north")), ("South, Nobody Ltd", ("South, Nobody Ltd",))]
)
def test_partners_with_commas_between_are_told_apart_where_each_is_known(
    sit: Sit, north: Return, typed: str, held: tuple[str, ...]
) -> None:
    row = {"decision": "change", "name": "Audit", "partners": typed, "seen": "1"}
    sit("north", SeatRole.CONTRIBUTOR).post(LINE, row)
    assert answer_of(north).partners == held


def test_who_does_not_lead_answers_for_their_own_part_only(sit: Sit, south: Return) -> None:
    asked = only(south).asked
    south.lines.update(asked={**asked, "leads": ["north"]})
    browser = sit("south", SeatRole.CONTRIBUTOR)
    page = browser.get("/returns/2026/south/1").content.decode()
    assert "North Council leads this" in page
    assert 'id="description"' not in page
    typed = {"decision": "change", "role": "customer", "description": "Ours alone.", "seen": "1"}
    assert browser.post("/returns/2026/south/1", typed).status_code == 302
    assert (answer_of(south).role, answer_of(south).description) == ("customer", "One audit team.")


def test_a_saving_says_what_it_is_or_why_there_is_none(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    row = {"savings.0.year": "2025", "savings.0.amount_gbp": "£1.2m"}
    page = browser.post(LINE, {"decision": "still right", "seen": "1", **row}).content.decode()
    for words in ("must say how firm it is.", "must say what it is.", "must say whose saving it is."):
        assert words in page
    whole = {**row, "savings.0.rung": "achieved", "savings.0.kind": "recurring", "savings.0.scope": "whole"}
    both = {**whole, "savings.0.why_none": "not measured"}
    assert (
        "a reason why there is none, not both."
        in browser.post(LINE, {"decision": "still right", "seen": "1", **both}).content.decode()
    )
    none = {"savings.1.year": "2026", "savings.1.why_none": "too early to say"}
    evidence = {"savings.0.evidence": "north.example/report.pdf"}
    done = browser.post(LINE, {"decision": "still right", "seen": "1", **whole, **none, **evidence})
    assert done.status_code == 302
    first, second = savings_of(north)
    assert (first.year, first.amount_gbp, first.evidence) == (2025, 1_200_000, "https://north.example/report.pdf")
    assert (second.year, second.amount_gbp, second.why_none) == (2026, None, "too early to say")


def test_what_cannot_both_be_true_is_pointed_out_on_the_spot_and_kept(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    typed = {"decision": "change", "name": "Audit", "seen": "1", "savings.0.year": "2025"}
    amounts = {"amount_gbp": "90000", "rung": "achieved", "kind": "recurring", "scope": "whole"}
    total = {"year": "2024", "amount_gbp": "70000", "rung": "achieved", "kind": "cumulative", "scope": "whole"}
    typed |= {f"savings.0.{name}": value for name, value in amounts.items()}
    typed |= {f"savings.more.{name}": value for name, value in total.items()}
    done = browser.post(LINE, typed)
    assert done["Location"] == "/returns/2026/north/1?saved=yes#warnings"
    assert len(savings_of(north)) == 2
    page = browser.get(done["Location"]).content.decode()
    assert "£90,000 recurring in 2025/26 is more than all that was saved before it: £70,000 cumulative" in page


def test_of_two_at_once_neither_overwrites_and_both_are_shown(sit: Sit, north: Return) -> None:
    first, second = sit("north", SeatRole.COORDINATOR), sit("north", SeatRole.CONTRIBUTOR)
    assert first.post(LINE, {"act": "still right", "seen": "1"}).status_code == 302
    late = second.post(LINE, {**ENDED, "seen": "1"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Saved by coordinator@north.example" in page
    assert "The contract ran out." in page
    assert only(north).decision == "still right"
    assert 'name="seen" value="2"' in page
    assert second.post(LINE, {**ENDED, "seen": "2"}).status_code == 302
    assert only(north).decision == "ended"
    stale = second.post(LINE, {"act": "still right", "seen": "2"})
    assert stale.status_code == 409
    assert only(north).decision == "ended"


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999", "2"])
def test_a_form_that_says_no_version_or_another_saves_nothing(sit: Sit, north: Return, seen: str) -> None:
    assert sit("north", SeatRole.CONTRIBUTOR).post(LINE, {"act": "still right", "seen": seen}).status_code == 409
    assert only(north).version == 1


def test_an_answer_can_be_taken_back(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    browser.post(LINE, {"act": "still right", "seen": "1"})
    assert browser.post(LINE, {"act": "take back", "seen": "2"}).status_code == 302
    assert (only(north).decision, only(north).answer) == ("", {})
    assert [each.happened for each in north.chain.order_by("sequence")][-2:] == ["line answered", "answer taken back"]


def test_something_new_is_added_changed_and_taken_back(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    typed = {"name": "Legal", "services": "legal", "partners": "South Council", "role": "lead"}
    assert (
        "must say who else is in it."
        in browser.post("/returns/2026/north/new", {**typed, "partners": ""}).content.decode()
    )
    done = browser.post("/returns/2026/north/new", typed)
    assert done["Location"] == "/returns/2026/north#line-2"
    line = north.lines.get(number=2)
    assert (line.decision, line.answer["partners"]) == ("new", "south")
    assert "Legal" in browser.get("/returns/2026/north/2").content.decode()
    changed = {**typed, "name": "Legal services", "decision": "new", "seen": "1"}
    assert browser.post("/returns/2026/north/2", changed).status_code == 302
    assert north.lines.get(number=2).answer["name"] == "Legal services"
    browser.post("/returns/2026/north/2", {"act": "take back", "seen": "2"})
    assert north.lines.count() == 1


def test_hostile_words_are_shown_as_text(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.COORDINATOR)
    hostile = "<script>alert(1)</script>"
    browser.post(LINE, {"decision": "we dispute this", "why": hostile, "seen": "1"})
    for address in ("/returns/2026/north", LINE, "/returns/2026/north/sign"):
        assert hostile not in browser.get(address).content.decode()


def send_and_sign(of: Return) -> None:
    of.refresh_from_db()
    assert isinstance(services.send(of.pk, of.version, Act("person-1", BOSS.at)), Return)
    assert isinstance(services.sign(of.pk, of.version + 1, Act("person-2", BOSS.at)), Return)


def confirm(of: Return) -> None:
    line = only(of)
    given = still_right(from_texts(LineAnswer, line.asked["line"]))
    assert isinstance(services.answer(line.pk, line.version, given, Act("person-1", BOSS.at)), Line)


def test_a_second_person_signs(sit: Sit, north: Return) -> None:
    signatory = sit("north", SeatRole.SIGNATORY)
    signatory.post(LINE, {"act": "still right", "seen": "1"})
    north.refresh_from_db()
    assert signatory.post("/returns/2026/north/sign", {"act": "send", "seen": str(north.version)}).status_code == 302
    page = signatory.get("/returns/2026/north/sign").content.decode()
    assert "You sent it, so somebody else signs." in page
    own = signatory.post("/returns/2026/north/sign", {"act": "sign", "seen": str(north.version + 1)})
    assert own.status_code == 403
    north.refresh_from_db()
    assert north.stage == "waiting for a signature"


def test_what_changes_after_it_was_sent_must_be_sent_again(sit: Sit, north: Return) -> None:
    confirm(north)
    north.refresh_from_db()
    services.send(north.pk, north.version, Act("person-1", BOSS.at))
    browser = sit("north", SeatRole.SIGNATORY)
    seen = north.version + 1
    assert browser.post(LINE, {"act": "take back", "seen": "2"}).status_code == 302
    assert browser.post("/returns/2026/north/sign", {"act": "sign", "seen": str(seen)}).status_code == 409
    north.refresh_from_db()
    assert (north.stage, north.sent_by) == ("started", "")


def test_nothing_changes_in_what_was_submitted_until_it_is_opened_again(sit: Sit, north: Return) -> None:
    confirm(north)
    send_and_sign(north)
    browser = sit("north", SeatRole.COORDINATOR)
    assert browser.post(LINE, {"act": "take back", "seen": "2"}).status_code == 409
    north.refresh_from_db()
    reopened = browser.post(
        "/returns/2026/north/sign", {"act": "reopen", "seen": str(north.version), "why": "A slip."}
    )
    assert reopened.status_code == 302
    assert browser.post(LINE, {**ENDED, "seen": "2"}).status_code == 302
    line = only(north)
    assert line.signed is not None
    assert (line.signed["answer"]["decision"], line.answer["decision"]) == ("still right", "ended")


def test_declining_needs_a_reason_and_is_an_answer(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.COORDINATOR)
    assert browser.post("/returns/2026/north/decline", {"seen": "1", "why": " "}).status_code == 422
    assert browser.post("/returns/2026/north/decline", {"seen": "1", "why": "No staff this year."}).status_code == 302
    north.refresh_from_db()
    assert (north.stage, north.declined_why) == ("declined", "No staff this year.")
    assert "No staff this year." in browser.get("/returns/2026/north/sign").content.decode()


def test_after_the_close_corrections_are_taken_until_the_next_round_opens(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    assert close_round(north.round) is None
    assert close_round(north.round) is not None
    assert browser.post(LINE, {"act": "still right", "seen": "1"}).status_code == 302
    assert open_round(make_round(2027), BOSS) is None
    assert "takes no answers now" in browser.get(LINE).content.decode()
    assert browser.post(LINE, {"act": "take back", "seen": "2"}).status_code == 409
    assert browser.post("/returns/2027/north/1", {"act": "still right", "seen": "1"}).status_code == 302


def test_a_body_not_alive_or_not_of_a_kind_asked_is_not_asked(client: CheckedClient) -> None:
    early = make_round(census_on=date(1960, 1, 1))
    assert open_round(early, BOSS) is None
    assert open_round(make_round(2027, kinds=["county council"]), BOSS) is None
    assert open_round(make_round(2028, nations=["Wales"]), BOSS) is None
    assert not Return.objects.exists()
    assert open_round(early, BOSS) is not None


def test_a_draft_is_not_there_for_anybody(sit: Sit, north: Return) -> None:
    draft = make_round(2027)
    Return.objects.create(round=draft, body="north")
    browser = sit("north", SeatRole.COORDINATOR)
    assert browser.get("/returns/2027/north").status_code == 404
    assert "2027" not in browser.get("/returns").content.decode()


def test_a_body_downloads_all_that_is_held_about_it(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    browser.post(LINE, {"act": "still right", "seen": "1"})
    held = browser.get("/returns/2026/north/record.json")
    assert held.json()["lines"][0]["answer"]["decision"] == "still right"
    assert [each["happened"] for each in held.json()["events"]] == ["return opened", "line answered"]
    assert "contributor@north.example" not in held.content.decode()


def tamper(of: Return, how: str) -> None:
    events = Event.objects.filter(of=of)
    if how == "altered":
        events.filter(sequence=2).update(why="Something else.")
    elif how == "removed":
        events.filter(sequence=2).delete()
    elif how == "cut":
        events.filter(sequence=3).delete()
    elif how == "reordered":
        events.filter(sequence=2).update(sequence=9)
        events.filter(sequence=3).update(sequence=2)
        events.filter(sequence=9).update(sequence=3)
    elif how == "another actor":
        events.filter(sequence=1).update(actor="person-9")


@pytest.mark.parametrize("how", ["altered", "removed", "cut", "reordered", "another actor"])
def test_a_past_that_was_written_over_shows(team: CheckedClient, north: Return, how: str) -> None:
    confirm(north)
    north.refresh_from_db()
    services.send(north.pk, north.version, Act("person-1", BOSS.at))
    north.refresh_from_db()
    assert list(faults(north)) == []
    tamper(north, how)
    assert list(faults(north))
    assert "Its history was tampered with" in team.get("/team/rounds/2026/north").content.decode()


def test_times_of_events_are_said_in_one_zone(north: Return) -> None:
    assert {each.at[-6:] for each in north.chain.all()} == {"+00:00"}


def test_the_decision_words_have_a_line_each() -> None:
    asks = questions("1")
    for name in ("decision", "rung", "kind", "scope", "why_none", "aims"):
        assert set(asks.choices[name]) == {each.value for each in VOCABULARIES[name]}
    assert asks.years_asked(date(2026, 3, 31)) == [2024, 2025]
    assert asks.years_asked(date(2026, 4, 1)) == [2025, 2026]


def test_a_round_that_is_open_for_years_reminds_only_on_its_days() -> None:
    today = timezone.localdate()
    of = Round(stage="open", opens_on=today, closes_on=today + timedelta(days=20), reminder_days=[28, 14, 3])
    found = [reminder_due(of, today + timedelta(days=day)) for day in (0, 5, 6, 16, 17, 19, 20)]
    assert found == ["", "", "reminder 14", "reminder 14", "reminder 3", "reminder 3", ""]
