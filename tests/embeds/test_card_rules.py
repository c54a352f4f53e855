"""axe finds nothing wrong with a host's page that holds cards, nor with a card alone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from knowledge.embeds import OF_THE_DAY, THEMES, Card
from tests.browser.test_axe import AXE, TAGS, broken_rules
from tests.embeds.conftest import Embeds, Seen

pytestmark = pytest.mark.browser

Open = Callable[..., Seen]

OF_WHOLE_PAGES = ("landmark-one-main", "page-has-heading-one", "region")
"""Rules for a page that stands alone. A card is an article of the host's page: with a main part
and a first heading of its own it would double those of the host."""

RULES: dict[str, Any] = {"type": "tag", "values": TAGS}
RUN = """async ([rules, off]) => {
  const found = await axe.run({
    runOnly: rules,
    rules: Object.fromEntries(off.map((id) => [id, { enabled: false }])),
    resultTypes: ["violations"],
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
}"""
REACH = "() => { axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] }); }"
"""Lets axe ask the frames of other sites, which it does not do by itself."""


def loaded(page: Page) -> Page:
    """The page with axe in it and in all its frames."""
    for frame in page.frames:
        frame.wait_for_load_state("load")
        frame.evaluate(AXE)
        frame.evaluate(REACH)
    return page


def of_each_sort(embeds: Embeds) -> list[Card]:
    """One card of each sort that the site has, each with a title of its own."""
    cards = embeds.cards.values()
    sorts = {(card.name.partition("/")[0], card.state): card for card in cards}
    return [*sorts.values(), Card(OF_THE_DAY, "Tip of the day")]


def test_cards_of_all_sorts_are_there(embeds: Embeds) -> None:
    names = {card.name.partition("/")[0] for card in of_each_sort(embeds)}
    assert names == {"definition", "set", "tip", OF_THE_DAY}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_host_with_cards_breaks_no_rule(scheme: str, open_host: Open, embeds: Embeds) -> None:
    live = [card for card in embeds.cards.values() if card.state == "live"]
    chosen = dict(zip(THEMES, live, strict=False))
    body = "".join(
        f"<h2>Words of theirs</h2>{embeds.snippet(card, theme=theme)}"
        for theme, card in chosen.items()
    )
    eager = body.replace(' loading="lazy"', "")
    page = loaded(open_host(eager, color_scheme=scheme).page)
    assert len(page.frames) == 1 + len(THEMES)
    assert page.evaluate(RUN, [RULES, []]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_card_alone_breaks_no_rule_but_those_of_whole_pages(
    theme: str, scheme: str, context: Callable[..., BrowserContext], embeds: Embeds
) -> None:
    page = context(320, color_scheme=scheme).new_page()
    found = {}
    for card in of_each_sort(embeds):
        page.goto(embeds.root + card.address(theme))
        if broken := loaded(page).evaluate(RUN, [RULES, OF_WHOLE_PAGES]):
            found[card.name] = broken
    assert found == {}


def test_rules_that_are_left_out_are_broken_by_a_card_alone(page: Page, embeds: Embeds) -> None:
    """So none is left out for nothing."""
    page.goto(embeds.root + embeds.tip.address())
    broken = {line.partition(":")[0] for line in broken_rules(page)}
    assert broken == set(OF_WHOLE_PAGES)
