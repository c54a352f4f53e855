"""Editorial: one test for each report, with the whole message."""

from collections.abc import Callable

import pytest
from written import SITE, Files, Messages, Reading, definition, entry, tip

from knowledge import Library, Problem
from knowledge.editorial import BODY_WORDS, SENTENCE_WORDS, advice, part_of_rings

RYE, OAT, EMMER = (f"content/definitions/{slug}.md" for slug in ("rye", "oat", "emmer"))
WANTED = "Words that want an entry"
UNUSED = "Definitions whose words no other entry uses"
EXPLAINING = "Definitions that explain each other in a ring"
CLOSED = "Definitions that lead only to each other"
LONG = "Long definitions"
KNOWN = "Known words that no entry uses"

Opened = Callable[[Files], tuple[Library | None, list[Problem]]]


def told(library: Library, title: str) -> list[str]:
    """The lines of one report."""
    reports = {report.title: report.items for report in advice(library)}
    return [str(item) for item in reports.get(title, ())]


def rings(opened: Opened, files: Files) -> list[str]:
    """What is told of rings, whatever else may be wrong with the files."""
    found, _problems = opened(files)
    assert found is not None
    return [str(problem) for problem in part_of_rings(found)]


def meaning(title: str, short: str, **fields: object) -> str:
    """A definition: title on line 2, short on line 3."""
    return entry(title=title, short=short, **fields)


def test_nothing_is_advised_where_all_is_well(library: Reading) -> None:
    found = library({RYE: meaning("Rye", "A grain."), "content/tips/a.md": tip("A", "Sow rye.")})
    assert advice(found) == []


def test_reports_come_in_one_order_and_never_empty(library: Reading) -> None:
    texts = {
        "site.yml": SITE + "known_words: oven\n",
        RYE: meaning("Rye", "Like oat.", see_also="oat"),
        OAT: meaning("Oat", "Like rye, in an AB.", see_also="rye"),
        EMMER: definition("Emmer", "word " * (BODY_WORDS + 1)),
    }
    assert [report.title for report in advice(library(texts))] == [
        WANTED,
        UNUSED,
        EXPLAINING,
        CLOSED,
        LONG,
        "Long sentences",
        "Pages that are hard to read",
        KNOWN,
    ]


@pytest.mark.parametrize(
    ("bodies", "line"),
    [
        (["An AB."], "'AB' is used in 1 entry and has none of its own."),
        (["An AB.", "No AB."], "'AB' is used in 2 entries and has none of its own."),
        (
            ["An AB.", "Alpha Beta (AB)."],
            "'AB' is used in 2 entries, explained in 1 of them, and has none of its own.",
        ),
    ],
)
def test_word_that_wants_an_entry(library: Reading, bodies: list[str], line: str) -> None:
    files = {f"content/tips/{n}.md": tip("A", body) for n, body in enumerate(bodies)}
    assert told(library(files), WANTED) == [
        f"content/tips/0.md:4: {line} "
        "Write one, use a plainer word, or add it to known_words in site.yml."
    ]


def test_definition_that_no_other_entry_uses(library: Reading) -> None:
    files = {RYE: definition("Rye", "Rye is rye.", see_also="oat"), OAT: definition("Oat", "Rye.")}
    assert told(library(files), UNUSED) == [
        f"{OAT}:2: No other entry uses 'Oat' in its text, under any of its names. "
        "Use it where it fits, or add the alias that people use."
    ]


def test_draft_need_not_be_used_yet(library: Reading) -> None:
    assert told(library({RYE: definition("Rye", status="draft")}, drafts=True), UNUSED) == []


def test_known_word_that_no_entry_uses(library: Reading) -> None:
    assert told(library({"site.yml": SITE + "known_words: oven\n"}), KNOWN) == [
        "site.yml:17: No entry uses 'oven' of known_words, or it has a definition by now. "
        "Take it out."
    ]


def test_definitions_that_explain_each_other(library: Reading) -> None:
    files = {
        RYE: meaning("Rye", "It is an oat."),
        OAT: meaning("Oat", "It is an emmer. Oat!"),
        EMMER: meaning("Emmer", "It is a rye."),
    }
    assert told(library(files), EXPLAINING) == [
        f"{EMMER}:3: These explain each other in a ring: Emmer \u2192 Rye \u2192 Oat \u2192 Emmer. "
        "Say one of them in everyday words."
    ]


def test_definition_that_uses_another_is_no_ring(library: Reading) -> None:
    files = {RYE: meaning("Rye", "No oat, no rye."), OAT: meaning("Oat", "A grain.")}
    assert told(library(files), EXPLAINING) == []


def test_shortest_ring_through_each_is_told_once(library: Reading) -> None:
    files = {
        RYE: meaning("Rye", "Like oat and emmer."),
        OAT: meaning("Oat", "Like rye."),
        EMMER: meaning("Emmer", "Like oat."),
    }
    lines = told(library(files), EXPLAINING)
    assert [line.partition("ring: ")[2].partition(". ")[0] for line in lines] == [
        "Oat \u2192 Rye \u2192 Oat",
        "Emmer \u2192 Oat \u2192 Rye \u2192 Emmer",
    ]


def test_ring_of_parts_is_a_problem(opened: Opened) -> None:
    files = {
        RYE: definition("Rye", part_of="oat"),
        OAT: definition("Oat", aliases="oats", part_of=["emmer", "spelt"]),
        EMMER: definition("Emmer", part_of="rye"),
        "content/definitions/spelt.md": definition("Spelt"),
    }
    assert rings(opened, files) == [
        f"{EMMER}:4: The definitions are part of each other in a ring: "
        "Emmer \u2192 Rye \u2192 Oat \u2192 Emmer. Take one of them out of part_of."
    ]


def test_parts_of_one_whole_are_no_ring(opened: Opened) -> None:
    files = {
        RYE: definition("Rye", part_of=["oat", "emmer"]),
        OAT: definition("Oat", part_of="emmer"),
        EMMER: definition("Emmer"),
    }
    assert rings(opened, files) == []


def test_part_of_itself_or_of_nothing_is_left_to_other_rules(opened: Opened) -> None:
    assert rings(opened, {RYE: definition("Rye", part_of=["rye", "none"])}) == []


def test_many_definitions_in_a_row_are_no_ring(opened: Opened) -> None:
    row = {
        f"content/definitions/d{n}.md": definition(f"Word {n}", part_of=f"d{n + 1}")
        for n in range(300)
    }
    last = {"content/definitions/d300.md": definition("Word 300")}
    assert rings(opened, {**row, **last}) == []


@pytest.mark.parametrize("field", ["see_also", "part_of"])
def test_pair_that_leads_nowhere_else(library: Reading, field: str) -> None:
    files = {RYE: definition("Rye"), OAT: definition("Oat", **{field: "rye"})}
    assert told(library(files), CLOSED) == [
        f"{OAT}:{4 if field == 'see_also' else 2}: 'Oat', 'Rye' lead only to each other. "
        "Let one of them lead on with see_also or part_of."
    ]


def test_three_that_lead_only_to_each_other(library: Reading) -> None:
    contrast = [{"term": "emmer", "difference": "Darker."}]
    files = {
        RYE: definition("Rye", see_also="oat"),
        OAT: definition("Oat", see_also="rye", not_the_same_as=contrast),
        EMMER: definition("Emmer"),
    }
    assert told(library(files), CLOSED) == [
        f"{EMMER}:2: 'Emmer', 'Oat', 'Rye' lead only to each other. "
        "Let one of them lead on with see_also or part_of."
    ]


def test_one_way_to_a_fourth_is_enough(library: Reading) -> None:
    files = {
        RYE: definition("Rye", see_also="oat"),
        OAT: definition("Oat", see_also=["rye", "emmer"]),
        EMMER: definition("Emmer"),
        "content/definitions/spelt.md": definition("Spelt", part_of="rye"),
    }
    assert told(library(files), CLOSED) == []


def test_four_or_one_are_no_closed_group(library: Reading) -> None:
    ring = {
        f"content/definitions/d{n}.md": definition(f"Word {n}", see_also=f"d{(n + 1) % 4}")
        for n in range(4)
    }
    assert told(library({RYE: definition("Rye"), **ring}), CLOSED) == []


def test_long_sentence_in_short(library: Reading) -> None:
    long = "word " * SENTENCE_WORDS + "word."
    assert told(library({RYE: meaning("Rye", f"A grain. {long}")}), LONG) == [
        f"{RYE}:3: 'short' has a sentence of 21 words; 20 is a good most. Make two of it."
    ]


def test_long_body(library: Reading) -> None:
    assert told(library({RYE: definition("Rye", "word " * (BODY_WORDS + 1))}), LONG) == [
        f"{RYE}:5: The definition has 121 words; 120 is a good most. "
        "Move what tells how to do it into a hint sheet."
    ]


def test_lengths_up_to_the_most_are_well(library: Reading) -> None:
    short = "word " * (SENTENCE_WORDS - 1) + "word. A grain."
    text = entry("word " * BODY_WORDS, title="Rye", short=short)
    assert told(library({RYE: text}), LONG) == []


def test_advice_is_never_a_problem(messages: Messages) -> None:
    files = {RYE: definition("Rye", "An AB.", see_also="oat"), OAT: definition("Oat")}
    assert messages(files) == []
