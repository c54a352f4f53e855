"""What the pages for paper need: codes that a telephone reads, and whether there are PDFs."""

from functools import partial
from io import BytesIO
from typing import Any

from pelican import signals
from pelican.generators import Generator

from knowledge import Library
from knowledge.indexes import page_with
from knowledge.ledger import Ledger, Order
from knowledge.paper import code_address


class CodesGenerator(Generator):
    """Writes pictures, as twenty codes in the page itself would double its weight."""

    def generate_output(self, _writer: Any) -> None:
        """One code for each tip, if there is a page that prints them and an address to tell."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        public_address: str = self.settings["KNOWLEDGE_PUBLIC_ADDRESS"]
        if not public_address or not page_with(library, "print-tips"):
            return
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        orders = []
        for tip in library.of_kind("tip"):
            name, address = code_address(tip).lstrip("/"), public_address + tip.address
            inputs = {"its address": address}
            orders.append(Order(f"code of {tip.path}", inputs, partial(_file, name, address)))
        ledger.files_of_all(orders)


def _file(name: str, address: str) -> list[tuple[str, bytes]]:
    return [(name, code(address))]


def code(address: str) -> bytes:
    """The SVG of an address: black on white in every theme, with the quiet border it needs."""
    # Only here: most builds draw no code.
    import segno

    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, omitsize=True, light="#fff", svgclass=None, lineclass=None
    )
    return drawn.getvalue()


def tell_templates(pelican: Any) -> type[Generator]:
    """Lets templates ask whether the PDFs will be there, and hands Pelican our generator."""
    settings = pelican.settings
    has_pdfs: bool = settings["KNOWLEDGE_HAS_PDFS"]
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "has_pdfs": has_pdfs}
    return CodesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(tell_templates)
