"""The way to a catalogue of translations for modules that know no Django: English as written, until one is put in.

The site puts in Django's, which speaks the language of the page that is being made.
"""

from __future__ import annotations

from gettext import NullTranslations
from typing import Protocol


class Catalogue(Protocol):
    """What says words in another language."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, singular: str, plural: str, number: int, /) -> str: ...
    def pgettext(self, context: str, message: str, /) -> str: ...


_catalogue: Catalogue = NullTranslations()


def translate_by(catalogue: Catalogue) -> None:
    """From now on words are said by this catalogue, in the whole process."""
    global _catalogue
    _catalogue = catalogue


def gettext(message: str) -> str:
    """The message in the language of the page; blank stays blank."""
    return _catalogue.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that the number needs."""
    return _catalogue.ngettext(singular, plural, number)


def gettext_noop(message: str) -> str:
    """The message as it stands, marked for the catalogue: what says it translates it."""
    return message


def value_text(value: str) -> str:
    """A word or name that the register's own lists hold: a status, a kind of body, a service, a council of Wales."""
    return _catalogue.pgettext(OF_THE_REGISTER, str(value)) if value else ""


OF_THE_REGISTER = "register"
"""The context under which the catalogue holds values of the register; `scripts/messages.py` lists them."""
