"""Analysis: rule by rule, what a text is found by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.search.analysis import Analyser, Companions

ENGLISH = Analyser("en-GB")
WELSH = Analyser("cy")

WORDS = {
    "Plain Words": "plain words",
    "": "",
    " ?! ": "",
    # Every hyphen joins; a dash that stands for a pause does not.
    "co-op co\u2010op co\u2011op co\u2012op co\u2013op": "co+op co+op co+op co+op co+op",
    "co\u2014op co\u2015op co\u2212op": "co op co op co op",
    "pay-as-you-go": "pay+as+you+go",
    "-co- --op -": "co op",
    "co--op": "co+op",
    # Possessives and other apostrophes.
    "people's people’s peoples'": "people people peoples",
    "it's don't 'tis rock'n'roll": "it dont tis rocknroll",
    "'quoted' ‘quoted’ 's '": "quoted quoted s",
    "SCIE's co-op's co's-op": "scie co+op co+op",
    # Nothing but letters, numbers and their marks is part of a word.
    "(e.g., this)": "e g this",
    "foo.bar/baz@qux_quux": "foo bar baz qux quux",
    "what? “yes” «no» £5 50% a&b": "what yes no 5 50 a b",
    "1,000 3.5 2012/13 2012-13 42nd": "1 000 3 5 2012 13 2012+13 42nd",
    "A\tb\nc\u00a0d\u2028e": "a b c d e",
    # What nobody sees is not there.
    "pro\u00adduc\u200btion \ufeffone\u2060\u200d": "production one",
    # One letter, one spelling.
    "ﬁrst Ｆｕｌｌ １２ ½ x² ™": "first full 12 1 2 x2 tm",
    "café cafe\u0301 CAFÉ": "café café café",
    "ΟΔΟΣ ΑΣΑ": "οδος ασα",
    "日本語 שָׁלוֹם ١٢": "日本語 שָׁלוֹם ١٢",
    "👍 yes👍no": "yes no",
}
IN_WELSH = {
    "i'r o’r a'i": "i r o r a i",
    "rhai's 'na": "rhai s na",
    "Cyd-gynhyrchu TŶ Llŷn": "cyd+gynhyrchu tŷ llŷn",
}


def written(analyser: Analyser, text: str) -> str:
    """The words of a text, with a plus where a word has a hyphen."""
    return " ".join(map("+".join, analyser.words(text)))


@pytest.mark.parametrize(("analyser", "words"), [(ENGLISH, WORDS), (WELSH, IN_WELSH)])
def test_words_of_a_text(analyser: Analyser, words: dict[str, str]) -> None:
    assert {text: written(analyser, text) for text in words} == words


def test_only_english_words_are_stemmed() -> None:
    words = ["meetings", "cafés", "2010s", "maes", "mwy"]
    assert [ENGLISH.term(word) for word in words] == ["meet", "café", "2010", "mae", "mwi"]
    assert [WELSH.term(word) for word in words] == words


def test_language_is_told_by_the_part_before_the_hyphen() -> None:
    languages = ["en", "EN-us", "en-GB-oxendict", "eng", "cy-GB", ""]
    stems = ["meet", "meet", "meet", "meetings", "meetings", "meetings"]
    assert [Analyser(language).term("meetings") for language in languages] == stems


def test_word_with_accents_has_a_second_term_without_them() -> None:
    terms = {
        "cafés": ["café", "cafe"],
        "cafes": ["cafe"],
        "tŷ": ["tŷ", "ty"],
        "naïvely": ["naïv", "naiv"],
        "שָׁלוֹם": ["שָׁלוֹם", "שלום"],
        "ø": ["ø"],
    }
    assert {word: ENGLISH.terms(word) for word in terms} == terms


def test_name_is_the_same_however_it_is_joined_and_is_no_term_of_a_text() -> None:
    names = {
        "Lived experience": "livedexperience=",
        "lived-experience": "livedexperience=",
        "LivedExperience?": "livedexperience=",
        "lived\u00a0\u2011 experience": "livedexperience=",
        "Lived experiences": "livedexperiences=",
        "The Café’s Tŷ": "thecafety=",
        "C++": "c=",
        "?!": "",
        "": "",
    }
    assert {name: ENGLISH.name(name) for name in names} == names


@settings(deadline=None)
@given(st.text())
def test_parts_of_words_are_letters_numbers_and_marks(text: str) -> None:
    parts = [part for word in ENGLISH.words(text) for part in word]
    assert all(parts)
    assert not {*"".join(parts)} & {*" -'’,.!"}
    assert all(word for word in ENGLISH.words(text))


@settings(deadline=None)
@given(st.text(), st.text())
def test_space_keeps_words_apart(before: str, after: str) -> None:
    both = ENGLISH.words(f"{before} {after}")
    assert both == ENGLISH.words(before) + ENGLISH.words(after)


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_has_the_words_that_it_would_have_among_other_letters(text: str) -> None:
    """Most text is plain and takes a shorter way; a soft hyphen sends it the long way."""
    for analyser in (ENGLISH, WELSH):
        assert analyser.words(text) == analyser.words("\u00ad".join(f" {text} "))


COMPOUNDS = [("co", "op"), ("pay", "as", "you", "go"), ("non", "co", "production")]
COMPANIONS = Companions(ENGLISH, COMPOUNDS, {"co", "op", "coop"})

TERMS = {
    "co-op": "co op coop",
    "Co-op's,": "co op coop",
    "coop": "co op coop",
    "co": "co",
    "cooperatives": "cooper",
    "pay-as-you-go": "pay as you go payasyougo",
    "payasyougo": "pay as you go payasyougo",
    "co-production": "co product coproduct",
    "coproduction": "coproduct",
    "café-bars": "café cafe bar cafébar cafebar",
    "(e.g.": "e g",
    "–": "",
}


def test_hyphenated_and_closed_spellings_have_the_same_terms() -> None:
    """A closed spelling has them only if the site has the one with a hyphen."""
    assert {chunk: " ".join(COMPANIONS.chunk(chunk)) for chunk in TERMS} == TERMS


BESIDE = {
    ("co", "op"): "coop",
    ("a-co", "op-b"): "coop",
    ("co", "ops"): "coop",
    ("op", "co"): None,
    ("pay", "as"): None,
    ("co", "production"): None,
}


def test_two_words_side_by_side_have_the_term_of_the_one_that_the_site_makes_of_them() -> None:
    pairs = {pair: [word for chunk in pair for word in ENGLISH.chunk(chunk)] for pair in BESIDE}
    assert {pair: COMPANIONS.beside(*words) for pair, words in pairs.items()} == BESIDE


MUTATED = {
    "bobl mhobl phobl": "pobl",
    "dref nhref thref": "tref",
    "gymuned nghymuned chymuned": "cymuned",
    "frawd mrawd": "brawd",
    "ddinas ninas": "dinas",
    "wlad ngwlad": "gwlad",
    "fam": "mam",
    "lyfr": "llyfr",
    "raglen": "rhaglen",
    "hafal": "afal",
    "dŷ nhŷ thŷ": "tŷ",
}
PAIRS = [(form, radical) for forms, radical in MUTATED.items() for form in forms.split()]


@pytest.mark.parametrize(("form", "radical"), PAIRS)
def test_mutated_welsh_word_has_the_form_of_the_dictionary_if_the_site_has_it(
    form: str, radical: str
) -> None:
    with_it = Companions(WELSH, [], {form, radical})
    assert set(with_it.chunk(form)) - {*WELSH.terms(form)} == {radical}
    assert Companions(WELSH, [], {form}).chunk(form) == (*WELSH.terms(form),)
    assert Companions(ENGLISH, [], {form, radical}).chunk(form) == (*ENGLISH.terms(form),)


def test_radical_does_not_have_its_mutated_forms() -> None:
    vocabulary = {word for forms in MUTATED for word in forms.split()} | {*MUTATED.values()}
    companions = Companions(WELSH, [], vocabulary)
    found = {radical: companions.chunk(radical) for radical in MUTATED.values()}
    assert found == {radical: (*WELSH.terms(radical),) for radical in found}


def test_letters_that_no_mutation_makes_are_left_alone() -> None:
    """h stands before a vowel that mutates, and never before another letter."""
    vocabulary = {"tref", "obl", "bl", "lan", "oes", "ysgol"}
    companions = Companions(WELSH, [], vocabulary)
    for word in ("xtref", "hbl", "llan", "ptref", "s"):
        assert companions.chunk(word) == (word,)
    assert companions.chunk("hoes") == ("hoes", "oes")


def test_parts_of_a_welsh_compound_are_unmutated_each() -> None:
    vocabulary = {"cyd", "cynhyrchu", "cydgynhyrchu"}
    companions = Companions(WELSH, [("cyd", "gynhyrchu")], vocabulary)
    parts = ("gyd", "cyd", "gynhyrchu", "cynhyrchu")
    assert companions.chunk("gyd-gynhyrchu") == (*parts, "gydgynhyrchu", "cydgynhyrchu")
