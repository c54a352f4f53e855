"""Front matter: bytes become values with their lines, and nothing in a file raises."""

import json
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from written import STRAY_COLON, TAB, messages, read

from knowledge.frontmatter import Value, read_data, read_list, read_markdown

TOO_DEEP = (
    "Lists stand within lists here, deeper than any entry needs. If it is text, put it in quotes."
)


FIRST_LINE = (
    "1: The file does not begin with ---. "
    "Let the very first line be three hyphens (---), with nothing above them."
)
NEVER_ENDS = (
    "1: The block of fields that starts on line 1 never ends. "
    "Put a line of three hyphens (---) after the last field."
)
WINDOWS = (
    "The lines end the Windows way (CRLF). "
    "Save the file with Unix line ends (LF); most editors show this at the bottom."
)
NOT_UTF_8 = (
    "This line holds a character that is not saved as UTF-8. Save the file with the encoding UTF-8."
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [FIRST_LINE]),
        (b"title: A\n---\nBody", [FIRST_LINE]),
        (b"\n---\ntitle: A\n---\n", [FIRST_LINE]),
        (b"----\ntitle: A\n----\n", [FIRST_LINE]),
        ("–––\ntitle: A\n---\n".encode(), [FIRST_LINE]),
        (b"---", [NEVER_ENDS]),
        (b"---\ntitle: A\nBody", [NEVER_ENDS]),
        (b"---\ntitle: A\n----\nBody", [NEVER_ENDS]),
        (b"---\ntitle: A\r\n---\n", [f"2: {WINDOWS}"]),
        (b"---\rtitle: A\r---\r", [f"1: {WINDOWS}"]),
        (b"---\ntitle: Caf\xe9\n---\n", [f"2: {NOT_UTF_8}"]),
        (b"---\ntitle: A\n---\n\nCaf\xe9\n", [f"5: {NOT_UTF_8}"]),
        (
            "\ufeff---\ntitle: A\n---\n".encode(),
            [
                "1: The file starts with an invisible mark (a byte order mark, BOM). "
                "Save it as 'UTF-8', not as 'UTF-8 with BOM'."
            ],
        ),
    ],
)
def test_form_of_the_file_is_told(data: bytes, expected: list[str]) -> None:
    assert messages(read_markdown("a.md", data)) == [f"a.md:{message}" for message in expected]


def test_windows_line_ends_are_told_and_the_words_still_read() -> None:
    document = read_markdown("a.md", b"---\r\nnote: |\r\n  a\r\n  b\r\n---\r\nBody\r\n")
    assert messages(document) == [f"a.md:1: {WINDOWS}"]
    assert (document.values, document.body) == ({"note": "a\nb"}, "Body\n")


@pytest.mark.parametrize("data", [b"---\n---\n", b"---\n---", b"---\n# title: A\n\n---\n"])
def test_empty_front_matter_is_read_as_no_fields(data: bytes) -> None:
    document = read_markdown("a.md", data)
    assert (document.values, document.problems) == ({}, ())


def test_body_is_kept_to_the_letter_and_its_line_known() -> None:
    document = read_markdown("a.md", "---\ntitle: A\n---\n\n# É: *x* --- \n---\n\tb".encode())
    assert (document.body, document.body_line) == ("\n# É: *x* --- \n---\n\tb", 4)


def test_every_trap_of_a_file_is_told_at_once() -> None:
    document = read('title: a: b\nshort: “c”\nnote: "d\naliases:\n  - e # f')
    assert [problem.line for problem in document.problems] == [2, 3, 4, 6]


def test_every_value_has_the_line_of_its_field() -> None:
    document = read('title: A\nviews:\n  - who: B\n    view:\n      "C"\naliases: [d,\n  e]')
    lines = {path: document.line(path) for path in document.marks}
    assert lines == {
        (): 2,
        ("title",): 2,
        ("views",): 3,
        ("views", 0): 4,
        ("views", 0, "who"): 4,
        ("views", 0, "view"): 5,
        ("aliases",): 7,
        ("aliases", 0): 7,
        ("aliases", 1): 8,
    }


def test_missing_value_has_the_line_of_what_is_around_it() -> None:
    document = read("title: A\nviews:\n  - who: B")
    assert document.line(("views", 0, "year")) == 4
    assert document.line(("short",)) == 2


def test_words_are_remembered_as_they_were_written() -> None:
    document = read("a: Yes\nb: 007\nc: 2012")
    assert [document.marks[(name,)].written for name in "abc"] == ["Yes", "007", "2012"]


def nine(name: str) -> str:
    """A list of nine repeats of what `name` stands for."""
    return f"[{', '.join([f'*{name}'] * 9)}]"


def test_billion_laughs_are_refused_line_by_line() -> None:
    laughs = ['a: &a ["lol", "lol"]']
    laughs += [f"{b}: &{b} {nine(a)}" for a, b in pairwise("abcdefghi")]
    document = read("\n".join(laughs))
    assert document.values == {}
    assert [problem.line for problem in document.problems] == list(range(2, 11))
    assert messages(document)[8] == (
        "a.md:10: The text after 'i' starts with &, YAML's sign for a repeat. Repeats are not "
        f'allowed; if it is text, put it in quotes: i: "{laughs[8][3:]}"'
    )


def test_billion_laughs_inside_one_list_are_refused() -> None:
    levels = [f"&{b} {nine(a)}" for a, b in pairwise("abcdefgh")]
    document = read(f"x: [&a [lol], {', '.join(levels)}]")
    told = "a.md:2: This part is a repeat of another (YAML's & and *)."
    told += " Write the text out in full."
    assert (set(messages(document)), document.values) == ({told}, {})


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("title: " + "[" * 100_000, 2),
        ("title: " + "[" * 500 + "]" * 500, 2),
        ("\n".join(" " * n + "a:" for n in range(500)), 13),
        ("a:\n  " + "- " * 100_000 + "b", 3),
    ],
)
def test_lists_within_lists_without_end_are_refused(fields: str, line: int) -> None:
    assert messages(read(fields)) == [f"a.md:{line}: {TOO_DEEP}"]


def test_data_file_is_one_mapping_from_its_first_line() -> None:
    document = read_data("a.yml", b"one: a\ntwo:\n  b: c\n")
    assert document.values == {"one": "a", "two": {"b": "c"}}
    assert document.line(("two", "b")) == 3
    assert messages(read_data("a.yml", b"one: a\ntwo: b: c\n")) == [
        "a.yml:2: The text after 'two' holds a colon, which YAML reads as a new field. "
        'Put the text in quotes: two: "b: c"'
    ]


def test_list_file_is_one_document_for_each_item() -> None:
    documents = read_list("a.yml", b"# Dates\n- id: a\n  title: A\n\n- id: b\n")
    assert [document.values for document in documents] == [{"id": "a", "title": "A"}, {"id": "b"}]
    assert [document.line(("title",)) for document in documents] == [3, 5]


@pytest.mark.parametrize("data", [b"", b"# nothing yet\n"])
def test_empty_list_file_is_no_documents(data: bytes) -> None:
    assert read_list("a.yml", data) == []


@pytest.mark.parametrize(
    ("data", "message", "left"),
    [
        (b"id: a\n", "1: This file is not a list. Begin each entry with '- id: ...'.", []),
        (b"a: b\nc: d\n", "1: This file is not a list. Begin each entry with '- id: ...'.", []),
        (
            b"- id: a\n- b\n",
            "2: This item of the list has no fields. Write it as '- id: ...'.",
            [{"id": "a"}],
        ),
        (
            b"- {}\n- id: a\n",
            "1: This item of the list has no fields. Write it as '- id: ...'.",
            [{"id": "a"}],
        ),
        (
            b"- id: a\n  title: b: c\n",
            "2: The text after 'title' holds a colon, which YAML reads as a new field. "
            'Put the text in quotes: title: "b: c"',
            [],
        ),
        (b"- id: a\n\tb: c\n", f"2: {TAB}", []),
        (b"- id: a\n- id: b\n   title: c\n", f"3: {STRAY_COLON}", []),
        (b"- id: a\n\xff\n", f"2: {NOT_UTF_8}", []),
    ],
)
def test_faulty_list_file_is_told_once_with_the_right_line(
    data: bytes, message: str, left: list[dict[str, Value]]
) -> None:
    documents = read_list("a.yml", data)
    assert [str(p) for d in documents for p in d.problems][:1] == [f"a.yml:{message}"]
    assert [document.values for document in documents if document.values] == left


READABLE = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufffe\uffff"
)


@settings(deadline=None)
@given(st.text(READABLE))
@example("\ufeff\u200b: # “'")
def test_any_text_in_quotes_comes_back_unchanged(text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    document = read(f"title: {quoted}\naliases:\n  - {quoted}\nmore: [{quoted}]")
    assert messages(document) == []
    assert document.values == {"title": text, "aliases": [text], "more": [text]}


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",))))
@example("a\u2028b")
@example("!a")
@example("a #b")
def test_text_without_quotes_is_never_changed_in_silence(text: str) -> None:
    """It is told, or read as one of the types; what stands on one line stays whole."""
    if text.splitlines() != [text] or set(text[:1]) & set("\"'[{|>"):
        return
    document = read(f"title: {text}\nshort: b")
    if not document.problems:
        value, written = document.values["title"], document.marks[("title",)].written
        assert written == text.strip(" \t")
        number = isinstance(value, int) and not isinstance(value, bool)
        assert value in (None, True, False) or value == (int(written) if number else written)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(), st.text("-: \t\n#'\"[]{}&*!|>%@`,?\\ab01~=.<\u2028\u00a0", max_size=60))
)
@example(b"---\n'\n---\n")
def test_nothing_in_a_file_raises(data: bytes | str) -> None:
    raw = data if isinstance(data, bytes) else data.encode()
    documents = [read_markdown("a", raw), read_markdown("a", b"---\n" + raw + b"\n---\n")]
    documents += [read_data("a", raw), *read_list("a", raw)]
    for document in documents:
        assert all(problem.line >= 1 for problem in document.problems)
        assert not any("\n" in str(problem) for problem in document.problems)
