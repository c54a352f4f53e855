"""Passages: every text of an entry that is read as sentences, each with its line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.easy_read import rows
from knowledge.fields import Prose, declared
from knowledge.library import Entry

_CODE = r"```.*?```|~~~.*?~~~|`[^`\n]*`"
_PICTURE = r"!\[[^\]]*\]\([^)]*\)"
_TAG = r"</?[a-zA-Z!][^>]*>"
_TARGET = r"\]\([^)]*\)"
_WEB_ADDRESS = r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\S+"
_NOT_READ = re.compile("|".join((_CODE, _PICTURE, _TAG, _TARGET, _WEB_ADDRESS)), re.DOTALL)
_EMPHASIS = re.compile(r"\*+|\b_+|_+\b")
_HEADING = re.compile(r"^(#+[^\n]*)$", re.MULTILINE)


class Passage(NamedTuple):
    """A text and the line of the file on which it begins."""

    line: int
    text: str

    def line_at(self, offset: int) -> int:
        """The line of the file on which the character at `offset` stands."""
        return self.line + self.text.count("\n", 0, offset)


def passages(entry: Entry) -> Iterator[Passage]:
    """The entry's sentences: its fields of prose, then its body without what is not read out.

    Code, pictures, the addresses of links and HTML are no words of ours.
    """
    for path, text, _mark in declared(entry.fields, Prose):
        if text:
            yield Passage(entry.line(path), text)
    if entry.body.strip():
        body = _HEADING.sub(r"\1.", _read_out(entry.body))
        yield Passage(entry.document.body_line, body)


def easy_passages(entry: Entry) -> Iterator[Passage]:
    """The paragraphs of the entry's Easy Read section, without what is not read out."""
    for row in rows(entry.easy_read) if entry.easy_read else ():
        if not row.level:
            yield Passage(row.line, _read_out(row.text))


def _read_out(markdown: str) -> str:
    return _EMPHASIS.sub("", _NOT_READ.sub(_lines_only, markdown))


def _lines_only(found: re.Match[str]) -> str:
    """What is left of a part that is not read, so that the lines keep their numbers."""
    return "\n" * found[0].count("\n") or " "
