"""Document files: what results show, and the text of each page for excerpts."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from knowledge.search.documents import SearchDocument, SearchKind, Section
from knowledge.search.scripts import in_json, mark, script

FEW = 150
"""So many documents at most has a small site: all that its results show is in one file."""
_IN_A_FILE = 4
"""Of a larger one, as a page of results needs few documents."""
_BLOCKS = 128
"""The files of documents share so many hashes, as one for each would make the manifest heavy."""


class ToldDocument(NamedTuple):
    """A document as JSON: what results show of it, its sections, and the rest of it."""

    shown: str
    sections: str
    rest: str

    @classmethod
    def of(cls, document: SearchDocument) -> "ToldDocument":
        """The document in JSON. What is shown ends with whether there is more of its text."""
        names, has_text = [*document.names], int(bool(document.sections))
        shown = [document.address, document.title, document.short, names, has_text]
        rest = [document.kind, document.forms]
        return cls(in_json(shown), in_json(document.sections), in_json(rest))

    @classmethod
    def kept(cls, text: str) -> "ToldDocument":
        """The document that was kept as this text. No JSON has the end of a line in it."""
        return cls(*text.split("\n"))

    @property
    def text(self) -> str:
        """All of it as one text."""
        return "\n".join(self)

    @property
    def has_text(self) -> bool:
        """Whether a file has the text of its sections."""
        return self.sections != "[]"

    @property
    def document(self) -> SearchDocument:
        """The document."""
        address, title, short, names, _has_text = json.loads(self.shown)
        kind, forms = json.loads(self.rest)
        sections = tuple(Section(*section) for section in json.loads(self.sections))
        found = SearchKind(*kind)
        return SearchDocument(address, found, title, short, tuple(names), tuple(forms), sections)


class Blocks(NamedTuple):
    """How documents are put into files: so many in each, and so many that share a hash."""

    in_a_file: int
    in_a_block: int

    @classmethod
    def of(cls, count: int, is_small: bool) -> "Blocks":
        """The blocks of a site with that many documents."""
        in_a_file = FEW if is_small else _IN_A_FILE
        return cls(in_a_file, in_a_file * max(1, math.ceil(count / in_a_file / _BLOCKS)))

    def files(
        self, has_text: Sequence[int], marks: list[str], told: Callable[[int], ToldDocument]
    ) -> Iterator[tuple[str, str | None]]:
        """Each file without its ending, and its text; none if it is as it was.

        That is so where the block has a hash in `marks`; where that is empty, it is filled in.
        """
        for number, start in enumerate(range(0, len(has_text), self.in_a_block)):
            places = range(start, min(start + self.in_a_block, len(has_text)))
            if marks[number]:
                yield from ((name, None) for name in self._names(places, has_text, marks[number]))
            else:
                found = [told(place) for place in places]
                pairs = ",".join([f"[{each.shown},{each.sections}]" for each in found])
                marks[number] = mark(script(f"[{pairs}]"))
                texts = [each.sections for each in found if each.has_text]
                for at in range(0, len(found), self.in_a_file):
                    shown = ",".join([each.shown for each in found[at : at + self.in_a_file]])
                    texts.append(f"[{shown}]")
                names = self._names(places, has_text, marks[number])
                yield from zip(names, map(script, texts), strict=True)

    def _names(self, places: range, has_text: Sequence[int], own: str) -> Iterator[str]:
        """The files of a block: those with a text, then those with what results show."""
        for place in places:
            if has_text[place]:
                yield f"f{place}-{own}"
        for first in places[:: self.in_a_file]:
            yield f"d{first // self.in_a_file}-{own}"
