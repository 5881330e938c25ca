"""A column remembers what its texts say, and takes no value for another."""

from __future__ import annotations

from sharemap.core.spreadsheet.grid import Value
from sharemap.returns.cells.money import read_money
from sharemap.returns.cells.reading import BLANK, Reading
from sharemap.returns.workbook.readers import Remembered


def test_values_that_python_holds_equal_are_read_apart() -> None:
    reader = Remembered(read_money)
    cells: list[Value] = [1, True, 1.5, "1", None]
    assert [reader[raw].value for raw in cells] == [1, None, 2, 1, None]
    assert reader[True].trouble
    assert not reader[1].trouble
    assert reader[None] is BLANK


def test_a_text_is_read_once() -> None:
    asked: list[Value] = []

    def read(raw: Value) -> Reading:
        asked.append(raw)
        return Reading(raw)

    reader = Remembered(read)
    assert [reader["2024/25"].value for _ in range(3)] == ["2024/25"] * 3
    assert asked == ["2024/25"]
