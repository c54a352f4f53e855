"""Planning: the files that a Word file becomes, all made before the first is written."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from knowledge import Entry, Library, Problem, check
from knowledge.fields import validate
from knowledge.form_rules import TEMPLATE, kind_of
from knowledge.frontmatter import read_markdown
from knowledge.kinds import Kind
from knowledge.library import PICTURES_FOLDER
from knowledge.new import slug_of
from knowledge.picture_rules import SIDECAR, picture_problems
from knowledge.problems import did_you_mean
from knowledge.word_answers import Answers, answers, plain
from knowledge.word_drafts import Asked, title_of, word_draft
from tools.import_docx.looking import W, look
from tools.import_docx.opening import Fault, Parts, RefusedError, open_word
from tools.import_docx.pictures import redrawn
from tools.import_docx.reading import blocks, read
from tools.import_docx.spans import Node, pictures_in

BESIDE_PICTURE = """\
# Who made the picture, by the name they chose.
made_by: ""
# How we know that we may use it.
permission: ""
# true if people can be recognised in it, else false.
people:
"""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write, by their paths, with the draft first; or the faults in their way."""

    files: Mapping[str, str | bytes]
    faults: Sequence[Fault] = ()
    notes: Sequence[str] = ()


def asked_by(library: Library, kind_name: str) -> Asked | Fault:
    """The questions of the form for a kind, which a page of the site asks."""
    pages = {
        page.fields.form: page
        for page in library.of_kind("page")
        if page.fields.template == TEMPLATE and kind_of(page.fields.form or "", library.kinds)
    }
    kind = kind_of(kind_name, library.kinds)
    if kind is None or kind_name not in pages:
        what = f"There is no form for the kind '{kind_name}'."
        listed = f"The kinds are: {', '.join(sorted(pages))}." if pages else "Add a page with one."
        return Fault(what, did_you_mean(kind_name, pages, listed))
    return Asked.of(kind, pages[kind_name].fields.questions, library.site)


def plan_import(root: Path, asked: Asked, data: bytes) -> Plan:
    """What a Word file would add to the content; nothing when there is a single fault."""
    try:
        parts = open_word(data)
        if faults := look(parts):
            return Plan({}, faults)
        document = read(parts)
    except RefusedError as error:
        return Plan({}, [error.fault])
    sorted_out = answers(blocks(document, {}), asked.questions)
    slug = slug_of(title_of(sorted_out))
    if faults := list(_unnamed(root, asked.kind, sorted_out, slug)):
        return Plan({}, faults)
    return _Made(asked, parts, document, slug).plan()


def _unnamed(root: Path, kind: Kind, found: Answers, slug: str) -> Iterator[Fault]:
    """Why the draft cannot have a name of its own."""
    path = f"content/{kind.folder}/{slug}.md"
    if not found.passages and not found.sources and not found.unplaced:
        yield Fault("The file has no words.", "Ask for it again.")
    elif not title_of(found):
        mend = "Answer the question about it, or give a line at the top the style 'Title'."
        yield Fault("The file has no title.", mend)
    elif not slug:
        mend = "An address is made of it, so add some letters from a to z to it."
        yield Fault(f"The title '{title_of(found)}' has no letters for an address.", mend)
    elif (root / path).exists():
        what = f"{path} is there already, and is left as it is."
        yield Fault(what, "Give the story another title, or take that file away first.")


class _Made:
    """The files of one draft, and what a person should know about them."""

    def __init__(self, asked: Asked, parts: Parts, document: Node, slug: str) -> None:
        self._asked = asked
        self._parts = parts
        self._slug = slug
        self._document = document
        names = dict.fromkeys(pictures_in(document["blocks"]))
        self._pictures = {name: f"{slug}-{n}.jpg" for n, name in enumerate(names, 1)}

    def plan(self) -> Plan:
        """All files, or the faults of the pictures."""
        targets = {name: f"../{PICTURES_FOLDER}/{new}" for name, new in self._pictures.items()}
        found = answers(blocks(self._document, targets), self._asked.questions)
        made = word_draft(self._asked, found)
        path = f"content/{self._asked.kind.folder}/{self._slug}.md"
        files: dict[str, str | bytes] = {path: made.text}
        for name, new in self._pictures.items():
            picture = f"content/{PICTURES_FOLDER}/{new}"
            files[picture] = redrawn(self._picture(name))
            files[f"{picture}{SIDECAR}"] = BESIDE_PICTURE
        notes = [*self._told(path, found, made.line_of_rest), *self._missing()]
        return Plan(files, (), notes)

    def _picture(self, name: str) -> bytes:
        folder = self._parts.main.rpartition("/")[0]
        return self._parts.data[f"{folder}/{name}" if folder else name]

    def _told(self, path: str, found: Answers, line: int) -> Iterator[str]:
        if found.unplaced:
            words = _short(plain(found.unplaced)) or "a picture"
            yield f"{path}:{line}: What fits no question stands from here on: '{words}'"
        if self._pictures:
            yield (
                f"content/{PICTURES_FOLDER}/: Fill in the file beside each picture: who made it, "
                "how we know that we may use it, and whether people can be recognised."
            )
        own = plain(found.passages.get("own_story", ()))
        if own and own.strip(" .").lower() != "no":
            yield (
                f"{path}: This may be a private person's own story. "
                "Read docs/personal-stories.md before anyone else sees it."
            )

    def _missing(self) -> Iterator[str]:
        """Words of the file that were passed over in reading. It should never happen."""
        seen = _letters(" ".join(block.text for block in blocks(self._document, {})))
        for paragraph in self._paragraphs():
            runs = [_letters(run.text or "") for run in paragraph.iter(f"{W}t")]
            if any(run not in seen for run in runs):
                words = _short("".join(run.text or "" for run in paragraph.iter(f"{W}t")))
                yield f"These words of the file may be missing, so copy them by hand: '{words}'"

    def _paragraphs(self) -> Iterator[Element]:
        """Those of the text and of its notes."""
        trees = self._parts.trees
        notes = (tree for tree in trees.values() if tree.tag in (f"{W}footnotes", f"{W}endnotes"))
        for tree in (trees[self._parts.main], *notes):
            yield from tree.iter(f"{W}p")


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def still_to_do(root: Path, library: Library, files: Mapping[str, str | bytes]) -> list[Problem]:
    """What the check would tell of the new files if the draft were for readers already.

    `library` is that of the folder before the files were written.
    """
    [(path, text), *_pictures] = files.items()
    kind = next(k for k in library.kinds if path.startswith(f"content/{k.folder}/"))
    published = re.sub(r"^status: draft$", "status: published", str(text), count=1, flags=re.M)
    document = read_markdown(path, published.encode())
    fields, faults = validate(document, kind.fields, kind.label.lower())
    problems = [*document.problems, *faults]
    if fields:
        entry = Entry(kind, Path(path).stem, fields, document)
        pictures = {name for name in files if name.startswith(f"content/{PICTURES_FOLDER}/")}
        images = {name for name in pictures if not name.endswith(SIDECAR)}
        after = replace(
            library,
            entries=(*library.entries, entry),
            pictures=frozenset({*library.pictures, *images}),
        )
        problems += check(after)
        problems += picture_problems(after, root)
    return sorted({problem for problem in problems if problem.path in files})


def counted(files: Mapping[str, str | bytes]) -> str:
    """How many pictures come with the draft, in words."""
    endings = Counter(Path(name).suffix for name in files)
    count = endings[".jpg"]
    return "" if not count else f" with {count} picture{'s' * (count > 1)}"
