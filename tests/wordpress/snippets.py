"""Cases c, d and e: our snippets in posts, by people with more rights and with fewer."""

from collections.abc import Mapping

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.wordpress.cards import Pasted
from tests.wordpress.editor import block_editor
from tests.wordpress.installation import Post, WordPress
from tests.wordpress.report import Report
from tests.wordpress.sight import SIZES, look, picture, reading

FORMS = ("iframe", "script", "element", "text", "picture")
"""What a person pastes as HTML. An address alone is another case, and a file is uploaded."""
FRAMED = ("iframe", "script", "element")
MARKS = ("iframe", "script", "tip-card", "blockquote", "img")
PHONE = "phone of 380 px"


def administrator(
    browser: Browser, site: WordPress, ways: Mapping[str, str], tip: Pasted, report: Report
) -> None:
    """Case c: each form in the HTML block, put there by hand by an administrator."""
    for form in forms(ways):
        with report.case(f"c. HTML block by an administrator: {form}"):
            _in_html_block(browser, site, form, ways[form], tip, report)


def _in_html_block(
    browser: Browser, site: WordPress, form: str, code: str, tip: Pasted, report: Report
) -> None:
    with block_editor(browser, site) as editor:
        editor.title(f"HTML block: {form}")
        editor.html_block(code)
        post = editor.publish(f"c {form}, editor")
    report.check(code in post.kept, "WordPress keeps every character of the snippet")
    for name, size in SIZES.items():
        with reading(browser, post.address, size) as page:
            if form in FRAMED:
                _check_frame(page, form, name, report)
            _check_page(page, name, report)
            picture(page, f"c {form}, {name}")
    _check_link(browser, post, tip, report)


def _check_frame(page: Page, form: str, name: str, report: Report) -> None:
    sight = look(page)
    if form == "iframe":
        # The browser sizes it by its card, or by the numbers in its style.
        report.check(sight.holds(), f"{name}, the frame holds its card", sight)
    else:
        report.check(sight.fits(), f"{name}, the frame is as tall as its card", sight)
    is_in_column = sight.is_in_column()
    report.check(is_in_column, f"{name}, the frame is in the column", f"left {sight.left} px")


def _check_page(page: Page, name: str, report: Report) -> None:
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    report.check(wide <= 0, f"{name}, nothing sticks out sideways", wide)


def forms(ways: Mapping[str, str]) -> list[str]:
    """The forms to paste that this build has."""
    return [form for form in FORMS if form in ways]


def restricted(
    browser: Browser,
    site: WordPress,
    case: str,
    author: str,
    ways: Mapping[str, str],
    tip: Pasted,
    report: Report,
) -> None:
    """Cases d and e: each form by somebody whose HTML WordPress filters; a link must be left."""
    for form in forms(ways):
        with report.case(f"{case}: {form}"):
            post = site.publish(f"{case}: {form}", ways[form], author)
            report.note(f"left of it: {survivors(post.kept)}")
            has_code = any(mark in post.kept for mark in ("<iframe", "<script", "<tip-card"))
            report.check(not has_code, "WordPress takes out frames, scripts and elements")
            with reading(browser, post.address, SIZES[PHONE]) as page:
                _check_page(page, PHONE, report)
                picture(page, f"{case}, {form}")
            _check_link(browser, post, tip, report)


def survivors(html: str) -> str:
    """The tags that are left, in words."""
    soup = BeautifulSoup(html, "html.parser")
    links = [f"link {link.get_text(strip=True)!r}" for link in soup.select("a")]
    marks = [mark for mark in MARKS if soup.find(mark)]
    return ", ".join([*marks, *links]) or "nothing"


def _check_link(browser: Browser, post: Post, tip: Pasted, report: Report) -> None:
    """The reader reaches the tip from the page itself, whatever became of the rest."""
    with reading(browser, post.address, SIZES[PHONE], script=False) as page:
        link = page.locator(f'a[href="{tip.address}"]').first
        is_seen = link.count() == 1 and link.is_visible()
        if report.check(is_seen, "without script, a link to the tip is seen"):
            link.click()
            page.wait_for_url(tip.address)
            report.check(page.url == tip.address, "without script, it leads to the tip")
