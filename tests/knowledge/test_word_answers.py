"""Which passage of a Word file answers which question, and the draft that comes of it."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from written import SITE

from knowledge import KINDS, Kind, Site
from knowledge.form_rules import answers as answers_of
from knowledge.kinds import Question
from knowledge.word_answers import Answers, Block, answers, markdown, plain
from knowledge.word_drafts import Asked, title_of, word_draft

QUESTIONS = tuple(
    Question(**each)
    for each in [
        {"group": "In short", "field": "title", "ask": "What should we call it?"},
        {
            "group": "In short",
            "field": "place",
            "ask": "Where did it happen?",
            "help": "A town.",
            "example": "Leeds",
        },
        {"group": "In short", "field": "who_took_part", "ask": "Who was there?"},
        {"group": "The story", "field": "The problem", "ask": "What was wrong?"},
        {"group": "The story", "field": "What changed", "ask": "What changed?"},
        {"group": "Last things", "field": "sources", "ask": "Where can we read it?"},
    ]
)
TIP = tuple(
    Question(**each)
    for each in [
        {"group": "Your tip", "field": "title", "ask": "What is the tip?"},
        {"group": "Your tip", "field": "body", "ask": "How do you do it?"},
    ]
)
SETTINGS = Site.model_validate(yaml.safe_load(SITE))
Told = Mapping[str, Any]


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, level=level)


def text(words: str) -> Block:
    return Block("paragraph", words)


def told(found: Answers) -> Told:
    """What was found, in plain words; sources by their titles."""
    passages: dict[str, Any] = {field: plain(blocks) for field, blocks in found.passages.items()}
    if found.sources:
        passages["sources"] = [source["title"] for source in found.sources]
    return passages | ({"": plain(found.unplaced)} if found.unplaced else {})


FREE: dict[str, tuple[list[Block], Told]] = {
    "nothing": ([], {}),
    "a title": ([Block("title", "Bread")], {"title": "Bread"}),
    "a second title is kept": (
        [Block("title", "Bread"), Block("title", "Butter")],
        {"title": "Bread", "": "Butter"},
    ),
    "a first heading is the title": (
        [heading("Bread"), text("Old.")],
        {"title": "Bread", "": "Old."},
    ),
    "a first line in bold is the title": ([Block("bold", "Bread")], {"title": "Bread"}),
    "a first heading of the second level is none": ([heading("Bread", 2)], {"": "Bread"}),
    "no first heading is the title where there is one": (
        [heading("Bread"), Block("title", "Butter")],
        {"title": "Butter", "": "Bread"},
    ),
    "headings in our words": (
        [heading("The problem"), text("It rose."), text("Twice.")],
        {"The problem": "It rose.\n\nTwice."},
    ),
    "headings with capitals, numbers and signs": (
        [heading("2)  THE PROBLEM…"), text("It rose.")],
        {"The problem": "It rose."},
    ),
    "a line that says no more than a heading": (
        [text("What changed"), text("All.")],
        {"What changed": "All."},
    ),
    "an item of a list is no heading": (
        [heading("The problem"), Block("item", "- What changed")],
        {"The problem": "- What changed"},
    ),
    "an unknown heading ends a part": (
        [heading("The problem", 2), text("It rose."), heading("Thanks", 2), text("To all.")],
        {"The problem": "It rose.", "": "Thanks\n\nTo all."},
    ),
    "a smaller unknown heading belongs to its part": (
        [heading("The problem"), heading("How", 2), text("It rose.")],
        {"The problem": "How\n\nIt rose."},
    ),
    "unknown words in bold belong to their part": (
        [Block("bold", "The problem"), Block("bold", "How"), text("It rose.")],
        {"The problem": "How\n\nIt rose."},
    ),
    "lines with labels": (
        [text("Place: York"), text("Who took part:  Bakers: all")],
        {"place": "York", "who_took_part": "Bakers: all"},
    ),
    "labels in one paragraph": (
        [text("Title: Bread\nPlace: York")],
        {"title": "Bread", "place": "York"},
    ),
    "an unknown label is text": ([text("Time: noon")], {"": "Time: noon"}),
    "known and unknown labels in one paragraph are text": (
        [text("Place: York\nTime: noon")],
        {"": "Place: York\nTime: noon"},
    ),
    "a label without words is text": ([text("Place:")], {}),
    "a label within a part is text": (
        [heading("The problem"), text("Place: it had none.")],
        {"The problem": "Place: it had none."},
    ),
    "sources, one a line": (
        [heading("Sources"), text("A book\nA film"), Block("item", "- A song")],
        {"sources": ["A book", "A film", "A song"]},
    ),
    "parts that come twice": (
        [heading("The problem"), text("One."), heading("What changed"), heading("The problem")]
        + [text("Two.")],
        {"The problem": "One.\n\nTwo."},
    ),
}


@pytest.mark.parametrize("case", FREE)
def test_free_text_finds_its_place(case: str) -> None:
    blocks, expected = FREE[case]
    assert told(answers(blocks, QUESTIONS)) == expected


def template(*answer: Block, style: str = "guidance") -> list[Block]:
    """Our template with something under the question about the place."""
    told = [Block(style, "A town."), Block(style, "For example: Leeds")]  # type: ignore[arg-type]
    place = [heading("Where did it happen?", 2), *told, *answer]
    title = [Block("title", "Bring a story"), heading("In short")]
    name = [heading("What should we call it?", 2), text("Bread")]
    return [*title, *name, *place, heading("The story"), heading("What was wrong?", 2)]


@pytest.mark.parametrize("style", ["guidance", "paragraph"])
def test_template_without_answers_says_nothing_of_its_own(style: str) -> None:
    assert told(answers(template(style=style), QUESTIONS)) == {"title": "Bread"}


@pytest.mark.parametrize("style", ["guidance", "paragraph"])
def test_answer_in_template_is_taken_whatever_its_style(style: str) -> None:
    blocks = template(Block(style, "York"))  # type: ignore[arg-type]
    assert told(answers(blocks, QUESTIONS)) == {"title": "Bread", "place": "York"}


def test_answer_that_is_the_example_is_taken() -> None:
    found = answers(template(text("Leeds")), QUESTIONS)
    assert told(found) == {"title": "Bread", "place": "Leeds"}


SOURCES = (
    ("Title", "Publisher", "Year", "Web address"),
    ("A  book", "", "2012", "https://example.org/a"),
    ("", "A baker", "", ""),
    ("", "", "", ""),
)


@pytest.mark.parametrize("under", ["Where can we read it?", "Thanks"])
def test_table_of_sources_is_known_by_its_first_row(under: str) -> None:
    found = answers([heading("Bread"), heading(under), Block("table", "", rows=SOURCES)], QUESTIONS)
    assert found.sources == (
        {"title": "A book", "publisher": "", "year": "2012", "url": "https://example.org/a"},
        {"title": "A baker", "publisher": "A baker", "year": "", "url": ""},
    )


def test_other_table_is_text() -> None:
    table = Block("table", "a | b", "| a | b |", rows=(("a", "b"),))
    found = answers([heading("The problem"), table], QUESTIONS)
    assert found.passages == {"The problem": (table,)}


@pytest.mark.parametrize(
    ("line", "title", "url"),
    [
        ("A book", "A book", ""),
        ("https://example.org/a.", "https://example.org/a", "https://example.org/a"),
        ("A book, https://example.org/a?b=1", "A book", "https://example.org/a?b=1"),
        ("A book (https://example.org/a), 2012", "A book , 2012", "https://example.org/a"),
    ],
)
def test_source_in_a_line(line: str, title: str, url: str) -> None:
    found = answers([heading("Sources"), text(line)], QUESTIONS).sources
    assert found == ({"title": title, "publisher": "", "year": "", "url": url},)


def test_words_of_a_tip_need_no_heading() -> None:
    found = answers([Block("title", "Bring cake"), text("People stay."), text("Always.")], TIP)
    assert told(found) == {"title": "Bring cake", "body": "People stay.\n\nAlways."}


def test_picture_among_the_sources_is_kept() -> None:
    picture = Block("paragraph", "A book", "A book ![Its cover](a.jpg)")
    found = answers([heading("Sources"), picture], QUESTIONS)
    assert [source["title"] for source in found.sources] == ["A book"]
    assert markdown(found.unplaced) == "![Its cover](a.jpg)"


def test_items_of_one_list_stand_together_and_those_of_two_apart() -> None:
    items = [Block("item", f"- {n}", f"{n}. x", level=1 + n // 3) for n in range(1, 5)]
    assert markdown([text("So:"), *items]) == "So:\n\n1. x\n2. x\n\n3. x\n4. x"


def case_study(*questions: dict[str, str]) -> Asked:
    """The questions above, and more, as the form for a case study asks them."""
    more = (Question(group="More", ask=f"What of {q['field']}?", **q) for q in questions)
    kind = next(kind for kind in KINDS if kind.name == "case-study")
    return Asked.of(kind, (*QUESTIONS, *more), SETTINGS)


def file_of(asked: Asked, *blocks: Block) -> str:
    return word_draft(asked, answers(blocks, asked.questions)).text


def test_draft_whole() -> None:
    asked = case_study()
    found = answers(
        [
            Block("title", "Bread: it's\nours"),
            text("Place: York"),
            heading("What changed"),
            Block("paragraph", "All of it.", "*All* of it."),
            heading("More", 2),
            heading("The problem"),
            text("It rose."),
            heading("Thanks"),
            text("To all."),
            Block("title", "Butter"),
            heading("Sources"),
            text("A book"),
        ],
        asked.questions,
    )
    made = word_draft(asked, found)
    assert title_of(found) == "Bread: it's ours"
    assert made.text == (
        '---\ntitle: "Bread: it\'s ours"\nshort: ""\n'
        "# Take this line out when the file is ready for readers.\nstatus: draft\n"
        'place: York\nyears: ""\nsources:\n  - title: A book\n---\n\n'
        "## The problem\n\nIt rose.\n\n"
        "## What changed\n\n*All* of it.\n\n### More\n\n"
        "## Thanks\n\nTo all.\n\n## Butter\n"
    )
    assert made.text.split("\n")[made.line_of_rest - 1] == "## Thanks"


def test_draft_without_anything_left_over_says_so() -> None:
    asked = case_study()
    assert word_draft(asked, answers([Block("title", "Bread")], asked.questions)).line_of_rest == 0


@pytest.mark.parametrize(
    ("field", "words", "line"),
    [
        ("nation", "Wales", "nation:\n  - wales"),
        ("nation", "across the uk, Wales.", "nation:\n  - uk\n  - wales"),
        ("nation", "- Wales\n- Across the UK", "nation:\n  - wales\n  - uk"),
        ("nation", "Cymru", "nation:\n  - Cymru"),
        ("confidence", "High", "confidence: high"),
        ("organisations", "A, B and C\n- D", "organisations:\n  - A, B and C\n  - D"),
        ("setting", "A mill\nby a brook", "setting: A mill by a brook"),
        ("own_story", "Yes.", "own_story: true"),
        ("own_story", "Perhaps", "own_story: Perhaps"),
        ("reviewed", "2026-01-02", "reviewed: 2026-01-02"),
    ],
)
def test_answer_becomes_what_its_field_holds(field: str, words: str, line: str) -> None:
    asked = case_study({"field": field})
    written = file_of(asked, heading(f"What of {field}?"), text(words))
    assert f"\n{line}\n" in written


def test_no_own_story_needs_no_line() -> None:
    asked = case_study({"field": "own_story"})
    assert "own_story" not in file_of(asked, heading("What of own_story?"), text("No"))


def test_choices_of_our_template_are_no_answer() -> None:
    asked = case_study({"field": "nation"})
    choices = Block("guidance", "Write as many as fit: Wales, Across the UK.")
    blocks = [heading("What was wrong?"), heading("What of nation?"), choices]
    assert "nation" not in file_of(asked, *blocks)


@pytest.mark.parametrize(
    ("year", "line"),
    [("2012", "year: 2012"), ("2012 to 2014", "note: 2012 to 2014"), ("²", "note: ²")],
)
def test_year_of_a_source_is_a_number_or_a_note(year: str, line: str) -> None:
    rows = (SOURCES[0], ("A book", "", year, ""))
    written = file_of(case_study(), heading("Sources"), Block("table", "", rows=rows))
    assert f"sources:\n  - title: A book\n    {line}\n" in written


def test_picture_in_a_field_goes_to_the_body() -> None:
    asked = case_study({"field": "pictures"})
    blocks = [
        heading("Where did it happen?"),
        Block("paragraph", "York", "York ![A street](a.jpg)"),
        heading("What of pictures?"),
        Block("paragraph", "", "![](b.jpg)"),
        text("The second is by a friend."),
    ]
    written = file_of(asked, *blocks)
    assert "\nplace: York\n" in written
    assert written.endswith(
        "---\n\n![A street](a.jpg)\n\n![](b.jpg)\n\nThe second is by a friend.\n"
    )


def test_space_that_must_not_break_stays() -> None:
    asked = case_study()
    written = file_of(asked, Block("title", "10\u00a0loaves \u2028of bread"))
    assert written.startswith("---\ntitle: 10\u00a0loaves of bread\n")


WITH_FORMS = [kind for kind in KINDS if answers_of(kind.name, KINDS)]
ASKED = [(kind, field) for kind in WITH_FORMS for field in answers_of(kind.name, KINDS)]


@pytest.mark.parametrize(("kind", "field"), ASKED, ids=[f"{k.name}-{f}" for k, f in ASKED])
def test_no_answer_to_any_question_is_lost(kind: Kind, field: str) -> None:
    question = Question(group="G", field=field, ask="Which?")
    asked = Asked.of(kind, (question,), SETTINGS)
    assert "Marmalade" in file_of(asked, heading("Which?", 2), text("Marmalade"))
