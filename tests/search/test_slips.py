"""Slips of the pen: the words that a misspelt word may stand for."""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.search.bakery import BAKERY, MIXERS, WORD, Site, document, titles, write

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slips(word: str, chance: random.Random) -> Iterable[str]:
    """The word with one slip of the pen, of each sort."""
    at = chance.randrange(1, len(word) - 1)
    yield word[:at] + word[at + 1 :]
    yield word[:at] + chance.choice(LETTERS) + word[at:]
    yield word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_word_with_a_slip_finds_the_page_it_was_meant_for(site: Site) -> None:
    """Or the word is offered, when another is as near to what was typed."""
    chance = random.Random(4)
    meant = {
        word.lower(): document.title
        for document in BAKERY
        for word in " ".join([document.title, *document.names]).replace("-", " ").split()
        if len(word) > 3 and word.isascii()
    }
    slipped = [(slip, word) for word in meant for slip in slips(word, chance)]
    asked = [(slip, word) for slip, word in slipped if len(slip) > 3]
    found = site.answers(slip for slip, _word in asked)
    lost = [
        (slip, word, titles(each))
        for (slip, word), each in zip(asked, found, strict=True)
        if meant[word] not in titles(each) and word not in each["nearest"]
    ]
    assert lost == []


SLIPS = {
    "sourdogh": ("sourdough", ["Sourdough", "Starter"]),
    "sour-dogh": ("dough", ["Sourdough", "Starter", "|", "Pâte fermentée"]),
    "sowrdoogh": ("sourdough", ["Sourdough", "Starter"]),
    "comunty": (None, []),
    "comunitty oven": ("community", ["Community oven", "|", "Who pays"]),
    "levian": ("levain", ["Starter"]),
    "natural laeven": ("leaven", ["Sourdough"]),
    "fermantee": ("fermentée", ["Pâte fermentée"]),
    "standmixxer": ("standmixer", MIXERS),
    "oven": (None, ["Community oven", "Who pays"]),
    "ovn": (None, []),
}


def test_word_looked_for_instead_is_told(site: Site) -> None:
    """One slip in a word of four letters or more, two in a word of eight or more."""
    found = {
        typed: (each["instead"] and each["instead"]["used"], titles(each))
        for typed, each in zip(SLIPS, site.answers(SLIPS), strict=True)
    }
    assert found == SLIPS
    (each,) = site.answers(["the Sourdogh's bread"])
    assert each["instead"] == {"typed": "sourdogh", "used": "sourdough"}


def test_other_words_that_may_be_meant_are_told_the_likeliest_first(
    engine: Any, tmp_path: Path
) -> None:
    """The word of most pages is the one that is looked for."""
    words = ["card", "care", "cars", "cart", "carl", "carp", "carb", "bare"]
    pages = [document(WORD, word.title(), "It is") for word in words]
    pages += [document(WORD, f"Page {place}", "On care and cars") for place in range(4)]
    pages += [document(WORD, f"Other {place}", "On cars") for place in range(9)]
    site = Site(engine, write(tmp_path / "search", pages))
    (found,) = site.answers(["carx"])
    assert found["instead"] == {"typed": "carx", "used": "cars"}
    assert found["results"][0]["title"] == "Cars"
    assert found["nearest"][0] == "care"
    assert len(found["nearest"]) == 5
    assert {*found["nearest"]} < {*words} - {"cars", "bare"}
