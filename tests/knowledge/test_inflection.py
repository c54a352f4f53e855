"""Inflection: a form belongs to a word only when a rule makes it from that word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.inflection import bases, inflections, plural

PLURALS = {
    "carer": "carers",
    "agency": "agencies",
    "journey": "journeys",
    "box": "boxes",
    "bus": "buses",
    "church": "churches",
    "wish": "wishes",
    "buzz": "buzzes",
    "life": "lives",
    "shelf": "shelves",
    "housewife": "housewives",
    "belief": "beliefs",
    "analysis": "analyses",
    "axis": "axes",
    "potato": "potatoes",
    "photo": "photos",
    "person": "people",
    "salesperson": "salespeople",
    "child": "children",
    "grandchild": "grandchildren",
    "woman": "women",
    "chairman": "chairmen",
    "human": "humans",
    "german": "germans",
    "mouse": "mice",
    "foot": "feet",
    "criterion": "criteria",
    "quiz": "quizzes",
    "y": "ys",
    "x": "xes",
    "": "s",
}


@pytest.mark.parametrize(("one", "many"), PLURALS.items())
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(("one", "many"), list(PLURALS.items())[:-1])
def test_plural_leads_back_to_its_word(one: str, many: str) -> None:
    assert one in bases(many)


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("carers", "carer"),  # carers, carer's and carers'
        ("peoples", "person"),  # people's
        ("persons", "person"),
        ("childrens", "child"),
        ("agencys", "agency"),  # agency's
        ("boxs", "box"),  # box's
        ("lifes", "life"),  # life's
        ("evaluates", "evaluate"),
        ("womens", "woman"),
    ],
)
def test_possessives_and_third_persons_lead_to_their_word(form: str, word: str) -> None:
    assert word in bases(form)


@pytest.mark.parametrize("form", ["caring", "cared", "care", "careful", "carer", "s", "", "é"])
def test_what_is_no_plural_leads_nowhere(form: str) -> None:
    assert bases(form) == ()


def test_similar_endings_are_not_taken_for_one_another() -> None:
    assert "humen" not in inflections("human")
    assert bases("men") == ("man",)
    assert bases("people") == ("person",)
    assert "baby" in bases("babies")
    assert "bab" not in bases("babies")


WORDS = st.text(st.sampled_from("aeioubcdfhlmnoprstvxyzéŵ"), min_size=1, max_size=9)


@settings(deadline=None)
@given(WORDS)
def test_reading_backwards_finds_just_the_words_that_the_rules_lead_from(word: str) -> None:
    for form in inflections(word):
        assert word in bases(form)
    for base in bases(word):
        assert word in inflections(base)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_text_is_an_error(text: str) -> None:
    assert text not in inflections(text)
    assert text not in bases(text)
