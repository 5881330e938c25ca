"""Editions published before a table or a column there is today: read as blank, or refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sharemap.core.fields import fields_of
from sharemap.core.problem import Problem
from sharemap.editions.compare import Change, compare_editions
from sharemap.editions.cut import Naming, cut, make_current
from sharemap.editions.manifest import read_manifest
from sharemap.editions.on_day import Register, open_register
from sharemap.editions.read import Edition, read_edition
from sharemap.editions.standing import PUBLISHED
from sharemap.editions.tables import TABLES, empty_table, read_table, schema_of
from sharemap.explore.current import Current
from sharemap.explore.drafting import drafted
from tests.editions.publishing import tables
from tests.explore.world import TODAY

LATER_TABLES = ("crosswalk", "questions", "relations", "serves", "outlines", "published_figures")
LATER_COLUMNS = {
    "arrangements": "aliases",
    "bodies": "ends_before",
    "claims": "amount_from_gbp",
    "sources": "archived",
}
ALL_COLUMNS = [(name, field.name) for name, kind in TABLES.items() for field in fields_of(kind)]


def published(editions: Path, held: Mapping[str, pa.Table], name: str = "2026.1") -> Path:
    folder = cut(held, Naming(name, False, TODAY, "0" * 64, (800, 1500)), editions)
    make_current(folder, PUBLISHED)
    return folder


def without(columns: Mapping[str, str], absent: tuple[str, ...] = ()) -> dict[str, pa.Table]:
    held = {name: table for name, table in tables().items() if name not in absent}
    return held | {name: held[name].drop_columns([column]) for name, column in columns.items()}


def served(editions: Path) -> Edition:
    reading = Current(editions, PUBLISHED).reading()
    assert reading is not None
    return reading.edition


def test_the_columns_and_tables_that_are_left_out_here_are_there_today() -> None:
    assert {*LATER_TABLES} <= tables().keys()
    assert set(LATER_COLUMNS.items()) <= set(ALL_COLUMNS)


def test_a_table_that_it_was_published_without_reads_as_empty(tmp_path: Path) -> None:
    published(tmp_path, without({}, LATER_TABLES))
    edition = served(tmp_path)
    assert (edition.crosswalk, edition.serves, edition.published_figures) == ((), (), ())
    assert all(outlines == () for outlines in edition.outlines.values())
    assert [entry for entry in edition.entries if entry.questions or entry.relations] == []
    whole = read_edition(published(tmp_path / "whole", tables()))
    assert [entry.arrangement for entry in edition.entries] == [entry.arrangement for entry in whole.entries]


def test_a_column_that_it_was_published_without_reads_as_blank(tmp_path: Path) -> None:
    published(tmp_path, without(LATER_COLUMNS))
    edition = served(tmp_path)
    assert {entry.arrangement.aliases for entry in edition.entries} == {()}
    assert {body.ends_before for body in edition.bodies.values()} == {None}
    assert {claim.amount_from_gbp for entry in edition.entries for claim in entry.claims} == {None}
    assert {each.source.archived for entry in edition.entries for each in entry.evidence} == {""}


@pytest.mark.parametrize(("table", "column"), ALL_COLUMNS)
def test_any_column_reads_as_blank_or_is_named_in_the_refusal(tmp_path: Path, table: str, column: str) -> None:
    path = tmp_path / f"{table}.parquet"
    pq.write_table(tables()[table].drop_columns([column]), path)
    declared = schema_of(TABLES[table])
    kind, first = declared.field(column), declared.names[0]
    if kind.nullable or (column != first and column in _texts(table)):
        found = read_table(path, TABLES[table])
        assert found.schema.equals(declared)
        assert {str(value) for value in found[column].to_pylist()} <= {"None", "", "[]"}
        assert found.drop_columns([column]).equals(tables()[table].drop_columns([column]))
    else:
        with pytest.raises(ValueError, match=rf"{table}\.parquet has no column {column}, which may not be blank"):
            read_table(path, TABLES[table])


def _texts(table: str) -> set[str]:
    return {field.name for field in fields_of(TABLES[table]) if field.kind in (str, tuple)}


@pytest.mark.parametrize(
    ("columns", "absent", "said"),
    [
        ({"claims": "amount_gbp"}, (), "claims.parquet has no column amount_gbp"),
        ({"claims": "id"}, (), "claims.parquet has no column id"),
        ({}, ("arrangements",), "has no table arrangements"),
        ({}, ("statuses",), "has no table statuses"),
    ],
)
def test_what_must_say_something_is_refused_and_the_edition_before_is_served(
    tmp_path: Path, columns: dict[str, str], absent: tuple[str, ...], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    published(tmp_path, tables())
    published(tmp_path, without(columns, absent), "2026.2")
    assert served(tmp_path).name == "2026.1"
    assert said in caplog.text
    found = drafted(tmp_path, "2026.2", "", "2026.1")
    assert isinstance(found, Problem)
    assert said in str(found)


def test_its_figures_can_be_compared_with_a_later_ones(tmp_path: Path) -> None:
    earlier = open_register(published(tmp_path, without(LATER_COLUMNS, LATER_TABLES)))
    later = open_register(published(tmp_path, tables(), "2026.2"))
    assert isinstance(earlier, Register)
    assert isinstance(later, Register)
    change = compare_editions(earlier, later)
    assert isinstance(change, Change)
    assert (change.certain, change.possible) == (0, 0)


def test_a_register_without_what_figures_need_is_told_so(tmp_path: Path) -> None:
    found = open_register(published(tmp_path, without({}, ("memberships",))))
    assert "no table memberships" in str(found)


def test_a_file_that_is_gone_is_damage_and_no_table_of_later(tmp_path: Path) -> None:
    folder = published(tmp_path, tables())
    (folder / "questions.parquet").unlink()
    with pytest.raises(OSError, match="questions"):
        read_edition(folder)
    assert not isinstance(read_manifest(folder), Problem)


def test_an_empty_table_has_the_columns_of_today() -> None:
    for name, kind in TABLES.items():
        assert empty_table(kind).schema.names == tables()[name].schema.names


def test_the_claims_that_count_may_stand_in_a_table_beside_them(tmp_path: Path) -> None:
    claims = tables()["claims"]
    told = pa.table({"claim": claims.filter(claims["counts_once"])["id"]})
    earlier = published(tmp_path, without({"claims": "counts_once"}))
    pq.write_table(told, earlier / "counted_claims.parquet")
    register = open_register(earlier)
    assert isinstance(register, Register)
    assert register.tables["claims"] == claims
    assert read_edition(earlier).entries == read_edition(published(tmp_path, tables(), "2026.2")).entries
