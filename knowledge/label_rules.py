"""Label rules: each label can be found, leads to one term, and each use of it has one meaning."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.fields import Prose, declared
from knowledge.frontmatter import Path
from knowledge.glossary import Glossary, Match
from knowledge.label_tree import is_exact
from knowledge.labels import is_findable, key, label_letters
from knowledge.library import Entry, Library
from knowledge.linking import sense
from knowledge.problems import Problem

_LEFT_ALONE = re.compile(
    r"```.*?```|~~~.*?~~~|`[^`\n]*`|!?\[[^\]]*\]\([^)]*\)|^>.*?$|^#+ .*?$|<[^>]*>",
    re.DOTALL | re.MULTILINE,
)
"""What never links by itself: code, links and pictures, quotes, headings, tags."""


def label_problems(library: Library) -> list[Problem]:
    """Every problem of the labels of a library's definitions, and of their uses."""
    problems = [*_clashes(library)]
    for entry in library.of_kind("definition"):
        problems += _unfindable(entry)
    glossary = Glossary.of(library)
    if any(entry.fields.sense for entry in library.of_kind("definition")):
        for entry in library.entries:
            problems += _untold_senses(entry, library, glossary)
    return problems


class _Label(NamedTuple):
    """A label with its place in the front matter and the field's name for readers."""

    entry: Entry
    role: str
    path: Path
    text: str

    @property
    def spelt(self) -> str:
        """What two labels share that are found in the same places."""
        exact = self.role == "acronym" or is_exact(self.entry, self.text)
        return label_letters(self.text) if exact else key(label_letters(self.text))


def _labels(entry: Entry) -> Iterator[_Label]:
    yield _Label(entry, "title", ("title",), entry.title)
    for name, role in (("aliases", "alias"), ("forms", "form")):
        for number, text in enumerate(getattr(entry.fields, name)):
            yield _Label(entry, role, (name, number), text)
    if entry.fields.acronym:
        yield _Label(entry, "acronym", ("acronym",), entry.fields.acronym)


def _unfindable(entry: Entry) -> Iterator[Problem]:
    phrases = entry.fields.not_in
    others = (_Label(entry, "phrase", ("not_in", n), text) for n, text in enumerate(phrases))
    for label in (*_labels(entry), *others):
        if is_findable(label.text) or (not label.text and label.role == "title"):
            continue  # an empty title is told of elsewhere
        what = (
            f"The {label.role} '{label.text}' has no letter and no digit, so it is found nowhere."
        )
        mend = "Write a word, or take it out."
        yield Problem(entry.path, entry.line(label.path), what, mend, "label")


def _clashes(library: Library) -> Iterator[Problem]:
    """One label, however it is spelt, leads to one term, unless each entry tells its sense.

    The problem stands in the entry whose label is not its title, else in the later one.
    """
    taken: dict[str, list[_Label]] = defaultdict(list)
    for entry in library.of_kind("definition"):
        for label in _labels(entry):
            if is_findable(label.text):
                taken[label.spelt].append(label)
    for labels in taken.values():
        first, *others = sorted(labels, key=lambda label: label.role != "title")
        for label in others:
            has_senses = label.entry.fields.sense and first.entry.fields.sense
            if label.entry is not first.entry and not has_senses:
                yield _clash(label, first)


def _clash(label: _Label, first: _Label) -> Problem:
    is_same = label.text.casefold() == first.text.casefold()
    likeness = (
        f"is the {first.role}" if is_same else f"is spelt like the {first.role} '{first.text}'"
    )
    what = f"The {label.role} '{label.text}' {likeness} of {first.entry.path}."
    mend = "Keep it in one of the two, or give both a 'sense' if the word has two meanings."
    return Problem(label.entry.path, label.entry.line(label.path), what, mend, "label")


def _untold_senses(entry: Entry, library: Library, glossary: Glossary) -> Iterator[Problem]:
    """A word with several meanings must not be left to the reader to guess (WCAG 2.2, 3.1.3)."""
    if entry.fields.term_links == "none":
        return
    chosen = (entry.slug if entry.kind.name == "definition" else "", *entry.fields.senses)
    body = _LEFT_ALONE.sub(lambda match: re.sub(r"[^\n]", "\ufffc", match[0]), entry.body)
    texts = [(entry.document.body_line, body, True)]
    texts += [(entry.line(p), text, False) for p, text, _mark in declared(entry.fields, Prose)]
    for line, text, is_body in texts:
        for match in glossary.find(text):
            if len(match.terms) > 1 and match.links and sense(match, chosen) is None:
                lines = text.count("\n", 0, match.start) if is_body else 0
                form = " ".join(text[match.start : match.end].split())
                yield _untold(entry, line + lines, form, match, library, can_link=is_body)


def _untold(
    entry: Entry, line: int, form: str, match: Match, library: Library, can_link: bool
) -> Problem:
    terms = filter(None, (library.get("definition", term) for term in match.terms))
    told = " or ".join(f"{term.slug} ({term.fields.sense})" for term in terms)
    mend = f"Write senses: {match.term}"
    if can_link:
        mend += f", or link it: [{form}](../definitions/{match.term}.md)"
    what = f"'{form}' has several meanings here: {told}."
    return Problem(entry.path, line, what, mend, "sense")
