"""Texts without one of their parts: what is asked goes, and not a letter else."""

import pytest

from knowledge.taking_out import without_field, without_items, without_links

FILE = """\
---
title: A
tips: start-small
path:
  - entry: tips/a
    why: One: two.
  - entry: tips/b
    why: Three.
# A remark on the next field.
terms:
- rye
- oat # a grain

see_also: [rye, oat]
short: b
---

tips: this is the body
"""


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        (3, "tips: start-small\n"),
        (
            4,
            "path:\n  - entry: tips/a\n    why: One: two.\n  - entry: tips/b\n    why: Three.\n",
        ),
        (10, "terms:\n- rye\n- oat # a grain\n"),
        (14, "see_also: [rye, oat]\n"),
    ],
)
def test_field_goes_with_all_that_is_its_own(line: int, gone: str) -> None:
    assert without_field(FILE, line) == FILE.replace(gone, "")


def test_of_the_empty_lines_around_a_field_one_stays() -> None:
    text = "a:\n  x: 1\n\nb:\n  x: 2\n\nc:\n  x: 3\n"
    assert without_field(text, 4) == "a:\n  x: 1\n\nc:\n  x: 3\n"
    assert without_field(text, 7) == "a:\n  x: 1\n\nb:\n  x: 2\n"


@pytest.mark.parametrize(
    ("line", "value", "gone", "old", "new"),
    [
        (3, "start-small", {0}, "tips: start-small\n", ""),
        (10, ["rye", "oat"], {0, 1}, "terms:\n- rye\n- oat # a grain\n", ""),
        (
            10,
            ["rye", "oat"],
            {0},
            "terms:\n- rye\n- oat # a grain\n",
            "terms:\n  - oat\n",
        ),
        (14, ["rye", "oat"], {1}, "[rye, oat]", "[rye]"),
        (
            4,
            [
                {"entry": "tips/a", "why": "One: two."},
                {"entry": "tips/b", "why": "Three."},
            ],
            {1},
            "    why: One: two.\n  - entry: tips/b\n    why: Three.\n",
            '    why: "One: two."\n',
        ),
    ],
)
def test_items_of_a_list(line: int, value: object, gone: set[int], old: str, new: str) -> None:
    assert without_items(FILE, line, value, gone) == FILE.replace(old, new)


def test_list_inside_an_item_keeps_its_place() -> None:
    text = "- id: a\n  terms:\n    - rye\n    - oat\n- id: b\n"
    assert without_items(text, 2, ["rye", "oat"], {0}) == (
        "- id: a\n  terms:\n    - oat\n- id: b\n"
    )


def test_words_of_a_link_stay_and_pictures_and_other_links_too() -> None:
    text = '[One](a.md) [two *2*](<a.md> "T") ![three](a.md) [four](b.md) [five](a.md#x)'
    assert without_links(text, lambda target: target.startswith("a.md")) == (
        "One two *2* ![three](a.md) [four](b.md) five"
    )
