"""Known items: questions whose right answer the content itself gives. Nobody picked them.

Each set maps what is typed to the addresses of the pages that are right. Where two pages
share a name, both are. All the words of a name stand in the text that every engine gets.

- names: other names and forms of a word, as its authors wrote them down;
- acronyms: names in capitals;
- links: words that link one page to another and are not the title of the other;
- first sentences: five running content words of the first sentence, none from the title;
- slips: titles with one slip of the finger in one word;
- hyphens: titles with one gap or hyphen written in another way: peersupport, peer-support.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape

from knowledge import Library
from knowledge.search import SearchDocument
from plugins.glossary_linking.rendering import Renderer
from tools.bench.text import own_pages
from tools.bench_search.stored import written

Truth = Mapping[str, frozenset[str]]
"""What is typed, and the addresses of the pages that are right."""

MOST = 200
"""As many questions of a set are asked; chance chooses which."""
LEAD = 5
SHORTEST_SLIP = 4
COMMON = 0.1
"""A word that more than this share of the documents use is no content word."""

WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
_LINK = re.compile(r'<a href="(/[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&]*[A-Z][A-Z0-9]*")
_GAP = re.compile(r"(?<=[^\W\d_])[ -](?=[^\W\d_])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def truths(documents: Sequence[SearchDocument], seed: int) -> dict[str, Truth]:
    """Every set that the documents themselves can give, by its name."""
    chance = random.Random(seed)
    sets = {
        "names": _gathered(_named(documents, is_acronym=False)),
        "acronyms": _gathered(_named(documents, is_acronym=True)),
        "first sentences": _gathered(leads(documents)),
        "slips": _of_titles(documents, lambda title: slip(title, chance)),
        "hyphens": _of_titles(documents, lambda title: other_gap(title, chance)),
    }
    return {name: sample(truth, chance) for name, truth in sets.items() if truth}


def sample(truth: Truth, chance: random.Random, most: int = MOST) -> Truth:
    """At most so many of the questions."""
    chosen = chance.sample(sorted(truth), min(most, len(truth)))
    return {typed: truth[typed] for typed in chosen}


def link_texts(library: Library, documents: Iterable[SearchDocument]) -> Truth:
    """The words of links between our pages, unless they are the title of the page led to."""
    titles = {document.address: document.title for document in documents}
    renderer = Renderer(library, "")
    pairs = []
    for entry in own_pages(library):
        rendered = renderer.render(entry)
        for html in (rendered.html, *map(str, rendered.prose.values())):
            for address, inner in _LINK.findall(html):
                words = unescape(_TAG.sub("", inner)).lower()
                if address in titles and _letters(words) != _letters(titles[address]):
                    pairs.append((words, address))
    return _gathered(pairs)


def _letters(text: str) -> str:
    return "".join(WORD.findall(text.lower())).replace("-", "")


def _gathered(pairs: Iterable[tuple[str, str]]) -> Truth:
    found: dict[str, set[str]] = defaultdict(set)
    for typed, address in pairs:
        found[typed].add(address)
    return {typed: frozenset(addresses) for typed, addresses in found.items()}


def _named(documents: Sequence[SearchDocument], is_acronym: bool) -> Iterator[tuple[str, str]]:
    """Each name with the page it names, and with the page that has it for its title, if any."""
    titled: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        titled[_letters(document.title)].add(document.address)
    for document in documents:
        for name in (*document.names, *document.forms):
            if bool(_ACRONYM.fullmatch(name)) == is_acronym and name != document.title:
                for address in {document.address} | titled[_letters(name)]:
                    yield name, address


def leads(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, str]]:
    """Five running content words of each first sentence that has as many besides the title's."""
    common = common_words(documents)
    for document in documents:
        sentence = _SENTENCE.match(document.short)
        words = [word.lower() for word in WORD.findall(sentence[0])] if sentence else []
        titles = {word.lower() for word in WORD.findall(document.title)}
        kept = [word for word in words if word not in common | titles]
        if len(kept) >= LEAD:
            yield " ".join(kept[:LEAD]), document.address


def common_words(documents: Sequence[SearchDocument]) -> set[str]:
    """The words that many of the documents use, in small letters: no content words."""
    uses: Counter[str] = Counter()
    for document in documents:
        text = " ".join([document.title, *written(document)])
        uses.update({word.lower() for word in WORD.findall(text)})
    return {word for word, times in uses.items() if times > COMMON * len(documents)}


def _of_titles(documents: Iterable[SearchDocument], change: Callable[[str], str | None]) -> Truth:
    """Titles changed, where that can be done and gives no other title."""
    by_title: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        by_title[document.title].add(document.address)
    known = {title.lower() for title in by_title}
    changed = ((change(title), title) for title in sorted(by_title))
    return {
        typed: frozenset(by_title[title])
        for typed, title in changed
        if typed and typed.lower() not in known
    }


def slip(title: str, chance: random.Random) -> str | None:
    """The title with one letter of one longer word left out, added, changed or swapped."""
    places = [match for match in WORD.finditer(title) if len(match[0]) >= SHORTEST_SLIP]
    places = [match for match in places if match[0].isalpha()]
    if not places:
        return None
    match = chance.choice(places)
    return title[: match.start()] + mistyped(match[0], chance) + title[match.end() :]


def mistyped(word: str, chance: random.Random) -> str:
    """The word with one slip of the finger; never the word itself."""
    while True:
        place = chance.randrange(len(word))
        before, letter, after = word[:place], word[place], word[place + 1 :]
        other = chance.choice(_LETTERS)
        made = chance.choice(
            [
                before + after,
                before + other + letter + after,
                before + other + after,
                before + after[:1] + letter + after[1:],
            ]
        )
        if made.lower() != word.lower():
            return made


def other_gap(title: str, chance: random.Random) -> str | None:
    """The title with one space or hyphen between two words written in one of the other ways."""
    gaps = list(_GAP.finditer(title))
    if not gaps:
        return None
    gap = chance.choice(gaps)
    ways = [way for way in ("", "-", " ") if way != gap[0]]
    return title[: gap.start()] + chance.choice(ways) + title[gap.end() :]
