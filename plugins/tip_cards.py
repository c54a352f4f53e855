"""Writes each tip as a card: a page of its own, made for frames on other people's sites."""

from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from knowledge import Entry, Library
from knowledge.embeds import card_address, card_kinds
from knowledge.library import plain_text


class TipCardsGenerator(Generator):
    """Cards are pages under /embed/v1/, an address that never changes."""

    def generate_output(self, writer: Any) -> None:
        """One card for each entry of a kind that has cards."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        for kind in card_kinds(library):
            for entry in library.of_kind(kind.name):
                self._write(writer, entry, library.site.name)

    def _write(self, writer: Any, entry: Entry, site_name: str) -> None:
        page = self.settings["SITEURL"] + entry.address
        address = card_address(entry)
        writer.write_file(
            f"{address.strip('/')}/index.html",
            self.get_template("card"),
            self.context,
            url=address,
            entry=entry,
            html=Markup("<p>{}</p>").format(plain_text(entry.body)),
            attribution={"title": site_name, "address": page},
            csp=self.settings["JINJA_GLOBALS"]["assets"].card_policy,
        )


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return TipCardsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
