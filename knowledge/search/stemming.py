"""Stemming: Porter's algorithm (1980), with the very stems that lunr.js 2.3.9 gives.

lunr.js departs from the paper in small ways, and so do we: a word of one or two letters
is its own stem, a last y becomes i only after a consonant (day stays day), and -bli and
-logi count as endings (from Porter's own later notes). A word is measured as he does:
[C](VC)^m[V], in which y is a vowel unless it begins the word.
"""

import re

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_HAS_VOWEL = re.compile(f"(?:{_CONSONANTS})?[aeiouy]")
_MORE_THAN_0 = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_MORE_THAN_1 = re.compile(f"(?:{_CONSONANTS})?(?:{_VOWELS}{_CONSONANTS}){{2}}")
_EXACTLY_1 = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?")
_SHORT = re.compile(f"{_CONSONANTS}[aeiouy][^aeiouwxy]")
"""A stem that ends consonant, vowel, consonant: hop, fil."""
_DOUBLED = re.compile(r".*([^aeiouylsz])\1")

_LONG_ENDINGS = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
_MIDDLE_ENDINGS = {
    "icate": "ic",
    "ative": "",
    "alize": "al",
    "iciti": "ic",
    "ical": "ic",
    "ful": "",
    "ness": "",
}
_LAST_NAMES = """
al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize
"""
_LAST_ENDINGS = dict.fromkeys(_LAST_NAMES.split(), "")


def stem(word: str) -> str:
    """The stem of an English word in lower case: production and products give product.

    A word with characters beyond Unicode's basic plane is its own stem, as JavaScript
    counts each of these as two.
    """
    if len(word) < 3 or max(word) > "\uffff":
        return word
    if word[0] == "y":
        # A capital is no vowel: so the first y is measured as a consonant.
        return "y" + _stem("Y" + word[1:])[1:]
    return _stem(word)


def _stem(word: str) -> str:
    word = _without_past(_without_plural(word))
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    word = _replaced(word, _LONG_ENDINGS, _MORE_THAN_0)
    word = _replaced(word, _MIDDLE_ENDINGS, _MORE_THAN_0)
    return _without_e(_without_last(word))


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")) and len(word) > (4 if word.endswith("sses") else 3):
        return word[:-2]
    if word.endswith("s") and len(word) > 2 and word[-2] != "s":
        return word[:-1]
    return word


def _without_past(word: str) -> str:
    if word.endswith("eed") and len(word) > 3:
        return word[:-1] if _MORE_THAN_0.match(word[:-3]) else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest and rest != word:
            return _mended(rest) if _HAS_VOWEL.match(rest) else word
    return word


def _mended(rest: str) -> str:
    """What is left without -ed or -ing, as a word: hoping to hope, hopping to hop."""
    if rest.endswith(("at", "bl", "iz")) or (
        not _DOUBLED.fullmatch(rest) and _SHORT.fullmatch(rest)
    ):
        return rest + "e"
    return rest[:-1] if _DOUBLED.fullmatch(rest) else rest


def _replaced(word: str, endings: dict[str, str], measure: re.Pattern[str]) -> str:
    """The word with its longest ending replaced, if what stands before it is long enough."""
    ending = _ending(word, endings)
    rest = word.removesuffix(ending)
    return rest + endings[ending] if ending and measure.match(rest) else word


def _ending(word: str, endings: dict[str, str]) -> str:
    """The longest of the endings that the word has with a letter before it; empty if none."""
    # Most words have none, and one look at all of them is quick.
    if word.endswith(tuple(endings)):
        for size in range(min(7, len(word) - 1), 1, -1):
            if word[-size:] in endings:
                return word[-size:]
    return ""


def _without_last(word: str) -> str:
    if _ending(word, _LAST_ENDINGS):
        return _replaced(word, _LAST_ENDINGS, _MORE_THAN_1)
    if word.endswith(("sion", "tion")) and len(word) > 4 and _MORE_THAN_1.match(word[:-3]):
        return word[:-3]
    return word


def _without_e(word: str) -> str:
    rest = word[:-1]
    if word.endswith("e") and rest:
        is_one = _EXACTLY_1.fullmatch(rest) and not _SHORT.fullmatch(rest)
        if is_one or _MORE_THAN_1.match(rest):
            word = rest
    return word[:-1] if word.endswith("ll") and _MORE_THAN_1.match(word) else word
