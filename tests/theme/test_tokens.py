"""The colours of the tokens can be told apart, in light and in dark."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parents[2] / "theme" / "static" / "css" / "tokens.css"
BODY, TEXT, SHAPE = 7.0, 4.5, 3.0


def colours() -> dict[str, dict[str, str]]:
    """The colour of each token, in light and in dark."""
    sheet = SHEET.read_text("utf-8")
    light, _, rest = sheet.partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("@media")[0]
    pattern = r"--((?:color|focus)-[\w-]+):\s*(#[0-9a-f]{6})\b"
    found = dict(re.findall(pattern, light))
    return {"light": found, "dark": {**found, **dict(re.findall(pattern, dark))}}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    ("color-text", "color-paper", BODY),
    ("color-text", "color-cloth", BODY),
    ("color-on-panel", "color-panel", BODY),
    ("color-on-mark", "color-mark", BODY),
    *(
        (f"color-{ink}", f"color-{ground}", TEXT)
        for ink in ("quiet", "link", "accent", "visited")
        for ground in ("paper", "cloth")
    ),
    ("color-mark", "color-panel", TEXT),
    ("color-line", "color-paper", SHAPE),
    ("color-line", "color-cloth", SHAPE),
    ("focus-dark", "focus-light", SHAPE),
]


def test_contrast_is_reckoned_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out_from_its_ground(ink: str, ground: str, least: float, scheme: str) -> None:
    found = colours()[scheme]
    assert contrast(found[ink], found[ground]) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["color-paper", "color-cloth", "color-panel"])
def test_one_of_the_two_rings_of_the_focus_stands_out_everywhere(ground: str, scheme: str) -> None:
    found = colours()[scheme]
    rings = [contrast(found[ring], found[ground]) for ring in ("focus-dark", "focus-light")]
    assert max(rings) >= SHAPE


def test_dark_changes_every_colour_of_text_and_ground() -> None:
    light, dark = colours()["light"], colours()["dark"]
    for role in ("paper", "cloth", "text", "quiet", "line", "hairline", "accent", "link"):
        assert light[f"color-{role}"] != dark[f"color-{role}"]
