"""A new content file: every field of its kind, explained, ready to be filled in."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo

from knowledge.fields import Choice, Cites, Refers
from knowledge.kinds import KINDS, EntryFields, Kind
from knowledge.problems import did_you_mean

_SHARED = frozenset(EntryFields.model_fields)


class NewFileError(Exception):
    """A new file cannot be written; the message says why and what to do."""


def new_file(root: Path, kind_name: str, title: str) -> Path:
    """The path of the file written for `title`; its slug comes from the title.

    Raises NewFileError for an unknown kind, a title with no letters, or a file that exists.
    """
    kind = _kind(kind_name)
    slug = slug_of(title)
    if not slug:
        raise NewFileError('The title has no letters. Write title="Some words".')
    path = root / "content" / kind.folder / f"{slug}.md"
    if path.exists():
        raise NewFileError(f"{path.relative_to(root)} is there already. Choose another title.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(kind, title), encoding="utf-8")
    return path


def slug_of(title: str) -> str:
    """The title as a slug: lower-case ASCII letters, digits and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "").lower()).strip("-")


def _kind(name: str) -> Kind:
    kinds = {kind.name: kind for kind in KINDS if not kind.is_file}
    if name in kinds:
        return kinds[name]
    listed = f"The kinds are: {', '.join(kinds)}."
    raise NewFileError(f"There is no kind '{name}'. {did_you_mean(name, kinds, listed)}")


def _text(kind: Kind, title: str) -> str:
    """Needed fields first, then those of the kind alone, then those that every kind has."""
    fields = kind.fields.model_fields
    lines = ["---"]
    for name in sorted(fields, key=lambda n: _rank(n, fields[n])):
        lines += _field_lines(name, fields[name], title)
    headings = [f"## {heading}\n\n" for heading in kind.headings]
    return "\n".join([*lines, "---", "", "".join(headings)]).rstrip() + "\n"


def _rank(name: str, field: FieldInfo) -> tuple[bool, bool, bool]:
    return name != "title", not field.is_required(), name in _SHARED


def _field_lines(name: str, field: FieldInfo, title: str) -> Iterator[str]:
    """The field as a line: needed ones ready to fill in, the others behind a #."""
    if name == "title":
        yield f"title: {json.dumps(title, ensure_ascii=False)}"
    elif name == "status":
        yield "# Take this line out when the file is ready for readers."
        yield "status: draft"
    else:
        yield f"# {_explained(field)}"
        yield _needed(name, field) if field.is_required() else f"# {name}:"


def _needed(name: str, field: FieldInfo) -> str:
    is_list = any(isinstance(mark, Cites) for mark in field.metadata)
    return f"{name}: []" if is_list else f'{name}: ""'


def _explained(field: FieldInfo) -> str:
    need = "Needed" if field.is_required() else "If it applies"
    told = field.description or "See docs/authoring.md."
    return f"{need}. {told}{_allowed(field)}"


def _allowed(field: FieldInfo) -> str:
    for mark in field.metadata:
        if isinstance(mark, Choice):
            return f" Values from {mark.vocabulary} in site.yml."
        if isinstance(mark, Refers):
            return f" File names of a {mark.kind}, without .md."
        if isinstance(mark, Cites):
            return " Ids from content/sources.yml."
    return ""
