"""Writes what the forms of a site need beside their pages: schemas, Word files, and themselves.

A form weighs more than the list of its questions, which the page has, and works only with a
script. So a script fetches it, with its styles.
"""

import json
import math
from collections.abc import Iterator
from functools import partial
from typing import Any

from pelican import signals
from pelican.generators import Generator

from knowledge import Library
from knowledge.digests import library_digest
from knowledge.facts import note
from knowledge.form_rules import TEMPLATE, kind_of
from knowledge.forms import form_view
from knowledge.ledger import Ledger
from knowledge.schemas import schema
from knowledge.views import FormView

_PART = "contribute-part"


class FormFilesGenerator(Generator):
    """One schema for each kind that a form makes; for each form a Word file and the form."""

    def generate_context(self) -> None:
        """Makes the files before any page is written, as pages tell the size of the Word files."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        inputs = {"all front matter": library_digest(library)}
        files = ledger.recall("files of forms", inputs, lambda: self._files(library))
        sizes = {address: math.ceil(len(data) / 1000) for address, data in files.items()}
        self.context["kilobytes"] = sizes

    def generate_output(self, _writer: Any) -> None:
        """Each file at its address; none where the site has no form."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        inputs = {"all front matter": library_digest(library)}

        def files() -> Iterator[tuple[str, bytes]]:
            made = ledger.recall("files of forms", inputs, lambda: self._files(library))
            parts = {form.part: self._part(form) for form in self._forms(library)}
            for address, data in {**made, **parts}.items():
                yield address.lstrip("/"), data

        ledger.files("forms", inputs, files)

    def _forms(self, library: Library) -> dict[FormView, str]:
        """The forms of the site, each with the title of its page."""
        pages = [page for page in library.of_kind("page") if page.template == TEMPLATE]
        forms = [(form_view(page, library), page.title) for page in pages]
        return {form: title for form, title in forms if form.groups}

    def _files(self, library: Library) -> dict[str, bytes]:
        """The Word file and the schema of each form, by address."""
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        files: dict[str, bytes] = {}
        for form, title in self._forms(library).items():
            address = form.word_template
            inputs = {"the form": form, "its title": title, "site.yml": library.site.language}
            write = partial(self._word_file, form, title)
            files[address] = ledger.recall(f"Word file {address}", inputs, write)
            if kind := kind_of(form.name, library.kinds):
                files[form.schema_address] = _json(schema(kind, library.site, library))
        return files

    def _word_file(self, view: FormView, title: str) -> bytes:
        # Only here: loading python-docx takes longer than writing a page does.
        from plugins.contribution_forms.word_file import Words, word_file

        template = self.get_template("contribute-words")
        note(f"template:{template.name}")
        words: Words = template.module.word_file
        return word_file(view, title, self.settings["KNOWLEDGE_LIBRARY"].site.language, words)

    def _part(self, view: FormView) -> bytes:
        """The form as HTML, and the style sheets that its page does not have."""
        known = self.settings["JINJA_GLOBALS"]
        styles = [
            {"href": each, "media": ""} for each in known["assets"].styles(f"{_PART}.html")[1:]
        ]
        seldom = known["assets"].seldom_styles(f"{_PART}.html")
        template = self.get_template(_PART)
        note("site:")
        note(f"template:{template.name}")
        html = template.render(self.context, form=view)
        sheets = [*styles, {"href": seldom, "media": known["seldom_media"]}]
        return _json({"html": html, "styles": sheets})


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False)}\n".encode()


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return FormFilesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
