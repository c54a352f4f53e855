"""Passages: what an entry says in sentences, with lines, and nothing else."""

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel
from written import Reading, case_study, definition, entry, picture, the, tip

from knowledge import KINDS
from knowledge.fields import Prose
from knowledge.passages import passages

OTHER_FIELDS = """
acronym address aliases ask credit_as credits date end_date entry example fault field form
format forms group groups help id link moved_from name nation not_in organisations part_of
place publisher reference role see_also sense senses set sources stages term terms tips title
topics type unlinked_terms url welsh who years
"""
NOT_PROSE = set(OTHER_FIELDS.split())


def models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for info in annotation.model_fields.values():
            yield from models(info.annotation)
    for part in get_args(annotation):
        yield from models(part)


MODELS = {model for kind in KINDS for model in models(kind.fields) if model.__name__ != "Source"}


def holds_text(annotation: object) -> bool:
    return annotation is str or any(map(holds_text, get_args(annotation)))


def test_every_field_of_text_is_marked_as_prose_or_known_to_be_none() -> None:
    fields = {
        (name, any(isinstance(mark, Prose) for mark in info.metadata))
        for model in MODELS
        for name, info in model.model_fields.items()
        if holds_text(info.annotation)
    }
    marked = {name for name, is_marked in fields if is_marked}
    # The `short` of a tip is the one that its page does not show: the tip says it all.
    assert {name for name, is_marked in fields if not is_marked} - {"short"} == NOT_PROSE
    assert not marked & NOT_PROSE


def test_fields_of_prose_come_with_their_lines(library: Reading) -> None:
    text = """\
---
title: Rye
short: A grain.
aliases: dark grain
views:
  - who: A miller
    year: 2012
    view: The best one.
not_the_same_as:
  - term: oat
    difference: Darker.
sources:
  - title: Not read
---
"""
    found = library(
        {"content/definitions/rye.md": text, "content/definitions/oat.md": definition("Oat")}
    )
    read = [tuple(passage) for passage in passages(the(found, "definition", "rye"))]
    assert sorted(read) == [(3, "A grain."), (8, "The best one."), (11, "Darker.")]


def test_list_of_prose_is_read_item_by_item(library: Reading) -> None:
    text = case_study("Mill", figures=["3 loaves", "4 rolls"], organisations=["A mill"])
    found = the(library({"content/case-studies/a.md": text}), "case-study", "a")
    assert [passage.text for passage in passages(found)][:3] == ["It rose.", "3 loaves", "4 rolls"]


def test_place_in_a_body_has_the_line_of_the_file(library: Reading) -> None:
    found = the(library({"content/tips/a.md": tip("A", "One.\n\nTwo\nthree.")}), "tip", "a")
    [passage] = passages(found)
    assert [passage.line_at(passage.text.index(word)) for word in ("One", "Two", "three")] == [
        4,
        6,
        7,
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Use `make RYE` now.", "Use   now."),
        ("A\n```\nRYE\n```\nb", "A\n\n\n\nb"),
        ("A [loaf](https://example.org/RYE) b", "A [loaf  b"),
        ("![RYE](../images/a.png) b", "  b"),
        ("A <span lang='RYE'>loaf</span> b", "A  loaf  b"),
        ("<!-- RYE\nOAT -->b", "\nb"),
        ("1 < 2 loaves, 3 > 2", "1 < 2 loaves, 3 > 2"),
        ("See https://example.org/RYE now", "See   now"),
        ("Write to RYE@example.org now", "Write to   now"),
        ("**Rye** and _oat_ and *both*", "Rye and oat and both"),
        ("## Rye\nbread", "## Rye.\nbread"),
    ],
)
def test_what_is_not_read_out_is_left_away_and_lines_stay(
    library: Reading, body: str, text: str
) -> None:
    files = {
        "content/pages/a.md": entry(body, title="A", short="a"),
        "content/pages/b.md": entry("![A loaf](../images/a.png)", title="B", short="b"),
        **picture("content/images/a.png"),
    }
    *_, passage = passages(the(library(files), "page", "a"))
    assert passage.text == text
    assert passage.text.count("\n") == body.count("\n")
