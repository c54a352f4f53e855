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

NARROW, WIDE = 320, 600
"""Pixels: the widths between which heights are told."""

_SPARED = 110
"""How much of its height a card is offered, in per cent: other letters may be wider."""

_LEAST = 75
"""How much of it a frame has that a browser shall size and does not."""


@dataclass(frozen=True, slots=True)
class Height:
    """The pixels that a card is tall in a column of NARROW pixels, and in one of WIDE."""

    narrow: int
    wide: int

    @property
    def offered(self) -> int:
        """What holds it in a narrow column, with a tenth to spare for other letters."""
        return self.narrow * _SPARED // 100

    def css(self, percent: int = 100) -> str:
        """So much of the height at any width: on a line between the two, and no further."""
        narrow, wide = self.narrow * percent // 100, self.wide * percent // 100
        slope = (narrow - wide) / (WIDE - NARROW)
        start = narrow + slope * NARROW
        return f"clamp({wide}px,{start:.0f}px - {slope * 100:.1f}cqi,{narrow}px)"


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


def snippets(
    card: Card, publisher: Publisher, height: Height, theme: str = ""
) -> Iterator[Snippet]:
    """Every form that a card has, the safest first."""
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


def plain_frame(card: Card, publisher: Publisher, height: Height) -> str:
    """The frame with the attributes that the strictest hosts keep."""
    return (
        f'<iframe src="{publisher.url(card.address())}" title="{escape(publisher.title(card))}" '
        f'width="100%" height="{height.offered}" frameborder="0"></iframe>'
    )


def quoted_link(card: Card, publisher: Publisher) -> str:
    """What a host shows until the frame is there, or in its place."""
    return f"<blockquote>{_link(card, publisher)}</blockquote>"


def _link(card: Card, publisher: Publisher) -> str:
    return f'<a href="{publisher.url(card.page)}">{escape(publisher.title(card))}</a>'


def _frame(card: Card, publisher: Publisher, height: Height, theme: str) -> str:
    """The attributes hold where a host takes out the style, the style where it takes no script.

    A browser that can size a frame by its content is left to do so. The least height is for pages
    in a sandbox, where it does not. It is well below the card's: Chromium 156 shows but 150 pixels
    of a card that is lower than its frame must be. So the place is kept by what stands round the
    frame. No variable is used, as a browser that does not know a unit passes over a height that
    names it, but not over a variable.
    """
    tall = height.css(_SPARED)
    style = (
        f"display:block;border:0;height:{tall};"
        f"height:if(supports(frame-sizing:content-height):auto;else:{tall});"
        f"min-height:{height.css(_LEAST)};max-height:{MOST_HEIGHT}px;frame-sizing:content-height"
    )
    return _column(
        f'<div style="min-height:{height.css()}">'
        f'<iframe src="{publisher.url(card.address(theme))}" '
        f'title="{escape(publisher.title(card))}" width="100%" height="{height.offered}" '
        f'loading="lazy" referrerpolicy="no-referrer" frameborder="0" style="{style}"></iframe>'
        "</div>"
    )


def _element(card: Card, publisher: Publisher, height: Height, theme: str) -> str:
    look = f' theme="{theme}"' if theme else ""
    return _column(
        f'<tip-card name="{card.name}" height="{height.offered}" '
        f'style="display:block;min-height:calc({height.css()} + 1.5em)"{look}>'
        f"{_link(card, publisher)}</tip-card>"
    )


def _column(html: str) -> str:
    """What styles inside measure by. Its least width holds where nothing else gives it one."""
    return f'<div style="container-type:inline-size;min-width:240px">{html}</div>'


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
        f'<p><a href="{publisher.url(card.page)}">'
        f'<img src="{publisher.url(picture_address(card))}" '
        f'alt="{escape(alt)}" width="1200" height="630" '
        'style="max-width:100%;height:auto"></a></p>\n'
        f"<p>{_link(card, publisher)}</p>"
    )
