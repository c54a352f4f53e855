"""Escaping: text in which nothing is read as Markdown or HTML, and only what must be is marked.

It knows the Markdown of this site: Python-Markdown with tables, fenced code and lists.
"""

import re

_ESCAPABLE = r"\\`*_{}\[\]()>#+\-.!|"
_BACKSLASH = re.compile(rf"\\(?=[{_ESCAPABLE}]|$)")
_TAG = re.compile(r"<(?=[^\s\d]|\S*@)")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_LINK = re.compile(r"\]\s?[\[(]")
# Between spaces these are no marks. The end of a line counts as a letter, as a break stands there.
_STAR = re.compile(r"(?<! )\*|\*(?! )")
_UNDERSCORE = re.compile(r"(?<! )_(?![^\W_])|(?<![^\W_])_(?! )")
_LINE_STARTS = (
    (re.compile(r"(?=[#>])"), "\\"),
    (re.compile(r"(?=[-+*](\s|$))"), "\\"),
    (re.compile(r"(?=([-*_])\s*(\1\s*){2,}$)"), "\\"),
    (re.compile(r"(?=-+\s*$)"), "\\"),
    (re.compile(r"\d+(?=\.(\s|$))"), "\\"),
    (re.compile(r"(?=\[[^\]]*\](:|$))"), "\\"),
    (re.compile(r"=(?==*\s*$)"), "&#61;"),
    (re.compile(r"~(?=~~)"), "&#126;"),
)


def escaped(text: str, is_alone: bool = True) -> str:
    """Text between marks of Markdown, if `is_alone` is false, or a paragraph without any."""
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))
    if not is_alone or text.count("*") > 1:
        text = _STAR.sub(r"\\*", text)
    if not is_alone or text.count("_") > 1:
        text = _UNDERSCORE.sub(r"\\_", text)
    if not is_alone or text.count("`") > 1:
        text = text.replace("`", "\\`")
    if not is_alone or _LINK.search(text):
        text = text.replace("[", "\\[")
    return text


def line_start(line: str) -> str:
    """A line of a paragraph that is taken for no heading, list, quotation or rule."""
    for pattern, mark in _LINE_STARTS:
        if found := pattern.match(line):
            if mark == "\\":
                return f"{line[: found.end()]}\\{line[found.end() :]}"
            return f"{mark}{line[found.end() :]}"
    return line


def cell(text: str) -> str:
    """Markdown that may stand in a cell of a table."""
    return re.sub(r"(?<!\\)\|", r"\\|", text).replace("  \n", "<br>").replace("\n", " ")
