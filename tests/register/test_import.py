"""What an import makes of sound records, and that it makes it once."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.fields import read_csv
from sharemap.core.period import parse_partial
from sharemap.register.importing.newcomers import slug_of
from sharemap.register.importing.tables import Tables, finish, write_tables
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Membership,
    Outcome,
    Question,
    Role,
    SharedService,
    Sighting,
    Source,
    State,
    Telling,
)
from tests.register.gathered_samples import gathered, imported, record, rows, small_data, snapshot


def partner(name: str, type_: str = "district", role: str = "partner") -> dict[str, str]:
    return {"name": name, "role": role, "type": type_}


def test_a_record_becomes_rows_that_say_what_it_says(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    code, _ = imported(data, gathered(tmp_path / "pass.jsonl", record()))
    assert code == 0
    (arrangement,) = rows(data, "arrangements", Arrangement)
    assert (arrangement.id, arrangement.slug) == ("a0001", "barford-and-carwell-shared-audit")
    assert arrangement.aliases == ("BCA",)
    assert (arrangement.starts_on_earliest, arrangement.starts_on_latest) == (date(2014, 4, 1), date(2014, 4, 30))
    assert arrangement.ends_before is None
    assert arrangement.staff == 12
    members = {each.body: each.role for each in rows(data, "memberships", Membership)}
    assert members == {"barford": Role.LEAD, "carwell": Role.PARTNER}
    assert [each.service for each in rows(data, "shared_services", SharedService)] == ["internal audit"]
    (claim,) = rows(data, "claims", Claim)
    assert (claim.amount_gbp, claim.year_from, claim.year_to, claim.body) == (90000, 2014, 2014, "barford")
    (source,) = rows(data, "sources", Source)
    assert (source.url, source.published, source.accessed) == ("https://barford.example/audit", "2020-05", "2026-11")
    assert rows(data, "citations", Citation) == [Citation("a0001", source.id, "")]
    (sighting,) = rows(data, "sightings", Sighting)
    assert (sighting.state, sighting.seen_on_earliest) == (State.LIVE, date(2020, 1, 1))
    (telling,) = rows(data, "tellings", Telling)
    assert (telling.gathering, telling.line) == ("pass", 1)
    assert (telling.arrangement, telling.outcome) == ("a0001", Outcome.TAKEN)


def test_a_dry_run_writes_nothing_and_says_the_same(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    path = gathered(tmp_path / "pass.jsonl", record())
    before = snapshot(data)
    _, tried = imported(data, path, commit=False)
    assert snapshot(data) == before
    _, done = imported(data, path)
    assert tried.splitlines()[:-1] == done.splitlines()[:-1]
    assert "nothing was written" in tried


def test_importing_twice_changes_not_one_byte(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    company = partner("Acme Ltd", "company")
    path = gathered(
        tmp_path / "pass.jsonl",
        record(),
        "",
        record(partners=[partner("Barford District Council"), company]),
        record(name="With a stranger", partners=[partner("Barford District Council"), partner("Nowhere Council")]),
        "{broken",
    )
    first, _ = imported(data, path)
    before = snapshot(data)
    second, report = imported(data, path)
    assert (first, second) == (1, 1)
    assert snapshot(data) == before
    assert "Known already and unchanged: 3." in report


def test_records_added_later_go_on_from_the_highest_number_ever_given(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    imported(data, gathered(tmp_path / "a.jsonl", record(), record()))
    imported(data, gathered(tmp_path / "b.jsonl", record()))
    found = rows(data, "arrangements", Arrangement)
    assert [each.id for each in found] == ["a0001", "a0002", "a0003"]
    assert len({each.slug for each in found}) == 3
    kept = [each for each in found if each.id != "a0003"]
    tables = Tables()
    tables.arrangements = kept
    tables.bodies = read_csv(data / "bodies" / "bodies.csv", Body)[0]
    tables.tellings = rows(data, "tellings", Telling)
    write_tables(tables, data)
    imported(data, gathered(tmp_path / "c.jsonl", record()))
    assert rows(data, "arrangements", Arrangement)[-1].id == "a0004"


def test_a_name_is_read_on_the_day_the_arrangement_began(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    partners = [partner("Barford District Council"), partner("Oldshire County Council", "county")]
    later = [partner("Barford District Council"), partner("Newshire Council", "unitary")]
    old = record(partners=partners, start="2014", as_of="2024", region="South West")
    lived_on = record(partners=later, start="2014", as_of="2024", region="South West")
    imported(data, gathered(tmp_path / "pass.jsonl", old, lived_on))
    members = {(each.arrangement, each.body): each.note for each in rows(data, "memberships", Membership)}
    assert members["a0001", "oldshire"] == ""
    assert members["a0002", "newshire"] == "read by the names of 2024-07-01"


def test_bodies_not_on_record_come_out_once_with_kind_and_source(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    both = [partner("Barford District Council"), partner("Carwell Borough Council")]
    one = record(partners=[*both, partner("Acme & Sons Ltd", "company"), partner("Four other councils")])
    two = record(partners=[*both, partner("ACME and Sons Ltd", "company"), partner("Barford Mercy NHS Trust", "nhs")])
    _, report = imported(data, gathered(tmp_path / "pass.jsonl", one, two))
    held = {each.key: each for each in read_csv(data / "bodies" / "bodies.csv", Body)[0]}
    assert held["acme-and-sons-ltd"].kind is BodyKind.COMPANY
    assert held["acme-and-sons-ltd"].source == "named in Barford, https://barford.example/audit"
    assert held["four-other-councils-in-barford-and-carwell-shared-audit"].kind is BodyKind.COLLECTIVE
    assert held["barford-mercy-nhs-trust"].kind is BodyKind.NHS
    assert "New bodies: 3" in report


def test_a_council_nobody_knows_is_asked_about_and_not_made_up(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    asked = record(partners=[partner("Barford District Council"), partner("Qxzvale Borough Council")])
    code, report = imported(data, gathered(tmp_path / "pass.jsonl", asked))
    (question,) = rows(data, "questions", Question)
    assert code == 0
    assert (question.line, question.arrangement, question.text) == (1, "a0001", "Qxzvale Borough Council")
    assert rows(data, "tellings", Telling)[0].outcome is Outcome.ASKED
    assert "“Qxzvale Borough Council”" in report


def test_a_body_named_twice_is_one_member(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    both = [partner("Barford District Council"), partner("Carwell Borough Council")]
    partners = [*both, partner("Barford", role="lead")]
    imported(data, gathered(tmp_path / "pass.jsonl", record(partners=partners)))
    members = {each.body: each for each in rows(data, "memberships", Membership)}
    assert members["barford"].role is Role.LEAD
    assert members["barford"].note == "also named as “Barford”, lead"


@pytest.mark.parametrize(
    ("others", "outcome"),
    [
        ([partner("Acme Ltd", "company")], Outcome.LEFT_OUT),
        ([partner("Norvale Services (owned by Carwell Borough Council)", "company")], Outcome.TAKEN),
        ([partner("Four other councils")], Outcome.TAKEN),
        ([partner("Barford Mercy NHS Trust", "nhs")], Outcome.TAKEN),
        ([partner("University of Barford", "university")], Outcome.TAKEN),
        ([], Outcome.TAKEN),
    ],
)
def test_only_what_public_bodies_share_is_taken(
    tmp_path: Path, others: list[dict[str, str]], outcome: Outcome
) -> None:
    data = small_data(tmp_path / "data")
    told = record(partners=[partner("Barford District Council"), *others])
    _, report = imported(data, gathered(tmp_path / "pass.jsonl", told))
    (telling,) = rows(data, "tellings", Telling)
    assert telling.outcome is outcome
    assert (outcome is Outcome.LEFT_OUT) == ("no sharing between public bodies" in report)


def test_a_single_body_that_shares_has_others_that_are_not_named(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    told = record(partners=[partner("Barford District Council")])
    imported(data, gathered(tmp_path / "pass.jsonl", told))
    assert {each.body for each in rows(data, "memberships", Membership)} == {
        "barford",
        "other-members-in-barford-and-carwell-shared-audit",
    }


@pytest.mark.parametrize(
    ("changes", "state", "seen"),
    [
        ({"status": "live", "as_of": "2026"}, State.LIVE, ("2026-01-01", "2026-11-25")),
        ({"status": "planned"}, State.PLANNED, ("2020-01-01", "2020-12-31")),
        ({"status": "unknown", "as_of": None}, State.UNCLEAR, ("2020-05-01", "2020-05-31")),
        ({"status": "ended"}, State.ENDED, ("2020-01-01", "2020-12-31")),
        ({"status": "ended", "end": "2022"}, State.LIVE, ("2020-01-01", "2020-12-31")),
        ({"status": "ended", "name": "Barford audit proposal"}, State.NOT_FORMED, ("2020-01-01", "2020-12-31")),
        (
            {"status": "ended", "name": "Barford audit plan", "end": "2019"},
            State.NOT_FORMED,
            ("2019-01-01", "2019-12-31"),
        ),
    ],
)
def test_a_status_is_a_sighting_in_its_year(
    tmp_path: Path, changes: dict[str, object], state: State, seen: tuple[str, str]
) -> None:
    data = small_data(tmp_path / "data")
    imported(data, gathered(tmp_path / "pass.jsonl", record(**changes)))
    (sighting,) = rows(data, "sightings", Sighting)
    assert sighting.state is state
    assert (str(sighting.seen_on_earliest), str(sighting.seen_on_latest)) == seen


def test_a_plan_that_came_to_nothing_has_neither_start_nor_end(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    imported(data, gathered(tmp_path / "pass.jsonl", record(name="Merger proposal", status="ended", end="2015")))
    (arrangement,) = rows(data, "arrangements", Arrangement)
    assert arrangement.starts_on is None
    assert arrangement.ends_before is None
    assert "talked of from 2014-04-01" in rows(data, "sightings", Sighting)[0].basis


def test_an_undated_telling_is_an_undated_sighting(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    source = {"url": "https://barford.example/", "published": None, "publisher": ""}
    imported(data, gathered(tmp_path / "pass.jsonl", record(as_of=None, sources=[source])))
    assert rows(data, "sightings", Sighting)[0].seen_on is None


def test_one_address_is_one_source_and_the_fuller_words_stay(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    url = "https://barford.example/audit"
    short = record(sources=[{"url": url, "published": "2020", "publisher": "Barford"}])
    full = record(sources=[{"url": url, "published": "2020-05-01", "publisher": "Barford Council"}])
    code, report = imported(data, gathered(tmp_path / "pass.jsonl", short, full))
    (source,) = rows(data, "sources", Source)
    assert code == 0
    assert (source.publisher, source.published) == ("Barford Council", "2020-05-01")
    assert "Warnings, source-told-differently: 2" in report
    assert len(rows(data, "citations", Citation)) == 2


def test_an_import_cut_short_while_replacing_files_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, cut = small_data(tmp_path / "whole"), small_data(tmp_path / "cut")
    path = gathered(tmp_path / "pass.jsonl", record())
    imported(whole, path)
    replaced: list[str] = []
    original = Path.replace

    def fails_at_third(self: Path, target: Path) -> Path:
        replaced.append(str(target))
        if len(replaced) == 3:
            raise OSError("no more")
        return original(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails_at_third)
        with pytest.raises(OSError, match="no more"):
            imported(cut, path)
    finish(cut)
    assert snapshot(cut) == snapshot(whole)


def test_an_import_cut_short_before_replacing_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = small_data(tmp_path / "data")
    imported(data, gathered(tmp_path / "a.jsonl", record()))
    before = {name: held for name, held in snapshot(data).items() if not name.startswith(".")}

    def full_disk(descriptor: int) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        with pytest.raises(OSError, match="disk full"):
            imported(data, gathered(tmp_path / "b.jsonl", record()))
    after = {name: held for name, held in snapshot(data).items() if not name.startswith(".")}
    assert after == before
    code, _ = imported(data, tmp_path / "b.jsonl")
    assert code == 0
    assert [each.id for each in rows(data, "arrangements", Arrangement)] == ["a0001", "a0002"]
    assert not [name for name in snapshot(data) if name.startswith(".")]


@given(st.text(max_size=200))
def test_a_slug_is_short_plain_and_not_yet_taken(name: str) -> None:
    slug = slug_of(name, ())
    assert slug == "-".join(slug.split("-"))
    assert 0 < len(slug) <= 80
    assert slug.isascii()
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert slug_of(name, {slug}) != slug
    assert len(slug_of(name, {slug})) <= 80


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_partial_day_always_holds_the_days_it_may_mean(day: date, form: str) -> None:
    bounds = parse_partial(day.strftime(form))
    assert bounds is not None
    assert bounds.earliest <= day <= bounds.latest
