"""No address that other sites use has vanished, and each that is new is written down."""

import pytest

from knowledge import Library
from tests.conftest import MOVED_FROM
from tests.site.conftest import Pages

OF_THIS_TEST = f"/embed/v1{MOVED_FROM.replace('/tips/', '/tip/')}"
"""The card of the tip that the tests move to see what happens then."""


@pytest.fixture(scope="session")
def registered(library: Library) -> set[str]:
    """Every address of the registry."""
    return {promise.address for promise in library.embeds.promises or ()}


def test_every_address_that_was_published_is_served(pages: Pages, registered: set[str]) -> None:
    assert len(registered) > 300
    assert {address for address in registered if not pages.site.file_at(address)} == set()


def test_every_address_for_other_sites_is_written_down(pages: Pages, registered: set[str]) -> None:
    cards = {page.address for page in pages if page.is_card}
    scripts = {pages.site.address_of(file) for file in pages.site.folder.glob("embed/*.js")}
    moved = {address for address in cards if address.startswith(OF_THIS_TEST)}
    assert len(moved) == 4
    assert cards | scripts == registered | moved


def test_no_frame_of_ours_is_led_to_another_address(pages: Pages) -> None:
    """A frame that may run no script does not follow a redirect of a page."""
    cards = [page for page in pages if page.is_card]
    assert [page.address for page in cards if page.soup.select("meta[http-equiv=refresh]")] == []
