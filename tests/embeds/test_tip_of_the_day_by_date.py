"""The tip of the day in a browser: the tip that the site names for the date, wherever one is."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page

from knowledge.embeds.daily import shuffled, tip_of
from tests.embeds.hosts_of_cards import served_mini_site
from tests.plugins.mini_site import markdown

pytestmark = pytest.mark.browser

TIPS = {f"tip-{number:02}": f"Tip number {number}" for number in range(20)}
ORDERS = {year: shuffled(TIPS, year) for year in (2027, 2028)}
HOME = ZoneInfo("Europe/London")
ZONES = {
    "Europe/London": time(1, 30),
    "Pacific/Kiritimati": time(23, 59),
    "America/Los_Angeles": time(0, 1),
}
"""Where readers are, and the hour at home at which their day is another, or is there twice."""
DAYS = 14
BEGINNINGS = {
    "turn of the year": date(2027, 12, 25),
    "a leap day": date(2028, 2, 20),
    "clocks go forward": date(2028, 3, 20),
    "clocks go back": date(2028, 10, 25),
}
"""The day on which the site is built, so that all that is hard comes in the next fortnight."""

PARTS = """() => {
  const [title, words, link, address] = ["h2", ".card__text", "a", ".card__address"].map(
    (each) => document.querySelector("article").querySelector(each)
  );
  return [title.textContent, words.textContent, link.href, address.textContent];
}"""

Context = Callable[..., BrowserContext]


def files(tips: dict[str, str], years: tuple[int, ...] = (2027, 2028)) -> dict[str, str]:
    """A site of tips, and the order of some years."""
    rows = "".join(f"{year},{' '.join(ORDERS[year])}\n" for year in years)
    return {
        **{f"content/tips/{slug}.md": markdown(t, f"Do {t}.") for slug, t in tips.items()},
        "embed-daily.csv": f"year,tips\n{rows}",
    }


def shown(page: Page, root: str, moment: datetime) -> str:
    """The slug of the tip that the card shows at a moment; all its parts are of one tip."""
    page.clock.set_fixed_time(moment)
    page.goto(f"{root}/embed/v1/tip-of-the-day/")
    title, words, link, address = page.evaluate(PARTS)
    slug = next(slug for slug, each in TIPS.items() if each == title)
    assert words == f"Do {title}."
    assert link == f"{root}/tips/{slug}/"
    assert address.endswith(f"/tips/{slug}/")
    return slug


def at(day: date, hour: time = time(12, 0)) -> datetime:
    """A moment of a day where the site is at home."""
    return datetime.combine(day, hour, HOME)


def complaints(page: Page) -> list[str]:
    """Filled with what goes wrong on a page from now on."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: found.append(line.text))
    return found


@pytest.fixture(scope="module", params=BEGINNINGS.values(), ids=BEGINNINGS)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, date]]:
    """The served address of a site, and the day on which it was built."""
    folder = tmp_path_factory.mktemp("daily")
    with served_mini_site(folder, files(TIPS), KNOWLEDGE_TODAY=request.param) as root:
        yield root, request.param


@pytest.mark.parametrize("zone", ZONES)
def test_card_shows_the_tip_of_the_date_at_home_for_a_fortnight_and_a_tip_after_it(
    zone: str, built: tuple[str, date], context: Context
) -> None:
    root, first = built
    page = context(timezone_id=zone).new_page()
    found = complaints(page)
    for ahead in range(DAYS):
        day = first + timedelta(ahead)
        assert shown(page, root, at(day, ZONES[zone])) == tip_of(day, ORDERS, TIPS), day
    for ahead in (-400, -1, DAYS, 100, 4000):
        assert shown(page, root, at(first + timedelta(ahead))) in TIPS
    assert found == []


def test_without_script_the_card_shows_the_tip_of_the_day_of_the_build(
    built: tuple[str, date], context: Context
) -> None:
    root, first = built
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{root}/embed/v1/tip-of-the-day/")
    slug = tip_of(first, ORDERS, TIPS)
    assert slug
    assert page.locator("h2").inner_text() == TIPS[slug]


@pytest.mark.parametrize(
    ("there", "years"),
    [
        ([*TIPS, "grown"], (2027, 2028)),
        (list(TIPS)[1:], (2027, 2028)),
        (list(TIPS), (2027,)),
        (list(TIPS)[:1], (2027, 2028)),
    ],
    ids=["a tip was added", "a tip was taken back", "the year has no order", "one tip is left"],
)
def test_card_agrees_with_the_site_when_tips_come_and_go(
    there: list[str], years: tuple[int, ...], tmp_path: Path, context: Context
) -> None:
    first = date(2027, 12, 25)
    tips = {slug: TIPS.get(slug, "Grown") for slug in there}
    orders = {year: ORDERS[year] for year in years}
    page = context().new_page()
    found = complaints(page)
    with served_mini_site(tmp_path, files(tips, years), KNOWLEDGE_TODAY=first) as root:
        for day in (first + timedelta(ahead) for ahead in range(DAYS)):
            assert shown(page, root, at(day)) == tip_of(day, orders, there), day
    assert found == []
