"""Relations: what definitions say of one another, seen from both sides."""

from collections import defaultdict
from typing import NamedTuple

from knowledge.library import Entry, Library

_MOST_NEXT = 12
"""With more words to read next than this, only those that the author chose are shown."""


class Contrast(NamedTuple):
    """Two terms that are not the same: the other one, and how they differ.

    `number` is the place in the term's own list; None when the other's author said it.
    """

    other: Entry
    text: str
    number: int | None


class Relations:
    """How each definition relates to others. What one says of another holds for both."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._parts: dict[str, list[Entry]] = defaultdict(list)
        self._named_by: dict[str, list[Entry]] = defaultdict(list)
        self._contrasted_by: dict[str, list[Contrast]] = defaultdict(list)
        for entry in library.of_kind("definition"):
            for slug in dict.fromkeys(entry.fields.part_of):
                self._parts[slug].append(entry)
            for slug in dict.fromkeys(entry.fields.see_also):
                self._named_by[slug].append(entry)
            for each in entry.fields.not_the_same_as:
                self._contrasted_by[each.term].append(Contrast(entry, each.difference, None))

    def part_of(self, entry: Entry) -> tuple[Entry, ...]:
        """The wider terms."""
        return self._library.linked(entry, "part_of")

    def parts(self, entry: Entry) -> tuple[Entry, ...]:
        """The terms that say they are a part of this one."""
        return tuple(self._parts.get(entry.slug, ()))

    def next_to(self, entry: Entry) -> tuple[Entry, ...]:
        """The terms to read next: the author's, then those whose own authors name this one.

        The others' are left out when the page leads to them already, or when they are many.
        """
        kin = {entry, *self.part_of(entry), *self.parts(entry)}
        own = [e for e in self._library.linked(entry, "see_also") if e not in kin]
        told = {*kin, *own, *(contrast.other for contrast in self.contrasts(entry))}
        others = [e for e in self._named_by.get(entry.slug, ()) if e not in told]
        return tuple(own + others if len(own) + len(others) <= _MOST_NEXT else own)

    def contrasts(self, entry: Entry) -> tuple[Contrast, ...]:
        """The terms it is not the same as: the author's, then those whose authors name it.

        Where both authors wrote one, a page shows its own.
        """
        if entry.kind.name != "definition":
            return ()
        own = tuple(
            Contrast(other, each.difference, number)
            for number, each in enumerate(entry.fields.not_the_same_as)
            if (other := self._library.get("definition", each.term))
        )
        told = {contrast.other for contrast in own}
        others = self._contrasted_by.get(entry.slug, ())
        return own + tuple(each for each in others if each.other not in told)
