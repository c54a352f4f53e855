"""In every theme the colours that meet can be told apart, and each theme names only known roles."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parents[2] / "theme" / "static" / "css" / "tokens.css"
BODY, TEXT, SHAPE = 7.0, 4.5, 3.0
COLOUR = re.compile(r"--((?:color|focus)-[\w-]+):\s*([^;]+);")
HEX = re.compile(r"#[0-9a-f]{6}")

SELECTORS = {
    "light": ':root, [data-theme="cream"], [data-theme="light"] {',
    "cream": '\n  [data-theme="cream"] {',
    "dark": '\n  [data-theme="dark"] {',
    "contrast": '\n  [data-theme="contrast"] {',
    "device's dark": ":root:not([data-theme]) {",
}


def named(theme: str) -> dict[str, str]:
    """The colours that a theme gives a value by itself."""
    _before, found, rest = SHEET.read_text("utf-8").partition(SELECTORS[theme])
    assert found
    return dict(COLOUR.findall(rest.partition("}")[0]))


def colours(theme: str) -> dict[str, str]:
    """The colour of every role in a theme: its own, or the light one."""
    return {**named("light"), **named(theme)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = ("paper", "cloth")
PAIRS = [
    *(("color-text", f"color-{ground}", BODY) for ground in GROUNDS),
    *((f"color-on-{ground}", f"color-{ground}", BODY) for ground in ("panel", "solid", "mark")),
    *(
        (f"color-{ink}", f"color-{ground}", TEXT)
        for ink in ("quiet", "link", "accent", "visited")
        for ground in GROUNDS
    ),
    ("color-seat", "color-panel", TEXT),
    *((f"color-{ink}", f"color-{ground}", SHAPE) for ink in ("line", "ink") for ground in GROUNDS),
    ("color-panel-line", "color-paper", SHAPE),
    ("focus-dark", "focus-light", SHAPE),
]

each_pair = pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)


def test_contrast_is_reckoned_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "cream", "dark", "contrast"])
@each_pair
def test_ink_stands_out_from_its_ground(ink: str, ground: str, least: float, theme: str) -> None:
    found = colours(theme)
    wanted = BODY if theme == "contrast" and least == TEXT else least
    assert contrast(found[ink], found[ground]) >= wanted


@pytest.mark.parametrize("theme", ["light", "cream", "dark", "contrast"])
def test_one_colour_of_the_focus_shows_on_every_ground(theme: str) -> None:
    found = colours(theme)
    for ground in ("paper", "cloth", "panel", "solid"):
        ring = (found["focus-dark"], found["focus-light"])
        assert max(contrast(each, found[f"color-{ground}"]) for each in ring) >= SHAPE


@pytest.mark.parametrize("theme", list(SELECTORS))
def test_theme_gives_a_colour_to_known_roles_alone(theme: str) -> None:
    assert set(named(theme)) <= set(named("light"))
    assert all(HEX.fullmatch(value) for value in named(theme).values())


def test_dark_by_choice_and_dark_by_device_are_the_same() -> None:
    assert named("dark") == named("device's dark")


def test_forced_colours_and_print_know_every_role_that_differs() -> None:
    sheet = SHEET.read_text("utf-8")
    paper_alone = {"color-mark", "color-on-mark", "focus-dark", "focus-light"}
    for media, left_out in (("forced-colors: active", set()), ("media print", paper_alone)):
        block = sheet.partition(media)[2].partition("  }\n\n")[0]
        assert set(named("light")) - {name for name, _value in COLOUR.findall(block)} == left_out


def test_every_pair_of_the_sheets_is_worked_out() -> None:
    """A rule that sets words on a ground uses a pair that is tested above."""
    tested = {(ink, ground) for ink, ground, _least in PAIRS}
    rule = re.compile(r"\{([^{}]*)\}")
    sheets = SHEET.parents[2].rglob("*.css")
    used = set()
    for sheet in sheets:
        for body in rule.findall(sheet.read_text("utf-8")):
            ink = re.search(r"(?<![-\w])color:\s*var\(--(color-[\w-]+)\)", body)
            ground = re.search(r"background(?:-color)?:\s*var\(--(color-[\w-]+)\)", body)
            if ink and ground:
                used.add((ink[1], ground[1]))
    assert used - tested == set()
