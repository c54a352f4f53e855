"""The engine as readers meet it: typed text in, answers out, from files that Python wrote."""

from collections.abc import Iterable
from typing import Any

import pytest

from tests.search.bakery import BAKERY, MIXERS, Site, answer, table, titles

NAMED = {
    "Sourdough": ["Sourdough", "Starter"],
    " SOURDOUGH?! ": ["Sourdough", "Starter"],
    "community oven": ["Community oven", "|", "Who pays"],
    "Community-oven": ["Community oven"],
    "natural leaven": ["Sourdough"],
    "sd": ["Sourdough"],
    "levain": ["Starter"],
    "fed": ["Starter"],
    "who pays": ["Who pays", "Pay the miller"],
    # The spellings of a compound.
    "stand-mixer": MIXERS,
    "standmixer": MIXERS,
    "stand mixer": MIXERS,
    "Stand\u2011mixers": MIXERS,
    "stand\u00admixer": MIXERS,
    # Accents may be left out, and only then are left out.
    "Pâte fermentée": ["Pâte fermentée"],
    "pate fermentee": ["Pâte fermentée"],
    "PA\u0302TE": ["Pâte fermentée"],
    "fermentee": ["Pâte fermentée"],
    # Words that other stemmers take for others.
    "day": ["Journey of a loaf", "Starter"],
    "days": ["Journey of a loaf", "Starter"],
    "key": ["Journey of a loaf"],
    "pay": ["Who pays", "Pay the miller"],
    "journeys": ["Journey of a loaf"],
    # Words that only hold a sentence together, when nothing else is typed and when it is.
    "who": ["Who pays", "About us"],
    "about us": ["About us", "|", "Weigh your flour"],
    "us": ["About us", "Weigh your flour"],
    "what is sourdough": ["Sourdough", "Starter"],
    "the oven of the village": ["Community oven", "Who pays"],
}


def test_what_is_called_so_comes_first(site: Site) -> None:
    assert table(site, NAMED) == NAMED


WORDS = {
    "rye flour": [
        *("Pay the miller", "Starter", "|"),
        *("Weigh your flour", "Community oven", "About us"),
    ],
    "flour rye rye": [
        *("Pay the miller", "Starter", "|"),
        *("Weigh your flour", "About us", "Community oven"),
    ],
    "kneading": ["Knead by hand", "Stand-mixer"],
    "mixer stand": MIXERS,
    # Words that no page has are left out.
    "rye qwertyuiop": ["Pay the miller", "About us", "Starter"],
    "qwertyuiop": [],
    "qw": [],
    "": [],
    " \n ": [],
    "?!": [],
    # In quotes: these words side by side.
    '"village shares"': ["Who pays", "Community oven"],
    "“Rye bread”": ["About us"],
    '"bread rye"': [],
    '"rye bread" oven': [],
    '"sourdough" "begins with"': ["Starter"],
    '"natural leaven"': ["Sourdough"],
    '"pays the oven"': [],
    '"rye': ["Pay the miller", "About us", "Starter"],
    '""': [],
}


MISSING = {
    "rye": "",
    "rye qwertyuiop": "qwertyuiop",
    "qwertyuiop rye zxcvbnmasd": "qwertyuiop",
    "qwertyuiop": "qwertyuiop",
    # Taken for another word, or too small to matter.
    "sourdogh bread": "",
    "the rye": "",
}


def test_word_that_no_page_has_is_told(site: Site) -> None:
    found = [each["missing"] for each in site.answers(MISSING)]
    assert dict(zip(MISSING, found, strict=True)) == MISSING


def test_those_with_every_word_come_before_those_with_some(site: Site) -> None:
    assert table(site, WORDS) == WORDS


def result(number: int, **changed: str) -> dict[str, Any]:
    """What is told of a document of the bakery."""
    document = BAKERY[number]
    told = {"number": number, "address": document.address, "title": document.title}
    return {**told, "kind": document.kind.label, "short": document.short, "called": "", **changed}


OF_RYE = [
    {"name": "word", "plural": "Words", "count": 2},
    {"name": "tip", "plural": "Tips", "count": 2},
    {"name": "page", "plural": "Pages", "count": 1},
]


def test_answer_counts_all_that_is_found_and_tells_the_results_asked_for(site: Site) -> None:
    ask = {"typed": "rye flour"}
    found = site.asked(
        ("search", {**ask, "count": 2}),
        ("search", {**ask, "from": 2, "count": 2}),
        ("search", {**ask, "from": 9, "count": 2}),
        ("search", {**ask, "kind": "tip"}),
        ("search", {**ask, "kind": "page", "count": 0}),
        ("search", {**ask, "kind": "hint"}),
        ("open", {}),
    )
    assert found["answers"] == [
        answer([result(8), result(2)], 5, 2, kinds=OF_RYE),
        answer([result(7), result(0)], 5, 2, kinds=OF_RYE),
        answer([], 5, 2, kinds=OF_RYE),
        answer([result(8), result(7)], 2, 1, kinds=OF_RYE),
        answer([], 1, 0, kinds=OF_RYE),
        answer([], 0, 0, kinds=OF_RYE),
        {},
    ]


CALLED = {
    "natural leaven": ("Sourdough", "Natural leaven"),
    "natural": ("Sourdough", "Natural leaven"),
    "leaven": ("Sourdough", ""),
    "sd": ("Sourdough", "SD"),
    "S-D": ("Sourdough", "SD"),
    "sour": ("Sourdough", ""),
    # The title says it as well as the other name.
    "starter": ("Starter", ""),
    "starter do": ("Starter", "Starter dough"),
}


def test_name_by_which_it_was_found_is_told_with_the_result(site: Site) -> None:
    first = [each["results"][0] for each in site.answers(CALLED, typing=True)]
    called = [(result["title"], result["called"]) for result in first]
    assert dict(zip(CALLED, called, strict=True)) == CALLED


def beginnings(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each beginning of three letters and more of each name, and the name."""
    return [(name[:size], name) for name in names for size in range(3, len(name) + 1)]


def test_every_beginning_of_a_title_finds_it_while_it_is_typed(site: Site) -> None:
    asked = beginnings(document.title for document in BAKERY)
    found = site.answers((typed for typed, _title in asked), typing=True)
    lost = [
        (typed, title, titles(each))
        for (typed, title), each in zip(asked, found, strict=True)
        if title not in titles(each)[:3]
    ]
    assert lost == []


def test_every_beginning_of_a_name_finds_what_is_called_so_while_it_is_typed(site: Site) -> None:
    asked = beginnings(name for document in BAKERY for name in document.names)
    of = {name: document.title for document in BAKERY for name in document.names}
    found = site.answers((typed for typed, _name in asked), typing=True)
    lost = [
        (typed, name, titles(each))
        for (typed, name), each in zip(asked, found, strict=True)
        if of[name] not in titles(each)
    ]
    assert lost == []


UNFINISHED = {
    "commu": ["Community oven"],
    "journ": ["Journey of a loaf"],
    "knead by ha": ["Knead by hand", "|", "Stand-mixer", "Pay the miller", "Weigh your flour"],
    # A letter or two will do where few pieces of the index hold what begins so.
    "st": ["Starter", "Stand-mixer", "Weigh your flour", "Knead by hand"],
    "pay the m": ["Pay the miller", "|", "Who pays"],
    "pay the mi": ["Pay the miller", "|", "Who pays"],
    "pay the mil": ["Pay the miller", "|", "Who pays", "Starter", "Community oven"],
}


def test_last_word_may_be_unfinished(site: Site) -> None:
    assert table(site, UNFINISHED, typing=True) == UNFINISHED


HOSTILE = [
    *(
        ":",
        "^",
        "~",
        "*",
        "+",
        "-",
        '"',
        '""',
        "“",
        "'",
        "\\",
        "/",
        "%",
        "a:b",
        "^2",
        "~1",
        "title:",
    ),
    *("<img src=x onerror=alert(1)>", "</script>", "${x}", "{{x}}", "a\0b", "\ufffe\uffff", "="),
    *("x" * 10_000, "rye " * 2500, "x" * 499 + "\U0001f35e" * 10, "-" * 999, "'" * 999, "*" * 99),
    *("a-" * 300, "co" * 300, "\u0301" * 600, "\U00010400" * 100, "\u200b" * 600, "ﷺ" * 200),
    *(
        "\ud800",
        "\udc00x",
        "rye\ud83d",
        "\ud83d rye",
        "\U0001f35e",
        "👩\u200d🍳",
        "\u202eeyr\u202c",
    ),
    *("مخبز", "אפייה", "パン", "ΆΡΤΟΣ", "İ", "½", "__proto__", "constructor", "toString", "length"),
]


@pytest.mark.parametrize("more", [{}, {"typing": True}, {"signs": "signs.js"}], ids=str)
def test_nothing_that_is_typed_is_an_error(site: Site, more: dict[str, Any]) -> None:
    steps = [("search", {"typed": typed, **more}) for typed in HOSTILE]
    steps += [("excerpts", {"typed": typed, "numbers": [0, 2, 10], **more}) for typed in HOSTILE]
    found = site.asked(*steps)["answers"]
    failed = [(step, each) for step, each in zip(steps, found, strict=True) if "failed" in each]
    assert failed == []


MILL = "Flour comes from a mill. "
EXCERPTS = {
    ("rye", 8): ("[Rye] flour too.", None),
    ("feeding with RYE", 2): (
        f"… mill. {MILL}[Feed] the starter each day with [rye]. {MILL * 3}Flour comes …",
        "Feeding",
    ),
    ("saves arms", 3): ("It [saves] your [arms].", None),
    ("stand mixer", 7): ("A [stand] [mixer] has scales.", None),
    ("sourdogh", 2): ("A [sourdough] begins with it.", None),
    ("who bake", 9): ("We [bake] rye bread.", None),
    # Found by a title, a name or the short text, which the result shows anyway.
    ("levain", 2): ("", None),
    ("standmixer", 6): ("", None),
    ("qwertyuiop", 2): ("", None),
}


def excerpts(site: Site, asked: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """For what is typed and a number the excerpt, with marks in brackets, and its section."""
    asked = [*asked]
    steps = [("excerpts", {"typed": typed, "numbers": [number]}) for typed, number in asked]
    found = {}
    for (typed, number), (each,) in zip(asked, site.asked(*steps)["answers"], strict=True):
        assert each["number"] == number
        text = "".join(f"[{part}]" if is_marked else part for part, is_marked in each["parts"])
        section = each["section"]
        if section:
            assert section["address"] == f"{BAKERY[number].address}#{section['title'].lower()}"
        found[typed, number] = (text.strip(), section and section["title"])
    return found


def test_excerpt_is_the_text_around_the_words_and_tells_its_section(site: Site) -> None:
    assert excerpts(site, EXCERPTS) == EXCERPTS


def test_excerpt_shows_a_compound_however_it_is_spelt(site: Site) -> None:
    marked = {
        ("stand-mixer", 7): ("A [stand] [mixer] has scales.", None),
        ("standmixer", 7): ("A [stand] [mixer] has scales.", None),
    }
    assert excerpts(site, marked) == marked


def test_page_called_just_so_keeps_its_short_text(site: Site) -> None:
    called = {("Starter", 2): ("", None), ("levain", 2): ("", None)}
    assert excerpts(site, called) == called


def test_excerpt_of_what_is_being_typed_marks_what_begins_so(site: Site) -> None:
    ask = {"typed": "sour", "typing": True, "numbers": [2, 1]}
    first, second = site.asked(("excerpts", ask))["answers"][0]
    assert first["parts"] == [["A ", False], ["sourdough", True], [" begins with it. ", False]]
    assert second == {"number": 1, "parts": [], "section": None}
