"""The release as Markdown, as a Word document, as JSON, and by command: all say the same."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from sharemap.bodies.rows import Body
from sharemap.explore.release.docx import docx
from sharemap.explore.release.render import as_json, markdown
from sharemap.explore.releasing import Asked, release_command
from sharemap.register.rows import Arrangement
from tests.explore.release.conftest import EARLIER, Drafted, served
from tests.explore.release.handmade import release_with, said
from tests.explore.release.reading import LINK, links
from tests.explore.world import HOSTILE, arrangements, bodies

SITE = "https://sharemap.example"


@pytest.mark.parametrize("name", ["small", "real", "pair"])
def test_the_word_document_says_the_same_sentences(name: str, request: pytest.FixtureRequest) -> None:
    drafted: Drafted = request.getfixturevalue(name)
    document = Document(BytesIO(docx(drafted.release, SITE)))
    paragraphs = [each.text for each in document.paragraphs]
    assert [each for each in said(drafted.release) if each not in paragraphs] == []
    assert paragraphs[0] == drafted.release.headline
    assert len(document.tables) == sum(len(section.tables) for section in drafted.release.sections)
    for each in drafted.release.left_out:
        assert each.brief in paragraphs


def test_the_tables_of_the_word_document_hold_the_same_cells(small: Drafted) -> None:
    document = Document(BytesIO(docx(small.release, SITE)))
    tables = [table for section in small.release.sections for table in section.tables]
    for drawn, table in zip(document.tables, tables, strict=True):
        cells = [["".join(part.text for part in each) for each in row] for row in table.rows]
        assert [[cell.text for cell in row.cells] for row in drawn.rows] == [list(table.heads), *cells]


def test_every_number_of_the_word_document_is_a_link_to_the_site(small: Drafted) -> None:
    document = Document(BytesIO(docx(small.release, SITE)))
    targets = {r.target_ref for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.HYPERLINK}
    wanted = {address for _, address in LINK.findall(markdown(small.release, SITE))}
    assert targets == wanted
    assert all(each.startswith(f"{SITE}/") for each in targets)


def test_the_same_release_gives_the_same_bytes_dated_by_the_edition(small: Drafted) -> None:
    one = docx(small.release, SITE)
    assert one == docx(small.release, SITE)
    with zipfile.ZipFile(BytesIO(one)) as held:
        assert {each.date_time for each in held.infolist()} == {(2026, 11, 25, 0, 0, 0)}
    about = Document(BytesIO(one)).core_properties
    assert about.created == about.modified
    assert (about.created.year, about.author) == (2026, "Sharemap") if about.created else False


def test_what_could_be_markup_is_text_in_markdown(tmp_path: Path) -> None:
    named = [a if a.id != "a1" else replace(a, name="[x](y) *<b>* | `z`") for a in arrangements()]
    text = markdown(release_with(tmp_path, {Arrangement: named, Body: bodies()}))
    assert "[x](y)" not in text
    assert "[\\[x\\](y) \\*\\<b\\>\\* \\| \\`z\\`](</arrangements/audit-shire>)" in text
    assert HOSTILE not in text


def test_json_holds_each_sentence_with_the_addresses_of_its_numbers(small: Drafted) -> None:
    told = json.loads(as_json(small.release, SITE))
    sentences = [each for section in told["sections"] for each in section["sentences"]]
    assert [each["text"] for each in sentences] == said(small.release)
    assert sentences[0]["evidence"][0] == {"text": "3", "address": f"{SITE}/figures/councils-sharing"}
    assert len(told["left_out"]) == len(small.release.left_out)


def run(two: Path, asked: Asked) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return release_command(asked, two / "current", out, err), out.getvalue(), err.getvalue()


def test_the_command_drafts_what_is_served_against_an_earlier_edition(two: Path, pair: Drafted) -> None:
    code, out, err = run(two, Asked("current", EARLIER, "md", None, f"{SITE}/"))
    assert (code, err) == (0, "")
    assert out == markdown(pair.release, SITE)
    assert {each.path.partition("/")[0] for each in links(out)} == {""}


def test_the_command_writes_a_word_document_to_a_file(two: Path, real: Drafted, tmp_path: Path) -> None:
    file = tmp_path / "release.docx"
    assert run(two, Asked(served(two), "", "docx", file, SITE))[0] == 0
    assert file.read_bytes() == docx(real.release, SITE)


def test_an_edition_that_the_site_does_not_show_is_drafted_with_its_tables_as_evidence(two: Path) -> None:
    _, out, _ = run(two, Asked(EARLIER, "", "md", None, ""))
    assert f"(</data/{EARLIER}/figures.csv#figure=councils-sharing>)" in out
    assert "(</figures/" not in out
    assert "Draft from a preview" not in out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked("current", "", "docx", None, ""), r"name a file, such as --to release\.docx"),
        (Asked("2031.4", "", "md", None, ""), r"“2031\.4”.*There are: |Nearest: "),
        (Asked("current", "2031.4", "md", None, ""), r"“2031\.4”"),
        (Asked(EARLIER, "current", "md", None, ""), r"must not be of a later day"),
        (Asked(EARLIER, EARLIER, "md", None, ""), r"Two different editions are needed"),
    ],
)
def test_the_command_says_in_words_what_it_cannot_do(two: Path, asked: Asked, told: str) -> None:
    code, out, err = run(two, asked)
    assert (code, out) == (2, "")
    assert re.search(told, err)
