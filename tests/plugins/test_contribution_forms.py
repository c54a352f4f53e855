"""What the forms of a site need beside their pages."""

import io
import json
import zipfile
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn

from knowledge import open_library
from knowledge.forms import form_view
from plugins.contribution_forms.word_file import Words, word_file
from tests.conftest import ROOT
from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, Output, build_site, markdown, settings_page

TIP_QUESTIONS = [
    {"group": "The tip", "field": "title", "ask": "What is it called?", "example": "Rye & <oats>"},
    {"group": "The tip", "field": "body", "ask": "How is it done?", "help": "In few words."},
    {"group": "More", "field": "topics", "ask": "What is it about?"},
    {"group": "More", "field": "sources", "ask": "Where did you read it?"},
    {"group": "More", "field": "credits", "ask": "Whom may we thank?"},
]
MISTAKE_QUESTIONS = [
    {"group": "It", "field": "page", "ask": "Where?"},
    {"group": "It", "field": "wrong", "ask": "What is wrong?"},
]


def form(title: str, name: str, questions: list[dict[str, str]], **fields: Any) -> dict[str, str]:
    own = {"template": "contribute-form", "form": name, "questions": questions}
    text = markdown(title, address=f"/contribute/{name}/", **own, **fields)
    return {f"content/pages/contribute-{name}.md": text}


FORMS = {
    **PAGES,
    **form("Share a tip", "tip", TIP_QUESTIONS),
    **form("Tell of a mistake", "correction", MISTAKE_QUESTIONS),
    "content/tips/a.md": markdown("A tip", "Do it."),
    "content/definitions/bread.md": markdown("Bread"),
}


@pytest.fixture(scope="module")
def crumb(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """A site with two forms."""
    return build_site(tmp_path_factory.mktemp("forms"), FORMS, publish=True)


def paragraphs(output: Output, name: str) -> list[tuple[str, str]]:
    document = Document(str(output.file(f"/contribute/{name}.docx")))
    return [(each.style.name, each.text) for each in document.paragraphs if each.style]


def test_each_form_has_a_word_file_and_each_kind_a_schema(crumb: Output) -> None:
    assert [path for path in crumb.paths() if path.startswith("contribute/")] == [
        "contribute/correction.docx",
        "contribute/correction.form.json",
        "contribute/correction/index.html",
        "contribute/index.html",
        "contribute/tip.docx",
        "contribute/tip.form.json",
        "contribute/tip.schema.json",
        "contribute/tip/index.html",
    ]
    assert crumb.problems == ()


def test_site_without_forms_has_nothing_of_it(site: Site) -> None:
    output = site({**PAGES, "content/tips/a.md": markdown("A tip", "Do it.")})
    assert [path for path in output.paths() if path.startswith("contribute/")] == [
        "contribute/index.html"
    ]
    assert "correction" not in output.read("/tips/a/")


def test_schema_is_json_that_names_its_draft(crumb: Output) -> None:
    told = json.loads(crumb.read("/contribute/tip.schema.json"))
    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert told["properties"]["topics"]["items"]["enum"] == ["flour", "heat"]


def test_word_file_has_each_question_as_a_heading_with_room_below(crumb: Output) -> None:
    title, how, *rest = paragraphs(crumb, "tip")
    assert title == ("Title", "Share a tip")
    assert how[0] == "Guidance"
    assert rest == [
        ("Heading 1", "The tip"),
        ("Heading 2", "What is it called?"),
        ("Guidance", "For example: Rye & <oats>"),
        ("Normal", ""),
        ("Heading 2", "How is it done?"),
        ("Guidance", "In few words."),
        ("Normal", ""),
        ("Heading 1", "More"),
        ("Heading 2", "What is it about?"),
        ("Guidance", "Write as many of these as fit: Flour, Heat."),
        ("Normal", ""),
        ("Heading 2", "Where did you read it?"),
        ("Normal", ""),
        ("Heading 2", "Whom may we thank?"),
        ("Normal", ""),
    ]


def test_sources_have_a_table_whose_head_is_told_on_every_page(crumb: Output) -> None:
    [table] = Document(str(crumb.file("/contribute/tip.docx"))).tables
    first, *others = table.rows
    assert [cell.text for cell in first.cells] == ["Title", "Publisher", "Year", "Web address"]
    assert [cell.text for row in others for cell in row.cells] == [""] * 20
    heads = [bool(row._tr.trPr.findall(qn("w:tblHeader"))) for row in table.rows]  # type: ignore[union-attr]
    assert heads == [True, *[False] * 5]
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption is not None
    assert caption.get(qn("w:val")) == "Where did you read it?"


def test_word_file_names_its_title_and_language_and_nobody(crumb: Output) -> None:
    document = Document(str(crumb.file("/contribute/tip.docx")))
    told = document.core_properties
    assert (told.title, told.language) == ("Share a tip", "en-GB")
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    languages = {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    with zipfile.ZipFile(crumb.file("/contribute/tip.docx")) as parts:
        names = parts.namelist()
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [name for name in names if "thumbnail" in name or "app.xml" in name] == []


def test_same_questions_make_the_same_bytes(crumb: Output, site: Site) -> None:
    again = site({**FORMS, "content/tips/b.md": markdown("B tip", "Do more.")})
    for name in ("tip.docx", "correction.docx"):
        path = f"/contribute/{name}"
        assert again.file(path).read_bytes() == crumb.file(path).read_bytes()


def test_page_lists_every_question_and_leads_to_the_word_file(crumb: Output) -> None:
    soup = crumb.soup("/contribute/tip/")
    asked = [one.get_text() for one in soup.select("#questions .question-list__ask")]
    assert asked == [
        "What is it called? (needed)",
        "How is it done? (needed)",
        "What is it about?",
        "Where did you read it?",
        "Whom may we thank?",
    ]
    assert [one["start"] for one in soup.select("#questions ol")] == ["1", "3"]
    [link] = soup.select("main a[download]")
    assert link["href"] == "/base/contribute/tip.docx"
    size = crumb.file("/contribute/tip.docx").stat().st_size
    assert f"({-(-size // 1000)} KB)" in str(link.parent)


def test_form_itself_comes_apart_with_the_styles_that_it_needs(crumb: Output) -> None:
    [place] = crumb.soup("/contribute/tip/").select("form-place")
    assert place["data-source"] == "/base/contribute/tip.form.json"
    told = json.loads(crumb.read("/contribute/tip.form.json"))
    form = BeautifulSoup(told["html"], "html.parser")
    [element] = form.select("contribute-form")
    assert element["data-schema"] == "/base/contribute/tip.schema.json"
    asked = [one["data-question"] for one in form.select("[data-question]")]
    assert asked == [question["field"] for question in TIP_QUESTIONS]
    [all_, seldom] = told["styles"]
    assert (all_["media"], "print" in seldom["media"]) == ("", True)
    for sheet in (all_, seldom):
        assert crumb.has(sheet["href"].removeprefix("/base"))


def test_form_that_nobody_knows_is_told_and_leaves_the_page_standing(site: Site) -> None:
    output = site({**FORMS, **form("A poem", "poem", TIP_QUESTIONS)})
    assert [problem.what for problem in output.problems] == ["There is no form 'poem'."]
    assert output.has("/contribute/poem/")
    assert not output.has("/contribute/poem.docx")


@pytest.mark.parametrize(
    ("owner", "told"),
    [
        ({"contact": "oven@example.org"}, "Send your answers to oven@example.org."),
        ({"contact": "https://a.example/tell"}, "Send your answers by way of our contact page."),
        ({"contact": None}, "Post your answers in the place where our files are kept."),
        ({"contact": None, "repository": None}, "no address to send answers to yet."),
    ],
)
def test_page_says_honestly_where_answers_may_go(
    site: Site, owner: dict[str, Any], told: str
) -> None:
    output = site({**FORMS, "site.yml": settings_page(**owner)})
    assert told in " ".join(output.soup("/contribute/tip/").get_text().split())


def test_mistakes_are_told_by_the_form_that_knows_the_page(crumb: Output) -> None:
    def told(path: str) -> object:
        [link] = [one for one in crumb.soup(path).select("a") if "about a mistake" in one.text]
        return link["href"]

    form_address = "/base/contribute/correction/"
    assert told("/tips/a/") == f"{form_address}?page=/tips/a/"
    assert told("/contribute/") == f"{form_address}?page=/contribute/"
    assert told(form_address.removeprefix("/base")) == (
        "https://git.example.org/bakers/crumb/issues/new?title=/contribute/correction/"
    )


@pytest.mark.parametrize("name", ["case-study", "definition", "tip", "correction"])
def test_our_own_word_files_ask_what_our_pages_ask(name: str) -> None:
    library, _problems = open_library(ROOT)
    assert library
    page = library.get("page", f"contribute-{name}")
    assert page
    words: Words = {"how": "h", "example": "e", "choices": "c", "source_columns": ["a", "b"]}
    data = word_file(form_view(page, library), page.title, "en-GB", words)
    document = Document(io.BytesIO(data))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    text = (ROOT / page.path).read_text("utf-8").split("---\n")[1]
    assert headings == [question["ask"] for question in yaml.safe_load(text)["questions"]]
