"""The file that the form writes: it passes `check`, and its page shows just what was typed."""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from bs4 import BeautifulSoup

from knowledge import Entry, Library, open_library
from knowledge.frontmatter import read_markdown
from knowledge.new import slug_of
from knowledge.schemas import schema
from plugins.glossary_linking.rendering import Renderer
from tests.conftest import ROOT
from tests.contribute.nasty import LETTERS, LINES, SHAPES

PROGRAM = """
import * as file from "./theme/components/contribute-form/file.js";
import { blocks, oneLine } from "./theme/components/contribute-form/plain-text.js";
import { markdown, pictureWords } from "./theme/components/contribute-form/markdown.js";
import { parcelOf } from "./theme/components/contribute-form/parcel.js";
const ways = {
  files: (drafts) => drafts.map(file.fileText),
  letter: ({ questions, answers }) => file.letterText(questions, answers),
  markdown: (texts) => texts.map(markdown),
  pictureWords: (texts) => texts.map(pictureWords),
  sidecar: file.sidecarText,
  slugs: (titles) => titles.map(file.slugOf),
  told: (texts) => texts.map((text) => ({ blocks: blocks(text), line: oneLine(text) })),
  parcel: (contents) => {
    const { files, ...rest } = parcelOf(contents);
    return { ...rest, files: files.map(({ name }) => name) };
  },
};
function answer(question) {
  return Object.fromEntries(Object.entries(question).map(([way, told]) => [way, ways[way](told)]));
}
"""
Ask = Callable[..., dict[str, Any]]

HEADINGS = ("The problem", "What people did together", "What changed", "What was learned")
QUESTIONS = [
    {"name": "own_story", "ask": "Whose?", "control": "consent", "isNeeded": True},
    {"name": "title", "ask": "What?", "control": "text", "isNeeded": True},
    {"name": "short", "ask": "In short?", "control": "lines", "isNeeded": True},
    {"name": "place", "ask": "Where?", "control": "text", "isNeeded": True},
    {"name": "years", "ask": "When?", "control": "text", "isNeeded": True},
    {"name": "sources", "ask": "How do we know?", "control": "sources", "isNeeded": True},
    {"name": "figures", "ask": "Numbers?", "control": "lines", "isNeeded": False},
    *({"name": each, "ask": each, "control": "lines", "isNeeded": True} for each in HEADINGS),
    {"name": "who_took_part", "ask": "Who?", "control": "lines", "isNeeded": False},
    {"name": "nation", "ask": "Which?", "control": "many", "isNeeded": False},
    {"name": "pictures", "ask": "Pictures?", "control": "pictures", "isNeeded": False},
    {"name": "credits", "ask": "Thanks?", "control": "credits", "isNeeded": False},
]
SOURCE = {"title": "A report", "publisher": "", "year": "", "url": ""}


@pytest.fixture(scope="module")
def ask(program: Any) -> Ask:
    """Asks the form's own modules many things at once."""
    return lambda **question: program(PROGRAM)(question)


@pytest.fixture(scope="module")
def rules(library: Library) -> dict[str, Any]:
    """What the form knows of a case study."""
    kind = next(kind for kind in library.kinds if kind.name == "case-study")
    return schema(kind, library.site, library)


def answers(number: int, text: str, **others: Any) -> dict[str, Any]:
    """A case study in which a text stands wherever one may stand."""
    return {
        "own_story": "no",
        "title": f"Case {number}: {text}",
        "short": "Riders planned their bus.",
        "place": text,
        "years": text,
        "sources": [{"title": text, "publisher": text, "year": text, "url": text}],
        "figures": f"{text}\n\n- {text}",
        **dict.fromkeys(HEADINGS, text),
        "who_took_part": text,
        "nation": ["wales"],
        "credits": [{"name": text, "role": "wrote"}, {"name": text, "role": ""}],
        **others,
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "site.yml", root)
    for table in ROOT.glob("*.csv"):
        shutil.copy(table, root)
    return root


def squeezed(text: str) -> str:
    """A text as a page shows it: blanks are one blank."""
    return re.sub(r"[ \n]+", " ", text).strip()


def shown(html: str) -> list[str]:
    """The paragraphs, items and headings of a body, in order."""
    parts = BeautifulSoup(html, "html.parser").select("p, li, h2")
    assert {tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)} <= {
        *("p", "li", "ul", "h2", "a", "img")
    }
    return [squeezed(part.get_text()) for part in parts]


def typed(blocks: list[dict[str, Any]]) -> list[str]:
    """The same of what somebody typed."""
    return [
        squeezed(part)
        for block in blocks
        for part in (block["lines"] if block["isList"] else ["\n".join(block["lines"])])
    ]


TEXTS = [*LETTERS, *LINES, *SHAPES]


@pytest.fixture(scope="module")
def written(
    ask: Ask, rules: dict[str, Any], project: Path
) -> tuple[Library, list[Any], dict[str, Entry], list[dict[str, Any]]]:
    """A file for every nasty text in a project, which is then checked as a whole."""
    told = [answers(number, text) for number, text in enumerate(TEXTS)]
    slugs = ask(slugs=[str(each["title"]) for each in told])["slugs"]
    drafts = [
        {"questions": QUESTIONS, "answers": each, "schema": rules, "slug": slug}
        for each, slug in zip(told, slugs, strict=True)
    ]
    found = ask(files=drafts, told=TEXTS)
    for slug, text in zip(slugs, found["files"], strict=True):
        (project / "content" / "case-studies" / f"{slug}.md").write_bytes(text.encode())
    library, problems = open_library(project, drafts=True)
    assert library is not None
    entries = {slug: library.get("case-study", slug) for slug in slugs}
    return library, problems, entries, found["told"]


def test_every_file_passes_the_check_as_it_is(written: Any) -> None:
    _library, problems, entries, _told = written
    assert len(entries) == len(TEXTS)
    assert [str(problem) for problem in problems] == []
    assert all(entry.is_draft for entry in entries.values())


def test_every_body_shows_just_what_was_typed(written: Any) -> None:
    library, _problems, entries, told = written
    renderer = Renderer(library, "")
    found, expected = {}, {}
    for entry, text, parts in zip(entries.values(), TEXTS, told, strict=True):
        under = typed(parts["blocks"])
        found[text] = shown(renderer.render(entry).html)
        expected[text] = [part for heading in HEADINGS for part in (heading, *under)]
    assert found == expected


def test_every_field_holds_just_what_was_typed(written: Any) -> None:
    _library, _problems, entries, told = written
    for entry, text, parts in zip(entries.values(), TEXTS, told, strict=True):
        line = parts["line"].strip()
        fields = entry.fields
        assert fields.place == fields.years == fields.who_took_part == line, text
        assert {
            credit if isinstance(credit, str) else credit.name for credit in fields.credits
        } <= {line}
        assert fields.nation == ("wales",)
        assert "\n" not in fields.place


def body_renderer(library: Library) -> Callable[[str], str]:
    """Gives the HTML of a body, as a page of the site has it."""
    renderer, page = Renderer(library, ""), library.of_kind("page")[0]

    def rendered(body: str) -> str:
        return renderer.render(replace(page, document=replace(page.document, body=body))).html

    return rendered


SIGNS = [*" \n\\`*_{}[]()<>#+-.!|&;:=~^\"'/$%@?,0123aŵ"]
SIGNS += ["\n\n", "- ", "&#4", "](", "```"]
MIXTURES = 3000


def test_any_mixture_of_signs_shows_just_as_it_was_typed(ask: Ask, library: Library) -> None:
    """Python-Markdown with our extensions is asked as the site asks it."""
    dice = Random(1)
    texts = ["".join(dice.choices(SIGNS, k=dice.randrange(1, 40))) for _each in range(MIXTURES)]
    found = ask(markdown=texts, told=texts)
    rendered = body_renderer(library)
    wrong = {}
    for text, source, told in zip(texts, found["markdown"], found["told"], strict=True):
        html = rendered(source)
        if shown(html) != typed(told["blocks"]):
            wrong[text] = (source, html)
    assert wrong == {}


def test_words_for_a_picture_are_just_those_that_were_typed(ask: Ask, library: Library) -> None:
    found = ask(pictureWords=list(LETTERS), told=list(LETTERS))
    rendered = body_renderer(library)
    for text, words, told in zip(LETTERS, found["pictureWords"], found["told"], strict=True):
        source = f"![{words}](../images/a.jpg)"
        assert re.fullmatch(r"!\[[^\]]*\]\([^)\s]+\)", source), text
        html = rendered(source)
        image = BeautifulSoup(html, "html.parser").img
        assert image is not None
        assert image["alt"] == told["line"], text


TITLES = [
    "Bread for all",
    "Riders' bus: who decides?",
    "Tŷ Bach – Ŵyl",
    "Été ﬁn ½ Ⅷ",
    "  --Spaces__and  signs!! ",
    "’Curly’ “quotes”",
    "مرحبا",
    "日本語 2024",
    "İstanbul ẞ ſ K",
    "🚌",
    "",
    "a'b''c",
    *LETTERS,
]


def test_the_name_of_the_file_is_the_one_that_make_new_gives(ask: Ask) -> None:
    assert ask(slugs=TITLES)["slugs"] == [slug_of(title) for title in TITLES]


def test_the_two_know_the_same_letters() -> None:
    """The test above would say little if Python's tables were old."""
    assert unicodedata.normalize("NFKD", "ŵ") == "w\u0302"


def written_file(ask: Ask, told: dict[str, Any], rules: Any = None, **more: Any) -> str:
    draft = {"questions": QUESTIONS, "answers": told, "slug": "a-story", "schema": rules, **more}
    return str(ask(files=[draft])["files"][0])


def test_an_empty_form_gives_a_file_with_everything_still_to_be_filled_in(
    ask: Ask, rules: dict[str, Any]
) -> None:
    text = written_file(ask, {}, rules, remarks=["Take this out."])
    headings = "".join(f"## {heading}\n\n" for heading in HEADINGS).rstrip("\n")
    assert text == (
        '---\ntitle: ""\nshort: ""\n# Take this out.\nstatus: draft\nplace: ""\nyears: ""\n'
        f"sources: []\n---\n\n{headings}\n"
    )


def test_without_the_rules_nothing_is_lost(ask: Ask) -> None:
    text = written_file(ask, answers(1, "Riders"))
    found = read_markdown("a.md", text.encode())
    assert found.problems == ()
    assert found.values["figures"] == "Riders - Riders"
    assert list(found.values) == [
        *("title", "short", "status", "place", "years", "sources", "figures", "who_took_part"),
        *("nation", "credits"),
    ]


def test_a_source_is_written_in_place_and_what_does_not_fit_is_a_remark(
    ask: Ask, rules: dict[str, Any]
) -> None:
    sources = [
        {"title": "One", "publisher": "Council", "year": "2016", "url": "HTTPS://e.example/a"},
        {"title": "", "publisher": "Paper", "year": "about 2016", "url": "www.e.example/b"},
        {"title": "", "publisher": "", "year": "", "url": ""},
        {"title": "", "publisher": "", "year": "", "url": "on my shelf"},
    ]
    text = written_file(ask, answers(1, "Riders", sources=sources), rules)
    assert read_markdown("a.md", text.encode()).values["sources"] == [
        {"title": "One", "publisher": "Council", "year": 2016, "url": "https://e.example/a"},
        {
            "title": "Paper",
            "publisher": "Paper",
            "url": "https://www.e.example/b",
            "note": "about 2016",
        },
        {"title": "on my shelf", "note": "on my shelf"},
    ]


def test_pictures_stand_after_the_first_part_and_have_a_file_beside_them(ask: Ask) -> None:
    pictures = [
        {"ending": "jpg", "alt": "A [long] table", "madeBy": 'Me: "I"', "permission": "Mine"},
        {"ending": "png", "alt": "", "madeBy": "Me", "permission": "Mine"},
    ]
    text = written_file(ask, answers(1, "Riders"), pictures=pictures)
    assert (
        "## The problem\n\nRiders\n\n![A &#91;long&#93; table](../images/a-story-1.jpg)\n\n"
        "![decorative](../images/a-story-2.png)\n\n## What people did together\n\nRiders\n" in text
    )
    sidecar = ask(sidecar=pictures[0])["sidecar"]
    assert sidecar == 'made_by: "Me: \\"I\\""\npermission: "Mine"\npeople: false\n'
    contents = {"folder": "content/case-studies", "form": "case-study", "questions": QUESTIONS}
    contents |= {"answers": {"title": "A story"}, "shortName": "", "pictures": pictures}
    parcel = ask(parcel={**contents, "schema": None, "remarks": []})["parcel"]
    assert parcel["files"] == [
        "content/case-studies/a-story.md",
        *("content/images/a-story-1.jpg", "content/images/a-story-1.jpg.yml"),
        *("content/images/a-story-2.png", "content/images/a-story-2.png.yml"),
    ]


@pytest.mark.parametrize(
    ("title", "short_name", "name"),
    [
        ("Ein Brot", "other", "ein-brot"),
        ("مرحبا", "Hello there", "hello-there"),
        ("مرحبا", "مرحبا", "case-study"),
        ("", "", "case-study"),
    ],
)
def test_a_title_without_latin_letters_takes_the_short_name(
    title: str, short_name: str, name: str, ask: Ask
) -> None:
    contents = {"folder": "content/case-studies", "form": "case-study", "questions": QUESTIONS}
    contents |= {"answers": {"title": title}, "shortName": short_name, "pictures": []}
    parcel = ask(parcel={**contents, "schema": None, "remarks": []})["parcel"]
    assert parcel["path"] == f"content/case-studies/{name}.md"


def test_a_correction_becomes_a_letter(ask: Ask) -> None:
    questions = [
        {"name": "page", "ask": "Which page?", "control": "page", "isNeeded": True},
        {"name": "wrong", "ask": "What is wrong?", "control": "lines", "isNeeded": True},
        {"name": "name", "ask": "Your name?", "control": "text", "isNeeded": False},
    ]
    told = {"page": "/tips/wait/", "wrong": "It says *now*.\n\nIt should not.", "name": " "}
    assert ask(letter={"questions": questions, "answers": told})["letter"] == (
        "Which page?\n/tips/wait/\n\nWhat is wrong?\nIt says *now*.\n\nIt should not.\n"
    )


def test_every_quoted_text_is_json_and_yaml_alike(ask: Ask, rules: dict[str, Any]) -> None:
    for text in LETTERS:
        line = next(
            line
            for line in written_file(ask, answers(1, text), rules).split("\n")
            if line.startswith("place: ")
        )
        assert json.loads(line.removeprefix("place: ")) == text.strip()
