"""Easy Read pages: a page of their own, a switch on both, and nowhere else."""

from typing import Any

import pytest

from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, SITE, Output, markdown, settings_page

PICTURES = {"table": "A table", "oven": "An oven"}
WORDS: dict[str, Any] = {**SITE["vocabularies"], "pictures": PICTURES}
SECTION = """
Bread is food. It is made from rye.

## Easy read

![](table) Bread is food. It is **good**.

### How it is made

![](oven)
You bake rye.

You can [read a tip](../tips/wait.md).
"""
FILES = {
    **PAGES,
    "site.yml": settings_page(vocabularies=WORDS),
    "content/definitions/bread.md": markdown("Bread", SECTION, reviewed="2026-03-01"),
    "content/definitions/rye.md": markdown("Rye", "Rye is a grain."),
    "content/tips/wait.md": markdown("Wait", "Wait a day.", set="first-loaf", number=1),
}
BREAD, EASY = "definitions/bread/", "definitions/bread/easy-read/"


@pytest.fixture
def output(site: Site) -> Output:
    found = site(FILES, publish=True)
    assert found.problems == ()
    return found


def test_each_idea_has_its_picture_beside_it(output: Output) -> None:
    rows = output.soup(EASY).select(".easy-read__row")
    sprite = output.settings["JINJA_GLOBALS"]["assets"].pictures
    assert [[use["href"] for use in row.select("svg[aria-hidden=true] use")] for row in rows] == [
        [f"{sprite}#table"],
        [f"{sprite}#oven"],
        [],
    ]
    assert [" ".join(row.get_text().split()) for row in rows] == [
        "Bread is food. It is good.",
        "You bake rye.",
        "You can read a tip.",
    ]
    assert [heading.get_text() for heading in output.soup(EASY).select("main h2")] == [
        "How it is made"
    ]


def test_full_page_does_not_hold_the_section(output: Output) -> None:
    assert "You bake rye" not in output.read(BREAD)
    assert "Easy read" not in output.soup(BREAD).select_one(".prose").get_text()


@pytest.mark.parametrize(("path", "current"), [(BREAD, "Full page"), (EASY, "Easy Read")])
def test_both_pages_have_the_switch_and_say_which_is_open(
    output: Output, path: str, current: str
) -> None:
    links = output.soup(path).select('nav[aria-label="Ways to read this page"] a')
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("Full page", f"/base/{BREAD}"),
        ("Easy Read", f"/base/{EASY}"),
    ]
    marked = [link.get_text() for link in links if link.get("aria-current") == "page"]
    assert marked == [current]


def test_entry_without_a_section_has_no_switch_and_no_page(output: Output) -> None:
    assert not output.has("definitions/rye/easy-read/")
    assert output.soup("definitions/rye/").select(".view-switch") == []


def test_head_of_the_page_is_its_own(output: Output) -> None:
    soup = output.soup(EASY)
    assert soup.title.get_text() == "Bread – Easy Read – Crumb"
    assert soup.select_one("h1").get_text(strip=True) == "Bread"
    assert soup.select_one("link[rel=canonical]")["href"] == f"https://example.org/base/{EASY}"
    assert soup.select_one("meta[name=description]")["content"] == (
        "Bread in Easy Read: short sentences with pictures."
    )


def test_page_leads_to_the_full_one_for_facts_and_says_when_it_was_checked(
    output: Output,
) -> None:
    main = output.soup(EASY).select_one("main")
    assert main.select_one("p.no-print a")["href"] == f"/base/{BREAD}"
    assert "We last checked this page on 1 March 2026." in main.get_text()


def test_words_do_not_link_themselves_but_links_by_hand_do(output: Output) -> None:
    words = output.soup(EASY).select_one(".easy-read")
    assert [link["href"] for link in words.select("a")] == ["/base/tips/wait/"]
    assert words.select("[data-term]") == []
    assert output.soup(BREAD).select('.prose a[data-term="rye"]') != []


def test_sitemap_lists_it_and_feeds_and_search_do_not_know_it(output: Output) -> None:
    assert f"<loc>https://example.org/base/{EASY}</loc><lastmod>2026-03-01" in output.read(
        "sitemap.xml"
    )
    told = [path for path in output.paths() if path.startswith(("feeds/", "search/", "api/"))]
    assert told
    readable = (path for path in told if not path.endswith(".gz"))
    assert [path for path in readable if "easy-read" in output.read(path)] == []


def test_section_is_made_safe(site: Site) -> None:
    body = (
        "## Easy read\n\n![](table) <script>alert(1)</script>[a](javascript:x) <b onclick=x>b</b>"
    )
    page = {"content/definitions/bread.md": markdown("Bread", body)}
    words = site({**FILES, **page}).soup(EASY).select_one(".easy-read")
    assert words.select("script, [onclick], [href^=javascript]") == []


def test_heading_is_escaped(site: Site) -> None:
    body = "## Easy read\n\n### <i>A</i> & b\n\nOne."
    page = {"content/definitions/bread.md": markdown("Bread", body)}
    heading = site({**FILES, **page}, publish=True).soup(EASY).select_one("main h2")
    assert heading.get_text() == "<i>A</i> & b"


def test_old_address_leads_to_the_new_one(site: Site) -> None:
    moved = markdown("Bread", SECTION, moved_from="/definitions/loaf/")
    output = site({**FILES, "content/definitions/bread.md": moved}, publish=True)
    refresh = output.soup("definitions/loaf/easy-read/").select_one("meta[http-equiv=refresh]")
    assert refresh["content"] == f"0; url=/base/{EASY}"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/tips/wait.md", "tips/wait/"),
        ("content/hints/knead.md", "hints/knead/"),
        ("content/case-studies/mill.md", "case-studies/mill/"),
        ("content/pages/contribute.md", "contribute/"),
    ],
)
def test_every_kind_with_pages_may_have_one(site: Site, path: str, address: str) -> None:
    headings = [
        *("Steps", "Checklist"),
        *("The problem", "What people did together", "What changed", "What was learned"),
    ]
    body = "\n\n".join(f"## {heading}" for heading in headings if "tips" not in path)
    fields = {"place": "Leeds", "years": "2012", "sources": [{"title": "A book"}]}
    more = fields if "case" in path else {}
    text = markdown("Any", f"{body}\n\nWords.\n\n## Easy read\n\n![](oven) One.\n", **more)
    output = site({**FILES, path: text}, publish=True)
    assert output.problems == ()
    assert output.soup(f"{address}easy-read/").select_one(".easy-read__words").get_text(strip=True)
    assert output.soup(address).select_one(".view-switch") is not None
