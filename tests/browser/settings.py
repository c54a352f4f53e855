"""The form of the reading settings, as tests look at it and use it."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import visit

Address = Callable[[str], str]
Context = Callable[..., BrowserContext]

SIZE = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});"""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 100)));
})"""
OFFERED = {
    "text-size": {"Normal": "", "Large": "125", "Larger": "150", "Largest": "200"},
    "theme": {
        "As my device": "",
        "Light": "light",
        "Dark": "dark",
        "Cream": "cream",
        "High contrast": "contrast",
    },
    "spacing": {"Normal": "", "Wide": "wide", "Widest": "widest"},
    "line-width": {"Narrow": "narrow", "Normal": "", "Wide": "wide"},
    "font": {"This site’s": "", "My device’s": "device", "Atkinson Hyperlegible": "legible"},
    "definitions": {"Pop-ups": "", "Plain links": "links", "No marks": "off"},
    "ruler": {"Off": "", "On": "on"},
    "motion": {"As my device": "", "Off": "none"},
}
"""Each setting with its choices in words, and the value that stands for each."""

LEGENDS = {
    "text-size": "Text size",
    "theme": "Colours",
    "spacing": "Spacing",
    "line-width": "Line width",
    "font": "Letters",
    "definitions": "Definitions",
    "ruler": "Reading ruler",
    "motion": "Motion",
}


def remember(name: str, value: str) -> str:
    """A script that makes a browser remember a choice."""
    return f"localStorage.setItem('{name}', '{value}');"


def form(page: Page) -> Locator:
    """The form, wherever it is."""
    return page.locator("reading-settings")


def choice(page: Page, setting: str, name: str) -> Locator:
    """One radio button, by the name of its setting and its own words."""
    group = form(page).get_by_role("group", name=LEGENDS[setting], exact=True)
    return group.get_by_role("radio", name=name, exact=True)


def choose(page: Page, setting: str, name: str) -> None:
    """Chooses as a mouse does, by the words."""
    choice(page, setting, name).check()


def told(page: Page) -> dict[str, str]:
    """What <html> says of the reader's settings."""
    data: dict[str, str] = page.evaluate("() => ({...document.documentElement.dataset})")
    return data


def open_settings(page: Page) -> Locator:
    """The panel under the header, opened by its button."""
    page.locator("header").get_by_role("button", name="Reading settings").click()
    panel = page.get_by_role("region", name="Reading settings", exact=True)
    expect(panel).to_be_visible()
    return panel


def settings_page(page: Page, address: Address) -> Page:
    """The page of the settings, with its form awake."""
    visit(page, address("reading-settings"))
    expect(form(page)).to_be_visible()
    return page
