"""The benchmark of cards adds up what it says it does, and says so in plain words."""

from pathlib import Path

import pytest

from tests.conftest import node
from tools.bench_embeds import report, weights
from tools.bench_embeds.report import Row


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (Row("bytes", 2914, "B", 3072), "2,914 B  at most 3,072 B  met"),
        (Row("bytes", 3073, "B", 3072), "3,073 B  at most 3,072 B  MISSED"),
        (Row("shift", 0.0, "", 0.0), "0  at most 0        met"),
        (Row("shift", 0.0304, "", 0.02), "0.0304  at most 0.02     MISSED"),
        (Row("part", 0.0375, "%", 0.05), "3.8%  at most 5.0%     met"),
        (Row("part", 0.173, "%"), "17%"),
        (Row("time", 14.52, "ms"), "14.5 ms"),
        (Row("cards", 368), "368"),
    ],
)
def test_row_tells_a_figure_and_what_is_asked_of_it(row: Row, text: str) -> None:
    name, *told = row.text.split()
    assert name == row.name
    assert told == text.split()


def test_largest_figure_is_held_against_what_is_asked_and_the_median_is_told() -> None:
    largest, middle = report.largest_and_middle("bytes", [5, 900, 7], "B", 100)
    assert (largest.name, largest.value, largest.verdict) == ("bytes, largest", 900, "MISSED")
    assert (middle.name, middle.value, middle.verdict) == ("bytes, median", 7, "")


def test_blank_part_is_what_the_card_leaves_of_its_frame() -> None:
    assert report.blank(400, 300) == 0.25
    assert report.blank(300, 300) == 0
    assert report.blank(300, 400) == 0


def test_offered_height_may_be_off_either_way_and_by_a_pixel_for_nothing() -> None:
    assert report.off(331, 300) == pytest.approx(0.1)
    assert report.off(269, 300) == pytest.approx(0.1)
    assert report.off(300.6, 300) == 0


def test_ratio_and_share_are_medians_over_rounds_and_not_of_sums() -> None:
    assert report.ratio([2, 30, 8], [1, 10, 1]) == 3
    assert report.share([10, 100, 4], [9, 50, 3]) == 0.25


def test_summary_names_what_is_missed_and_counts_only_what_is_asked() -> None:
    rows = [Row("a", 1, "B", 2), Row("b", 3, "B", 2), Row("c", 9, "B")]
    assert list(report.summary(rows)) == [
        "Figures of which something is asked: 2. Missed: 1.",
        "  MISSED: b: 3 B",
    ]


def test_place_of_the_discovery_link_is_where_it_ends() -> None:
    page = b'<head><link type="application/json+oembed" href="/x"><title>'
    assert page[: weights.link_end(page)].endswith(b'href="/x">')
    assert weights.link_end(b"<head><title>") == 0


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two cards, a script and the page of an entry."""
    files = {
        "embed/v1/tip/a/index.html": "a" * 9000,
        "embed/v1/tip/a/dark/index.html": "b",
        "embed/v1.js": "c",
        "tips/a/oembed.json": "{}",
        "tips/a/index.html": '<link type="application/json+oembed">',
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def test_every_theme_of_every_card_is_weighed(site: Path) -> None:
    rows = {row.name: row for row in weights.weight_rows(site, node())}
    assert rows["cards, with each of their themes"].value == 2
    raw = rows["card, bytes as they are, largest"]
    assert (raw.value, raw.verdict) == (9000, "MISSED")
    assert rows["card, bytes with brotli, largest"].value < 50
    assert rows["oEmbed answer, bytes as they are, largest"].value == 2
    assert rows["bytes before the end of the discovery link"].value == 37


def test_page_that_names_no_answer_is_missed(site: Path) -> None:
    (site / "tips" / "a" / "index.html").write_text("<title>A</title>", "utf-8")
    rows = {row.name: row for row in weights.weight_rows(site, node())}
    assert rows["bytes before the end of the discovery link"].verdict == "MISSED"
