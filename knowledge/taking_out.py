"""Taking out: the text of a content file without one of its parts, and not a letter else changed.

Lines are counted from 1, as problems count them.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from knowledge.drafts import field_lines

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\(\s*<?(?P<target>[^)\s>]+)>?[^)]*\)")


def without_field(text: str, line: int) -> str:
    """Without the field that begins on a line, and without all that belongs to it."""
    lines = text.split("\n")
    before, after = lines[: line - 1], lines[_end(lines, line - 1) :]
    if before and after and not before[-1].strip() and not after[0].strip():
        before.pop()  # of the empty lines around it one is enough
    return "\n".join([*before, *after])


def without_items(text: str, line: int, value: Any, gone: Collection[int]) -> str:
    """Without these items of the list that begins on a line, or without its field if none is left.

    `value` is the list as it was read; what is one value and no list is its own only item.
    """
    items = value if isinstance(value, list) else [value]
    kept = [item for number, item in enumerate(items) if number not in gone]
    if not kept:
        return without_field(text, line)
    lines = text.split("\n")
    start, end = line - 1, _end(lines, line - 1)
    name, _colon, rest = lines[start].lstrip().partition(":")
    indent = " " * _indent(lines[start])
    if rest.strip().startswith("[") and all(isinstance(item, str) for item in kept):
        new = [f"{name}: [{', '.join(kept)}]"]
    else:
        new = list(field_lines(name, kept))
    return "\n".join([*lines[:start], *(indent + each for each in new), *lines[end:]])


def _end(lines: list[str], start: int) -> int:
    """The place of the first line after a field; remarks before the next one stay with that."""
    indent = _indent(lines[start])
    end = start + 1
    for number in range(start + 1, len(lines)):
        text, own = lines[number].strip(), _indent(lines[number])
        if not text or text.startswith("#"):
            continue
        is_item = own == indent and text.startswith("- ")
        if own < indent or (own == indent and not is_item):
            break
        end = number + 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def without_links(text: str, is_gone: Callable[[str], bool]) -> str:
    """Without the links whose target is gone; their words stay."""
    return _LINK.sub(lambda m: m["words"] if is_gone(m["target"]) else m[0], text)
