"""Writes what a host needs beside the pages: which headers to send, and an oEmbed endpoint."""

import logging
import re
from typing import Any

from pelican import signals

from knowledge import Library
from knowledge.embeds import card_kinds
from knowledge.ledger import Ledger
from plugins.hosting import nginx
from plugins.hosting.headers_file import headers_file, refusals
from plugins.hosting.table import header_table

logger = logging.getLogger(__name__)


def write_files(pelican: Any) -> None:
    """`_headers` and the files for nginx.

    On `finalized`, as `_headers` has to name every folder that any generator wrote, and the
    order of generators is nobody's promise: Pelican keeps the receivers of a signal in a set.
    """
    settings = pelican.settings
    assets = settings["JINJA_GLOBALS"]["assets"]
    library: Library = settings["KNOWLEDGE_LIBRARY"]
    base: str = settings["SITEURL"]
    kinds = tuple(card_kinds(library))
    ledger: Ledger = settings["KNOWLEDGE_LEDGER"]
    scripts = [name[6:] for name in ledger.names() if re.fullmatch(r"embed/v[^/]*\.js", name)]
    rules = header_table(assets.policy, assets.builder_policy, sorted(scripts), kinds)
    files = nginx.header_files(rules, base)
    if settings["KNOWLEDGE_PUBLIC_ADDRESS"]:
        entries = [entry for kind in kinds for entry in library.of_kind(kind.name)]
        files |= nginx.oembed_files(settings["KNOWLEDGE_PUBLIC_ADDRESS"], base, kinds, entries)
    for name, text in files.items():
        ledger.put(f"hosting/{name}", text.encode())
    headers = headers_file(rules, base, ledger.names())
    for refusal in refusals(headers):
        logger.warning("%s", refusal)
    ledger.put("_headers", headers.encode())


def register() -> None:
    """Called by Pelican."""
    signals.finalized.connect(write_files)
