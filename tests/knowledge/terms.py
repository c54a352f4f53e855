"""Definitions and pages as entries, for tests: made in memory, with no file behind them."""

from knowledge import KINDS, Entry
from knowledge.frontmatter import Document

_KINDS = {kind.name: kind for kind in KINDS}


def page(kind: str, slug: str, **fields: object) -> Entry:
    """An entry of a kind; a title and a short are filled in when the test does not care."""
    made = _KINDS[kind].fields.model_validate({"title": slug, "short": "A word.", **fields})
    path = f"content/{_KINDS[kind].folder}/{slug}.md"
    return Entry(_KINDS[kind], slug, made, Document(path, {}, {}))


def term(slug: str, title: str = "", **fields: object) -> Entry:
    """A definition; its title is its slug unless one is given."""
    return page("definition", slug, title=title or slug, **fields)
