"""Picture rules: what a picture may hold, who made it, and who agreed to be seen.

Each file of content/images/ has a small file beside it, `<name>.yml`, that says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from knowledge.fields import Fields, Text, validate
from knowledge.frontmatter import Document, read_data
from knowledge.library import PICTURES_FOLDER, Entry, Library, joined
from knowledge.picture_bytes import FORMATS, details, format_of
from knowledge.problems import Problem, did_you_mean

MOST_BYTES = 512_000
SIDECAR = ".yml"

_RULE = "picture"
_STRIP = "make strip-pictures"
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|\b(?:src|href)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


class Sidecar(Fields):
    """Who made a picture, how we know that we may use it, and who can be recognised."""

    made_by: Text
    permission: Text
    people: bool
    consent: Text | None = None


def picture_problems(library: Library, root: Path) -> Iterator[Problem]:
    """Every fault of the pictures of a project, of the files beside them, and of their consent."""
    users = picture_users(library)
    for path in sorted(library.pictures):
        yield from _file_problems(path, (root / path).read_bytes())
        if path not in users and not library.drafts and not library.broken:
            yield _file_problem(
                path, "No entry shows this picture.", "Show it in one, or take it out."
            )
        beside = root / f"{path}{SIDECAR}"
        if beside.is_file():
            yield from _sidecar_problems(path, beside.read_bytes(), users.get(path, []), library)
        else:
            what = "Nothing says who made this picture and that we may use it."
            mend = f"Write {path}{SIDECAR} with made_by, permission and people."
            yield _problem(path, what, mend)
    for path in sidecars(root):
        if path.removesuffix(SIDECAR) not in library.pictures:
            what = f"There is no picture '{path.removesuffix(SIDECAR)}'."
            yield _problem(path, what, "Put it beside this file, or take this file out.")


def sidecars(root: Path) -> list[str]:
    """The files beside pictures, from the project root."""
    files = (root / "content" / PICTURES_FOLDER).rglob(f"*{SIDECAR}")
    return sorted(file.relative_to(root).as_posix() for file in files if file.is_file())


def read_sidecar(path: str, data: bytes) -> tuple[Sidecar | None, Document, list[Problem]]:
    """What the file at `path` says of its picture, or None and every fault of it."""
    document = read_data(path, data)
    if document.problems and not document.values:
        return None, document, list(document.problems)
    sidecar, faults = validate(document, Sidecar, "picture")
    return sidecar, document, [*document.problems, *faults]


@lru_cache(maxsize=1)
def picture_users(library: Library) -> Mapping[str, list[Entry]]:
    """The entries that show or link each picture."""
    users: dict[str, list[Entry]] = {}
    for entry in library.entries:
        for path in shown_pictures(entry.document):
            users.setdefault(path, []).append(entry)
    return users


def shown_pictures(document: Document) -> set[str]:
    """The pictures, as paths from the project root, that a file's text names."""
    text = document.body + (document.easy_read.text if document.easy_read else "")
    if f"{PICTURES_FOLDER}/" not in text and "%" not in text:
        return set()  # as most texts, which then need no closer look
    found = (unquote(one or other) for one, other in _TARGET.findall(text))
    return {path for target in found if (path := _picture(document.path, target))}


def _picture(shown_in: str, target: str) -> str:
    folder = f"/{PICTURES_FOLDER}/"
    path = f"content{target}" if target.startswith(folder) else joined(shown_in, target)
    return path if path.startswith(f"content{folder}") else ""


def _problem(path: str, what: str, mend: str, line: int = 1) -> Problem:
    return Problem(path, line, what, mend, _RULE)


def _file_problem(path: str, what: str, mend: str) -> Problem:
    """What is wrong with a file that harms nobody."""
    return Problem(path, 1, what, mend, "picture-file")


def _file_problems(path: str, data: bytes) -> Iterator[Problem]:
    ending = Path(path).suffix
    promised, held = FORMATS.get(ending), format_of(data)
    if promised is None and ending.lower() in FORMATS:
        mend = f"Name it {Path(path).with_suffix(ending.lower()).name}"
        yield _file_problem(path, f"'{ending}' has capital letters.", mend)
    elif promised is None:
        what = f"'{ending}' is no type of picture that this site shows."
        yield _file_problem(path, what, f"Save it as one of: {', '.join(FORMATS)}.")
    elif promised != held:
        holds = f"but it holds a {held} picture" if held else "but it holds no such picture"
        yield _file_problem(
            path, f"Its name says {promised}, {holds}.", f"Save it as {promised} anew."
        )
    if len(data) > MOST_BYTES:
        what = f"The picture has {-(-len(data) // 1024)} KB; the most is {MOST_BYTES // 1024} KB."
        yield _file_problem(path, what, f"Make it smaller: {_STRIP}")
    found = details(data) if held else ()
    if found:
        yield _problem(path, f"The picture holds {in_words(found)}.", f"Take that out: {_STRIP}")


def in_words(items: Iterable[str]) -> str:
    """A list as one says it: a, b and c."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def _sidecar_problems(
    picture: str, data: bytes, users: list[Entry], library: Library
) -> Iterator[Problem]:
    path = f"{picture}{SIDECAR}"
    sidecar, document, faults = read_sidecar(path, data)
    for fault in faults:
        yield _problem(path, fault.what, fault.mend, fault.line)
    if sidecar is None:
        return
    for name in ("made_by", "permission"):
        if not getattr(sidecar, name):
            mend = f"Write it after the colon: {name}: your text"
            yield _problem(path, f"'{name}' is empty.", mend, document.line((name,)))
    if sidecar.people and not sidecar.consent:
        what = "People can be recognised, and no consent is named."
        mend = "Add a line with the reference of their consent: consent: 2026-014"
        yield _problem(path, what, mend, document.line(("people",)))
    elif sidecar.consent:
        line = document.line(("consent",))
        for what, mend in _consent_faults(sidecar, sidecar.consent, users, library):
            yield _problem(path, what, mend, line)


def _consent_faults(
    sidecar: Sidecar, reference: str, users: list[Entry], library: Library
) -> Iterator[tuple[str, str]]:
    """A consent is for one page: each page that shows the picture must have it."""
    given = {
        entry.fields.consent.reference: entry
        for entry in library.entries
        if getattr(entry.fields, "consent", None)
    }
    if reference not in given:
        if not library.drafts and not library.broken:
            otherwise = "Write the reference that the entry has."
            what = f"No entry has the consent '{reference}'."
            yield what, did_you_mean(reference, given, otherwise)
        return
    for entry in users:
        consent = getattr(entry.fields, "consent", None)
        if not consent or consent.reference != reference:
            what = f"{entry.path} shows this picture without the consent '{reference}'."
            yield what, "Take the picture out there."
        elif sidecar.people and consent.photo != "faces":
            what = f"The consent '{reference}' allows no faces, and people can be recognised."
            yield what, "Use another picture, or ask them."
