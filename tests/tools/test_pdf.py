"""The PDFs for print keep to PDF/UA as far as their structure tells, and are never half made."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from pypdf import PageObject, PdfReader
from weasyprint.urls import FatalURLFetchingError

from tests.plugins.mini_site import PAGES, Output, build_site, markdown
from tests.tools.test_build import files_of, run, small_project
from tools import pdf

A4 = (595, 842)
NAMES = ("tips", "tips-large", "glossary", "glossary-large")
TITLES = ["Weigh it", "Wait", "Fold", "Freeze it", "Share it"]
FILES = {
    **PAGES,
    "content/pages/print-tips.md": markdown(
        "Cards", "Cut here.", address="/print/tips/", template="print-tips"
    ),
    "content/pages/print-glossary.md": markdown(
        "All words", "Print me.", address="/print/glossary/", template="print-glossary"
    ),
    **{
        f"content/tips/{number}.md": (
            f"---\ntitle: {title}\ntry_this: Try {number}.\n"
            + (f"set: first-loaf\nnumber: {number}\n" if number < 4 else "")
            + f"---\n\nSay {number}.\n"
        )
        for number, title in enumerate(TITLES, start=1)
    },
    **{
        f"content/definitions/{slug}.md": markdown(slug.title(), aliases=[f"{slug} thing"])
        for slug in ("bread", "crumb", "dough")
    },
}
NO_PANGO = (
    "Pango is missing, which draws the text of PDFs. Install it (Debian or Ubuntu: sudo apt-get "
    "install libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango), then run: make pdf"
)
each_pdf = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """A published site with PDFs of five tips and three definitions."""
    return build_site(tmp_path_factory.mktemp("paper"), FILES, publish=True, has_pdfs=True)


def read(site: Output, name: str) -> PdfReader:
    return PdfReader(BytesIO(site.file(f"print/{name}.pdf").read_bytes()))


def catalogue(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def elements(node: Any) -> Iterator[Any]:
    """The elements of the structure below a node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from elements(found)


def structure(reader: PdfReader) -> list[Any]:
    return list(elements(catalogue(reader)["/StructTreeRoot"]))


def test_each_page_for_paper_is_made_twice(printed: Output) -> None:
    made = [path for path in printed.paths() if path.endswith(".pdf")]
    assert made == sorted(f"print/{name}.pdf" for name in NAMES)


@each_pdf
def test_pdf_says_that_it_is_tagged_and_keeps_to_pdf_ua(name: str, printed: Output) -> None:
    root = catalogue(read(printed, name))
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en-GB"
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()


@each_pdf
def test_pdf_has_a_title(name: str, printed: Output) -> None:
    title = "Cards – Crumb" if name.startswith("tips") else "All words – Crumb"
    assert read(printed, name).metadata.title == title


@each_pdf
def test_headings_begin_with_the_first_level_and_skip_none(name: str, printed: Output) -> None:
    tags = (str(each["/S"]) for each in structure(read(printed, name)))
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in zip(levels, levels[1:], strict=False))


@each_pdf
def test_every_picture_says_what_it_shows(name: str, printed: Output) -> None:
    figures = [each for each in structure(read(printed, name)) if each["/S"] == "/Figure"]
    told = [str(figure.get("/Alt", "")) for figure in figures]
    assert "" not in told
    if name.startswith("tips"):
        assert sorted(told) == sorted(
            [f"Tip {number} of 3" for number in (1, 2, 3)]
            + [f"Code of the address example.org/base/tips/{number}/" for number in range(1, 6)]
        )


@each_pdf
def test_every_link_stands_in_the_structure_and_leads_to_the_site(
    name: str, printed: Output
) -> None:
    reader = read(printed, name)
    notes = [note for page in reader.pages for note in page.get("/Annots", [])]
    links = {note.idnum: note.get_object() for note in notes}
    assert {str(link["/Subtype"]) for link in links.values()} == {"/Link"}
    named = [each["/K"] for each in structure(reader) if each["/S"] == "/Link"]
    told = [kid.get_object() for kids in named for kid in kids if not isinstance(kid, int)]
    assert {kid.raw_get("/Obj").idnum for kid in told if "/Obj" in kid} == set(links)
    targets = {str(link["/A"]["/URI"]) for link in links.values()}
    assert {to for to in targets if not to.startswith(("https://", "mailto:"))} == set()


def unmarked(page: PageObject) -> int:
    """How many texts of a page stand outside of all marked content."""
    depth = found = 0
    for _operands, operator in page.get_contents().operations:
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
        found += operator in (b"Tj", b"TJ") and depth == 0
    return found


@each_pdf
def test_all_text_is_marked_and_all_fonts_are_inside(name: str, printed: Output) -> None:
    reader = read(printed, name)
    assert [unmarked(page) for page in reader.pages] == [0] * len(reader.pages)
    fonts = [
        part.get_object()
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
        for part in font.get_object()["/DescendantFonts"]
    ]
    assert fonts
    for font in fonts:
        described = font["/FontDescriptor"]
        assert any(key in described for key in ("/FontFile2", "/FontFile3"))


@each_pdf
def test_pages_are_a4(name: str, printed: Output) -> None:
    sizes = {tuple(map(round, page.mediabox[2:])) for page in read(printed, name).pages}
    assert sizes == {A4}


def cells(page: PageObject, columns: int) -> dict[tuple[int, int], str]:
    """The words of a sheet by row and column."""
    found: dict[tuple[int, int], str] = {}

    def keep(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            cell = int(y < A4[1] / 2), int(columns == 2 and x > A4[0] / 2)
            found[cell] = f"{found.get(cell, '')} {text}"

    page.extract_text(visitor_text=keep)
    return {cell: " ".join(text.split()) for cell, text in found.items()}


def test_backs_change_places_so_that_each_lies_behind_its_front(printed: Output) -> None:
    front, back, last_front, last_back = (cells(page, 2) for page in read(printed, "tips").pages)
    for number, (row, column) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)], start=1):
        assert f"Say {number}." in front[row, column]
        assert f"Try {number}." in back[row, 1 - column]
        assert TITLES[number - 1] in back[row, 1 - column]
    assert ("Say 5." in last_front[0, 0], len(last_front)) == (True, 1)
    assert ("Try 5." in last_back[0, 1], len(last_back)) == (True, 1)


def test_large_cards_lie_two_on_a_sheet(printed: Output) -> None:
    sheets = [cells(page, 1) for page in read(printed, "tips-large").pages]
    assert len(sheets) == 6
    for number in range(1, 6):
        sheet, row = divmod(number - 1, 2)
        assert f"Say {number}." in sheets[2 * sheet][row, 0]
        assert f"Try {number}." in sheets[2 * sheet + 1][row, 0]


def test_list_of_words_is_whole_and_its_pages_are_numbered(printed: Output) -> None:
    text = " ".join(read(printed, "glossary").pages[0].extract_text().split())
    for word in ("Bread", "Crumb", "Dough"):
        assert f"{word} About {word.lower()}. Also called: {word.lower()} thing." in text
    assert "Bread – Dough" in text
    assert re.search(r"\b1\b", text)


def test_pdf_is_the_same_byte_for_byte_in_each_build(printed: Output, tmp_path: Path) -> None:
    again = build_site(tmp_path, FILES, publish=True, has_pdfs=True)
    for name in NAMES:
        file = f"print/{name}.pdf"
        assert again.file(file).read_bytes() == printed.file(file).read_bytes()


def test_pdf_of_a_site_without_an_address_has_no_links(tmp_path: Path) -> None:
    output = build_site(tmp_path, FILES, publish=True, address=None, has_pdfs=True)
    for name in NAMES:
        assert [page for page in read(output, name).pages if page.get("/Annots")] == []
        assert b"nowhere.invalid" not in output.file(f"print/{name}.pdf").read_bytes()


def test_site_without_pages_for_paper_has_no_pdfs(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if "/print-" not in name}
    output = build_site(tmp_path, files, publish=True, has_pdfs=True)
    assert [path for path in output.paths() if path.endswith(".pdf")] == []


def test_fault_in_a_pdf_leaves_the_last_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(build_site(tmp_path, FILES, publish=True).folder)

    def raise_a_fault(*_arguments: object) -> bytes:
        raise LookupError("no paper")

    monkeypatch.setattr(pdf, "pdf", raise_a_fault)
    with pytest.raises(LookupError, match="no paper"):
        build_site(tmp_path, FILES, publish=True, has_pdfs=True)
    assert files_of(tmp_path / "output") == before


def test_file_that_a_page_needs_and_that_is_missing_is_named(printed: Output) -> None:
    fetch = pdf.fetcher(pdf.Site((printed.folder,)), "/base")
    assert fetch("https://example.org/base/print/qr/1.svg").read().startswith(b"<svg")
    told = "^A page for paper needs https://example.org/base/no.css, which is not there.$"
    with pytest.raises(FatalURLFetchingError, match=told):
        fetch("https://example.org/base/no.css")


def test_backs_of_an_odd_row_leave_a_place_empty() -> None:
    one, two, three = (Element("p", {"id": each}) for each in "123")
    found = pdf.mirrored([one, two, three])
    assert [each.get("id") for each in found] == ["2", "1", None, "3"]


def test_switch_is_ticked_for_large_print_alone() -> None:
    for is_large in (False, True):
        tree = fromstring('<html><input type="checkbox" /><h1>x</h1></html>')
        pdf.prepare(tree, is_large, has_address=True)
        assert ("checked" in tree[0].attrib) is is_large


def test_nothing_is_lacking_where_the_tests_run() -> None:
    assert pdf.complaint() == ""


def stand_in(folder: Path) -> Path:
    """A folder with a WeasyPrint that does not find Pango."""
    folder.mkdir()
    (folder / "weasyprint.py").write_text("print('long')\nraise OSError('cannot load pango')\n")
    return folder


def test_missing_pango_is_told_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(stand_in(tmp_path / "without"))
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    assert pdf.complaint() == NO_PANGO
    assert capsys.readouterr().out == ""


def test_missing_weasyprint_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert pdf.complaint() == (
        "WeasyPrint is missing, which makes the PDFs. To install it, run: make pdf"
    )


def test_publishing_goes_on_without_pdfs_and_says_so_in_one_line(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    without = str(stand_in(tmp_path / "without"))
    done = run(project, "--publish", PYTHONPATH=without)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[2:] == [f"The pages for print have no PDFs. {NO_PANGO}"]


def test_making_pdfs_stops_where_they_cannot_be_made(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    without = str(stand_in(tmp_path / "without"))
    done = run(project, "--publish", "--pdfs", PYTHONPATH=without)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{NO_PANGO}\n")
    assert not (project / "output").exists()
