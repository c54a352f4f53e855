"""Jargon without an entry: the acronyms, long words and fixed phrases that nobody explains.

No list of how common each English word is would fit in here, and none is needed: three
old measures find what plain content holds of hard words. A word is long from three
syllables on (the fog index, Gunning 1952). Words are a fixed phrase when they stand
together for much of the time that they stand at all (Dice 1945). A phrase that always has
the same neighbour is part of a longer one (accessor variety, Feng and others 2004). What
is found and plain all the same, an editor adds to `known_words` in site.yml.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import NamedTuple

from knowledge.acronyms import acronyms, is_initials
from knowledge.fields import Source
from knowledge.glossary import Glossary
from knowledge.inflection import bases, inflections
from knowledge.label_tree import labels
from knowledge.labels import WORD, key
from knowledge.library import Entry, Library, cited
from knowledge.passages import Passage, passages
from knowledge.plain_words import content_key, is_long

FEWEST_ENTRIES = 3
"""A long word or a phrase counts from this many entries on; an acronym counts at once."""

_LONGEST_PHRASE = 3
_TOGETHER = 0.3
"""The least share of a word's entries in which it stands in the phrase."""
_NEIGHBOURS = 2
"""The least number of different words before it and of those after it."""

_SHORT_ACRONYM = 3
"""Capitals up to this length are an acronym even if they spell a word: WHO, IT."""

_PLAIN_GAP = re.compile(r"[ \t]+\Z|[ \t]*\n[ \t]*\Z")
_SETTLED = "|"
"""What stands in place of words that have an entry: no word, and no gap within a phrase."""


class Use(NamedTuple):
    """The first place in an entry where a word stands."""

    entry: Entry
    line: int


@dataclass(frozen=True, slots=True)
class Jargon:
    """A word or phrase without an entry, as it is mostly written, and the entries that use it.

    `explained` tells in how many of them it stands beside what it is short for.
    """

    label: str
    uses: tuple[Use, ...]
    explained: int

    @property
    def pages(self) -> tuple[Entry, ...]:
        """The first entry of each page that uses it: all rows of a data file share one."""
        first: dict[str, Entry] = {}
        for use in self.uses:
            first.setdefault(use.entry.address.partition("#")[0], use.entry)
        return tuple(first.values())


@dataclass(slots=True)
class _Found:
    """What was seen of one acronym, word or phrase, in all its forms."""

    forms: Counter[str] = field(default_factory=Counter)
    uses: dict[Entry, Use] = field(default_factory=dict)
    before: set[str | int] = field(default_factory=set)
    after: set[str | int] = field(default_factory=set)
    explained: set[Entry] = field(default_factory=set)

    def note(self, form: str, entry: Entry, passage: Passage, start: int) -> None:
        """Counts one more place; of an entry's places the first is kept."""
        self.forms[form] += 1
        if entry not in self.uses:
            self.uses[entry] = Use(entry, passage.line_at(start))

    def add(self, other: "_Found") -> None:
        """Counts the places of another form as well."""
        self.forms += other.forms
        self.before |= other.before
        self.after |= other.after
        for entry, use in other.uses.items():
            known = self.uses.get(entry, use)
            self.uses[entry] = min(known, use, key=lambda use: use.line)

    def jargon(self, order: Mapping[Entry, int]) -> Jargon:
        """What was seen, under the form that is written most."""
        label = min(self.forms, key=lambda form: (-self.forms[form], form))
        uses = sorted(self.uses.values(), key=lambda use: order[use.entry])
        return Jargon(label, tuple(uses), len(self.explained))


class Survey:
    """What the sentences of a library say: terms, and what may want to become one.

    `used_terms` are the definitions whose words stand in another entry.
    """

    def __init__(self, library: Library, glossary: Glossary) -> None:
        self.used_terms: set[str] = set()
        self._library = library
        self._glossary = glossary
        self._acronyms: dict[str, _Found] = defaultdict(_Found)
        self._phrases: dict[str, _Found] = defaultdict(_Found)
        self._bases: dict[str, str] = {}
        self._ends = count()
        for entry in library.entries:
            for passage in passages(entry):
                self._look_at(entry, passage)
        self._join_inflections()

    def jargon(self) -> list[Jargon]:
        """The words that want an entry, those of most entries first."""
        settled = self._settled()
        found = {**self._hard_words(), **self._acronyms_but_names()}
        order = {entry: place for place, entry in enumerate(self._library.entries)}
        words = (one.jargon(order) for name, one in found.items() if name not in settled)
        return sorted(words, key=lambda word: (-len(word.uses), word.label))

    def unused_known_words(self) -> list[tuple[int, str]]:
        """The words that site.yml knows to be plain and no text has, each with its line."""
        seen = {*self._acronyms, *self._phrases, *self._bases}
        site = self._library.site
        return [
            (site.line(("known_words", number)), word)
            for number, word in enumerate(site.known_words)
            if seen.isdisjoint(_forms(word))
        ]

    def _look_at(self, entry: Entry, passage: Passage) -> None:
        text = passage.text
        for match in self._glossary.find(text):
            self.used_terms.update(term for term in match.terms if _is_other(entry, term))
            settled = _SETTLED * (match.end - match.start)
            text = text[: match.start] + settled + text[match.end :]
        for acronym in acronyms(passage.text):
            if text[acronym.start] != _SETTLED:
                found = self._acronyms[acronym.letters]
                found.note(acronym.letters, entry, passage, acronym.start)
                if acronym.is_explained or is_initials(acronym.letters, entry.title):
                    found.explained.add(entry)
        if self._library.site.language.startswith("en"):
            self._note_phrases(entry, passage, text)

    def _note_phrases(self, entry: Entry, passage: Passage, text: str) -> None:
        words = list(WORD.finditer(text))
        keys = [content_key(word[0]) for word in words]
        joined = [bool(_PLAIN_GAP.match(text[a.end() : b.start()])) for a, b in pairwise(words)]
        joined = [False, *joined, False]
        for first, last in _runs(keys, joined):
            found = self._phrases[" ".join(keys[first : last + 1])]
            form = " ".join(word[0] for word in words[first : last + 1])
            found.note(form, entry, passage, words[first].start())
            # An end of a sentence is a neighbour like no other.
            found.before.add(key(words[first - 1][0]) if joined[first] else next(self._ends))
            found.after.add(key(words[last + 1][0]) if joined[last + 1] else next(self._ends))

    def _join_inflections(self) -> None:
        """Counts plurals and possessives with the word that they are forms of, if it is used."""
        for form in sorted(self._phrases):
            *rest, last = form.split(" ")
            known = (" ".join([*rest, base]) for base in bases(last))
            base = next((base for base in known if base != form and base in self._phrases), None)
            if base:
                self._bases[form] = base
                self._phrases[base].add(self._phrases.pop(form))

    def _hard_words(self) -> dict[str, _Found]:
        often = {
            name: found
            for name, found in self._phrases.items()
            if len(found.uses) >= FEWEST_ENTRIES
            and min(len(found.before), len(found.after)) >= _NEIGHBOURS
        }
        hard = {
            name: found
            for name, found in often.items()
            if (self._is_fixed(name, found) if " " in name else is_long(min(found.forms)))
        }
        for name in sorted(hard, key=len, reverse=True):
            for part in _parts(name):
                if part in hard and len(hard[part].uses) == len(hard[name].uses):
                    del hard[part]  # it is used only within the longer one
        return hard

    def _is_fixed(self, name: str, found: _Found) -> bool:
        """Whether the words are mostly met together. In English only the last may be a plural."""
        words = [self._bases.get(word, word) for word in name.split(" ")]
        rarest = min(len(self._phrases[word].uses) for word in words)
        singular = not any(word.endswith("s") and not word.endswith("ss") for word in words[:-1])
        return singular and len(found.uses) / rarest >= _TOGETHER

    def _acronyms_but_names(self) -> dict[str, _Found]:
        """Acronyms that some entry leaves unexplained, without those of organisations.

        Long ones that spell a word are a word in capitals.
        """
        names = set(_names(self._library))
        return {
            letters: found
            for letters, found in self._acronyms.items()
            if letters not in names
            and len(found.explained) < len(found.uses)
            and not (len(letters) > _SHORT_ACRONYM and letters.lower() in self._phrases)
        }

    def _settled(self) -> set[str]:
        """What an editor knows to be plain, and what has a definition that is not yet public."""
        drafts = (entry for entry in self._library.of_kind("definition") if entry.is_draft)
        drafted = (label.text for entry in drafts for label in labels(entry))
        words = [*self._library.site.known_words, *drafted]
        return {form for word in words for form in _forms(word)}


def _is_other(entry: Entry, term: str) -> bool:
    return entry.kind.name != "definition" or entry.slug != term


def _runs(keys: list[str], joined: list[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last place of every run of content words, up to the longest phrase."""
    for first in range(len(keys)):
        for last in range(first, min(first + _LONGEST_PHRASE, len(keys))):
            if not keys[last] or (last > first and not joined[last]):
                break
            yield first, last


def _parts(name: str) -> Iterator[str]:
    words = name.split(" ")
    for size in range(1, len(words)):
        for first in range(len(words) - size + 1):
            yield " ".join(words[first : first + size])


def _forms(word: str) -> Iterator[str]:
    """The names under which a word of site.yml, or one of its inflections, is found here."""
    yield word
    *rest, last = map(key, word.split() or [""])
    for form in (last, *bases(last), *inflections(last)):
        yield " ".join([*rest, form])


def _names(library: Library) -> Iterator[str]:
    """The acronyms that stand in the name of an organisation."""
    for name in filter(None, _organisations(library)):
        yield from (acronym.letters for acronym in acronyms(name))


def _organisations(library: Library) -> Iterator[str | None]:
    yield from (source.publisher for source in library.sources.values())
    for entry in library.entries:
        fields = entry.fields
        yield getattr(fields, "publisher", None)
        yield from getattr(fields, "organisations", ())
        yield from (view.who for view in getattr(fields, "views", ()))
        yield from (s.publisher for _path, s in cited(fields) if isinstance(s, Source))
