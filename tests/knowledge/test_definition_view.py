"""The view of a definition: its sources, its opinions, its kin and where it is used."""

from written import Reading, definition, entry, the, tip

from knowledge import Entry, Library
from knowledge.linking import Mention, Rendering
from knowledge.presenter import Presenter, Renderings
from knowledge.views import DefinitionView

SOURCES = "book: {title: Book}\nfilm: {title: Film}\nletter: {title: Letter}\n"
RYE, OAT, BUN = (f"content/definitions/{slug}.md" for slug in ("rye", "oat", "bun"))


def view(library: Library, slug: str, rendered: Renderings | None = None) -> DefinitionView:
    found = Presenter(library, rendered or {}).page(the(library, "definition", slug))
    assert isinstance(found, DefinitionView)
    return found


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [each.title for each in entries]


def test_sources_are_numbered_as_one_reads_each_with_the_places_that_cite_it(
    library: Reading,
) -> None:
    in_place = {"title": "Note"}
    views = [
        {"who": "A", "view": "a", "year": 2012, "sources": ["film", "book"]},
        {"who": "B", "view": "b", "sources": [in_place]},
        {"who": "C", "view": "c", "year": 2013, "sources": ["film", in_place]},
    ]
    text = definition("Rye", sources=["book", "letter"], views=views)
    found = view(library({"content/sources.yml": SOURCES, RYE: text}), "rye")
    assert [(r.number, r.source.title, r.anchors) for r in found.references] == [
        (1, "Film", ("view-3", "view-1")),
        (2, "Note", ("view-3", "view-2")),
        (3, "Book", ("view-1",)),
        (4, "Letter", ()),
    ]
    assert [(o.who, o.year, o.text, o.anchor, o.references) for o in found.opinions] == [
        ("C", 2013, "c", "view-3", (1, 2)),
        ("A", 2012, "a", "view-1", (1, 3)),
        ("B", None, "b", "view-2", (2,)),
    ]


def test_official_views_come_first_then_the_newest_then_those_of_no_year(library: Reading) -> None:
    told = [
        ("no year", None, False),
        ("old", 1999, False),
        ("official, no year", None, True),
        ("new", 2020, False),
        ("new too", 2020, False),
        ("official, old", 1980, True),
        ("no year either", None, False),
    ]
    views = [
        {"who": who, "view": "v", "official": official, **({"year": year} if year else {})}
        for who, year, official in told
    ]
    found = view(library({RYE: definition("Rye", views=views)}), "rye")
    assert [(o.who, o.official, o.anchor) for o in found.opinions] == [
        ("official, old", True, "view-6"),
        ("official, no year", True, "view-3"),
        ("new", False, "view-4"),
        ("new too", False, "view-5"),
        ("old", False, "view-2"),
        ("no year", False, "view-1"),
        ("no year either", False, "view-7"),
    ]


def test_opinions_and_differences_are_shown_as_they_were_rendered(library: Reading) -> None:
    found = library(
        {
            RYE: definition(
                "Rye",
                not_the_same_as=[
                    {"term": "bun", "difference": "x"},
                    {"term": "oat", "difference": "y"},
                ],
                views=[
                    {"who": "A", "view": "a", "year": 1999},
                    {"who": "B", "view": "b", "year": 2001},
                ],
            ),
            OAT: definition("Oat"),
            BUN: definition("Bun"),
        }
    )
    prose = {
        "views.0.view": "<i>a</i>",
        "not_the_same_as.1.difference": "<i>y</i>",
    }
    rye = view(found, "rye", {the(found, "definition", "rye"): Rendering("", prose, ())})
    assert [opinion.text for opinion in rye.opinions] == ["b", "<i>a</i>"]
    assert [(d.entry.slug, d.text) for d in rye.differences] == [("bun", "x"), ("oat", "<i>y</i>")]


def test_words_are_not_the_same_from_both_sides(library: Reading) -> None:
    found = library(
        {
            RYE: definition("Rye", not_the_same_as=[{"term": "oat", "difference": "Darker."}]),
            OAT: definition("Oat"),
            BUN: definition("Bun", not_the_same_as=[{"term": "oat", "difference": "Rounder."}]),
        }
    )
    prose = {"not_the_same_as.0.difference": "Darker, with a link."}
    rendered = {the(found, "definition", "rye"): Rendering("", prose, ())}
    told = {
        slug: [
            (d.entry.title, d.text, d.is_told_there)
            for d in view(found, slug, rendered).differences
        ]
        for slug in ("rye", "oat")
    }
    assert told == {
        "rye": [("Oat", "Darker, with a link.", False)],
        "oat": [("Bun", "Rounder.", True), ("Rye", "Darker.", True)],
    }


def test_where_both_words_tell_the_difference_each_page_shows_its_own(library: Reading) -> None:
    found = library(
        {
            RYE: definition("Rye", not_the_same_as=[{"term": "oat", "difference": "Darker."}]),
            OAT: definition("Oat", not_the_same_as=[{"term": "rye", "difference": "Paler."}]),
        }
    )
    told = {
        slug: [(d.entry.title, d.text, d.is_told_there) for d in view(found, slug).differences]
        for slug in ("rye", "oat")
    }
    assert told == {"rye": [("Oat", "Darker.", False)], "oat": [("Rye", "Paler.", False)]}


def test_kin_are_wider_words_parts_and_words_to_read_next(library: Reading) -> None:
    found = library(
        {
            RYE: definition("Rye", part_of="bun", see_also=["oat", "bun"]),
            OAT: definition("Oat", part_of=["bun"]),
            BUN: definition("Bun", see_also="wheat"),
            "content/definitions/wheat.md": definition("Wheat", see_also="rye"),
        }
    )
    kin = {
        slug: tuple(map(titles, (each.part_of, each.parts, each.see_also)))
        for slug in ("rye", "oat", "bun", "wheat")
        if (each := view(found, slug))
    }
    assert kin == {
        "rye": (["Bun"], [], ["Oat", "Wheat"]),
        "oat": (["Bun"], [], ["Rye"]),
        "bun": ([], ["Oat", "Rye"], ["Wheat"]),
        "wheat": ([], [], ["Rye", "Bun"]),
    }


def test_word_that_is_not_the_same_is_not_told_again_as_the_next_unless_its_author_says_so(
    library: Reading,
) -> None:
    rye = definition(
        "Rye",
        see_also="bun",
        not_the_same_as=[
            {"term": "oat", "difference": "Darker."},
            {"term": "bun", "difference": "Flat."},
        ],
    )
    files = {RYE: rye, OAT: definition("Oat", see_also="rye"), BUN: definition("Bun")}
    assert titles(view(library(files), "rye").see_also) == ["Bun"]


def test_words_that_name_a_word_stay_away_when_they_would_swell_its_list(
    library: Reading,
) -> None:
    own = [f"own-{n}" for n in range(3)]
    files = {f"content/definitions/{slug}.md": definition(slug) for slug in own}
    files[RYE] = definition("Rye", see_also=own)
    naming = {
        f"content/definitions/other-{n}.md": definition(f"Other {n}", see_also="rye")
        for n in range(10)
    }
    nine = dict(list(naming.items())[:9])
    assert len(view(library({**files, **nine}), "rye").see_also) == 12
    assert titles(view(library({**files, **naming}), "rye").see_also) == own


def test_kin_are_not_told_again_as_related(library: Reading) -> None:
    found = library(
        {
            RYE: definition("Rye", part_of="bun"),
            OAT: definition("Oat", part_of="bun"),
            BUN: definition("Bun"),
            "content/definitions/wheat.md": definition("Wheat"),
        }
    )
    assert titles(view(found, "bun").related) == []
    assert titles(view(found, "rye").related) == ["Oat"]


def mention(term: str, before: str, form: str = "rye", after: str = ".") -> Mention:
    return Mention(term, form, before, after)


def test_word_is_shown_where_it_is_used_by_kind_with_its_first_sentence(library: Reading) -> None:
    found = library(
        {
            RYE: definition("Rye"),
            OAT: definition("Oat"),
            "content/tips/z.md": tip("Z"),
            "content/hints/h.md": HINT,
        }
    )
    rendered = {
        the(found, "definition", "oat"): Rendering("", {}, (mention("rye", "Unlike "),)),
        the(found, "hint", "h"): Rendering("", {}, (mention("oat", "Not "),)),
        the(found, "tip", "z"): Rendering(
            "",
            {},
            (mention("oat", "Eat "), mention("rye", "Eat ", "ryes"), mention("rye", "Then ")),
        ),
    }
    used = {
        slug: [
            (uses.kind.plural, [(u.entry.slug, u.before, u.form, u.after) for u in uses.told])
            for uses in view(found, slug, rendered).used_in
        ]
        for slug in ("rye", "oat")
    }
    assert used == {
        "rye": [
            ("Tips", [("z", "Eat ", "ryes", ".")]),
            ("Definitions", [("oat", "Unlike ", "rye", ".")]),
        ],
        "oat": [
            ("Tips", [("z", "Eat ", "rye", ".")]),
            ("Hint sheets", [("h", "Not ", "rye", ".")]),
        ],
    }


def test_only_the_first_uses_of_a_kind_have_a_sentence(library: Reading) -> None:
    tips = {f"content/tips/t{n}.md": tip(f"T{n}") for n in range(5)}
    found = library({RYE: definition("Rye"), "content/hints/h.md": HINT, **tips})
    rendered = {
        each: Rendering("", {}, (mention("rye", "Eat "),))
        for each in (*found.of_kind("tip"), *found.of_kind("hint"))
    }
    tips_uses, hint_uses = view(found, "rye", rendered).used_in
    assert [use.entry.title for use in tips_uses.told] == ["T0", "T1"]
    assert titles(tips_uses.others) == ["T2", "T3", "T4"]
    assert (len(hint_uses.told), hint_uses.others) == (1, ())


HINT = entry("## Steps\n\n## Checklist\n", title="H", short="h")
