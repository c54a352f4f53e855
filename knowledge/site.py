"""The site: everything in `site.yml` that another knowledge base would change first."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import PrivateAttr

from knowledge.fields import Address, Fields, Many, TermLinks, Text, Texts, WebAddress, validate
from knowledge.frontmatter import Document, read_data
from knowledge.frontmatter import Path as FieldPath
from knowledge.problems import Problem


class Licence(Fields):
    """The terms under which the content may be used."""

    name: Text
    url: WebAddress


class Link(Fields):
    """One entry of a menu."""

    title: Text
    address: Address


class Section(Fields):
    """What the index page of a kind of entry says about itself."""

    title: Text
    short: Text


class Avoided(Fields):
    """A word that hurts or hides, what to write in its place, and why."""

    word: Text
    instead: Text
    why: Text | None = None


class Site(Fields):
    """The name, the people, the menus and the words of a knowledge base.

    `organisation`, `contact`, `repository` and `address` may be empty: what needs them
    is then left out of the site.
    """

    name: Text
    tagline: Text
    short: Text
    language: Text
    copyright: Text
    licence: Licence
    organisation: Text | None = None
    contact: Text | None = None
    repository: WebAddress | None = None
    branch: Text = "main"
    address: WebAddress | None = None
    definition: Text | None = None
    term_links: TermLinks = "page"
    navigation: Many[Link] = ()
    footer: Many[Link] = ()
    sections: Mapping[str, Section] = {}
    vocabularies: Mapping[str, Mapping[str, Text]] = {}
    known_words: Texts = ()
    words_to_avoid: Many[Avoided] = ()

    _document: Document = PrivateAttr(default=Document("site.yml", {}, {}))

    @property
    def path(self) -> str:
        """The file, from the project root."""
        return self._document.path

    def line(self, path: FieldPath) -> int:
        """The line on which a field stands, for messages."""
        return self._document.line(path)

    def label(self, vocabulary: str, value: str) -> str:
        """The words a reader sees for a value of a vocabulary; the value itself if unknown."""
        return self.vocabularies.get(vocabulary, {}).get(value, value)

    def missing(self) -> Texts:
        """The names of what only the owner can know and has not yet written."""
        names = ("organisation", "contact", "repository", "address")
        return tuple(name for name in names if getattr(self, name) is None)


def load_site(file: Path, root: Path) -> tuple[Site | None, list[Problem]]:
    """The site that `file` describes, or None and every problem in it."""
    path = file.relative_to(root).as_posix()
    if not file.is_file():
        what, mend = "This file is missing.", "Bring it back from git."
        return None, [Problem(path, 1, what, mend, "file")]
    document = read_data(path, file.read_bytes())
    if document.problems and not document.values:
        return None, list(document.problems)
    site, problems = validate(document, Site, "site")
    if site:
        site._document = document
    return site, [*document.problems, *problems]
