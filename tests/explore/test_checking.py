"""The check that every page goes through sees the faults it is there for."""

from __future__ import annotations

import html5lib.html5parser
import pytest

from tests.pages import check_page

GOOD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A – Sharemap</title></head>
<body><h1>A</h1><form><label for="q">Q</label><input id="q"></form></body></html>"""


def test_a_good_page_passes() -> None:
    check_page(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (' lang="en-GB"', "", "language"),
        ("<h1>A</h1>", "", "0 h1"),
        ("<h1>A</h1>", "<h1>A</h1><h1>A</h1>", "2 h1"),
        ("<h1>A</h1>", "<h1>B</h1>", "does not hold"),
        ('<label for="q">Q</label>', "", "without a label"),
        ("<h1>A", '<h1 id="q">A', "stands 2 times"),
        ("<h1>A", '<h1 style="color:red">A', "has style"),
        ("<h1>A", '<h1 onclick="x()">A', "has onclick"),
        ("</form>", "</form><script>x()</script>", "inline script"),
        ("</head>", "<style>a{}</style></head>", "inline style"),
        ("</form>", '</form><a href="#gone">x</a>', "leads nowhere"),
    ],
)
def test_each_fault_is_seen(old: str, new: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        check_page(GOOD.replace(old, new))


def test_broken_markup_is_seen() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        check_page(GOOD.replace("</form>", "</div></form>"))
