"""No rule of axe is broken on any template, in light and in dark."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import TEMPLATES, visit
from tests.conftest import MOVED_FROM, ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN_ALL = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"

pytestmark = pytest.mark.browser


def broken_rules(page: Page) -> list[str]:
    """Each broken rule with the element that breaks it and what axe says."""
    page.evaluate(AXE)
    run = "(tags) => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, TAGS)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_no_broken_rule(
    template: str,
    scheme: str,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
) -> None:
    page = visit(context(color_scheme=scheme).new_page(), address(template))
    page.evaluate(OPEN_ALL)
    assert broken_rules(page) == []


def test_axe_finds_no_broken_rule_on_a_page_that_has_moved(page: Page, root: str) -> None:
    # The page leads on at once; to be read it is served without that.
    leading_on = re.compile(r'<meta http-equiv="refresh"[^>]*>')
    html, cuts = leading_on.subn("", page.request.get(root + MOVED_FROM).text())
    page.route("**/moved", lambda route: route.fulfill(body=html, content_type="text/html"))
    visit(page, f"{root}/moved")
    assert cuts == 1
    assert broken_rules(page) == []
