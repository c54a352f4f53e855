"""Gives every page its view; writes indexes, Easy Read pages, and where pages moved or ended."""

from collections.abc import Callable
from datetime import date
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from pelican import signals
from pelican.generators import Generator, PagesGenerator

from knowledge import Entry, Library
from knowledge.indexes import HOME, index_views, section_title
from knowledge.library import plain_text
from knowledge.presenter import Presenter, date_text
from knowledge.views import Link


class IndexGenerator(Generator):
    """Writes lists of each kind and filter, Easy Read pages, redirects, and what was withdrawn."""

    def generate_output(self, writer: Any) -> None:
        """One page an index, one an Easy Read section, one an old or withdrawn address."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        for index in index_views(library):
            self._write(writer, index.address, "index", index=index)
        for page in self.context["pages"]:
            if page.entry.easy_read:
                self._write(writer, page.entry.easy_read_address, "easy-read", page=page)
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


def add_views(generators: list[Any]) -> None:
    """Gathers which terms each body links, then gives each page its view."""
    pages = next(g for g in generators if isinstance(g, PagesGenerator)).pages
    settings = generators[0].settings
    renderings = {page.entry: page.rendering for page in pages}
    presenter = Presenter(
        settings["KNOWLEDGE_LIBRARY"], renderings, settings["KNOWLEDGE_PUBLIC_ADDRESS"]
    )
    for page in pages:
        page.view = presenter.page(page.entry)


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(set_up_templates)
    signals.all_generators_finalized.connect(add_views)
