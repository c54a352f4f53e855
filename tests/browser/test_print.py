"""What comes out of the printer: any page, the cards of the tips, the list of all words."""

from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from knowledge import Library
from tests.browser.conftest import visit
from tests.browser.paper import Piece, Sheet, printed
from tests.browser.test_dark import brightness
from tests.conftest import PUBLIC_ADDRESS

pytestmark = pytest.mark.browser

A4 = (210, 297)
CARDS, WORDS = "/print/tips/", "/print/glossary/"
LARGE = 16
"""Points: the least size of letters that is called large print."""


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("definition-with-views", ["Sources", "Words on this page", "Who says so"]),
        ("case-study", ["Sources", "Words on this page"]),
        ("hint", ["Sources", "Checklist"]),
        ("tip-in-a-set", ["Sources", "Try this"]),
        ("timeline-sources", ["Sources"]),
    ],
)
def test_paper_has_the_words_and_not_the_navigation(
    template: str, parts: list[str], page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(template))
    page.emulate_media(media="print")
    for part in ("header nav", "[role=search]", "footer nav", ".skip-link"):
        expect(page.locator(part).first).to_be_hidden()
    for button in page.locator("button").all():
        expect(button).to_be_hidden()
    for words in parts:
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("template", ["definition-with-views", "tip-in-a-set", "hint", CARDS])
def test_paper_is_white_even_on_a_dark_screen(
    template: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(color_scheme="dark").new_page(), address(template))
    page.emulate_media(media="print", color_scheme="dark")
    assert brightness(page.screenshot()) > 200


def test_paper_shows_where_sources_are(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("definition-with-views"))
    page.emulate_media(media="print")
    link = page.get_by_role("region", name="Sources").locator("cite a").first
    after = link.evaluate("(a) => getComputedStyle(a, '::after').content")
    assert str(link.get_attribute("href")) in after


def test_paper_shows_where_links_to_other_sites_lead(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("/open-data/"))
    words = " ".join(sheet.words for sheet in printed(page))
    link = page.locator("main .prose a[href^=http]").first
    assert f"{link.inner_text()} <{link.get_attribute('href')}>" in words
    assert "</api/" not in words


def test_what_is_folded_on_the_screen_is_open_on_paper(
    page: Page, address: Callable[[str], str], library: Library
) -> None:
    definition = library.site.definition
    visit(page, address(f"/definitions/{definition}/"))
    folds = page.locator(".use-list details")
    folded = [link for fold in folds.all() for link in fold.locator("a").all_text_contents()]
    words = " ".join(sheet.words for sheet in printed(page))
    assert folded
    assert [title for title in folded if " ".join(title.split()) not in words] == []
    assert folds.first.locator("summary").inner_text() not in words


def test_tip_fits_on_one_sheet(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("tip-in-a-set"))
    assert len(printed(page)) == 1


def test_larger_text_of_the_reader_is_larger_on_paper_too(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("case-study"))
    usual = [piece.size for sheet in printed(page) for piece in sheet.pieces]
    page.evaluate("document.documentElement.dataset.textSize = '150'")
    larger = [piece.size for sheet in printed(page) for piece in sheet.pieces]
    assert min(larger) == pytest.approx(1.5 * min(usual), rel=0.05)


def tips(library: Library) -> list[str]:
    """The titles of all tips in the order of the cards."""
    found = library.of_kind("tip")
    return [
        tip.title
        for tip in sorted(found, key=lambda t: (not t.fields.number, t.fields.number, t.slug))
    ]


def assert_on_a4(sheets: list[Sheet]) -> None:
    assert {(round(sheet.width), round(sheet.height)) for sheet in sheets} == {A4}


def test_cards_lie_four_on_a_sheet_with_each_back_behind_its_front(
    page: Page, address: Callable[[str], str], library: Library
) -> None:
    visit(page, address(CARDS))
    sheets = printed(page)
    titles = tips(library)
    assert_on_a4(sheets)
    assert len(sheets) == 2 * -(-len(titles) // 4)
    for place, title in enumerate(titles):
        number, on_sheet = divmod(place, 4)
        row, column = divmod(on_sheet, 2)
        assert title in sheets[2 * number].cell(row, column)
        assert title in sheets[2 * number + 1].cell(row, 1 - column)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_large_cards_lie_two_on_a_sheet(
    java_script_enabled: bool,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
    library: Library,
) -> None:
    page = context(java_script_enabled=java_script_enabled).new_page()
    visit(page, address(CARDS)).get_by_text("Large print.", exact=True).click()
    sheets = printed(page)
    titles = tips(library)
    assert_on_a4(sheets)
    assert len(sheets) == 2 * -(-len(titles) // 2)
    for place, title in enumerate(titles):
        number, row = divmod(place, 2)
        assert title in sheets[2 * number].cell(row, 0, columns=1)
        assert title in sheets[2 * number + 1].cell(row, 0, columns=1)
    assert min(piece.size for sheet in sheets for piece in sheet.pieces) >= LARGE - 0.1


@pytest.mark.parametrize("is_large", [False, True])
def test_words_of_a_card_stay_within_it(
    is_large: bool, page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(CARDS))
    if is_large:
        page.get_by_text("Large print.", exact=True).click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    over = """(sides) => sides.filter((side) => {
      const box = side.getBoundingClientRect();
      const padding = parseFloat(getComputedStyle(side).paddingBottom);
      return [...side.querySelectorAll("p, h2, h3, img")].some((part) => {
        const inside = part.getBoundingClientRect();
        return inside.bottom > box.bottom - padding + 1 || inside.right > box.right;
      });
    }).map((side) => side.innerText)"""
    sides = page.locator(".print-card__side")
    assert sides.count() > 0
    assert sides.evaluate_all(over) == []


def test_how_to_print_stands_on_the_screen_alone(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address(CARDS))
    how = page.get_by_text("flip on the long edge")
    expect(how).to_be_visible()
    page.emulate_media(media="print")
    expect(how).to_be_hidden()
    expect(page.get_by_text("Large print.", exact=True)).to_be_hidden()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_code_of_each_card_is_read_as_the_address_of_its_tip(
    color_scheme: str,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
    library: Library,
) -> None:
    page = visit(context(color_scheme=color_scheme).new_page(), address(CARDS))
    read = set()
    for code in page.locator(".print-card__code").all():
        picture = Image.open(BytesIO(code.screenshot())).convert("L")
        read |= {found.text for found in zxingcpp.read_barcodes(picture)}
    assert read == {PUBLIC_ADDRESS + tip.address for tip in library.of_kind("tip")}


def test_switch_for_large_print_works_from_the_keyboard_and_on_the_screen(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(CARDS))
    size = "(title) => parseFloat(getComputedStyle(title).fontSize)"
    title = page.locator(".print-card__title").first
    before = title.evaluate(size)
    page.get_by_role("checkbox", name="Large print.").focus()
    page.keyboard.press("Space")
    assert title.evaluate(size) > before * 1.3


def test_list_of_words_prints_every_word_and_numbers_its_pages(
    page: Page, address: Callable[[str], str], library: Library
) -> None:
    visit(page, address(WORDS))
    sheets = printed(page)
    words = " ".join(sheet.words for sheet in sheets)
    definitions = library.of_kind("definition")
    assert [entry.title for entry in definitions if entry.title not in words] == []
    for number, sheet in enumerate(sheets, start=1):
        foot = [piece.text for piece in sheet.pieces if piece.top > A4[1] - 16]
        assert foot == [str(number)]


def last_of_columns(sheet: Sheet) -> list[Piece]:
    """The lowest words of the left and of the right half of a sheet, above its number."""
    above = [piece for piece in sheet.pieces if piece.top < A4[1] - 16]
    halves = (
        [piece for piece in above if (piece.left < A4[0] / 2) is is_left]
        for is_left in (True, False)
    )
    return [max(half, key=lambda piece: piece.top) for half in halves if half]


def test_letters_do_not_stand_alone_at_the_end_of_a_column(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(WORDS))
    lowest = [piece for sheet in printed(page) for piece in last_of_columns(sheet)]
    assert len(lowest) > 8
    assert [piece.text for piece in lowest if len(piece.text.strip()) == 1] == []


def test_large_list_of_words_has_one_column_of_large_print(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(WORDS)).get_by_text("Large print.", exact=True).click()
    first = printed(page)[1]
    body = [piece for piece in first.pieces if piece.top < A4[1] - 16]
    assert min(piece.size for piece in body) >= LARGE
    assert max(piece.left for piece in body if len(piece.text) > 30) < A4[0] / 2
