"""The macros that templates import, made once."""

from types import SimpleNamespace

from jinja2 import DictLoader, Environment

from plugins.template_modules import keep_modules

TEMPLATES = {
    "tag.html": (
        "{% set made = count() %}{% macro tag(text) %}<b>{{ text }}{{ made }}</b>{% endmacro %}"
    ),
    "page.html": '{% from "tag.html" import tag %}{{ tag(text) }}',
    "other.html": '{% from "tag.html" import tag %}{{ tag(text) }}!',
}


def environment() -> Environment:
    """Templates in which each making of a module is counted."""
    made = Environment(loader=DictLoader(dict(TEMPLATES)), autoescape=True)
    numbers = iter(range(1, 10))
    made.globals["count"] = lambda: next(numbers)
    keep_modules(SimpleNamespace(env=made))
    return made


def test_macros_are_made_once_for_all_pages() -> None:
    made = environment()
    pages = [made.get_template(name).render(text="<") for name in ("page.html", "other.html") * 2]
    assert pages == ["<b>&lt;1</b>", "<b>&lt;1</b>!"] * 2


def test_another_environment_makes_its_own() -> None:
    for _run in range(2):
        assert environment().get_template("page.html").render(text="a") == "<b>a1</b>"


def test_files_of_templates_are_not_looked_at_again() -> None:
    made = environment()
    before = made.get_template("tag.html")
    assert isinstance(made.loader, DictLoader)
    assert isinstance(made.loader.mapping, dict)
    made.loader.mapping["tag.html"] = ""
    assert made.get_template("tag.html") is before
