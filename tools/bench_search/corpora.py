"""What is searched: our own content, and generated sites that are like it but larger.

The text of a generated page is that of `tools.bench.text`. Its title and names are made in
the same way: they have the shape of one of ours, and their words are drawn as often as our
titles use them, with new ones as seldom as in ours. The words of a title stand in the text
of its page as often as those of ours do, at places drawn by chance.
"""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from knowledge import Entry, Library
from knowledge.labels import WORD
from knowledge.library import plain_text
from knowledge.search import SearchDocument, Section, documents
from plugins.glossary_linking.rendering import Renderer
from tools.bench.text import Words, coined, in_case_of, own_pages, pages

_HEADING = re.compile(r"^#{2,6} +(.+)$", re.MULTILINE)
_NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9]+")


def bodies(library: Library) -> dict[Entry, str]:
    """The HTML of every page of ours."""
    renderer = Renderer(library, "")
    return {entry: renderer.render(entry).html for entry in own_pages(library)}


def own_documents(library: Library) -> list[SearchDocument]:
    """Our own content, as the site's search has it."""
    return list(documents(library, bodies(library)))


def generated_documents(library: Library, count: int, seed: int = 0) -> list[SearchDocument]:
    """A site of so many pages that are like ours, kind by kind."""
    own = own_documents(library)
    maker = _Maker(own, random.Random(seed))
    made = [maker.document(number, page) for number, page in _numbered(library, count, seed)]
    order = list(dict.fromkeys(document.kind for document in own))
    return sorted(made, key=lambda document: order.index(document.kind))


def _numbered(library: Library, count: int, seed: int) -> Iterator[tuple[int, Entry]]:
    return enumerate(islice(pages(library, seed), count))


class _Maker:
    """Makes search documents of generated pages."""

    def __init__(self, own: Sequence[SearchDocument], chance: random.Random) -> None:
        self._own, self._chance = own, chance
        titles = [document.title for document in own]
        chance.shuffle(titles)
        used = [word.lower() for title in titles for word in WORD.findall(title)]
        self._words = Words(used, chance, lambda: coined(chance.choice(used), chance.choice(used)))

    def document(self, number: int, page: Entry) -> SearchDocument:
        """The page, with the title and as many names as a page of ours has."""
        like = self._chance.choice(self._own)
        title = self._named_like(like.title)
        short, *texts = self._with_mentions(like, title, _texts(page))
        headings = _HEADING.findall(page.body)
        sections = [Section("", "", texts[0])] if texts[0] else []
        for heading, text in zip(headings, texts[1:], strict=True):
            words = plain_text(heading)
            sections.append(Section(_slug(words), words, text))
        return SearchDocument(
            address=f"/{like.kind.name}/{_slug(title)}-{number}/",
            kind=like.kind,
            title=title,
            short=short,
            names=tuple(map(self._named_like, like.names)),
            forms=tuple(map(self._named_like, like.forms)),
            sections=tuple(sections),
        )

    def _named_like(self, name: str) -> str:
        """A name of as many words. A single one is made of two: else it could be `of`."""
        if len(WORD.findall(name)) == 1:
            return in_case_of(name, coined(self._words.draw(), self._words.draw()))
        made = WORD.sub(lambda word: in_case_of(word[0], self._words.draw()), name)
        return made[0].upper() + made[1:] if name[0].isupper() else made

    def _with_mentions(
        self, like: SearchDocument, title: str, page_texts: list[str]
    ) -> Iterator[str]:
        """The texts, with the words of the title in them as often as in the page it is like."""
        like_words = " ".join([like.short, *(section.text for section in like.sections)])
        told = [word.lower() for word in WORD.findall(like_words)]
        tokens = [text.split() for text in page_texts]
        places = [(each, place) for each, text in enumerate(tokens) for place in range(len(text))]
        pairs = zip(WORD.findall(like.title), WORD.findall(title), strict=False)
        for word, new in dict(pairs).items():
            share = told.count(word.lower()) / max(1, len(told))
            for each, place in self._chance.sample(places, round(share * len(places))):
                old = tokens[each][place]
                tokens[each][place] = WORD.sub(new, old, count=1)
        return (" ".join(text) for text in tokens)


def _texts(page: Entry) -> list[str]:
    """The short text, the text before any heading, and that under each heading."""
    before, *rest = _HEADING.split(page.body)
    return [plain_text(text) for text in (page.short, before, *rest[1::2])]


def _slug(text: str) -> str:
    return _NOT_IN_ADDRESSES.sub("-", text.lower()).strip("-") or "page"
