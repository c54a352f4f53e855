"""Drafts: what is written is what is read again."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.drafts import draft
from knowledge.frontmatter import read_markdown
from knowledge.traps import unreadable

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text and not list(unreadable([text]))
)


def read(values: dict[str, Any], body: str = "") -> dict[str, Any]:
    """The values of a draft as the loader finds them."""
    document = read_markdown("a.md", draft(values, body).encode())
    assert document.problems == ()
    return document.values


def test_draft_whole() -> None:
    values = {
        "title": "Bread: a food",
        "short": "Flour & water.",
        "aliases": ["loaf", "@cob"],
        "acronym": None,
        "forms": [],
        "views": [
            {"who": "A baker", "view": "It is life.", "year": 1999, "sources": [{"title": "B"}]},
            {"who": "no", "official": True, "sources": []},
        ],
        "auto_link": False,
    }
    assert draft(values, "\nOne.\n\nTwo.\n\n") == (
        '---\ntitle: "Bread: a food"\nshort: Flour & water.\n'
        "# Take this line out when the file is ready for readers.\nstatus: draft\n"
        'aliases:\n  - loaf\n  - "@cob"\n'
        "views:\n"
        "  - who: A baker\n    view: It is life.\n    year: 1999\n"
        "    sources:\n      - title: B\n"
        '  - who: "no"\n    official: true\n'
        "auto_link: false\n---\n\nOne.\n\nTwo.\n"
    )


def test_empty_short_stands_ready_to_be_filled_in() -> None:
    text = draft({"title": "Bread", "short": ""}, "")
    assert text.endswith(
        'short: ""\n# Take this line out when the file is ready for readers.\nstatus: draft\n---\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "yes", "No", "on", "true", "null", "~", "1984", "1e3", "0x1F", "2026-11-22", "12:30", ".5",
        "a: b", "a:", ":a", "a #b", "#a", "- a", "-", "---", "...", "? a", "[a]", "{a}", "& a",
        "*a", "!a", "|", ">", "%a", "@a", "`a`", "'a", '"a', "a'b\"c", "\\", "\\n", "<<", "=",
        "“a”", "it's", "a, b", "C++", "café", "日本", "\u00a0a", "\u202eabc",
    ],
)  # fmt: skip
def test_text_that_means_something_to_yaml_stays_text(text: str) -> None:
    values = read({"title": text, "short": text, "aliases": [text], "views": [{"who": text}]})
    assert values == {
        "title": text,
        "short": text,
        "status": "draft",
        "aliases": [text],
        "views": [{"who": text}],
    }


@settings(deadline=None)
@given(LINES, LINES)
def test_any_text_that_yaml_can_hold_comes_back(first: str, second: str) -> None:
    values = read({"title": first, "short": "", "aliases": [second, first], "note": second})
    assert values == {
        "title": first,
        "short": "",
        "status": "draft",
        "aliases": [second, first],
        "note": second,
    }


@pytest.mark.parametrize("text", ["Bread", "It's a loaf, or two (or 3).", "Ŵyl – a feast"])
def test_text_that_needs_no_quotes_has_none(text: str) -> None:
    assert f"\ntitle: {text}\n" in draft({"title": text, "short": ""}, "")
