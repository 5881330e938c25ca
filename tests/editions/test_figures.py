"""Every figure and breakdown agrees with a recount from the rows, on the real register and on made-up ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharemap.bodies.areas import outlines
from sharemap.core.fields import Row
from sharemap.editions import figures
from sharemap.editions.build import build_tables
from sharemap.editions.definitions import (
    Definition,
    Dimension,
    Reducer,
    Subject,
    dimension_definitions,
    figure_definitions,
    read_dimension,
    read_figure,
)
from sharemap.editions.derive import derived
from sharemap.editions.tables import TABLES, to_arrow
from sharemap.register.data import Data
from sharemap.register.rows import Claim
from tests.editions.recount.dimensions import DIMENSIONS
from tests.editions.recount.facts import Facts
from tests.editions.recount.figures import FIGURES, Contributions
from tests.editions.recount.reducing import Cell, Divider, Value, value, whole
from tests.editions.recount.registers import DERIVED, NOWHERE, Register, registers

Tables = Mapping[str, pa.Table]
UNITS = {"arrangements", "bodies", "claims", "councils", "memberships", "people", "pounds", "years"}
FIGURE_FILES = {each.name: each for each in figure_definitions()}
DIMENSION_FILES = {each.name: each for each in dimension_definitions()}
LEADS_TO = {
    Subject.ARRANGEMENT: {Subject.ARRANGEMENT},
    Subject.BODY: {Subject.BODY},
    Subject.CLAIM: {Subject.CLAIM, Subject.ARRANGEMENT},
    Subject.MEMBERSHIP: {Subject.ARRANGEMENT, Subject.BODY},
}


@pytest.fixture(scope="module")
def tables(data: Data, data_folder: Path) -> Tables:
    return build_tables(data.rows, outlines.read(data_folder / "areas" / "areas.topojson"), data.as_at)


def rows_of(tables: Tables, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tables[name].to_pylist()
    return found


def contributions(tables: Tables) -> dict[str, Contributions]:
    """What contributes to each figure; a subject that comes twice fails."""
    found: dict[str, Contributions] = {name: {} for name in FIGURE_FILES}
    for row in rows_of(tables, "contributions"):
        assert row["subject"] not in found[row["figure"]], row
        found[row["figure"]][row["subject"]] = (row["certain"], row["value"])
    return found


def figure_value(row: dict[str, Any]) -> Value:
    return rounded((row["low"], row["high"], row["certain"], row["possible"]))


def rounded(found: Value) -> Value:
    """Two ways to halve a sum may differ in its last digits."""
    low, high, *numbers = (each if each is None else round(each, 9) for each in found)
    return low, high, *numbers  # type: ignore[return-value]  # the counts stay counts


def agrees(tables: Tables, rows: Mapping[type[Row], Any], day: date) -> None:
    """Hold the parts, the contributions, the values and the breakdowns of an edition against the recount."""
    divider = Divider(Facts(rows, day))
    parts = [(r["dimension"], r["subject"], r["part"], r["certain"]) for r in rows_of(tables, "parts")]
    assert len(set(parts)) == len(parts)
    assert set(parts) == {
        (name, subject, part, certain)
        for name, held in divider.parts.items()
        for subject, found in held.items()
        for part, certain in found.items()
    }
    made, broken = contributions(tables), breakdowns(tables)
    for row in rows_of(tables, "figures"):
        name = row["figure"]
        again = FIGURES[name].contributions(divider.facts)
        assert made[name] == again, name
        assert figure_value(row) == rounded(whole(name, again)), name
        cells = divider.breakdowns(name, again, row["dimensions"])
        assert broken.get(name, {}) == {cell: rounded(found) for cell, found in cells.items()}, name


def breakdowns(tables: Tables) -> dict[str, dict[Cell, Value]]:
    found: dict[str, dict[Cell, Value]] = {}
    for row in rows_of(tables, "breakdowns"):
        cells = found.setdefault(row["figure"], {})
        cell = row["split"], row["dimension"], row["part"]
        assert cell not in cells, row
        cells[cell] = figure_value(row)
    return found


def test_every_figure_of_the_real_register_agrees_with_a_recount(tables: Tables, data: Data) -> None:
    agrees(tables, data.rows, data.as_at)


@pytest.mark.parametrize("day", [date(2012, 4, 1), date(2019, 12, 31)])
def test_every_figure_of_an_earlier_day_agrees_with_a_recount(data: Data, day: date) -> None:
    agrees(build_tables(data.rows, NOWHERE, day), data.rows, day)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(registers())
def test_every_figure_of_a_made_up_register_agrees_with_a_recount(made: Register) -> None:
    agrees(build_tables(made.rows, NOWHERE, made.day), made.rows, made.day)


def test_every_file_has_a_recount_that_says_the_same() -> None:
    files = {name: (each.reducer.value, each.split) for name, each in FIGURE_FILES.items()}
    assert files == {name: (each.reducer, each.split) for name, each in FIGURES.items()}
    divisions = {name: (each.subject.value, each.adds) for name, each in DIMENSION_FILES.items()}
    assert divisions == {name: (each.subject, each.adds) for name, each in DIMENSIONS.items()}


@pytest.mark.parametrize("each", FIGURE_FILES.values(), ids=FIGURE_FILES)
def test_a_figure_says_all_that_a_reader_needs(each: Definition) -> None:
    assert each.title
    assert each.method.endswith(".")
    assert each.unit in UNITS
    assert each.dimensions
    assert len(set(each.dimensions)) == len(each.dimensions)
    for name in (*each.dimensions, *([each.split] if each.split else [])):
        assert DIMENSION_FILES[name].subject in LEADS_TO[each.subject], name
    if each.split:
        split = DIMENSION_FILES[each.split]
        assert split.subject is Subject.CLAIM
        assert split.adds or each.reducer in (Reducer.COUNT, Reducer.SUM), "its parts overlap"
    assert not each.population or FIGURE_FILES[each.population].subject is each.subject


@pytest.mark.parametrize("each", DIMENSION_FILES.values(), ids=DIMENSION_FILES)
def test_a_dimension_says_how_it_divides_and_is_used(each: Dimension) -> None:
    assert each.title
    assert each.method.endswith(".")
    assert any(each.name in (*figure.dimensions, figure.split) for figure in FIGURE_FILES.values())


def test_a_file_without_its_headings_is_refused() -> None:
    with pytest.raises(ValueError, match=r"odd\.sql must begin with title, unit"):
        read_figure("odd", "-- title: Odd\nselect 1\n")
    with pytest.raises(ValueError, match=r"odd\.sql must begin with title, subject"):
        read_dimension("odd", "select 1\n")


def test_a_claim_with_a_word_that_is_none_of_the_lists_is_refused(tables: Tables, data: Data) -> None:
    claims = tables["claims"]
    strange = pa.array(["promised", *claims["rung"].to_pylist()[1:]])
    changed = claims.set_column(claims.column_names.index("rung"), "rung", strange)
    with pytest.raises(ValueError, match="A claim has a rung that is none of these: "):
        figures.compute({**tables, "claims": changed}, data.as_at, only=["claims-known"])


def test_contributions_give_the_value_by_the_reducer_that_is_stated(tables: Tables) -> None:
    made = contributions(tables)
    for row in rows_of(tables, "figures"):
        low, high, certain, possible = value(row["reducer"], list(made[row["figure"]].values()))
        assert (row["certain"], row["possible"]) == (certain, possible)
        assert row["split"] or rounded((low, high, certain, possible)) == figure_value(row), row["figure"]


def test_what_contributes_is_in_the_register_and_in_the_population(tables: Tables) -> None:
    made = contributions(tables)
    pairs = {f"{row['arrangement']}/{row['body']}" for row in rows_of(tables, "memberships")}
    held = {
        Subject.ARRANGEMENT: set(tables["arrangements"]["id"].to_pylist()),
        Subject.BODY: set(tables["bodies"]["key"].to_pylist()),
        Subject.CLAIM: set(tables["claims"]["id"].to_pylist()),
        Subject.MEMBERSHIP: pairs,
    }
    for name, each in FIGURE_FILES.items():
        assert made[name].keys() <= held[each.subject], name
        if each.population:
            assert made[name].keys() <= made[each.population].keys(), name
            sure = {key for key, (certain, _) in made[each.population].items() if certain}
            assert {key for key, (certain, _) in made[name].items() if certain} <= sure, name


def test_a_subject_lies_in_one_part_of_a_dimension_that_adds(tables: Tables) -> None:
    key = {
        Subject.ARRANGEMENT: ("arrangements", "id"),
        Subject.BODY: ("bodies", "key"),
        Subject.CLAIM: ("claims", "id"),
    }
    for name, each in DIMENSION_FILES.items():
        parts = [row for row in rows_of(tables, "parts") if row["dimension"] == name]
        table, column = key[each.subject]
        if each.adds:
            assert sorted(row["subject"] for row in parts) == sorted(tables[table][column].to_pylist()), name
            assert all(row["certain"] for row in parts), name
        assert all(row["part"] for row in parts), name


def test_the_parts_of_a_dimension_that_adds_make_up_the_whole(tables: Tables) -> None:
    wholes = {(row["figure"], ""): figure_value(row) for row in rows_of(tables, "figures") if not row["split"]}
    broken = breakdowns(tables)
    wholes |= {
        (name, cell[0]): found for name, cells in broken.items() for cell, found in cells.items() if not cell[1]
    }
    checked = 0
    for (name, split), found in wholes.items():
        for dimension in FIGURE_FILES[name].dimensions:
            if DIMENSION_FILES[dimension].adds and FIGURE_FILES[name].reducer in ("count", "sum"):
                cells = [held for cell, held in broken.get(name, {}).items() if cell[:2] == (split, dimension)]
                assert [sum(column) for column in zip(*cells, strict=True)] == (list(found) if cells else []), name
                assert cells or found[3] == 0
                checked += 1
    assert checked > 20


def test_where_parts_overlap_they_say_more_than_the_whole(tables: Tables) -> None:
    """The reason why parts that do not add are marked so."""
    broken = breakdowns(tables)["arrangements-known"]
    (whole_of,) = (row for row in rows_of(tables, "figures") if row["figure"] == "arrangements-known")
    assert sum(found[3] for cell, found in broken.items() if cell[1] == "service") > whole_of["possible"]


def shuffled(table: pa.Table) -> pa.Table:
    order = list(range(table.num_rows))
    Random(7).shuffle(order)
    return table.take(pa.array(order, pa.int64()))


def test_the_order_of_rows_changes_nothing(tables: Tables, data: Data) -> None:
    made = {"dimensions", "parts", "figures", "breakdowns", "contributions"}
    given = {name: shuffled(table) for name, table in tables.items() if name not in made}
    for again in (figures.compute(given, data.as_at), figures.compute(given, data.as_at)):
        assert again.parts == tables["parts"]
        assert again.contributions == tables["contributions"]
        assert to_arrow(again.dimensions, TABLES["dimensions"]) == tables["dimensions"]
        assert to_arrow(again.figures, TABLES["figures"]) == tables["figures"]
        assert again.breakdowns == tables["breakdowns"]


@settings(max_examples=200)
@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_that_is_derived(made: Register, random: Random) -> None:
    again = {kind: random.sample(rows, len(rows)) for kind, rows in made.rows.items()}
    assert derived(again, made.day) == derived(made.rows, made.day)


def test_one_figure_alone_is_the_same_as_among_all(tables: Tables, data: Data) -> None:
    given = {name: table for name, table in tables.items() if name not in ("parts", "figures", "breakdowns")}
    alone = figures.compute(given, data.as_at, only=["councils-sharing"], contributions=False)
    assert alone.contributions is None
    (row,) = (each for each in rows_of(tables, "figures") if each["figure"] == "councils-sharing")
    assert to_arrow(alone.figures, TABLES["figures"]).to_pylist() == [row]


def test_an_empty_register_has_counts_of_nothing_and_no_sums() -> None:
    kinds: tuple[type[Row], ...] = (Claim, *TABLES.values())
    rows: dict[type[Row], list[Row]] = {kind: [] for kind in kinds if kind not in DERIVED}
    for row in rows_of(build_tables(rows, NOWHERE, date(2026, 11, 25)), "figures"):
        nothing = 0 if row["reducer"] == "count" else None
        assert figure_value(row) == (nothing, nothing, 0, 0), row["figure"]
