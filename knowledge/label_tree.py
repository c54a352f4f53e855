"""The tree of labels: one step for each word, and what each spelling in a text may begin.

A trie (Aho and Corasick 1975 on words instead of letters, without their links back, as
labels are short). What a spelling may stand for is worked out when it is first met.
"""

from collections.abc import Iterator, Set
from typing import NamedTuple

from knowledge.inflection import INFLECTED_ENDINGS, bases, plural
from knowledge.labels import WORD, key, label_letters, spellings
from knowledge.library import Entry

AS_WRITTEN, INFLECTED, SINGULAR = range(3)
"""How a word of a text stands for a word of a label."""


class Label(NamedTuple):
    """A label as its author wrote it. `term` is empty for a phrase that means something else."""

    text: str
    term: str
    exact: bool
    links: bool


def labels(entry: Entry) -> Iterator[Label]:
    """Every label of a definition, and the phrases in which it means something else.

    Labels in capitals throughout, such as acronyms, are found in capitals only.
    """
    fields = entry.fields
    for text in dict.fromkeys((entry.title, *fields.aliases, *fields.forms)):
        yield Label(text, entry.slug, is_exact(entry, text), fields.auto_link)
    if fields.acronym:
        yield Label(fields.acronym, entry.slug, True, fields.auto_link)
    for phrase in fields.not_in:
        yield Label(phrase, "", False, False)


def is_exact(entry: Entry, label: str) -> bool:
    """Whether a title, an alias or a form is found only with the same capitals."""
    return entry.fields.case_sensitive or (len(label) > 1 and label.isupper())


class Leaf(NamedTuple):
    """A label in one spelling; `exact` are the letters whose case must agree, if it must."""

    term: str
    links: bool
    exact: str
    signs: tuple[str, ...]
    nouns: tuple[int, ...]
    is_phrase: bool
    hyphens: int
    rank: int


class Node:
    """A place in the tree of labels: where each next word leads, and what ends here."""

    __slots__ = ("leaves", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, Node] = {}
        self.leaves: list[Leaf] = []


class Tree:
    """The labels, word by word, and all the words in them."""

    def __init__(self) -> None:
        self.root = Node()
        self.words: set[str] = set()
        self.seconds: set[str] = set()

    def plant(self, label: Label) -> None:
        """Adds a label in each of its spellings."""
        exact = label_letters(label.text) if label.exact else ""
        for spelling in spellings(label.text):
            node = self.root
            for step in spelling.keys:
                if step not in node.steps:
                    node.steps[step] = Node()
                node = node.steps[step]
            self.words.update(spelling.keys)
            self.seconds.update(spelling.keys[1:2])
            rank = 4 * (not label.term) + 2 * (not spelling.is_written) + (not exact)
            leaf = (spelling.signs, spelling.nouns, spelling.is_phrase, spelling.hyphens, rank)
            node.leaves.append(Leaf(label.term, label.links, exact, *leaf))


class Word(NamedTuple):
    """A spelling met in texts, and the words of labels that it may stand for: mostly none.

    `nodes` is where the labels stand that begin with it, `is_whole` whether one also ends
    with it, and `following` are the words that come second in the others. `seconds` are those
    of its readings that come second in any label.
    """

    readings: tuple[tuple[str, int], ...] = ()
    nodes: tuple[tuple[Node, int], ...] = ()
    is_whole: bool = False
    following: Set[str] = frozenset()
    seconds: tuple[str, ...] = ()


class Words(dict[str, Word]):
    """Each spelling met in texts; what is known of it is worked out once."""

    def __init__(self, tree: Tree, english: bool) -> None:
        super().__init__()
        self._tree = tree
        self._english = english
        self._forms = tree.words.union(*map(bases, tree.words))

    def __missing__(self, word: str) -> Word:
        own, known = key(word), self._tree.words
        if own not in self._forms and not own.endswith(INFLECTED_ENDINGS):
            self[word] = _UNKNOWN
            return _UNKNOWN
        readings = [(own, AS_WRITTEN)]
        if self._english:
            readings += [(base, INFLECTED) for base in bases(own)]
            readings += [(plural(own), SINGULAR)]
        readings = [(own, how) for own, how in readings if own in known]
        self[word] = self._found(tuple(readings)) if readings else _UNKNOWN
        return self[word]

    def _found(self, readings: tuple[tuple[str, int], ...]) -> Word:
        steps = self._tree.root.steps
        nodes = tuple((steps[own], how) for own, how in readings if own in steps)
        is_whole = any(node.leaves for node, _how in nodes)
        steps_on = [node.steps.keys() for node, _how in nodes]
        following = steps_on[0] if len(nodes) == 1 else frozenset().union(*steps_on)
        seconds = tuple(own for own, _how in readings if own in self._tree.seconds)
        return Word(readings, nodes, is_whole, following, seconds)


_UNKNOWN = Word()
ANYTHING = frozenset({""})
NO_CHUNK = ""
_BEFORE = "('\"\u2018\u201c"
_AFTER = ".,:;?!)'\"\u2019\u201d"
"""Signs that are no part of a word when they stand before it or after it."""


class Chunks(dict[str, Set[str] | None]):
    """Each run of letters and signs between two blanks, and the words that may follow it.

    None if it begins no label, as most, and `ANYTHING` where only a closer look can tell.
    `words` has the word of each, and None for those that have several or none.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words: dict[str, Word | None] = {NO_CHUNK: _UNKNOWN}
        self._known = words

    def __missing__(self, chunk: str) -> Set[str] | None:
        bare = chunk.lstrip(_BEFORE).rstrip(_AFTER).lower()
        # Words that differ in case or in signs beside them alone are read alike.
        is_plain = bare.isascii() and bare.isalpha()
        words = [self._known[word] for word in ([bare] if is_plain else WORD.findall(chunk))]
        only = words[0] if len(words) == 1 else None
        self.words[chunk] = only
        if not any(word.nodes for word in words):
            self[chunk] = None
        else:
            self[chunk] = only.following if only and not only.is_whole else ANYTHING
        return self[chunk]
