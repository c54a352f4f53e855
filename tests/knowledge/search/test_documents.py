"""Search documents: what of the library is searched, and in which sections."""

import pytest
from written import HINT_BODY, Files, Reading, case_study, definition, entry, the, tip

from knowledge import Library
from knowledge.search.documents import SearchDocument, Section, documents, html_sections

VIEWS = [
    {"who": "A baker", "year": 2001, "view": "It is life."},
    {"who": "The mill", "view": "It is flour & water."},
]
RESOURCES = """\
- title: Mill guide
  id: mill-guide
  short: How to mill.
  publisher: The mill
  audience: Those who mill.
  url: https://example.org/mill
- title: Draft guide
  id: draft-guide
  short: Not yet.
  status: draft
  url: https://example.org/draft
"""
TIMELINE = """\
- title: A law on bread
  id: bread-law
  short: Bread has a law.
  date: 1266
  why_it_matters: Loaves had one weight.
"""
FILES: Files = {
    "content/definitions/rye.md": definition("Rye"),
    "content/definitions/bread.md": definition(
        "Bread",
        aliases=["loaf", "cob"],
        forms=["loaves"],
        acronym="BR",
        welsh="bara",
        views=VIEWS,
        what_they_share="All eat it.",
        not_the_same_as=[{"term": "rye", "difference": "Rye is a grain."}],
        note="We are not sure.",
    ),
    "content/definitions/secret.md": definition("Secret", status="draft"),
    "content/tips/weigh.md": tip("Weigh it", "Use *good* scales.", try_this="Weigh an egg."),
    "content/hints/knead.md": entry(HINT_BODY, title="Knead", short="Hands on."),
    "content/case-studies/oven.md": case_study(
        "An oven",
        organisations=["Oven club", "Leeds council"],
        who_took_part="Two streets.",
        setting="A square",
        figures=["90 loaves"],
    ),
    "content/resources.yml": RESOURCES,
    "content/timeline.yml": TIMELINE,
    "content/pages/about.md": entry("Us.", title="About us", short="Who we are."),
    "content/pages/home.md": entry(title="Home", short="Hi.", template="home", address="/"),
    "content/pages/search.md": entry(title="Search", short="Ask.", template="search"),
    "content/pages/a-to-z.md": entry(title="A to Z", short="All.", template="a-to-z"),
    "content/pages/timeline.md": entry(title="Time", short="Dates.", template="timeline"),
    "content/pages/dates.md": entry(title="Dates", short="All.", template="timeline-sources"),
    "content/pages/404.md": entry(title="Lost", short="No.", template="not-found"),
    "content/pages/settings.md": entry(title="Size", short="Big.", template="reading-settings"),
    "content/pages/start.md": entry(
        "Read.",
        title="Start here",
        short="First steps.",
        template="start-here",
        path=[{"entry": "definitions/bread", "why": "It comes first."}],
    ),
}


@pytest.fixture(params=[False, True], ids=["published", "with drafts"])
def bakery(library: Reading, request: pytest.FixtureRequest) -> Library:
    """The same entries; drafts must make no difference."""
    return library(FILES, drafts=request.param)


def by_address(library: Library) -> dict[str, SearchDocument]:
    return {document.address: document for document in documents(library, {})}


ADDRESSES = {
    "definition": ["/definitions/bread/", "/definitions/rye/"],
    "tip": ["/tips/weigh/"],
    "hint": ["/hints/knead/"],
    "case-study": ["/case-studies/oven/"],
    "resource": ["/resources/#mill-guide"],
    "milestone": ["/timeline/#bread-law"],
    "page": ["/about/", "/start/"],
}


def test_drafts_and_pages_that_only_lead_on_stay_out(bakery: Library) -> None:
    found: dict[str, list[str]] = {}
    for document in documents(bakery, {}):
        found.setdefault(document.kind.name, []).append(document.address)
    assert [*found.items()] == [*ADDRESSES.items()]


def test_document_says_what_kind_it_is_and_lies_below_the_base(bakery: Library) -> None:
    found = {document.address: tuple(document.kind) for document in documents(bakery, {}, "/base")}
    assert found["/base/hints/knead/"] == ("hint", "Hint sheet", "Hint sheets")
    assert found["/base/resources/#mill-guide"] == ("resource", "Resource", "Resources")


def test_order_is_that_of_the_addresses_whatever_is_edited(library: Reading) -> None:
    names = ["b", "a-z", "a", "ab", "a1"]
    titles = {f"content/definitions/{name}.md": definition(f"Word {name}") for name in names}
    before = [document.address for document in documents(library(titles), {})]
    others = {file: definition(f"{9 - place}th word") for place, file in enumerate(titles)}
    assert [document.address for document in documents(library(others), {})] == before
    assert before == [f"/definitions/{name}/" for name in ("a-z", "a", "a1", "ab", "b")]


def test_definition_has_its_names_and_the_forms_that_are_none(bakery: Library) -> None:
    bread = by_address(bakery)["/definitions/bread/"]
    assert (bread.title, bread.short) == ("Bread", "A word.")
    assert bread.names == ("loaf", "cob", "BR", "bara")
    assert bread.forms == ("loaves",)
    rye = by_address(bakery)["/definitions/rye/"]
    assert (rye.names, rye.forms, rye.sections) == ((), (), ())


def test_views_are_sections_and_all_other_prose_comes_last(bakery: Library) -> None:
    bodies = {the(bakery, "definition", "bread"): '<p>Old.</p><h2 id="how">How</h2><p>Hot.</p>'}
    bread, *_others = documents(bakery, bodies)
    assert bread.sections == (
        Section("", "", "Old."),
        Section("how", "How", "Hot."),
        Section("view-1", "A baker", "It is life."),
        Section("view-2", "The mill", "It is flour & water."),
        Section("", "", "We are not sure."),
        Section("", "", "Rye is a grain."),
        Section("", "", "All eat it."),
    )


FACTS = {
    "/tips/weigh/": ("Use good scales.", ["Weigh an egg."]),
    "/case-studies/oven/": (
        "It rose.",
        ["Two streets.", "A square", "90 loaves", "Leeds; 2012; Oven club; Leeds council"],
    ),
    "/resources/#mill-guide": ("How to mill.", ["Those who mill.", "The mill"]),
    "/timeline/#bread-law": ("Bread has a law.", ["Loaves had one weight."]),
    "/start/": ("First steps.", ["It comes first."]),
}


def test_prose_and_facts_of_every_kind_are_searched(bakery: Library) -> None:
    found = by_address(bakery)
    texts = {address: (found[address].short, found[address].sections) for address in FACTS}
    wanted = {
        address: (short, tuple(Section("", "", text) for text in facts))
        for address, (short, facts) in FACTS.items()
    }
    assert texts == wanted


SECTIONS = {
    "": [],
    "<p> \n </p>": [],
    "<p>One.</p>\n<p>Two.</p>": [("", "", "One. Two.")],
    '<p>One.</p><h2 id="a">A</h2><p>Two.</p><h3 id="b">B</h3>': [
        ("", "", "One."),
        ("a", "A", "Two."),
        ("b", "B", ""),
    ],
    '<h2 id="a">A</h2><h3 id="b">B</h3><p>One.</p>': [("a", "A", ""), ("b", "B", "One.")],
    '<h2 id="a-b_1">More <em>than</em>\n one &amp; <a href="/x">two</a></h2>Text': [
        ("a-b_1", "More than one & two", "Text"),
    ],
    '<h2 id="&quot;é">É</h2>é': [('"é', "É", "é")],
    "<h2>No id</h2> <p>One.</p>": [("", "", "No id One.")],
    "<p>Bread &amp; butter &lt;b&gt; caf&eacute; &nbsp;&#8217;s &mdash;</p>": [
        ("", "", "Bread & butter <b> café ’s —"),
    ],
    "<p>co<b>-op</b>s <a data-term='x' href='/y'>are <i>no</i>t</a>.</p>": [
        ("", "", "co-ops are not."),
    ],
    "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>": [("", "", "One Two Three")],
    "<table><tr><th>A</th><th>B</th></tr><tr><td>C</td><td>D</td></tr></table>E": [
        ("", "", "A B C D E"),
    ],
    "One<br>two<br />three<hr>four<dl><dt>five</dt><dd>six</dd></dl>": [
        ("", "", "One two three four five six"),
    ],
    '<blockquote><p>One</p></blockquote><pre><code>a &lt; b</code></pre><img alt="3 &gt; 2">': [
        ("", "", "One a < b"),
    ],
}


@pytest.mark.parametrize("html", SECTIONS)
def test_sections_of_a_body(html: str) -> None:
    assert [tuple(section) for section in html_sections(html)] == SECTIONS[html]
