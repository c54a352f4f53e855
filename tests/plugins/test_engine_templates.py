"""The state of a template tells of every template that may have a part in it."""

import pytest
from jinja2 import DictLoader, Environment

from plugins.build_engine.templates import Templates

PARTS = {
    "base.html": "base",
    "part.html": "{% include 'leaf.html' %}",
    "leaf.html": "leaf",
    "macros.html": "{% macro m() %}{% endmacro %}",
    "important/import-notes.html": "{% macro m() %}{% endmacro %}",
    "loop.html": "{% include 'page.html' %}",
    "other.html": "other",
}


def state(page: str, **changes: str) -> bytes:
    """The state of a page when these parts say something else."""
    changed = {
        f"{name.replace('__', '/').replace('_', '-')}.html": t for name, t in changes.items()
    }
    texts = {**PARTS, "page.html": page, **changed}
    return Templates(Environment(loader=DictLoader(texts))).state("page.html")


@pytest.mark.parametrize(
    ("page", "part"),
    [
        ("{% extends 'base.html' %}", "base"),
        ('{% extends "base.html" %}', "base"),
        ("{%- extends 'base.html' -%}", "base"),
        ("{%extends 'base.html'%}", "base"),
        ("{%+ include 'leaf.html' %}", "leaf"),
        ("{% include 'part.html' %}", "part"),
        ("{% include 'part.html' %}", "leaf"),
        ("{% include 'leaf.html' without context %}", "leaf"),
        ("{% include ['none.html', 'leaf.html'] %}", "leaf"),
        ("{% include 'leaf.html' ignore missing %}", "leaf"),
        ("{% include chosen %}", "leaf"),
        ("{% include 'le' ~ 'af.html' %}", "leaf"),
        ("{% import 'macros.html' as macros %}", "macros"),
        ("{% from 'macros.html' import m %}", "macros"),
        ("{% from 'macros.html' import m with context %}", "macros"),
        ("{% from 'important/import-notes.html' import m %}", "important__import_notes"),
        ("{%\n  include\n  'leaf.html'\n%}", "leaf"),
        ("{% extends 'base.html' %}{% include 'leaf.html' %}", "leaf"),
        ("{% extends 'base.html' %}{% include 'leaf.html' %}", "base"),
        ("{% include 'loop.html' %}", "loop"),
    ],
)
def test_state_tells_of(page: str, part: str) -> None:
    assert state(page, **{part: "{# something else #}"}) != state(page)


@pytest.mark.parametrize(
    "page", ["{% extends 'base.html' %}", "{% include 'part.html' %}", "plain", "other.html"]
)
def test_state_does_not_tell_of_others(page: str) -> None:
    assert state(page, other="something else") == state(page)


def test_state_tells_of_its_own_text() -> None:
    assert state("one") != state("another")


def test_state_is_the_same_each_time() -> None:
    page = "{% extends 'base.html' %}{% include 'part.html' %}{% include chosen %}"
    assert len({state(page) for _ in range(3)}) == 1


def test_template_that_may_be_missing_is_no_fault() -> None:
    page = "{% include 'none.html' ignore missing %}{% include ['none.html', 'leaf.html'] %}"
    assert state(page) != state(page, leaf="something else")
    assert state(page) != state(page, none="there after all")
