"""Synthetic registers: always the same, as declared, plainly synthetic, and derived by the rules of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.synthetic import AS_AT, CLAIMS_EACH, paths_of, register, write
from sharemap.core.fields import Row
from sharemap.editions import figures
from sharemap.editions.definitions import figure_definitions
from sharemap.editions.derive import running, statuses
from sharemap.editions.tables import TABLES, CountedClaim, read_rows, schema_of
from sharemap.register.counting import counted_once
from sharemap.register.rows import Claim

NUMBER = 200
Tables = Mapping[str, pa.Table]


@pytest.fixture(scope="module")
def made() -> Tables:
    return register(NUMBER, seed=7)


@pytest.fixture(scope="module")
def folder(made: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("synthetic")
    write(made, found)
    return found


@pytest.fixture(scope="module")
def rows(folder: Path) -> Mapping[type[Row], Iterable[Row]]:
    paths = paths_of(folder)
    names = ("arrangements", "sightings", "claims")
    return {TABLES[name]: cast(Iterable[Row], read_rows(paths[name], TABLES[name])) for name in names}


def column(made: Tables, name: str, of: str) -> list[Any]:
    found: list[Any] = made[name][of].to_pylist()
    return found


def test_the_same_seed_gives_the_same_tables(made: Tables) -> None:
    assert register(NUMBER, seed=7) == made
    assert register(NUMBER, seed=8) != made


@pytest.mark.parametrize("name", register(1))
def test_a_table_is_as_declared_and_says_that_it_is_synthetic(made: Tables, name: str) -> None:
    assert made[name].schema.equals(schema_of(TABLES[name]))
    assert b"synthetic" in made[name].schema.metadata
    made[name].validate(full=True)
    assert not any(made[name][field.name].null_count for field in made[name].schema if not field.nullable)


def test_every_file_says_in_its_name_and_inside_that_it_is_synthetic(made: Tables, folder: Path) -> None:
    assert paths_of(folder).keys() == made.keys()
    for file in folder.iterdir():
        assert file.name.startswith("synthetic-")
        assert b"no such body" in pq.read_schema(file).metadata[b"synthetic"]


def test_whatever_has_a_name_says_that_it_is_synthetic(made: Tables) -> None:
    names = column(made, "arrangements", "name") + column(made, "bodies", "name")
    assert all(name.startswith("Synthetic ") for name in names)
    assert column(made, "arrangements", "name")[0] == "Synthetic arrangement 0000001"
    assert {name.rstrip("0123456789") for name in column(made, "bodies", "name")} == {
        "Synthetic council ",
        "Synthetic body ",
    }


def test_identifiers_are_unique_and_every_reference_leads_to_one(made: Tables) -> None:
    keys = {
        "arrangement": column(made, "arrangements", "id"),
        "body": column(made, "bodies", "key"),
        "claim": column(made, "claims", "id"),
    }
    for kind, held in keys.items():
        assert len(set(held)) == len(held)
        for name, table in made.items():
            if kind in table.column_names and (name, kind) != ("claims", "body"):
                assert set(column(made, name, kind)) <= set(held), (name, kind)
    assert len(keys["claim"]) == NUMBER * CLAIMS_EACH


def test_bodies_are_of_all_kinds_and_days_known_in_all_ways(made: Tables) -> None:
    assert len(set(column(made, "bodies", "kind"))) == 24
    spans = {
        (last - first).days if first else None
        for first, last in zip(
            *(column(made, "arrangements", f"starts_on_{end}") for end in ("earliest", "latest")), strict=True
        )
    }
    assert {None, 0, 30, 364} <= spans


def test_statuses_and_what_ran_follow_the_rules(made: Tables, rows: Mapping[type[Row], Iterable[Row]]) -> None:
    wanted = [
        (row.arrangement, word, len(row.possible) == 1)
        for row in statuses(rows, AS_AT)
        for word in sorted(row.possible)
    ]
    assert list(zip(*made["possible_statuses"].to_pydict().values(), strict=True)) == wanted
    ran = [(row.arrangement, row.certain) for row in running(rows, AS_AT)]
    assert list(zip(*made["running"].to_pydict().values(), strict=True)) == ran


def test_the_claims_that_count_follow_the_rules(made: Tables, rows: Mapping[type[Row], Iterable[Row]]) -> None:
    told = zip(column(made, "claims", "id"), column(made, "claims", "counts_once"), strict=True)
    counted = {claim for claim, counts in told if counts}
    assert counted == counted_once(cast(Iterable[Claim], rows[CountedClaim]))
    assert 0.5 < len(counted) / (NUMBER * CLAIMS_EACH) < 1


def test_figures_are_the_same_from_files_as_from_tables_and_with_or_without_contributions(
    made: Tables, folder: Path
) -> None:
    whole = figures.compute(made, AS_AT)
    lean = figures.compute(paths_of(folder), AS_AT, contributions=False)
    assert (lean.contributions, lean.parts.num_rows) == (None, 0)
    assert whole.parts.num_rows > 1000
    assert (lean.figures, lean.breakdowns) == (whole.figures, whole.breakdowns)
    assert {row.figure for row in lean.figures} == {each.name for each in figure_definitions()}
    assert len(set(column({"breakdowns": lean.breakdowns}, "breakdowns", "figure"))) > 20


def test_the_sql_reaches_no_file_but_those_given(made: Tables, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = paths_of(folder)["sightings"]
    peek = f"create view peek as select * from read_parquet('{other}')"
    monkeypatch.setattr("sharemap.editions.figures.engine.views_of", lambda queries: [peek])
    given = {name: path for name, path in paths_of(folder).items() if path != other}
    for tables in (made, given):
        with pytest.raises(duckdb.PermissionException):
            figures.compute(tables, AS_AT, ["arrangements-live"])
