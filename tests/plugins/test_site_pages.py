"""Pages: their addresses, what surrounds each body, the indexes, the moved, the sub-path."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from tests.plugins.conftest import Site
from tests.plugins.mini_site import ROOT, Output, markdown, settings_page


def texts(parent: BeautifulSoup | Tag, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in parent.select(selector)]


def links(parent: BeautifulSoup | Tag, selector: str = "a") -> list[str]:
    return [found["href"] for found in parent.select(selector)]


def section(page: BeautifulSoup, heading: str) -> Tag:
    """The part of a page that stands under a heading of the second level."""
    found = next(h for h in page.select("h2") if " ".join(h.get_text().split()) == heading)
    return found.parent


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/", "Bread is for everyone"),
        ("/definitions/bread/", "Bread"),
        ("/tips/wait/", "Wait <longer>"),
        ("/hints/wait-well/", "Wait well"),
        ("/case-studies/village-oven/", "The village oven"),
        ("/start-here/", "Start here"),
        ("/a-to-z/", "A to Z"),
        ("/timeline/", "Timeline"),
        ("/search/", "Search"),
        ("/reading-settings/", "Reading settings"),
        ("/contribute/", "Take part"),
        ("/404.html", "This page is not here"),
        ("/definitions/", "Words"),
        ("/definitions/topic/flour/", "Words: Flour"),
        ("/tips/", "Tips"),
        ("/hints/", "Hint sheets"),
        ("/case-studies/", "True stories"),
        ("/case-studies/place/wales/", "True stories: Wales"),
        ("/case-studies/stage/mix/", "True stories: Mix together"),
        ("/case-studies/who/millers/", "True stories: Millers"),
        ("/resources/", "Resources"),
        ("/resources/format/film/", "Resources: Film"),
        ("/definitions/sour/", "This page has moved"),
    ],
)
def test_every_page_is_at_its_address_with_one_heading(
    bread: Output, address: str, heading: str
) -> None:
    assert texts(bread.soup(address), "h1") == [heading]


@pytest.mark.parametrize(
    "address",
    ["/case-studies/place/england/", "/tips/topic/oven/", "/definitions/crumb-shot/", "/posts/"],
)
def test_there_is_no_page_for_what_nobody_wrote(bread: Output, address: str) -> None:
    assert not bread.has(address)


def test_resources_stand_on_one_page_and_can_each_be_linked(bread: Output) -> None:
    page = bread.soup("/resources/")
    assert "The mill guide" in page.select_one("#mill-guide").get_text()
    assert "https://example.org/guide" in links(page, "#mill-guide a")
    assert "There is no address for it." in page.select_one("#lost-film").get_text()
    assert links(page, "#lost-film a") == []


def test_index_lists_definitions_by_letter(bread: Output) -> None:
    page = bread.soup("/definitions/")
    assert [letter for letter in texts(page, "main h2") if len(letter) == 1] == ["B", "S"]
    listed = [a for a in links(page, "main dt a") if "/definitions/" in a]
    assert listed == [f"/base/definitions/{slug}/" for slug in ("bread", "sourdough", "starter")]


def test_index_of_tips_begins_with_the_numbered_set(bread: Output) -> None:
    page = bread.soup("/tips/")
    assert texts(page, "main h2")[-2:] == ["Your first loaf", "More tips"]
    listed = [a for a in links(page, "main li a, main h3 a") if a.count("/") == 4]
    assert listed == [f"/base/tips/{slug}/" for slug in ("weigh-it", "wait", "freeze-it")]


def test_filter_page_lists_only_what_the_filter_leaves_and_leads_back_to_all(bread: Output) -> None:
    page = bread.soup("/definitions/topic/heat/")
    assert links(page, "main dt a") == ["/base/definitions/sourdough/"]
    assert "/base/definitions/" in links(page, "main a")
    chosen = page.select_one("main nav [aria-current], main details [aria-current]")
    assert re.findall(r"\w+", chosen.get_text()) == ["Heat", "1"]


def test_filters_say_how_many_they_leave(bread: Output) -> None:
    page = bread.soup("/definitions/")
    values = page.select('main a[href^="/base/definitions/topic/"]')
    assert [re.findall(r"\w+", value.get_text()) for value in values] == [
        ["Flour", "2"],
        ["Heat", "1"],
    ]


@pytest.mark.parametrize("old", ["/words/sour-dough/", "/definitions/sour/"])
def test_moved_address_leads_on_to_the_new_one(bread: Output, old: str) -> None:
    page = bread.soup(old)
    refresh = page.select_one('meta[http-equiv="refresh"]')["content"]
    assert refresh == "0; url=/base/definitions/sourdough/"
    assert links(page, "main a") == ["/base/definitions/sourdough/"]
    assert links(page, 'link[rel="canonical"]') == [
        "https://example.org/base/definitions/sourdough/"
    ]
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"


def source(page: BeautifulSoup, title: str) -> Tag:
    return next(item for item in page.select(".source-list li") if title in item.get_text())


def test_sources_are_numbered_as_the_reader_meets_them(bread: Output) -> None:
    page = bread.soup("/definitions/sourdough/")
    opinions = section(page, "Who says so")
    assert [a for a in links(opinions) if a.startswith("#")] == [
        "#source-1",
        "#source-2",
        "#source-1",
    ]
    assert [item["id"] for item in section(page, "Sources").select("li")] == [
        "source-1",
        "source-2",
        "source-3",
    ]
    assert texts(section(page, "Sources"), "cite") == [
        "The Mill Report",
        "The oven film",
        "Ovens <of old>",
    ]


def test_source_leads_back_to_every_place_that_cites_it(bread: Output) -> None:
    page = bread.soup("/definitions/sourdough/")
    report = source(page, "The Mill Report")
    assert [a for a in links(report) if a.startswith("#")] == ["#view-1", "#view-2"]
    assert links(source(page, "The oven film")) == ["#view-1"]
    for anchor in ("#view-1", "#view-2"):
        assert len(page.select(anchor)) == 1
    assert "https://example.org/mill?a=1&b=2" in links(report)


def test_copy_of_a_source_is_named_without_a_link(bread: Output) -> None:
    copy = source(bread.soup("/definitions/sourdough/"), "Ovens <of old>")
    assert "We read a copy on another site" in copy.get_text()
    assert links(copy) == []
    assert "copies.example.org" not in bread.read("/definitions/sourdough/")


def test_source_written_in_place_is_listed_like_the_others(bread: Output) -> None:
    source = " ".join(bread.soup("/hints/wait-well/").select_one("#source-1").get_text().split())
    assert source == "A note in place, Crumb, 2020. No public address found."


def test_words_on_this_page_are_those_the_body_links(bread: Output) -> None:
    page = bread.soup("/hints/wait-well/")
    linked = [a["data-term"] for a in page.select("main a[data-term]")]
    assert linked == ["starter"]
    assert texts(section(page, "Words on this page"), "dt") == ["Starter"]


def test_definition_names_the_entries_whose_text_uses_it(bread: Output) -> None:
    used = section(bread.soup("/definitions/starter/"), "Where this word is used")
    assert links(used) == [
        "/base/hints/wait-well/",
        "/base/contribute/",
        "/base/definitions/bread/",
        "/base/definitions/sourdough/",
    ]


def test_definition_shows_what_else_it_is_called_and_is_not(bread: Output) -> None:
    page = bread.soup("/definitions/sourdough/")
    assert links(section(page, "See also")) == ["/base/definitions/starter/"]
    assert "/base/definitions/bread/" in links(section(page, "Not the same as"))
    words = " ".join(page.select_one("main").get_text().split())
    for text in (
        "natural leaven",
        "SD",
        "slow bread",
        "Books do not agree on when",
        "Everyone who",
    ):
        assert text in words
    assert page.select_one('[lang="cy"]').get_text().strip() == "surdoes"
    assert "Last checked 2 March 2026" in words


def test_numbered_tips_lead_to_the_one_before_and_the_one_after(bread: Output) -> None:
    first, second = bread.soup("/tips/weigh-it/"), bread.soup("/tips/wait/")
    assert links(first, 'a[rel="prev"]') == []
    assert links(first, 'a[rel="next"]') == ["/base/tips/wait/"]
    assert links(second, 'a[rel="prev"]') == ["/base/tips/weigh-it/"]
    assert links(second, 'a[rel="next"]') == []
    assert links(bread.soup("/tips/freeze-it/"), 'a[rel="next"], a[rel="prev"]') == []


def test_case_study_shows_each_stage_and_whether_it_was_shared(bread: Output) -> None:
    words = " ".join(
        bread.soup("/case-studies/village-oven/").select_one("main").get_text().split()
    )
    for text in ("Llanfara", "1998 to 2001", "The Oven Club", "30 loaves a week"):
        assert text in words
    for stage in ("Mix together", "Wait together", "Bake together"):
        assert stage in words


def test_timeline_goes_by_decade_and_says_its_dates_in_words(bread: Output) -> None:
    page = bread.soup("/timeline/")
    words = " ".join(page.select_one("main").get_text().split())
    assert "November 1979 to 5 February 1981" in words
    assert words.index("The first oven") < words.index("The bread law")
    for milestone in ("#first-oven", "#bread-law"):
        assert len(page.select(milestone)) == 1


def test_a_to_z_lists_titles_and_other_names(bread: Output) -> None:
    page = bread.soup("/a-to-z/")
    items = texts(page, "#words li")
    assert [item for item in items if item.startswith(("Bread", "levain", "loaf", "natural"))] == [
        "Bread",
        "levain: see Starter",
        "loaf: see Bread",
        "natural leaven: see Sourdough",
    ]
    assert "crumb" not in " ".join(items).lower()


def test_edit_link_leads_to_the_file_in_the_repository(bread: Output) -> None:
    edit = "https://git.example.org/bakers/crumb/edit/main/content/tips/wait.md"
    assert edit in links(bread.soup("/tips/wait/"))


def test_edit_link_is_left_out_while_there_is_no_repository(site: Site) -> None:
    output = site(
        {
            "site.yml": settings_page(repository=None, contact=None),
            "content/tips/wait.md": markdown("Wait", "Wait."),
        }
    )
    page = output.soup("/tips/wait/")
    assert "Edit this page" not in page.get_text()
    assert "/contribute/" in links(page)


def addresses(output: Output) -> Iterator[tuple[str, str]]:
    """(page, address) for everything on any page that leads to this site."""
    for path in output.pages():
        soup = output.soup(path)
        for element in soup.select("[href], [src], [action], [data-src]"):
            for name in ("href", "src", "action"):
                if name in element.attrs and element.get("rel") != ["canonical"]:
                    yield path, element[name]
        for refresh in soup.select('meta[http-equiv="refresh"]'):
            yield path, refresh["content"].partition("url=")[2]


@pytest.mark.parametrize(("name", "base"), [("bread", "/base"), ("bread_at_root", "")])
def test_every_address_stands_under_the_base_path_and_leads_to_a_file(
    name: str, base: str, request: pytest.FixtureRequest
) -> None:
    output = request.getfixturevalue(name)
    local = [(page, to) for page, to in addresses(output) if not urlsplit(to).scheme]
    assert len(local) > 500
    wrong = []
    for page, to in local:
        here = f"{base}/{page.removesuffix('index.html')}"
        target = urlsplit(urljoin(here, to))
        under = target.path.startswith(f"{base}/")
        if not under or not output.has(target.path.removeprefix(base)):
            wrong.append((page, to))
    assert wrong == []


def test_no_address_of_one_build_is_left_in_the_next(bread: Output, bread_at_root: Output) -> None:
    assert [path for path in bread_at_root.pages() if "/base/" in bread_at_root.read(path)] == []
    assert bread.paths() != []


def test_canonical_address_is_the_whole_address_of_each_page(bread: Output) -> None:
    for path in bread.pages():
        if path.startswith(("words/", "definitions/sour/")):
            continue
        here = path.removesuffix("index.html")
        if path.startswith("embed/v1/"):
            continue  # a card's is that of its page: test_tip_cards.py
        found = links(bread.soup(path), 'link[rel="canonical"]')
        assert found in ([f"https://example.org/base/{here}"], []), path
        assert found or path == "404.html"


def test_without_an_address_there_is_nothing_that_needs_one(
    bread_without_address: Output, bread: Output
) -> None:
    output = bread_without_address
    needing = {path for path in bread.paths() if path.startswith("feeds/")}
    needing |= {"sitemap.xml", "robots.txt"}
    needing |= {path for path in bread.paths() if re.match(r"pictures/|embed/(?!v1)", path)}
    needing |= {path for path in bread.paths() if path.endswith("oembed.json")}
    neutral = {path for path in bread.paths() if "-" not in path.rpartition("/")[2]} - needing
    assert {path for path in output.paths() if "-" not in path.rpartition("/")[2]} == neutral
    for path in output.pages():
        page = output.soup(path)
        assert page.select('link[rel="canonical"], meta[property^="og:"], [type*="atom"]') == []
        # The style page shows a snippet that an example makes up.
        assert "<iframe" not in page.get_text() or path.startswith("style/")
        assert "https://example.org/base" not in output.read(path)


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


BUILD = """
import sys
from pathlib import Path
from tests.golden.build import build_golden
build_golden(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("seed", ["1", "2026"])
def test_build_is_the_same_byte_for_byte_whatever_the_order_of_sets(
    bread: Output, seed: str, tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", BUILD, str(tmp_path / "output")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert fingerprints(tmp_path / "output") == fingerprints(bread.folder)


def test_title_with_markup_in_it_is_text_everywhere(bread: Output) -> None:
    for path in bread.pages():
        assert "<longer" not in bread.read(path), path
        assert "<of old" not in bread.read(path), path
