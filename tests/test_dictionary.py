"""The dictionary says what is declared, of everything, and leads nowhere that is not there."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest

from sharemap.core.fields import Row, fields_of
from sharemap.dictionary import IN_DATA, IN_EDITION, PAGES, PLACE, dictionary, write_dictionary
from sharemap.register.rows import DeliveryModel

EVERY_ROW = list(dict.fromkeys([*IN_DATA, *IN_EDITION, *(row for parts in PAGES.values() for row in parts.values())]))
# Meanings that begin with a word of their column, written as it stands there.
ITS_OWN_WORDS = {"gss", "short", "constituent", "high", "police", "district"}


def sections() -> dict[str, str]:
    """The text under each heading of the third rank."""
    parts = re.split(r"^### (.+)$", dictionary(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_dictionary_is_up_to_date() -> None:
    assert PLACE.read_text(encoding="utf-8") == dictionary(), (
        "Declarations and docs/dictionary.md differ. To mend: sharemap dictionary"
    )


def test_every_column_of_every_table_stands_in_its_section() -> None:
    found = sections()
    for row_type, name in {**IN_DATA, **IN_EDITION}.items():
        table = Path(name).stem
        text = found[table] + found.get(f"{table} in an edition", "")
        for field in fields_of(row_type):
            assert f"| `{field.name}` |" in text, f"{name}: {field.name}"
            assert field.meaning.replace("|", "\\|") in text


def test_a_section_says_file_kind_blank_example_key_and_what_it_leads_to() -> None:
    text = dictionary()
    assert "| [sources](#sources) | `register/sources.csv` | `sources.parquet` |" in text
    assert "| [claims](#claims) | `register/claims.csv` |  |" in text
    assert "| [claims in an edition](#claims-in-an-edition) |  | `claims.parquet` |" in text
    assert "The columns of [claims](#claims), then:" in sections()["claims in an edition"]
    assert "| [areas](#areas) | `areas/areas.csv` |  |" in text
    assert "| [statuses](#statuses) |  | `statuses.parquet` |" in text
    claims = sections()["claims"]
    assert "No two rows have the same `id`." in claims
    assert "| `id` | text, at most 30 letters | no |" in claims
    assert "| `a0001-c1` |" in claims
    assert "| `year_from` | whole number | yes |" in claims
    assert "| `rung` | word: [Rung](#rung) | no |" in claims
    assert "- `body`: `key` of [bodies](#bodies), or blank" in claims


def test_words_stand_with_what_they_are_about() -> None:
    text = sections()["Delivery model"]
    assert (DeliveryModel.__doc__ or "") in text
    assert [line[2:] for line in text.splitlines() if line.startswith("- ")] == [word.value for word in DeliveryModel]


def test_what_a_page_adds_to_a_table_is_said_once() -> None:
    text = sections()["Listed arrangement"]
    assert "The columns of [arrangements](#arrangements), then:" in text
    assert "| `status_certain` |" in text
    assert "| `slug` |" not in text


def test_every_heading_is_of_its_own_and_every_link_leads_to_one() -> None:
    text = dictionary()
    anchors = [each.lower().replace(" ", "-") for each in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)]
    assert [each for each, times in Counter(anchors).items() if times > 1] == []
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    width = 0
    for line in dictionary().splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert cells == width or width == 0 or cells == 0, line
        width = cells


@pytest.mark.parametrize("row_type", EVERY_ROW, ids=lambda row_type: row_type.__name__)
def test_every_column_says_what_it_means_in_one_plain_phrase(row_type: type[Row]) -> None:
    for field in fields_of(row_type):
        first = re.split(r"\W", field.meaning, maxsplit=1)[0]
        assert first[:1].isupper() or first in ITS_OWN_WORDS, f"{field.name}: “{field.meaning}” needs a capital"
        assert not field.meaning.endswith((".", " ")), f"{field.name}: “{field.meaning}” needs no full stop"
    assert (row_type.__doc__ or "").endswith("."), f"{row_type.__name__} needs a sentence that says what it is"


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = StringIO()
    assert write_dictionary(tmp_path / "dictionary.md", out) == 0
    assert (tmp_path / "dictionary.md").read_text(encoding="utf-8") == dictionary()
    assert str(tmp_path) in out.getvalue()
