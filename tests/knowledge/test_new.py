"""A new file: every field of its kind, explained, and ready to be filled in."""

from pathlib import Path

import pytest
from written import Project

from knowledge import KINDS, Kind, open_library
from knowledge.frontmatter import read_markdown
from knowledge.new import NewFileError, new_file, slug_of

WITH_FILES = [kind for kind in KINDS if not kind.is_file]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Bring biscuits", "bring-biscuits"),
        ("  What's that?!  ", "whats-that"),
        ("Café — Ŵyl 2012", "cafe-wyl-2012"),
        ("a/../b", "a-b"),
        ("日本", ""),
        ("---", ""),
    ],
)
def test_slug_is_made_from_the_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@pytest.mark.parametrize("kind", WITH_FILES, ids=lambda kind: kind.name)
def test_new_file_is_a_draft_that_names_every_field(tmp_path: Path, kind: object) -> None:
    declared = next(each for each in KINDS if each is kind)
    title = 'It\'s "A: b" # & C'
    path = new_file(tmp_path, declared.name, title)
    assert path == tmp_path / "content" / declared.folder / "its-a-b-c.md"
    text = path.read_text("utf-8")
    document = read_markdown("a.md", text.encode())
    assert document.problems == ()
    assert (document.values["title"], document.values["status"]) == (title, "draft")
    front = text.split("---\n")[1].replace("# ", "")
    named = [line.partition(":")[0] for line in front.splitlines()]
    assert [name for name in declared.fields.model_fields if name not in named] == []
    assert [h for h in declared.headings if f"\n## {h}\n" not in text] == []
    needed = {name for name, field in declared.fields.model_fields.items() if field.is_required()}
    assert set(document.values) == {*needed, "status"}


def test_new_case_study_whole(tmp_path: Path) -> None:
    text = new_file(tmp_path, "case-study", "The mill").read_text("utf-8")
    assert text.startswith(
        '---\ntitle: "The mill"\n'
        '# Needed. Where it happened.\nplace: ""\n'
        '# Needed. When it happened, or when it began: 2012 to 2016.\nyears: ""\n'
    )
    assert (
        "# Needed. Where the facts come from. Ids from content/sources.yml.\nsources: []\n" in text
    )
    assert (
        "# If it applies. Tips it shows at work. File names of a tip, without .md.\n# tips:\n"
        in text
    )
    assert (
        "# If it applies. What it is about, one to three. Values from topics in site.yml.\n"
        "# topics:\n" in text
    )
    assert text.endswith(
        "---\n\n## The problem\n\n## What people did together\n\n## What changed\n\n"
        "## What was learned\n"
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_explained(kind: Kind) -> None:
    fields = kind.fields.model_fields
    assert [name for name, field in fields.items() if not field.description] == []


def test_only_what_must_be_filled_in_is_told_of_a_new_file(project: Project) -> None:
    root = project({})
    for kind in WITH_FILES:
        new_file(root, kind.name, f"My {kind.label}")
    assert [str(problem) for problem in open_library(root, drafts=True)[1]] == [
        "content/case-studies/my-case-study.md:10: A case study needs at least one source. "
        "Say where the facts come from: sources: [an id of content/sources.yml]",
        "content/tips/my-tip.md:34: The tip has no text. "
        "Write it below the second line of hyphens.",
    ]
    assert open_library(root)[1] == []


@pytest.mark.parametrize(
    ("kind", "title", "message"),
    [
        ("tipp", "A", "There is no kind 'tipp'. Did you mean 'tip'?"),
        (
            "",
            "A",
            "There is no kind ''. The kinds are: definition, tip, hint, case-study, page.",
        ),
        (
            "milestone",
            "A",
            "There is no kind 'milestone'. The kinds are: definition, tip, hint, case-study, page.",
        ),
        ("tip", "?!", 'The title has no letters. Write title="Some words".'),
        ("tip", "", 'The title has no letters. Write title="Some words".'),
    ],
)
def test_what_cannot_be_made_is_told(tmp_path: Path, kind: str, title: str, message: str) -> None:
    with pytest.raises(NewFileError) as caught:
        new_file(tmp_path, kind, title)
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = new_file(tmp_path, "tip", "Start small")
    path.write_text("mine")
    with pytest.raises(NewFileError) as caught:
        new_file(tmp_path, "tip", "Start: small!")
    assert (
        str(caught.value) == "content/tips/start-small.md is there already. Choose another title."
    )
    assert path.read_text() == "mine"
