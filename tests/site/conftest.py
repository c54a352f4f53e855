"""Every page of the real site, read once."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from knowledge import Library, open_library
from tests.conftest import MOVED_FROM, WITHDRAWN, BuiltSite


@dataclass(frozen=True)
class Page:
    """One HTML file of the site: its address without the base path, and what is in it."""

    address: str
    html: str = field(repr=False)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page; of a style page without its copies, each made to stand alone."""
        soup = BeautifulSoup(self.html, "html.parser")
        for copies in soup.select("main .theme-copies") if self.is_style else []:
            copies.decompose()
        return soup

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page, in order."""
        return [str(tag["id"]) for tag in self.soup.find_all(id=True)]

    @property
    def main(self) -> Tag:
        """The part that is this page's own."""
        main = self.soup.find("main")
        assert isinstance(main, Tag), f"{self.address} has no <main>"
        return main

    @property
    def is_card(self) -> bool:
        """Whether the page is made for frames on other sites."""
        return self.address.startswith("/embed/v1/")

    @property
    def is_snippets(self) -> bool:
        """Whether the page has the snippets of one card, for editors of other sites."""
        return self.address.startswith("/embed/") and not (
            self.is_card or self.address == "/embed/"
        )

    @property
    def is_moved(self) -> bool:
        """Whether the page only leads on to another address."""
        return self.address == MOVED_FROM

    @property
    def is_style(self) -> bool:
        """Whether the page shows builders what pages are made of."""
        return self.address.startswith("/style/")

    @property
    def is_for_paper(self) -> bool:
        """Whether the page only gathers others to be printed."""
        return self.address.startswith("/print/")

    @property
    def is_withdrawn(self) -> bool:
        """Whether this only says that a page was taken down."""
        return self.address == WITHDRAWN

    @property
    def is_for_readers(self) -> bool:
        """Whether readers come here to read."""
        others = self.is_snippets or self.is_style or self.is_for_paper or self.is_withdrawn
        return not (self.is_card or self.is_moved or others)


@dataclass(frozen=True)
class Target:
    """Where a link leads: an address without the base path and a place on that page."""

    address: str
    place: str


@dataclass(frozen=True)
class Pages:
    """The site's pages by their addresses, and where its links lead."""

    site: BuiltSite
    by_address: dict[str, Page] = field(repr=False)

    def __iter__(self):
        return iter(self.by_address.values())

    def leads_to(self, page: Page, link: str) -> Target | None:
        """Where a link on a page leads; None if it leaves the site."""
        full = urljoin(self.site.public_address + page.address, link)
        if not f"{full}/".startswith(f"{self.site.public_address}/"):
            return None
        parts = urlsplit(full)
        path = parts.path.removeprefix(urlsplit(self.site.public_address).path)
        return Target(path, parts.fragment)


@pytest.fixture(scope="session")
def pages(built_site: BuiltSite) -> Pages:
    """All pages, in the order of their addresses."""
    files = sorted(built_site.folder.rglob("*.html"))
    found = (Page(built_site.address_of(file), file.read_text("utf-8")) for file in files)
    return Pages(built_site, {page.address: page for page in found})


@pytest.fixture(scope="session")
def library(built_site: BuiltSite) -> Library:
    """The content that the pages show."""
    library, problems = open_library(built_site.project)
    assert library is not None
    assert problems == []
    return library
