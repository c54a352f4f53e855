"""A Word file that somebody sent becomes a draft, whole or not at all, with every word in it."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from knowledge import open_library
from knowledge.kinds import Question
from knowledge.picture_bytes import details
from knowledge.picture_rules import MOST_BYTES
from knowledge.word_answers import answers, plain
from tests.contribute.word_samples import (
    AUTHOR,
    SAMPLES,
    bytes_of,
    empty,
    letters,
    photograph,
    questions,
    sample,
)
from tests.knowledge.written import case_study
from tests.tools.word_files import OFFICE, paragraph, part, word_file
from tests.tools.word_imports import Import, body, contents, form, written
from tools.import_docx.__main__ import main
from tools.import_docx.opening import open_word
from tools.import_docx.reading import blocks, read

ROOT = Path(__file__).resolve().parents[2]
CASES = json.loads((ROOT / "tests" / "contribute" / "word_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_words_find_their_place(name: str) -> None:
    asked = [Question(**each) for each in questions()]
    found = answers(blocks(read(open_word(sample(name))), {}), asked)
    passages = {field: plain(passage) for field, passage in found.passages.items()}
    expected = CASES[name]
    assert passages == expected["answers"]
    assert list(found.sources) == expected["sources"]
    assert plain(found.unplaced) == expected["unplaced"]


def test_every_sample_is_read_or_refused() -> None:
    refused = {"tracked-changes", "comments", "text-box", "header-and-footer"}
    assert set(CASES) | refused == set(SAMPLES)


TEMPLATE = """\
---
title: The bus that people wrote
short: Riders and drivers wrote the timetable together.
# Take this line out when the file is ready for readers.
status: draft
place: Powys
years: 2012 to 2014
sources:
  - title: A timetable for riders
    publisher: The county council
    year: 2014
    url: https://example.org/bus
  - title: The bus song
organisations:
  - A bus company
  - The county council
---

## The problem

The last bus left at four.

Nobody had asked the riders.

## What changed

The last bus leaves at nine.
"""


def test_template_filled_in_becomes_a_draft(bring: Import, word_project: Path) -> None:
    path = "content/case-studies/the-bus-that-people-wrote.md"
    assert bring(sample("template")) == (
        0,
        f"Wrote a draft:\n  {path}\n\n"
        "Read it beside the Word file. When it is right, take out the line `status: draft`.\n"
        "What `make check` says of it then:\n"
        f"{path}:18: The heading 'What people did together' is missing. "
        "Add a line: ## What people did together\n"
        f"{path}:18: The heading 'What was learned' is missing. "
        "Add a line: ## What was learned\n"
        "2 problems found.\n",
        "",
    )
    assert contents(word_project) == {
        "case-studies/the-bus-that-people-wrote.md": TEMPLATE.encode(),
    }


def test_what_fits_no_question_stands_at_the_end_and_is_told(
    bring: Import, word_project: Path
) -> None:
    code, said, _ = bring(sample("headings"))
    text = written(word_project, "case-studies/a-garden-on-the-roof.md")
    assert text.endswith("\n\n## Thanks\n\nTo all who carried soil.\n")
    line = text.split("\n").index("## Thanks") + 1
    told = f"content/case-studies/a-garden-on-the-roof.md:{line}: What fits no question stands from"
    assert f"{told} here on: 'Thanks To all who carried soil.'\n" in said
    assert code == 0


BODIES = {
    "tables": "## What changed\n\nWe counted.\n\n| Year | Meals |\n| --- | --- |\n"
    "| 2015 | 40 |\n| 2016 | 90 \\| more |\n\nThen we stopped.",
    "lists": "## What people did together\n\nThey made plans:\n\n- Meet.\n    - At noon.\n"
    "    - With lunch.\n- Write it down.\n\nThen, in this order:\n\n1. Ask.\n2. Listen.\n3. Try."
    "\n\n## What was learned\n\nIt takes time.",
    "quotes": "## What was learned\n\nOne of them said:\n\n> “It’s ours – all of it.”\n\n"
    "More is in [the report](https://example.org/report).",
    "headings": "## The problem\n\nThere was no green place within a mile.\n\n"
    "## What people did together\n\nThey carried *every* bag of soil up the **stairs**.\n\n"
    "### How they shared the work\n\nBy a list on the door.\n\n"
    "## Thanks\n\nTo all who carried soil.",
    "letters": "## The problem\n\nDoedd dim lle i ŵyl: na neuadd, na chae. "
    "It's 5*3, a_b_c, #1 & 50% off.\n\nמקום לכולם – مكان للجميع\n\n"
    "## What was learned\n\n1\\. is not a list here… 👩🏽‍🦽 “Don’t” --- it's 'fine'.",
    "google-docs": "## The problem\n\nThe road was busy.\n\nReally busy.\n\n"
    "## What changed\n\nParents walk with ten children at a time.\n\n**A walking bus!**\n\n"
    "It leaves at half past eight.",
}


@pytest.mark.parametrize("name", BODIES)
def test_form_of_a_text_is_kept(name: str, bring: Import, word_project: Path) -> None:
    assert bring(sample(name))[0] == 0
    [file] = contents(word_project).values()
    assert body(file.decode()) == BODIES[name]


def test_title_is_kept_letter_for_letter(bring: Import, word_project: Path) -> None:
    bring(bytes_of(letters()))
    text = written(word_project, "case-studies/tyr-gan-canu-100-hwyl.md")
    assert text.startswith("---\ntitle: Tŷ’r gân – “canu” & 100% <hwyl> 🎶\n")


def test_picture_comes_without_what_it_hides(bring: Import, word_project: Path) -> None:
    code, said, _ = bring(sample("picture"))
    files = contents(word_project)
    assert code == 0
    data = files.pop("images/a-day-by-the-sea-1.jpg")
    assert details(data) == ()
    with Image.open(io.BytesIO(data)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (160, 240)  # upright: the file said to turn it
        red, green, blue = picture.convert("RGB").getpixel((80, 20))
        assert red > 150 > green
    assert files.pop("images/a-day-by-the-sea-1.jpg.yml").decode() == (
        "# Who made the picture, by the name they chose.\n"
        'made_by: ""\n'
        "# How we know that we may use it.\n"
        'permission: ""\n'
        "# true if people can be recognised in it, else false.\n"
        "people:\n"
    )
    [text] = files.values()
    assert body(text.decode()) == (
        "## What changed\n\nThe beach got a ramp.\n\n"
        "![A ramp from the road to the sand](../images/a-day-by-the-sea-1.jpg)\n\n"
        "![](../images/a-day-by-the-sea-1.jpg)\n\nIt is used each day."
    )
    lines = said.split("\n")
    assert "Wrote a draft with 1 picture:" in lines
    assert (
        "content/images/: Fill in the file beside each picture: who made it, "
        "how we know that we may use it, and whether people can be recognised."
    ) in lines
    assert (
        "content/images/a-day-by-the-sea-1.jpg.yml:6: 'people' needs true or false. "
        "Write people: true, or people: false"
    ) in lines
    words = "content/case-studies/a-day-by-the-sea.md:17: This picture has no words for people who"
    assert [line for line in lines if line.startswith(words)]


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_picture_of_any_form_is_drawn_anew(form: str, bring: Import, word_project: Path) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (2400, 300), (0, 0, 255, 0)).save(file, form)
    link = f'<Relationship Id="p1" Type="{OFFICE}/image" Target="media/a.x"/>'
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    shape = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
        '<wp:docPr id="1" name="x" descr="[A] wall"/>'
        f'<a:graphic><a:graphicData uri="{kind}"><pic:pic><pic:blipFill><a:blip r:embed="p1"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    text = paragraph("Wall", "Title") + paragraph("It was blue.", more=shape)
    assert bring(word_file(text, {"word/media/a.x": file.getvalue()}, link))[0] == 0
    with Image.open(io.BytesIO(contents(word_project)["images/wall-1.jpg"])) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1600, 200))
    shown = "It was blue.![(A) wall](../images/wall-1.jpg)"
    assert body(written(word_project, "case-studies/wall.md")) == shown


def test_heavy_picture_is_made_light(bring: Import, word_project: Path) -> None:
    noise = Image.effect_noise((2000, 2000), 120).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=95)
    document = empty()
    document.add_paragraph("Noise", "Title")
    document.add_picture(io.BytesIO(file.getvalue()))
    assert bring(bytes_of(document))[0] == 0
    assert len(contents(word_project)["images/noise-1.jpg"]) <= MOST_BYTES


def test_nobody_is_named_who_only_wrote_the_file(bring: Import, word_project: Path) -> None:
    data = sample("picture")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert AUTHOR.encode() in archive.read("docProps/core.xml")
        assert AUTHOR.encode() in archive.read("word/document.xml")
    assert AUTHOR.encode() in photograph()
    _, said, _ = bring(data)
    assert AUTHOR not in said
    assert [name for name, file in contents(word_project).items() if AUTHOR.encode() in file] == []


def test_same_file_gives_the_same_bytes(bring: Import, word_project: Path) -> None:
    bring(sample("picture"))
    first = contents(word_project)
    for name in first:
        (word_project / "content" / name).unlink()
    bring(sample("picture"))
    assert contents(word_project) == first


def test_draft_stands_in_the_site_at_once(bring: Import, word_project: Path) -> None:
    bring(sample("template"))
    library, _problems = open_library(word_project, drafts=True)
    assert library
    entry = library.get("case-study", "the-bus-that-people-wrote")
    assert entry
    assert entry.is_draft
    assert entry.fields.sources[0].year == 2014


def test_tip(bring: Import, word_project: Path) -> None:
    document = empty()
    document.add_paragraph("Bring cake", "Title")
    document.add_paragraph("People stay for cake.")
    code, said, _ = bring(bytes_of(document), kind="tip")
    assert (code, said.split("\n")[-2]) == (0, "No problems found.")
    text = written(word_project, "tips/bring-cake.md")
    assert text == (
        "---\ntitle: Bring cake\n# Take this line out when the file is ready for readers.\n"
        "status: draft\n---\n\nPeople stay for cake.\n"
    )


def test_private_story_is_told(bring: Import, word_project: Path) -> None:
    asked = [{"group": "First", "field": "own_story", "ask": "Is it private?"}, *questions()]
    page = word_project / "content" / "pages" / "contribute-case-study.md"
    page.write_text(form("case-study", asked), "utf-8")
    document = empty()
    document.add_paragraph("Mine", "Title")
    document.add_heading("Is it private?", 2)
    document.add_paragraph("Yes")
    _, said, _ = bring(bytes_of(document))
    assert (
        "content/case-studies/mine.md: This may be a private person's own story. "
        "Read docs/personal-stories.md before anyone else sees it.\n"
    ) in said
    assert "\nown_story: true\n" in written(word_project, "case-studies/mine.md")


def test_refusal_whole(bring: Import, word_project: Path) -> None:
    body_text = paragraph("Bread", "Title", more="<m:oMath/>")
    data = word_file(body_text, {"word/header1.xml": part("hdr", paragraph("A name"))})
    assert bring(data) == (
        1,
        "",
        "story.docx: The file has an equation (under 'Bread'). Write it in words.\n"
        "story.docx: The file has a header that says 'A name'. "
        "Readers never see it: empty the header, or move its words.\n"
        "Nothing was written.\n",
    )
    assert contents(word_project) == {}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty", "The file has no words. Ask for it again."),
        (
            "untitled",
            "The file has no title. "
            "Answer the question about it, or give a line at the top the style 'Title'.",
        ),
        (
            "日本",
            "The title '日本' has no letters for an address. "
            "An address is made of it, so add some letters from a to z to it.",
        ),
    ],
)
def test_file_that_cannot_be_named_is_refused(
    name: str, message: str, bring: Import, word_project: Path
) -> None:
    document = empty()
    if name == "untitled":
        document.add_paragraph("Bread.")
    elif name != "empty":
        document.add_paragraph(name, "Title")
    code, said, refused = bring(bytes_of(document))
    assert (code, said, refused) == (1, "", f"story.docx: {message}\nNothing was written.\n")
    assert contents(word_project) == {}


def test_what_is_there_is_never_overwritten(bring: Import, word_project: Path) -> None:
    bring(sample("template"))
    path = word_project / "content" / "case-studies" / "the-bus-that-people-wrote.md"
    path.write_text(case_study("Mine"), "utf-8")
    assert bring(sample("template")) == (
        1,
        "",
        "story.docx: content/case-studies/the-bus-that-people-wrote.md is there already, and is "
        "left as it is. Give the story another title, or take that file away first.\n"
        "Nothing was written.\n",
    )
    assert path.read_text("utf-8") == case_study("Mine")


def test_nothing_is_written_when_one_file_is_in_the_way(bring: Import, word_project: Path) -> None:
    images = word_project / "content" / "images"
    images.mkdir()
    (images / "a-day-by-the-sea-1.jpg.yml").write_text("mine", "utf-8")
    code, said, refused = bring(sample("picture"))
    assert (code, said) == (1, "")
    assert refused.startswith("Nothing was written: ")
    assert contents(word_project) == {"images/a-day-by-the-sea-1.jpg.yml": b"mine"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no.docx"], "There is no file 'no.docx'. Write: make import-docx file=story.docx"),
        ([], "No file is named. Write: make import-docx file=story.docx"),
        (["no\nsuch.docx"], "There is no file 'no?such.docx'. Write: make import-docx file=..."),
        (["a.docx", "tpi"], "There is no form for the kind 'tpi'. Did you mean 'tip'?"),
        (
            ["a.docx", "hint"],
            "There is no form for the kind 'hint'. The kinds are: case-study, tip.",
        ),
    ],
)
def test_what_is_wrong_with_the_command_is_told(
    arguments: list[str], message: str, word_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, word_project) == 1
    assert capsys.readouterr().err == f"{message.replace('...', 'story.docx')}\n"


def test_our_own_template_is_read_back(bring: Import, word_project: Path) -> None:
    """Filled in by python-docx as by a person: words in the first free line of each question."""
    document = Document(io.BytesIO(sample("template")))
    for line in document.paragraphs:
        if line.text == "The last bus leaves at nine.":
            line.style = document.styles["Guidance"]
    assert bring(bytes_of(document))[0] == 0
    assert "The last bus leaves at nine." in written(
        word_project, "case-studies/the-bus-that-people-wrote.md"
    )


def test_words_that_were_passed_over_are_told(bring: Import) -> None:
    """Small words above others, as Japanese has, are known to neither pandoc nor us."""
    small = "<w:r><w:ruby><w:rubyBase><w:r><w:t>Tokyo</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    code, said, _ = bring(word_file(paragraph("Bread", "Title") + paragraph("In ", more=small)))
    told = "These words of the file may be missing, so copy them by hand: 'In Tokyo'"
    assert code == 0
    assert told in said.split("\n")


@pytest.mark.parametrize("name", CASES)
def test_no_sample_loses_a_word(name: str, bring: Import) -> None:
    assert "may be missing" not in bring(sample(name))[1]
