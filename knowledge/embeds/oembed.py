"""oEmbed 1.0 (oembed.com) as files: what a site that asks for a page's card is told."""

from typing import Any

from knowledge.embeds.cards import Card
from knowledge.embeds.snippets import Height, Publisher, picture_address, plain_frame, quoted_link

WIDTH = 600
SECONDS_KEPT = 86_400
PICTURE_SIZE = (1200, 630)


def oembed_address(page: str) -> str:
    """The address of the answer for a page, both root-relative."""
    return f"{page}oembed.json"


def oembed(card: Card, publisher: Publisher, height: Height) -> dict[str, Any]:
    """The answer for a card; its height is that of a narrow column, so that nothing is cut off.

    WordPress hides a frame for ever when there is a quotation before it and the card does not
    speak its protocol, and loads its resizer only when there is one; ours speaks it.
    """
    site = publisher.site
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": publisher.title(card),
        "author_name": site.organisation or site.copyright,
        "provider_name": site.name,
        "provider_url": f"{publisher.address}/",
        "cache_age": SECONDS_KEPT,
        "html": quoted_link(card, publisher) + plain_frame(card, publisher, height),
        "width": WIDTH,
        "height": height.offered,
    }
    if publisher.has_pictures:
        width, tall = PICTURE_SIZE
        answer["thumbnail_url"] = publisher.address + picture_address(card)
        answer["thumbnail_width"] = width
        answer["thumbnail_height"] = tall
    return answer
