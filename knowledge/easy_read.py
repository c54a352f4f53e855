"""The Easy Read section that may end a body, and its rows: a picture beside one idea."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = re.compile(r"^##[ \t]*easy[ -]read[ \t]*#*[ \t]*$", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]*(.*?)[ \t]*#*\Z")
_PICTURE = re.compile(r"!\[(?P<label>[^\]]*)\]\((?P<name>[^)]*)\)[ \t]*")


class EasyRead(NamedTuple):
    """An Easy Read section: the line of its heading, and the Markdown from the next line on."""

    line: int
    text: str


class Row(NamedTuple):
    """One paragraph, or one heading: then `level` is above 0.

    `picture` is the name of the picture before the words, and `label` what its brackets hold.
    """

    line: int
    text: str
    level: int = 0
    picture: str | None = None
    label: str = ""


def split(body: str, line: int) -> tuple[str, EasyRead | None]:
    """The body without its Easy Read section, and the section; `line` is where the body begins.

    The section runs to the end of the body, so that it can only be the last.
    """
    if not _OPENING.search(body):
        return body, None
    opening = _OPENING.search(_CODE.sub(_blanked, body))
    if not opening:
        return body, None
    before = body[: opening.start()]
    return before, EasyRead(line + before.count("\n"), body[opening.end() + 1 :])


def _blanked(code: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", code[0])


def rows(section: EasyRead) -> Iterator[Row]:
    """The section's paragraphs and headings, in reading order."""
    paragraph: list[str] = []
    lines = section.text.split("\n")
    for number, text in enumerate([*lines, ""], section.line + 1):
        heading = _HEADING.match(text)
        if paragraph and (heading or not text.strip()):
            yield _row(number - len(paragraph), "\n".join(paragraph))
            paragraph = []
        if heading:
            yield Row(number, heading[2], len(heading[1]))
        elif text.strip():
            paragraph.append(text)


def _row(line: int, text: str) -> Row:
    picture = _PICTURE.match(text)
    if not picture:
        return Row(line, text)
    return Row(line, text[picture.end() :], 0, picture["name"].strip(), picture["label"])
