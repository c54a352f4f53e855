"""Embeds: the card of a tip, made for frames, and the snippet that puts it on another site."""

from collections.abc import Iterator
from html import escape

from knowledge.kinds import Kind
from knowledge.library import Entry, Library

VERSION = "v1"
CARD_HEIGHT = 360
"""Pixels that hold the longest card from 280 to 640 px width; a taller text scrolls inside."""


def card_kinds(library: Library) -> Iterator[Kind]:
    """The kinds whose entries are short enough for a card."""
    return (kind for kind in library.kinds if kind.words)


def card_address(entry: Entry) -> str:
    """The address of an entry's card."""
    return f"/embed/{VERSION}/{entry.kind.name}/{entry.slug}/"


def snippet(entry: Entry, public_address: str) -> str:
    """The HTML that an editor pastes. A host that strips frames is left with the link."""
    card = escape(public_address + card_address(entry))
    page = escape(public_address + entry.address)
    title = escape(f"{entry.kind.label}: {entry.title}")
    return (
        f'<iframe src="{card}" title="{title}" width="100%" height="{CARD_HEIGHT}" '
        f'loading="lazy" style="border:0;max-width:40rem">'
        f'<a href="{page}">{title}</a></iframe>'
    )
