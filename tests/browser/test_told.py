"""What a screen reader is told is what was read and agreed on last."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.told import EXPECTED, STATES, golden_site, told

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def golden() -> Iterator[str]:
    with golden_site() as root:
        yield root


@pytest.mark.parametrize("state", STATES)
def test_a_screen_reader_is_told_what_was_agreed(state: str, browser: Browser, golden: str) -> None:
    agreed = (EXPECTED / f"{state}.yml").read_text("utf-8")
    assert told(browser, golden, state) == agreed, "If this is meant: make golden, read the diff."


def test_every_agreed_text_belongs_to_a_state() -> None:
    assert sorted(file.stem for file in EXPECTED.iterdir()) == sorted(STATES)
