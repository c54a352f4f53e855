"""Snippets: what an editor pastes to put a card on another site, one for each kind of host.

A host may take out any part of them. What is left always holds a link to the page of the card.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from knowledge.embeds.cards import Card
from knowledge.site import Site

MOST_HEIGHT = 900
"""Pixels; a frame that grows by itself grows no further."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose cards they are: the site, its public address, and its script for hosts.

    `script` is the root-relative address of a script that never changes, `integrity` the
    hash that tells it from any other. `has_pictures` says that entries have pictures.
    """

    site: Site
    address: str
    script: str
    integrity: str
    has_pictures: bool = False

    def title(self, card: Card) -> str:
        """The name of a card's page, and so of every frame that holds it."""
        return f"{card.heading} – {self.site.name}"

    def url(self, address: str) -> str:
        """A root-relative address with the site's in front, fit for an attribute."""
        return escape(self.address + address)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text to copy, and the name of its form."""

    form: str
    code: str


def snippets(card: Card, publisher: Publisher, height: int, theme: str = "") -> Iterator[Snippet]:
    """Every form that a card has, the safest first. `height` is in pixels."""
    frame = _frame(card, publisher, height, theme)
    link = f"<p>{_link(card, publisher)}</p>"
    script = _script(publisher)
    if card.entry:
        yield Snippet("address", publisher.address + card.page)
    yield Snippet("iframe", f"{frame}\n{link}")
    yield Snippet("script", f"{frame}\n{link}\n{script}")
    yield Snippet("element", f"{_element(card, publisher, height, theme)}\n{script}")
    if card.text or card.items:
        yield Snippet("text", _text(card, publisher))
    if card.entry and publisher.has_pictures:
        yield Snippet("picture", _picture(card, publisher))
    yield Snippet("file", publisher.address + card.address(theme))


def picture_address(card: Card) -> str:
    """The root-relative address of the picture of a card's entry."""
    return f"/pictures/{card.name}.png"


def plain_frame(card: Card, publisher: Publisher, height: int) -> str:
    """The frame with the attributes that the strictest hosts keep."""
    return (
        f'<iframe src="{publisher.url(card.address())}" title="{escape(publisher.title(card))}" '
        f'width="100%" height="{height}" frameborder="0"></iframe>'
    )


def quoted_link(card: Card, publisher: Publisher) -> str:
    """What a host shows until the frame is there, or in its place."""
    return f"<blockquote>{_link(card, publisher)}</blockquote>"


def _link(card: Card, publisher: Publisher) -> str:
    return f'<a href="{publisher.url(card.page)}">{escape(publisher.title(card))}</a>'


def _frame(card: Card, publisher: Publisher, height: int, theme: str) -> str:
    """The attributes hold where a host takes out the style, the style where it takes no script."""
    style = (
        f"border:0;height:auto;min-height:{height}px;max-height:{MOST_HEIGHT}px;"
        "frame-sizing:content-height"
    )
    return (
        f'<iframe src="{publisher.url(card.address(theme))}" '
        f'title="{escape(publisher.title(card))}" width="100%" height="{height}" '
        f'loading="lazy" referrerpolicy="no-referrer" frameborder="0" style="{style}"></iframe>'
    )


def _element(card: Card, publisher: Publisher, height: int, theme: str) -> str:
    look = f' theme="{theme}"' if theme else ""
    link = _link(card, publisher)
    return f'<tip-card name="{card.name}" height="{height}"{look}>{link}</tip-card>'


def _script(publisher: Publisher) -> str:
    return (
        f'<script src="{publisher.url(publisher.script)}" integrity="{publisher.integrity}" '
        'crossorigin="anonymous" async></script>'
    )


def _text(card: Card, publisher: Publisher) -> str:
    words = f"<p>{escape(card.text)}</p>"
    if card.items:
        words = f"<ol>{''.join(f'<li>{escape(item)}</li>' for item in card.items)}</ol>"
    licence = publisher.site.licence
    terms = f'<a href="{escape(licence.url)}">{escape(licence.name)}</a>'
    return (
        f'<blockquote cite="{publisher.url(card.page)}">{words}</blockquote>\n'
        f"<p>{_link(card, publisher)}, {terms}</p>"
    )


def _picture(card: Card, publisher: Publisher) -> str:
    alt = f"{card.heading}. {card.text}"
    return (
        f'<a href="{publisher.url(card.page)}"><img src="{publisher.url(picture_address(card))}" '
        f'alt="{escape(alt)}" width="1200" height="630" '
        'style="max-width:100%;height:auto"></a>\n'
        f"<p>{_link(card, publisher)}</p>"
    )
