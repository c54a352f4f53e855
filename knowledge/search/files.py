"""The files of a search: the index in small pieces, so that a reader loads what is asked for.

Every file is a script of one call, `searchFile(...)`: a page from a web server reads it as
text, and a page opened from a folder, which may read nothing else, as a script. The names
hold a hash of the content, so that a browser may keep a file for ever; `manifest.js` lists
them. One edited page changes few files: words, not sizes alone, decide where a piece ends,
and a piece holds counts and no scores.
"""

import base64
import gzip
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from zlib import crc32

from knowledge.search.analysis import Analyser
from knowledge.search.counts import KeptCounts
from knowledge.search.documents import SearchDocument
from knowledge.search.index import FIELDS, SearchIndex, build_index
from knowledge.search.packing import front_coded, number, numbers, start_of, utf16

MANIFEST = "manifest.js"

_TERMS_SIZE = 6000
"""About so many characters has a piece of the index: some 3 KB compressed."""
_WORDS_SIZE = 4000
"""A piece of the list of words is smaller, as a misspelt word needs two or three of them."""
_TOGETHER = 40_000
_FEW = 150
"""The index of a small site, so many characters and documents at most, stands in the manifest,
and all that its results show in one file: few requests, and none for the next question."""
_IN_A_FILE = 4
"""Of a larger one, as a page of results needs few documents."""
_BLOCKS = 128
"""The files of documents share so many hashes, as one for each would make the manifest heavy."""

_HASH = 5


def files(
    documents: Iterable[SearchDocument],
    language: str,
    has_gzip: bool = False,
    kept: KeptCounts | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The name and content of every file of the folder `search/`.

    Documents come kind by kind. With `has_gzip` the larger files stand there compressed too,
    as `<name>.gz`, and the manifest says so. What `kept` has from an earlier build is not
    counted again, and afterwards it has what the next one needs.
    """
    found = list(documents)
    index = build_index(found, Analyser(language), {} if kept is None else kept)
    shards = _shards(index)
    is_small = len(found) <= _FEW and sum(map(_size, shards.values())) <= _TOGETHER
    # The others are so small that a copy would save little.
    zipped = ("d" if is_small else "tew") if has_gzip else ""
    writer = _Writer()
    manifest = {
        "language": language,
        "gzip": zipped,
        "count": len(found),
        "kinds": _kinds(found),
        "fields": [
            [*field, sum(lengths), numbers(lengths)]
            for field, lengths in zip(FIELDS, index.lengths, strict=True)
        ],
        "documents": _document_files(found, _FEW if is_small else _IN_A_FILE, writer),
        "words": _pieces("w", _word_pieces(index.words, reverse=False), writer),
        "ends": _pieces("e", _word_pieces(index.words, reverse=True), writer),
    }
    if is_small:
        manifest["all"] = _shard(index, index.terms)
    else:
        manifest["terms"] = _pieces("t", shards, writer)
    for name, text in {**writer.files, MANIFEST: _script(manifest)}.items():
        yield name, text.encode()
        if name[0] in zipped:
            yield f"{name}.gz", gzip.compress(text.encode(), mtime=0)


class _Writer:
    """Names files by their content and keeps them."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def add(self, letter: str, content: Any) -> str:
        """Keeps the file `<letter><hash>.js` and gives the hash."""
        text = _script(content)
        while self.files.get(name := f"{letter}{_hash(text)}.js", text) != text:
            # Two pieces with one hash are as good as impossible, but one of them would be lost.
            text += "\n"
        self.files[name] = text
        return name.removeprefix(letter).removesuffix(".js")


def _script(content: Any) -> str:
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Both end a line of a script, though not of JSON, in browsers before 2019.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"searchFile({data})"


def _hash(text: str) -> str:
    """In letters of one case, as some disks take A and a for the same."""
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:_HASH]


def _kinds(documents: Sequence[SearchDocument]) -> list[list[Any]]:
    """Each kind and the number of its first document."""
    kinds = []
    for kind, group in groupby(enumerate(documents), key=lambda pair: pair[1].kind):
        kinds.append([*kind, next(group)[0]])
    return kinds


def _document_files(
    documents: Sequence[SearchDocument], in_a_file: int, writer: _Writer
) -> list[Any]:
    """Writes what results show, and the text of each page for excerpts.

    Gives how many documents are in a file, how many files share a hash, and the hashes.
    """
    in_a_block = in_a_file * max(1, math.ceil(len(documents) / in_a_file / _BLOCKS))
    marks = []
    for start in range(0, len(documents), in_a_block):
        block = documents[start : start + in_a_block]
        mark = _hash(_script([[_shown(document), document.sections] for document in block]))
        marks.append(mark)
        for place, document in enumerate(block, start):
            if document.sections:
                writer.files[f"f{place}-{mark}.js"] = _script(document.sections)
        for first in range(start, start + len(block), in_a_file):
            rows = [*map(_shown, documents[first : first + in_a_file])]
            writer.files[f"d{first // in_a_file}-{mark}.js"] = _script(rows)
    return [in_a_file, in_a_block, "".join(marks)]


def _shown(document: SearchDocument) -> list[Any]:
    """What results show of a document, and whether there is more of its text."""
    names = [*document.names]
    return [document.address, document.title, document.short, names, int(bool(document.sections))]


def _shards(index: SearchIndex) -> dict[str, list[str]]:
    """The index in pieces, each by the beginning of its first term."""
    sizes = [
        len(term) + sum(2 * len(found[term].gaps) for found in index.postings if term in found)
        for term in index.terms
    ]
    return {start: _shard(index, terms) for start, terms in _cut(index.terms, sizes, _TERMS_SIZE)}


def _shard(index: SearchIndex, terms: Sequence[str]) -> list[str]:
    """Streams that each hold numbers of one sort, as like compresses well beside like."""
    fields, gaps, counts = [], [], []
    for term in terms:
        held = [found.get(term) for found in index.postings]
        fields.append(number(sum(1 << place for place, each in enumerate(held) if each)))
        for posting in filter(None, held):
            fields.append(number(len(posting.gaps) - 1))
            gaps += posting.gaps
            counts += posting.counts
    return [*front_coded(terms), *map("".join, (fields, gaps, counts))]


def _word_pieces(words: dict[str, int], reverse: bool) -> dict[str, list[str]]:
    """The list of words in pieces: each word, and about how many documents use it.

    In `reverse` each word stands backwards, so that those with one ending are neighbours.
    """
    spelt = {word[::-1] if reverse else word: times for word, times in words.items()}
    ordered = sorted(spelt, key=utf16)
    return {
        start: [*front_coded(piece), numbers(spelt[word].bit_length() for word in piece)]
        for start, piece in _cut(ordered, [*map(len, ordered)], _WORDS_SIZE)
    }


def _cut(
    words: Sequence[str], sizes: Sequence[int], wanted: int
) -> Iterator[tuple[str, list[str]]]:
    """Sorted words in pieces of about the wanted size, each with the beginning that finds it.

    Where a piece ends depends on the word there: after a change the pieces soon fall in step
    with those of before, and stay the same.
    """
    least, most = wanted // 2, wanted * 3 // 2
    mean = max(1, sum(sizes) / max(1, len(sizes)))
    every = 1 << round(math.log2(max(1, least / mean)))
    piece: list[str] = []
    size, before = 0, ""
    for word, own in zip(words, sizes, strict=True):
        is_place = size >= least and crc32(word.encode()) % every == 0
        # A word that stands nearly everywhere gets a piece to itself: few look for it.
        if piece and (is_place or size + own > most):
            yield start_of(piece[0], before), piece
            before, piece, size = piece[-1], [], 0
        piece.append(word)
        size += own
    if piece:
        yield start_of(piece[0], before), piece


def _pieces(letter: str, pieces: dict[str, list[str]], writer: _Writer) -> list[str]:
    """Writes the pieces; gives the beginnings and the hashes, each in one text."""
    marks = [writer.add(letter, piece) for piece in pieces.values()]
    return [" ".join(pieces), "".join(marks)]


def _size(shard: Sequence[str]) -> int:
    return sum(map(len, shard))
