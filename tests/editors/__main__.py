"""`python -m tests.editors`: what editors and filters leave of our snippets.

Fails with all faults at once: a link that is gone, a script that ran, or something else left
than docs/testing-editors.md says.
"""

import sys
from collections.abc import Iterator, Sequence

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import launch
from tests.editors.cards import OurSite, Snippet, all_snippets, our_site
from tests.editors.filters import FILTERS, NO_FILTER, opened, show
from tests.editors.remains import holds_link, holds_text, remains
from tests.editors.report import GUIDE, differences, promised, table

SCRIPTS = {"card", "script"}


def measure(
    name: str, snippets: Sequence[Snippet], site: OurSite, browser: Browser
) -> tuple[dict[tuple[str, str], str], list[str]]:
    """What one filter leaves of each form, and every rule that it breaks."""
    with opened(name, browser) as through:
        left = [(snippet, through.clean(snippet.code)) for snippet in snippets]
        through.hold("\n".join(snippet.code for snippet in snippets))
    show("\n".join(after for _snippet, after in left), browser)
    cells: dict[tuple[str, str], str] = {}
    faults = list(_executed(name, site.what_ran()))
    for snippet, after in left:
        faults += _lost(name, snippet, after)
        cell = remains(snippet.code, after)
        if cells.setdefault((snippet.form, name), cell) != cell:
            faults.append(f"{name}, {snippet.form}: '{cell}' for '{snippet.words}' alone.")
    return cells, faults


def _lost(name: str, snippet: Snippet, after: str) -> Iterator[str]:
    """The rule that readers are always left with the link, and with its words."""
    if "<" not in snippet.code:
        if not holds_text(after, snippet.code):
            yield f"{name}, {snippet.form}: the address of '{snippet.words}' is gone."
    elif not holds_link(after, snippet.page, snippet.words):
        yield f"{name}, {snippet.form}: the link to '{snippet.words}' is gone."


def _executed(name: str, ran: set[str]) -> Iterator[str]:
    """The rule that nothing runs; without a filter everything does, or the rule proves nothing."""
    if name == NO_FILTER:
        yield from (f"{name}: our {one} did not run." for one in sorted(SCRIPTS - ran))
    else:
        yield from (f"{name}: our {one} ran." for one in sorted(ran))


def main() -> int:
    """The exit code: 1 if there are faults. Prints the table and the faults."""
    cells: dict[tuple[str, str], str] = {}
    faults: list[str] = []
    with our_site() as site, sync_playwright() as playwright:
        browser = launch(playwright)
        snippets = all_snippets(site.address)
        for name in (NO_FILTER, *FILTERS):
            measured, broken = measure(name, snippets, site, browser)
            cells |= measured
            faults += broken
        browser.close()
    faults += differences(cells, promised(GUIDE.read_text("utf-8")))
    total = f"{len(snippets)} snippets, {len(FILTERS)} editors and filters, {len(faults)} faults."
    print("\n".join([table(cells), "", *faults, total]))  # noqa: T201 - the answer to the command
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
