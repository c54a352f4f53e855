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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from knowledge.acronyms import acronyms, is_initials
from knowledge.fields import Source
from knowledge.glossary import Glossary
from knowledge.inflection import INFLECTED_ENDINGS, bases, inflections
from knowledge.label_tree import labels
from knowledge.labels import WORD, key
from knowledge.library import Entry, Library, cited
from knowledge.passages import Passage, passages
from knowledge.plain_words import content_key, is_long, may_be_long

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


class Note(NamedTuple):
    """What an entry has of an acronym, word or phrase: its first line, how often it has each form.

    `before` and `after` are different neighbours, no more than are asked for; an end of a
    sentence is an empty one, and like no other.
    """

    line: int
    forms: tuple[tuple[str, int], ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    is_explained: bool = False


class Seen(NamedTuple):
    """What the sentences of one entry say: the terms of other entries, and what may become one.

    A word is a phrase of one word.
    """

    terms: frozenset[str]
    acronyms: Mapping[str, Note]
    phrases: Mapping[str, Note]


Recall = Callable[[Callable[[Entry], Seen]], Mapping[Entry, Seen]]
"""Gives what was seen in each entry: by the function, if by nothing else."""


class _Found:
    """What was seen of one acronym, word or phrase, in all its forms and all entries."""

    def __init__(self) -> None:
        self.notes: list[tuple[Entry, Note]] = []

    @property
    def times(self) -> int:
        """How many entries use it. An entry has one note of each form."""
        return len({entry for entry, _note in self.notes})

    @property
    def first_form(self) -> str:
        """The first by the alphabet: capitals stand before small letters."""
        return min(form for _entry, note in self.notes for form, _times in note.forms)

    @property
    def forms(self) -> Counter[str]:
        """How often it has each form."""
        forms: Counter[str] = Counter()
        for _entry, note in self.notes:
            for form, times in note.forms:
                forms[form] += times
        return forms

    @property
    def has_neighbours(self) -> bool:
        """Whether it stands by itself: before it and after it are different words."""
        befores = (note.before for _entry, note in self.notes)
        afters = (note.after for _entry, note in self.notes)
        return _are_several(befores) and _are_several(afters)

    @property
    def explained(self) -> int:
        """In how many entries it is explained."""
        return sum(note.is_explained for _entry, note in self.notes)

    def jargon(self, order: Mapping[Entry, int]) -> Jargon:
        """What was seen, under the form that is written most."""
        forms = self.forms
        label = min(forms, key=lambda form: (-forms[form], form))
        lines: dict[Entry, int] = {}
        for entry, note in self.notes:
            lines[entry] = min(note.line, lines.get(entry, note.line))
        uses = (Use(entry, lines[entry]) for entry in sorted(lines, key=order.__getitem__))
        return Jargon(label, tuple(uses), self.explained)


def _are_several(neighbours: Iterable[tuple[str, ...]]) -> bool:
    known: set[str] = set()
    ends = 0
    for words in neighbours:
        ends += words.count("")
        known.update(words)
        if len(known - {""}) + ends >= _NEIGHBOURS:
            return True
    return False


class Survey:
    """What the sentences of a library say: terms, and what may want to become one.

    `used_terms` are the definitions whose words stand in another entry.
    """

    def __init__(self, library: Library, glossary: Glossary, recall: Recall | None = None) -> None:
        """`recall` may know from before what `seen` sees in entries."""
        self._library = library
        look = partial(seen, glossary, library.site.language.startswith("en"))
        self._seen = recall(look) if recall else {entry: look(entry) for entry in library.entries}
        self.used_terms = {term for one in self._seen.values() for term in one.terms}
        self._times: Counter[str] = Counter()
        for one in self._seen.values():
            self._times.update(one.phrases.keys())
        self._bases = self._inflected()

    def jargon(self) -> list[Jargon]:
        """The words that want an entry, those of most entries first."""
        settled = self._settled()
        found = {**self._hard_words(), **self._acronyms_but_names()}
        order = {entry: place for place, entry in enumerate(self._library.entries)}
        words = (one.jargon(order) for name, one in found.items() if name not in settled)
        return sorted(words, key=lambda word: (-len(word.uses), word.label))

    def unused_known_words(self) -> list[tuple[int, str]]:
        """The words that site.yml knows to be plain and no text has, each with its line."""
        seen = {*self._times, *(name for one in self._seen.values() for name in one.acronyms)}
        site = self._library.site
        return [
            (site.line(("known_words", number)), word)
            for number, word in enumerate(site.known_words)
            if seen.isdisjoint(_forms(word))
        ]

    def _inflected(self) -> dict[str, str]:
        """Plurals and possessives, each with the word that it is a form of, if that is used."""
        found: dict[str, str] = {}
        for form in sorted(name for name in self._times if name.endswith(INFLECTED_ENDINGS)):
            *rest, last = form.split(" ")
            for base in (" ".join([*rest, each]) for each in bases(last)):
                if base != form and base in self._times and base not in found:
                    found[form] = base
                    break
        return found

    def _hard_words(self) -> dict[str, _Found]:
        likely = self._likely()
        words = {word for name in likely if " " in name for word in name.split(" ")}
        found = self._found({*likely, *map(self._base, words)})
        times = {name: one.times for name, one in found.items()}
        hard = {
            name: found[name]
            for name in likely
            if times[name] >= FEWEST_ENTRIES
            and (
                self._is_fixed(name, times[name], times)
                if " " in name
                else is_long(found[name].first_form)
            )
            and found[name].has_neighbours
        }
        only_within = {
            part
            for name in hard
            for part in _parts(name)
            if part in hard and times[part] == times[name]
        }
        return {name: one for name, one in hard.items() if name not in only_within}

    def _likely(self) -> list[str]:
        """The names that are worth a closer look: most are rare, short or no fixed phrase.

        By bounds, so that none is missed: an entry that has two forms counts twice, and of the
        words of a phrase only their own form counts.
        """
        most = Counter(self._times)
        for form in self._bases:
            most[self._base(form)] += most.pop(form)
        longs = {self._base(form) for form in self._bases if may_be_long(form)}
        return [
            name
            for name, times in most.items()
            if times >= FEWEST_ENTRIES
            and (
                self._is_fixed(name, times, self._times)
                if " " in name
                else may_be_long(name) or name in longs
            )
        ]

    def _base(self, name: str) -> str:
        """The name under which a form is counted."""
        while name in self._bases:
            name = self._bases[name]
        return name

    def _found(self, names: Collection[str]) -> dict[str, _Found]:
        """What was seen of these names in all their forms."""
        wanted = {name: name for name in names}
        for form in self._bases:
            if (base := self._base(form)) in names:
                wanted[form] = base
        found = {name: _Found() for name in names}
        for entry, one in self._seen.items():
            for form in wanted.keys() & one.phrases.keys():
                found[wanted[form]].notes.append((entry, one.phrases[form]))
        return found

    def _is_fixed(self, name: str, times: int, of_words: Mapping[str, int]) -> bool:
        """Whether the words are mostly met together. In English only the last may be a plural."""
        words = [self._base(word) for word in name.split(" ")]
        rarest = min(of_words[word] for word in words)
        singular = not any(word.endswith("s") and not word.endswith("ss") for word in words[:-1])
        return singular and times / rarest >= _TOGETHER

    def _acronyms_but_names(self) -> dict[str, _Found]:
        """Acronyms that some entry leaves unexplained, without those of organisations.

        Long ones that spell a word are a word in capitals.
        """
        names = set(_names(self._library))
        acronyms: dict[str, _Found] = defaultdict(_Found)
        for entry, one in self._seen.items():
            for letters, note in one.acronyms.items():
                acronyms[letters].notes.append((entry, note))
        return {
            letters: found
            for letters, found in acronyms.items()
            if letters not in names
            and found.explained < found.times
            and not (len(letters) > _SHORT_ACRONYM and letters.lower() in self._times)
        }

    def _settled(self) -> set[str]:
        """What an editor knows to be plain, and what has a definition that is not yet public."""
        drafts = (entry for entry in self._library.of_kind("definition") if entry.is_draft)
        drafted = (label.text for entry in drafts for label in labels(entry))
        words = [*self._library.site.known_words, *drafted]
        return {form for word in words for form in _forms(word)}


class _Places:
    """The places of one acronym, word or phrase in an entry."""

    __slots__ = ("after", "before", "forms", "is_explained", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.forms: dict[str, int] = {}
        self.before: list[str] = []
        self.after: list[str] = []
        self.is_explained = False

    def note(self) -> Note:
        """The same as a value."""
        forms = tuple(self.forms.items())
        return Note(self.line, forms, tuple(self.before), tuple(self.after), self.is_explained)


def seen(glossary: Glossary, has_phrases: bool, entry: Entry) -> Seen:
    """What an entry says. Long words and phrases are looked for in English only."""
    terms: set[str] = set()
    acronyms: dict[str, _Places] = {}
    phrases: dict[str, _Places] = {}
    for passage in passages(entry):
        text = passage.text
        for match in glossary.find(text):
            terms.update(term for term in match.terms if _is_other(entry, term))
            settled = _SETTLED * (match.end - match.start)
            text = text[: match.start] + settled + text[match.end :]
        _note_acronyms(entry, passage, text, acronyms)
        if has_phrases:
            _note_phrases(passage, text, phrases)
    return Seen(
        frozenset(terms),
        {name: places.note() for name, places in acronyms.items()},
        {name: places.note() for name, places in phrases.items()},
    )


def _is_other(entry: Entry, term: str) -> bool:
    return entry.kind.name != "definition" or entry.slug != term


def _note_acronyms(entry: Entry, passage: Passage, text: str, found: dict[str, _Places]) -> None:
    """Notes those of a passage that have no entry; in `text` what has one is settled."""
    for acronym in acronyms(passage.text):
        if text[acronym.start] != _SETTLED:
            name = acronym.letters
            places = _at(name, name, passage, acronym.start, found)
            if acronym.is_explained or is_initials(name, entry.title):
                places.is_explained = True


def _note_phrases(passage: Passage, text: str, found: dict[str, _Places]) -> None:
    words = list(WORD.finditer(text))
    keys = [content_key(word[0]) for word in words]
    joined = [False, *_joined(text, words, keys), False]
    for first, last in _runs(keys, joined):
        name = " ".join(keys[first : last + 1])
        form = " ".join(word[0] for word in words[first : last + 1])
        places = _at(name, form, passage, words[first].start(), found)
        _add_neighbour(places.before, key(words[first - 1][0]) if joined[first] else "")
        _add_neighbour(places.after, key(words[last + 1][0]) if joined[last + 1] else "")


def _at(name: str, form: str, passage: Passage, start: int, found: dict[str, _Places]) -> _Places:
    """The places of a name, with one more in that form; the first of all gives the line."""
    places = found.get(name)
    if places is None:
        places = found[name] = _Places(passage.line_at(start))
    places.forms[form] = places.forms.get(form, 0) + 1
    return places


def _add_neighbour(neighbours: list[str], word: str) -> None:
    if len(neighbours) < _NEIGHBOURS and not (word and word in neighbours):
        neighbours.append(word)


def _joined(text: str, words: list[re.Match[str]], keys: list[str]) -> Iterator[bool]:
    """Whether nothing but a blank stands between each word and the next; asked of no plain two."""
    for (word, own), (following, after) in pairwise(zip(words, keys, strict=True)):
        gap = text[word.end() : following.start()] if own or after else ""
        yield gap == " " or bool(_PLAIN_GAP.match(gap))


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
    for name in set(filter(None, _organisations(library))):
        yield from (acronym.letters for acronym in acronyms(name))


def _organisations(library: Library) -> Iterator[str | None]:
    yield from (source.publisher for source in library.sources.values())
    for entry in library.entries:
        # Not by `getattr`: pydantic takes long to say that there is no such field.
        fields = vars(entry.fields)
        yield fields.get("publisher")
        yield from fields.get("organisations", ())
        yield from (view.who for view in fields.get("views", ()))
        yield from (s.publisher for _path, s in cited(entry.fields) if isinstance(s, Source))
