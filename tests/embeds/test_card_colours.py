"""In every theme of a card, by the sheet that it carries, all that it says can be told apart."""

import re

import pytest

from knowledge.embeds import THEMES
from tests.embeds.conftest import Embeds
from tests.theme.test_tokens import BODY, COLOUR, HEX, SHAPE, TEXT, contrast

ROOT = re.compile(r":root\{([^}]*)\}")
WHERE = re.compile(r"@media ?\((prefers-color-scheme|forced-colors): ?(\w+)\)\{:root\{([^}]*)\}\}")

PAIRS = [
    ("color-text", "color-paper", BODY),
    ("color-quiet", "color-paper", BODY),
    ("color-on-panel", "color-panel", BODY),
    ("color-link", "color-paper", TEXT),
    ("color-seat", "color-panel", SHAPE),
    ("color-panel-line", "color-paper", SHAPE),
    ("focus-dark", "focus-light", SHAPE),
]


def colours(embeds: Embeds, theme: str) -> dict[str, dict[str, str]]:
    """The colours of a card's theme, by what the reader's device asks for."""
    file = embeds.site.file_at(embeds.tip.address(theme))
    assert file is not None
    sheet = file.read_text("utf-8").partition("<style>")[2].partition("</style>")[0]
    asked = {f"{what}: {which}": body for what, which, body in WHERE.findall(sheet)}
    plain = dict(COLOUR.findall(";".join(ROOT.findall(WHERE.sub("", sheet))) + ";"))
    return {
        "": plain,
        **{name: {**plain, **dict(COLOUR.findall(f"{body};"))} for name, body in asked.items()},
    }


def test_card_knows_the_dark_of_the_device_only_where_no_theme_was_chosen(embeds: Embeds) -> None:
    known = {theme: "prefers-color-scheme: dark" in colours(embeds, theme) for theme in THEMES}
    assert known == {"": True, "light": False, "dark": False, "plain": False}


@pytest.mark.parametrize("theme", ["", "light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_of_a_card_stands_out_from_its_ground(
    ink: str, ground: str, least: float, theme: str, embeds: Embeds
) -> None:
    found = colours(embeds, theme)
    found.pop("forced-colors: active")
    assert {
        asked: contrast(each[ink], each[ground])
        for asked, each in found.items()
        if contrast(each[ink], each[ground]) < least
    } == {}


def test_plain_card_and_forced_colours_have_no_colour_of_ours(embeds: Embeds) -> None:
    """Each is drawn in the colours of the browser, which are made to fit each other."""
    assert not HEX.search(" ".join(colours(embeds, "plain")[""].values()))
    for theme in THEMES:
        forced = colours(embeds, theme)["forced-colors: active"]
        assert not HEX.search(" ".join(forced.values()))
