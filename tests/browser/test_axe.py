"""No rule of axe is broken on any template, in any theme, on a phone and on a desk."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, LOOKS, OPEN_ALL, PHONE, TEMPLATES, visit, wear
from tests.conftest import MOVED_FROM, ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": TAGS}
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that a theme can break, as it changes nothing but colours."""

pytestmark = pytest.mark.browser


def broken_rules(page: Page, rules: dict[str, Any] = ALL_RULES) -> list[str]:
    """Each broken rule with the element that breaks it and what axe says."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    run = "(rules) => axe.run({runOnly: rules, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, rules)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


# A card is a part of the page around it: tests/embeds asks axe of both together.
@pytest.mark.parametrize("template", [name for name in TEMPLATES if name != "card"])
def test_axe_finds_no_broken_rule(template: str, page: Page, address: Callable[[str], str]) -> None:
    visit(page, address(template)).evaluate(OPEN_ALL)
    found = {}
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for look in LOOKS:
            wear(page, look)
            rules = ALL_RULES if look == "light" else RULES_OF_COLOUR
            found[f"{look}, {viewport['width']} px"] = broken_rules(page, rules)
    assert {state: broken for state, broken in found.items() if broken} == {}


def test_axe_finds_no_broken_rule_on_a_page_that_has_moved(page: Page, root: str) -> None:
    # The page leads on at once; to be read it is served without that.
    leading_on = re.compile(r'<meta http-equiv="refresh"[^>]*>')
    html, cuts = leading_on.subn("", page.request.get(root + MOVED_FROM).text())
    page.route("**/moved", lambda route: route.fulfill(body=html, content_type="text/html"))
    visit(page, f"{root}/moved")
    assert cuts == 1
    assert broken_rules(page) == []
