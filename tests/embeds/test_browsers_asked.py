"""Which browsers the tests of cards asked, so that nobody takes one that is not here for asked."""

import pytest
from playwright.sync_api import Browser

from tests.embeds.conftest import BROWSERS, FIREFOX, in_each_browser
from tools.firefox import find_firefox

pytestmark = pytest.mark.browser


@in_each_browser
def test_this_browser_was_asked(client: Browser) -> None:
    assert client.browser_type.name in BROWSERS
    assert client.version


if not FIREFOX:

    def test_firefox_was_not_asked_as_there_is_none_on_this_machine() -> None:
        assert find_firefox() == ""
        assert BROWSERS == ["chromium"]
