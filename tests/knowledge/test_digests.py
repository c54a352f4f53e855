"""Digests are equal when the values are, in every process, and differ when they do."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel
from written import Reading, definition, the, tip

from knowledge import KINDS, Entry, Library
from knowledge.digests import (
    body_digest,
    digest,
    digest_of_bytes,
    front_digest,
    library_digest,
)
from knowledge.easy_read import EasyRead
from knowledge.frontmatter import Mark, read_markdown

ROOT = Path(__file__).parents[2]
TIP = "---\ntitle: Knead\nshort: Push.\n---\nPush the dough.\n"
KIND = {kind.name: kind for kind in KINDS}


class Loaf(BaseModel):
    """Something with fields."""

    name: str
    seeds: list[str] = []


class Roll(Loaf):
    """The same fields under another name."""


@dataclass(frozen=True)
class Baker:
    """A value of plain parts."""

    name: str
    loaves: tuple[str, ...] = ()


def first_word() -> str:
    return "bread"


def second_word() -> str:
    return "bread"


def read(text: str = TIP, path: str = "content/tips/knead.md") -> Entry:
    document = read_markdown(path, text.encode())
    fields = KIND["tip"].fields.model_validate(document.values)
    return Entry(KIND["tip"], "knead", fields, document)


VALUES = {
    "plain": "('a', 1, None, 2.5, True, date(2026, 3, 4), Path('a'), b'bytes')",
    "nested": "{'one': [1, 2], 'two': Mark(3, 'written')}",
}


@cache
def digests_elsewhere(seed: int) -> Mapping[str, str]:
    """The digests of the values in another process, where texts have other hashes."""
    program = (
        "from datetime import date\nfrom pathlib import Path\n"
        "from knowledge.digests import digest\nfrom knowledge.frontmatter import Mark\n"
        f"for value in ({', '.join(VALUES.values())}):\n    print(digest(value).hex())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return dict(zip(VALUES, done.stdout.decode().split(), strict=True))


@pytest.mark.parametrize("value", [*VALUES])
def test_processes_agree(value: str) -> None:
    assert len({digests_elsewhere(seed)[value] for seed in (1, 2, 3)}) == 1


def test_same_object_twice_is_like_two_equal_ones() -> None:
    one, other = Baker("Ann"), Baker("Ann")
    name = "".join(["fl", "our"])
    assert digest([one, one]) == digest([one, other])
    assert digest([name, name]) == digest(["flour", "".join(["flo", "ur"])])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "b"),
        ("1", 1),
        (("a", "b"), ("ab",)),
        (["a", "b"], ["b", "a"]),
        ({"a": 1}, {"a": 2}),
        (None, ""),
        (Baker("Ann"), Baker("Bea")),
        (Baker("Ann"), Baker("Ann", ("rye",))),
        (Loaf(name="rye"), Loaf(name="spelt")),
        (Loaf(name="rye"), Loaf(name="rye", seeds=["poppy"])),
        (Loaf(name="rye"), Roll(name="rye")),
        (first_word, second_word),
        (KIND["tip"], KIND["hint"]),
    ],
)
def test_other_values_have_other_digests(one: object, other: object) -> None:
    assert digest(one) != digest(other)


def test_fields_count_and_not_how_they_came() -> None:
    assert digest(Loaf(name="rye")) == digest(Loaf(name="rye", seeds=[]))


def test_functions_and_methods_stand_for_their_names() -> None:
    assert digest(first_word) == digest(first_word)
    assert digest(Baker("Ann").__repr__) == digest(Baker("Bea").__repr__)


def test_bytes_are_taken_as_they_are() -> None:
    assert digest_of_bytes(b"bread") == digest_of_bytes(memoryview(b"bread"))
    assert digest_of_bytes(b"bread") != digest_of_bytes(b"dough")


def test_entry_stands_for_its_front_matter() -> None:
    other_body = read(TIP.replace("Push the dough.", "Fold it."))
    assert digest(read()) == digest(other_body)
    assert digest([read()]) == digest([read()])
    assert digest(read()) != digest(read(TIP.replace("Knead", "Fold")))


def with_marks(entry: Entry) -> Entry:
    """The entry with each of its values a line further down."""
    marks = {path: Mark(mark.line + 1) for path, mark in entry.document.marks.items()}
    return replace(entry, document=replace(entry.document, marks=marks))


def with_easy_read(entry: Entry) -> Entry:
    return replace(entry, document=replace(entry.document, easy_read=EasyRead(8, "Push.")))


@pytest.mark.parametrize(
    "change",
    [
        lambda _: read(TIP.replace("Knead", "Fold")),
        lambda _: read(path="content/tips/fold.md"),
        lambda entry: replace(entry, slug="fold"),
        lambda entry: replace(entry, kind=KIND["hint"]),
        with_marks,
        with_easy_read,
    ],
    ids=["field", "path", "slug", "kind", "lines", "has Easy Read"],
)
def test_front_digest_tells_of(change: Callable[[Entry], Entry]) -> None:
    assert front_digest(change(read())) != front_digest(read())


def test_front_digest_does_not_tell_of_the_body() -> None:
    assert front_digest(read(TIP + "\nAnd again.")) == front_digest(read())


def test_front_digest_does_not_tell_what_easy_read_says() -> None:
    one, other = (
        replace(read(), document=replace(read().document, easy_read=EasyRead(8, text)))
        for text in ("Push.", "Push hard.")
    )
    assert front_digest(one) == front_digest(other)
    assert body_digest(one) != body_digest(other)


@pytest.mark.parametrize(
    "text",
    [
        TIP.replace("Push the dough.", "Fold it."),
        TIP.replace("title", "# A line more.\ntitle"),
    ],
    ids=["words", "line"],
)
def test_body_digest_tells_of(text: str) -> None:
    assert body_digest(read(text)) != body_digest(read())


def test_body_digest_does_not_tell_of_the_fields() -> None:
    fields = TIP.replace("Knead", "Fold")
    assert body_digest(read(fields)) == body_digest(read())


FILES = {
    "content/definitions/dough.md": definition("Dough", "Flour and water."),
    "content/tips/knead.md": tip("Knead", "Push."),
}


def test_library_digest_is_that_of_everything_but_bodies(library: Reading) -> None:
    found = library(FILES)
    before = library_digest(found)
    assert library_digest(library(FILES)) == before
    edited = library({**FILES, "content/tips/knead.md": tip("Knead", "Push and fold.")})
    assert library_digest(edited) == before
    entitled = library({**FILES, "content/tips/knead.md": tip("Fold", "Push.")})
    assert library_digest(entitled) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda found: {"pictures": found.pictures | {"content/images/loaf.png"}},
        lambda found: {"drafts": found.drafts | {"content/tips/fold.md"}},
        lambda found: {"broken": found.broken | {"content/tips/fold.md"}},
        lambda found: {"today": date(2001, 2, 3)},
        lambda found: {"kinds": found.kinds[:-1]},
        lambda found: {"entries": found.entries[::-1]},
        lambda found: {"source_lines": {"book": 4}},
        lambda found: {"site": found.site.model_copy(update={"tagline": "other"})},
    ],
    ids=["pictures", "drafts", "broken", "today", "kinds", "order", "source lines", "site"],
)
def test_library_digest_tells_of(
    library: Reading, change: Callable[[Library], dict[str, object]]
) -> None:
    found = library(FILES)
    other = replace(found, **change(found))  # type: ignore[arg-type]
    assert library_digest(other) != library_digest(found)


def test_library_digest_tells_what_sources_say(library: Reading) -> None:
    citing = {**FILES, "content/tips/knead.md": tip("Knead", "Push.", sources=["book"])}
    one = library({**citing, "content/sources.yml": "book:\n  title: A book\n"})
    other = library({**citing, "content/sources.yml": "book:\n  title: Another book\n"})
    assert library_digest(one) != library_digest(other)


def test_entries_of_two_readings_are_alike(library: Reading) -> None:
    found = library(FILES)
    assert digest(the(found, "tip", "knead")) == digest(the(library(FILES), "tip", "knead"))
