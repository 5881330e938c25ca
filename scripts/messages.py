"""Writes anew what the catalogues of translations hold: every message of templates, code and the register's lists.

`make messages` keeps what is translated, adds what is new, empty, and drops what no page says any more.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.postcodes import Beyond
from sharemap.bodies.rows import BodyKind
from sharemap.core.translation import OF_THE_REGISTER
from sharemap.explore.place import NOT_NAMED
from sharemap.explore.standing import layer_words
from sharemap.register.rows import Confidence
from sharemap.register.status import StatusWord

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "src" / "sharemap"
CATALOGUES = sorted((CODE / "locale").glob("*/LC_MESSAGES/django.po"))
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_noop": None, "gettext_lazy": None}

Found = tuple[str, str | tuple[str, str], str | None]
"""Where a message stands, itself or its singular and plural, and its context."""


def main() -> int:
    """Write every catalogue."""
    for place in CATALOGUES:
        place.write_bytes(refreshed(place.read_bytes()))
        print(f"{place.relative_to(ROOT)}: written")
    return 0


def refreshed(catalogue: bytes) -> bytes:
    """A catalogue with the messages of today, and the translations that it has of them."""
    held = read_po(BytesIO(catalogue))
    held.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    written = BytesIO()
    write_po(written, held, ignore_obsolete=True, include_lineno=False)
    return written.getvalue()


def template() -> Catalog:
    """Every message that a page may say, in the order of files."""
    catalogue = Catalog()
    for place, message, context in (*in_files(), *in_lists()):
        catalogue.add(message, locations=[(place, 1)], context=context)
    return catalogue


def in_files() -> Iterator[Found]:
    """The messages of templates and of code."""
    for path in sorted([*CODE.rglob("*.html"), *CODE.rglob("*.py")]):
        text = path.read_text(encoding="utf-8")
        code = _as_python(text) if path.suffix == ".html" else text
        place = path.relative_to(CODE).as_posix()
        for _, function, message, _ in extract_python(BytesIO(code.encode()), KEYWORDS, (), {}):
            yield from _found(place, function, message)


def _as_python(template: str) -> str:
    """The messages of a template as calls, without its indents, which are not those of Python."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def _found(place: str, function: object, message: object) -> Iterator[Found]:
    match function, message:
        case ("pgettext", (str(context), str(said))):
            yield place, said, context
        case (_, (str(one), str(many), *_)):
            yield place, (one, many), None
        case (_, str(said)) if said:
            yield place, said, None


def in_lists() -> Iterator[Found]:
    """Words and names that pages take from the register's lists: those of bodies only where they are Welsh."""
    for enum in (BodyKind, StatusWord, Confidence, Beyond):
        yield from _values(enum.__name__, (each.value for each in enum))
    yield from _values("Layer", map(layer_words, Layer))
    services = _rows("services/services.csv")
    yield from _values("services.csv", [NOT_NAMED.name, *(row["name"] for row in services)])
    bodies = _rows("bodies/bodies.csv")
    yield from _values("bodies.csv", sorted({row["region"] or row["nation"] for row in bodies} - {""}))
    welsh = [row for row in bodies if row["nation"] == "Wales"]
    yield from _values("bodies.csv", (row[column] for row in welsh for column in ("name", "short_name")))


def _values(place: str, values: Iterable[str]) -> Iterator[Found]:
    return ((place, value, OF_THE_REGISTER) for value in values)


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    settings.configure()
    sys.exit(main())
