"""The style page: every component, every example and every theme, each copy whole by itself."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
import yaml
from markupsafe import Markup

from plugins.style_page import (
    contrast,
    copied,
    housed,
    palettes,
    steps,
    trusting,
    with_real_files,
)
from tests.plugins.mini_site import ROOT, Output

THEME = ROOT / "theme"
COMPONENTS = sorted(folder.name for folder in (THEME / "components").iterdir())
THEMES = ["light", "cream", "dark", "contrast"]

each_component = pytest.mark.parametrize("component", COMPONENTS)


def page_of(component: str) -> str:
    return f"/style/{component}/"


def examples_of(component: str) -> list[str]:
    file = THEME / "components" / component / "examples.yaml"
    return [example["name"] for example in yaml.safe_load(file.read_text("utf-8"))["examples"]]


def test_ids_and_what_names_them_end_in_the_mark() -> None:
    html = '<label for="a">A</label><input id="a" list="b" aria-describedby="b c"><p id="b"></p>'
    assert copied(html, "-1", "x") == (
        '<label for="a-1">A</label><input id="a-1" list="b-1" aria-describedby="b-1 c-1">'
        '<p id="b-1"></p>'
    )


def test_links_and_drawings_stay_in_their_copy() -> None:
    html = '<i id="a"></i><a class="c" href="#a">A</a><use href="#a"/>'
    assert copied(html, "-1", "x") == (
        '<i id="a-1"></i><a class="c" href="#a-1">A</a><use href="#a-1"/>'
    )


@pytest.mark.parametrize("address", ["/made/up/", "#elsewhere", "", "/base/x/#a"])
def test_links_out_of_a_copy_lead_to_its_example(address: str) -> None:
    assert copied(f'<b id="a"></b><a href="{address}">A</a>', "-1", "example-1") == (
        '<b id="a-1"></b><a href="#example-1">A</a>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/">A</a>',
        '<a href="mailto:a@example.org">A</a>',
        '<use href="/theme/pictures.svg#table"></use>',
        '<form action="/search/"><b data-id="a" aria-label="for"></b></form>',
        "<p>&lt;b id=&#34;a&#34;&gt; for=&#34;a&#34;</p>",
    ],
)
def test_copy_leaves_alone_what_is_no_id_and_no_link_of_the_site(html: str) -> None:
    assert copied(html, "-1", "x") == html


def test_files_that_an_example_makes_up_give_way_to_those_of_the_theme() -> None:
    html = '<use href="/a.svg#b"></use><use href="#c"/><img alt="" src="/d.svg" width="1">'
    assert with_real_files(html, "/p.svg", "/i.svg") == (
        '<use href="/p.svg#b"></use><use href="#c"/><img alt="" src="/i.svg" width="1">'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("\n<li>A</li>", '<ol class="theme-copies__list">\n<li>A</li></ol>'),
        ("<list-filter></list-filter>", "<list-filter></list-filter>"),
        ('<input type="radio">', '<form method="dialog"><input type="radio"></form>'),
        ('<form><input type="radio"></form>', '<form><input type="radio"></form>'),
        ('<input type="checkbox">', '<input type="checkbox">'),
    ],
)
def test_rows_stand_in_a_list_and_choices_in_a_form(html: str, expected: str) -> None:
    assert housed(html) == expected


def test_only_what_a_page_hands_over_as_html_is_trusted() -> None:
    params = {"rows": [{"html": "<p>"}, {"text": "<p>"}], "nothing": "<p>", "title": "<p>", "of": 1}
    found = trusting(params, {"nothing"})
    assert found == params
    assert isinstance(found["rows"][0]["html"], Markup)
    assert isinstance(found["nothing"], Markup)
    assert not isinstance(found["rows"][1]["text"], Markup)
    assert not isinstance(found["title"], Markup)


SHEET = """
:root, [data-theme="light"] { --color-paper: #ffffff; --color-panel: #000000; --color-seat: #ffffff;
  --text-m: 1rem; --space-2xs: 1rem; }
[data-theme="dark"] { --color-paper: #777777; }
@media print { --text-m: 11pt; }
"""


def test_colours_of_a_theme_are_its_own_or_else_the_light_ones() -> None:
    found = {theme: [each.value for each in own] for theme, own in palettes(SHEET).items()}
    assert found == {
        "light": ["#ffffff", "#000000", "#ffffff"],
        "dark": ["#777777", "#000000", "#ffffff"],
    }


def test_contrast_is_told_with_what_a_colour_stands_on() -> None:
    found = {each.role: (each.ground, each.contrast) for each in palettes(SHEET)["dark"]}
    assert found == {
        "paper": ("paper", "1.0"),
        "panel": ("paper", "4.7"),
        "seat": ("panel", "21.0"),
    }
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_each_step_of_a_scale_is_named_once() -> None:
    assert steps(SHEET) == {"text": ["m"], "space": ["2xs"]}


def test_index_leads_to_every_component(bread: Output) -> None:
    page = bread.soup("/style/")
    links = [link["href"] for link in page.select("section[aria-labelledby=components] a")]
    assert links == [f"/base{page_of(component)}" for component in COMPONENTS]
    assert all(bread.has(page_of(component)) for component in COMPONENTS)


def test_index_shows_every_theme_step_and_picture(bread: Output) -> None:
    page = bread.soup("/style/")
    stages = page.select(".theme-copies__stage")
    assert [stage["data-theme"] for stage in stages] == THEMES
    roles = [len(stage.select(".swatch-list__role")) for stage in stages]
    assert len(set(roles)) == 1
    assert roles[0] > 20
    names = [" ".join(each.get_text().split()) for each in page.select(".picture-list__one")]
    assert names == sorted(file.stem for file in (THEME / "static" / "pictures").glob("*.svg"))
    sheet = (THEME / "static" / "css" / "tokens.css").read_text("utf-8")
    shown = [each.get_text() for each in page.select(".scale-list__name")]
    assert shown == list(dict.fromkeys(re.findall(r"--((?:text|space)-\w+):", sheet)))
    styled = (THEME / "components" / "scale-list" / "scale-list.css").read_text("utf-8")
    for each in page.select(".scale-list__name + span"):
        assert f".{each['class'][-1]} " in styled


@each_component
def test_every_example_stands_in_every_theme(component: str, bread: Output) -> None:
    page = bread.soup(page_of(component))
    for number, name in enumerate(examples_of(component), 1):
        section = page.select_one(f"section[aria-labelledby=example-{number}]")
        assert section.h2.get_text() == f"Example: {name}"
        frames = section.select_one(".theme-copies").find_all("div", recursive=False)
        stages = [frame.select_one(".theme-copies__stage") for frame in frames]
        assert [stage.get("data-theme") for stage in stages] == [None, *THEMES]
        assert all(stage.find(True) for stage in stages)
        # A theme names only what differs from light.
        assert [frame.get("data-theme") for frame in frames] == [None, *["light"] * len(THEMES)]
    assert page.select(f"#example-{len(examples_of(component)) + 1}") == []


@each_component
def test_every_option_is_told(component: str, bread: Output) -> None:
    file = THEME / "components" / component / "examples.yaml"
    options = yaml.safe_load(file.read_text("utf-8"))["options"]
    facts = bread.soup(page_of(component)).select("section[aria-labelledby=takes] dl > div")
    told = [(fact.dt.get_text(), fact.dd.get_text()) for fact in facts]
    assert told == [(option["name"], option["what"]) for option in options]


@each_component
def test_ids_stand_once_on_a_page_of_copies(component: str, bread: Output) -> None:
    page = bread.soup(page_of(component))
    assert [
        i for i, count in Counter(each["id"] for each in page.select("[id]")).items() if count > 1
    ] == []


@each_component
def test_markup_in_an_example_stays_text(component: str, bread: Output) -> None:
    page = bread.soup(page_of(component))
    assert "<script>alert" not in bread.read(page_of(component))
    assert page.select("main script") == []


@each_component
def test_addresses_in_a_copy_lead_to_its_page_or_to_a_file(component: str, bread: Output) -> None:
    page = bread.soup(page_of(component))
    ids = {each["id"] for each in page.select("[id]")}
    lost = []
    for element in page.select("main [href], main [src], main [action]"):
        for target in {element.get(name) for name in ("href", "src", "action")} - {None}:
            parts = urlsplit(target)
            leaves = bool(parts.scheme)
            here = not parts.path and parts.fragment in ids
            if not leaves and not here and not bread.has(parts.path.removeprefix("/base")):
                lost.append(target)
    assert lost == []


@each_component
def test_styles_of_a_component_are_on_its_page(component: str, bread: Output) -> None:
    links = bread.soup(page_of(component)).select("link[rel=stylesheet]")
    sheets = "".join(bread.read(link["href"].removeprefix("/base/")) for link in links)
    own = (THEME / "components" / component / f"{component}.css").read_text("utf-8")
    named = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", own))
    assert {each for each in named if f".{each}" not in sheets} == set()


def test_pages_of_the_style_are_for_builders_alone(bread: Output) -> None:
    pages = [path for path in bread.pages() if path.startswith("style/")]
    assert len(pages) == len(COMPONENTS) + 1
    for path in pages:
        robots = bread.soup(path).select_one("meta[name=robots]")
        assert robots["content"] == "noindex", path
    told = ["sitemap.xml", *(path for path in bread.paths() if path.startswith("feeds/"))]
    searched = [
        path for path in bread.paths() if path.startswith("search/") and path.endswith(".js")
    ]
    assert searched
    for path in [*told, *searched]:
        assert "/style/" not in bread.read(path), path
    others = [path for path in bread.pages() if not path.startswith("style/")]
    assert [path for path in others if 'href="/base/style/' in bread.read(path)] == []


def test_escaped_examples_are_shown(bread: Output) -> None:
    words = bread.soup("/style/tip-card/").select_one("main").get_text()
    assert words.count("<script>alert(2)</script>") == 1 + len(THEMES)


def test_html_of_an_example_is_set_as_a_page_would(bread: Output) -> None:
    page = bread.soup("/style/prose/")
    texts = [each.get_text() for each in page.select(".theme-copies .prose > p")]
    assert texts.count("Some words.") == 1 + len(THEMES)


def test_page_says_where_a_script_fills_the_rest(bread: Output) -> None:
    said = "A script fills a part of it, so an example may show less than a reader sees."
    assert said in bread.soup("/style/search-results/").get_text()
    assert said not in bread.soup("/style/tip-card/").get_text()
