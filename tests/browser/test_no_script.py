"""Without script the site does its whole job."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OPEN_ALL, PHONE, READING, visit

pytestmark = pytest.mark.browser

# What only a script can fill or use: results, the reading settings, the copy button.
WORDS = """() => {
  const main = document.querySelector("main, article").cloneNode(true);
  const scripted = "reading-settings, reading-ruler, search-results, form-place, template, "
    + "copy-text button";
  for (const tag of main.querySelectorAll(scripted)) tag.remove();
  return main.textContent.split(/\\s+/).filter(Boolean);
}"""


@pytest.fixture
def plain(context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone whose browser runs no script."""
    return context(java_script_enabled=False, viewport=PHONE).new_page()


def test_a_newcomer_gets_from_home_to_the_sources(plain: Page, root: str) -> None:
    visit(plain, root + "/")
    plain.locator("summary", has_text="Menu").click()
    plain.get_by_role("navigation", name="Main").get_by_role("link", name="Definitions").click()
    plain.wait_for_url("**/definitions/")
    plain.locator("main").get_by_role("link", name="Co-production", exact=True).click()
    plain.wait_for_url("**/definitions/co-production/")
    expect(plain.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    plain.get_by_role("region", name="See also").get_by_role("link").first.click()
    plain.wait_for_url(lambda url: not url.endswith("/co-production/"))
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


def test_a_cited_source_is_found_and_leads_back(plain: Page, address: Callable[[str], str]) -> None:
    visit(plain, address("definition-with-views"))
    plain.get_by_role("region", name="Who says so").get_by_role("link").first.click()
    source = plain.locator("li:target")
    expect(source).to_be_in_viewport()
    source.get_by_role("link", name="Back to").first.click()
    expect(plain.locator("main :target")).to_be_in_viewport()


def test_filters_are_links(plain: Page, address: Callable[[str], str]) -> None:
    visit(plain, address("case-studies"))
    everything = plain.locator("main h2 a").count()
    plain.locator("main details summary").first.click()
    plain.locator("main details nav a").first.click()
    plain.wait_for_url("**/case-studies/*/*/")
    assert 0 < plain.locator("main h2 a").count() < everything


def test_the_code_of_a_card_can_be_copied_by_hand(
    plain: Page, address: Callable[[str], str]
) -> None:
    visit(plain, address("tip-alone"))
    plain.get_by_role("link", name="Put this on your site").click()
    expect(plain.locator("main textarea").first).to_be_visible()
    expect(plain.get_by_role("button", name="Copy").first).to_be_hidden()


@pytest.mark.parametrize("template", [*READING, "card", "not-found"])
def test_every_word_of_a_page_is_there_without_script(
    template: str, plain: Page, page: Page, address: Callable[[str], str]
) -> None:
    plain.goto(address(template))
    without = plain.evaluate(WORDS)
    assert without == visit(page, address(template)).evaluate(WORDS)
    assert without


# Buttons that send no form, fields that stand in none, links and disclosures that lead nowhere.
# A switch that the page's own style obeys is alive without script.
DEAD = """() => [...document.querySelectorAll(
    "button, input, select, [role=button], [contenteditable], a:not([href]), summary")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}))
  .filter((one) => !(one.matches("summary") && one.parentElement.matches("details")))
  .filter((one) => !one.matches(".print-switch__box"))
  .filter((one) => !one.form?.getAttribute("action") || one.type === "button")
  .map((one) => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("template", [*READING, "card", "not-found"])
def test_no_control_is_shown_that_needs_a_script(
    template: str, plain: Page, address: Callable[[str], str]
) -> None:
    plain.goto(address(template))
    plain.evaluate(OPEN_ALL)
    assert plain.evaluate(DEAD) == []


def test_the_reading_settings_page_says_what_the_device_can_do(
    plain: Page, address: Callable[[str], str]
) -> None:
    plain.goto(root := address("home"))
    plain.locator("header").get_by_role("link", name="Reading settings").click()
    plain.wait_for_url(f"{root}reading-settings/")
    expect(plain.locator("reading-settings")).to_be_hidden()
    assert len(plain.locator("main p:visible").all()) > 3
    expect(plain.locator("main").get_by_text("browser").first).to_be_visible()


def test_the_device_chooses_the_theme(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    seen = set()
    for scheme in ("light", "dark"):
        page = context(java_script_enabled=False, color_scheme=scheme).new_page()
        page.goto(address("definition-with-views"))
        seen.add(page.evaluate(ground))
    assert len(seen) == 2


def test_the_search_leads_to_the_a_to_z(plain: Page, root: str) -> None:
    plain.goto(root + "/")
    plain.locator("header input[name=q]").fill("co-production")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/search/?q=co-production")
    # Playwright's words and roles pass over <noscript>, which browsers without script do show.
    told = plain.locator("search-results noscript p").first
    expect(told).to_be_visible()
    assert "needs scripts" in (told.text_content() or "")
    expect(plain.locator("summary", has_text="Search with signs")).to_be_hidden()
    plain.locator("search-results noscript a").last.click()
    plain.wait_for_url("**/a-to-z/**")
    main = plain.locator("main")
    expect(main.get_by_role("link", name="Co-production", exact=True)).to_be_visible()
