"""Importing: a word list that someone already has becomes drafts of definitions.

Everything is made and checked before anything is written; one problem, and nothing is.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from knowledge.drafts import draft
from knowledge.exports import FIELDS
from knowledge.fields import validate
from knowledge.frontmatter import Document, Mark, read_markdown
from knowledge.frontmatter import Path as FieldPath
from knowledge.kinds import DefinitionFields
from knowledge.labels import key, label_letters
from knowledge.library import Entry, Library
from knowledge.problems import Problem, did_you_mean
from knowledge.validation import check
from knowledge.word_lists import TEXT, WordList, read_json, read_table
from knowledge.words import Word, shown, texts, word_of

Named = TypeVar("Named")

ENDINGS = ".csv, .tsv, .json, .jsonld, .ttl, .nt, .rdf or .xml"
MOST_BYTES = 5_000_000
MOST_WORDS = 5_000

_MOST_LIKENESSES = 20
_TABLES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Import:
    """The files to write, by their paths; none when there is a single problem.

    `notes` say what is left alone or left out, and what is still to be done.
    """

    files: Mapping[str, str]
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()


def plan_import(library: Library, name: str, data: bytes) -> Import:
    """What a file would add to the site of this library, drafts included.

    `name` is the file as the person wrote it: its ending tells what it holds.
    """
    found = _read(name, data, library.site.language)
    problems = [Problem(name, *fault) for fault in found.faults]
    if len(found.rows) > MOST_WORDS:
        line, what = found.rows[MOST_WORDS].line, f"The file has more than {MOST_WORDS} words."
        problems.append(Problem(name, line, what, "Divide it into several."))
    if problems:
        return Import({}, sorted(problems))
    return _Plan(library, name, found).import_()


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes the files of an import, or none of them; what is there is never overwritten."""
    written: list[Path] = []
    try:
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(content if isinstance(content, bytes) else content.encode())
    except OSError:
        for path in written:
            path.unlink()
        raise


def _read(name: str, data: bytes, language: str) -> WordList:
    if len(data) > MOST_BYTES:
        what = f"The file is larger than {MOST_BYTES // 1_000_000} MB."
        return WordList(faults=[(1, what, "Divide it into several.")])
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = "This line holds a character that is not saved as UTF-8."
        mend = "Save the file with the encoding UTF-8; in Excel, choose 'CSV UTF-8'."
        return WordList(faults=[(line, what, mend)])
    try:
        return _parsed(text, Path(name).suffix.lower(), language)
    except json.JSONDecodeError as error:
        mend = "Check it with the program that made it, and save it again."
        return WordList(faults=[(error.lineno, "From here on, the file is not JSON.", mend)])
    except RecursionError:
        what = "Things stand within things here, deeper than any word list needs."
        return WordList(faults=[(1, what, "Save it as a flat list of words.")])


def _parsed(text: str, ending: str, language: str) -> WordList:
    if ending in _TABLES:
        return read_table(text)
    if ending == ".json" and '"@context"' not in text:
        return read_json(text)
    # Only here, as loading rdflib takes longer than checking all content.
    from knowledge.rdf import FORMATS, read_skos

    form = "json-ld" if ending == ".json" else FORMATS.get(ending)
    if form:
        return read_skos(text, form, language)
    what = f"A file that ends in '{ending}' cannot be read."
    return WordList(faults=[(1, what, f"Save it with one of these endings: {ENDINGS}.")])


class _Plan:
    """The words of a file on their way into one library."""

    def __init__(self, library: Library, name: str, found: WordList) -> None:
        self._library = library
        self._name = name
        self._kind = next(kind for kind in library.kinds if kind.name == "definition")
        self._problems: list[Problem] = []
        self._notes = [f"{name}: {note}" for note in found.notes]
        read = [word_of(row) for row in found.rows]
        for word in read:
            for fault in word.faults:
                self._fault(word, *fault)
        self._words = [word for word in read if word.slug]
        self._there = dict(_labelled(library.of_kind("definition")))

    def import_(self) -> Import:
        """Every file, or every problem."""
        self._tell_twins()
        existing = {id(word): self._existing(word) for word in self._words}
        new = [word for word in self._words if not existing[id(word)]]
        references = self._references(existing)
        for word in new:
            self._refer(word, references)
        files = {self._path(word): self._file(word) for word in new}
        if not self._problems:
            self._check(new, files)
        if empty := [word for word in new if not word.values.get("short")]:
            what = f"New words without a definition: {len(empty)}."
            self._notes.append(f"{self._name}: {what} Write it after 'short'.")
        return Import({} if self._problems else files, sorted(set(self._problems)), self._notes)

    def _fault(self, word: Word, what: str, mend: str) -> None:
        self._problems.append(Problem(self._name, word.line, what, mend))

    def _path(self, word: Word) -> str:
        return f"content/{self._kind.folder}/{word.slug}.md"

    def _tell_twins(self) -> None:
        first: dict[str, Word] = {}
        for word in self._words:
            other = first.setdefault(word.slug, word)
            if other is not word:
                what = f"'{shown(word.title)}' gets the same address as line {other.line}."
                self._fault(word, what, "Keep one, or give it another name in a column 'slug'.")

    def _existing(self, word: Word) -> str:
        """The slug of the definition that the site has for a word; empty when it has none."""
        entry = self._library.get("definition", word.slug)
        if entry is None and not word.values.get("sense"):
            entry = _called(word.title, self._there)
        path = entry.path if entry else self._path(word)
        if entry or path in self._library.broken:
            what = f"'{shown(word.title)}' is there already and is left alone: {path}"
            self._notes.append(f"{self._name}:{word.line}: {what}")
            return entry.slug if entry else word.slug
        return ""

    def _references(self, existing: Mapping[int, str]) -> dict[str, str]:
        """The slug for everything by which a word of the site or of the file may be named."""
        found = {entry.slug: entry.slug for entry in self._library.of_kind("definition")}
        for word in self._words:
            found.setdefault(word.slug, existing[id(word)] or word.slug)
        found |= {label: entry.slug for label, entry in self._there.items() if label not in found}
        for word in self._words:
            for label in (word.title, *texts(word.values.get("aliases"))):
                found.setdefault(_spelt(label), found[word.slug])
        return found

    def _refer(self, word: Word, references: Mapping[str, str]) -> None:
        """Puts slugs where a row names other words by what they are called."""
        for name in ("part_of", "see_also"):
            slugs = []
            for text in texts(word.values.get(name)):
                slug = references.get(text) or _called(text, references)
                if slug is None:
                    what = f"'{shown(text)}' in {name} is in neither this file nor the site."
                    # Looking for a likeness takes long in a long list.
                    near = references if len(self._problems) < _MOST_LIKENESSES else ()
                    mend = did_you_mean(text, near, "Add it, or take it out.")
                    self._fault(word, what, mend)
                elif slug not in slugs:
                    slugs.append(slug)
            word.values[name] = slugs

    def _file(self, word: Word) -> str:
        """The text of the word's file; what is wrong with its fields is told with the row."""
        written = {name: value for name, value in word.values.items() if name != TEXT}
        document = Document(self._name, written, dict(_marks(written, word.line)))
        fields, faults = validate(document, DefinitionFields, self._kind.label.lower())
        self._problems += faults
        if fields is None:
            return ""
        kept = fields.model_dump(mode="json", exclude_defaults=True)
        return draft({name: kept[name] for name in FIELDS if name in kept}, word.values[TEXT])

    def _check(self, new: Sequence[Word], files: Mapping[str, str]) -> None:
        """Checks the site as it would be, and tells what would then be wrong and was not."""
        lines = {self._path(word): word.line for word in new}
        entries = []
        problems = []
        for word in new:
            path = self._path(word)
            document = read_markdown(path, files[path].encode())
            fields, faults = validate(document, DefinitionFields, self._kind.label.lower())
            problems += [*document.problems, *faults]
            if fields:
                entries.append(Entry(self._kind, word.slug, fields, document))
        after = replace(self._library, entries=(*self._library.entries, *entries))
        # Without the remedy, which may name a new word where it named none before.
        before = {(problem.path, problem.line, problem.what) for problem in check(self._library)}
        problems += [p for p in check(after) if (p.path, p.line, p.what) not in before]
        self._problems += [self._told_of_rows(problem, lines) for problem in problems]

    def _told_of_rows(self, problem: Problem, lines: Mapping[str, int]) -> Problem:
        """The problem with rows in place of the files that are not written yet."""

        def row(match: re.Match[str]) -> str:
            line = lines.get(match["path"])
            return f"{self._name}:{line}" if line else match[0]

        pattern = re.compile(rf"(?P<path>content/{self._kind.folder}/[^\s:]+\.md)(:\d+)?")
        what, mend = pattern.sub(row, problem.what), pattern.sub(row, problem.mend)
        if line := lines.get(problem.path):
            return Problem(self._name, line, what, mend)
        return Problem(problem.path, problem.line, what, mend)


def _marks(value: Any, line: int, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Mark]]:
    """A mark for each value and each part of it, all on the line of the row."""
    yield path, Mark(line, shown(str(value)))
    if isinstance(value, Mapping | list):
        parts = value.items() if isinstance(value, Mapping) else enumerate(value)
        for name, part in parts:
            yield from _marks(part, line, (*path, name))


def _labelled(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry by every name it has; a title counts for more than another name."""
    for entry in entries:
        yield label_letters(entry.fields.acronym or ""), entry
        yield from ((_spelt(alias), entry) for alias in entry.fields.aliases)
    for entry in entries:
        yield _spelt(entry.title), entry


def _called(text: str, named: Mapping[str, Named]) -> Named | None:
    """What goes by a name, however it is spelt; letters such as WHO only as they are written."""
    return named.get(_spelt(text)) or named.get(label_letters(text))


def _spelt(label: str) -> str:
    return key(label_letters(label))
