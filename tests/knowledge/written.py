"""Content files as text, for tests: fields in the order given, each on a line of its own."""

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge import Entry, Library
from knowledge.frontmatter import Document, read_markdown

Files = Mapping[str, str | bytes]
Project = Callable[[Files], Path]
Reading = Callable[..., Library]
Messages = Callable[..., list[str]]

SITE = """\
name: Bread
tagline: all about loaves
short: How to bake.
language: en-GB
copyright: the bakers
licence: {name: CC BY 4.0, url: https://example.org/licence}
sections:
  definitions: {title: Words, short: What bakers say.}
vocabularies:
  nations: {wales: Wales, uk: Across the UK}
  stages: {mix: Mix together, bake: Bake together}
  sets: {first-five: First five tips}
  groups: {bakers: Bakers, eaters: Eaters}
  topics: {flour: Flour, heat: Heat}
  formats: {book: Book, film: Film}
  types: {idea: Idea, law: Law}
"""

HINT_BODY = "Why.\n\n## Steps\n\n1. **One.** Do.\n\n## Checklist\n\n- Done.\n"
CASE_BODY = """\
## The problem

## What people did together

## What changed

## What was learned
"""


def entry(body: str = "", **fields: object) -> str:
    """A Markdown file: the first field stands on line 2, each further one on the next."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", body])


def definition(title: str, body: str = "", **fields: object) -> str:
    """A definition: title on line 2, short on line 3, the other fields below."""
    return entry(body, title=title, short="A word.", **fields)


def tip(title: str, body: str = "Do it.", **fields: object) -> str:
    """A tip: title on line 2, the other fields below."""
    return entry(body, title=title, **fields)


def case_study(title: str, body: str = CASE_BODY, **fields: object) -> str:
    """A case study with all it needs, its source written in place."""
    needed = {"short": "It rose.", "place": "Leeds", "years": "2012"}
    source = {"sources": [{"title": "A book"}]}
    return entry(body, title=title, **{**needed, **source, **fields})


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A grey PNG of one pixel."""


def picture(path: str, data: bytes = PICTURE, **fields: object) -> dict[str, str | bytes]:
    """A picture and the file beside it: made_by on line 1, permission on 2, people on 3."""
    values = {"made_by": "A baker", "permission": "They said so", "people": False, **fields}
    lines = (f"{name}: {json.dumps(value)}\n" for name, value in values.items())
    return {path: data, f"{path}.yml": "".join(lines)}


STRAY_COLON = (
    "YAML reads the colon on this line as a new field, and no field can start there. "
    "If it is a field, line it up with the field above. If it is text, put all of it in quotes."
)
TAB = (
    "This line starts with a tab, and YAML allows only spaces there. "
    "Replace each tab with two spaces."
)


def read(fields: str) -> Document:
    """The document of these fields, the first of which stands on line 2."""
    return read_markdown("a.md", f"---\n{fields}\n---\n".encode())


def messages(document: Document) -> list[str]:
    """What is told of a document."""
    return [str(problem) for problem in document.problems]


def slugs(entries: object) -> list[str]:
    """The slugs of entries, in their order."""
    assert isinstance(entries, list | tuple)
    return [entry.slug for entry in entries]


def the(library: Library, kind: str, slug: str) -> Entry:
    """The entry that must be there."""
    found = library.get(kind, slug)
    assert found is not None
    return found
