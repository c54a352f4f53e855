"""The documents name everything that people may write, set, type or say."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from knowledge import KINDS
from knowledge.fields import Source
from knowledge.site import Site

ROOT = Path(__file__).resolve().parents[1]
AUTHORING = (ROOT / "docs" / "authoring.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
EVERYTHING = "\n".join(document.read_text("utf-8") for document in DOCUMENTS)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def field_names(model: type[BaseModel]) -> set[str]:
    """The fields of a block of front matter and of the blocks inside it."""
    names = set(model.model_fields)
    for info in model.model_fields.values():
        for inner in models(info.annotation):
            names |= field_names(inner)
    return names


FIELDS = sorted(set.union(field_names(Source), *(field_names(kind.fields) for kind in KINDS)))
SETTINGS = sorted(
    set(
        re.findall(
            r"\bKNOWLEDGE_[A-Z_]+",
            "\n".join(
                file.read_text("utf-8")
                for file in [
                    *ROOT.glob("*conf.py"),
                    *ROOT.glob("plugins/**/*.py"),
                    *ROOT.glob("tools/*.py"),
                ]
            ),
        )
    )
)
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
WORDS = """
term; alias; definition; see also; tip; hint sheet; card; front matter; body; slug; entry; library;
problem; embed; reader; generator; writer; context; signal; kind; facet; match; view
""".replace("\n", " ").split(";")


@pytest.mark.parametrize("name", FIELDS)
def test_guide_for_authors_names_every_field(name: str) -> None:
    assert f"`{name}`" in AUTHORING


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_guide_for_authors_says_where_each_kind_is_kept(kind: object) -> None:
    assert f"content/{kind.folder}" in AUTHORING


@pytest.mark.parametrize("name", sorted(Site.model_fields))
def test_every_field_of_the_site_file_stands_in_it(name: str) -> None:
    assert re.search(rf"^{name}:", (ROOT / "site.yml").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", SETTINGS)
def test_documents_name_every_setting_of_ours(name: str) -> None:
    assert f"`{name}`" in EVERYTHING


@pytest.mark.parametrize("name", sorted(set(TARGETS) - {"help"}))
def test_documents_name_every_make_target(name: str) -> None:
    assert re.search(rf"make {name}\b(?!-)", EVERYTHING)


def test_documents_say_that_make_alone_helps() -> None:
    assert re.search(r"`make` alone|`make`[^\n]*(prints|lists|help)", EVERYTHING)


def test_every_make_target_that_documents_name_is_there() -> None:
    named = set(re.findall(r"`make ([a-z-]+)", EVERYTHING))
    assert named <= set(TARGETS)


@pytest.mark.parametrize("word", [word.strip() for word in WORDS])
def test_glossary_explains_every_word_of_the_house(word: str) -> None:
    rows = re.findall(r"^\| ([^|]+?) \|", GLOSSARY, re.MULTILINE)
    first = {part.strip() for row in rows for part in re.split(r",| \(| and ", row.lower())}
    assert word in first


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.stem)
def test_decision_says_its_state_why_what_and_what_follows(decision: Path) -> None:
    text = decision.read_text("utf-8")
    number = int(decision.stem.partition("-")[0])
    assert re.match(rf"# {number}\. \S", text)
    assert re.search(r"^- Status: (proposed|accepted|replaced by \d{4})$", text, re.MULTILINE)
    assert re.search(r"^- Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert [h for h in headings if h in ("Context", "Decision", "Consequences")] == [
        "Context",
        "Decision",
        "Consequences",
    ]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(decision.stem.partition("-")[0]) for decision in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_between_documents_lead_to_files(document: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    missing = [target for target in targets if not (document.parent / target).exists()]
    assert missing == []
