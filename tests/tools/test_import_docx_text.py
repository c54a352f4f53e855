"""The words of a Word file are what readers see, letter for letter, and its forms are kept."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from knowledge.word_answers import Block, markdown, plain
from tests.tools.word_files import OFFICE, paragraph, part, word_file
from tools.import_docx.escaping import escaped, line_start
from tools.import_docx.opening import open_word
from tools.import_docx.reading import blocks, read
from tools.import_docx.spans import plain as plain_words
from tools.import_docx.spans import written

EXTENSIONS = ["tables", "fenced_code", "sane_lists", "toc"]
"""Those of this site that read signs of their own."""

# fmt: off
SIGNS = st.sampled_from([
    "**", "__", "](", "][", "---", "===", "1.", "-", "#", ">", "~~~", "```", "&amp;", "<b>",
    "[a]:b", "[TOC]", "![", "|", "|---", "\\", "<!--", "-->", "<?", "<a@b.c>", "<http://x>",
    "x", "&#", "{", "}", ":", "+", "!", "_", "*", "[", "]", "(", ")", "R&D",
])
# fmt: on
WORDS = st.one_of(SIGNS, st.text("ab1Z*_`[]()<>&#+-.!|\\~={}:;/\"'ŵ’א", max_size=4))
LINES = st.lists(st.lists(WORDS, max_size=5).map(" ".join), min_size=1, max_size=3)
PARAGRAPHS = LINES.map(lambda lines: "\n".join(filter(None, map(one_space, lines)))).filter(bool)
MARKS = {"Strong": "strong", "Emph": "em", "Strikeout": "del", "Superscript": "sup"}
MARKED = st.lists(
    st.tuples(st.sampled_from(["", *MARKS]), LINES.map(lambda lines: one_space(" ".join(lines)))),
    min_size=1,
    max_size=4,
)


def one_space(text: str) -> str:
    return " ".join(text.split())


def inlines(text: str) -> list[dict[str, Any]]:
    """Plain text as pandoc tells it."""
    found: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n")):
        found += [{"t": "LineBreak"}] if number else []
        for place, word in enumerate(line.split(" ")):
            found += [{"t": "Space"}] if place else []
            found += [{"t": "Str", "c": word}] if word else []
    return found


def seen(text: str) -> tuple[list[str], str]:
    """The tags, and the words that readers see, of Markdown."""
    page = BeautifulSoup(Markdown(extensions=EXTENSIONS).convert(text), "html.parser")
    tags = [tag.name for tag in page.find_all(True) if tag.name != "br"]
    return tags, "\n".join(one_space(line) for line in page.get_text().split("\n"))


@settings(max_examples=200, deadline=None)
@given(PARAGRAPHS)
def test_readers_see_every_letter(text: str) -> None:
    assert seen(written(inlines(text), {})) == (["p"], text)


@settings(max_examples=200, deadline=None)
@given(MARKED)
def test_readers_see_every_letter_between_marks(parts: list[tuple[str, str]]) -> None:
    nodes: list[dict[str, Any]] = []
    for mark, text in parts:
        if text:
            nodes += [{"t": "Space"}] if nodes else []
            nodes += [{"t": mark, "c": inlines(text)}] if mark else inlines(text)
    tags = [MARKS[mark] for mark, text in parts if mark and text]
    words = " ".join(text for _mark, text in parts if text)
    assert seen(written(nodes, {})) == ((["p", *tags] if words else []), words)


@pytest.mark.parametrize(
    "text",
    [
        "It's “ours” – all of it... 'really'!",
        "5*3 = 15, a_b_c, #1 & R&D, 50% [sic], <3, 2 < 3 > 1, a|b, C:\\new, ~x~, ^y^, $5, @you",
        "Version 1.2. See page 3.",
        "* once",
        "a * b * c and d _ e _ f",
        "A footnote*",
    ],
)
def test_text_without_doubt_gets_no_marks(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("1. x", "1\\. x"),
        ("- x", "\\- x"),
        ("# x", "\\# x"),
        ("> x", "\\> x"),
        ("---", "\\---"),
        ("===", "&#61;=="),
        ("~~~", "&#126;~~"),
        ("-x", "-x"),
        ("1.5 kg", "1.5 kg"),
        ("+44 1", "+44 1"),
    ],
)
def test_only_a_line_that_begins_like_markdown_is_marked(line: str, kept: str) -> None:
    assert line_start(line) == kept


BOX = {"t": "Div", "c": [["", [], []], [{"t": "Para", "c": inlines(" One.")}]]}
NOTE = [BOX, {"t": "Plain", "c": inlines("2")}]
LINK = {"t": "Link", "c": [["", [], []], inlines("the [b] book"), ["https://x.org/a_(b)", ""]]}


@pytest.mark.parametrize(
    ("node", "text", "words"),
    [
        (LINK, "[the \\[b\\] book](https://x.org/a_%28b%29)", "the [b] book (https://x.org/a_(b))"),
        (
            {"t": "Link", "c": [["", [], []], inlines("https://x.org/"), ["https://x.org/", ""]]},
            "<https://x.org/>",
            "https://x.org/",
        ),
        (
            {"t": "Link", "c": [["", [], []], inlines("a@b.org"), ["mailto:a@b.org", ""]]},
            "[a@b.org](mailto:a@b.org)",
            "a@b.org",
        ),
        ({"t": "Link", "c": [["", [], []], inlines("up"), ["#top", ""]]}, "up", "up"),
        ({"t": "Strong", "c": inlines(" x ")}, "**x**", "x"),
        ({"t": "Strong", "c": [{"t": "Emph", "c": inlines("x")}]}, "***x***", "x"),
        ({"t": "Underline", "c": inlines("x")}, "x", "x"),
        ({"t": "Subscript", "c": inlines("2")}, "<sub>2</sub>", "2"),
        ({"t": "Code", "c": [["", [], []], "a*b"]}, "`a*b`", "a*b"),
        ({"t": "Span", "c": [["", [], []], inlines("x")]}, "x", "x"),
        ({"t": "Note", "c": NOTE}, "(One. 2)", "(One. 2)"),
    ],
)
def test_inside_of_a_paragraph(node: dict[str, Any], text: str, words: str) -> None:
    assert (written([node], {}), plain_words([node])) == (text, words)


def told(body: str, parts: dict[str, str] | None = None, links: str = "") -> list[Block]:
    """What pandoc and we make of the body of a file."""
    return blocks(read(open_word(word_file(body, parts, links))), {})


def cell(*texts: str, more: str = "") -> str:
    inside = "".join(map(paragraph, texts)) or "<w:p/>"
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str]) -> str:
    width = max(map(len, rows))
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    grid = "<w:gridCol/>" * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl><w:p/>"


def test_table_whose_cells_take_the_room_of_several() -> None:
    wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    body = table(
        [cell("a"), cell("b"), cell("c")],
        [cell("wide", more=wide), cell("d")],
        [cell("tall", more=tall), cell("e"), cell("f", "g")],
        [cell(more="<w:vMerge/>"), cell("h"), cell("i | j")],
    )
    [found] = told(body)
    assert found.markdown == (
        "| a | b | c |\n| --- | --- | --- |\n| wide |  | d |\n"
        "| tall | e | f<br>g |\n|  | h | i \\| j |"
    )
    assert "".join(seen(found.markdown)[1].split()) == "abcwidedtallefghi|j"


def test_table_of_one_column_is_a_frame_around_text() -> None:
    assert [(block.style, block.text) for block in told(table([cell("a", "b")], [cell("c")]))] == [
        ("paragraph", "a"),
        ("paragraph", "b"),
        ("paragraph", "c"),
    ]


def test_note_stands_where_it_is_called() -> None:
    kind = f"{OFFICE}/footnotes"
    link = f'<Relationship Id="f1" Type="{kind}" Target="footnotes.xml"/>'
    note = f'<w:footnote w:id="2">{paragraph("See the report.")}</w:footnote>'
    call = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r>'
    [found] = told(
        paragraph("It rose", more=call), {"word/footnotes.xml": part("footnotes", note)}, link
    )
    assert found.text == "It rose (See the report.)."


def test_line_breaks_stay() -> None:
    [found] = told(paragraph("One", more="<w:r><w:br/></w:r><w:r><w:t>two</w:t></w:r>"))
    assert (found.text, found.markdown) == ("One\ntwo", "One  \ntwo")


def test_lines_that_word_calls_author_and_date_stay() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Author"><w:name w:val="Author"/></w:style>'
    title = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    body = paragraph("Bread", "Title") + paragraph("By bakers", "Author") + paragraph("It rose.")
    found = told(body, {"word/styles.xml": part("styles", title + style)})
    assert [(block.style, block.text) for block in found] == [
        ("title", "Bread"),
        ("paragraph", "By bakers"),
        ("paragraph", "It rose."),
    ]


def test_list_below_an_item_of_two_paragraphs_stays_below_it() -> None:
    found = [
        Block("item", "- a", "- a\n\n    more", level=1),
        Block("item", "- b", "    - b", level=1),
    ]
    assert seen(markdown(found))[0] == ["ul", "li", "p", "p", "ul", "li"]
    assert plain(found) == "- a\n- b"


INNER = "<w:r><w:t>inner</w:t></w:r>"


@pytest.mark.parametrize(
    "more",
    [
        f'<w:dir w:val="rtl">{INNER}</w:dir>',
        f'<w:bdo w:val="rtl">{INNER}</w:bdo>',
        f'<w:customXml w:element="a>b">{INNER}</w:customXml>',
        f'<w:smartTag w:element="place">{INNER}</w:smartTag>',
        f"<w:fldSimple w:instr='DATE'>{INNER}</w:fldSimple>",
        f"<w:sdt><w:sdtContent>{INNER}</w:sdtContent></w:sdt>",
    ],
)
def test_words_within_marks_of_word_stay(more: str) -> None:
    assert [block.text for block in told(paragraph("An ", more=more))] == ["An inner"]


def test_table_in_a_table_is_only_its_words() -> None:
    inside = table([cell("a|b"), cell("*c* *d*")]).removesuffix("<w:p/>")
    [found] = told(table([cell("x"), f"<w:tc>{inside}{paragraph('z')}</w:tc>"]))
    assert found.markdown == "| x | a\\|b \\| \\*c\\* \\*d\\*<br>z |\n| --- | --- |"
    assert "".join(seen(found.markdown)[1].split()) == "xa|b|*c**d*z"
