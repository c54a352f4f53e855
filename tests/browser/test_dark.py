"""Dark is dark, light is light, and the card follows the device too."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import TEMPLATES, visit
from tests.browser.test_keyboard import changed_pixels

pytestmark = pytest.mark.browser


def brightness(picture: bytes) -> float:
    """The mean brightness of a picture, 0 to 255."""
    counts = Image.open(BytesIO(picture)).convert("L").histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts)


@pytest.mark.parametrize("template", TEMPLATES)
def test_dark_is_dark_and_light_is_light(
    template: str, page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(template))
    light = page.screenshot()
    page.emulate_media(color_scheme="dark")
    dark = page.screenshot()
    assert changed_pixels(light, dark) > 0
    assert brightness(dark) < 110
    # A card is a panel of strong colour in both.
    assert template == "card" or brightness(light) > brightness(dark) + 60
