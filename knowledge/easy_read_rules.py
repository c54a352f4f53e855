"""The rules of Easy Read sections: where one may stand, and how its pictures are written."""

import re
from collections.abc import Iterator, Mapping

from knowledge.easy_read import Row, rows
from knowledge.library import Entry, Library
from knowledge.problems import Problem, did_you_mean

PICTURES = "pictures"
"""The vocabulary of site.yml that names the pictures."""

_ANY_PICTURE = re.compile(r"!\[[^\]]*\]\(|<img\b", re.IGNORECASE)


def easy_read_problems(entry: Entry, library: Library) -> Iterator[Problem]:
    """What is wrong with an entry's Easy Read section, if it has one."""
    section = entry.easy_read
    if section is None:
        return
    if entry.template != entry.kind.template or not entry.address.endswith("/"):
        what = "This page cannot have an Easy Read version, as its layout has no place to name it."
        mend = "Take the section out, or write it on a page of its own."
        yield Problem(entry.path, section.line, what, mend, "easy-read")
    found = list(rows(section))
    if not any(row.text and not row.level for row in found):
        mend = "Write one idea in each paragraph below it, or take the heading out."
        what = "The Easy Read section is empty."
        yield Problem(entry.path, section.line, what, mend, "easy-read")
    known = library.site.vocabularies.get(PICTURES, {})
    for row in found:
        for line, what, mend in (*_place(row), *_picture(row, known)):
            yield Problem(entry.path, line, what, mend, "easy-read")


def _place(row: Row) -> Iterator[tuple[int, str, str]]:
    """A heading that ends the section, or a picture that is not at the beginning."""
    if row.level in (1, 2):
        what = f"The heading '{row.text}' stands below the Easy Read section."
        yield row.line, what, "Move it above that, as Easy Read comes last."
    elif row.level > 3:
        what = f"The heading '{row.text}' is of level {row.level}."
        yield row.line, what, f"Easy Read has one level of headings: ### {row.text}"
    for stray in _ANY_PICTURE.finditer(row.text):
        line = row.line + row.text.count("\n", 0, stray.start())
        what = "This picture does not stand at the beginning of a paragraph."
        yield line, what, "Begin a new paragraph with it; each has one picture and one idea."


def _picture(row: Row, known: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    if row.picture is None:
        return
    if row.picture not in known:
        otherwise = f"Use a name of the list {PICTURES} in site.yml."
        mend = did_you_mean(row.picture, known, otherwise)
        yield row.line, f"unknown picture '{row.picture}'.", mend
    if row.label:
        what = f"Nobody is shown the words '{row.label}' of this picture."
        yield row.line, what, f"Leave the brackets empty: ![]({row.picture})"
    if not row.text.strip():
        what = f"The picture '{row.picture}' has no words beside it."
        yield row.line, what, "Write its idea after it, in the same paragraph."
