"""Digests: a few bytes that stand for a value, equal when the values are."""

import io
import pickle
from functools import lru_cache
from hashlib import blake2b
from types import FunctionType, MethodType
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from knowledge.kinds import Kind
from knowledge.library import Entry, Library

_SIZE = 12

_fronts: WeakKeyDictionary[Entry, bytes] = WeakKeyDictionary()
_bodies: WeakKeyDictionary[Entry, bytes] = WeakKeyDictionary()
"""Digests that are asked for again and again, for as long as their entries live."""


class _Writer(pickle.Pickler):
    """Writes equal values alike: it does not remember what is the same object.

    Of an entry it writes the front matter: who reads its body notes that as a fact. What is
    written is never read back, so a thing may stand for another.
    """

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Entry):
            return str, (front_digest(value),)
        if isinstance(value, Kind):
            return str, (value.name,)
        if isinstance(value, BaseModel):
            return str, (type(value).__name__, value.__dict__)
        if isinstance(value, FunctionType | MethodType):
            return str, (value.__qualname__,)
        return NotImplemented


def digest(value: Any) -> bytes:
    """The digest of a value of plain parts: texts, numbers, lists, dataclasses, entries.

    It must hold no set: the order of a set is another in each process.
    """
    written = io.BytesIO()
    writer = _Writer(written, protocol=5)
    writer.fast = True
    writer.dump(value)
    return digest_of_bytes(written.getbuffer())


def digest_of_bytes(data: bytes | memoryview) -> bytes:
    """The digest of bytes as they are."""
    return blake2b(data, digest_size=_SIZE).digest()


def front_digest(entry: Entry) -> bytes:
    """The digest of all that an entry is but its body, and whether it is told in Easy Read.

    The lines on which its values stand are part of it, as problems tell them.
    """
    known = _fronts.get(entry)
    if known is None:
        known = _fronts[entry] = _front_digest(entry)
    return known


def _front_digest(entry: Entry) -> bytes:
    document = entry.document
    lines = [mark.line for mark in document.marks.values()]
    has_easy_read = document.easy_read is not None
    return digest((entry.kind.name, entry.slug, document.path, entry.fields, lines, has_easy_read))


def body_digest(entry: Entry) -> bytes:
    """The digest of a body and of its Easy Read section, with the lines they begin on."""
    known = _bodies.get(entry)
    document = entry.document
    if known is None:
        parts = document.body, document.body_line, document.easy_read
        known = _bodies[entry] = digest(parts)
    return known


@lru_cache(maxsize=2)
def library_digest(library: Library) -> bytes:
    """The digest of everything that a library holds but the bodies of its entries."""
    files = map(sorted, (library.pictures, library.drafts, library.broken))
    sources = library.sources, library.source_lines
    fronts = b"".join(map(front_digest, library.entries))
    return digest(
        (
            library.site,
            library.kinds,
            fronts,
            *sources,
            *files,
            library.embeds,
            library.withdrawn,
            library.today,
        )
    )
