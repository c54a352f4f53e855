"""A dozen cards on one page, whenever the script comes and however often."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.embeds.conftest import Embeds, Seen
from tests.embeds.hosts_of_cards import OFFERED, SCRIPT, frame, script

pytestmark = pytest.mark.browser

MANY = 12
VERSION = "/embed/v1.0.0.js"
MOST_SHIFT = 0.02
"""How much of what is seen may move, as browsers count it: a tenth is what people notice."""

Open = Callable[..., Seen]

LINK = '<a href="https://council.example/">A tip</a>'

WATCH = """<script>
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.shifts.push(shift.value);
}).observe({ type: "layout-shift", buffered: true });
</script>"""
WORDS = f"<p>{'Some words of the council about what it does. ' * 12}</p>"
LATE = """(address) => {
  const script = document.createElement("script");
  script.src = address;
  document.head.append(script);
  return new Promise((resolve) => script.addEventListener("load", resolve));
}"""
ADD = "(html) => document.body.insertAdjacentHTML('beforeend', html)"
SIZES = """() => [...document.querySelectorAll("iframe")].map((each) => each.offsetHeight)"""
FIRST = """() => document.querySelector("iframe").offsetHeight"""
TALL = 12_000
"""Pixels of a window in which all cards are seen at once, so that none is too lazy to come."""


def names(embeds: Embeds, count: int = MANY) -> list[str]:
    """The names of so many cards: tips, and a definition among them."""
    found = [name for name in embeds.cards if name.startswith("tip/")]
    return [*found[: count - 1], next(n for n in embeds.cards if n.startswith("definition/"))]


def frames(embeds: Embeds) -> str:
    """Frames with cards, one under the other, with words between them."""
    return WORDS.join(
        frame(embeds.root + embeds.cards[name].address(), f"card{place}", 'loading="lazy"')
        for place, name in enumerate(names(embeds))
    )


def elements(embeds: Embeds) -> str:
    """The same cards as links, that the script makes frames of."""
    return WORDS.join(element(f'name="{name}"') for name in names(embeds))


def element(attributes: str) -> str:
    """A link that the script may make a frame of."""
    return f"<tip-card {attributes}>{LINK}</tip-card>"


def wait_until_all_are_sized(seen: Seen, count: int = MANY) -> None:
    """Waits until there are so many frames, each as tall as its card."""
    heights: list[tuple[float, float]] = []
    for _turn in range(200):
        heights = _heights(seen.page)
        if len(heights) == count and all(0 <= frame - card < 1 for frame, card in heights):
            return
        seen.page.wait_for_timeout(25)
    raise AssertionError(f"Of {count} cards, {len(heights)} are there: {heights}")


def _heights(page: Page) -> list[tuple[float, float]]:
    """How tall each frame is, and the card in it."""
    found = []
    for card in page.frames[1:]:
        if "/embed/v1/" in card.url:
            tall = card.frame_element().evaluate("(frame) => frame.getBoundingClientRect().height")
            told = card.evaluate("() => document.querySelector('article')?.offsetHeight ?? -1")
            found.append((tall, told))
    return found


@pytest.mark.parametrize("order", ["before", "after", "twice", "two addresses"])
def test_all_frames_are_sized_wherever_the_script_stands(
    order: str, embeds: Embeds, open_host: Open
) -> None:
    cards, tag = frames(embeds), script(embeds.root)
    body = {
        "before": tag + cards,
        "after": cards + tag,
        "twice": tag + cards + script(embeds.root, more=""),
        "two addresses": script(embeds.root, VERSION) + cards + tag,
    }[order]
    seen = open_host(body, height=TALL)
    wait_until_all_are_sized(seen)
    assert seen.said == []


def test_lazy_frames_are_sized_when_a_reader_comes_to_them(embeds: Embeds, open_host: Open) -> None:
    seen = open_host(script(embeds.root) + WORDS * 30 + frames(embeds), height=300)
    assert seen.page.evaluate(FIRST) == OFFERED
    for place in range(MANY):
        seen.page.locator(f"#card{place}").scroll_into_view_if_needed()
    wait_until_all_are_sized(seen)


@pytest.mark.parametrize("order", ["before", "after", "twice", "two addresses"])
def test_all_elements_become_frames_wherever_the_script_stands(
    order: str, embeds: Embeds, open_host: Open
) -> None:
    cards, blocking = elements(embeds), script(embeds.root, more="")
    body = {
        "before": blocking + cards,
        "after": cards + blocking,
        "twice": blocking + cards + blocking,
        "two addresses": script(embeds.root, VERSION, more="") + cards + blocking,
    }[order]
    seen = open_host(body, height=TALL)
    wait_until_all_are_sized(seen)
    assert seen.page.locator("tip-card > a").count() == MANY
    assert seen.said == []


@pytest.mark.parametrize("make", [frames, elements])
def test_script_may_come_long_after_the_cards(
    make: Callable[[Embeds], str], embeds: Embeds, open_host: Open
) -> None:
    seen = open_host(make(embeds), height=TALL)
    seen.page.evaluate(LATE, embeds.root + SCRIPT)
    wait_until_all_are_sized(seen)


@pytest.mark.parametrize("make", [frames, elements])
def test_cards_may_come_long_after_the_script(
    make: Callable[[Embeds], str], embeds: Embeds, open_host: Open
) -> None:
    seen = open_host(script(embeds.root), height=TALL)
    seen.page.evaluate(
        "(html) => document.body.insertAdjacentHTML('beforeend', html)", make(embeds)
    )
    wait_until_all_are_sized(seen)


def test_element_that_a_script_makes_becomes_a_frame_and_has_one_wherever_it_goes(
    embeds: Embeds, open_host: Open
) -> None:
    seen = open_host(script(embeds.root))
    seen.page.evaluate(
        """(name) => {
          const card = document.createElement("tip-card");
          card.setAttribute("name", name);
          card.innerHTML = '<a href="/">A tip</a>';
          document.body.append(card);
        }""",
        embeds.tip.name,
    )
    wait_until_all_are_sized(seen, 1)
    seen.page.evaluate("() => document.body.prepend(document.querySelector('tip-card'))")
    expect(seen.page.frame_locator("iframe").get_by_role("heading")).to_be_visible()
    wait_until_all_are_sized(seen, 1)
    assert seen.page.locator("iframe").count() == 1


THEMES = {
    "light": "light/",
    "dark": "dark/",
    "plain": "plain/",
    "": "",
    "<script>alert(1)</script>": "",
    "../../../evil": "",
    "DARK": "",
    "dark/../plain": "",
    "dark ": "",
    "url(https://bad.example/)": "",
    "&quot; onload=&quot;alert(1)": "",
}
"""What an editor may write as the theme, and the end of the address of the card that comes."""


def test_element_has_the_theme_that_it_asks_for_or_the_look_of_the_device(
    embeds: Embeds, open_host: Open
) -> None:
    cards = [element(f'name="{embeds.tip.name}" theme="{theme}"') for theme in THEMES]
    seen = open_host("".join(cards) + script(embeds.root), height=TALL)
    wait_until_all_are_sized(seen, len(THEMES))
    asked = [card.url for card in seen.page.frames[1:]]
    assert asked == [embeds.root + embeds.tip.address() + theme for theme in THEMES.values()]
    assert seen.said == []


BAD_NAMES = [
    'name=""',
    'name="../../evil"',
    'name="tip/../../../evil"',
    'name="/tip/x"',
    'name="//bad.example/x"',
    'name="https://bad.example/"',
    'name="javascript:alert(1)"',
    'name="data:text/html,x"',
    'name="tip/x?y"',
    'name="tip/x#y"',
    'name="tip/x/dark"',
    'name="tip\\x"',
    'name="tip/%2e%2e/x"',
    'name="TIP/X"',
    'name=" tip/x"',
    'name="tip/x\n"',
    'name="tip/&lt;script>"',
    "",
]


def test_elements_with_names_that_no_card_has_stay_links(embeds: Embeds, open_host: Open) -> None:
    asked: list[str] = []
    bad = "".join(element(name) for name in BAD_NAMES)
    seen = open_host(bad + element(f'name="{embeds.tip.name}"'))
    seen.page.on("request", lambda request: asked.append(request.url))
    seen.page.evaluate(LATE, embeds.root + SCRIPT)
    seen.page.locator("iframe").last.scroll_into_view_if_needed()
    seen.card.wait_for_load_state("networkidle")
    inside = seen.page.locator("tip-card").evaluate_all("(all) => all.map((e) => e.innerHTML)")
    changed = [n for n, html in zip(BAD_NAMES, inside, strict=False) if html != LINK]
    assert changed == []
    assert asked == [embeds.root + SCRIPT, embeds.root + embeds.tip.address()]
    assert seen.said == []


HEIGHTS = {"400": 400, "1e9": 2000, "1": 80, "": 320, "NaN": 320, "9px;color:red": 320, "-5": 320}
"""What an editor may write as the height, and the pixels that are kept until the card is there."""


def test_element_keeps_a_place_of_the_height_that_it_was_given(
    embeds: Embeds, open_host: Open
) -> None:
    cards = [element(f'name="tip/not-there" height="{height}"') for height in HEIGHTS]
    seen = open_host("".join(cards) + script(embeds.root))
    seen.page.wait_for_selector("iframe")
    assert dict(zip(HEIGHTS, seen.page.evaluate(SIZES), strict=True)) == HEIGHTS


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize(
    ("form", "most"), [("iframe", 0), ("script", MOST_SHIFT), ("element", MOST_SHIFT)]
)
def test_page_stays_still_while_cards_come(
    form: str, most: float, width: int, embeds: Embeds, open_host: Open
) -> None:
    cards = [embeds.snippet(embeds.cards[name], form) for name in names(embeds)]
    seen = open_host(WATCH + WORDS + WORDS.join(cards) + WORDS, width=width)
    for card in seen.page.frames[1:]:
        card.wait_for_load_state("networkidle")
    seen.page.wait_for_timeout(300)
    shifts = seen.page.evaluate("() => window.shifts")
    assert round(sum(shifts), 4) <= most
