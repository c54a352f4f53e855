"""Word files in the browser: what they say becomes answers, and nothing else of them is taken."""

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from docx import Document
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge import open_library
from knowledge.forms import form_view
from knowledge.views import FormView
from plugins.contribution_forms.word_file import Words, word_file
from tests.conftest import ROOT
from tests.contribute.script_page import ScriptPage, bundled
from tests.contribute.word_samples import AUTHOR, bytes_of, questions, sample

pytestmark = pytest.mark.browser

MOST_SCRIPT_BYTES = 90_000
MOST_SECONDS = 3
CASES = json.loads((ROOT / "tests" / "contribute" / "word_cases.json").read_text("utf-8"))
QUESTIONS = [{**question, "name": question["field"]} for question in questions()]
SCRIPT = bundled('import "../../static/js/contribute-word.js";')
READ = """async ([address, questions]) => {
  const buffer = await (await fetch(address)).arrayBuffer();
  const { pictures, ...found } = await knowledgeWord.readWord(buffer, questions);
  const bytes = async ({ blob }) => Array.from(new Uint8Array(await blob.arrayBuffer()));
  return {
    ...found,
    alts: pictures.map(({ alt }) => alt),
    pictures: await Promise.all(pictures.map(bytes)),
  };
}"""
WORDS = "word/document.xml"
SETTINGS = "word/settings.xml"
WORDS_OF_TEMPLATE: Words = {
    "how": "Write below each question.",
    "example": "For example:",
    "choices": "Write as many of these as fit:",
    "source_columns": ["Title", "Publisher", "Year", "Web address"],
}
SOURCE = {
    "title": "A book",
    "publisher": "A press",
    "year": "2019",
    "url": "https://example.org/book",
}
NO_SOURCE = dict.fromkeys(SOURCE, "")


def nothing(*faults: str) -> dict[str, Any]:
    """What is handed on of a file with faults."""
    return {
        "answers": {},
        "sources": [],
        "unplaced": "",
        "alts": [],
        "pictures": [],
        "faults": [*faults],
    }


def taken(seen: ScriptPage, data: bytes, asked: list[dict[str, Any]] = QUESTIONS) -> dict[str, Any]:
    """What the browser takes from a file; the page must stay as it is."""
    before = seen.page.content()
    found: dict[str, Any] = seen.ask(READ, seen.give(data), asked)
    assert seen.page.content() == before
    return found


def read(seen: ScriptPage, data: bytes, asked: list[dict[str, Any]] = QUESTIONS) -> dict[str, Any]:
    """What the browser takes from a file; it must not complain."""
    seen.said.clear()
    found = taken(seen, data, asked)
    assert seen.said == []
    return found


def written(*paragraphs: str, heading: str = "The problem") -> WordFile:
    """A file with a heading of ours and some paragraphs below it."""
    document = Document()
    document.add_heading(heading, 1)
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def answer(seen: ScriptPage, document: WordFile, name: str = "The problem") -> str:
    """The answer to one question."""
    found: str = read(seen, bytes_of(document))["answers"][name]
    return found


@pytest.mark.parametrize("name", CASES)
def test_file_says_what_the_shared_cases_say(each: ScriptPage, name: str) -> None:
    found = read(each, sample(name))
    expected = {"alts": [], **CASES[name]}
    assert {key: found[key] for key in expected} == expected
    assert found["faults"] == []


@pytest.mark.parametrize("name", ["tracked-changes", "comments"])
def test_nothing_is_taken_of_what_nobody_has_agreed_to(each: ScriptPage, name: str) -> None:
    assert read(each, sample(name)) == nothing(name)


@pytest.mark.parametrize("name", CASES)
def test_author_of_the_file_is_not_taken(seen: ScriptPage, name: str) -> None:
    found = read(seen, sample(name))
    told = json.dumps({**found, "pictures": []}, ensure_ascii=False)
    assert AUTHOR.encode() in b"".join(parts(sample(name)).values())
    assert AUTHOR not in told


def test_picture_is_handed_on_as_it_is_to_be_cleaned(seen: ScriptPage) -> None:
    found = read(seen, sample("picture"))
    media = [data for name, data in parts(sample("picture")).items() if "/media/" in name]
    assert [bytes(data) for data in found["pictures"]] == media * 2


def test_picture_in_a_list_keeps_its_words(seen: ScriptPage) -> None:
    document = written()
    picture = Document(io.BytesIO(sample("picture"))).part.package.image_parts
    for image in picture:
        run = document.add_paragraph("Look: ", "List Bullet").add_run()
        run.add_picture(io.BytesIO(image.blob))
    document.inline_shapes[0]._inline.docPr.set("descr", "A ramp")
    found = read(seen, bytes_of(document))
    assert (found["answers"], found["alts"]) == ({"The problem": "- Look:"}, ["A ramp"])


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(**files: bytes) -> bytes:
    """A zip of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def changed(change: Callable[[str], str], name: str = "title-style", part: str = WORDS) -> bytes:
    """A sample of which one part, usually its text, was changed as XML."""
    found = parts(sample(name))
    return packed(**{**found, part: change(found[part].decode()).encode()})


@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        ('<w:p><w:ins w:id="1" w:author="x"/></w:p>', "tracked-changes"),
        ('<w:p><w:del w:id="1" w:author="x"/></w:p>', "tracked-changes"),
        ('<w:p><w:moveFrom w:id="1" w:author="x"/></w:p>', "tracked-changes"),
        ('<w:p><w:moveTo w:id="1" w:author="x"/></w:p>', "tracked-changes"),
        (
            '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr></w:p>',
            "tracked-changes",
        ),
        (
            '<w:p><w:pPr><w:pPrChange w:id="1" w:author="x"><w:pPr/></w:pPrChange></w:pPr></w:p>',
            "tracked-changes",
        ),
        ('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>', "comments"),
    ],
)
def test_every_sort_of_change_and_comment_is_seen(seen: ScriptPage, mark: str, fault: str) -> None:
    data = changed(lambda text: text.replace("<w:sectPr", f"{mark}<w:sectPr", 1))
    assert read(seen, data) == nothing(fault)


def test_change_in_a_note_is_seen(seen: ScriptPage) -> None:
    note = f'<w:footnotes {nsdecls("w")}><w:ins w:id="1" w:author="x"/></w:footnotes>'
    data = packed(**{**parts(sample("title-style")), "word/footnotes.xml": note.encode()})
    assert read(seen, data) == nothing("tracked-changes")


def test_both_faults_are_told(seen: ScriptPage) -> None:
    mark = '<w:p><w:ins w:id="1" w:author="x"/></w:p><w:sectPr'
    data = changed(lambda text: text.replace("<w:sectPr", mark, 1), "comments")
    assert read(seen, data) == nothing("tracked-changes", "comments")


def test_list_of_comments_without_any_is_no_fault(seen: ScriptPage) -> None:
    """Some programs write it into every file."""
    empty = f"<w:comments {nsdecls('w')}/>".encode()
    data = packed(**{**parts(sample("title-style")), "word/comments.xml": empty})
    assert read(seen, data)["faults"] == []


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
PASSWORD = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
)
ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


def lying(data: bytes) -> bytes:
    """The zip with a directory that says its large part is small."""
    directory = data.index(b"PK\x01\x02")
    large = data.index(WORDS.encode(), directory) - 46 + 24
    return data[:large] + (500).to_bytes(4, "little") + data[large + 4 :]


def bomb() -> bytes:
    """A small file that is large when it is unpacked."""
    start, end = parts(sample("title-style"))[WORDS].split(b"<w:sectPr", 1)
    words = start + b" " * 61_000_000 + b"<w:sectPr" + end
    return packed(**{**parts(sample("title-style")), WORDS: words})


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"Dear all, here is my story.",
        lambda: OLD_WORD,
        lambda: PASSWORD,
        lambda: packed(**{"story.txt": b"Once upon a time"}),
        lambda: packed(**{"mimetype": b"application/vnd.oasis.opendocument.text"}),
        lambda: packed(**{WORDS: b"<w:document"}),
        lambda: packed(**{WORDS: b"<document/>"}),
        lambda: packed(**{WORDS: f"<w:document {nsdecls('w')}/>".encode()}),
        lambda: changed(lambda text: text.replace("</w:body>", "")),
        lambda: changed(lambda text: text.replace("<w:document", f"{ENTITIES}<w:document")),
        lambda: changed(
            lambda text: text.replace("<w:settings", f"{ENTITIES}<w:settings"), part=SETTINGS
        ),
        lambda: sample("title-style")[:-400],
        bomb,
        lambda: lying(bomb()),
    ],
    ids=[
        "nothing",
        "text",
        "doc",
        "password",
        "other-zip",
        "odt",
        "no-xml",
        "other-xml",
        "no-body",
        "broken-xml",
        "entities",
        "entities-elsewhere",
        "half-a-file",
        "bomb",
        "lying-bomb",
    ],
)
def test_what_is_no_word_file_is_refused(each: ScriptPage, make: Callable[[], bytes]) -> None:
    """Browsers say where the XML is broken, so here they may complain."""
    assert taken(each, make()) == nothing("not-word")


def test_bomb_is_small_until_it_is_unpacked_and_may_lie_about_it() -> None:
    assert len(bomb()) < 200_000
    for data, size in ((bomb(), 61_000_000), (lying(bomb()), 500)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.getinfo(WORDS).file_size // size == 1


def test_lines_of_a_paragraph_stay_lines(seen: ScriptPage) -> None:
    document = written()
    run = document.add_paragraph("First line").add_run()
    run.add_break()
    run.add_text("Second\tline ")
    assert answer(seen, document) == "First line\nSecond line"


def test_note_stands_where_the_text_calls_it(seen: ScriptPage) -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    start, end = '<w:r><w:t xml:space="preserve">', "</w:t></w:r>"
    body = f"<w:p>{start}They met{end}{call}{start} often.{end}</w:p>"
    note = f'<w:footnote w:id="2"><w:p>{start} Each week.{end}</w:p></w:footnote>'
    found = parts(bytes_of(written()))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    names = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    data = packed(
        **{
            **found,
            WORDS: found[WORDS].replace(b"<w:sectPr", f"{body}<w:sectPr".encode(), 1),
            names: found[names].replace(b"</Relationships>", link.encode()),
            "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>".encode(),
        }
    )
    assert read(seen, data)["answers"] == {"The problem": "They met (Each week.) often."}


@pytest.mark.parametrize(
    ("words", "address", "expected"),
    [
        ("the report", "https://example.org/r", "the report (https://example.org/r)"),
        ("https://example.org/", "https://example.org", "https://example.org/"),
        ("Write to us", "mailto:us@example.org", "Write to us (us@example.org)"),
        ("us@example.org", "mailto:us@example.org", "us@example.org"),
        ("this", "javascript:alert(1)", "this"),
        ("my file", "file:///C:/Users/me/story.docx", "my file"),
    ],
)
def test_address_of_a_link_is_told_where_it_leads_somewhere(
    seen: ScriptPage, words: str, address: str, expected: str
) -> None:
    document = written()
    paragraph = document.add_paragraph()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    name = paragraph.part.relate_to(address, kind, is_external=True)
    link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{name}"><w:r><w:t>{words}</w:t></w:r>'
    paragraph._p.append(parse_xml(f"{link}</w:hyperlink>"))
    assert answer(seen, document) == expected


def test_signs_of_markup_stay_signs(seen: ScriptPage) -> None:
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt; **no** {{ x }}"
    assert answer(seen, written(hostile)) == hostile


def test_frame_of_one_column_is_read_as_text(seen: ScriptPage) -> None:
    document = written()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "In a frame."
    cell.add_paragraph("Still there.")
    assert answer(seen, document) == "In a frame.\n\nStill there."


def test_words_in_a_text_box_are_taken(seen: ScriptPage) -> None:
    found = read(seen, sample("text-box"))["answers"]["What was learned"]
    assert found == "Outside.\n\nInside the box."


@pytest.fixture(scope="module")
def forms() -> dict[str, FormView]:
    """The forms of the real site, by name."""
    library, _problems = open_library(ROOT)
    assert library is not None
    pages = [page for page in library.of_kind("page") if page.template == "contribute-form"]
    return {form.name: form for form in (form_view(page, library) for page in pages)}


def asked_in(form: FormView) -> list[dict[str, Any]]:
    """The questions as the form hands them to the reader of Word files."""
    every = [question for group in form.groups for question in group.questions]
    return [{"name": one.name, "ask": one.ask, "control": one.control} for one in every]


@pytest.mark.parametrize("name", ["case-study", "definition", "tip", "correction"])
def test_our_own_template_comes_back_as_it_was_filled_in(
    each: ScriptPage, forms: dict[str, FormView], name: str
) -> None:
    form = forms[name]
    asked = asked_in(form)
    bare = word_file(form, "Bring something", "en", WORDS_OF_TEMPLATE)
    assert read(each, bare, asked) == nothing()
    document = Document(io.BytesIO(bare))
    question = ""
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Heading 2":
            question = paragraph.text
        elif paragraph.style.name == "Normal":
            paragraph.text = f"We say: {question}"
    for table in document.tables:
        for cell, text in zip(table.rows[1].cells, SOURCE.values(), strict=True):
            cell.text = text
    found = read(each, bytes_of(document), asked)
    rows = [question for question in asked if question["control"] == "sources"]
    lines = [{**NO_SOURCE, "title": f"We say: {question['ask']}"} for question in rows]
    assert found["answers"] == {
        question["name"]: f"We say: {question['ask']}" for question in asked if question not in rows
    }
    assert found["sources"] == [source for line in lines for source in (SOURCE, line)]
    assert found["unplaced"] == ""


def test_template_is_known_by_its_styles_where_only_the_questions_are_told(
    seen: ScriptPage,
) -> None:
    asked = [{key: question[key] for key in ("name", "ask")} for question in QUESTIONS]
    found = read(seen, sample("template"), asked)
    assert {key: found[key] for key in CASES["template"]} == CASES["template"]


def test_answer_in_the_style_for_help_is_no_help(seen: ScriptPage) -> None:
    document = Document(io.BytesIO(sample("template")))
    place = next(p for p in document.paragraphs if p.text == "Powys")
    place.style = document.styles["Guidance"]
    assert read(seen, bytes_of(document))["answers"]["place"] == "Powys"
    choices = [{**question, "control": "one"} for question in QUESTIONS]
    assert "place" not in read(seen, bytes_of(document), choices)["answers"]


def test_nothing_is_asked_and_all_is_kept(seen: ScriptPage) -> None:
    found = read(seen, sample("libreoffice"), [])
    assert found["answers"] == {}
    assert found["unplaced"].startswith("Tools to lend\n\nThe problem\n\nA drill is used")
    assert found["unplaced"].endswith("They share one key.")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", sorted(set(CASES) - {"template"}))
def test_no_word_is_lost(seen: ScriptPage, name: str) -> None:
    """But for headings that are questions, and labels."""
    found = read(seen, sample(name))
    kept = set(words_of(json.dumps(found["sources"], ensure_ascii=False) + found["unplaced"]))
    kept |= {word for text in found["answers"].values() for word in words_of(text)}
    asked = {word for q in QUESTIONS for word in words_of(f"{q['ask']} {q['field']}".lower())}
    text = "\n".join(re.findall(r"<w:t[ >][^<]*", parts(sample(name))[WORDS].decode()))
    said = set(words_of(re.sub(r"<[^>]*>|&\w+;", " ", text)))
    assert {word for word in said - kept if word.lower() not in asked} <= {"2"}


def test_script_is_small_enough_to_be_fetched_when_it_is_needed() -> None:
    assert len(brotli.compress(SCRIPT)) <= MOST_SCRIPT_BYTES


def test_twenty_pages_are_read_while_a_person_waits(seen: ScriptPage) -> None:
    document = written()
    for number in range(240):
        document.add_paragraph(f"Sentence {number}. " + "We met and talked about it. " * 6)
    started = time.perf_counter()
    found = answer(seen, document)
    assert time.perf_counter() - started < MOST_SECONDS
    assert found.count("\n\n") == 239
