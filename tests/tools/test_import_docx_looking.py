"""A Word file is refused kindly when a person has to settle something first, or it may do harm."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise

import pytest
from PIL import ImageFile

from tests.contribute.word_samples import photograph, sample
from tests.tools.word_files import (
    MAIN,
    NAMES,
    OFFICE,
    changed,
    packed,
    paragraph,
    part,
    word_file,
)
from tools.import_docx import opening
from tools.import_docx.looking import look
from tools.import_docx.opening import RefusedError, open_word

SAVE = "Open it in Word, LibreOffice or Google Docs and save it as a Word file that ends in .docx."
ACCEPT = (
    "Accept or reject each one: in Word with Review, Accept All Changes; in LibreOffice with "
    "Edit, Track Changes, Accept All; in Google Docs with Tools, Review suggested edits. "
    "Then save the file again."
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
SAMPLE = sample("title-style")


def faults(data: bytes) -> list[str]:
    """What is told of a file."""
    try:
        return [f"{fault.what} {fault.mend}" for fault in look(open_word(data))]
    except RefusedError as error:
        return [f"{error.fault.what} {error.fault.mend}"]


@pytest.mark.parametrize("name", ["template", "tables", "lists", "picture", "google-docs", "empty"])
def test_file_with_nothing_to_settle_is_taken(name: str) -> None:
    assert faults(sample(name)) == []


def test_tracked_changes_are_counted_where_they_stand() -> None:
    assert faults(sample("tracked-changes")) == [
        "The file has 4 tracked changes: 1 deletion and 1 insertion under 'The problem'; "
        f"1 change of form and 1 insertion under 'What changed'. {ACCEPT}"
    ]


def test_comment_in_the_margin() -> None:
    assert faults(sample("comments")) == [
        "The file has 1 comment in its margin (under 'The problem'). "
        "Settle each one and delete it: in Word with Review, Delete, Delete All Comments; in "
        "LibreOffice with right click, Delete All Comments; in Google Docs download the file "
        "without comments. Then save the file again."
    ]


def test_text_box() -> None:
    assert faults(sample("text-box")) == [
        "The file has words in a text box (under 'What was learned'). "
        "Cut the words out of the box, and paste them into the text."
    ]


def test_header_and_footer() -> None:
    assert faults(sample("header-and-footer")) == [
        "The file has a header that says 'Written by Author Of The File'. "
        "Readers never see it: empty the header, or move its words.",
        "The file has a footer that says 'Draft, do not share'. "
        "Readers never see it: empty the footer, or move its words.",
    ]


def field(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'


@pytest.mark.parametrize(
    "inside",
    [paragraph("3"), paragraph(" "), paragraph("Page 3 of 7", more=field("PAGE"))],
)
def test_number_of_a_page_does_no_harm(inside: str) -> None:
    footer = {"word/footer1.xml": part("ftr", inside)}
    assert faults(word_file(paragraph("Bread"), footer)) == []


CHANGE = 'w:id="1" w:author="Somebody" w:date="2026-01-01T00:00:00Z"'
RUN = "<w:r><w:t>new</w:t></w:r>"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (f"<w:ins {CHANGE}>{RUN}</w:ins>", "1 tracked change: 1 insertion"),
        (f"<w:moveFrom {CHANGE}/><w:moveTo {CHANGE}>{RUN}</w:moveTo>", "1 tracked change: 1 move"),
        (
            f"<w:del {CHANGE}/><w:del {CHANGE}/><w:ins {CHANGE}/>",
            "3 tracked changes: 2 deletions and 1 insertion",
        ),
        (
            f"<w:pPr><w:rPr><w:ins {CHANGE}/></w:rPr></w:pPr>",
            "1 tracked change: 1 insertion",
        ),
        (
            f"<w:pPr><w:rPr><w:del {CHANGE}/></w:rPr></w:pPr><w:ins {CHANGE}>{RUN}</w:ins>",
            "1 tracked change: 1 insertion",
        ),
    ],
)
def test_every_sort_of_change_is_told(more: str, told: str) -> None:
    found = faults(word_file(paragraph("Bread rises in the warm oven.", more=more)))
    place = "near 'Bread rises in the warm oven." + ("new'" if RUN in more else "'")
    assert found == [f"The file has {told} {place}. {ACCEPT}"]


def test_heading_of_another_language_is_a_place_too() -> None:
    body = paragraph("Brot", "Rubrik1") + paragraph("It rose.", more=f"<w:ins {CHANGE}/>")
    assert faults(word_file(body)) == [
        f"The file has 1 tracked change: 1 insertion under 'Brot'. {ACCEPT}"
    ]


def test_change_in_a_note_is_told() -> None:
    notes = part(
        "footnotes", f"<w:footnote>{paragraph('x', more=f'<w:ins {CHANGE}/>')}</w:footnote>"
    )
    assert faults(word_file(paragraph("Bread"), {"word/footnotes.xml": notes})) == [
        f"The file has 1 tracked change: 1 insertion in a footnote. {ACCEPT}"
    ]


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>psst</w:t></w:r>"
CHART = '<w:r><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:r>'


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "<m:oMath/><m:oMath/>",
            "The file has an equation (near 'Bread', 2 times). Write it in words.",
        ),
        (
            HIDDEN,
            "The file has hidden words (near 'Breadpsst'). "
            "Show them (in Word with Home, Font, Hidden), or delete them.",
        ),
        (HIDDEN.replace("<w:vanish/>", '<w:vanish w:val="0"/>'), ""),
        (
            CHART,
            "The file has a chart or a diagram (near 'Bread'). "
            "Say in words what it shows, and take it out; or put it in as a picture.",
        ),
        (
            "<w:r><w:object/></w:r>",
            "The file has something of another program in it (near 'Bread'). "
            "Write what it says into the text, and take it out.",
        ),
        ("<mc:AlternateContent><mc:Fallback><m:oMath/></mc:Fallback></mc:AlternateContent>", ""),
    ],
)
def test_what_cannot_be_taken_is_told(more: str, message: str) -> None:
    assert faults(word_file(paragraph("Bread", more=more))) == ([message] if message else [])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "word/vbaProject.bin",
            "The file holds a program (macros). "
            "Save it as a Word document that ends in .docx, which cannot hold any.",
        ),
        (
            "word/embeddings/book.xlsx",
            "The file has something of another program in it. "
            "Write what it says into the text, and take it out.",
        ),
    ],
)
def test_programs_and_objects_are_told(name: str, message: str) -> None:
    assert faults(word_file(paragraph("Bread"), {name: b"x"})) == [message]


def image(target: str, more: str = "") -> str:
    return f'<Relationship Id="p1" Type="{OFFICE}/image" Target="{target}" {more}/>'


def test_picture_that_lies_elsewhere_is_told() -> None:
    link = image("https://example.org/a.jpg", 'TargetMode="External"')
    assert faults(word_file(paragraph("Bread"), links=link)) == [
        "A picture is not in the file: it lies at 'https://example.org/a.jpg'. "
        "Save that picture, and put it into the file itself."
    ]


HUGE = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    for kind, data in [
        (b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1000))),
        (b"IEND", b""),
    ]
)


@pytest.mark.parametrize("data", [b"", b"no picture", photograph()[:900], HUGE])
def test_picture_that_cannot_be_read_is_told(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    # What makes PDFs lets Pillow take half a picture, in the whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    parts = {"word/media/a.png": data}
    assert faults(word_file(paragraph("Bread"), parts, image("media/a.png"))) == [
        "The picture 'a.png' cannot be read. "
        "Put it in as a PNG or JPEG, with no side over 10,000 dots."
    ]


def test_all_faults_are_told_at_once() -> None:
    body = paragraph("Bread", more=f"<m:oMath/><w:ins {CHANGE}/>")
    parts = {"word/header1.xml": part("hdr", paragraph("A name"))}
    found = faults(word_file(body, parts, image("https://x.example/", 'TargetMode="External"')))
    assert [message.split(":")[0][:30] for message in found] == [
        "The file has 1 tracked change",
        "The file has an equation (near",
        "The file has a header that say",
        "A picture is not in the file",
    ]


KINDS: Mapping[str, tuple[bytes, str]] = {
    "nothing": (b"", "The file is empty: it has no bytes. Save it again, or ask for it again."),
    "text": (b"Bread", f"The file is no Word file. {SAVE}"),
    "pdf": (
        b"%PDF-1.7 ...",
        "The file is a PDF. "
        "Ask for the Word file that it was made from, or copy its text into one.",
    ),
    "rtf": (b"{\\rtf1 Bread}", f"The file is in rich text format (RTF). {SAVE}"),
    "old Word": (
        OLE + "WordDocument".encode("utf-16-le"),
        f"The file is of the old kind that ends in .doc. {SAVE}",
    ),
    "with a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "The file has a password. Save it without one.",
    ),
    "other OLE": (OLE, f"The file is no Word file. {SAVE}"),
    "LibreOffice": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        f"The file is an OpenDocument file, as LibreOffice makes. {SAVE}",
    ),
    "spreadsheet": (
        packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}),
        "The file is a spreadsheet. Copy what it says into a Word file.",
    ),
    "slides": (
        packed({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}),
        "The file is a presentation. Copy what it says into a Word file.",
    ),
    "a zip": (packed({"a.txt": "Bread"}), f"The file is no Word file. {SAVE}"),
    "no text": (packed({"[Content_Types].xml": "<x/>"}), f"The file is no Word file. {SAVE}"),
}
DAMAGED = f"The file is damaged. {SAVE} If that fails, ask for it again."
ODD = f"The file holds parts with names that no Word file has. {SAVE}"
CODES = f"The file declares codes of its own, as no word processor does. {SAVE}"


@pytest.mark.parametrize("kind", KINDS)
def test_other_kinds_of_file_are_named(kind: str) -> None:
    data, message = KINDS[kind]
    assert faults(data) == [message]


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE[: len(SAMPLE) // 2],
        SAMPLE[:3000] + bytes(300) + SAMPLE[3300:],
        changed(SAMPLE, {MAIN: "<w:document>"}),
        changed(SAMPLE, {MAIN: b"\xff\xfe\x00"}),
    ],
    ids=["half", "hole", "no XML", "no text"],
)
def test_damaged_file_is_told(data: bytes) -> None:
    assert faults(data) == [DAMAGED]


@pytest.mark.parametrize("name", ["../../evil.md", "/etc/x", "..\\x", "word/../../x", "C:x"])
def test_part_that_names_another_place_is_refused(name: str) -> None:
    assert faults(changed(SAMPLE, {name: "x"})) == [ODD]


def test_two_parts_of_one_name_are_refused() -> None:
    file = io.BytesIO(SAMPLE)
    with (
        zipfile.ZipFile(file, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr(MAIN, "<x/>")
    assert faults(file.getvalue()) == [ODD]


TEXT = f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
MORE = "".join(
    f'<!ENTITY {name} "{("&" + of + ";") * 20}">' for of, name in pairwise("zyxwvutsrqpa")
)
BOMB = f'<!DOCTYPE b [<!ENTITY z "ha">{MORE}]>{TEXT}'
OUTSIDE = f'<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>{TEXT}'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", [MAIN, "word/footnotes.xml", "docProps/core.xml"])
def test_codes_of_its_own_are_never_read(text: str, encoding: str, name: str) -> None:
    assert faults(changed(SAMPLE, {name: text.encode(encoding)})) == [CODES]


def test_file_that_grows_beyond_all_measure_is_refused() -> None:
    what = "The file holds far more than it seems to, as files do that are meant to do harm."
    bomb = changed(SAMPLE, {"word/media/a.png": bytes(opening.MOST_UNPACKED)})
    assert len(bomb) < 400_000
    assert faults(bomb) == [f"{what} Ask the person who sent it to save it anew."]
    text = changed(SAMPLE, {"word/more.xml": bytes(opening.MOST_TEXT)})
    assert faults(text) == [f"{what} Ask the person who sent it to save it anew."]


def test_part_that_lies_about_its_size_is_refused() -> None:
    data = changed(SAMPLE, {"word/more.xml": bytes(1_000_000)})
    size = struct.pack("<I", 1_000_000)
    assert faults(data.replace(size, struct.pack("<I", 10))) == [DAMAGED]


def test_too_many_parts_are_refused() -> None:
    many = changed(SAMPLE, {f"word/{n}.bin": b"" for n in range(opening.MOST_PARTS)})
    assert faults(many) == [f"The file holds more than {opening.MOST_PARTS} parts. {SAVE}"]


def test_too_large_a_file_is_refused() -> None:
    assert faults(b"PK" + bytes(opening.MOST_BYTES)) == [
        "The file is larger than 50 MB. Make its pictures smaller, or take some out."
    ]


def test_part_with_a_password_is_refused() -> None:
    data = bytearray(SAMPLE)
    place = data.index(b"PK\x01\x02") + 8
    data[place] |= 1
    assert faults(bytes(data)) == ["The file has a password. Save it without one."]


def test_things_within_things_without_end_are_read_in_time() -> None:
    deep = "<w:ins>" * 50_000 + "</w:ins>" * 50_000
    [message] = faults(word_file(paragraph("Bread", more=deep)))
    assert message.startswith("The file has 50000 tracked changes: 50000 insertions near 'Bread'.")
