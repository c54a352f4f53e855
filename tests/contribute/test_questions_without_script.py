"""Without script a form is a list of questions: to read, to print and fill in, to take to Word."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, Page, expect

from knowledge import Library, open_library
from knowledge.forms import form_view
from knowledge.views import FormView
from tests.browser.conftest import PHONE, serve
from tests.browser.paper import printed
from tests.browser.test_axe import broken_rules
from tests.browser.test_reflow import faults
from tests.conftest import OWNER_KNOWS, BuiltSite

pytestmark = pytest.mark.browser

FORMS = ("case-study", "definition", "tip", "correction")


@pytest.fixture(scope="module")
def root(built_site: BuiltSite) -> Iterator[str]:
    """The served address of the forms, without the closing slash."""
    for address in serve(built_site.folder, built_site.base):
        yield f"{address}{built_site.base}/contribute"


@pytest.fixture(scope="module")
def library(built_site: BuiltSite) -> Library:
    library, _problems = open_library(built_site.project)
    assert library is not None
    return library


@pytest.fixture
def asked(library: Library) -> Callable[[str], FormView]:
    """Gives what a form asks."""

    def of(name: str) -> FormView:
        page = library.get("page", f"contribute-{name}")
        assert page is not None
        return form_view(page, library)

    return of


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("name", FORMS)
def test_every_question_can_be_read_and_nothing_asks_for_a_script(
    name: str, page: Page, root: str, asked: Callable[[str], FormView]
) -> None:
    page.goto(f"{root}/{name}/")
    for group in asked(name).groups:
        expect(page.get_by_role("heading", name=group.title, exact=True)).to_be_visible()
        for question in group.questions:
            expect(page.get_by_text(question.ask, exact=False).first).to_be_visible()
    expect(page.locator("form-place")).to_be_hidden()
    expect(page.locator("main :is(input, textarea, button, select):visible")).to_have_count(0)


@pytest.mark.parametrize("name", FORMS)
def test_paper_has_every_question_with_its_help_and_choices(
    name: str, page: Page, root: str, asked: Callable[[str], FormView]
) -> None:
    page.goto(f"{root}/{name}/")
    words = " ".join(sheet.words for sheet in printed(page))
    number = 0
    for group in asked(name).groups:
        assert group.title in words
        for question in group.questions:
            number += 1
            assert f"{number}. {question.ask}" in words
            for text in filter(None, (question.help, question.example)):
                assert text in words
            for _value, label in question.options:
                assert label in words


def test_paper_has_lines_to_write_on_and_the_screen_has_none(page: Page, root: str) -> None:
    page.goto(f"{root}/case-study/")
    lines = page.locator(".question-list__room > span")
    expect(lines.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(lines.first).to_be_visible()
    box = lines.first.bounding_box()
    assert box
    assert 28 <= box["height"] <= 40, "a line of handwriting is 8 to 10 millimetres high"
    expect(page.get_by_role("link", name="download the questions")).to_be_hidden()


@pytest.mark.parametrize("name", FORMS)
def test_axe_finds_no_broken_rule_while_no_script_has_come(
    name: str, browser: Browser, root: str
) -> None:
    """axe is a script itself, so it needs a browser that runs some."""
    context = browser.new_context()
    context.route("**/theme/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{root}/{name}/")
    expect(page.locator("#questions")).to_be_visible()
    assert broken_rules(page) == []
    context.close()


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_lost_at_320_pixels(name: str, page: Page, root: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{root}/{name}/")
    assert faults(page) == []


def test_page_says_where_answers_go(page: Page, root: str) -> None:
    page.goto(f"{root}/tip/")
    contact = OWNER_KNOWS["contact"]
    link = page.locator("main").get_by_role("link", name=contact)
    expect(link).to_have_attribute("href", f"mailto:{contact}")


@pytest.mark.parametrize("name", FORMS)
def test_word_file_asks_the_same_questions(name: str, page: Page, root: str) -> None:
    page.goto(f"{root}/{name}/")
    address = page.get_by_role("link", name="download the questions").get_attribute("href")
    assert address
    answer = page.request.get(page.evaluate("(link) => new URL(link, location).href", address))
    document = Document(BytesIO(answer.body()))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    listed = page.locator(".question-list__ask").all_text_contents()
    assert headings == [text.removesuffix(" (needed)") for text in listed]


def test_a_mistake_leads_from_its_page_to_the_form_for_it(page: Page, root: str) -> None:
    page.goto(root.removesuffix("/contribute") + "/tips/start-small/")
    page.get_by_role("link", name="Tell us about a mistake").click()
    page.wait_for_url("**/contribute/correction/?page=/tips/start-small/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell us about a mistake")
