"""The glossary: every label of every term is found in running text, and nothing else is."""

import re
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import Reading, definition

from knowledge import KINDS, Entry, Glossary
from knowledge.frontmatter import Document
from knowledge.kinds import DefinitionFields


def term(slug: str, title: str, **fields: object) -> Entry:
    found = DefinitionFields.model_validate({"title": title, "short": "A word.", **fields})
    return Entry(KINDS[0], slug, found, Document(f"content/definitions/{slug}.md", {}, {}))


TERMS = (
    term("ladder", "Ladder"),
    term("co-production", "Co-production", aliases=["coproduction", "working together"]),
    term("ladder-of-co-production", "Ladder of co-production"),
    term("carer", "Carer", aliases=["carers"]),
    term("care-act", "Care Act 2014", acronym="CA", case_sensitive=True),
    term("hse", "Health and Safety", acronym="HSE"),
    term("it", "Information technology", acronym="IT"),
    term("plain", "Plain English", auto_link=False),
    term("secret", "Secret word", status="draft"),
    term("caf", "Caf\u00e9 life"),
    term("people-first", "People’s choice"),
)


def found(text: str, terms: tuple[Entry, ...] = TERMS) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.term) for m in Glossary(terms).find(text)]


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        # the longest wins, wherever it stands
        ("the ladder of co-production", [("ladder of co-production", "ladder-of-co-production")]),
        ("a ladder of steps", [("ladder", "ladder")]),
        ("ladder co-production", [("ladder", "ladder"), ("co-production", "co-production")]),
        ("ladder of ladder", [("ladder", "ladder"), ("ladder", "ladder")]),
        # only whole words
        ("carers caring carersome encarer", [("carers", "carer")]),
        ("carer, (carer) carer. carer", [("carer", "carer")] * 4),
        # a hashtag or a handle is a name on another site
        ("#carer @carer carer", [("carer", "carer")]),
        ("the carer's day, the carer’s day", [("carer", "carer")] * 2),
        ("carer_carer 2carer carer2", []),
        ("éclair carer", [("carer", "carer")]),
        # capitals
        ("CARER Carer cArer", [("CARER", "carer"), ("Carer", "carer"), ("cArer", "carer")]),
        ("the care act 2014", []),
        ("the Care Act 2014", [("Care Act 2014", "care-act")]),
        ("it said IT and It", [("IT", "it")]),
        ("HSE hse Hse", [("HSE", "hse")]),
        ("health AND safety", [("health AND safety", "hse")]),
        # hyphens, spaces, line breaks, apostrophes
        ("co production", [("co production", "co-production")]),
        ("co\u2011production", [("co\u2011production", "co-production")]),
        ("co\u2010production", [("co\u2010production", "co-production")]),
        ("co\nproduction", [("co\nproduction", "co-production")]),
        ("co-\nproduction", [("co-\nproduction", "co-production")]),
        ("co\u00a0production", [("co\u00a0production", "co-production")]),
        ("working-together", [("working-together", "co-production")]),
        ("people's choice", [("people's choice", "people-first")]),
        ("CAFÉ LIFE", [("CAFÉ LIFE", "caf")]),
        ("co, production", []),
        ("co. production", []),
        ("co   production", []),
        ("co/production", []),
        # what does not link itself
        ("plain English and a secret word", []),
        ("", []),
        ("...!", []),
    ],
)
def test_labels_are_found(text: str, matches: list[tuple[str, str]]) -> None:
    assert found(text) == matches


def test_every_use_is_found_not_only_the_first() -> None:
    assert found("Carer and carer") == [("Carer", "carer"), ("carer", "carer")]


def test_order_of_the_terms_does_not_change_what_is_found() -> None:
    terms = (
        term("b", "Rye loaf", aliases=["loaf"]),
        term("a", "Rye", acronym="LOAF"),
        term("c", "Loaf"),
        term("d", "Rye loaf crust"),
    )
    text = "Rye loaf crust, rye loaf, rye, LOAF, loaf, Loaf"
    results = {tuple(found(text, order)) for order in permutations(terms)}
    assert len(results) == 1
    assert [slug for _, slug in results.pop()] == ["d", "b", "a", "a", "c", "c"]


@pytest.mark.parametrize("label", ["&", "...", "-"])
def test_label_without_letters_is_never_found(label: str) -> None:
    odd = term("odd", label, aliases=[label], acronym=label)
    assert found(f"a {label} b", (odd,)) == []


def test_glossary_is_made_of_the_definitions_of_a_library(library: Reading) -> None:
    made = library({"content/definitions/rye.md": definition("Rye", aliases=["rye bread"])})
    matches = list(Glossary.of(made).find("More rye bread."))
    assert [(m.start, m.end, m.term) for m in matches] == [(5, 14, "rye")]


USED = """
ladder of co production coproduction Co-production carer carers CARER it IT HSE Care Act 2014
working together people's people’s plain English é
"""
WORDS = st.sampled_from(USED.split())
GAPS = st.sampled_from([" ", "-", "\n", ", ", ". ", "  ", "’", "\u2011", "_", ""])


def plain(label: str) -> str:
    return " ".join(re.findall(r"\w+", label)).lower()


LABELS = {
    each.slug: {plain(label) for label in (each.title, *each.fields.aliases)}
    | {plain(each.fields.acronym or each.title)}
    for each in TERMS
}


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS)).map(lambda parts: "".join(w + g for w, g in parts)))
def test_matches_are_in_order_apart_whole_words_and_of_their_term(text: str) -> None:
    end = 0
    for match in Glossary(TERMS).find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        assert plain(text[match.start : match.end]) in LABELS[match.term]
        around = text[match.start - 1 : match.start] + text[match.end : match.end + 1]
        assert not re.search(r"\w", around)


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    matches = list(Glossary(TERMS).find(text))
    assert all(text[match.start : match.end].strip() for match in matches)
