"""Search: what people type, what they find, and what they are told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE, visit

pytestmark = pytest.mark.browser

ENDED = 'search-results[data-state]:not([data-state=""])'


def status_of(page: Page) -> Locator:
    """The line that says how the search went."""
    return page.locator("main").get_by_role("status")


def field_of(page: Page) -> Locator:
    """The search field of the search page itself."""
    return page.locator("main input[name=q]")


def rows(page: Page) -> Locator:
    return page.locator("main search-results article")


def titles(page: Page) -> list[str]:
    """The titles of what was found, best first, once the search has ended."""
    page.wait_for_selector(ENDED)
    expect(status_of(page)).to_have_text(re.compile(r"result|No page"))
    return page.locator("main search-results h2").all_inner_texts()


def search(page: Page, root: str, words: str) -> list[str]:
    """What is found for words typed on the search page and sent with Enter."""
    if not page.url.startswith(f"{root}/search/"):
        page.goto(f"{root}/search/")
    field_of(page).fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    return titles(page)


def count(page: Page) -> int:
    """The number in the status line."""
    told = re.search(r"\d+", status_of(page).inner_text())
    assert told
    return int(told.group())


def test_a_name_finds_its_definition_first(page: Page, root: str) -> None:
    spelt = [
        "co-production",
        "Co-Production",
        "coproduction",
        "co production",
        " co\u2011production ",
    ]
    wanted = dict.fromkeys(spelt, "Co-production")
    wanted |= dict.fromkeys(("lived experience", "experience lived"), "Lived experience")
    wanted["SCIE"] = "Social Care Institute for Excellence"
    found = {words: search(page, root, words)[0] for words in wanted}
    assert found == wanted


def test_the_beginning_of_a_word_finds_it(page: Page, root: str) -> None:
    assert "Facilitator" in search(page, root, "facilit")


@pytest.mark.parametrize("typo", ["faciltator", "facilitatir", "facilittator"])
def test_a_slip_of_the_finger_finds_the_word_and_is_told(typo: str, page: Page, root: str) -> None:
    assert "Facilitator" in search(page, root, typo)
    told = f"No page has “{typo}”. These are results for “facilitator”."
    expect(status_of(page)).to_contain_text(told)


def test_pages_with_every_word_come_before_those_with_some_and_a_line_says_so(
    page: Page, root: str
) -> None:
    search(page, root, "peer support")
    line = page.get_by_text("These pages have some of your words.", exact=True)
    expect(line).to_have_count(1)
    before = line.locator("xpath=preceding-sibling::article").count()
    assert 0 < before < rows(page).count()


def test_the_number_of_results_is_said_in_the_page_and_in_its_title(page: Page, root: str) -> None:
    search(page, root, "advocacy")
    expect(status_of(page)).to_have_text(re.compile(r"^\d+ results for “advocacy”$"))
    assert re.match(rf"advocacy – {count(page)} results – Search – ", page.title())


def test_the_same_count_is_said_again(page: Page, root: str) -> None:
    """A screen reader speaks what changes: the line is empty in between."""
    search(page, root, "advocacy")
    page.evaluate(
        """() => {
          window.told = [];
          const status = document.querySelector("search-results [role=status]");
          const note = () => window.told.push(status.textContent);
          new MutationObserver(note).observe(status, {childList: true, characterData: true});
        }"""
    )
    before = status_of(page).inner_text()
    # The first search may have loaded the page anew, so that the field has no focus.
    field_of(page).press("Enter")
    page.wait_for_function("() => window.told.length > 1")
    assert page.evaluate("() => window.told") == ["", before]


def test_results_are_headings_with_links_their_kind_and_a_sentence(page: Page, root: str) -> None:
    search(page, root, "co-design")
    for row in rows(page).all()[:5]:
        assert str(row.locator("h2 a").get_attribute("href")).startswith("/base/")
        assert len([line for line in row.inner_text().splitlines() if line.strip()]) >= 3


def test_another_name_that_fits_is_shown(page: Page, root: str) -> None:
    search(page, root, "coproduction")
    expect(rows(page).first).not_to_contain_text("Also called")
    search(page, root, "SCIE")
    expect(rows(page).first).to_contain_text("Also called “SCIE”")


def test_results_in_view_show_the_words_where_they_stand(page: Page, root: str) -> None:
    search(page, root, "money")
    marks = page.locator("search-results mark")
    expect(marks.first).to_be_visible()
    assert {text.strip(" .,").lower() for text in marks.all_inner_texts()} == {"money"}
    assert marks.first.locator("*").count() == 0


def test_a_long_page_is_opened_at_the_section_that_fits(page: Page, root: str) -> None:
    search(page, root, "money")
    link = rows(page).get_by_text("In the section").locator("a").first
    name = link.inner_text()
    link.click()
    expect(page.locator("main :target")).to_contain_text(name)
    expect(page.locator("main :target")).to_be_in_viewport()


def test_nothing_that_is_read_moves(context: Callable[..., BrowserContext], root: str) -> None:
    page = context(viewport=PHONE).new_page()
    page.goto(f"{root}/search/?q=money", wait_until="commit")
    page.evaluate(
        """() => {
          window.moved = 0;
          const add = (list) => list.getEntries().forEach((shift) => { moved += shift.value; });
          new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
        }"""
    )
    titles(page)
    for _turn in range(8):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(60)
    expect(page.locator("search-results mark").nth(3)).to_be_attached()
    assert page.evaluate("() => window.moved") == 0


def test_one_kind_alone_can_be_shown_and_the_address_keeps_it(page: Page, root: str) -> None:
    search(page, root, "money")
    everything = count(page)
    page.get_by_role("button", name=re.compile("^Tips")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=money&kind=tip")
    expect(status_of(page)).to_have_text(re.compile("^[1-9]"))
    assert set(page.locator("article [data-kind]").all_inner_texts()) == {"Tip"}
    pressed = page.get_by_role("button", pressed=True)
    expect(pressed).to_have_text(re.compile("^Tips"))
    expect(pressed).to_be_focused()
    shown = titles(page)
    assert len(shown) == count(page) < everything
    page.reload()
    assert titles(page) == shown
    page.go_back()
    expect(page.get_by_role("button", pressed=True)).to_have_text("All")
    expect(status_of(page)).to_have_text(f"{everything} results for “money”")


def test_new_words_are_looked_for_in_every_kind(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=money&kind=tip")
    titles(page)
    search(page, root, "ladder")
    assert "kind" not in page.url
    assert "Definition" in page.locator("article [data-kind]").all_inner_texts()


def test_one_kind_is_no_choice(page: Page, root: str) -> None:
    search(page, root, "social ladder rungs nef")
    expect(page.get_by_role("button", name=re.compile("^All"))).to_be_visible()
    search(page, root, "facilittator charter zzz")
    page.goto(f"{root}/search/?q=zzxqwv")
    page.wait_for_selector(ENDED)
    expect(page.get_by_role("button", name=re.compile("^All"))).to_be_hidden()


def test_more_results_come_when_asked_for_and_back_keeps_them(page: Page, root: str) -> None:
    first = search(page, root, "people")
    assert len(first) == 10
    more = page.get_by_role("button", name="Show more results")
    more.click()
    expect(rows(page)).to_have_count(20)
    assert titles(page)[:10] == first
    expect(rows(page).nth(10).locator("h2 a")).to_be_focused()
    shown = titles(page)
    rows(page).nth(14).locator("h2 a").click()
    page.wait_for_url(re.compile(r"^(?!.*search)"))
    page.go_back()
    assert titles(page) == shown


def test_there_is_an_end_of_more(page: Page, root: str) -> None:
    search(page, root, "money")
    more = page.get_by_role("button", name="Show more results")
    more.click()
    expect(more).to_be_hidden()
    expect(rows(page)).to_have_count(count(page))


def test_results_have_an_address_to_share(page: Page, root: str) -> None:
    typed = search(page, root, "peer support")
    visit(page, f"{root}/search/?q=peer+support")
    assert titles(page) == typed
    expect(page.locator("input[name=q]")).to_have_count(1)
    expect(field_of(page)).to_have_value("peer support")


def test_a_search_on_the_search_page_loads_no_page_and_back_returns_to_the_one_before(
    page: Page, root: str
) -> None:
    before = search(page, root, "time bank")
    page.evaluate("() => { window.same = true; }")
    after = search(page, root, "advocacy")
    field_of(page).fill("ladder")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=ladder")
    expect(status_of(page)).to_contain_text("“ladder”")
    page.go_back()
    expect(status_of(page)).to_contain_text("“advocacy”")
    assert titles(page) == after
    page.go_back()
    expect(status_of(page)).to_contain_text("“time bank”")
    assert titles(page) == before
    assert page.evaluate("() => window.same")
    expect(field_of(page)).to_have_value("time bank")
    page.go_forward()
    expect(status_of(page)).to_contain_text("“advocacy”")


def test_the_back_button_keeps_the_search(page: Page, root: str) -> None:
    found = search(page, root, "time bank")
    rows(page).first.locator("h2 a").click()
    page.wait_for_url(re.compile(r"^(?!.*search)"))
    page.go_back()
    assert titles(page) == found
    expect(field_of(page)).to_have_value("time bank")


def test_nothing_found_says_so_and_leads_on(page: Page, root: str) -> None:
    assert search(page, root, "zzxqwv & more?") != []
    assert search(page, root, "zzxqwv") == []
    expect(status_of(page)).to_have_text("No results for “zzxqwv”")
    suggest = page.get_by_role("link", name="Suggest this word")
    assert str(suggest.get_attribute("href")).endswith("/owner/name/issues/new?title=zzxqwv")
    page.locator("search-results").get_by_role("link", name="A to Z").click()
    page.wait_for_url("**/a-to-z/")


def test_a_word_that_no_page_has_is_named_and_the_others_are_looked_for(
    page: Page, root: str
) -> None:
    found = search(page, root, "zzxqwv facilitator")
    assert any("Facilitator" in title for title in found)
    expect(status_of(page)).to_have_text(
        re.compile(r"for the rest of what you typed\. No page has “zzxqwv”\.$")
    )


def test_words_spelt_nearly_alike_are_offered(page: Page, root: str) -> None:
    search(page, root, "carers")
    expect(page.get_by_text("Did you mean")).to_be_hidden()
    search(page, root, "cares carex")
    near = page.get_by_text("Did you mean").get_by_role("link")
    word = near.first.inner_text()
    near.first.click()
    page.wait_for_url(f"**/search/?q={word}")
    assert titles(page)


def test_a_phone_puts_its_keyboard_away(context: Callable[..., BrowserContext], root: str) -> None:
    phone = context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    search(phone, root, "money")
    assert phone.evaluate("() => document.activeElement === document.body")


def test_signs_are_read_only_when_the_reader_says_so(page: Page, root: str) -> None:
    page.goto(f"{root}/search/")
    everything = search(page, root, "+money -pay") and count(page)
    page.locator("summary", has_text="Search with signs").click()
    page.get_by_label("Read these signs").check()
    search(page, root, "+money -pay")
    with_signs = count(page)
    assert page.url.endswith("&signs=1")
    assert with_signs != everything
    page.reload()
    titles(page)
    expect(page.get_by_label("Read these signs")).to_be_checked()
    expect(page.get_by_label("Read these signs")).to_be_visible()
    assert count(page) == with_signs


def test_signs_that_do_not_fit_are_shown_kindly_at_the_field(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=%2Bmoney%5Ex&signs=1")
    expect(field_of(page)).to_have_attribute("aria-invalid", "true")
    expect(field_of(page)).to_have_accessible_description(
        re.compile("^We cannot read these signs: “")
    )
    expect(field_of(page)).to_have_value("+money^x")
    expect(page.locator("search-results .search-results__nothing")).to_be_hidden()
    field_of(page).fill("+money")
    page.keyboard.press("Enter")
    expect(field_of(page)).to_have_attribute("aria-invalid", "false")
    assert titles(page)
