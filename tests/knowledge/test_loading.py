"""Loading: what can be read becomes an entry, and what cannot is told."""

import pytest
from written import SITE, Messages, Project, Reading, definition, entry, slugs, the, tip

from knowledge import open_library

DRAFT = {
    "content/definitions/rye.md": definition("Rye"),
    "content/definitions/spelt.md": definition("Spelt", status="draft"),
}

SAME = "Give one of the two another file name."


def test_drafts_are_left_out_unless_asked_for(library: Reading) -> None:
    published = library(DRAFT)
    assert slugs(published.entries) == ["rye"]
    assert published.drafts == {"content/definitions/spelt.md"}
    with_drafts = library(DRAFT, drafts=True)
    assert slugs(with_drafts.entries) == ["rye", "spelt"]
    assert the(with_drafts, "definition", "spelt").is_draft
    assert not the(with_drafts, "definition", "rye").is_draft


def test_entry_that_cannot_be_read_is_left_out_and_the_rest_stays(project: Project) -> None:
    root = project({**DRAFT, "content/definitions/oat.md": "---\ntitle: a: b\n---\n"})
    found, problems = open_library(root)
    assert found is not None
    assert slugs(found.entries) == ["rye"]
    assert found.broken == {"content/definitions/oat.md"}
    assert len(problems) == 1


def test_what_is_named_like_a_file_and_is_none_is_told(project: Project) -> None:
    root = project(DRAFT)
    (root / "content/definitions/oat.md").mkdir()
    (root / "content/definitions/bran.md").symlink_to("nowhere.md")
    _library, problems = open_library(root)
    what = "This is a folder, or a link to a file that is not there."
    assert [str(problem) for problem in problems] == [
        f"content/definitions/{name}.md:1: {what} Take it away, or put the file in its place."
        for name in ("bran", "oat")
    ]


def test_entries_are_sorted_by_title_whatever_the_capitals(library: Reading) -> None:
    titles = {"a": "rye", "b": "Spelt", "c": "oats", "d": "Rye"}
    files = {f"content/tips/{slug}.md": tip(title) for slug, title in titles.items()}
    assert slugs(library(files).of_kind("tip")) == ["c", "a", "d", "b"]


def test_items_of_a_data_file_keep_its_order(library: Reading) -> None:
    rows = "- {id: b, title: B, short: b, date: 1970s}\n- {id: a, title: A, short: a, date: 1969}\n"
    found = library({"content/timeline.yml": rows})
    assert slugs(found.of_kind("milestone")) == ["b", "a"]
    assert the(found, "milestone", "a").address == "/timeline/#a"
    assert the(found, "milestone", "a").line(("date",)) == 2


def test_two_files_with_one_address_are_told_and_the_first_stays(messages: Messages) -> None:
    assert messages(
        {
            "content/tips/a.md": tip("A"),
            "content/tips/more/a.md": tip("B"),
            "content/pages/b.md": entry(title="B", short="b", address="/tips/a/"),
        }
    ) == [
        f"content/pages/b.md:2: 'b' has the same address as content/tips/a.md:2. {SAME}",
        f"content/tips/more/a.md:2: 'a' has the same address as content/tips/a.md:2. {SAME}",
    ]


def test_two_items_with_one_id_are_told(messages: Messages) -> None:
    rows = "- {id: a, title: A, short: a}\n- {id: a, title: B, short: b}\n"
    assert messages({"content/resources.yml": rows}) == [
        "content/resources.yml:2: 'a' has the same address as content/resources.yml:1. "
        "Change one id."
    ]


@pytest.mark.parametrize("text", ["---\n---\nBody", "---\n# remark\n---\n"])
def test_file_without_fields_is_told(messages: Messages, text: str) -> None:
    assert messages({"content/tips/a.md": text}) == [
        "content/tips/a.md:1: The file has no fields. "
        "Add at least title and short between the two lines of hyphens."
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: Book\n", "1: 'a' has no fields. Give it at least a title, one step in."),
        ("a:\n  titel: Book\n", "2: 'titel' is not a field of a source. Did you mean 'title'?"),
        (
            "a:\n  title: B\na:\n  title: C\n",
            "3: 'a' stands twice (first on line 1). Keep one of the two.",
        ),
        (
            "- title: B\n",
            "1: These lines are not fields. Write each as 'field: text'. "
            "See 'YAML in five minutes' in docs/authoring.md.",
        ),
    ],
)
def test_faulty_source_is_told(messages: Messages, text: str, message: str) -> None:
    assert f"content/sources.yml:{message}" in messages({"content/sources.yml": text})


def test_site_that_cannot_be_read_is_told_and_nothing_else(messages: Messages) -> None:
    files = {"site.yml": SITE.replace("name: Bread\n", ""), "content/tips/a.md": "no fields"}
    assert messages(files) == ["site.yml:1: 'name' is missing. Add a line: name: ..."]
