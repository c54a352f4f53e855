"""The pages of entries: only those that are written become Pelican's pages."""

import os
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Page
from pelican.generators import PagesGenerator

from knowledge import Entry
from knowledge.digests import library_digest
from knowledge.ledger import Ledger, Order
from knowledge.loading import words_of
from plugins.build_engine.templates import Templates

_OF_EVERY_PAGE = ("asset:", "site:", "template:")
"""Kinds of facts. When one of them is another, a page alone may look for what is not there yet."""


class EntryPagesGenerator(PagesGenerator):
    """Pelican's generator of pages, which reads a page only when it is to be written."""

    def generate_context(self) -> None:
        """Makes the HTML of all entries whose words, or what these link to, are others now."""
        self.settings["KNOWLEDGE_RENDERINGS"].prepare()
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        ledger.tell("template", "the template {}", Templates(self.env).state)
        self._update_context(("pages", "hidden_pages", "draft_pages"))
        signals.page_generator_finalized.send(self)

    def check_disabled_readers(self) -> None:
        """Nothing to do: the library knows every file."""

    def generate_output(self, writer: Any) -> None:
        """Writes every page that shows something else than it did.

        First those whose own files were saved: `KNOWLEDGE_HEAR` is told in which folder they
        wait for the rest of the site, and by what names.
        """
        library = self.settings["KNOWLEDGE_LIBRARY"]
        renderings = self.settings["KNOWLEDGE_RENDERINGS"]
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        front = library_digest(library)
        first: list[Order] = []
        others: list[Order] = []
        for entry in renderings:
            inputs = {"all front matter": front, "its text": renderings.mark(entry)}
            order = Order(f"page of {entry.path}", inputs, partial(self._write, writer, entry))
            is_saved = ledger.is_renewed(words_of(entry.path))
            is_alone = is_saved and ledger.has_same_facts(order.name, *_OF_EVERY_PAGE)
            (first if is_alone else others).append(order)
        ledger.files_of_all(first)
        ready = [name for name in ledger.made if name.endswith(".html")]
        if ready and (hear := self.settings.get("KNOWLEDGE_HEAR")):
            hear(ledger.folder, ready)
        ledger.files_of_all(others)
        signals.page_writer_finalized.send(self, writer=writer)

    def _write(self, writer: Any, entry: Entry) -> tuple[()]:
        root = Path(self.path).parent
        page = self.readers.read_file(
            base_path=self.path,
            path=os.path.relpath(root / entry.path, self.path),
            content_class=Page,
            context=self.context,
            preread_signal=signals.page_generator_preread,
            preread_sender=self,
            context_signal=signals.page_generator_context,
            context_sender=self,
        )
        signals.page_generator_write_page.send(self, content=page)
        template = self.get_template(page.template)
        writer.write_file(page.save_as, template, self.context, page=page, url=page.url)
        return ()
