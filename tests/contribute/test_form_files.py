"""What people hand to a form: pictures and Word files."""

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.conftest import ROOT, BuiltSite, node
from tests.contribute.conftest import (
    TIP,
    field,
    go_on,
    question,
    saved,
    step,
    text_of,
    to_the_end,
)

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

PICTURE = ROOT / "tests" / "golden" / "content" / "images" / "loaf.png"


def add_picture(page: Page) -> None:
    """Chooses a picture on the step that asks for one."""
    while not step(page).locator("[data-files]").count():
        go_on(page)
    step(page).locator("[data-files]").set_input_files(PICTURE)
    expect(page.locator("[data-thumb] img")).to_have_attribute("src", re.compile("^data:image/"))


def test_a_picture_comes_in_a_zip_with_its_words_beside_it(open_form: Open) -> None:
    page = open_form()
    go_on(page)
    field(page, "title").fill("Bread for all")
    add_picture(page)
    row = page.locator("[data-control=pictures] [data-item]")
    row.get_by_role("radio", name="No", exact=True).check()
    row.get_by_label("What does it show?").fill("A loaf [whole]: “brown”")
    row.get_by_label("Who made it?").fill("Me: ŵ")
    row.get_by_label("How do we know that we may use it?").fill("I drew it.")
    to_the_end(page)
    expect(page.get_by_text("Your pictures are only in the saved file.")).to_be_visible()
    name, data = saved(page)
    assert name == "bread-for-all.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    image = "content/images/bread-for-all-1.png"
    assert sorted(files) == ["content/case-studies/bread-for-all.md", image, f"{image}.yml"]
    with Image.open(io.BytesIO(files[image])) as picture:
        assert picture.getexif() == {}
    text = files["content/case-studies/bread-for-all.md"].decode()
    assert "](../images/bread-for-all-1.png)" in text
    assert files[f"{image}.yml"].decode() == (
        'made_by: "Me: ŵ"\npermission: "I drew it."\npeople: false\n'
    )
    page.get_by_text("See it as a page").click()
    expect(page.locator("[data-page] img")).to_have_attribute("alt", "A loaf [whole]: “brown”")


def test_a_picture_of_people_or_without_words_is_left_out_and_it_says_so(open_form: Open) -> None:
    page = open_form()
    add_picture(page)
    row = page.locator("[data-control=pictures] [data-item]")
    hints = question(page, "pictures").locator("[data-hints]")
    expect(hints).to_have_text(re.compile("^Picture 1: say if anyone could recognise"))
    row.get_by_role("radio", name="No", exact=True).check()
    expect(hints).to_have_text(re.compile("say what it shows"))
    row.get_by_label("It only decorates the page").check()
    expect(hints).to_have_text(re.compile("say who made it"))
    row.get_by_role("radio", name="Yes").check()
    expect(page.get_by_text("We show people only when they have agreed")).to_be_visible()
    to_the_end(page)
    expect(page.locator("[data-file-name]")).to_have_text("case-study.md")
    assert "../images" not in text_of(page)


def test_what_is_no_picture_is_told(open_form: Open, tmp_path: Path) -> None:
    page = open_form()
    while not step(page).locator("[data-files]").count():
        go_on(page)
    (tmp_path / "a.jpg").write_text("no picture")
    step(page).locator("[data-files]").set_input_files(tmp_path / "a.jpg")
    expect(page.locator("[data-status]")).to_have_text(re.compile("“a.jpg” cannot be read"))


def test_a_word_file_fills_the_form_and_its_reader_comes_only_then(
    open_form: Open, built_site: BuiltSite, tmp_path: Path
) -> None:
    page = open_form(TIP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    word = Document(str(built_site.folder / "contribute" / "tip.docx"))
    answers = {"What is the tip, in a few words?": "Wait: ŵ", "How do you do it": "People speak."}
    for ask, answer in answers.items():
        at = next(n for n, one in enumerate(word.paragraphs) if one.text.startswith(ask))
        empty = next(one for one in word.paragraphs[at + 1 :] if not one.text)
        empty.text = answer
    # Some programs go on in the style of the help when somebody presses Enter.
    empty.style = word.styles["Guidance"]
    word.save(str(tmp_path / "tip.docx"))
    page.get_by_text("I have the answers in your Word file").click()
    assert asked == []
    page.locator("[data-word-input]").set_input_files(tmp_path / "tip.docx")
    expect(page.locator("[data-word-told]")).to_have_text(re.compile("^Your answers are in"))
    expect(field(page, "title")).to_have_value("Wait: ŵ")
    expect(field(page, "body")).to_have_value("People speak.")
    assert len(asked) == 1
    assert "contribute-word" in asked[0]
    # A second file does not write over what is there.
    field(page, "title").fill("My own words")
    page.locator("[data-word-input]").set_input_files(tmp_path / "tip.docx")
    expect(page.get_by_label("These words had no place in the form.")).to_have_value(
        "What is the tip, in a few words?\nWait: ŵ"
    )
    expect(field(page, "title")).to_have_value("My own words")


def test_a_reader_of_word_files_that_does_not_come_is_told_and_tried_again(
    open_form: Open, tmp_path: Path
) -> None:
    page = open_form(TIP)
    gone = [True]

    def sometimes(route: Route) -> None:
        if gone[0]:
            route.abort()
        else:
            route.continue_()

    page.route("**/contribute-word-*.js", sometimes)
    (tmp_path / "a.docx").write_text("no file of Word")
    page.get_by_text("I have the answers in your Word file").click()
    page.locator("[data-word-input]").set_input_files(tmp_path / "a.docx")
    told = page.locator("[data-word-told]")
    expect(told).to_have_text(re.compile("could not be loaded"))
    gone[0] = False
    page.locator("[data-word-input]").set_input_files(tmp_path / "a.docx")
    expect(told).to_have_text(re.compile("not a Word file"))


def test_the_forms_script_weighs_at_most_60_kilobytes(built_site: BuiltSite) -> None:
    (script,) = built_site.folder.glob("theme/contribute-form-*.js")
    program = (
        'const { brotliCompressSync } = require("zlib");'
        'console.log(brotliCompressSync(require("fs").readFileSync(process.argv[1])).length)'
    )
    done = subprocess.run([node(), "-e", program, script], capture_output=True, check=True)
    assert json.loads(done.stdout) <= 60 * 1024
