"""What editors paste to have a card, with the height that the site gave away with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup

from knowledge import Library
from knowledge.embeds import Card, cards, oembed_address


@dataclass(frozen=True, slots=True)
class Pasted:
    """A card, its own address, the height of its oEmbed answer, and its page of snippets."""

    card: Card
    address: str
    height: int
    page: str = field(repr=False)

    def snippet(self, form: str) -> str:
        """The code of one form, as an editor copies it."""
        box = BeautifulSoup(self.page, "html.parser").find("textarea", id=f"copy-{form}")
        assert box is not None, f"{self.card.snippets_address} has no form '{form}'"
        return box.get_text().strip()


def pasted(library: Library, site: Path, address: str) -> Iterator[Pasted]:
    """Every card of an entry that was published to the folder `site`, at an address."""
    for card in cards(library):
        answer = site / oembed_address(card.page).lstrip("/")
        if card.entry and card.state == "live" and answer.is_file():
            height = json.loads(answer.read_text("utf-8"))["height"]
            page = site / card.snippets_address.strip("/") / "index.html"
            yield Pasted(card, address + card.address(), height, page.read_text("utf-8"))
