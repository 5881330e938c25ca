"""Golden files of CSV, as different programs write it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from sharemap.returns.workbook.columns import LINES, SAVINGS
from sharemap.returns.workbook.template import template_csv
from tests.returns.golden.building import File, golden
from tests.returns.golden.given import GIVEN

HEAD = "name,decision,services,partners,why"
ROW = "Café Contrôl – “Parking”,new,parking,Westmarch | Southbury,"


@golden
def csv_of_arrangements_unchanged() -> File:
    return "arrangements.csv", template_csv(GIVEN, LINES).encode()


@golden
def csv_of_savings_unchanged() -> File:
    return "savings.csv", template_csv(GIVEN, SAVINGS).encode()


@golden
def csv_of_another_body() -> File:
    return "savings.csv", template_csv(replace(GIVEN, body="westmarch"), SAVINGS).encode()


@golden
def csv_in_windows_letters() -> File:
    return "shared.csv", f"{HEAD}\r\n{ROW}\r\n".encode("cp1252")


@golden
def csv_in_utf_8_with_a_mark() -> File:
    return "shared.csv", f"{HEAD}\r\n{ROW}\r\n".encode("utf-8-sig")


@golden
def csv_in_utf_16_with_tabs() -> File:
    return "shared.txt", f"{HEAD}\r\n{ROW}\r\n".replace(",", "\t").encode("utf-16")


@golden
def csv_with_semicolons() -> File:
    return "shared.csv", f"{HEAD}\n{ROW}\n".replace(",", ";").encode()


@golden
def csv_that_names_its_sign() -> File:
    return "shared.csv", f"sep=;\r\n{HEAD}\r\n{ROW}x\r\n".replace(",", ";").encode()


@golden
def csv_with_ragged_rows() -> File:
    return "shared.csv", f"{HEAD}\nLegal Practice,still right\n\n{ROW},,,,too,many\nShared Waste Service\n".encode()


@golden
def csv_with_lines_in_cells() -> File:
    return "shared.csv", f'{HEAD}\nLegal Practice,we dispute this,,,"First line\nsecond line"\nX,what,,,\n'.encode()


@golden
def csv_with_a_quote_that_never_ends() -> File:
    return "shared.csv", (f'{HEAD}\nLegal Practice,"still right,,,\n' + "x,y\n" * 50_000).encode()


@golden
def csv_that_is_no_text() -> File:
    return "shared.csv", bytes(range(256)) * 8


@golden
def csv_of_one_line() -> File:
    return "shared.csv", b"name,decision"


@golden
def csv_of_100_000_rows() -> File:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([column.name for column in SAVINGS.columns])
    for number in range(100_000):
        name, year = f"Service {number // 30}" if number % 1_000 else "", 1991 + number % 30
        amount = 1_000 + number if number % 3_001 else "lots"
        writer.writerow(
            ["", name, year, "", amount, "achieved", "recurring", "whole", "", f"file {number}: report.pdf", ""]
        )
    return "savings.csv", stream.getvalue().encode()


@golden
def csv_longer_than_it_may_be() -> File:
    return "savings.csv", b"name,decision\n" + b"x,new\n" * 100_001


@golden
def csv_made_safe_against_formulas() -> File:
    return "shared.csv", f"{HEAD}\nLegal Practice,change,'=audit,\"'+44 | b\",''\n".encode()
