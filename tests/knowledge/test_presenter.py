"""The presenter: each page's view says all the page shows."""

import pytest
from asked import TIP_FIELDS, asking, form_page
from written import SITE, Reading, case_study, definition, entry, the, tip

from knowledge import Entry, Library
from knowledge.linking import Mention, Rendering
from knowledge.presenter import Presenter, Renderings, date_text
from knowledge.views import (
    CaseStudyView,
    EmbedView,
    HomeView,
    LettersView,
    PageView,
    PathView,
    SearchView,
    TimelineView,
)


def view(
    library: Library, kind: str, slug: str, rendered: Renderings | None = None, address: str = ""
) -> PageView:
    return Presenter(library, rendered or {}, address).page(the(library, kind, slug))


def crumbs(found: PageView) -> list[tuple[str, str]]:
    return [(link.title, link.address) for link in found.crumbs]


def linking(*terms: str) -> Rendering:
    """What is left of an entry that says `So <term> it is.` of each term in turn."""
    return Rendering("", {}, tuple(Mention(term, term, "So ", " it is.") for term in terms))


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [each.title for each in entries]


def test_words_on_a_page_are_its_terms_by_title(library: Reading) -> None:
    found = library(
        {
            "content/definitions/rye.md": definition("Rye", acronym="RB", aliases="dark"),
            "content/definitions/oat.md": definition("oat", sense="on a plate"),
            "content/tips/a.md": tip("A"),
        }
    )
    page = view(found, "tip", "a", {the(found, "tip", "a"): linking("rye", "oat", "gone")})
    assert [(w.slug, w.title, w.address, w.short, w.also, w.sense) for w in page.words] == [
        ("oat", "oat", "/definitions/oat/", "A word.", (), "on a plate"),
        ("rye", "Rye", "/definitions/rye/", "A word.", ("dark", "RB"), None),
    ]
    assert view(found, "tip", "a").words == ()


def test_tip_in_a_set_knows_its_place(library: Reading) -> None:
    files = {
        f"content/tips/{slug}.md": tip(slug, set="first-five", number=number, topics="heat")
        for slug, number in {"a": 2, "b": 1}.items()
    }
    found = view(library({**files, "content/tips/c.md": tip("c")}), "tip", "a")
    assert found.position is not None
    assert (found.position.number, found.position.of) == (2, 2)
    assert (found.position.label, found.position.address) == (
        "First five tips",
        "/tips/#first-five",
    )
    assert found.previous is not None
    assert (found.previous.slug, found.next) == ("b", None)
    assert [(t.title, t.label, t.address) for t in found.topics] == [
        ("Heat", "Heat", "/tips/topic/heat/")
    ]


def test_tip_outside_a_set_has_no_place(library: Reading) -> None:
    found = view(library({"content/tips/c.md": tip("c")}), "tip", "c")
    assert (found.position, found.previous, found.next) == (None, None, None)


def test_crumbs_lead_home_and_to_the_list(library: Reading) -> None:
    files = {
        "content/definitions/rye.md": definition("Rye"),
        "content/tips/a.md": tip("A"),
        "content/pages/p.md": entry(title="P", short="p"),
    }
    found = library(files)
    crumbs = {
        kind: [(c.title, c.address) for c in view(found, kind, slug).crumbs]
        for kind, slug in (("definition", "rye"), ("tip", "a"), ("page", "p"))
    }
    assert crumbs == {
        "definition": [("Home", "/"), ("Words", "/definitions/")],
        "tip": [("Home", "/"), ("Tips", "/tips/")],
        "page": [("Home", "/")],
    }


@pytest.mark.parametrize(
    ("owner", "edit", "report"),
    [
        ("", None, None),
        (
            "repository: https://code.example/a/b/\ncontact: a@b.example\n",
            "https://code.example/a/b/edit/main/content/tips/a.md",
            "https://code.example/a/b/issues/new?title=/tips/a/",
        ),
        (
            "repository: https://code.example/a/b\nbranch: next\n",
            "https://code.example/a/b/edit/next/content/tips/a.md",
            "https://code.example/a/b/issues/new?title=/tips/a/",
        ),
        ("contact: a@b.example\n", None, "mailto:a@b.example?subject=/tips/a/"),
        ("contact: https://b.example/tell\n", None, "https://b.example/tell"),
    ],
)
def test_links_to_edit_and_report_are_there_when_the_owner_gave_the_means(
    library: Reading, owner: str, edit: str | None, report: str | None
) -> None:
    found = view(library({"site.yml": SITE + owner, "content/tips/a.md": tip("A")}), "tip", "a")
    assert (found.edit_url, found.report_url) == (edit, report)


def test_mistake_is_told_by_the_form_for_it_where_there_is_one(library: Reading) -> None:
    owner = "repository: https://code.example/a/b\n"
    found = library(
        {
            "site.yml": SITE + owner,
            "content/tips/a.md": tip("A"),
            "content/pages/t.md": form_page("tip", *asking(*TIP_FIELDS), address="/t/"),
            "content/pages/w.md": form_page("correction", *asking("page", "wrong"), address="/w/"),
        }
    )
    assert view(found, "tip", "a").report_url == "/w/?page=/tips/a/"
    assert view(found, "page", "t").report_url == "/w/?page=/t/"
    own = "https://code.example/a/b/issues/new?title=/w/"
    assert view(found, "page", "w").report_url == own


def test_form_lies_below_the_page_that_tells_how_to_take_part(library: Reading) -> None:
    page = form_page("tip", *asking(*TIP_FIELDS), address="/contribute/tip/")
    files = {"content/pages/contribute-tip.md": page}
    assert crumbs(view(library(files), "page", "contribute-tip")) == [("Home", "/")]
    above = {**files, "content/pages/contribute.md": entry(title="Take part", short="a")}
    found = view(library(above), "page", "contribute-tip")
    assert crumbs(found) == [("Home", "/"), ("Take part", "/contribute/")]


@pytest.mark.parametrize(
    ("owner", "suggest"),
    [
        ("", None),
        ("repository: https://code.example/a/b\n", "https://code.example/a/b/issues/new?title="),
        ("contact: a@b.example\n", "mailto:a@b.example?subject="),
        ("contact: https://b.example/tell\n", "https://b.example/tell"),
    ],
)
def test_search_page_has_the_letters_and_a_place_to_tell_of_a_missing_word(
    library: Reading, owner: str, suggest: str | None
) -> None:
    pages = {"content/pages/s.md": entry(title="S", short="s", template="search")}
    found = view(
        library({"site.yml": SITE + owner, **pages, "content/tips/a.md": tip("A")}), "page", "s"
    )
    assert isinstance(found, SearchView)
    assert found.suggest_url == suggest
    assert [letter.letter for letter in found.letters if letter.items] == ["A"]


def test_snippets_need_a_public_address_and_a_kind_with_cards(library: Reading) -> None:
    found = library({"content/tips/a.md": tip("A"), "content/hints/h.md": HINT})
    home = "https://bread.example/base"
    assert view(found, "tip", "a", address=home).snippets_address == "/embed/tip/a/"
    assert view(found, "tip", "a").snippets_address is None
    assert view(found, "hint", "h", address=home).snippets_address is None


def test_page_for_editors_has_every_live_card_by_kind(library: Reading) -> None:
    files = {
        "content/pages/embed.md": entry(title="E", short="e", template="embed"),
        "content/tips/a.md": tip("A", set="first-five", number=1, moved_from=["/tips/old/"]),
        "content/definitions/rye.md": definition("Rye"),
    }
    found = view(library(files), "page", "embed")
    assert isinstance(found, EmbedView)
    groups = [(group.label, [card.name for card in group.cards]) for group in found.cards]
    assert groups == [
        ("", ["set/first-five"]),
        ("Tips", ["tip/a"]),
        ("Definitions", ["definition/rye"]),
    ]


HINT = entry("## Steps\n\n## Checklist\n", title="H", short="h")


def test_case_study_shows_every_stage_and_which_were_shared(library: Reading) -> None:
    text = case_study(
        "M", stages="bake", groups=["eaters", "bakers"], nation="uk", terms="rye", tips="a"
    )
    found = view(
        library(
            {
                "content/case-studies/m.md": text,
                "content/definitions/rye.md": definition("Rye"),
                "content/tips/a.md": tip("A"),
            }
        ),
        "case-study",
        "m",
    )
    assert isinstance(found, CaseStudyView)
    assert [(s.label, s.done) for s in found.stages] == [
        ("Mix together", False),
        ("Bake together", True),
    ]
    assert [(g.title, g.address) for g in found.groups] == [
        ("Eaters", "/case-studies/who/eaters/"),
        ("Bakers", "/case-studies/who/bakers/"),
    ]
    assert [(n.title, n.address) for n in found.nations] == [
        ("Across the UK", "/case-studies/place/uk/")
    ]
    assert (titles(found.terms), titles(found.tips)) == (["Rye"], ["A"])


STEPS = [{"entry": "tips/a", "why": "Small."}, {"entry": "definitions/rye", "why": "Short."}]
FRONT = {
    "content/definitions/rye.md": definition(
        "Rye", acronym="RB", aliases=["Dark", "darks", "ryes", "R-ye"]
    ),
    "content/tips/a.md": tip("Zest"),
    "content/tips/b.md": tip("Ask", set="first-five", number=1),
    "content/pages/home.md": entry(title="Home", short="h", address="/", template="home"),
    "content/pages/start.md": entry(title="Start", short="s", template="start-here", path=STEPS),
    "content/pages/letters.md": entry(title="A to Z", short="l", template="a-to-z"),
}


def test_path_leads_through_entries_in_the_order_of_the_author(library: Reading) -> None:
    found = view(library(FRONT), "page", "start")
    assert isinstance(found, PathView)
    assert [(s.entry.title, s.why) for s in found.steps] == [("Zest", "Small."), ("Rye", "Short.")]


def test_front_page_shows_the_word_the_first_tip_the_newest_cases_and_counts(
    library: Reading,
) -> None:
    cases = {
        f"content/case-studies/c{year}.md": case_study(f"C{year}", years=str(year))
        for year in (2001, 2004, 2003, 2002)
    }
    found = view(
        library({**FRONT, **cases, "site.yml": SITE + "definition: rye\n"}), "page", "home"
    )
    assert isinstance(found, HomeView)
    assert found.definition is not None
    assert found.tip is not None
    assert found.start is not None
    assert (found.definition.slug, found.tip.slug, found.start.slug) == ("rye", "b", "start")
    assert [s.entry.slug for s in found.steps] == ["a", "rye"]
    assert titles(found.case_studies) == ["C2004", "C2003", "C2002"]
    assert [(c.label, c.count, c.address) for c in found.counts] == [
        ("Words", 1, "/definitions/"),
        ("Tips", 2, "/tips/"),
        ("Case studies", 4, "/case-studies/"),
    ]


def test_front_page_of_an_empty_site_is_empty(library: Reading) -> None:
    home = FRONT["content/pages/home.md"]
    found = view(library({"content/pages/home.md": home}), "page", "home")
    assert isinstance(found, HomeView)
    assert (found.definition, found.tip, found.start, found.steps) == (None, None, None, ())
    assert (found.case_studies, found.counts) == ((), ())


def test_a_to_z_asks_for_words_when_the_site_has_a_page_for_it(library: Reading) -> None:
    without = view(library(FRONT), "page", "letters")
    asking = entry(title="Words", short="w", template="words-we-still-need")
    found = view(library({**FRONT, "content/pages/asking.md": asking}), "page", "letters")
    assert isinstance(without, LettersView)
    assert isinstance(found, LettersView)
    assert len(found.letters) == 26
    assert without.wanted is None
    assert found.wanted is not None
    assert found.wanted.address == "/asking/"


TIMELINE = """\
- {id: a, title: A, short: a, date: 1969, sources: [book], type: idea, nation: uk, terms: rye}
- {id: b, title: B, short: b, date: 1970s, sources: [film, book]}
- {id: c, title: C, short: c, date: 2013-11-05, end_date: 2013-11-08}
- {id: d, title: D, short: d, date: 1974-02, why_it_matters: w, note: n}
"""
HISTORY = {
    "content/timeline.yml": TIMELINE,
    "content/sources.yml": "book: {title: Book}\nfilm: {title: Film}\n",
    "content/definitions/rye.md": definition("Rye"),
    "content/pages/timeline.md": entry(title="Timeline", short="t", template="timeline"),
}


def test_timeline_is_in_decades_each_once(library: Reading) -> None:
    found = view(library(HISTORY), "page", "timeline")
    assert isinstance(found, TimelineView)
    assert [(d.label, [m.id for m in d.milestones]) for d in found.decades] == [
        ("1960s", ["a"]),
        ("1970s", ["b", "d"]),
        ("2010s", ["c"]),
    ]


def test_milestone_is_told_in_words(library: Reading) -> None:
    found = view(library(HISTORY), "page", "timeline")
    assert isinstance(found, TimelineView)
    a, b, d, c = (m for decade in found.decades for m in decade.milestones)
    assert (a.anchor, a.title, a.short, a.date_text) == ("a", "A", "a", "1969")
    assert (a.type, a.nations, titles(a.terms)) == ("Idea", ("Across the UK",), ["Rye"])
    assert (d.why_it_matters, d.note, d.type, d.nations) == ("w", "n", None, ())
    assert [m.date_text for m in (b, d, c)] == [
        "1970s",
        "February 1974",
        "5 November 2013 to 8 November 2013",
    ]


def test_timeline_numbers_its_sources_with_the_dates_that_cite_them(library: Reading) -> None:
    found = view(library(HISTORY), "page", "timeline")
    assert isinstance(found, TimelineView)
    assert [(r.number, r.source.title, r.anchors) for r in found.references] == [
        (1, "Book", ("a", "b")),
        (2, "Film", ("b",)),
    ]
    cited = {m.id: m.references for decade in found.decades for m in decade.milestones}
    assert cited == {"a": (1,), "b": (2, 1), "c": (), "d": ()}


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1969", None, "1969"),
        ("1970s", None, "1970s"),
        ("2013-11", None, "November 2013"),
        ("2013-01-05", None, "5 January 2013"),
        ("2013-12-31", "2014-01", "31 December 2013 to January 2014"),
        ("1970s", "1985", "1970s to 1985"),
    ],
)
def test_rough_date_is_told_in_words(start: str, end: str | None, words: str) -> None:
    assert date_text(start, end) == words
