"""Generated pages and terms: as many as wanted, and like our own in all that linking depends on.

Nothing about our pages is typed in here. A generated page is one of ours with its headings,
lists, links and sentence lengths, and with its terms where they stand. Every other word is
drawn anew, as often as our pages use it, and a new word comes up as often as in our pages
(Heaps 1978): 10,000 pages have more words than 100. So a generated page has as many links
as one of ours.

A generated term has as many labels, and as many words in each, as one of ours. The first
words of labels are drawn as often as ours begin with them, and new ones come up as often as
in ours; these are words of the pages, about as common and as long as a word of ours. So do
the other words. So texts are full of words with which some label begins. But none is found
in full: the number of links must be the same with 70 terms and with 7,000, or the two could
not be compared.
"""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice

from knowledge import Entry, Glossary, Library
from knowledge.frontmatter import Document
from knowledge.kinds import DefinitionFields, PageFields
from knowledge.label_tree import labels
from knowledge.labels import WORD
from knowledge.linking import prose
from knowledge.relations import Relations

_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|`[^`]*`|^\s*\d+\.|\w*_\w*|&", re.MULTILINE)

_NEAR = 1.5
"""Words are about as common when one is at most this many times as far down the list."""


def own_pages(library: Library) -> list[Entry]:
    """The entries that have a file, and so a page, of their own."""
    return [entry for entry in library.entries if not entry.kind.is_file]


def own_texts(library: Library) -> list[str]:
    """All that readers see of each of them, as Markdown: the prose above, the body, the rest."""
    relations = Relations(library)
    texts = []
    for entry in own_pages(library):
        before, after = prose(entry, relations)
        above, below = ([text for _place, text in found] for found in (before, after))
        texts.append("\n\n".join([*above, entry.body.strip(), *below]))
    return texts


def text_of(page: Entry) -> str:
    """All that readers see of a generated page, as Markdown."""
    return f"{page.short}\n\n{page.body}"


class Words:
    """Words drawn as often as they were used; each one drawn makes itself likelier (Simon 1955).

    New ones, made by `new`, come up more and more seldom, as they did in `used`.
    """

    def __init__(self, used: list[str], chance: random.Random, new: Callable[[], str]) -> None:
        self._used = list(used)
        self._chance = chance
        self._new = new
        self._known = len(set(used))
        self._growth = math.log2(self._known / len(set(used[: len(used) // 2])))

    def draw(self) -> str:
        """The next word."""
        is_new = self._chance.random() < self._growth * self._known / len(self._used)
        word = self._new() if is_new else self._chance.choice(self._used)
        self._known += is_new
        self._used.append(word)
        return word


def pages(library: Library, seed: int = 0) -> Iterator[Entry]:
    """Pages without end, made of ours in turn."""
    chance, glossary = random.Random(seed), Glossary.of(library)
    own = list(zip(own_pages(library), own_texts(library), strict=True))
    chance.shuffle(own)
    found = [_unlinked_words(text, glossary) for _entry, text in own]
    used = [match[0].lower() for matches in found for match in matches]
    words = Words(used, chance, lambda: coined(chance.choice(used), chance.choice(used)))
    kind = next(kind for kind in library.kinds if kind.name == "page")
    for number in count():
        like, text = own[number % len(own)]
        above, _, body = _rewritten(text, found[number % len(own)], words).partition("\n\n")
        own_term = [like.slug] if like.kind.name == "definition" else []
        fields = {
            "title": f"Page {number}",
            "short": above,
            "senses": [*like.fields.senses],
            "term_links": like.fields.term_links,
            "unlinked_terms": [*like.fields.unlinked_terms, *own_term],
        }
        document = Document(f"content/pages/page-{number}.md", {}, {}, body)
        yield Entry(kind, f"page-{number}", PageFields.model_validate(fields), document)


def coined(start: str, end: str) -> str:
    """A new word: the beginning of one and the end of the other."""
    return start[: len(start) // 2 + 1] + end[len(end) // 2 :]


def _unlinked_words(text: str, glossary: Glossary) -> list[re.Match[str]]:
    """The words of a text that are part of no term and no markup."""
    kept = {place for match in glossary.find(text) for place in range(match.start, match.end)}
    kept |= {place for match in _MARKUP.finditer(text) for place in range(*match.span())}
    return [word for word in WORD.finditer(text) if word.start() not in kept]


def _rewritten(text: str, places: list[re.Match[str]], words: Words) -> str:
    parts, end = [], 0
    for place in places:
        parts += [text[end : place.start()], in_case_of(place[0], words.draw())]
        end = place.end()
    return "".join([*parts, text[end:]])


def in_case_of(place: str, word: str) -> str:
    """The word in small or large letters, as the word whose place it takes."""
    if len(place) > 1 and place.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if place[0].isupper() else word


def terms(library: Library, texts: list[str], wanted: int, seed: int = 0) -> list[Entry]:
    """Definitions whose labels resemble ours and stand in none of the texts."""
    chance, own = random.Random(seed), library.of_kind("definition")
    written = [WORD.findall(label.text) for entry in own for label in labels(entry)]
    chance.shuffle(written)
    alike = _Alike(texts, chance)
    firsts = [words[0] for words in written]
    others = [word for words in written for word in words[1:]]
    invented = _terms_like(
        own,
        Words(firsts, chance, lambda: alike.to(chance.choice(firsts))),
        Words(others, chance, lambda: alike.to(chance.choice(others))),
        chance,
    )
    found: list[Entry] = []
    while len(found) < wanted:
        batch = list(islice(invented, wanted - len(found)))
        glossary = Glossary(batch)
        used = {term for text in texts for match in glossary.find(text) for term in match.terms}
        found += [entry for entry in batch if entry.slug not in used]
    return found


class _Alike:
    """Words of texts, each about as common and as long as another.

    By length, as small words such as "the" are common too, but begin no label.
    """

    def __init__(self, texts: Iterable[str], chance: random.Random) -> None:
        met = Counter(word.lower() for text in texts for word in WORD.findall(text))
        self._of_length: dict[int, list[str]] = defaultdict(list)
        self._places: dict[str, int] = {}
        for word, _times in met.most_common():
            self._of_length[len(word)].append(word)
            self._places[word] = len(self._of_length[len(word)])
        self._chance = chance

    def to(self, word: str) -> str:
        """A word of the texts that is like this one; one never met counts as the rarest."""
        length = min(self._of_length, key=lambda each: abs(each - len(word)))
        alike = self._of_length[length]
        place = self._places.get(word.lower(), len(alike))
        return self._chance.choice(alike[int((place - 1) / _NEAR) : int(place * _NEAR) + 1])


def _terms_like(
    own: tuple[Entry, ...], firsts: Words, others: Words, chance: random.Random
) -> Iterator[Entry]:
    for number in count():
        like = chance.choice(own)
        lengths = [len(WORD.findall(label.text)) for label in labels(like) if label.term]
        written = [_label(length, firsts, others) for length in lengths]
        fields = {"title": written[0], "short": "A word.", "aliases": written[1:]}
        slug = f"term-{number}"
        document = Document(f"content/definitions/{slug}.md", {}, {})
        yield Entry(like.kind, slug, DefinitionFields.model_validate(fields), document)


def _label(length: int, firsts: Words, others: Words) -> str:
    """A label of so many words. A single one is made of two, or the texts would be full of it."""
    words = [firsts.draw(), *(others.draw() for _number in range(max(length, 2) - 1))]
    return " ".join(words) if length > 1 else "".join(words)
