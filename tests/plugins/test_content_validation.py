"""What a writer, and a publisher, get when the content has problems."""

import logging

import pytest

from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, markdown
from tools.build.builder import BuildError

GOOD = markdown("Rye", "A dark grain.")
NO_SHORT = "---\ntitle: Spelt\n---\nAn old grain.\n"
BROKEN_DATE = markdown("Oats", "Not for loaves.", reviewed="22/11/2026")
FILES = {
    "content/definitions/rye.md": GOOD,
    "content/definitions/spelt.md": NO_SHORT,
    "content/definitions/oats.md": BROKEN_DATE,
}
REPORT = (
    "content/definitions/oats.md:4: 'reviewed' is '22/11/2026', which is not a date. "
    "Write year-month-day, with a day that exists: 2026-11-22.\n"
    "content/definitions/spelt.md:2: 'short' is missing. Add a line: short: ...\n"
    "2 problems found."
)


def test_entry_that_cannot_be_read_is_left_out_while_writing_and_the_rest_is_built(
    site: Site,
) -> None:
    output = site(FILES)
    assert output.has("/definitions/rye/")
    assert not output.has("/definitions/spelt/")
    assert not output.has("/definitions/oats/")
    links = [a["href"] for a in output.soup("/definitions/").select("main a[href*=definitions]")]
    assert links == ["/definitions/rye/"]


def test_all_problems_come_in_one_record_that_is_only_a_warning_while_writing(site: Site) -> None:
    output = site(FILES)
    told = [record for record in output.log if record.name.startswith("plugins.")]
    assert [(record.levelno, record.getMessage()) for record in told] == [(logging.WARNING, REPORT)]
    assert output.messages() == [REPORT]


def test_problem_is_told_again_in_every_build_until_it_is_mended(site: Site) -> None:
    assert site(FILES).messages() == [REPORT]
    assert site({}).messages() == [REPORT]
    mended = {
        "content/definitions/spelt.md": markdown("Spelt"),
        "content/definitions/oats.md": markdown("Oats"),
    }
    output = site(mended)
    assert output.messages() == []
    assert output.has("/definitions/spelt/")
    assert output.has("/definitions/oats/")


def test_entry_that_breaks_only_a_rule_is_shown_while_writing(site: Site) -> None:
    output = site({"content/tips/knead.md": markdown("Knead", "word " * 46)})
    assert output.messages() == [
        "content/tips/knead.md:6: The tip has 46 words; the most is 45. "
        "Take out 1 so that it fits on a card.\n1 problem found."
    ]
    assert output.has("/tips/knead/")


def test_publishing_stops_with_the_whole_list_and_leaves_the_last_good_site(site: Site) -> None:
    good = site({"content/definitions/rye.md": GOOD}, publish=True)
    before = {path: (good.folder / path).read_bytes() for path in good.paths()}
    with pytest.raises(BuildError) as stopped:
        site(FILES, publish=True)
    assert str(stopped.value) == REPORT
    assert {path: (good.folder / path).read_bytes() for path in good.paths()} == before
    assert [file.name for file in good.folder.parent.iterdir() if "output" in file.name] == [
        "output"
    ]


def test_publishing_stops_at_a_broken_rule_too(site: Site) -> None:
    with pytest.raises(BuildError, match="unknown definition 'rue' in see_also") as stopped:
        site(
            {
                "content/definitions/rye.md": GOOD,
                "content/definitions/spelt.md": markdown("Spelt", see_also=["rue"]),
            },
            publish=True,
        )
    assert str(stopped.value).endswith("Did you mean 'rye'?\n1 problem found.")


def test_drafts_are_shown_while_writing_and_nowhere_in_the_published_site(site: Site) -> None:
    files = {
        **PAGES,
        "content/definitions/bread.md": markdown("Bread", "Made of dough with a levain inside."),
        "content/definitions/dough.md": markdown("Dough"),
        "content/definitions/levain.md": markdown("Levain", "Wild yeast.", status="draft"),
        "content/tips/feed-it.md": markdown("Feed it", "Feed the levain.", status="draft"),
    }
    writing = site(files)
    assert writing.has("/definitions/levain/")
    assert writing.has("/tips/feed-it/")
    published = site({}, publish=True)
    assert published.has("/definitions/dough/")
    assert [path for path in published.paths() if "levain" in path or "feed-it" in path] == []
    words = "\n".join(published.read(path) for path in published.pages())
    assert "definitions/levain" not in words
    assert "Feed it" not in words


def test_site_file_that_cannot_be_read_stops_even_a_build_for_writing(site: Site) -> None:
    before = site({"content/definitions/rye.md": GOOD}).read("/definitions/rye/")
    with pytest.raises(BuildError) as stopped:
        site({"site.yml": "name: Crumb\nname: Loaf\n"})
    assert str(stopped.value) == (
        "site.yml:2: 'name' stands twice (first on line 1). Keep one of the two.\n1 problem found."
    )
    assert site({}).read("/definitions/rye/") == before


def test_site_file_with_a_missing_field_stops_the_build_with_its_name(site: Site) -> None:
    with pytest.raises(BuildError) as stopped:
        site({"site.yml": "name: Crumb\n"})
    lines = str(stopped.value).split("\n")
    assert "site.yml:1: 'tagline' is missing. Add a line: tagline: ..." in lines
    assert lines[-1] == f"{len(lines) - 1} problems found."


def test_content_folder_without_anything_builds_a_site_without_entries(site: Site) -> None:
    output = site({})
    assert output.messages() == []
    assert output.pages() == []


def test_nothing_of_one_build_is_left_in_the_next(site: Site, tmp_path_factory) -> None:
    site({"content/definitions/rye.md": GOOD, "content/tips/a.md": markdown("A", "Rye first.")})
    fresh = site({"content/definitions/spelt.md": markdown("Spelt", "Not rye at all.")})
    assert 'data-term="rye"' in fresh.read("/definitions/spelt/")
    (fresh.folder.parent / "content/definitions/rye.md").unlink()
    without = site({})
    assert "data-term" not in without.read("/definitions/spelt/")
    assert not without.has("/definitions/rye/")
    assert without.messages() == []
