"""Python, which writes the index, and the browser, which asks it, take words in the same way.

A token here is a text as it may stand in content or be typed. Node's Unicode is newer than
Python's: a character that was given a meaning since then is a letter to one of them and
nothing to the other. So every character here is one that this Python's unicodedata knows.
"""

import random
import sys
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from knowledge.search.analysis import Analyser
from knowledge.search.packing import front_coded, number, numbers, start_of, utf16
from knowledge.search.stemming import stem
from tests.conftest import ROOT

ANALYSIS = """
import lunr from "lunr";
import { Analyser } from "./theme/static/js/search/analysis.js";

const answer = ({ language, words, tokens }) => {
  const analyser = new Analyser(language);
  return {
    stems: words.map((word) => lunr.stemmer(new lunr.Token(word)).toString()),
    analysed: tokens.map((token) => {
      const found = analyser.words(token);
      const parts = [...new Set([...found.flat(), ...found.map((word) => word.join(""))])];
      const terms = parts.map((part) => [analyser.term(part), analyser.plainTerm(part)]);
      return [found, terms, analyser.letters(token)];
    }),
  };
};
"""
PACKING = """
import { numbers, placeOf, words } from "./theme/static/js/search/packing.js";

const answer = ({ packed, coded, sought }) => ({
  numbers: packed.map(([text, count]) => Array.from({ length: count }, numbers(text))),
  words: coded.map(([shared, rests]) => words(shared, rests)),
  places: sought.map(([starts, wanted]) => wanted.map((word) => placeOf(starts, word))),
});
"""

HOW_MANY = 100_000
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
APOSTROPHES = "'\u2018\u2019\u02bc\u201b`"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2061\u2066\u2069\ufeff"
SIGNS = '.,;:!?()[]{}<>/\\|&@#%*+=~^_"\u201c\u201d\u2026\u00b7\u20ac'
GAPS = "\u00a0 \t\n\x1f\x85\u2028\u3000"
ODD = "ﬁ ﬀ ﬃ ﬆ Ａｂ１２ ½ ⅓ 1⁄2 1º 2ª x² ™ ℡ Ⅳ ⓐ ㎏ ㍿ ﷺ ŉ ǆ ẞ ß ſ K Å µ ´ ¨ ͺ ᾳ"
ELSEWHERE = """
café naïve Zoë résumé tŷ Llŷn cŵn gŵyl môr hŷn ffôn â i'r o'r a'i gyd-gynhyrchu x̂ q̣̇ aͅ ́x
ΟΔΟΣ Σ ΑΣ. ΑΣΑ Σίσυφος ΌΣ-Α İSTANBUL Işık ı Ещё Їжак йод مُحَمَّد كِتَاب שָׁלוֹם עִבְרִית ١٢٣ १२३
日本語 コウ ﾊﾟ 한국어 각 हिन्दी ไทย தமிழ் ქართული ᲥᲐᲠᲗᲣᲚᲘ Ꭰꭰ 👍🏽 𝟙𝟚 𝒜𝓑 𐐀𐐁 𠮷野 𞤀𞤁 𑀅
"""
PEOPLE = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
MANY_ALIKE = ("CJK", "HANGUL SYLLABLE", "TANGUT", "NUSHU", "EGYPTIAN", "YI SYLLABLE")


def content() -> list[str]:
    """The distinct chunks of our own content, in order."""
    files = [*ROOT.glob("content/**/*.md"), *ROOT.glob("content/**/*.yml"), ROOT / "site.yml"]
    return sorted({chunk for file in files for chunk in file.read_text("utf-8").split()})


CONTENT = content()
WORDS = sorted({part for word in Analyser("en").words(" ".join(CONTENT)) for part in word})


def made_up_words(chance: random.Random) -> set[str]:
    """Real beginnings with real endings, some with accents, digits or a strange letter."""
    starts = [word[: chance.randint(1, 7)] for word in WORDS]
    ends = [word[-chance.randint(1, 7) :] for word in WORDS]
    strange = ["", "", "", "", "y", "yy", "é", "ŷ", "ï", "7", "2010", "ß", "ю", "ss", "eed", "ll"]
    found: set[str] = set()
    while len(found) < HOW_MANY:
        word = chance.choice(starts) + chance.choice(strange) + chance.choice(ends)
        found.add(unicodedata.normalize(chance.choice(["NFC", "NFD"]), word))
    return found


def known_characters() -> Iterator[str]:
    """Every character that this Python knows by name, but few of those that are all alike."""
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), "")
        if name and (code % 97 == 0 or not name.startswith(MANY_ALIKE)):
            yield chr(code)


def made_up_tokens(chance: random.Random) -> list[str]:
    """Distinct texts out of all that is known to be hard, and our content and all characters."""
    joints = ["'s", "\u2019s", "s'", "co-", "-op", "don't", "--", "'tis", "1,000", "3.5", "Ｓ'ｓ"]
    pools = [CONTENT, CONTENT, WORDS, joints, [*ELSEWHERE.split(), PEOPLE], ODD.split()]
    pools += [[*signs] for signs in (HYPHENS, APOSTROPHES, UNSEEN, SIGNS, GAPS)]
    changes = [str, str, str.upper, str.title, str.lower]
    forms = ["NFC", "NFD", "NFKC", "NFKD"]
    found = {f"{before}{char}{after}" for char in known_characters() for before, after in ["xX"]}
    found.update(CONTENT)
    while len(found) < HOW_MANY + len(CONTENT):
        pieces = [chance.choice(chance.choice(pools)) for _piece in range(chance.randint(1, 6))]
        token = chance.choice(changes)("".join(pieces))
        found.add(unicodedata.normalize(chance.choice(forms), token))
    return sorted(found)


@pytest.fixture(scope="module")
def words() -> list[str]:
    return sorted({*WORDS, *made_up_words(random.Random(1980))})


@pytest.fixture(scope="module")
def tokens() -> list[str]:
    return made_up_tokens(random.Random(2003))


@pytest.fixture(scope="module")
def ask(program: Any) -> Any:
    return program(ANALYSIS)


def analysed(analyser: Analyser, token: str) -> list[Any]:
    """What `analyse` in JavaScript gives: the words, the terms of all their parts, the name."""
    found = analyser.words(token)
    parts = dict.fromkeys([*chain(*found), *map("".join, found)])
    terms = [analyser.terms(part) for part in parts]
    both = [[each[0], each[-1]] for each in terms]
    return [[[*word] for word in found], both, analyser.name(token).removesuffix("=")]


def differences(tokens: list[str], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Each token with what Python and what JavaScript makes of it, where that is not the same."""
    pairs = zip(tokens, ours, theirs, strict=True)
    return [(ascii(token), one, other) for token, one, other in pairs if one != other]


@pytest.mark.parametrize("language", ["en-GB", "cy"])
def test_python_and_the_browser_find_the_same_terms(
    ask: Any, words: list[str], tokens: list[str], language: str
) -> None:
    assert len(tokens) >= HOW_MANY
    assert len(words) >= HOW_MANY
    told = ask({"language": language, "words": words if language != "cy" else [], "tokens": tokens})
    analyser = Analyser(language)
    ours = [analysed(analyser, token) for token in tokens]
    assert differences(tokens, ours, told["analysed"])[:5] == []
    if language != "cy":
        assert differences(words, [*map(stem, words)], told["stems"])[:5] == []


EDGES = [0, 1, 56, 57, 78, 79, 80, 169, 170, 988, 989, 990, 1079, 9269, 9270, 9271, 17550, 17551]
LIMIT = 9270 + 91**3
SORTED = [
    [],
    ["a"],
    ["a", "aa", "aab", "ab"],
    ["co", "co-op", "coöp", "cô", "c\u0302", "ﬀ", "𐐀", "𐐁", "𐐁a"],
    ["x" * 77, "x" * 78, "x" * 79, "x" * 79 + "a", "x" * 200],
    ["𝒶", "𝒶𝒷", "𝒶𝒷𝒸", "𝒷"],
    ["a𝒶", "a𝒶b", "a𝒶c"],
]


@pytest.fixture(scope="module")
def unpack(program: Any) -> Any:
    return program(PACKING)


def made_up_lists(chance: random.Random) -> list[list[str]]:
    letters = "aaab=ŷ\ufb00\uffff𐐀𐐁😀"
    lists = []
    for _list in range(300):
        words = {"".join(chance.choices(letters, k=chance.randint(1, 9))) for _word in range(40)}
        lists.append(sorted(words, key=utf16))
    return lists


def in_pieces(words: list[str], chance: random.Random) -> tuple[list[str], list[int]]:
    """The beginnings of the pieces of a list cut anywhere, and the piece that holds each word."""
    cuts = [0, *sorted(chance.sample(range(1, len(words)), 5))]
    starts = [start_of(words[cut], words[cut - 1] if cut else "") for cut in cuts]
    places = [sum(cut <= place for cut in cuts) - 1 for place in range(len(words))]
    return starts, places


def test_the_browser_reads_the_numbers_that_python_packs(unpack: Any) -> None:
    chance = random.Random(91)
    some = sorted(chance.sample(range(LIMIT), 20_000))
    lists = [[*EDGES, LIMIT - 1], [], [0], [LIMIT - 1, 0], list(range(10_000)), some]
    packed = [[numbers(values), len(values)] for values in lists]
    assert unpack({"packed": packed, "coded": [], "sought": []})["numbers"] == lists
    with pytest.raises(OverflowError):
        number(LIMIT)


def test_the_browser_reads_the_words_that_python_packs(unpack: Any) -> None:
    lists = [*SORTED, *made_up_lists(random.Random(78)), sorted(WORDS, key=utf16)]
    coded = [front_coded(words) for words in lists]
    assert unpack({"packed": [], "coded": coded, "sought": []})["words"] == lists


def test_the_browser_looks_for_each_word_in_the_piece_that_holds_it(unpack: Any) -> None:
    chance = random.Random(5)
    lists = [words for words in made_up_lists(chance) if len(words) > 5]
    cut = [in_pieces(words, chance) for words in lists]
    sought = [[starts, words] for (starts, _places), words in zip(cut, lists, strict=True)]
    found = unpack({"packed": [], "coded": [], "sought": sought})["places"]
    assert found == [places for _starts, places in cut]
