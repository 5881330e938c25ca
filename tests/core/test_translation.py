"""Modules without Django say English until a catalogue is put in; then what it says."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from django.utils import translation

from sharemap.core.translation import gettext, gettext_noop, ngettext, translate_by, value_text


class Loud(NullTranslations):
    """Says everything in capitals."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).upper()

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}: {message}".upper()


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    yield
    translate_by(translation)


def test_without_a_catalogue_it_is_english() -> None:
    translate_by(NullTranslations())
    assert (gettext("not known"), value_text("live")) == ("not known", "live")
    assert [ngettext("one", "many", number) for number in (1, 2)] == ["one", "many"]


def test_with_a_catalogue_it_says_what_that_says() -> None:
    translate_by(Loud())
    assert (gettext("not known"), value_text("live")) == ("NOT KNOWN", "REGISTER: LIVE")
    assert ngettext("one", "many", 2) == "MANY"
    assert gettext_noop("not known") == "not known"


def test_blank_stays_blank() -> None:
    # A catalogue gives its own header for a blank message.
    with translation.override("cy"):
        assert (gettext(""), value_text("")) == ("", "")
