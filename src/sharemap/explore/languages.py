"""Which language a page speaks: its address says so. Addresses under /cy are Welsh, all others are English.

Pages are held in memory by address, so that neither a cookie nor what a browser prefers may choose the language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from sharemap.explore.middleware import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
WELSH = "cy"
ENGLISH = "en-GB"
_LANGUAGES = {ENGLISH: ("English", ""), WELSH: ("Cymraeg", f"/{WELSH}")}
"""What each calls itself, and what its addresses begin with."""


def in_welsh(view: View[P]) -> View[P]:
    """The view, saying in Welsh whatever goes through translation."""

    @wraps(view)
    def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with translation.override(WELSH):
            return view(request, *args, **kwargs)

    return answer


def language() -> str:
    """The language of the page that is being made, as `lang` writes it."""
    return WELSH if translation.get_language() == WELSH else ENGLISH


def prefix() -> str:
    """What the addresses of pages in this language begin with."""
    return _LANGUAGES[language()][1]


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one of its languages. `address`: the whole of it. `current`: it is the one that is being made."""

    language: str
    name: str
    path: str
    address: str
    current: bool


def alternates(request: HttpRequest) -> tuple[Alternate, ...]:
    """A page that there is in every language, in each, without what was asked of it."""
    path = request.path.removeprefix(prefix())
    return tuple(_alternate(request, each, path) for each in _LANGUAGES)


def _alternate(request: HttpRequest, its: str, path: str) -> Alternate:
    name, before = _LANGUAGES[its]
    return Alternate(its, name, before + path, request.build_absolute_uri(before + path), its == language())
