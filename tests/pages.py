"""What every HTML page must hold to. `check_page` is run on every page that any test fetches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from django.http.response import HttpResponseBase
from django.test import Client

LABELLED = ("input", "select", "textarea")
NEEDS_NO_LABEL = ("hidden", "submit", "button")


def check_page(html: str) -> None:
    """Raise where a page is not valid HTML, or breaks a rule of the house that a machine can see."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(html)
    faults = [*_heading_faults(page), *_label_faults(page), *_id_faults(page), *_script_faults(page)]
    if not page.get("lang"):
        faults.append("the page names no language")
    assert not faults, "; ".join(faults)


def _heading_faults(page: Element) -> Iterator[str]:
    headings = [_text(each) for each in page.iter("h1")]
    title = _text(next(page.iter("title"), Element("title")))
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    elif not headings[0] or headings[0] not in title:
        yield f"the title “{title}” does not hold the heading “{headings[0]}”"


def _label_faults(page: Element) -> Iterator[str]:
    named = {each.get("for") for each in page.iter("label")}
    for name in LABELLED:
        for each in page.iter(name):
            labelled = each.get("id") in named or each.get("aria-label") or each.get("aria-labelledby")
            if not labelled and each.get("type") not in NEEDS_NO_LABEL:
                yield f"a {name} without a label: {each.attrib}"


def _id_faults(page: Element) -> Iterator[str]:
    ids = Counter(each.get("id") for each in page.iter() if each.get("id"))
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for each in page.iter("a"):
        href = each.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            yield f"{href} leads nowhere"


def _script_faults(page: Element) -> Iterator[str]:
    for each in page.iter():
        yield from (f"{each.tag} has {name}" for name in each.attrib if name == "style" or name.startswith("on"))
        # What is said to search engines is no script: nothing runs it.
        runs = each.tag == "script" and not each.get("src") and each.get("type") != "application/ld+json"
        if each.tag == "style" or runs:
            yield f"an inline {each.tag}"


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


class CheckedClient(Client):
    """Django's test client; every HTML page that it fetches is checked."""

    def request(self, **request: object) -> HttpResponseBase:  # type: ignore[override]
        response = super().request(**request)
        readable = not response.streaming and response.content and "Content-Encoding" not in response
        if readable and response["Content-Type"].startswith("text/html"):
            check_page(response.content.decode(response.charset))
        return response
