"""The catalogues hold every word of the pages, and the pages no word beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import GNUTranslations
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType

from scripts.messages import CATALOGUES, CODE, refreshed
from tests.conftest import ROOT

TEMPLATES = sorted(CODE.rglob("*.html"))
WORDY = ("alt", "aria-label", "data-label", "label", "placeholder", "title")
"""Attributes that people read or hear."""
NAMES = {"Sharemap", "CSV", "Excel", "GeoJSON", "JSON", "Parquet", "PNG", "SVG"}
"""What is called the same in every language."""
PLAIN = ("code", "pre", "script", "textarea")
"""Elements whose text is for machines."""
WORD = re.compile(r"[^\W\d_]{2,}")
FILTERED = re.compile(r"""\|(?:add|default|pluralize|plural|yesno):"[^"]*[A-Za-z]{2}""")
GIVEN = re.compile(r"""\b(?:caption|csv_holds|json_holds|label|note|title|what)=["']""")


class Bare(HTMLParser):
    """Gathers what is said outside translation."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open += [tag] if tag in PLAIN else []
        said = [value for name, value in attrs if name in WORDY]
        if tag == "meta" and ("name", "description") in attrs:
            said.append(dict(attrs)["content"])
        for value in said:
            self._look(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._open:
            self._look(data)

    def _look(self, said: str) -> None:
        words = said.strip(" \n–:;,.()")
        if WORD.search(words) and words not in NAMES:
            self.found.append(words)


def bare_words(template: str) -> list[str]:
    """What a template says outside translation tags, and words that its tags and filters are given untranslated."""
    page = Bare()
    page.feed("".join(_untranslated(template)))
    page.close()
    tags = re.findall(r"{%.*?%}|{{.*?}}", template)
    given = [tag for tag in tags if FILTERED.search(tag) or (tag.startswith("{% include") and GIVEN.search(tag))]
    # What is the value of an attribute in the page is no word of the page: map or list.
    return page.found + [tag for tag in given if "data-" not in tag and "picture.layout" not in tag]


def _untranslated(template: str) -> Iterator[str]:
    inside = ""
    for token in Lexer(template).tokenize():
        name = token.contents.split(" ")[0] if token.token_type is TokenType.BLOCK else ""
        if inside:
            inside = "" if name == f"end{inside}" else inside
        elif name in ("blocktranslate", "comment"):
            inside = name
        elif token.token_type is TokenType.TEXT:
            yield token.contents


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda place: str(place.parents[1].name))
def place(request: pytest.FixtureRequest) -> Path:
    """A catalogue's file."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="module")
def catalogue(place: Path) -> Catalog:
    return read_po(BytesIO(place.read_bytes()))


def translated(catalogue: Catalog) -> list[tuple[Message, list[str]]]:
    """Messages with what stands for them, one text or one for each form of number."""
    found = [(each, [each.string] if isinstance(each.string, str) else [*(each.string or ())]) for each in catalogue]
    return [(each, texts) for each, texts in found if each.id and any(texts)]


def test_there_is_a_catalogue() -> None:
    assert CATALOGUES


def test_the_catalogue_holds_the_messages_of_today(place: Path) -> None:
    assert refreshed(place.read_bytes()) == place.read_bytes(), "make messages brings it up to date"


def test_nothing_in_the_catalogue_is_guessed_or_half_done(catalogue: Catalog) -> None:
    assert [each.id for each in catalogue if each.fuzzy and each.id] == []
    assert [each.id for each, texts in translated(catalogue) if not all(texts)] == []
    plurals = [texts for each, texts in translated(catalogue) if each.pluralizable]
    assert plurals
    assert {len(texts) for texts in plurals} == {catalogue.num_plurals}


def parts(text: str) -> Counter[str]:
    """What a text must share with its translation: its tags, with their addresses, and its values."""
    return Counter(re.findall(r"<[^>]+>|%\(\w+\)[sd]", text))


def test_translations_keep_tags_and_values(catalogue: Catalog) -> None:
    wrong = []
    for message, texts in translated(catalogue):
        own = message.id if isinstance(message.id, str) else message.id[1]
        wrong += [text for text in texts if parts(text) != parts(own)]
    assert wrong == []


def test_no_message_is_broken_into_lines(catalogue: Catalog) -> None:
    # blocktranslate without `trimmed` would make the layout of a template a part of its words.
    assert [each.id for each in catalogue if "\n" in "".join(each.id)] == []


def test_what_is_served_is_what_stands_in_the_catalogue(place: Path, catalogue: Catalog) -> None:
    built = ROOT / "frontend" / "dist" / "locale" / place.relative_to(CODE / "locale").with_suffix(".mo")
    with built.open("rb") as file:
        served = GNUTranslations(file)
    for message, texts in translated(catalogue):
        if isinstance(message.id, str):
            said = served.pgettext(message.context, message.id) if message.context else served.gettext(message.id)
            assert said == texts[0]
        else:
            one, many = message.id
            assert {served.ngettext(one, many, number) for number in range(12)} == set(texts)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_template_says_nothing_outside_translation(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Bare words</p>", ["Bare words"]),
        ('<p>{% translate "Words" %}: {{ name }}, Sharemap</p>', []),
        ("<p>{{ name }} and more</p>", ["and more"]),
        ('<p aria-label="Bare"></p>', ["Bare"]),
        ("<p>{% blocktranslate %}A <b>few</b> words{% endblocktranslate %}</p><code>code</code>", []),
        ('{{ name|default:"nothing" }}', ['{{ name|default:"nothing" }}']),
        ('{{ name|default:_("nothing") }}', []),
        ('{% include "a.html" with title="Bare" %}', ['{% include "a.html" with title="Bare" %}']),
        ('{% include "a.html" with title=_("Said") %}', []),
    ],
)
def test_the_test_finds_bare_words(template: str, found: list[str]) -> None:
    assert bare_words(template) == found
