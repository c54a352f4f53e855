"""Writing pages: a page is rendered only when something that its template read is another."""

from typing import Any

from jinja2 import Template
from pelican.writers import Writer

from knowledge.facts import note
from knowledge.ledger import Ledger


class LedgerWriter(Writer):
    """Pelican's writer, with a trace of each page."""

    def write_file(
        self, name: str, template: Template, context: Any, url: str | None = None, **data: Any
    ) -> None:
        """Renders a template into a file of the site, unless it is there as this would make it.

        Of what Pelican's own writer takes, only what generators here give is taken.
        """
        settings = self.settings
        ledger: Ledger = settings["KNOWLEDGE_LEDGER"]
        page = data.get("page")
        entry = getattr(getattr(page, "view", None), "entry", None)
        inputs = {
            "what it shows": {key: getattr(each, "view", each) for key, each in data.items()},
            "its preview picture": settings["JINJA_GLOBALS"]["preview"](entry),
        }
        if hasattr(page, "content"):
            inputs["its text"] = settings["KNOWLEDGE_RENDERINGS"].mark(entry)

        def rendered() -> bytes:
            note("site:")
            note(f"template:{template.name}")
            whole = {**context, "output_file": name, **data}
            return template.render(whole).encode()

        ledger.file(name, inputs, rendered)
