"""Drafts: values as the text of a content file, each quoted only where YAML needs it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.frontmatter import FENCE, read_markdown

_FIRST = ("title", "short")
_REMARK = "# Take this line out when the file is ready for readers."


def draft(values: Mapping[str, Any], body: str) -> str:
    """The text of a file that begins with `title` and `short`, not yet for readers."""
    first = [line for name in _FIRST for line in _field(name, values[name])]
    rest = [line for name in values if name not in _FIRST for line in _rest(values, name)]
    lines = [FENCE, *first, _REMARK, "status: draft", *rest, FENCE]
    return "\n".join(lines) + "\n" + (f"\n{body.strip()}\n" if body.strip() else "")


def _rest(values: Mapping[str, Any], name: str) -> Iterator[str]:
    if values[name] not in (None, "", [], ()):
        yield from _field(name, values[name])


def _field(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list | tuple):
        yield f"{name}: {_scalar(value)}"
        return
    yield f"{name}:"
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
