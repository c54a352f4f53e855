"""Gives every page its view; writes indexes, Easy Read pages, and where pages moved or ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from pelican import signals
from pelican.generators import Generator

from knowledge import Entry, Library
from knowledge.digests import body_digest, digest, front_digest, library_digest
from knowledge.facts import note
from knowledge.glossary import all_labels
from knowledge.indexes import HOME, index_views, section_title
from knowledge.jargon import Seen
from knowledge.ledger import Ledger
from knowledge.library import plain_text
from knowledge.presenter import Presenter, date_text
from knowledge.views import Link, PageView


@dataclass(frozen=True, slots=True)
class EasyReadPage:
    """A page told in Easy Read, with the view of the page that it tells."""

    view: PageView

    @property
    def entry(self) -> Entry:
        """The entry that it tells."""
        return self.view.entry


class IndexGenerator(Generator):
    """Writes lists of each kind and filter, Easy Read pages, redirects, and what was withdrawn."""

    def generate_output(self, writer: Any) -> None:
        """One page an index, one an Easy Read section, one an old or withdrawn address."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        inputs = {"all front matter": library_digest(library)}
        ledger.files("lists", inputs, lambda: self._pages(library, writer))

    def _pages(self, library: Library, writer: Any) -> tuple[()]:
        for index in index_views(library):
            self._write(writer, index.address, "index", index=index)
        for entry in library.entries:
            if entry.easy_read:
                page = EasyReadPage(self.settings["KNOWLEDGE_PRESENTER"].page(entry))
                rows = self.settings["KNOWLEDGE_RENDERINGS"][entry].easy_read
                self._write(writer, entry.easy_read_address, "easy-read", page=page, rows=rows)
        for entry in library.entries:
            for address in entry.fields.moved_from:
                self._write(writer, address, "moved", to=entry)
                if entry.easy_read:
                    to = Link(entry.title, entry.easy_read_address)
                    self._write(writer, f"{address}easy-read/", "moved", to=to)
        taken = {entry.address for entry in library.entries}
        for withdrawn in library.withdrawn:
            if withdrawn.address not in taken:
                onward = _onward(library, withdrawn.address)
                data = {"withdrawn": withdrawn, "onward": onward}
                self._write(writer, withdrawn.address, "withdrawn", **data)
                taken.add(withdrawn.address)
        return ()

    def _write(self, writer: Any, address: str, template: str, **data: Any) -> None:
        name = f"{address.strip('/')}/index.html"
        writer.write_file(name, self.get_template(template), self.context, url=address, **data)


def _onward(library: Library, address: str) -> Link:
    """Where others of the kind are listed, or else the front page."""
    for kind in library.kinds:
        place = kind.index_address
        if place and address.startswith(place) and library.of_kind(kind.name):
            return Link(section_title(library.site, kind), place)
    return HOME


def set_up_templates(pelican: Any) -> type[Generator]:
    """Gives templates their filters and globals before their environments are made."""
    settings = pelican.settings
    library: Library = settings["KNOWLEDGE_LIBRARY"]
    public_address: str = settings["KNOWLEDGE_PUBLIC_ADDRESS"]
    settings["JINJA_GLOBALS"] = {
        **settings["JINJA_GLOBALS"],
        "site": library.site,
        "public_address": public_address,
    }
    settings["JINJA_FILTERS"] = {
        "url": address_filter(settings["SITEURL"]),
        "absolute": address_filter(public_address),
        "date": _date,
        "plain": plain_text,
    }
    return IndexGenerator


def address_filter(base: str) -> Callable[[Context, Entry | Link | str], str]:
    """A filter: an entry, or a root-relative address, under `base`.

    It takes the context only so that Jinja does not work it out when it compiles a template:
    compiled templates are kept, and the base may be another next time.
    """

    @pass_context
    def address(_context: Context, place: Entry | Link | str) -> str:
        return base + (place if isinstance(place, str) else place.address)

    return address


def _date(day: date) -> str:
    return date_text(day.isoformat())


def gather_uses(generators: list[Any]) -> None:
    """Gathers which terms each body links: only then pages can be given their views."""
    settings = generators[0].settings
    library, ledger = settings["KNOWLEDGE_LIBRARY"], settings["KNOWLEDGE_LEDGER"]
    renderings, address = settings["KNOWLEDGE_RENDERINGS"], settings["KNOWLEDGE_PUBLIC_ADDRESS"]
    words = _Words(library, ledger)
    presenter = Presenter(library, renderings, address, renderings.mentions(), words.recall)
    settings["KNOWLEDGE_PRESENTER"] = presenter
    ledger.tell("words", "the words of all entries", lambda _: digest(words.marks))
    ledger.tell("uses", "where the word {} is used", presenter.uses)
    context = generators[0].context
    ledger.tell("site", "site.yml or a setting", lambda _: _of_every_page(settings, context))


class _Words:
    """The words of all entries: what was seen in them is kept from build to build."""

    def __init__(self, library: Library, ledger: Ledger) -> None:
        self._entries = {entry.address: entry for entry in library.entries}
        self._library = library
        self._ledger = ledger

    @cached_property
    def marks(self) -> Mapping[str, bytes]:
        """What stands for all that is read in an entry, by its address."""
        labels = digest(sorted(all_labels(self._library.of_kind("definition"))))
        shared = labels, self._library.site.language
        return {
            address: digest((front_digest(entry), body_digest(entry), *shared))
            for address, entry in self._entries.items()
        }

    def recall(self, look: Callable[[Entry], Seen]) -> dict[Entry, Seen]:
        """What is seen in each entry: by the function, or from an earlier build."""
        note("words:")
        entries = self._entries
        found = self._ledger.recall_each(
            "words seen", self.marks, lambda address: look(entries[address])
        )
        return {entries[address]: seen for address, seen in found.items()}


def _of_every_page(settings: Mapping[str, Any], context: Mapping[str, Any]) -> object:
    """What templates may read besides a page's own view and the theme's files."""
    known = settings["JINJA_GLOBALS"]
    site, addresses = known["site"], (settings["SITEURL"], known["public_address"])
    return site, addresses, known["csp"], known["has_pdfs"], context.get("kilobytes")


def add_view(generator: Any, content: Any) -> None:
    """Gives a page its view, just before it is written."""
    content.view = generator.settings["KNOWLEDGE_PRESENTER"].page(content.entry)


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(set_up_templates)
    signals.all_generators_finalized.connect(gather_uses)
    signals.page_generator_write_page.connect(add_view)
