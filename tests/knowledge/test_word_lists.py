"""Word lists: tables and JSON as people have them."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.word_lists import SYNONYMS, WordList, read_json, read_table


def values(found: WordList) -> list[dict[str, Any]]:
    assert list(found.faults) == []
    return [dict(row.values) for row in found.rows]


def faults(found: WordList) -> list[str]:
    return [f"{line}: {what} {mend}" for line, what, mend in found.faults]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_mark_between_cells_is_found_by_itself(mark: str, end: str) -> None:
    lines = [["term", "definition"], ["Bread", '"Food: a, b; c\td"'], ["Rye", "A grain"]]
    found = read_table(end.join(mark.join(line) for line in lines))
    assert values(found) == [
        {"title": "Bread", "short": "Food: a, b; c\td"},
        {"title": "Rye", "short": "A grain"},
    ]


def test_mark_may_be_named_in_the_first_line() -> None:
    found = read_table("sep=;\r\nterm;a, b, c\r\nBread;x\r\n")
    assert values(found) == [{"title": "Bread"}]
    assert [row.line for row in found.rows] == [3]


def test_list_of_words_alone_is_a_table_too() -> None:
    assert values(read_table("word\nBread\nRye\n")) == [{"title": "Bread"}, {"title": "Rye"}]


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for field, names in SYNONYMS.items() for name in names]
)
def test_columns_go_by_many_names(name: str, field: str) -> None:
    other = "" if field == "title" else "term,"
    for written in (name, name.upper(), f" {name.replace(' ', '_')} "):
        found = read_table(f"{other}{written}\n{other}x\n")
        assert field in found.rows[0].values
        assert list(found.notes) == []


def test_row_is_named_by_the_line_it_begins_on() -> None:
    found = read_table('term,definition\n\nBread,"One\ntwo\n\nthree"\n,\nRye,A grain\n')
    assert [(row.line, row.values["title"]) for row in found.rows] == [(3, "Bread"), (8, "Rye")]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("loaf | cob", ["loaf", "cob"]),
        ("loaf; cob;", ["loaf", "cob"]),
        ('"loaf, cob"', ["loaf", "cob"]),
        ('"salt, water |"', ["salt, water"]),
        ("salt; water |", ["salt; water"]),
        ("loaf", ["loaf"]),
        ("", []),
        ("|", []),
        ("'=cob", ["=cob"]),
    ],
)
def test_list_in_a_cell(cell: str, items: list[str]) -> None:
    assert values(read_table(f"term|,synonyms\nBread,{cell}\n")) == [
        {"title": "Bread", "aliases": items}
    ]


@pytest.mark.parametrize(
    ("cell", "sources"),
    [
        ("A book", [{"title": "A book"}]),
        ("https://e.org/a", [{"title": "https://e.org/a", "url": "https://e.org/a"}]),
        (
            "Loaves; or, bread <https://e.org/?a;b> | B",
            [{"title": "Loaves; or, bread", "url": "https://e.org/?a;b"}, {"title": "B"}],
        ),
        ("", []),
    ],
)
def test_sources_are_written_in_place(cell: str, sources: list[dict[str, str]]) -> None:
    assert values(read_table(f'term,source\nBread,"{cell}"\n')) == [
        {"title": "Bread", "sources": sources}
    ]


def test_missing_cells_at_the_end_are_empty() -> None:
    assert values(read_table("term,note,definition\nBread\n")) == [{"title": "Bread"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: The file is empty. Name the columns in its first line."),
        (" \n,,\n", "1: The file is empty. Name the columns in its first line."),
        (
            "Bread,A food\n",
            "1: No column is called 'title', 'term' or 'word'. "
            "Name the columns in the first line, such as: title,short,aliases",
        ),
        (
            "term,Name\na,b\n",
            "1: The columns 'term' and 'Name' both stand for 'title'. Rename one, or take it out.",
        ),
        (
            "term,definition\nBread,a,b\n",
            "2: This row has 3 cells, and the first line names 2. "
            "Put a cell that holds the mark between cells in double quotes.",
        ),
        (
            'term,definition\nRye,a\nBread,"It is\nfood\n',
            "3: A quote in the row that starts on this line is closed too early or never. "
            'Put the whole cell in double quotes, and write a quote inside it twice: ""',
        ),
        (
            'term,definition\nBread,"a" b\n',
            "2: A quote in the row that starts on this line is closed too early or never. "
            'Put the whole cell in double quotes, and write a quote inside it twice: ""',
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_told(text: str, message: str) -> None:
    assert faults(read_table(text)) == [message]


def test_every_row_with_too_many_cells_is_told() -> None:
    found = read_table("term\na,b\nc\nd,e\n")
    assert [message.partition(":")[0] for message in faults(found)] == ["2", "4"]


def test_columns_that_are_not_read_are_told() -> None:
    found = read_table("term,synonims,colour,reviewed,Address,,\nBread,a,b,2026-01-01,x,,\n")
    assert values(found) == [{"title": "Bread"}]
    assert list(found.notes) == [
        "Not taken over, as this site says it anew: reviewed, Address.",
        "'synonims' is left out. Did you mean 'synonyms'?",
        "'colour' is left out. For the names it may have, see docs/open-data.md.",
    ]


def test_cell_too_large_for_a_table_is_told() -> None:
    found = read_table(f"term,definition\nBread,{'x' * 200_000}\n")
    assert faults(found) == [
        "2: A cell of the row that starts on this line is far too long. "
        "Is a quote missing at its end? If not, shorten it."
    ]


WORDS = [{"title": "Bread", "short": "Food."}, {"title": "Rye", "aliases": ["grain"]}]


NAMED = '"definitions": ['


@pytest.mark.parametrize(
    "data", [WORDS, {"definitions": WORDS}, {"site": {"name": NAMED}, "definitions": WORDS}]
)
@pytest.mark.parametrize("indent", [None, 1])
def test_words_in_json_with_the_lines_they_begin_on(data: Any, indent: int | None) -> None:
    text = json.dumps(data, indent=indent)
    found = read_json(text)
    assert values(found) == WORDS
    places = [text.index('"title": "Bread"'), text.index('"title": "Rye"')]
    expected = [text.count("\n", 0, place) + 1 for place in places]
    assert [row.line for row in found.rows] == [max(line - bool(indent), 1) for line in expected]


def test_file_of_one_word_is_read() -> None:
    found = read_json(json.dumps({"site": {}, "definition": {"slug": "rye", "title": "Rye"}}))
    assert values(found) == [{"slug": "rye", "title": "Rye"}]


@pytest.mark.parametrize("text", ["1", '"a"', "null", "{}", '{"definitions": 1}', "[1]", "[[]]"])
def test_json_without_words_is_told(text: str) -> None:
    assert faults(read_json(text)) == [
        "1: This file holds no list of words. "
        "It must hold a list of objects, alone or as 'definitions'."
    ]


def test_empty_list_is_no_fault() -> None:
    assert values(read_json("[]")) == []


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_as_a_table_or_told(text: str) -> None:
    found = read_table(f"term,definition\n{text}")
    lines = [row.line for row in found.rows]
    assert lines == sorted(lines)
    assert all(line > 1 for line, _what, _mend in found.faults)
