"""The files of the search: what is in each, how they are named, and what an edit changes."""

import base64
import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from knowledge.search import SearchDocument, SearchKind, Section, files
from knowledge.search import pieces as pieces_module
from knowledge.search.keeping import MANIFEST
from knowledge.search.packing import LONGEST_SHARED, number, utf16
from tests.conftest import ROOT

WORD = SearchKind("word", "Word", "Words")
PAGE = SearchKind("page", "Page", "Pages")

SMALL = (
    SearchDocument("/rye/", WORD, "Rye", "A grain.", ("dark grain",), ("ryes",)),
    SearchDocument("/sieve/", WORD, "Sieve", "It lets flour through."),
    SearchDocument("/about/", PAGE, "About", "Us.", sections=(Section("", "", "We bake."),)),
)


def written(documents: Iterable[SearchDocument], **options: Any) -> dict[str, str]:
    """The text of every file that is not compressed."""
    found = [*files(documents, "en-GB", **options)]
    assert len(dict(found)) == len(found), "A file is written twice."
    return {name: content.decode() for name, content in found if not name.endswith(".gz")}


def content(text: str) -> Any:
    return json.loads(text.removeprefix("searchFile(").rstrip().removesuffix(")"))


def manifest(texts: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = content(texts[MANIFEST])
    return found


def made_up(count: int) -> list[SearchDocument]:
    """Pages of made-up words, a few common and most of them rare, as in a real text."""
    chance = random.Random(30)
    syllables = [a + b for a in "bdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "ar", "en")]
    words = [
        "".join(chance.choices(syllables, k=chance.choice([1, 2, 2, 3]))) for _word in range(6000)
    ]
    weights = [1 / (place + 2) for place in range(len(words))]

    def text(size: int) -> str:
        return " ".join(chance.choices(words, weights, k=size))

    return [
        SearchDocument(
            f"/page-{place:04}/",
            WORD if place < count // 2 else PAGE,
            text(3).title(),
            text(12),
            sections=(Section("", "", text(60)), Section("more", text(2), text(80))),
        )
        for place in range(count)
    ]


@pytest.fixture(scope="module")
def large() -> list[SearchDocument]:
    return made_up(500)


@pytest.fixture(scope="module")
def large_texts(large: list[SearchDocument]) -> dict[str, str]:
    return written(large)


def named(texts: dict[str, str]) -> set[str]:
    """All the files that the manifest, and the files of documents, name."""
    found = manifest(texts)
    in_a_file, in_a_block, marks = found["documents"]
    names = set()
    for place in range(found["count"]):
        mark = marks[5 * (place // in_a_block) :][:5]
        file = f"d{place // in_a_file}-{mark}.js"
        names.add(file)
        has_text = content(texts[file])[place % in_a_file][4]
        names |= {f"f{place}-{mark}.js"} if has_text else set()
    for letter, field in (("w", "words"), ("e", "ends"), ("t", "terms")):
        if field in found:
            starts, marks = found[field]
            assert len(marks) == 5 * len(starts.split())
            names |= {f"{letter}{marks[at : at + 5]}.js" for at in range(0, len(marks), 5)}
    return names


def test_small_site_has_its_whole_index_in_the_manifest() -> None:
    """A field is told with its weight, the sum of its lengths and the length in each document."""
    lengths = [(8, 2, 2), (0, 0, 0), (2, 4, 3)]
    packed = ["".join(map(number, each)) for each in lengths]
    found = manifest(written(SMALL))
    told = ("language", "gzip", "count", "kinds", "fields")
    assert {name: found[name] for name in told} == {
        "language": "en-GB",
        "gzip": "",
        "count": 3,
        "kinds": [["word", "Word", "Words", 0], ["page", "Page", "Pages", 2]],
        "fields": [["title", 5, 12, packed[0]], ["headings", 2, 0, packed[1]]]
        + [["body", 1, 9, packed[2]]],
    }
    assert {*found} - {*told} == {"all", "documents", "words", "ends"}
    assert found["documents"][:2] == [150, 150]
    assert found["all"][1].split(" ")[:3] == ["a", "bout", "="]


def test_documents_tell_what_a_result_shows() -> None:
    texts = written(SMALL)
    (name,) = (name for name in texts if name.startswith("d"))
    rye, sieve, about = content(texts[name])
    assert rye == ["/rye/", "Rye", "A grain.", ["dark grain"], 0]
    assert sieve == ["/sieve/", "Sieve", "It lets flour through.", [], 0]
    assert about == ["/about/", "About", "Us.", [], 1]
    mark = manifest(texts)["documents"][2]
    assert content(texts[f"f2-{mark}.js"]) == [["", "", "We bake."]]


@pytest.mark.parametrize(("count", "letters"), [(20, "d"), (151, "tew")])
def test_manifest_tells_which_files_also_lie_there_compressed(count: int, letters: str) -> None:
    """The others are small, and a copy would save little."""
    documents = made_up(count)
    found = dict(files(documents, "en-GB", has_gzip=True))
    plain = {name: content for name, content in found.items() if not name.endswith(".gz")}
    assert content(plain[MANIFEST].decode())["gzip"] == letters
    zipped = {f"{name}.gz" for name in plain if name[0] in letters}
    assert {*found} == {*plain} | zipped
    for name in zipped:
        assert gzip.decompress(found[name]) == plain[name.removesuffix(".gz")]
        assert found[name][4:8] == bytes(4), "It holds the time of the build."
    del plain[MANIFEST]
    without = {name: text.encode() for name, text in written(documents).items()}
    assert without.items() >= plain.items()


@pytest.mark.parametrize("size", ["small", "large"])
def test_every_file_is_named_by_another_and_no_other_is_written(
    size: str, large_texts: dict[str, str]
) -> None:
    texts = large_texts if size == "large" else written(SMALL)
    assert ("terms" in manifest(texts)) is (size == "large")
    assert {*texts} == {MANIFEST} | named(texts)


def test_every_file_is_a_script_of_one_call(large_texts: dict[str, str]) -> None:
    for text in large_texts.values():
        assert text.startswith("searchFile(")
        assert text.endswith(")")
        assert content(text)


def digest(text: str) -> str:
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:5]


def test_pieces_are_named_by_the_hash_of_what_is_in_them(large_texts: dict[str, str]) -> None:
    pieces = {name: text for name, text in large_texts.items() if name[0] in "ewt"}
    assert len(pieces) > 20
    assert [*pieces] == [f"{name[0]}{digest(text)}.js" for name, text in pieces.items()]


def test_documents_side_by_side_share_a_hash(
    large: list[SearchDocument], large_texts: dict[str, str]
) -> None:
    """A hash for each file would make the manifest heavy."""
    in_a_file, in_a_block, marks = manifest(large_texts)["documents"]
    assert in_a_file < 150
    assert len(marks) == 5 * -(-len(large) // in_a_block) <= 5 * 128
    assert len({marks[at : at + 5] for at in range(0, len(marks), 5)}) == len(marks) / 5


def test_one_letter_changed_gives_other_names() -> None:
    before = written(SMALL)
    other = replace(SMALL[2], sections=(Section("", "", "We bako."),))
    after = written([*SMALL[:2], other])
    kept = {name[0] for name in before if name in after}
    assert kept == {"m", "w", "e"}, "Words of one page alone are in no list of words."


TELL = """
import sys
sys.path[:0] = sys.argv[1:]
from test_files import SMALL, made_up, written
for texts in (written(SMALL), written(made_up(120))):
    for name, text in texts.items():
        sys.stdout.buffer.write(f"{name} {text}\\n".encode())
"""


def test_same_content_gives_the_same_bytes_in_every_process() -> None:
    here = [str(ROOT), str(ROOT / "tests" / "knowledge" / "search")]
    command = [sys.executable, "-c", TELL, *here]
    told = [
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert told[0].count(b"searchFile(") > 100


SIZES = {"terms": (2500, 11_000), "words": (2000, 8000), "ends": (2000, 8000)}
"""Characters as they are written; of words, as they are spelt."""


def pieces(texts: dict[str, str], field: str) -> list[tuple[str, list[Any]]]:
    """Each piece with its start, in order."""
    starts, marks = manifest(texts)[field]
    letter = field[0]
    names = [f"{letter}{marks[at : at + 5]}.js" for at in range(0, len(marks), 5)]
    return [
        (start, content(texts[name])) for start, name in zip(starts.split(" "), names, strict=True)
    ]


def words_of(piece: list[Any]) -> list[str]:
    shared, rests = piece[:2]
    sizes = {number(size): size for size in range(LONGEST_SHARED + 1)}
    found: list[str] = []
    for size, rest in zip(shared, rests.split(" "), strict=True):
        found.append((found[-1] if found else "")[: sizes[size]] + rest)
    return found


@pytest.mark.parametrize("field", ["terms", "words", "ends"])
def test_each_piece_is_found_by_its_start(field: str, large_texts: dict[str, str]) -> None:
    found = pieces(large_texts, field)
    assert len(found) > 3
    words = [words_of(piece) for _start, piece in found]
    everything = [utf16(word) for piece in words for word in piece]
    assert everything == sorted({*everything})
    for (start, _piece), (before, after) in zip(found[1:], pairwise(words), strict=True):
        assert utf16(before[-1]) < utf16(start) <= utf16(after[0])
        assert after[0].startswith(start)


@pytest.mark.parametrize("field", ["terms", "words", "ends"])
def test_pieces_are_neither_small_nor_large(field: str, large_texts: dict[str, str]) -> None:
    """The last piece is what is left."""
    least, most = SIZES[field]
    found = [
        piece if field == "terms" else words_of(piece)
        for _start, piece in pieces(large_texts, field)
    ]
    sizes = [sum(map(len, texts)) for texts in found]
    assert max(sizes) <= most
    assert min(sizes[:-1]) >= least


def test_both_lists_of_words_hold_the_same_words(large_texts: dict[str, str]) -> None:
    ahead = [word for _start, piece in pieces(large_texts, "words") for word in words_of(piece)]
    behind = [word for _start, piece in pieces(large_texts, "ends") for word in words_of(piece)]
    assert sorted(ahead) == sorted(word[::-1] for word in behind)


def edited(documents: list[SearchDocument], place: int, more: str) -> list[SearchDocument]:
    """The documents with a few words more on one page."""
    first, *others = documents[place].sections
    section = first._replace(text=f"{first.text} {more}")
    changed = replace(documents[place], sections=(section, *others))
    return [*documents[:place], changed, *documents[place + 1 :]]


MOST_CHANGED = {"f": 4, "d": 1, "t": 8, "w": 2, "e": 2}
"""Measured over 60 edits: 5 of 27 pieces of the index at most, and one of each list of words.
Four documents, of a site of 500, share a hash."""


@pytest.mark.parametrize("place", range(0, 500, 71))
def test_edit_of_one_page_changes_few_files(
    place: int, large: list[SearchDocument], large_texts: dict[str, str]
) -> None:
    """Two words that other pages have, and two that none has."""
    chance = random.Random(place)
    known = chance.choices(large[-place].sections[1].text.split(), k=2)
    new = ["".join(chance.choices("abcdefghijklmnop", k=6)) for _word in range(2)]
    after = written(edited(large, place, " ".join([*known, *new])))
    changed = {*after} - {*large_texts}
    kinds = {letter: sum(name[0] == letter for name in changed) for letter in MOST_CHANGED}
    assert sum(kinds.values()) == len(changed)
    assert kinds["f"] > 0
    assert kinds["d"] > 0
    assert all(kinds[letter] <= most for letter, most in MOST_CHANGED.items())
    assert len(large_texts) > 600


def test_line_ends_of_old_scripts_are_escaped() -> None:
    odd = 'one\u2028two\u2029three</script>\\ " \u2028'
    texts = written(
        [SearchDocument("/x/", WORD, odd, odd, (odd,), (odd,), (Section("", odd, odd),))]
    )
    assert not {*"".join(texts.values())} & {"\u2028", "\u2029", "\n"}
    (name,) = (name for name in texts if name.startswith("d"))
    assert content(texts[name])[0][1:4] == [odd, odd, [odd]]


def test_documents_with_one_text_have_a_file_each() -> None:
    same = (Section("", "", "The same."),)
    twins = [SearchDocument(f"/{name}/", WORD, "Twin", "One.", sections=same) for name in "ab"]
    texts = written(twins)
    assert len([name for name in texts if name.startswith("f")]) == 2
    other = written([twins[0], replace(twins[1], sections=(Section("", "", "Another."),))])
    assert {*other} == {MANIFEST} | named(other)
    found = {name[:2]: content(other[name])[0][2] for name in other if name.startswith("f")}
    assert found == {"f0": "The same.", "f1": "Another."}


def test_equal_pieces_of_both_lists_have_a_file_each() -> None:
    """A list of palindromes reads the same from behind."""
    texts = written([SearchDocument("/x/", WORD, "level noon radar", "")])
    assert len([name for name in texts if name[0] in "we"]) == 2


def test_site_with_nothing_to_search_is_a_manifest_alone() -> None:
    texts = written([])
    assert [*texts] == [MANIFEST]
    assert manifest(texts) == {
        "language": "en-GB",
        "gzip": "",
        "count": 0,
        "kinds": [],
        "fields": [["title", 5, 0, ""], ["headings", 2, 0, ""], ["body", 1, 0, ""]],
        "documents": [150, 150, ""],
        "words": ["", ""],
        "ends": ["", ""],
        "all": ["", "", "", "", ""],
    }


def test_hashes_that_clash_do_not_lose_a_file(
    monkeypatch: pytest.MonkeyPatch, large: list[SearchDocument]
) -> None:
    """Hashes are cut short. That two are equal is as good as impossible, but not quite."""
    monkeypatch.setattr(pieces_module, "mark", lambda text: f"{len(text) % 40:05}")
    texts = written(large)
    assert any(text.endswith("\n") for text in texts.values())
    found = [words_of(piece) for _start, piece in pieces(texts, "terms")]
    assert len({words[0] for words in found}) == len(found)
    assert {*texts} == {MANIFEST} | named(texts)
