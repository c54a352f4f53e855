"""Words: a row of a word list made fit for the fields of a definition."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.new import slug_of
from knowledge.traps import unreadable
from knowledge.validation import SHORT_WORDS
from knowledge.word_lists import TEXT, Row

LONGEST_SLUG = 100

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SENTENCE_END = re.compile(r"(?:[a-z]{2}|[A-Z]{3}|[\d)\]”’\"'])[.!?][”’\"')]*(?=\s)")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_LONGEST_SHOWN = 60

Fault = tuple[str, str]
"""What is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A row with its texts in shape. Without a slug it can't go on, and `faults` say why."""

    line: int
    slug: str
    values: dict[str, Any]
    faults: Sequence[Fault] = ()

    @property
    def title(self) -> str:
        """What the word is called."""
        return str(self.values["title"])


def word_of(row: Row) -> Word:
    """The row as a word: one line for each field, a short of the right length, a slug."""
    values = {name: _on_one_line(value) for name, value in row.values.items() if name != TEXT}
    if any(list(unreadable(text.splitlines())) for text in _all_texts(row.values)):
        what = "This row holds an invisible character that no page can show."
        return Word(row.line, "", values, [(what, "Delete it, or type the text again.")])
    named = values.pop("slug", "")
    title = values.get("title")
    if not isinstance(title, str | int) or not str(title):
        mend = "Write the word, or take the row out."
        return Word(row.line, "", values, [("This row has no title.", mend)])
    slug = named if isinstance(named, str) and named else slug_of(str(title))
    faults = list(_slug_faults(slug, str(title)))
    slug = "" if faults else slug
    values["short"], body = values.get("short") or "", ""
    if isinstance(row.values.get("short"), str):
        values["short"], body = shortened(row.values["short"])
        if len(values["short"].split()) > SHORT_WORDS:
            what = f"The definition begins with a sentence of more than {SHORT_WORDS} words."
            mend = "Make that sentence shorter: it is what readers see first."
            faults.append((what, mend))
    text = row.values.get(TEXT) or ""
    values[TEXT] = "\n\n".join(filter(None, [body, _paragraphs(str(text))]))
    return Word(row.line, slug, values, faults)


def _slug_faults(slug: str, title: str) -> Sequence[Fault]:
    if not _SLUG.match(slug):
        what = f"'{shown(slug or title)}' cannot be an address."
        mend = "Give it one in a column 'slug': lower-case letters, digits and hyphens."
        return [(what, mend)]
    if len(slug) > LONGEST_SLUG:
        what = f"'{shown(title)}' is too long for an address."
        return [(what, "Shorten it, or give it a short name in a column 'slug'.")]
    return []


def shortened(definition: str) -> tuple[str, str]:
    """A definition for the field `short`, and what belongs into the body.

    One that is too long gives its first sentence, and goes into the body as a whole.
    """
    whole = " ".join(definition.split())
    if len(whole.split()) <= SHORT_WORDS:
        return whole, ""
    end = _SENTENCE_END.search(whole)
    return (whole[: end.end()] if end else whole), _paragraphs(definition)


def _paragraphs(text: str) -> str:
    """The text with its paragraphs kept apart and their lines trimmed."""
    parts = _PARAGRAPH_BREAK.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join(
        "\n".join(line.rstrip() for line in part.strip("\n").split("\n"))
        for part in parts
        if part.strip()
    )


def _all_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _all_texts(part)


def _on_one_line(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    return [_on_one_line(item) for item in value] if isinstance(value, list) else value


def texts(value: Any) -> list[str]:
    """The texts in the value of a field that holds one or many."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item]


def shown(text: str) -> str:
    """A stranger's text, fit to stand in a message."""
    plain = _CONTROL.sub(" ", text)
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[: _LONGEST_SHOWN - 1]}…"
