"""Golden files that differ in what single cells hold."""

from __future__ import annotations

from datetime import date

from tests.returns.golden.building import FREE_LINE, File, golden, lines, savings

ACHIEVED = {"rung": "achieved", "kind": "recurring", "scope": "whole"}
NEW = {"decision": "new", "services": "parking", "partners": "Westmarch | Southbury"}


@golden
def amounts_in_short_form() -> File:
    return savings(
        {"year": "2019/20", "amount_gbp": "£1.2m", **ACHIEVED},
        {"year": "2020/21", "amount_gbp": "12k", **ACHIEVED},
        {"year": "2021/22", "amount_gbp": " £ 1.5 million ", **ACHIEVED},
    )


@golden
def amounts_that_can_be_read_two_ways() -> File:
    return savings(
        {"year": "2019/20", "amount_gbp": "1,2", **ACHIEVED},
        {"year": "2020/21", "amount_gbp": "£1m-£2m", **ACHIEVED},
        {"year": "2021/22", "amount_gbp": "about 300,000", **ACHIEVED},
        {"year": "2022/23", "amount_gbp": "1.234.567", **ACHIEVED},
    )


@golden
def amounts_with_pence_and_commas() -> File:
    return savings(
        {"year": "2019/20", "amount_gbp": "1,234.50", **ACHIEVED},
        {"year": "2020/21", "amount_gbp": 98765.43, **ACHIEVED},
        {"year": "2021/22", "amount_gbp": "£1,234,567", **ACHIEVED},
    )


@golden
def words_for_amounts() -> File:
    return savings(
        *({"year": 2019 + index, "amount_gbp": word} for index, word in enumerate(["n/a", "TBC", "-", "nil"]))
    )


@golden
def amounts_below_nought() -> File:
    return savings(
        {"year": "2019/20", "amount_gbp": -500, **ACHIEVED},
        {"year": "2020/21", "amount_gbp": "(1,200)", **ACHIEVED},
        {"year": "2021/22", "amount_gbp": "-£3k", **ACHIEVED},
    )


@golden
def amounts_beyond_belief() -> File:
    return savings(
        {"year": "2019/20", "amount_gbp": 5_000_000_000, **ACHIEVED},
        {"year": "2020/21", "amount_gbp": 250, **ACHIEVED},
        {"year": "2021/22", "amount_gbp": 0, **ACHIEVED},
        {"year": "2022/23", "amount_gbp": "9" * 40, **ACHIEVED},
    )


@golden
def amount_and_reason() -> File:
    return savings({"year": "2019/20", "amount_gbp": 90000, "why_none": "not measured", **ACHIEVED})


@golden
def rung_without_kind() -> File:
    return savings({"year": "2019/20", "amount_gbp": 90000, "rung": "achieved"}, {"year": 2020, "rung": "forecast"})


@golden
def reason_beside_a_rung() -> File:
    return savings({"year": "2019/20", "rung": "achieved", "why_none": "too early to say"})


@golden
def years_as_people_write_them() -> File:
    years = ["2019/20", "2020-21", 2021, "FY2022/23", "23/24", date(2024, 4, 1)]
    return savings(*({"year": year, "amount_gbp": 90000, **ACHIEVED} for year in years))


@golden
def years_that_are_none() -> File:
    years = ["2019/25", "last year", 19, "2021/22 to 2023/24", None, 1066, "2150"]
    return savings(*({"year": year, "amount_gbp": 90000, **ACHIEVED} for year in years))


@golden
def achieved_in_a_year_to_come() -> File:
    return savings({"year": "2028/29", "amount_gbp": 90000, **ACHIEVED})


@golden
def a_yearly_saving_over_several_years() -> File:
    return savings(
        {"year": "2019/20", "year_to": "2023/24", "amount_gbp": 90000, **ACHIEVED},
        {"year": "2023/24", "year_to": "2019/20", "amount_gbp": 90000, **ACHIEVED},
    )


@golden
def a_year_above_the_sum() -> File:
    total = {"rung": "achieved", "kind": "cumulative", "scope": "whole"}
    return savings(
        {"year": "2019/20", "year_to": "2022/23", "amount_gbp": 200000, **total},
        {"year": "2021/22", "amount_gbp": 300000, **ACHIEVED},
    )


@golden
def savings_told_twice() -> File:
    return savings(
        {"year": "2019/20", "amount_gbp": 90000, **ACHIEVED},
        {"year": "2019/20", "amount_gbp": 95000, **ACHIEVED},
        {"year": "2020/21", "amount_gbp": 80000, **ACHIEVED},
        {"year": "2020/21", "amount_gbp": 80000, **ACHIEVED},
    )


@golden
def savings_of_unknown_arrangements() -> File:
    return savings(
        {"arrangement": "a9999", "year": "2019/20", "amount_gbp": 90000, **ACHIEVED},
        {"arrangement": None, "year": "2019/20", "amount_gbp": 90000, **ACHIEVED},
        {"arrangement": None, "name": "legal practice", "year": "2019/20", "amount_gbp": 90000, **ACHIEVED},
    )


@golden
def words_a_little_different() -> File:
    return savings(
        {"year": "2019/20", "amount_gbp": 90000, "rung": " Actual ", "kind": "per annum", "scope": "Our Share"},
        {"year": "2020/21", "amount_gbp": 90000, "rung": "achived", "kind": "recuring", "scope": "hole"},
    )


@golden
def spaces_around_and_between() -> File:
    return lines({2: {"decision": "  still\u00a0right ", "name": "Marches Audit Partnership\u00a0 "}})


@golden
def decisions_as_people_write_them() -> File:
    return lines(
        {
            2: {"decision": "Yes"},
            3: {"decision": "ENDED", "ends_before_earliest": "31/12/2025", "end_reason": "Costs rose."},
            4: {"decision": "we dispute this", "why": "We left in 2020."},
            5: {"decision": "Not ours", "why": "It is Westmarch's."},
        }
    )


@golden
def decisions_that_are_none() -> File:
    return lines({2: {"decision": "maybe"}, 3: {"decision": "still rihgt"}, 4: {"decision": 7}})


@golden
def decisions_that_lack_what_they_need() -> File:
    return lines(
        {
            2: {"decision": "ended"},
            3: {"decision": "we dispute this"},
            4: {"decision": "not ours"},
            5: {"decision": "change"},
        }
    )


@golden
def still_right_but_changed() -> File:
    return lines({2: {"decision": "still right", "staff": 14, "description": "Something else."}})


@golden
def days_as_people_write_them() -> File:
    days = ["1/4/2014", "1st April 2014", "April 2014", 2014]
    return lines({row: {"decision": "change", "starts_on_earliest": day} for row, day in enumerate(days, 2)})


@golden
def days_as_people_write_them_too() -> File:
    days = ["2014/15", "2014-04-01", "01.04.14", 41730]
    return lines(
        {
            row: {"decision": "change", "starts_on_earliest": day, "starts_on_latest": None}
            for row, day in enumerate(days, 2)
        }
    )


@golden
def days_that_are_none() -> File:
    days = ["31 April 2014", "4/31/2014", "when it began", "0214-04-01"]
    return lines({row: {"decision": "change", "starts_on_earliest": day} for row, day in enumerate(days, 2)})


@golden
def days_out_of_order() -> File:
    return lines(
        {
            2: {"decision": "change", "starts_on_earliest": date(2015, 1, 1), "starts_on_latest": date(2014, 1, 1)},
            3: {"decision": "change", "starts_on_latest": date(2014, 1, 1)},
            4: {"decision": "ended", "ends_before_earliest": 2012, "end_reason": "Costs rose."},
            5: {"decision": "ended", "ends_before_earliest": date(2027, 1, 1), "end_reason": "It will."},
        }
    )


@golden
def a_new_arrangement() -> File:
    return lines({FREE_LINE: {"name": "Parking Partnership", **NEW, "aims": "Money, quality and skills"}})


@golden
def new_arrangements_that_say_too_little() -> File:
    return lines(
        {
            FREE_LINE: {"name": "Parking Partnership", "decision": "new"},
            FREE_LINE + 1: {"decision": "new", "services": "parking"},
            FREE_LINE + 2: {"name": "Another", "services": "parking"},
            FREE_LINE + 3: {"name": "shared waste service", **NEW},
            FREE_LINE + 4: {"name": "Markets", **NEW},
            FREE_LINE + 5: {"name": "MARKETS", **NEW, "services": "markets"},
            FREE_LINE + 6: {"arrangement": "a0003", "name": "Legal Practice", **NEW},
        }
    )


@golden
def unknown_identifiers() -> File:
    return lines(
        {2: {"arrangement": "a9999", "decision": "still right"}, 3: {"arrangement": None, "decision": "change"}}
    )


@golden
def one_column_sorted_alone() -> File:
    return lines({2: {"name": "Legal Practice"}, 4: {"name": "Marches Audit Partnership"}})


@golden
def an_arrangement_in_two_rows() -> File:
    row = {"arrangement": "a0002", "name": "Shared Waste Service"}
    return lines({FREE_LINE: {**row, "decision": "still right"}, FREE_LINE + 1: {**row, "decision": "ended"}})


@golden
def people_and_contacts() -> File:
    return lines(
        {
            2: {"decision": "change", "staff": "about 12", "contact": "jo.bloggs@example.gov.uk"},
            3: {"decision": "change", "staff": 12.6, "partners": "Westmarch, Southbury, Northbury"},
            4: {"decision": "change", "staff": -3, "partners": "Eastmarch District Council | Westmarch"},
            5: {"decision": "change", "exit_cost_gbp": "£20k", "aims": "money | fame"},
        }
    )


@golden
def a_text_too_long() -> File:
    return lines({2: {"decision": "change", "why": "long " * 500}, 3: {"decision": "change", "why": "long"}})


@golden
def cells_that_are_cleared() -> File:
    return lines(
        {
            2: {"decision": "change", "contact": "Clear", "starts_on_earliest": "clear", "starts_on_latest": None},
            3: {"decision": "change", "name": "clear", "contact": " clear "},
            4: {"decision": "change", "partners": "clear"},
            5: {"decision": "still right", "contact": "clear"},
        }
    )
