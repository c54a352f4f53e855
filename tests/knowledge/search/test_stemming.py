"""Stemming: each rule of Porter's paper with words to show it, and where we leave the paper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.search.stemming import stem

PLURALS = {
    "caresses": "caress",
    "ponies": "poni",
    "ties": "ti",
    "caress": "caress",
    "cats": "cat",
    "bus": "bu",
    "sses": "sse",
    "ies": "ie",
}
PASTS = {
    "feed": "feed",
    "agreed": "agre",
    "plastered": "plaster",
    "bled": "bled",
    "motoring": "motor",
    "sing": "sing",
    "conflated": "conflat",
    "troubled": "troubl",
    "sized": "size",
    "hopping": "hop",
    "tanned": "tan",
    "falling": "fall",
    "hissing": "hiss",
    "fizzed": "fizz",
    "failing": "fail",
    "filing": "file",
    "boxing": "box",
    "snowing": "snow",
    "eed": "e",
    "ing": "ing",
    "ed": "ed",
}
LAST_Y = {"happy": "happi", "carry": "carri", "tasty": "tasti", "bypass": "bypass"}
LONG_ENDINGS = {
    "relational": "relat",
    "conditional": "condit",
    "rational": "ration",
    "valenci": "valenc",
    "hesitanci": "hesit",
    "digitizer": "digit",
    "radicalli": "radic",
    "differentli": "differ",
    "vileli": "vile",
    "analogousli": "analog",
    "vietnamization": "vietnam",
    "predication": "predic",
    "operator": "oper",
    "feudalism": "feudal",
    "decisiveness": "decis",
    "hopefulness": "hope",
    "callousness": "callous",
    "formaliti": "formal",
    "sensitiviti": "sensit",
    "sensibiliti": "sensibl",
}
MIDDLE_ENDINGS = {
    "triplicate": "triplic",
    "formative": "form",
    "formalize": "formal",
    "electriciti": "electr",
    "electrical": "electr",
    "hopeful": "hope",
    "goodness": "good",
}
LAST_ENDINGS = {
    "revival": "reviv",
    "allowance": "allow",
    "inference": "infer",
    "airliner": "airlin",
    "gyroscopic": "gyroscop",
    "adjustable": "adjust",
    "defensible": "defens",
    "irritant": "irrit",
    "replacement": "replac",
    "adjustment": "adjust",
    "dependent": "depend",
    "adoption": "adopt",
    "extension": "extens",
    "communion": "communion",
    "homologou": "homolog",
    "communism": "commun",
    "activate": "activ",
    "angulariti": "angular",
    "homologous": "homolog",
    "effective": "effect",
    "bowdlerize": "bowdler",
    "element": "element",
    "cement": "cement",
}
LAST_E = {
    "probate": "probat",
    "rate": "rate",
    "cease": "ceas",
    "controll": "control",
    "roll": "roll",
    "hope": "hope",
    "tree": "tree",
}
TOGETHER = {
    "generalizations": "gener",
    "oscillators": "oscil",
    "production": "product",
    "producing": "produc",
    "products": "product",
    "commissioning": "commiss",
    "communities": "commun",
    "volunteering": "volunt",
}
ENGLISH = (PLURALS, PASTS, LAST_Y, LONG_ENDINGS, MIDDLE_ENDINGS, LAST_ENDINGS, LAST_E, TOGETHER)


@pytest.mark.parametrize("stems", ENGLISH)
def test_words_lose_their_endings_by_the_rules_of_the_paper(stems: dict[str, str]) -> None:
    assert {word: stem(word) for word in stems} == stems


def test_last_y_stays_after_a_vowel_and_changes_after_a_consonant() -> None:
    """The paper asks for a vowel anywhere before it: it gives dai, kei and pai, but sky."""
    kept = ["day", "key", "pay", "way", "survey", "display", "play", "money", "journey"]
    assert [stem(word) for word in kept] == kept
    assert [stem(word + "s") for word in kept] == kept
    assert [stem(word) for word in ("sky", "try", "why")] == ["ski", "tri", "whi"]


def test_words_of_one_or_two_letters_are_their_own_stems() -> None:
    """The paper would take the s and the e from these."""
    short = ["", "a", "s", "e", "y", "as", "is", "us", "be", "by", "ed"]
    assert [stem(word) for word in short] == short


def test_bli_and_logi_are_endings() -> None:
    """The paper has abli and no logi; Porter's own program has these."""
    assert [stem("possibly"), stem("conformabli")] == ["possibl", "conform"]
    assert [stem("psychology"), stem("psychological")] == ["psycholog", "psycholog"]


def test_first_y_is_a_consonant_and_any_other_after_one_a_vowel() -> None:
    found = {"yes": "ye", "yielding": "yield", "ying": "ying", "years": "year", "syzygy": "syzygi"}
    assert {word: stem(word) for word in found} == found


def test_accents_and_digits_count_as_consonants() -> None:
    found = {"cafés": "café", "2010s": "2010", "naïvely": "naïv", "tŷ": "tŷ"}
    assert {word: stem(word) for word in found} == found


def test_word_of_characters_that_javascript_counts_as_two_is_its_own_stem() -> None:
    assert stem("𝒶productions") == "𝒶productions"


LETTERS = st.text("aeiouysxzlbtdnmrgcv'é1𝒶", max_size=9)
ENDINGS = st.sampled_from(sorted({word[-5:] for stems in ENGLISH for word in stems}))


@settings(deadline=None)
@given(st.text() | st.builds(str.__add__, LETTERS, ENDINGS))
def test_stem_is_never_longer_than_the_word_and_begins_like_it(word: str) -> None:
    found = stem(word)
    assert len(found) <= len(word)
    assert found[:1] == word[:1]
    assert bool(found) == bool(word)
