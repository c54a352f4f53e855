"""The glossary: every label of every term is found in running text, and nothing else is.

The edge cases that people report of linkers, each with the tests that keep it out:

 1 empty alias                     test_label_without_letters_is_found_nowhere
 2 label that begins another       test_longest_label_wins_wherever_it_stands
 3 letters and signs at the ends   test_words_end_where_letters_end
 4 kinds of hyphen                 test_hyphens_spaces_and_joined_words_are_one_label
 5 label inside a longer word      test_label_inside_a_hyphenated_word_is_not_found
 6 capitals                        test_acronyms_keep_their_capitals_and_words_do_not,
                                   test_acronyms_are_not_looked_for_in_a_text_in_capitals
 7 possessives and plurals         test_plurals_and_possessives_are_found
 9 words over the end of a line    test_hyphens_spaces_and_joined_words_are_one_label
12 two senses of one word          test_two_terms_with_one_label_are_both_told
18 whole names only                test_label_inside_a_hyphenated_word_is_not_found

Those that need a page stand in test_linking.py, tests/plugins/test_glossary_linking.py and
tests/plugins/test_links_elsewhere.py.
"""

import pytest
from terms import term
from written import Reading, definition

from knowledge import Entry, Glossary

TERMS = (
    term("ladder", "Ladder"),
    term("production", "Production"),
    term("co-production", "Co-production", aliases=["working together"]),
    term("ladder-of-co-production", "Ladder of co-production"),
    term("carer", "Carer"),
    term("agency", "Agency"),
    term("shelf", "Shelf life"),
    term("time-bank", "Time bank"),
    term("together", "Together"),
    term("expert", "Expert by experience"),
    term("adjustments", "Reasonable adjustments"),
    term("people", "People with lived experience", forms=["went first"]),
    term("care-act", "Care Act 2014", case_sensitive=True),
    term("mdt", "Multi-disciplinary team", acronym="MDT"),
    term("who", "World Health Organization", acronym="WHO"),
    term("it", "Information technology", acronym="IT"),
    term("gp", "GP"),
    term("choice", "People’s choice"),
    term("andor", "And/or"),
    term("adult", "Care (adult)"),
    term("commas", "Health, safety and care"),
    term("rd", "R&D"),
    term("conditions", "Terms and conditions"),
    term("cpp", "C++"),
    term("csharp", "C#"),
    term("net", ".NET"),
    term("dogs", "Cŵn"),
    term("life", "Café life"),
    term("word", "מילה"),
    term("contract", "عقد اجتماعي"),
    term("wall", "Wall"),
    term("secret", "Secret word", status="draft"),
)


def found(text: str, *terms: Entry) -> list[tuple[str, str]]:
    """What links, with its term."""
    matches = Glossary(terms or TERMS).find(text)
    return [(text[m.start : m.end], m.term) for m in matches if m.links]


def told(text: str, *terms: Entry) -> list[tuple[str, tuple[str, ...], bool]]:
    """Every match in full."""
    return [(text[m.start : m.end], m.terms, m.links) for m in Glossary(terms).find(text)]


def finds(text: str, slug: str) -> bool:
    """Whether all of a text is found as that one term."""
    return found(text) == [(text, slug)]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("the ladder of co-production", ["ladder-of-co-production"]),
        ("a ladder of steps", ["ladder"]),
        ("ladder co-production", ["ladder", "co-production"]),
        ("ladder of ladder", ["ladder", "ladder"]),
        ("ladder of coproduction ladder", ["ladder-of-co-production", "ladder"]),
    ],
)
def test_longest_label_wins_wherever_it_stands(text: str, slugs: list[str]) -> None:
    assert [slug for _, slug in found(text)] == slugs


def test_longest_is_told_by_its_letters_and_not_by_its_place() -> None:
    first, second = term("a", "one two"), term("b", "two three four")
    assert found("one two three four", first, second) == [("two three four", "b")]
    third = term("c", "four five six seven")
    assert found("one two three four five six seven", first, second, third) == [
        ("one two", "a"),
        ("four five six seven", "c"),
    ]


def test_alias_that_begins_with_another_label_keeps_its_link() -> None:
    cat = term("cat", "Cat", aliases=["Cats", "Cats' home"])
    text = "Cat, cats, cats’ home and a cat's home"
    assert [form for form, _ in found(text, cat)] == ["Cat", "cats", "cats’ home", "cat's home"]


def test_of_equal_spans_the_label_wins_that_was_written_so() -> None:
    terms = (term("apart", "time bank"), term("hyphen", "time-bank"), term("many", "time banks"))
    text = "time bank, time-bank, time banks, time-banks"
    assert found(text, *terms[:2]) == [
        ("time bank", "apart"),
        ("time-bank", "hyphen"),
        ("time banks", "apart"),
        ("time-banks", "hyphen"),
    ]
    assert found("time banks", *terms) == [("time banks", "many")]


def test_acronym_wins_over_a_word_of_the_same_letters() -> None:
    terms = (term("us", "US"), term("pronoun", "us"))
    assert found("US and us", *terms) == [("US", "us"), ("us", "pronoun")]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("carer, (carer) carer. “carer” carer; carer! carer? carer: *carer*", ["carer"] * 9),
        ("carer/carer carer\u2014carer carer…", ["carer"] * 5),
        ("carersome encarer caring care", []),
        ("carer_carer 2carer carer2", []),
        ("écarer carerŵ carer\u0301 ñcarer", []),
        ("see C++, C++. (C++) C++", ["C++"] * 4),
        ("C C+ C+++ C++11 XC++ cC", []),
        ("see C# C#, C", ["C#", "C#"]),
        (".NET (.NET) .NET. ASP.NET x.NET", [".NET"] * 3),
        ("cŵn, CŴN cŵn. cw\u0302n", ["cŵn", "CŴN", "cŵn", "cw\u0302n"]),
        ("cŵnm cwn", []),
        ("café life, CAFÉ LIFE, cafe\u0301 life", ["café life", "CAFÉ LIFE", "cafe\u0301 life"]),
        ("cafe life", []),
        ("המילה מילה, (מילה)", ["מילה", "מילה"]),
        ("\u200fعقد \u2067عقد اجتماعي\u2069", ["عقد اجتماعي"]),
        ("عقد\u200e \u200fاجتماعي", ["عقد\u200e \u200fاجتماعي"]),
        # signs that are not seen
        ("\ufeffcarer \u200bcarer\u200b \u2060carer", ["carer"] * 3),
        ("ca\u200brer ca\u00adrer", ["ca\u200brer", "ca\u00adrer"]),
    ],
)
def test_words_end_where_letters_end(text: str, forms: list[str]) -> None:
    assert [form for form, _ in found(text)] == forms


@pytest.mark.parametrize(
    "text",
    [
        *("#carer", "@carer", "@carer_carer", "carer@example.org", "me@carer.org", "carer.org"),
        *("www.carer.example", "https://x.org/carer", "http://carer/", "x.org/a-carer/b"),
        *("carer.md", "x.org/?q=carer&carer=1", "(see www.x.org/carer)", "ftp://carer"),
    ],
)
def test_hashtags_handles_addresses_and_file_names_are_no_words(text: str) -> None:
    assert found(text) == []
    assert found(f"carer {text}\ncarer") == [("carer", "carer")] * 2


def test_end_of_a_sentence_is_no_address() -> None:
    assert len(found("Ask a carer.\nCarer. Then (carer). e.g. carer, i.e. carer: 2.5 carer")) == 6


@pytest.mark.parametrize(
    "text",
    [
        *("co-production", "Co-Production", "CO-PRODUCTION", "coproduction", "co production"),
        *("co\u2010production", "co\u2011production", "co\u2012production", "co\u2013production"),
        *(
            "co\u00adproduction",
            "co-\u00adproduction",
            "co\u00ad-production",
            "co-pro\u00adduction",
        ),
        *("co\nproduction", "co-\nproduction", "co-\n  production", "co\u00a0production"),
        *("co  production", "co\t production", "co\u200bproduction", "co-pro-duction"),
        *("working together", "working-together", "workingtogether", "working\ntogether"),
    ],
)
def test_hyphens_spaces_and_joined_words_are_one_label(text: str) -> None:
    assert finds(text, "co-production")


@pytest.mark.parametrize(
    "text", ["time bank", "timebank", "time-bank", "time\u2011bank", "TimeBank"]
)
def test_label_of_two_words_is_found_joined(text: str) -> None:
    assert finds(text, "time-bank")


def test_label_written_joined_is_found_with_hyphens_and_never_with_a_space() -> None:
    assert finds("to-gether", "together")
    assert finds("to\u00adgether", "together")
    assert found("to gether, to get her, to-\ngether") == []


def test_small_words_join_with_hyphens_only() -> None:
    assert finds("expert-by-experience", "expert")
    assert finds("experts-by-experience", "expert")
    assert finds("expert\u2011by\u2011experience’s", "expert")
    assert found("expertbyexperience expert byexperience") == []
    terms = (term("way", "a way"), term("put", "in put"))
    assert found("away input alway's inputs", *terms) == []
    assert found("a-way in-put", *terms) == [("a-way", "way"), ("in-put", "put")]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "co, production",
            "co. production",
            "co/production",
            "co (production",
            "co\n\nproduction",
        ),
        *("co\u2014production", "co - production", "co & production", "co\ufffcproduction"),
        *("working, together", "time\nof bank", "co -production"),
    ],
)
def test_words_with_something_between_are_not_one_label(text: str) -> None:
    assert not {"co-production", "time-bank"} & {slug for _, slug in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        *("non-co-production", "co-production-like", "pre-carer", "carer-led", "ladder-back"),
        *("re-production", "coproductionist", "o'carer", "carer’d", "carer\u2011led", "it'll"),
    ],
)
def test_label_inside_a_hyphenated_word_is_not_found(text: str) -> None:
    assert found(text) == []


def test_production_is_not_found_in_co_production() -> None:
    assert found("co-production and production", term("production")) == [
        ("production", "production")
    ]
    assert found("co\nproduction", *TERMS[:3]) == [("co\nproduction", "co-production")]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("carers", "carer"),
        ("carer's", "carer"),
        ("carer’s", "carer"),
        ("agencies", "agency"),
        ("agency’s", "agency"),
        ("co-productions", "co-production"),
        ("co-production’s", "co-production"),
        ("time banks", "time-bank"),
        ("timebank's", "time-bank"),
        ("shelf lives", "shelf"),
        ("ladders of co-production", "ladder-of-co-production"),
        ("ladder of co-production's", "ladder-of-co-production"),
        ("experts by experience", "expert"),
        ("expert by experience’s", "expert"),
        ("MDTs", "mdt"),
        ("MDT's", "mdt"),
        ("MDT’s", "mdt"),
        ("multidisciplinary teams", "mdt"),
        ("reasonable adjustment", "adjustments"),
        ("reasonable adjustment's", "adjustments"),
        ("person with lived experience", "people"),
        ("peoples choice", "choice"),
        ("went first", "people"),
    ],
)
def test_plurals_and_possessives_are_found(text: str, slug: str) -> None:
    assert finds(text, slug)


def test_apostrophe_inside_a_phrase_may_stand_before_or_after_the_s() -> None:
    terms = (term("one", "Carer’s assessment"), term("many", "Users' group"))
    text = "carer's assessment, carers' assessments, carers assessment, user’s group, users’ group"
    assert [slug for _, slug in found(text, *terms)] == ["one"] * 3 + ["many"] * 2
    assert found("the ‘time’ bank") == []


def test_apostrophe_after_a_plural_stays_outside_as_it_may_close_a_quotation() -> None:
    assert found("the carers’ rights") == [("carers", "carer")]


@pytest.mark.parametrize(
    "text", ["caring", "cared", "coproduced", "laddered", "productive", "reasonables adjustments"]
)
def test_other_forms_are_not(text: str) -> None:
    assert found(text) == []


def test_singular_of_one_word_is_another_word() -> None:
    assert found("good news, a new good", term("goods"), term("news")) == [("news", "news")]


def test_site_in_another_language_has_no_english_plurals() -> None:
    matches = Glossary([term("pan", "Pan")], english=False).find("pan pans")
    assert [(match.start, match.end) for match in matches] == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("CARER Carer cArer", ["CARER", "Carer", "cArer"]),
        ("who asked the WHO? Who", ["WHO"]),
        ("it said IT and It, its, it's, IT's", ["IT", "IT's"]),
        ("mdt Mdt MDTS MDT'S MDT MDTs", ["MDT", "MDTs"]),
        ("gp Gp GP GPs", ["GP", "GPs"]),
        ("the care act 2014, the Care act 2014, CARE ACT 2014", []),
        ("the Care Act 2014", ["Care Act 2014"]),
        ("world health organization", ["world health organization"]),
        ("world HEALTH Organization", ["world HEALTH Organization"]),
        ("r&d R&D", ["R&D"]),
    ],
)
def test_acronyms_keep_their_capitals_and_words_do_not(text: str, forms: list[str]) -> None:
    assert [form for form, _ in found(text)] == forms


def test_acronyms_are_not_looked_for_in_a_text_in_capitals() -> None:
    assert found("CARERS WHO CARE FOR IT ALL") == [("CARERS", "carer")]
    assert found("WHO IT MDT") == []
    assert found("WHO MDT") == [("WHO", "who"), ("MDT", "mdt")]
    assert found("CARERS WHO CARE, he said") == [("CARERS", "carer"), ("WHO", "who")]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("and/or", "andor"),
        ("and / or", "andor"),
        ("and or", "andor"),
        ("care (adult)", "adult"),
        ("care adult", "adult"),
        ("health, safety and care", "commas"),
        ("health safety and care", "commas"),
        ("health safety & care", "commas"),
        ("R & D", "rd"),
        ("R and D", "rd"),
        ("terms & conditions", "conditions"),
        ("terms&conditions", "conditions"),
        ("people's choice", "choice"),
    ],
)
def test_punctuation_of_a_label_may_be_left_out_but_not_changed(text: str, slug: str) -> None:
    assert finds(text, slug)


@pytest.mark.parametrize(
    "text", ["and, or", "and (or", "care [adult]", "care. Adult", "health; safety and care", "R/D"]
)
def test_other_punctuation_makes_other_words(text: str) -> None:
    assert found(text) == []


def test_bracket_is_found_with_its_partner() -> None:
    terms = (term("adult", "Care (adult)"), term("design", "(Re)design"))
    text = "(care adult) (care (adult)) care (adult (re)design redesign"
    assert found(text, *terms) == [
        ("care adult", "adult"),
        ("care (adult)", "adult"),
        ("care (adult", "adult"),
        ("(re)design", "design"),
    ]


def test_every_use_is_found_not_only_the_first() -> None:
    assert found("Carer and carer") == [("Carer", "carer"), ("carer", "carer")]


def test_drafts_are_not_found() -> None:
    assert found("a secret word") == []


def test_term_that_never_links_itself_shields_the_words_in_it() -> None:
    everyday = term("plain", "Plain bread", auto_link=False)
    assert told("plain bread, bread", everyday, term("bread")) == [
        ("plain bread", ("plain",), False),
        ("bread", ("bread",), True),
    ]


def test_phrase_in_which_a_word_means_something_else_shields_it() -> None:
    board = term("board", "Board", not_in=["board game", "board and lodging", "surfboard"])
    text = "Board, board game, board-games, Board Game’s, board & lodging; boards, surf-board"
    assert found(text, board) == [("Board", "board"), ("boards", "board")]
    assert found("board and board gamer", board) == [("board", "board")] * 2


def test_phrase_shields_the_words_of_other_terms_too() -> None:
    terms = (term("board", not_in=["board game night"]), term("game"), term("night"))
    assert found("board game night game", *terms) == [("game", "game")]


def test_longer_label_wins_over_a_phrase_inside_it() -> None:
    terms = (term("board", not_in=["board game"]), term("long", "Board game club"))
    assert found("the board game club", *terms) == [("board game club", "long")]


def test_phrase_that_is_a_label_of_its_own_still_links() -> None:
    terms = (term("board", not_in=["board member"]), term("member", "Board-member"))
    text = "board member, board-member, board members"
    assert [slug for _, slug in found(text, *terms)] == ["member"] * 3


def test_phrase_wins_over_the_plural_of_a_word() -> None:
    terms = (term("new", "New", not_in=["news"]), term("look"))
    assert found("news, a new look", *terms) == [("new", "new"), ("look", "look")]


def test_two_terms_with_one_label_are_both_told() -> None:
    terms = (
        term("board-people", "Board", sense="people"),
        term("board-wood", "Plank", aliases=["board"], sense="wood"),
    )
    both = ("board-people", "board-wood")
    assert told("a board, Boards and a plank", *terms) == [
        ("board", both, True),
        ("Boards", both, True),
        ("plank", ("board-wood",), True),
    ]


@pytest.mark.parametrize("label", ["&", "...", "-", "", " ", "()", "\u00ad", "?!", "🙂"])
def test_label_without_letters_is_found_nowhere(label: str) -> None:
    odd = term("odd", "Odd", aliases=[label], acronym=label, forms=[label], not_in=[label])
    assert found(f"a {label} b {label}{label} odd", odd) == [("odd", "odd")]


def test_same_label_given_twice_is_one() -> None:
    twice = term("carer", "Carer", aliases=["carer", "Carer", "carers"], forms=["carer"])
    assert told("carer", twice) == [("carer", ("carer",), True)]


@pytest.mark.parametrize(
    "label",
    [".*", "a.c", "(x", "x)", "[abc]", "a|b", "^a$", r"\w+", "a{2}", "a?", "x*", r"\1", "(?i)x"],
)
def test_regex_characters_are_ordinary_characters(label: str) -> None:
    odd = term("odd", label)
    assert all(slug == "odd" for _, slug in found(f"see {label} here, abc aXc xx aa", odd))
    assert found("aXc xx aa bcd b xa", odd) == []


def test_ten_thousand_aliases_are_all_found_and_lead_to_their_term() -> None:
    many = term("many", aliases=[f"word{n} of{n} the{n}" for n in range(10_000)])
    text = " and ".join(f"Word{n} of{n} the{n}" for n in range(0, 10_000, 999))
    assert found(text, many, term("word9")) == [(part, "many") for part in text.split(" and ")]


def test_aliases_that_are_prefixes_of_one_another() -> None:
    many = term("many", aliases=["x" * n for n in range(1, 10_000, 50)])
    one = "x" * 501
    assert found(f"xx {one} {one}x", many) == [(one, "many")]
    nested = term("nested", aliases=[" ".join(["x"] * n) for n in range(1, 31)])
    assert [len(form) for form, _ in found(" ".join(["x"] * 40), nested)] == [59, 19]


@pytest.mark.parametrize("space", [" ", "-", ", "])
def test_label_of_three_hundred_letters(space: str) -> None:
    label = space.join(["word"] * 60)
    assert found(f"A {label}, a {label.upper()}", term("long", label)) == [
        (label, "long"),
        (label.upper(), "long"),
    ]


def test_glossary_is_made_of_the_definitions_of_a_library(library: Reading) -> None:
    made = library({"content/definitions/rye.md": definition("Rye", aliases=["rye bread"])})
    matches = Glossary.of(made).find("More rye breads.")
    assert [(m.start, m.end, m.term) for m in matches] == [(5, 15, "rye")]
