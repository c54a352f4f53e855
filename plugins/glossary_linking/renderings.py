"""The renderings of a site: each made when it is wanted, unless it is as it was in the last build.

What a page's words link to depends on every label of the glossary. A rendering is made again
when a label came or went that may begin at a word of its own: so few are, and none is missed.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial

from knowledge import Entry, Glossary, Library
from knowledge.digests import body_digest, digest, front_digest
from knowledge.facts import note
from knowledge.glossary import all_labels
from knowledge.label_tree import Label
from knowledge.ledger import Inputs, Ledger, Order
from knowledge.linking import Mention, Rendering
from knowledge.relations import Relations
from plugins.glossary_linking.rendering import Renderer

_LABELS = "labels of all words"


class Renderings(Mapping[Entry, Rendering]):
    """The rendering of each entry that has a file of its own."""

    def __init__(self, library: Library, base: str, ledger: Ledger) -> None:
        self._library = library
        self._base = base
        self._ledger = ledger
        self._relations = Relations(library)
        self._addresses = {entry.slug: entry.address for entry in library.of_kind("definition")}
        self._terms = {base + address: slug for slug, address in self._addresses.items()}
        self._labels = sorted(all_labels(library.of_kind("definition")))
        self._labels_mark = digest(self._labels)
        self._changed = self._changed_labels()
        self._orders: dict[Entry, Order] = {}
        ledger.tell("html", "what {} says", self._html)
        ledger.tell("labels", "the words of the glossary", self._labels_of)
        ledger.tell("address", "the address of the word {}", self._addresses.get)
        ledger.tell("word at", "the word at {}", self._terms.get)
        ledger.tell("place", "where {} leads", self._place)

    def __getitem__(self, entry: Entry) -> Rendering:
        if entry.kind.is_file:
            raise KeyError(entry)
        note(f"html:{entry.path}")
        rendering: Rendering = self._ledger.recall(*self._order(entry))
        return rendering

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry in self._library.entries if not entry.kind.is_file)

    def __len__(self) -> int:
        return sum(1 for _entry in self)

    def mark(self, entry: Entry) -> bytes:
        """The digest of a rendering, which is made if it must be, but not looked at."""
        return self._ledger.settle(*self._order(entry))

    def mentions(self) -> dict[Entry, tuple[Mention, ...]]:
        """The words that each links, without reading the renderings themselves."""

        def found(path: str) -> tuple[Mention, ...]:
            entry = self._library.at(path)
            return self[entry].mentions if entry else ()

        marks = {entry.path: self.mark(entry) for entry in self}
        known = self._ledger.recall_each("words that link", marks, found)
        return {entry: known[entry.path] for entry in self}

    def prepare(self) -> None:
        """Makes all that must be made, on all processors if that is much."""
        self._ledger.settle_all([self._order(entry) for entry in self])

    def _order(self, entry: Entry) -> Order:
        known = self._orders.get(entry)
        if known is None:
            inputs, produce = self._inputs(entry), partial(self._render, entry)
            known = self._orders[entry] = Order(f"html of {entry.path}", inputs, produce)
        return known

    def _inputs(self, entry: Entry) -> Inputs:
        return {
            "its front matter": front_digest(entry),
            "its text": body_digest(entry),
            "what other words say of it": [
                (each.other.slug, each.text) for each in self._relations.contrasts(entry)
            ],
            "site.yml": (self._base, self._library.site.language, self._library.site.term_links),
        }

    def _render(self, entry: Entry) -> Rendering:
        note(f"labels:{entry.path}")
        try:
            return self._renderer.render(entry)
        except Exception as fault:
            fault.add_note(f"It was met in {entry.path}.")
            raise

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._library, self._base)

    def _html(self, path: str) -> bytes:
        entry = self._library.at(path)
        return self.mark(entry) if entry else b"there is no such entry"

    def _place(self, path: str) -> object:
        entry = self._library.at(path)
        return entry.address if entry else path in self._library.pictures

    def _changed_labels(self) -> list[Label]:
        """The labels that were not there in the last build, and those that are there no more."""
        before: list[Label] = self._ledger.last(_LABELS) or []
        self._ledger.recall(_LABELS, {"labels": self._labels_mark}, lambda: self._labels)
        return sorted({*before} ^ {*self._labels})

    @cached_property
    def _glossary_of_changes(self) -> Glossary:
        return Glossary.of_labels(self._changed, self._library.site.language.startswith("en"))

    def _labels_of(self, path: str) -> object:
        """Another value than in the last build, if a changed label may stand on the page."""
        name = f"html of {path}"
        known = self._ledger.last_fact(name, f"labels:{path}")
        if known is not None and self._changed:
            may_begin = self._glossary_of_changes.may_begin
            rendering: Rendering | None = self._ledger.last(name)
            if rendering is None or any(map(may_begin, rendering.chunks)):
                # Not of the labels alone: they may come to be again what they were before.
                return digest((known, self._labels_mark))
        return self._labels_mark if known is None else known
