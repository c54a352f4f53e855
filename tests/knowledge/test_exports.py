"""Open data: the records, and the files made of them."""

import csv
import io
import json

import pytest
from written import Files, Reading, definition

from knowledge import Library
from knowledge.exports import COLUMNS, FIELDS, files, record_address, without_apostrophe
from knowledge.kinds import DefinitionFields

SOURCES = """\
book: {title: "Loaves; a history", publisher: Mill, year: 1999, url: https://example.org/loaves}
copy: {title: Found on a shelf, mirror: https://example.org/copy, note: We saw a copy.}
"""
FILES: Files = {
    "content/sources.yml": SOURCES,
    "content/definitions/bread.md": definition(
        "Bread",
        "It is *old*.\n\nSee [rye](rye.md).\n",
        aliases=["loaf", "=cob"],
        forms=["loaves"],
        acronym="BR",
        part_of=["food"],
        see_also=["rye", "oat"],
        not_the_same_as=[
            {"term": "rye", "difference": "Rye is a grain."},
            {"term": "oat", "difference": "Oats are not ready."},
        ],
        views=[{"who": "A baker", "year": 2001, "view": "It is life.", "sources": ["book"]}],
        topics=["flour"],
        sources=["book", "copy"],
        reviewed="2026-03-01",
    ),
    "content/definitions/food.md": definition("Food"),
    "content/definitions/rye.md": definition("-rye"),
    "content/definitions/oat.md": definition("Oat", status="draft"),
    "content/tips/wait.md": "---\ntitle: Wait\n---\nDo.\n",
}


@pytest.fixture(params=[False, True], ids=["published", "with drafts"])
def words(library: Reading, request: pytest.FixtureRequest) -> Library:
    """The same words; drafts must make no difference."""
    return library(FILES, drafts=request.param)


def made(library: Library, address: str = "https://example.org/base") -> dict[str, str]:
    return dict(files(library, address))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_there_is_a_file_for_all_words_in_each_form_and_one_for_each_word(words: Library) -> None:
    assert sorted(made(words)) == [
        "/api/v1/definitions.csv",
        "/api/v1/definitions.json",
        "/api/v1/definitions/bread.json",
        "/api/v1/definitions/food.json",
        "/api/v1/definitions/rye.json",
        "/api/v1/glossary.jsonld",
        "/api/v1/glossary.ttl",
    ]


def test_drafts_are_in_no_file_and_nothing_leads_to_them(words: Library) -> None:
    for text in made(words).values():
        assert "oat" not in text.lower()


def test_every_field_is_told_or_kept_on_purpose() -> None:
    kept_here = {"moved_from", "senses", "status", "term_links", "unlinked_terms"}
    assert set(FIELDS) == set(DefinitionFields.model_fields) - kept_here
    assert set(COLUMNS) - {"slug", "address", "text"} <= set(FIELDS)


def test_record_of_a_word_whole(words: Library) -> None:
    data = json.loads(made(words)["/api/v1/definitions/bread.json"])
    book = {
        "title": "Loaves; a history",
        "publisher": "Mill",
        "year": 1999,
        "url": "https://example.org/loaves",
    }
    copy = {"title": "Found on a shelf", "publisher": None, "year": None, "url": None}
    assert data == {
        "site": {
            "name": "Bread",
            "short": "How to bake.",
            "address": "https://example.org/base/",
            "language": "en-GB",
            "copyright": "the bakers",
            "licence": {"name": "CC BY 4.0", "url": "https://example.org/licence"},
        },
        "definition": {
            "slug": "bread",
            "address": "https://example.org/base/definitions/bread/",
            "title": "Bread",
            "short": "A word.",
            "aliases": ["loaf", "=cob"],
            "forms": ["loaves"],
            "acronym": "BR",
            "sense": None,
            "part_of": ["food"],
            "see_also": ["rye"],
            "not_the_same_as": [{"term": "rye", "difference": "Rye is a grain."}],
            "views": [
                {
                    "who": "A baker",
                    "view": "It is life.",
                    "year": 2001,
                    "official": False,
                    "sources": [book],
                }
            ],
            "what_they_share": None,
            "avoid": None,
            "say_instead": None,
            "not_in": [],
            "case_sensitive": False,
            "auto_link": True,
            "welsh": None,
            "topics": ["flour"],
            "note": None,
            "sources": [book, copy],
            "credits": [],
            "reviewed": "2026-03-01",
            "text": "It is old.\n\nSee rye.",
        },
    }


def test_file_of_all_words_holds_the_same_records(words: Library) -> None:
    found = made(words)
    everything = json.loads(found["/api/v1/definitions.json"])
    assert [record["slug"] for record in everything["definitions"]] == ["rye", "bread", "food"]
    for record in everything["definitions"]:
        alone = json.loads(found[record_address(record["slug"])])
        assert alone == {"site": everything["site"], "definition": record}


def test_table_begins_with_a_mark_for_spreadsheets_and_names_its_columns(words: Library) -> None:
    text = made(words)["/api/v1/definitions.csv"]
    assert text.startswith("\ufefftitle,short,aliases,forms,acronym,")
    assert text.split("\r\n")[0].removeprefix("\ufeff").split(",") == list(COLUMNS)
    bread = rows(text)[1]
    assert bread["aliases"] == "loaf | =cob"
    assert bread["acronym"] == "BR"
    assert bread["part_of"] == "food"
    assert bread["text"] == "It is old.\n\nSee rye."
    assert bread["sources"] == ("Loaves; a history <https://example.org/loaves> | Found on a shelf")
    assert bread["reviewed"] == "2026-03-01"


@pytest.mark.parametrize("start", ["=1+1", "+44", "-rye", "@home", "'=1"])
def test_no_cell_is_read_as_a_formula(library: Reading, start: str) -> None:
    text = f"{start} & more"
    word = definition("Bread", note=text)
    found = made(library({"content/definitions/bread.md": word}))["/api/v1/definitions.csv"]
    (row,) = rows(found)
    assert row["note"].startswith("'")
    assert without_apostrophe(row["note"]) == text


@pytest.mark.parametrize("text", ["'tis", "plain", "", "a=b", "'"])
def test_other_cells_keep_their_apostrophe(text: str) -> None:
    assert without_apostrophe(text) == text


def test_lone_item_that_looks_like_a_list_ends_with_the_mark_of_lists(library: Reading) -> None:
    word = definition("Bread", aliases=["salt; water"], forms=["a|b", "c, d"])
    found = made(library({"content/definitions/bread.md": word}))["/api/v1/definitions.csv"]
    (row,) = rows(found)
    assert (row["aliases"], row["forms"]) == ("salt; water |", "a/b | c, d")


def test_without_a_public_address_addresses_begin_with_a_slash(words: Library) -> None:
    found = made(words, address="")
    assert json.loads(found["/api/v1/definitions.json"])["site"]["address"] == "/"
    assert "\n</definitions/bread/>\n" in found["/api/v1/glossary.ttl"]


def test_site_without_definitions_has_nothing_to_tell(library: Reading) -> None:
    assert json.loads(made(library({}))["/api/v1/definitions.json"])["definitions"] == []


def test_same_content_gives_the_same_bytes(words: Library) -> None:
    assert made(words) == made(words)
