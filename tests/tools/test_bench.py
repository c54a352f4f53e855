"""The benchmark measures what it says: its pages and terms are like ours, and links are counted."""

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from knowledge import Glossary, Library, open_library
from knowledge.label_tree import labels
from knowledge.labels import WORD
from plugins.glossary_linking.rendering import Renderer
from tests.plugins.mini_site import markdown, settings_page, write_files
from tools.bench import checking, linking, report, stock, text
from tools.bench.naive import NaiveLinker

STORY = """\
## How the rye bread rose

We left the rye bread near an **open oven** for one long night. The bakers slept.

1. Wake up early and look at [the oven](../tips/rest.md).
2. Eat the bread while it is still warm, with friends.

In the morning a baker from the next town came by, and she asked us how we had done it.
"""
CONTENT = {
    "site.yml": settings_page(),
    "content/definitions/rye-bread.md": markdown("Rye bread", aliases=["dark loaf"]),
    "content/definitions/baker.md": markdown("Baker", acronym="WB"),
    "content/definitions/oven.md": markdown("Oven", "A hot place with a door."),
    "content/definitions/proof.md": markdown("Proof of heat"),
    "content/pages/wait.md": markdown("Wait", STORY),
    "content/tips/rest.md": markdown("Rest", "Sit down, all of you.\n\nThe oven is off now."),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("bench")
    write_files(root, CONTENT)
    found, problems = open_library(root)
    assert found is not None
    assert problems == []
    return found


def many(library: Library, count: int) -> list[str]:
    return [text.text_of(page) for page in islice(text.pages(library), count)]


def links(library: Library, page_texts: list[str]) -> int:
    glossary = Glossary.of(library)
    return sum(len(glossary.find(one)) for one in page_texts)


def test_generated_pages_keep_the_shape_and_the_terms_of_ours(library: Library) -> None:
    own = text.own_texts(library)
    made = many(library, len(own))
    assert sorted(len(WORD.findall(one)) for one in made) == sorted(
        len(WORD.findall(one)) for one in own
    )
    # A new word may be one of our terms by chance.
    assert links(library, own) <= links(library, made) <= 1.2 * links(library, own)
    story = next(one for one in made if "## " in one)
    assert re.findall(r"^(?:\d\.|##)", story, re.MULTILINE) == ["##", "1.", "2."]
    assert "rye bread" in story
    assert "](../tips/rest.md)" in story
    assert "left the rye bread near" not in story


def test_more_pages_have_more_words_and_come_out_the_same_each_time(library: Library) -> None:
    few, more = many(library, 60), many(library, 240)
    assert few == more[:60]
    words = [{word.lower() for one in part for word in WORD.findall(one)} for part in (few, more)]
    assert len(words[1]) > 1.2 * len(words[0])


def test_generated_terms_are_met_in_part_and_never_in_full(library: Library) -> None:
    texts = many(library, 60)
    found = text.terms(library, texts, 50)
    assert len({entry.slug for entry in found}) == 50
    glossary = Glossary(found)
    assert [match for one in texts for match in glossary.find(one)] == []
    met = {word.lower() for one in texts for word in WORD.findall(one)}
    first = [WORD.findall(label.text)[0] for entry in found for label in labels(entry)]
    assert sum(word.lower() in met for word in first) > len(first) / 3


def test_linking_is_measured_on_the_same_links_whatever_the_number_of_terms(
    library: Library,
) -> None:
    pages = list(islice(text.pages(library), 30))
    found = linking.libraries(library, pages)
    assert list(found) == [4, 40, 400]
    figures = linking.measure(found, pages, 2)
    assert len(set(figures.links.values())) == 1
    assert figures.links[4] > 0.5
    assert [len(figures.linking[size]) for size in found] == [2, 2, 2]


def test_renderer_to_compare_with_links_nothing_and_changes_nothing_else(library: Library) -> None:
    for page in islice(text.pages(library), 6):
        without = linking.Unlinked(library, "").render(page)
        rendered = Renderer(library, "").render(page)
        assert without.mentions == ()
        assert "data-term" not in without.html
        own = re.sub(r'<a [^>]*data-term="[^"]*"[^>]*>([^<]*)</a>', r"\1", rendered.html)
        assert re.sub(r"<a [^>]*>([^<]*)</a>", r"\1", without.html) == re.sub(
            r"<a [^>]*>([^<]*)</a>", r"\1", own
        )


def test_plain_way_links_the_first_use_outside_headings_links_and_code(library: Library) -> None:
    page = (
        "<h2>Baker</h2><p><a href='/x/'>Oven</a> <code>oven</code> Two bakers and a baker,"
        " a dark loaf, rye bread, oven's door.</p>"
    )
    assert NaiveLinker(library.of_kind("definition")).link(page) == (
        '<h2>Baker</h2><p><a href="/x/">Oven</a> <code>oven</code> Two '
        '<a href="/definitions/baker/">bakers</a> and a baker, a '
        '<a href="/definitions/rye-bread/">dark loaf</a>, rye bread, '
        '<a href="/definitions/oven/">oven\'s</a> door.</p>'
    )


def test_stock_project_holds_all_the_text_of_each_page(library: Library, tmp_path: Path) -> None:
    pages = list(islice(text.pages(library), 3))
    stock.write(pages, tmp_path)
    assert (tmp_path / "content" / "page-2.md").read_text("utf-8") == (
        f"title: Page 2\ndate: 2026-11-22\n\n{text.text_of(pages[2])}\n"
    )
    assert len(list((tmp_path / "content").iterdir())) == 3


FIGURES = linking.Figures(
    rendering=(0.0010, 0.0020, 0.0010),
    linking={7: (0.0001, 0.0002, 0.0001), 700: (0.00012, 0.0003, 0.00011)},
    links={7: 1.5, 700: 1.5},
)


def test_row_tells_medians_and_the_median_of_the_ratios() -> None:
    assert report.row(100, FIGURES) == (
        "  100 pages: 0.100 with 7 terms (1.50 links), 0.120 with 700 terms (1.50 links). "
        "Ratio 1.20: kept; of rendering in all 1.02."
    )


def test_row_tells_when_more_terms_cost_too_much() -> None:
    slow = replace(FIGURES, linking={7: (0.0001,) * 3, 700: (0.0002,) * 3})
    assert "Ratio 2.00: MISSED; of rendering in all 1.09." in report.row(100, slow)


def test_checking_is_measured_on_so_many_case_studies(tmp_path: Path) -> None:
    root = checking.written(tmp_path, 30)
    found, problems = open_library(root, drafts=True)
    assert found is not None
    assert len(found.of_kind("case-study")) == 30
    assert {problem.rule for problem in problems} <= {"reference", "link", "source"}
    assert checking.seconds(root) > 0
