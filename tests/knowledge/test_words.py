"""Words: how a row becomes fit for the fields of a definition."""

from typing import Any

import pytest

from knowledge.word_lists import Row
from knowledge.words import LONGEST_SLUG, shortened, shown, texts, word_of

LONG = " ".join(["word"] * 31)


def faults(**values: Any) -> list[str]:
    return [" ".join(fault) for fault in word_of(Row(1, values)).faults]


def test_fields_stand_on_one_line_and_paragraphs_stay_apart() -> None:
    row = Row(
        7,
        {
            "title": " Rye \n bread ",
            "short": "A\r\nloaf.",
            "aliases": ["rye  loaf"],
            "text": "One \nline.\r\n\r\n\r\nTwo.\n",
        },
    )
    word = word_of(row)
    assert (word.line, word.slug, word.title, word.faults) == (7, "rye-bread", "Rye bread", [])
    assert word.values == {
        "title": "Rye bread",
        "short": "A loaf.",
        "aliases": ["rye loaf"],
        "text": "One\nline.\n\nTwo.",
    }


@pytest.mark.parametrize(
    ("definition", "short", "body"),
    [
        ("A loaf.", "A loaf.", ""),
        ("", "", ""),
        (f"A loaf.\n\nIt is {LONG}.", "A loaf.", f"A loaf.\n\nIt is {LONG}."),
        (f"Is it? It is {LONG}.", "Is it?", f"Is it? It is {LONG}."),
        (f"Dr. May, e.g. here, had it. So {LONG}.", "Dr. May, e.g. here, had it.", None),
        (f"Made by the NHS. So {LONG}.", "Made by the NHS.", None),
        (f"Begun in 2010. So {LONG}.", "Begun in 2010.", None),
        (f'They say "yes." So {LONG}.', 'They say "yes."', None),
        (f"Of 3.5 parts (or so). So {LONG}.", "Of 3.5 parts (or so).", None),
    ],
)
def test_long_definition_gives_its_first_sentence_and_goes_into_the_body(
    definition: str, short: str, body: str | None
) -> None:
    assert shortened(definition) == (short, definition if body is None else body)


def test_body_follows_the_definition_it_belongs_to() -> None:
    word = word_of(Row(1, {"title": "Rye", "short": f"A grain. {LONG}.", "text": "More."}))
    assert word.values["short"] == "A grain."
    assert word.values["text"] == f"A grain. {LONG}.\n\nMore."


def test_first_sentence_that_is_too_long_is_told() -> None:
    assert faults(title="Rye", short=f"{LONG}. Short.") == [
        "The definition begins with a sentence of more than 30 words. "
        "Make that sentence shorter: it is what readers see first."
    ]


@pytest.mark.parametrize("title", ["", "   ", None, [], {"a": 1}, ["a"]])
def test_row_without_a_title_is_told(title: Any) -> None:
    message = "This row has no title. Write the word, or take the row out."
    assert faults(title=title) == [message]


def test_number_may_be_a_title() -> None:
    assert word_of(Row(1, {"title": 999})).slug == "999"


@pytest.mark.parametrize(
    ("title", "slug", "expected"),
    [
        ("../../etc/passwd", "", "etc-passwd"),
        ("/absolute", "", "absolute"),
        ("a\\..\\b", "", "a-b"),
        ("Rye", "my-rye", "my-rye"),
        ("CON", "", "con"),
        ("..", "dots", "dots"),
    ],
)
def test_slug_stays_within_its_folder(title: str, slug: str, expected: str) -> None:
    assert word_of(Row(1, {"title": title, "slug": slug})).slug == expected


@pytest.mark.parametrize(
    ("title", "slug", "named"),
    [
        ("日本", "", "日本"),
        ("..", "", ".."),
        ("Rye", "../rye", "../rye"),
        ("Rye", "Rye", "Rye"),
        ("Rye", "rye.md", "rye.md"),
    ],
)
def test_name_that_cannot_be_an_address_is_told(title: str, slug: str, named: str) -> None:
    assert faults(title=title, slug=slug) == [
        f"'{named}' cannot be an address. "
        "Give it one in a column 'slug': lower-case letters, digits and hyphens."
    ]
    assert word_of(Row(1, {"title": title, "slug": slug})).slug == ""


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe", "\ud800"])
@pytest.mark.parametrize(
    "values",
    [{"note": "a{}b"}, {"aliases": ["a{}b"]}, {"views": [{"who": "a{}b"}]}, {"text": "One\n{}"}],
)
def test_sign_that_no_page_can_show_is_told(values: dict[str, Any], sign: str) -> None:
    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: put(part) for name, part in value.items()}
        return [put(part) for part in value] if isinstance(value, list) else value.format(sign)

    assert faults(title="Rye", **put(values)) == [
        "This row holds an invisible character that no page can show. "
        "Delete it, or type the text again."
    ]


def test_title_too_long_for_a_file_name_is_told() -> None:
    assert faults(title="x" * (LONGEST_SLUG + 1)) == [
        f"'{'x' * 59}…' is too long for an address. "
        "Shorten it, or give it a short name in a column 'slug'."
    ]
    assert faults(title="x" * LONGEST_SLUG) == []


def test_what_a_message_shows_holds_nothing_that_a_terminal_obeys() -> None:
    assert shown("a\x1b[31mb\nc\x9b") == "a [31mb c "
    assert len(shown("x" * 500)) == 60


@pytest.mark.parametrize(
    ("value", "found"), [("a", ["a"]), ("", []), (None, []), (["a", 1, "", "b"], ["a", "b"])]
)
def test_texts_of_a_value(value: Any, found: list[str]) -> None:
    assert texts(value) == found
