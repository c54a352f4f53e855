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
_BLOCK_QUOTE = r"^[ \t]*>.*$"
_STRAIGHT_QUOTE = r"\"(?:[^\"\n]|\n(?![ \t]*\n))*\""
_CURLY_QUOTE = r"\u201c[^\u201c\u201d]*\u201d|\u2018[^\u2018]*?\u2019(?!\w)"
_PLAIN_QUOTE = r"(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w))+'(?!\w)"
_QUOTES = re.compile(
    "|".join((_BLOCK_QUOTE, _STRAIGHT_QUOTE, _CURLY_QUOTE, _PLAIN_QUOTE)), re.MULTILINE
)
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


def own_passages(entry: Entry) -> Iterator[Passage]:
    """The entry's sentences but for other people's words: quotes, and all of a personal story."""
    if not is_own_story(entry):
        for line, text in passages(entry):
            yield Passage(line, _QUOTES.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text))


def is_own_story(entry: Entry) -> bool:
    """Whether a living private person tells their own story in it: nobody marks their words."""
    return bool(getattr(entry.fields, "own_story", False))


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
