"""Inflection: the plurals and possessives of English words, by rule and by a short list.

Never stemming: a form counts only when a rule makes it from the word itself, so that
"bakers" leads to "baker" and "baking" to nothing. Words come in lower case and without
apostrophes, so that one rule serves "bakers", "baker's" and "bakers'".
"""

from functools import lru_cache

_IRREGULAR = {
    "child": "children",
    "criterion": "criteria",
    "foot": "feet",
    "man": "men",
    "mouse": "mice",
    "person": "people",
    "phenomenon": "phenomena",
    "quiz": "quizzes",
    "tooth": "teeth",
}
_ONES = tuple(_IRREGULAR)
_REGULAR = ("german", "human", "norman", "ottoman", "roman", "shaman", "talisman")
_VES_NAMES = "calf elf half hoof knife leaf life loaf scarf sheaf thief wife wolf"
_WITH_VES = tuple(_VES_NAMES.split())
_WITH_OES = ("echo", "hero", "potato", "tomato", "torpedo", "veto")
_HISSING = ("s", "x", "z", "ch", "sh")

INFLECTED_ENDINGS = ("s", *_IRREGULAR.values())
"""Every inflected form ends with one of these."""

LINKING_WORDS = frozenset({"at", "by", "for", "from", "in", "of", "on", "to", "with"})
"""The words after a phrase's head noun: "expert by experience" has its plural at "expert"."""


def plural(word: str) -> str:
    """The plural of a noun: agencies, boxes, lives, analyses, people."""
    if word.endswith(_ONES) and not word.endswith(_REGULAR):
        for one, many in _IRREGULAR.items():
            if word.endswith(one):
                return word.removesuffix(one) + many
    if word.endswith(_WITH_VES):
        return word.removesuffix("e").removesuffix("f") + "ves"
    if word.endswith(("sis", "xis")):
        return word[:-2] + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(_HISSING + _WITH_OES):
        return word + "es"
    return word + "s"


def inflections(word: str) -> frozenset[str]:
    """The plural, and the possessives of both; a verb's third person falls out of it too."""
    many = plural(word)
    return frozenset({word + "s", many, many if many.endswith("s") else many + "s"})


@lru_cache(maxsize=1 << 16)
def bases(form: str) -> tuple[str, ...]:
    """Every word that the form may be an inflection of, by the rules above read backwards."""
    if not form.endswith(INFLECTED_ENDINGS):
        return ()
    guesses: set[str] = set()
    if form.endswith("s"):
        guesses |= {form[:-1], form.removesuffix("es"), form.removesuffix("es") + "is"}
        guesses |= {form.removesuffix("ies") + "y"}
        guesses |= {form.removesuffix("ves") + ending for ending in ("f", "fe")}
    for one, many in _IRREGULAR.items():
        for ending in (many, many + "s"):
            if form.endswith(ending):
                guesses.add(form.removesuffix(ending) + one)
    return tuple(sorted(word for word in guesses if word and form in inflections(word)))
