"""The state: what is known of an earlier build without reading anything else that is kept."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from knowledge.search.documents import SearchKind
from knowledge.search.index import FIELDS
from knowledge.search.scripts import in_json


@dataclass
class State:
    """The documents of a build, in order, and where what was made of them is kept.

    A list has one value for each document; those of `lengths` are lists themselves, one for
    each field, and `marks` has the hash of each block. `rules` stands for the code and the
    settings by which all of it was made.
    """

    rules: str
    names: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    has_text: list[int] = field(default_factory=list)
    lengths: list[list[int]] = field(default_factory=lambda: [[] for _field in FIELDS])
    blocks: Sequence[int] = ()
    marks: list[str] = field(default_factory=list)
    is_small: bool = True
    compounds: dict[str, int] | None = None
    pieces: dict[str, tuple[int, Sequence[Sequence[Any]]]] = field(default_factory=dict)

    @classmethod
    def kept(cls, text: str, rules: str) -> "State":
        """The state that was kept as this text; that of no build if it has other rules."""
        own, _, data = text.partition("\n")
        return cls(rules, **json.loads(data)) if own == rules else cls(rules)

    @property
    def text(self) -> str:
        """The state as a text."""
        values = {name: value for name, value in vars(self).items() if name != "rules"}
        return f"{self.rules}\n{in_json(values)}"

    @property
    def is_new(self) -> bool:
        """Whether there was no build."""
        return self.compounds is None

    def kind_rows(self) -> Iterator[list[Any]]:
        """Each kind, as it is told in JSON, and the number of its first document."""
        for kind, group in groupby(enumerate(self.kinds), key=lambda pair: pair[1]):
            yield [*json.loads(kind), next(group)[0]]


def kind_text(kind: SearchKind) -> str:
    """A kind in JSON, which is soon compared."""
    return in_json(kind)
