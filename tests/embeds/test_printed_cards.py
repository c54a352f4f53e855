"""A page with cards on paper, though nobody scrolled to them."""

from collections.abc import Callable, Iterable

import pytest

from knowledge.embeds import Card
from tests.browser.paper import printed
from tests.embeds.conftest import Embeds, Seen

pytestmark = pytest.mark.browser

FAR = "<p>Words of the council.</p>" * 200
"""So many that a browser does not fetch what comes after them."""
FORMS = ["iframe", "script", "element"]
PRINTS = 10
"""How often a page is printed at most until a busy machine has drawn all its frames."""

Open = Callable[..., Seen]


def tips(embeds: Embeds) -> list[Card]:
    """Three cards to print."""
    return [card for name, card in embeds.cards.items() if name.startswith("tip/")][:3]


def far_apart(embeds: Embeds, cards: Iterable[Card], form: str) -> str:
    """The snippets of some cards, each far below the one before."""
    return "".join(FAR + embeds.snippet(card, form) for card in cards)


def words_of(seen: Seen) -> str:
    """All that the browser prints."""
    return " ".join(sheet.words for sheet in printed(seen.page))


def lines(card: Card, embeds: Embeds) -> list[str]:
    """What a card says, and the address that it shows."""
    address = (embeds.site.public_address + card.page).partition("//")[2]
    return [f"{card.title} {card.text}", address]


@pytest.mark.parametrize("form", FORMS)
def test_lazy_card_far_below_is_printed_whole(form: str, embeds: Embeds, open_host: Open) -> None:
    seen = open_host(far_apart(embeds, [embeds.tip], form))
    assert not any("/embed/v1/" in frame.url for frame in seen.page.frames)
    words = words_of(seen)
    for line in [*lines(embeds.tip, embeds), embeds.title(embeds.tip)]:
        assert line in words


@pytest.mark.parametrize("form", FORMS)
def test_link_of_every_card_is_printed_whether_or_not_its_card_came(
    form: str, embeds: Embeds, open_host: Open
) -> None:
    words = words_of(open_host(far_apart(embeds, tips(embeds), form)))
    for card in tips(embeds):
        assert embeds.title(card) in words


@pytest.mark.parametrize("form", ["iframe", "script"])
def test_without_script_no_card_is_lazy_and_all_are_printed(
    form: str, embeds: Embeds, open_host: Open
) -> None:
    body = far_apart(embeds, tips(embeds), form)
    seen = open_host(body, java_script_enabled=False)
    wanted = {line for card in tips(embeds) for line in [*lines(card, embeds), embeds.title(card)]}
    missing = wanted
    for _print in range(PRINTS):
        if missing:
            words = words_of(seen)
            missing = {line for line in wanted if line not in words}
    assert missing == set()
