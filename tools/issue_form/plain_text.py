"""Plain text as Markdown that shows it letter for letter.

Only two things mean something: a blank line ends a paragraph, and lines that begin with a hyphen
and a space are a list. Every other sign that Markdown or HTML would act on is made harmless.
"""

import re
from itertools import groupby

_SIGNS = re.compile(r"[\\`*_\[\]|]")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_FIRST_SIGN = re.compile(r"[#>+-](?=\s|$)|#|>|-(?=[ -]*$)")
_NUMBER = re.compile(r"\A(\d+)\.(?=\s|$)")
# Signs that a backslash does not make harmless, at the start of a line.
_RULES = {"=": "&#61;", "~": "&#126;"}
_ITEM = "- "


def markdown_of(text: str) -> str:
    """The text as the body of a file, or as a part of one."""
    lines = [line.strip(" \t") for line in text.split("\n")]
    blocks = (
        list(block) for is_blank, block in groupby(lines, key=lambda line: not line) if not is_blank
    )
    return "\n\n".join(part for block in blocks for part in _parts(block))


def _parts(lines: list[str]) -> list[str]:
    """The paragraphs and lists of lines without a blank one between them."""
    return [
        "\n".join(_item(line) if is_list else _line(line) for line in part)
        for is_list, part in groupby(lines, key=_is_item)
    ]


def _is_item(line: str) -> bool:
    return line.startswith(_ITEM) and bool(line.strip(" \t-"))


def _item(line: str) -> str:
    return _ITEM + _line(line.removeprefix(_ITEM).lstrip(" \t"))


def _line(line: str) -> str:
    """One line in which every sign is only a sign."""
    safe = _ENTITY.sub("&amp;", _SIGNS.sub(r"\\\g<0>", line)).replace("<", "&lt;")
    # The check looks for links by their brackets, whatever stands before these.
    safe = safe.replace("](", "]\\(")
    safe = _NUMBER.sub(r"\1\.", safe)
    if safe[:1] in _RULES:
        return _RULES[safe[0]] + safe[1:]
    return f"\\{safe}" if _FIRST_SIGN.match(safe) else safe
