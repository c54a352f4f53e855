"""A card that moved or was taken back: it says so where it was, and leads on."""

from collections.abc import Callable, Iterator

import pytest

from tests.embeds.conftest import Seen
from tests.embeds.hosts_of_cards import frame, script, served_mini_site
from tests.plugins.mini_site import markdown

pytestmark = pytest.mark.browser

FILES = {
    "content/tips/warm.md": markdown("Keep it warm", "Dough likes it.", moved_from=["/tips/heat/"]),
    "embed-registry.csv": (
        "address,first_published,status,instead\n"
        "/embed/v1/tip/warm/,2026-01-01,live,\n"
        "/embed/v1/tip/heat/,2026-01-01,live,\n"
        "/embed/v1/tip/gone/,2026-01-01,withdrawn,/tips/\n"
        "/embed/v1/definition/lost/,2026-01-01,withdrawn,\n"
    ),
}
CARDS = {
    "tip/heat": ("Keep it warm", "This card has a new address.", "/tips/warm/"),
    "tip/gone": ("This card is no longer here", "Its words were taken back.", "/tips/"),
    "definition/lost": ("This card is no longer here", "Its words were taken back.", "/"),
}
"""The heading of each card, what it says of itself, and the page that it leads to."""
BOXES = ["", "sandbox", 'sandbox="allow-scripts"', 'sandbox="allow-popups"']
THEMES = ["", "light/", "dark/", "plain/"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The served address of a site with such cards."""
    with served_mini_site(tmp_path_factory.mktemp("moved"), FILES) as root:
        yield root


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CARDS)
def test_card_says_what_became_of_it_and_leads_on_in_every_sandbox(
    name: str, theme: str, root: str, open_host: Callable[..., Seen]
) -> None:
    address = f"{root}/embed/v1/{name}/{theme}"
    frames = [frame(address, f"card{place}", box) for place, box in enumerate(BOXES)]
    asked: list[str] = []
    seen = open_host("".join(frames), height=2000)
    seen.page.on("request", lambda request: asked.append(request.url))
    heading, told, page = CARDS[name]
    for card in seen.page.frames[1:]:
        card.wait_for_load_state("load")
        assert card.url == address
        words = card.locator("article").inner_text()
        assert heading in words
        assert told in words
        assert f"knowledge.example/base{page}" in words
        assert card.locator("a").get_attribute("href") == root + page
        assert card.locator("meta[http-equiv=refresh]").count() == 0
    assert asked == []
    assert [line for line in seen.said if "Blocked script execution" not in line] == []


@pytest.mark.parametrize("name", CARDS)
def test_frame_fits_what_is_left_in_it(
    name: str, root: str, open_host: Callable[..., Seen]
) -> None:
    address = f"{root}/embed/v1/{name}/"
    seen = open_host(frame(address, more='sandbox="allow-scripts"') + script(root))
    seen.wait_until_sized()
    assert seen.said == []


def test_page_that_was_never_published_is_no_card(
    root: str, open_host: Callable[..., Seen]
) -> None:
    seen = open_host(frame(f"{root}/embed/v1/tip/never/"))
    assert seen.card.locator("article.card").count() == 0
