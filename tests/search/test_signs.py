"""The language of signs, for those who know Lunr."""

import pytest

from tests.search.bakery import MIXERS, Site, answer, table, titles

SIGNS = {
    "rye flour": ["Weigh your flour", "Pay the miller", "Starter", "Community oven", "About us"],
    "+rye -flour": ["About us"],
    "+rye +flour": ["Pay the miller", "Starter"],
    "sour*": ["Sourdough", "Starter"],
    "s*r": ["Starter"],
    "sourdogh~1": ["Sourdough", "Starter"],
    "title:oven": ["Community oven"],
    "title:levain": ["Starter"],
    "headings:feeding": ["Starter"],
    "body:rye": ["Pay the miller", "About us", "Starter"],
    "title:rye": [],
    "rye^10 flour": ["Pay the miller", "About us", "Starter", "Weigh your flour", "Community oven"],
    "+stand-mixer": MIXERS,
    "Journeys": ["Journey of a loaf"],
    "+pâte": ["Pâte fermentée"],
    "pât*": ["Pâte fermentée"],
    "who": ["Who pays", "About us"],
    "qwertyuiop": [],
    "qwertyuiop*": [],
}
COMPLAINTS = {
    "titel:rye": "titel",
    "rye title:": "title",
    "a:b": "a",
    "rye^": "",
    "rye^x": "",
    "rye~": "",
    "rye~x": "",
    "+": "+",
    "rye +": "+",
    "--help": "-",
    "title:rye:oven": "rye",
    "rye sour~1 titel:x": "titel",
}


def test_signs_are_those_of_lunr(site: Site) -> None:
    assert table(site, SIGNS, signs="signs.js") == SIGNS


def test_signs_that_do_not_fit_together_are_shown_by_their_place(site: Site) -> None:
    found = site.answers(COMPLAINTS, signs="signs.js")
    places = [each["complaint"] for each in found]
    wrong = [typed[at["start"] : at["end"]] for typed, at in zip(COMPLAINTS, places, strict=True)]
    assert dict(zip(COMPLAINTS, wrong, strict=True)) == COMPLAINTS
    assert [each | {"complaint": None} for each in found] == [answer([], 0, 0)] * len(found)
    assert site.answers(["rye"], signs="signs.js")[0]["complaint"] is None


def test_minus_alone_finds_all_others(site: Site) -> None:
    (found,) = site.answers(["-rye -oven"], signs="signs.js", kind="word")
    assert titles(found) == ["Sourdough", "Stand-mixer", "Pâte fermentée", "Journey of a loaf"]


def test_signs_without_any_word_find_nothing(site: Site) -> None:
    assert table(site, ["", "  "], signs="signs.js") == {"": [], "  ": []}


@pytest.mark.parametrize("sign", ["*", "~1"])
def test_what_a_word_finds_it_also_finds_with_a_sign_after_it(site: Site, sign: str) -> None:
    """The index holds stems, and signs are about words as people write them."""
    words = ["kneading", "village", "shares", "community", "sourdough", "stand-mixer"]
    plain = table(site, words, signs="signs.js")
    more = table(site, [word + sign for word in words], signs="signs.js")
    lost = {word: {*plain[word]} - {*more[word + sign]} for word in words}
    assert {word: titles for word, titles in lost.items() if titles} == {}


def test_no_number_of_slips_keeps_the_browser_busy(bakery: Site) -> None:
    """Each further slip makes the ways to be wrong many times more."""
    ask = ("search", {"typed": "rye~99", "signs": "signs.js"})
    assert bakery.run({"folder": str(bakery.folder), "steps": [ask]}, seconds=5)
