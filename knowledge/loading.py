"""Loading: the content folder becomes a library, and what can't be read a problem."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from knowledge.embed_tables import read_embed_tables
from knowledge.fields import Source, validate
from knowledge.frontmatter import Document, grouped, read_data, read_list, read_markdown
from knowledge.kinds import KINDS, EntryFields, Kind
from knowledge.library import PICTURES_FOLDER, Entry, Library
from knowledge.problems import Problem
from knowledge.site import Site
from knowledge.withdrawn import read_withdrawn

SOURCES_FILE = "sources.yml"

T = TypeVar("T")


class Parsed:
    """What one file of content says: its entries, and what is wrong with it.

    It is kept without its kind, which belongs to the site and not to the file.
    """

    def __init__(
        self,
        found: tuple[tuple[str, EntryFields, Document], ...],
        problems: tuple[Problem, ...],
        is_broken: bool,
    ) -> None:
        self.problems = problems
        self.is_broken = is_broken
        self._found = found
        self._entries: tuple[Entry, ...] | None = None

    def __reduce__(self) -> tuple[type["Parsed"], tuple[object, ...]]:
        return Parsed, (self._found, self.problems, self.is_broken)

    def entries(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries; the same objects whenever they are asked for."""
        if self._entries is None:
            self._entries = tuple(Entry(kind, *each) for each in self._found)
        return self._entries


class RecallFile(Protocol):
    """Gives what a file says: from before, or else by a function. Takes its path from the root."""

    def __call__(self, path: str, file: Path, read: Callable[[], T]) -> T:
        """What the function would give now."""


def words_of(path: str) -> str:
    """The name by which a ledger knows what a file says."""
    return f"words of {path}"


def read_anew(path: str, file: Path, read: Callable[[], T]) -> T:
    """What a file says, for who knows nothing from before."""
    return read()


def load(
    root: Path,
    site: Site,
    kinds: tuple[Kind, ...] = KINDS,
    drafts: bool = False,
    recall: RecallFile = read_anew,
) -> Library:
    """The library under `root`/content. An entry that can't be read is left out and reported.

    `recall` may know from before what a file says.
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    hidden, broken = set(), set()
    for kind in kinds:
        found = []
        for path, file in _files(kind, root):
            parsed = recall(path, file, partial(parse, kind, path, file))
            problems += parsed.problems
            if parsed.is_broken:
                broken.add(path)
            for entry in parsed.entries(kind):
                if entry.is_draft and not drafts:
                    hidden.add(path)
                else:
                    found.append(entry)
        entries += found if kind.is_file else sorted(found, key=_by_title)
    entries = list(_without_duplicates(entries, problems))
    file = root / "content" / SOURCES_FILE
    path = file.relative_to(root).as_posix()
    sources, source_lines, faults = recall(path, file, partial(_load_sources, path, file))
    problems += faults
    embeds, faults = read_embed_tables(root)
    problems += faults
    withdrawn, faults = read_withdrawn(root)
    problems += faults
    return Library(
        site=site,
        kinds=kinds,
        entries=tuple(entries),
        sources=sources,
        source_lines=source_lines,
        pictures=frozenset(_pictures(root)),
        drafts=frozenset(hidden),
        broken=frozenset(broken),
        problems=tuple(problems),
        embeds=embeds,
        withdrawn=withdrawn,
    )


def _pictures(root: Path) -> Iterator[str]:
    """All files of the folder but hidden ones and the small file beside each picture."""
    for file in (root / "content" / PICTURES_FOLDER).rglob("*.*"):
        if file.is_file() and file.suffix != ".yml" and not file.name.startswith("."):
            yield file.relative_to(root).as_posix()


def _by_title(entry: Entry) -> tuple[str, str]:
    return entry.title.casefold(), entry.slug


def _files(kind: Kind, root: Path) -> Iterator[tuple[str, Path]]:
    """Each file by its path from the root, folder by folder."""
    path = f"content/{kind.folder}"
    place = root / path
    if kind.is_file:
        if place.is_file():
            yield path, place
        return
    # Not by Path's own search, which takes longer than all else that an unchanged file needs.
    for folder, folders, names in os.walk(place):
        folders.sort()
        prefix = Path(folder).relative_to(root).as_posix()
        for name in sorted(each for each in (*folders, *names) if each.endswith(".md")):
            yield f"{prefix}/{name}", Path(folder, name)


def parse(kind: Kind, path: str, file: Path) -> Parsed:
    """What a file of content says, and what is wrong with it."""
    problems: list[Problem] = []
    entries = [_entry(kind, document, problems) for document in _documents(kind, path, file)]
    found = tuple(entry for entry in entries if entry)
    return Parsed(found, tuple(problems), is_broken=len(found) < len(entries))


def _documents(kind: Kind, path: str, file: Path) -> list[Document]:
    if kind.is_file:
        return read_list(path, file.read_bytes())
    if file.is_file():
        return [read_markdown(path, file.read_bytes())]
    what = "This is a folder, or a link to a file that is not there."
    problem = Problem(path, 1, what, "Take it away, or put the file in its place.", "file")
    return [Document(path, {}, {}, problems=(problem,))]


def _entry(
    kind: Kind, document: Document, problems: list[Problem]
) -> tuple[str, EntryFields, Document] | None:
    problems += document.problems
    if not document.values:
        if not kind.is_file and not document.problems:
            mend = "Add at least title and short between the two lines of hyphens."
            what = "The file has no fields."
            problems.append(Problem(document.path, 1, what, mend, "missing-field"))
        return None
    fields, faults = validate(document, kind.fields, kind.label.lower())
    problems += faults
    return None if fields is None else (_slug(document, fields), fields, document)


def _slug(document: Document, fields: EntryFields) -> str:
    return str(getattr(fields, "id", "") or Path(document.path).stem)


def _without_duplicates(entries: Iterable[Entry], problems: list[Problem]) -> Iterator[Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.address, entry)
        if other is entry:
            yield entry
            continue
        what = f"'{entry.slug}' has the same address as {other.path}:{other.line()}."
        mend = (
            "Give one of the two another file name." if not entry.kind.is_file else "Change one id."
        )
        problems.append(Problem(entry.path, entry.line(), what, mend, "address"))


def _load_sources(path: str, file: Path) -> tuple[dict[str, Source], dict[str, int], list[Problem]]:
    if not file.is_file():
        return {}, {}, []
    document = read_data(path, file.read_bytes())
    problems = [*document.problems]
    sources, lines = {}, {}
    marks_of = grouped(document.marks, depth=1)
    for name, values in document.values.items():
        lines[name] = document.line((name,))
        if not isinstance(values, dict):
            what, mend = f"'{name}' has no fields.", "Give it at least a title, one step in."
            problems.append(Problem(document.path, lines[name], what, mend, "missing-field"))
            continue
        source, faults = validate(
            Document(document.path, values, marks_of[(name,)]), Source, "source"
        )
        problems += faults
        if source:
            sources[name] = source
    return sources, lines, problems
