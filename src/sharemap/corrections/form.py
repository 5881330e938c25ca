"""Reads what was sent by the public form: a draft with every word kept, and all that stands against it. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sharemap.core.problem import Problem
from sharemap.core.web import is_web_address, with_scheme
from sharemap.corrections.choices import Kind

LONGEST = {
    "about": 300,
    "name": 200,
    "services": 1000,
    "partners": 2000,
    "says": 4000,
    "source_url": 2000,
    "source_words": 2000,
    "email": 254,
}
# Characters that print nothing and can make text read otherwise than it is written.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NEW_CELLS = ("name", "services", "partners")
"""What is asked of a new arrangement alone."""
MOST_LINKS = 3
_LINK = re.compile(r"https?:|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed, cleaned and no more. It may not be fit to be sent.

    `name`, `services`, `partners`: of a new arrangement, the last two one to a line.
    """

    about: str = ""
    kind: str = ""
    name: str = ""
    services: str = ""
    partners: str = ""
    says: str = ""
    source_url: str = ""
    source_words: str = ""
    email: str = ""

    def digest(self) -> str:
        """The same for the same words, however they are spaced; whoever sends them."""
        said = "\0".join(astuple(self)[:-1])
        return hashlib.sha256(" ".join(said.casefold().split()).encode()).hexdigest()


def clean(text: str) -> str:
    """Text without what cannot be seen, with plain line ends."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_of_this_site(about: str) -> bool:
    """Whether it is the path of a page of ours: no link here ever leads to another site."""
    plain = about == clean(about) and not re.search(r"[\s\\]", about)
    return plain and about.startswith("/") and not about.startswith("//") and len(about) <= LONGEST["about"]


def read_form(posted: Mapping[str, str]) -> tuple[Draft, list[Problem]]:
    """The draft, and everything that must be put right before it can be sent. What is not asked is not kept."""
    typed = {name: clean(posted.get(name, "")) for name in Draft.__dataclass_fields__}
    if typed["kind"] != Kind.NEW:
        typed |= dict.fromkeys(NEW_CELLS, "")
    typed["source_url"] = with_scheme(typed["source_url"])
    problems = list(_faults(Draft(**typed)))
    if typed["about"] and not is_of_this_site(typed["about"]):
        typed["about"] = ""
    return Draft(**typed), problems


def _faults(draft: Draft) -> Iterator[Problem]:
    if draft.about and not is_of_this_site(draft.about):
        yield Problem(
            "about", "says", "", "Only a page of this site can be corrected here.", "Say which one you mean."
        )
    if draft.kind not in list(Kind):
        yield Problem("kind", "kind", "", "Say what it is.", "Choose one.")
    if draft.kind == Kind.NEW and not draft.name:
        yield Problem(
            "name", "name", "", "Say what the new arrangement is called.", "A few words of your own will do."
        )
    if not draft.says:
        yield Problem("says", "says", "", "Say what is wrong or missing, and what is right.", "A sentence is enough.")
    if not draft.source_url and not draft.source_words:
        fix = "A web address or a few words, such as “I work there”."
        yield Problem("source", "source_url", "", "Say how you know.", fix)
    if draft.source_url and not is_web_address(draft.source_url):
        fix = "Copy it from your browser, or leave this empty and use your own words."
        needed = "A web address has no spaces and reads like https://example.org/page."
        yield Problem("url", "source_url", f"“{draft.source_url[:60]}”", needed, fix)
    if draft.email and not is_email(draft.email):
        fix = "Correct it, or leave it empty."
        yield Problem(
            "email", "email", f"“{draft.email[:60]}”", "An e-mail address reads like name@example.org.", fix
        )
    yield from _too_long(draft)
    texts = (draft.name, draft.services, draft.partners, draft.says, draft.source_words)
    links = len(_LINK.findall(" ".join(texts)))
    if links > MOST_LINKS:
        needed = f"At most {MOST_LINKS} web addresses may stand in the text."
        yield Problem("links", "says", f"{links}", needed, "Keep those that show it best.")


def _too_long(draft: Draft) -> Iterator[Problem]:
    for name, most in LONGEST.items():
        length = len(getattr(draft, name))
        if length > most and name != "about":
            needed = f"At most {most:,} characters can be sent here."
            yield Problem("long", name, f"{length:,} characters", needed, "Shorten it; you may send a second one.")


def is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
