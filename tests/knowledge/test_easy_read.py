"""The Easy Read section: what belongs to it, and every message about it."""

import pytest
from written import HINT_BODY, SITE, Messages, Reading, definition, entry, the, tip

from knowledge.easy_read import EasyRead, Row, rows, split

RYE = "content/definitions/rye.md"
WITH_PICTURES = SITE + "  pictures: {table: A table, oven: An oven}\n"


def written(section: str, above: str = "Rye is a grain.\n") -> dict[str, str]:
    """A definition with a section; the heading of that stands on line 7."""
    return {
        "site.yml": WITH_PICTURES,
        RYE: definition("Rye", f"{above}\n## Easy read\n{section}"),
    }


def test_section_is_taken_out_of_the_body() -> None:
    body = "\nRye.\n\n## Easy read\n\n![](table) One.\n"
    assert split(body, 5) == ("\nRye.\n\n", EasyRead(8, "\n![](table) One.\n"))


@pytest.mark.parametrize(
    "heading", ["## Easy read", "## Easy Read", "## easy-read ##", "##  EASY READ  "]
)
def test_heading_may_be_written_in_several_ways(heading: str) -> None:
    assert split(f"{heading}\nOne.", 1) == ("", EasyRead(1, "One."))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Rye.\n",
        "### Easy read\n",
        "# Easy read\n",
        "## Easy reading\n",
        "Say ## Easy read\n",
        "```\n## Easy read\n```\n",
        "~~~\n## Easy read\n",
    ],
)
def test_other_bodies_have_no_section(body: str) -> None:
    assert split(body, 1) == (body, None)


def test_section_below_code_that_shows_one_is_found() -> None:
    above = "```\n## Easy read\n```\n"
    assert split(above + "## Easy read\nOne.", 3) == (above, EasyRead(6, "One."))


def test_section_that_ends_with_its_heading_is_empty() -> None:
    assert split("a\n## Easy read", 1) == ("a\n", EasyRead(2, ""))


def test_each_paragraph_is_a_row_with_its_line_and_picture() -> None:
    text = "\n![](table) One.\nStill one.\n\n\n### Why\n![loaf]( oven )\nTwo.\n\nThree."
    assert list(rows(EasyRead(10, text))) == [
        Row(12, "One.\nStill one.", 0, "table"),
        Row(16, "Why", 3),
        Row(17, "\nTwo.", 0, "oven", "loaf"),
        Row(20, "Three."),
    ]


def test_entry_has_its_section_apart_and_an_address_for_it(library: Reading) -> None:
    rye = the(library(written("\n![](table) One.\n")), "definition", "rye")
    assert rye.body == "Rye is a grain.\n\n"
    assert rye.easy_read == EasyRead(7, "\n![](table) One.\n")
    assert rye.easy_read_address == "/definitions/rye/easy-read/"


def test_entry_without_a_section_has_none(library: Reading) -> None:
    assert the(library({RYE: definition("Rye", "Rye.")}), "definition", "rye").easy_read is None


def test_section_does_not_count_as_words_of_a_tip(library: Reading) -> None:
    path = "content/tips/a.md"
    files = {"site.yml": WITH_PICTURES, path: tip("A", "Do.\n\n## Easy read\n\n" + "word " * 50)}
    assert the(library(files), "tip", "a").short == "Do."


def test_section_in_order_has_no_problem(messages: Messages) -> None:
    section = "\n![](table) One.\n\n### Then\n\n![](oven) Two.\n\nThree.\n"
    assert messages(written(section)) == []
    assert messages(written(section, above=f"{HINT_BODY}\n")) == []


def test_unknown_picture(messages: Messages) -> None:
    assert messages(written("\n![](tabel) One.\n\n![](zzz) Two.\n\n![]() Three.\n")) == [
        f"{RYE}:9: unknown picture 'tabel'. Did you mean 'table'?",
        f"{RYE}:11: unknown picture 'zzz'. Use a name of the list pictures in site.yml.",
        f"{RYE}:13: unknown picture ''. Use a name of the list pictures in site.yml.",
    ]


def test_site_without_a_list_of_pictures_knows_none(messages: Messages) -> None:
    files = {**written("\n![](table) One.\n"), "site.yml": SITE}
    assert messages(files) == [
        f"{RYE}:9: unknown picture 'table'. Use a name of the list pictures in site.yml."
    ]


STRAY = (
    "This picture does not stand at the beginning of a paragraph. "
    "Begin a new paragraph with it; each has one picture and one idea."
)


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("\nOne. ![](table)\n", 9),
        ("\n![](table) One.\n![](oven) Two.\n", 10),
        ("\n![](table)\nOne.\nTwo. ![](oven)\n", 11),
        ("\n### A ![](table)\n\nOne.\n", 9),
        ('\n<IMG src="/images/loaf.png" alt=""> One.\n', 9),
    ],
)
def test_picture_at_any_other_place(messages: Messages, section: str, line: int) -> None:
    assert messages(written(section)) == [f"{RYE}:{line}: {STRAY}"]


def test_picture_without_words_beside_it(messages: Messages) -> None:
    assert messages(written("\n![](table)\n\nOne.\n")) == [
        f"{RYE}:9: The picture 'table' has no words beside it. "
        "Write its idea after it, in the same paragraph."
    ]


def test_words_of_a_picture_would_be_lost(messages: Messages) -> None:
    assert messages(written("\n![A round table](table) One.\n")) == [
        f"{RYE}:9: Nobody is shown the words 'A round table' of this picture. "
        "Leave the brackets empty: ![](table)"
    ]


@pytest.mark.parametrize("heading", ["## More", "# More", "## Easy read"])
def test_section_is_the_last(messages: Messages, heading: str) -> None:
    assert messages(written(f"\nOne.\n\n{heading}\n\nTwo.\n")) == [
        f"{RYE}:11: The heading '{heading.lstrip('# ')}' stands below the Easy Read section. "
        "Move it above that, as Easy Read comes last."
    ]


def test_headings_have_one_level(messages: Messages) -> None:
    assert messages(written("\n#### More\n\nOne.\n")) == [
        f"{RYE}:9: The heading 'More' is of level 4. Easy Read has one level of headings: ### More"
    ]


@pytest.mark.parametrize("section", ["", "\n\n", "\n### Why\n"])
def test_empty_section(messages: Messages, section: str) -> None:
    assert messages(written(section)) == [
        f"{RYE}:7: The Easy Read section is empty. "
        "Write one idea in each paragraph below it, or take the heading out."
    ]


def test_page_with_a_layout_of_its_own_has_no_section(messages: Messages) -> None:
    page = {"title": "A", "short": "A.", "template": "timeline"}
    path = "content/pages/a.md"
    assert messages({path: entry("\n## Easy read\n\nOne.\n", **page)}) == [
        f"{path}:7: This page cannot have an Easy Read version, as its layout has no place to "
        "name it. Take the section out, or write it on a page of its own."
    ]


def test_link_in_a_section_that_leads_nowhere(messages: Messages) -> None:
    assert messages(written("\n![](table)\nOne\n[two](ry.md).\n")) == [
        f"{RYE}:11: The link to 'ry.md' leads to no entry. Did you mean '{RYE}'?"
    ]
