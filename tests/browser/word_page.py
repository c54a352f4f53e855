"""A page of the site with words of its own in running text, and what tests ask of such a page."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route

from tests.browser.conftest import visit

Open = Callable[..., Page]
Address = Callable[[str], str]

FILLER = (
    "<p>Some words to read before and after, so that the page is longer than a screen.</p>\n" * 30
)
LONGEST = (
    "A round fruit that grows on a tree, is green or red or both, has a core with small brown "
    "seeds, and is eaten raw or baked or pressed into juice everywhere."
)
"""As many words as a short text may have."""

WORDS = f"""<dl class="word-list">
<div><dt><a href="/apple/">Apple</a> (in law)</dt>
<dd>{LONGEST}</dd><dd>Also called: pome, pippin, eating apple, cooking apple</dd></div>
<div><dt><a href="/pear/">Pear</a></dt><dd>A sweet fruit.</dd></div>
</dl>"""
APPLE = '<a data-term="apple" href="/apple/">apples</a>'
PEAR = '<a data-term="pear" href="/pear/">pears</a>'
NOBODY = '<a data-term="nobody" href="/nobody/">nobodies</a>'
SENTENCE = f"<p>We eat {APPLE} and then {PEAR}, day by day, and we are glad of it.</p>"


def open_article(
    context: Callable[..., BrowserContext], address: Address, article: str, **options: Any
) -> Page:
    """A page of the site whose article is this HTML, with the list of its words."""
    page = context(**options).new_page()
    url = address("case-study")
    html = page.request.get(url).text()
    start = '<article><div class="wrap"><div class="wrap__inner"><div class="prose">'
    body = f"{start}{article}</div></div></div>{WORDS}</article>"
    html, cuts = re.subn(r"<article>.*</article>", lambda _: body, html, flags=re.DOTALL)
    assert cuts == 1

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route(url, answer)
    return visit(page, url)


def word(page: Page, number: int = 0) -> Locator:
    """A word in running text that has a definition."""
    return page.locator("main a[data-term]").nth(number)


def panel(page: Page) -> Locator:
    """The open definition, if there is one."""
    return page.locator(".term-definition")


def box(target: Locator) -> dict[str, float]:
    """Where something is on the screen."""
    found = target.bounding_box()
    assert found is not None
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


def overlap(one: Locator, other: Locator) -> bool:
    """Whether two things cover each other, be it by a pixel."""
    a, b = box(one), box(other)
    across = a["x"] < b["right"] and b["x"] < a["right"]
    return across and a["y"] < b["bottom"] and b["y"] < a["bottom"]
