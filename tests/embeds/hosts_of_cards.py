"""What editors pasted years ago, and small sites of our own to put on other people's pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import PUBLIC_ADDRESS, BuiltSite
from tests.embeds.other_sites import served_cards
from tests.plugins.mini_site import PAGES, build_site

SCRIPT = "/embed/v1.js"
OFFERED = 300
"""The height in pixels that a frame has here until anybody says another."""


def frame(address: str, name: str = "card", more: str = "", height: int = OFFERED) -> str:
    """A frame with a name, which is its id too."""
    return (
        f'<iframe id="{name}" name="{name}" src="{address}" title="{name}" width="100%" '
        f'height="{height}" style="border:0;height:{height}px" {more}></iframe>'
    )


def script(root: str, address: str = SCRIPT, more: str = "async") -> str:
    """The script for hosts, in the way of our snippets."""
    return f'<script src="{root}{address}" {more}></script>'


@contextmanager
def served_mini_site(folder: Path, files: Mapping[str, str], **settings: Any) -> Iterator[str]:
    """The served address of a site of these files, without the closing slash."""
    own = {"KNOWLEDGE_PUBLIC_ADDRESS": PUBLIC_ADDRESS, "SITEURL": urlsplit(PUBLIC_ADDRESS).path}
    built = build_site(folder, {**PAGES, **files}, **own, **settings)
    with served_cards(BuiltSite(built.folder, folder), {}) as root:
        yield root
