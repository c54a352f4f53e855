"""Keeping: the files of a search, brought up to date with what was kept of an earlier build.

As much is kept as the files themselves have, in pieces as small as they are: every document,
the shards and the pieces of the list of words, how many documents use each word, and the
state. An edit reads the state and what has to do with the words that changed. What comes of it
is, to the byte, what comes of nothing kept.
"""

import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from gzip import compress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from knowledge.collecting import only_among_new
from knowledge.search.analysis import Analyser, Companions, mutated
from knowledge.search.counts import FieldCounter, document_words
from knowledge.search.document_files import FEW, Blocks, ToldDocument
from knowledge.search.documents import SearchDocument
from knowledge.search.index import FIELDS, PostingChanges, Shards
from knowledge.search.packing import numbers
from knowledge.search.pieces import Form, Pieces, Told
from knowledge.search.scripts import in_json, script
from knowledge.search.site_words import SiteWords, Uses, Vocabulary, WordPieces, meant
from knowledge.search.state import State, kind_text
from knowledge.search.store import Damaged, Store

MANIFEST = "manifest.js"

TOGETHER = 40_000
"""The index of a small site, so many characters at most, stands in the manifest: few requests,
and none for the next question."""

MOST_CHANGED = 0.25
"""If more of the documents changed, it is dearer to find out how than to begin anew."""

Found = tuple[str, str, Callable[[], SearchDocument]]
"""The name of a document, the digest of all that it is made from, and what makes it."""

File = tuple[str, bytes | None]
"""The name of a file, and its content or None if it is as it was."""

_STATE = "state"
_GONE = -1


class KeptSearch:
    """The search of a site, in a mapping that keeps between builds what they need again.

    What in it is damaged, or was made by other rules, is as good as nothing. Whoever loses a
    file that was written must empty the mapping.
    """

    def __init__(self, kept: MutableMapping[str, bytes]) -> None:
        self._kept = kept

    def update(
        self, found: Iterable[Found], language: str, has_gzip: bool = False
    ) -> Iterator[File]:
        """Every file of the folder `search/`, and no other.

        Documents come kind by kind. One is made only if its digest is another than before, or
        if so many are that all is made anew. With `has_gzip` the larger files stand there
        compressed too, as `<name>.gz`, and the manifest says so.
        """
        asked = _Asked([*found], language, has_gzip)
        rules = _rules(language, has_gzip)
        with only_among_new():
            try:
                state = State.kept(Store(self._kept).text(_STATE), rules)
                files = _Update(Store(self._kept), state, asked).files()
            except (Damaged, _TooMuch):
                files = _Update(Store(self._kept), State(rules), asked).files()
        return iter(files)


class _TooMuch(Exception):  # noqa: N818 (nothing is wrong)
    """More changed than is worth looking for."""


class _Asked:
    """What an update is asked for."""

    def __init__(self, found: Sequence[Found], language: str, has_gzip: bool) -> None:
        self.names = [name for name, _digest, _make in found]
        self.digests = [digest for _name, digest, _make in found]
        self.language, self.has_gzip = language, has_gzip
        self._makers = [make for _name, _digest, make in found]
        self._made: dict[int, SearchDocument] = {}

    def document(self, place: int) -> SearchDocument:
        """The document with that number, which is made once."""
        if place not in self._made:
            self._made[place] = self._makers[place]()
        return self._made[place]


class _Update:
    """One build: `old` is the state before it, `new` the one after it."""

    def __init__(self, store: Store, old: State, asked: _Asked) -> None:
        self._store, self._old, self._asked = store, old, asked
        self._new = State(old.rules, asked.names, asked.digests)
        self._before = {name: place for place, name in enumerate(old.names)}
        self._moved = self._moves()
        self._told: dict[int, ToldDocument] = {}
        self._is_other = True
        self._words = SiteWords(store, old.compounds)
        self._shards = self._pieces(Shards())
        self._ahead = self._pieces(WordPieces("w"))
        self._behind = self._pieces(WordPieces("e"))

    def files(self) -> list[File]:
        """Every file. Before they are handed over, what the next build needs is kept."""
        changed = self._changed()
        self._carry_over()
        for place in changed:
            self._new.kinds[place] = kind_text(self._asked.document(place).kind)
            self._new.has_text[place] = int(self._told[place].has_text)
        self._is_other = bool(changed) or self._moved is not None or self._old.is_new
        if self._is_other:
            self._count(changed)
        self._cut_blocks(changed)
        files = list(self._files())
        self._keep()
        return files

    def _pieces(self, form: Form[Told]) -> Pieces[Told]:
        return Pieces(form, self._store, *self._old.pieces.get(form.letter, (0, ())))

    def _moves(self) -> list[int] | None:
        """The number that each document of before has now; none if all have the one they had."""
        if self._old.names == self._asked.names:
            return None
        now = {name: place for place, name in enumerate(self._asked.names)}
        moved = [now.get(name, _GONE) for name in self._old.names]
        staying = [place for place in moved if place != _GONE]
        if any(after < before for before, after in pairwise(staying)):
            raise _TooMuch
        return moved

    def _changed(self) -> list[int]:
        """The documents that are new or not what they were, which are told anew."""
        digests = dict(zip(self._old.names, self._old.digests, strict=True))
        asked = self._asked
        other = [
            place
            for place, (name, digest) in enumerate(zip(asked.names, asked.digests, strict=True))
            if digests.get(name) != digest
        ]
        self._see_whether_worth(len(other))
        changed = []
        for place in other:
            told, key = ToldDocument.of(asked.document(place)), _key(asked.names[place])
            if asked.names[place] not in digests or self._store.text(key) != told.text:
                self._told[place] = told
                changed.append(place)
        return changed

    def _see_whether_worth(self, count: int) -> None:
        if not self._old.is_new and count > MOST_CHANGED * len(self._asked.names):
            raise _TooMuch

    def _carry_over(self) -> None:
        """What is known of documents, by their numbers of now."""
        old, new, count = self._old, self._new, len(self._asked.names)
        if self._moved is None:
            new.kinds, new.has_text, new.lengths = old.kinds, old.has_text, old.lengths
            return
        new.kinds, new.has_text = [""] * count, [0] * count
        new.lengths = [[0] * count for _field in FIELDS]
        for before, place in enumerate(self._moved):
            if place != _GONE:
                new.kinds[place], new.has_text[place] = old.kinds[before], old.has_text[before]
                for each, lengths in enumerate(old.lengths):
                    new.lengths[each][place] = lengths[before]

    def _count(self, changed: Sequence[int]) -> None:
        """Counts what changed, here and in the documents to whose words that matters."""
        analyser, words = Analyser(self._asked.language), self._words
        before = Companions(analyser, words.compounds, Vocabulary(words.before))
        was = {place: self._document(name) for place, name in self._kept_names(changed)}
        gone = set(self._before).difference(self._asked.names)
        for document in (*was.values(), *map(self._document, gone)):
            words.take_away(document_words(document, analyser))
        for place in changed:
            words.add(document_words(self._asked.document(place), analyser))
        words.settle()
        uses = words.changed()
        now = Companions(analyser, words.compounds, Vocabulary(words.now))
        touched = self._touched(analyser, before, now, uses)
        touched -= {*changed}
        self._see_whether_worth(len(touched) + len(changed))
        was |= {place: self._document(self._asked.names[place]) for place in touched}
        # A page at the end moves no other.
        moved = None if self._moved == [*range(len(self._before))] else self._moved
        changes = PostingChanges(moved)
        counters = FieldCounter(analyser, before), FieldCounter(analyser, now)
        for place in sorted({*changed, *touched}):
            document = was[place] if place in touched else self._asked.document(place)
            counts = counters[1].fields(document)
            if place in was:
                changes.change(place, counters[0].fields(was[place]), counts)
            else:
                changes.add(place, counts)
            for lengths, found in zip(self._new.lengths, counts, strict=True):
                lengths[place] = sum(found.values())
        self._shards.change(changes.terms(), changes.changed, is_all=moved is not None)
        self._list_words(uses)

    def _kept_names(self, places: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Those of the documents that were there before, with their names."""
        for place in places:
            if (name := self._asked.names[place]) in self._before:
                yield place, name

    def _document(self, name: str) -> SearchDocument:
        """A document as it was."""
        return ToldDocument.kept(self._store.text(_key(name))).document

    def _touched(
        self,
        analyser: Analyser,
        before: Companions,
        now: Companions,
        uses: Mapping[str, tuple[Uses, Uses]],
    ) -> set[int]:
        """The documents that may have other terms because of words in others.

        A word with a hyphen matters to those that have it closed, or have its two parts, and a
        whole Welsh word to those that have a form it takes. Some of them it does not change.
        """
        touched: set[int] = set()
        for closed, parts in before.unlike(now):
            touched.update(*self._places(analyser.term(closed)))
            if len(parts) == 2:
                first, second = (self._places(analyser.term(part)) for part in parts)
                touched.update(*map(set.intersection, first, second))
        for word, (old, new) in uses.items():
            if bool(old.whole) != bool(new.whole):
                for form in mutated(word):
                    touched.update(*self._places(analyser.term(form)))
        if self._moved is not None:
            touched = {self._moved[place] for place in touched} - {_GONE}
        return touched

    def _places(self, term: str) -> list[set[int]]:
        """The documents that had a term, by their numbers of before, field by field."""
        held = self._shards.find(term) or ()
        return [set(postings.places()) if postings else set() for postings in held]

    def _list_words(self, uses: Mapping[str, tuple[Uses, Uses]]) -> None:
        """Brings the list of words up to date."""
        listed = {
            word: told
            for word, (before, now) in uses.items()
            if (told := meant(word, now)) != meant(word, before)
        }
        self._ahead.change(listed, lambda word, _before: listed[word])
        # Backwards words with one ending are neighbours.
        self._behind.change(
            [word[::-1] for word in listed], lambda word, _before: listed[word[::-1]]
        )
        self._words.keep(uses)

    def _cut_blocks(self, changed: Iterable[int]) -> None:
        """Sees which files of documents are as they were."""
        old, new = self._old, self._new
        count = len(new.names)
        new.is_small = count <= FEW and self._shards.length() <= TOGETHER
        blocks = Blocks.of(count, new.is_small)
        new.blocks = [*blocks]
        starts = range(0, count, blocks.in_a_block)
        new.marks = [""] * len(starts)
        if new.blocks == [*old.blocks]:
            same = _same(old.names, new.names)
            for number, start in enumerate(starts):
                end = start + blocks.in_a_block
                if end <= same or self._moved is None:
                    new.marks[number] = old.marks[number]
        for place in changed:
            new.marks[place // blocks.in_a_block] = ""

    def _files(self) -> Iterator[File]:
        new = self._new
        # The others are so small that a copy would save little.
        zipped = ("d" if new.is_small else "tew") if self._asked.has_gzip else ""
        for name, text in self._texts():
            data = None if text is None else text.encode()
            yield f"{name}.js", data
            if name[0] in zipped:
                yield f"{name}.js.gz", None if data is None else compress(data, mtime=0)
        is_other = self._is_other
        yield MANIFEST, script(in_json(self._manifest(zipped))).encode() if is_other else None

    def _texts(self) -> Iterator[tuple[str, str | None]]:
        """Every file but the manifest."""
        # What a small site has in its manifest was in no file before.
        is_all = self._new.is_small != self._old.is_small
        blocks = Blocks(*self._new.blocks)
        yield from blocks.files(self._new.has_text, self._new.marks, self._told_document)
        yield from self._ahead.files(is_all)
        yield from self._behind.files(is_all)
        if not self._new.is_small:
            yield from self._shards.files(is_all)

    def _told_document(self, place: int) -> ToldDocument:
        if place in self._told:
            return self._told[place]
        return ToldDocument.kept(self._store.text(_key(self._new.names[place])))

    def _manifest(self, zipped: str) -> dict[str, Any]:
        new = self._new
        return {
            "language": self._asked.language,
            "gzip": zipped,
            "count": len(new.names),
            "kinds": [*new.kind_rows()],
            "fields": [
                [*field, sum(lengths), numbers(lengths)]
                for field, lengths in zip(FIELDS, new.lengths, strict=True)
            ],
            "documents": [*new.blocks, "".join(new.marks)],
            "words": self._ahead.named(),
            "ends": self._behind.named(),
            **(
                {"all": Shards().packed(self._shards.pairs())}
                if new.is_small
                else {"terms": self._shards.named()}
            ),
        }

    def _keep(self) -> None:
        """Keeps what the next build needs, if it is another than this one needed."""
        new = self._new
        if not self._is_other and new.digests == self._old.digests:
            return
        for place, told in self._told.items():
            self._store.put(_key(new.names[place]), told.text)
        for name in set(self._before).difference(new.names):
            self._store.drop(_key(name))
        new.compounds = self._words.compound_uses
        for letter, pieces in (("t", self._shards), ("w", self._ahead), ("e", self._behind)):
            new.pieces[letter] = pieces.every, pieces.rows
        self._store.put(_STATE, new.text)
        self._store.write(self._old.is_new)


def _key(name: str) -> str:
    """Where a document is kept."""
    return f"d:{name}"


def _same(before: Sequence[str], now: Sequence[str]) -> int:
    """How many values two lists have alike from their beginning on."""
    pairs = zip(before, now, strict=False)
    unlike = (place for place, (old, new) in enumerate(pairs) if old != new)
    return next(unlike, min(len(before), len(now)))


def _rules(language: str, has_gzip: bool) -> str:
    """What stands for all that files depend on, but for the documents."""
    code = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    tools = sys.version, unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION
    return sha256(repr((code, language, has_gzip, tools)).encode()).hexdigest()
