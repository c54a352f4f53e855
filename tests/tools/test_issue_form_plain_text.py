"""What people type is what readers see, letter for letter."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from knowledge import KINDS, Entry, Site, load
from knowledge.frontmatter import read_markdown
from plugins.glossary_linking.rendering import Renderer
from tests.plugins.mini_site import SITE
from tools.issue_form.plain_text import markdown_of

TIP = next(kind for kind in KINDS if kind.name == "tip")
SIGNS = st.text(alphabet=list("\\`*_[]|#>+-=~.:!(){}<>&;x1a \t\n\"'/$^%@éŵ🍞ש"), max_size=60)


@cache
def renderer() -> Renderer:
    with TemporaryDirectory() as folder:
        return Renderer(load(Path(folder), Site.model_validate(dict(SITE))), "")


def page(text: str) -> BeautifulSoup:
    """The text as its page shows it."""
    document = read_markdown("content/tips/a.md", f"---\n---\n{markdown_of(text)}".encode())
    fields = TIP.fields.model_validate({"title": "x"})
    html = renderer().render(Entry(TIP, "a", fields, document)).html
    return BeautifulSoup(html, "html.parser")


def lines(text: str) -> list[str]:
    """What is on each line, as a browser shows white space."""
    return [" ".join(line.split()) for line in text.split("\n") if line.split()]


def without_hyphens_of_lists(text: str) -> str:
    kept = (line.strip(" \t") for line in text.split("\n"))
    return "\n".join(
        line[2:] if line.startswith("- ") and line.strip("- \t") else line for line in kept
    )


@given(SIGNS)
def test_every_letter_is_shown_and_no_sign_acts(text: str) -> None:
    shown = page(text)
    assert lines(shown.get_text("\n")) == lines(without_hyphens_of_lists(text))
    assert {tag.name for tag in shown.find_all()} <= {"p", "ul", "li"}
    assert not any(tag.attrs for tag in shown.find_all())


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("One.\nTwo.\n\n\n  Three.", "One.\nTwo.\n\nThree."),
        ("We met:\n- on Monday\n- at noon\nand talked.",
         "We met:\n\n- on Monday\n- at noon\n\nand talked."),
        ("    four spaces", "four spaces"),
        ("-5 degrees, 1.5 loaves, 3. May, R&D", "-5 degrees, 1.5 loaves, 3. May, R&D"),
        ("3. May", "3\\. May"),
        ("---", "\\---"),
        ("- - -", "\\- - -"),
        ("Title\n===", "Title\n&#61;=="),
        ("~~~\nx", "&#126;~~\nx"),
        ("# Easy Read", "\\# Easy Read"),
        ("> said", "\\> said"),
        ("[a](b)", "\\[a\\]\\(b)"),
        ("a | b", "a \\| b"),
        ("&copy; & <b>", "&amp;copy; & &lt;b>"),
        ("a\\*b", "a\\\\\\*b"),
        ("two spaces at the end  \nof a line", "two spaces at the end\nof a line"),
    ],
)  # fmt: skip
def test_only_what_would_act_is_changed(typed: str, written: str) -> None:
    assert markdown_of(typed) == written
