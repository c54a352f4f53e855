"""Loading: the content folder becomes a library, and what can't be read a problem."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.embed_tables import read_embed_tables
from knowledge.fields import Source, validate
from knowledge.frontmatter import Document, grouped, read_data, read_list, read_markdown
from knowledge.kinds import KINDS, EntryFields, Kind
from knowledge.library import PICTURES_FOLDER, Entry, Library
from knowledge.problems import Problem
from knowledge.site import Site
from knowledge.withdrawn import read_withdrawn

SOURCES_FILE = "sources.yml"


def load(root: Path, site: Site, kinds: tuple[Kind, ...] = KINDS, drafts: bool = False) -> Library:
    """The library under `root`/content. An entry that can't be read is left out and reported."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    hidden, broken = set(), set()
    for kind in kinds:
        found = []
        for document in _documents(kind, root):
            entry = _entry(kind, document, problems)
            if entry is None:
                broken.add(document.path)
            elif entry.is_draft and not drafts:
                hidden.add(document.path)
            else:
                found.append(entry)
        entries += found if kind.is_file else sorted(found, key=_by_title)
    entries = list(_without_duplicates(entries, problems))
    sources, source_lines = _load_sources(root, problems)
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


def _documents(kind: Kind, root: Path) -> Iterator[Document]:
    place = root / "content" / kind.folder
    if kind.is_file:
        if place.is_file():
            yield from read_list(place.relative_to(root).as_posix(), place.read_bytes())
        return
    for file in sorted(place.rglob("*.md")):
        path = file.relative_to(root).as_posix()
        if file.is_file():
            yield read_markdown(path, file.read_bytes())
        else:
            what = "This is a folder, or a link to a file that is not there."
            mend = "Take it away, or put the file in its place."
            problem = Problem(path, 1, what, mend, "file")
            yield Document(path, {}, {}, problems=(problem,))


def _entry(kind: Kind, document: Document, problems: list[Problem]) -> Entry | None:
    problems += document.problems
    if not document.values:
        if not kind.is_file and not document.problems:
            mend = "Add at least title and short between the two lines of hyphens."
            what = "The file has no fields."
            problems.append(Problem(document.path, 1, what, mend, "missing-field"))
        return None
    fields, faults = validate(document, kind.fields, kind.label.lower())
    problems += faults
    if fields is None:
        return None
    return Entry(kind, _slug(document, fields), fields, document)


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


def _load_sources(root: Path, problems: list[Problem]) -> tuple[dict[str, Source], dict[str, int]]:
    file = root / "content" / SOURCES_FILE
    if not file.is_file():
        return {}, {}
    document = read_data(file.relative_to(root).as_posix(), file.read_bytes())
    problems += document.problems
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
    return sources, lines
