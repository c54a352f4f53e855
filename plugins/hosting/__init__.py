"""Writes what a host needs beside the pages: which headers to send, and an oEmbed endpoint."""

import logging
from pathlib import Path
from typing import Any

from pelican import signals

from knowledge import Library
from knowledge.embeds import card_kinds
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
    output = Path(pelican.output_path)
    assets = settings["JINJA_GLOBALS"]["assets"]
    library: Library = settings["KNOWLEDGE_LIBRARY"]
    base: str = settings["SITEURL"]
    kinds = tuple(card_kinds(library))
    scripts = sorted(file.name for file in (output / "embed").glob("v*.js"))
    rules = header_table(assets.policy, assets.builder_policy, scripts, kinds)
    files = nginx.header_files(rules, base)
    if settings["KNOWLEDGE_PUBLIC_ADDRESS"]:
        entries = [entry for kind in kinds for entry in library.of_kind(kind.name)]
        files |= nginx.oembed_files(settings["KNOWLEDGE_PUBLIC_ADDRESS"], base, kinds, entries)
    for name, text in files.items():
        _write(output / "hosting" / name, text)
    headers = headers_file(rules, base, output)
    for refusal in refusals(headers):
        logger.warning("%s", refusal)
    _write(output / "_headers", headers)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def register() -> None:
    """Called by Pelican."""
    signals.finalized.connect(write_files)
