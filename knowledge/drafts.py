"""Drafts: values as the text of a content file, each quoted only where YAML needs it."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from knowledge.frontmatter import FENCE, read_markdown

_FIRST = ("title", "short")
_REMARK = "# Take this line out when the file is ready for readers."


def draft(values: Mapping[str, Any], body: str, needed: Collection[str] = ()) -> str:
    """The text of a file that begins with `title` and `short`, not yet for readers.

    Fields without a value are left out, but for those of `needed`, which wait to be filled in.
    """
    first = [line for name in _FIRST if name in values for line in field_lines(name, values[name])]
    others = [name for name in values if name not in _FIRST]
    rest = [line for name in others for line in _rest(values, name, name in needed)]
    lines = [FENCE, *first, _REMARK, "status: draft", *rest, FENCE]
    return "\n".join(lines) + "\n" + (f"\n{body.strip()}\n" if body.strip() else "")


def _rest(values: Mapping[str, Any], name: str, is_needed: bool = False) -> Iterator[str]:
    if is_needed or not _is_empty(values[name]):
        yield from field_lines(name, values[name])


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], ())


def field_lines(name: str, value: Any) -> Iterator[str]:
    """The lines of one field; a list has each item on a line of its own."""
    if not isinstance(value, list | tuple):
        yield f"{name}: {_scalar(value)}"
        return
    yield f"{name}:" if value else f"{name}: []"
    for item in value:
        yield from _item(item)


def _item(item: Any) -> Iterator[str]:
    """One item of a list; its own fields line up behind the hyphen, empty ones left out."""
    if not isinstance(item, Mapping):
        yield f"  - {_scalar(item)}"
        return
    lines = [line for name in item for line in _rest(item, name)]
    for number, line in enumerate(lines):
        yield f"    {line}" if number else f"  - {line}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool | int):
        return str(value).lower()
    text = str(value)
    return text if _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Whether the reader gives back the very text, in a field and in a list, without quotes."""
    lines = [FENCE, f"field: {text}", "items:", f"  - {text}", FENCE, ""]
    found = read_markdown("", "\n".join(lines).encode())
    return not found.problems and found.values == {"field": text, "items": [text]}
