"""Feeds, the sitemap and robots.txt, read as a feed reader and a robot read them."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.plugins.conftest import Site
from tests.plugins.mini_site import Output, markdown

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FEEDS = ["all", "case-studies", "definitions", "hints", "tips"]


def feed(output: Output, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(output.file(f"/feeds/{name}.atom.xml").read_bytes())


def values(element: ElementTree.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, ATOM)]


def addresses(element: ElementTree.Element) -> list[str]:
    return [link.attrib["href"] for link in element.findall("a:entry/a:link", ATOM)]


def test_feed_of_everything_begins_with_what_was_checked_last(bread: Output) -> None:
    dates = values(feed(bread, "all"), "a:entry/a:updated")
    assert dates == sorted(dates, reverse=True)
    assert values(feed(bread, "all"), "a:entry/a:title") == [
        "Sourdough",
        "Weigh it",
        "Wait well",
        "Wait <longer>",
        "The village oven",
        "Bread",
        "Starter",
    ]


def test_each_kind_has_a_feed_of_its_own_and_pages_have_none(bread: Output) -> None:
    assert [path for path in bread.paths() if path.startswith("feeds/")] == [
        f"feeds/{name}.atom.xml" for name in FEEDS
    ]
    found = addresses(feed(bread, "definitions"))
    assert found == [
        f"https://example.org/base/definitions/{slug}/"
        for slug in ("sourdough", "bread", "starter")
    ]


@pytest.mark.parametrize("name", FEEDS)
def test_feed_says_where_it_is_and_when_it_changed(bread: Output, name: str) -> None:
    root = feed(bread, name)
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall("a:link", ATOM)}
    assert links["self"] == f"https://example.org/base/feeds/{name}.atom.xml"
    assert values(root, "a:updated") == [max(values(root, "a:entry/a:updated"))]
    assert datetime.fromisoformat(values(root, "a:updated")[0]).tzinfo is not None
    assert len(values(root, "a:id")) == 1
    assert values(root, "a:title")[0].startswith("Crumb")


@pytest.mark.parametrize("name", FEEDS)
def test_each_entry_has_its_own_id_its_address_its_day_and_its_author(
    bread: Output, name: str
) -> None:
    root = feed(bread, name)
    entries = root.findall("a:entry", ATOM)
    ids = values(root, "a:entry/a:id")
    assert len(set(ids)) == len(entries) > 0
    for entry in entries:
        (address,) = [link.attrib["href"] for link in entry.findall("a:link", ATOM)]
        assert address.startswith("https://example.org/base/")
        assert values(entry, "a:id") == [address], "checking a page again must not rename it"
        assert bread.has(address.removeprefix("https://example.org/base"))
        assert values(entry, "a:updated")[0].startswith("2026-0")
        assert values(entry, "a:author/a:name") == ["The Crumb Bakers"]


def test_ids_are_the_same_in_every_feed(bread: Output) -> None:
    everything = set(values(feed(bread, "all"), "a:entry/a:id"))
    for name in FEEDS[1:]:
        assert set(values(feed(bread, name), "a:entry/a:id")) <= everything


def test_titles_and_summaries_with_signs_of_markup_are_text(bread: Output) -> None:
    assert "Wait <longer>" in values(feed(bread, "tips"), "a:entry/a:title")
    summaries = values(feed(bread, "definitions"), "a:entry/a:summary")
    assert "Sourdough is bread raised by a starter & not by packet yeast." in summaries


def test_every_address_in_a_body_is_whole(bread: Output) -> None:
    seen = []
    for content in values(feed(bread, "all"), "a:entry/a:content"):
        body = BeautifulSoup(content, "html.parser")
        seen += [element.get("href") or element.get("src") for element in body.select("a, img")]
    assert "https://example.org/base/definitions/starter/" in seen
    assert "https://example.org/base/images/loaf.png" in seen
    assert "mailto:oven@example.org" in seen
    assert [to for to in seen if not to.startswith(("https://example.org/base/", "mailto:"))] == []


def test_link_to_a_heading_of_the_same_page_leads_to_that_page(site: Site) -> None:
    hint = markdown(
        "Wait", "[Go](#steps).\n\n## Steps\n\n1. x\n\n## Checklist\n\n- x", reviewed="2026-01-02"
    )
    output = site({"content/hints/wait.md": hint}, publish=True, address="https://example.org")
    (content,) = values(feed(output, "all"), "a:entry/a:content")
    link = BeautifulSoup(content, "html.parser").a
    assert link["href"] == "https://example.org/hints/wait/#steps"


def test_feed_holds_the_forty_newest(site: Site) -> None:
    tips = {
        f"content/tips/t{n:02}.md": markdown(f"T{n:02}", "Do.", reviewed=f"2026-01-{n % 28 + 1:02}")
        for n in range(45)
    }
    output = site(tips, publish=True)
    assert len(addresses(feed(output, "all"))) == 40
    assert len(addresses(feed(output, "tips"))) == 40


def sitemap(output: Output) -> dict[str, str | None]:
    root = ElementTree.fromstring(output.file("/sitemap.xml").read_bytes())
    return {
        url.findtext("s:loc", "", MAP): url.findtext("s:lastmod", None, MAP)
        for url in root.findall("s:url", MAP)
    }


def test_feed_of_nothing_does_not_tell_when_it_was_built(site: Site) -> None:
    files = {"content/tips/fold.md": "---\ntitle: Fold\n---\n\nTwice.\n"}
    output = site(files, publish=True, address="https://example.org")
    assert values(feed(output, "all"), "a:updated") == ["1970-01-01T00:00:00+00:00"]


def test_sitemap_lists_each_page_a_reader_may_want_once(bread: Output) -> None:
    pages = {
        f"https://example.org/base/{path.removesuffix('index.html')}"
        for path in bread.pages()
        if not path.startswith(("embed/", "words/", "definitions/sour/", "style/", "404"))
    }
    assert set(sitemap(bread)) == pages
    assert bread.read("/sitemap.xml").count("<url>") == len(pages)


def test_sitemap_says_the_day_a_page_was_checked(bread: Output) -> None:
    found = sitemap(bread)
    assert found["https://example.org/base/definitions/sourdough/"] == "2026-03-02"
    assert found["https://example.org/base/tips/freeze-it/"] is None


def test_robots_are_shown_the_sitemap(bread: Output) -> None:
    assert bread.read("/robots.txt") == (
        "User-agent: *\nAllow: /\nSitemap: https://example.org/base/sitemap.xml\n"
    )


def test_drafts_are_in_no_feed_and_not_in_the_sitemap_even_while_writing(site: Site) -> None:
    draft = markdown("Secret", "Not yet.", status="draft", reviewed="2026-01-01")
    done = markdown("Open", "Now.", reviewed="2026-01-01")
    output = site({"content/tips/secret.md": draft, "content/tips/open.md": done}, address=None)
    assert "tips/open/" in output.read("/sitemap.xml")
    assert "secret" not in output.read("/sitemap.xml").lower()


def test_words_that_link_are_explained_at_the_end(site: Site) -> None:
    files = {
        "content/definitions/rye.md": markdown("Rye", short="A <dark> grain."),
        "content/tips/sow.md": markdown("Sow", "Sow rye.", reviewed="2026-01-02"),
        "content/tips/wait.md": markdown("Wait", "Wait.", reviewed="2026-01-01"),
    }
    built = site(files, publish=True, address="https://example.org/base")
    sown, waited = values(feed(built, "tips"), "a:entry/a:content")
    page = BeautifulSoup(sown, "html.parser")
    assert page.h2.get_text() == "Words on this page"
    assert page.dd.get_text() == "A <dark> grain."
    assert page.dt.a["href"] == page.p.a["href"] == "https://example.org/base/definitions/rye/"
    assert "data-term" not in sown
    assert "Words" not in waited
