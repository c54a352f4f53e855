"""Word files as people bring them, each made by a function, and the questions they answer.

`word_cases.json` says what is read from those that can be read.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

AUTHOR = "Author Of The File"
"""The name that every sample carries as its author; it must never be found in what is made."""

GROUPS = ("About the story", "The story", "Behind the story")
QUESTIONS: list[dict[str, str]] = [
    {
        "group": GROUPS[0],
        "field": "title",
        "ask": "What shall we call the story?",
        "help": "A few words will do.",
        "example": "A garden that everyone can reach",
    },
    {
        "group": GROUPS[0],
        "field": "short",
        "ask": "What happened, in one or two sentences?",
        "help": "People see this in lists.",
        "example": "Neighbours turned a car park into a garden.",
    },
    {
        "group": GROUPS[0],
        "field": "place",
        "ask": "Where did it happen?",
        "help": "",
        "example": "Cardiff",
    },
    {
        "group": GROUPS[0],
        "field": "years",
        "ask": "When did it happen?",
        "help": "",
        "example": "2012 to 2016",
    },
    {
        "group": GROUPS[1],
        "field": "The problem",
        "ask": "What was the problem?",
        "help": "",
        "example": "",
    },
    {
        "group": GROUPS[1],
        "field": "What people did together",
        "ask": "What did people do together?",
        "help": "",
        "example": "",
    },
    {
        "group": GROUPS[1],
        "field": "What changed",
        "ask": "What is different now?",
        "help": "Tell us about good and bad things.",
        "example": "",
    },
    {
        "group": GROUPS[1],
        "field": "What was learned",
        "ask": "What did people learn?",
        "help": "",
        "example": "",
    },
    {
        "group": GROUPS[2],
        "field": "organisations",
        "ask": "Who ran it and who paid?",
        "help": "One name on each line.",
        "example": "",
    },
    {
        "group": GROUPS[2],
        "field": "sources",
        "ask": "Where can we read about it?",
        "help": "",
        "example": "",
    },
]


def empty() -> WordFile:
    """A file with an author and nothing to read."""
    document = Document()
    document.core_properties.author = AUTHOR
    document.core_properties.last_modified_by = AUTHOR
    return document


def bytes_of(document: WordFile) -> bytes:
    """The file as it would lie on a disk."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def template_filled_in() -> WordFile:
    """Our own template, with an answer under most questions."""
    answers = {
        "title": ["The bus that people wrote"],
        "short": ["Riders and drivers wrote the timetable together."],
        "place": ["Powys"],
        "years": ["2012 to 2014"],
        "The problem": ["The last bus left at four.", "Nobody had asked the riders."],
        "What changed": ["The last bus leaves at nine."],
        "organisations": ["A bus company", "The county council"],
    }
    document = empty()
    document.styles.add_style("Guidance", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Tell us about a case study", "Title")
    group = ""
    for question in QUESTIONS:
        if question["group"] != group:
            group = question["group"]
            document.add_heading(group, 1)
        document.add_heading(question["ask"], 2)
        for name in ("help", "example"):
            if question[name]:
                document.add_paragraph(question[name], "Guidance")
        if question["field"] == "sources":
            _source_table(document)
        for text in answers.get(question["field"], [""]):
            document.add_paragraph(text)
    return document


def _source_table(document: WordFile) -> None:
    rows = [
        ("Title", "Publisher", "Year", "Web address"),
        ("A timetable for riders", "The county council", "2014", "https://example.org/bus"),
        ("The bus song", "", "", ""),
        ("", "", "", ""),
    ]
    table = document.add_table(len(rows), 4)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def headings() -> WordFile:
    """Free text under headings of its own making and of ours, with lines such as "Place: ..."."""
    document = empty()
    document.add_heading("A garden on the roof", 1)
    document.add_paragraph("Place: Cardiff")
    line = document.add_paragraph("")
    line.add_run("Years:").bold = True
    line.add_run(" 2015 to 2018")
    document.add_heading("THE PROBLEM:", 2)
    document.add_paragraph("There was no green place within a mile.")
    document.add_heading("2. What people did together", 2)
    text = document.add_paragraph("They carried ")
    text.add_run("every").italic = True
    text.add_run(" bag of soil up the ")
    text.add_run("stairs").bold = True
    text.add_run(".")
    document.add_heading("How they shared the work", 3)
    document.add_paragraph("By a list on the door.")
    document.add_heading("Thanks", 2)
    document.add_paragraph("To all who carried soil.")
    document.add_heading("Sources", 2)
    document.add_paragraph("Green roofs for all, 2018, https://example.org/roofs.")
    document.add_paragraph("A film about the garden")
    return document


def title_style() -> WordFile:
    """The title in Word's own style for it, and words before the first heading."""
    document = empty()
    document.add_paragraph("Lunch is on us", "Title")
    document.add_paragraph("This story is about a kitchen.")
    document.add_heading("What changed", 1)
    document.add_paragraph("Forty people eat together each week.")
    return document


def tables() -> WordFile:
    """A table of figures in the middle of a text."""
    document = empty()
    document.add_paragraph("Counting meals", "Title")
    document.add_heading("What changed", 1)
    document.add_paragraph("We counted.")
    table = document.add_table(3, 2)
    rows = (("Year", "Meals"), ("2015", "40"), ("2016", "90 | more"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("Then we stopped.")
    return document


def lists() -> WordFile:
    """Bullets within bullets, and numbers."""
    document = empty()
    _add_numbering(document)
    document.add_paragraph("A list of lists", "Title")
    document.add_heading("What people did together", 1)
    document.add_paragraph("They made plans:")
    for text, level in (("Meet.", 0), ("At noon.", 1), ("With lunch.", 1), ("Write it down.", 0)):
        _item(document, text, 91, level)
    document.add_paragraph("Then, in this order:")
    for text in ("Ask.", "Listen.", "Try."):
        _item(document, text, 92, 0)
    document.add_heading("What was learned", 1)
    document.add_paragraph("It takes time.")
    return document


def _add_numbering(document: WordFile) -> None:
    """Two lists: 91 has bullets, 92 has numbers."""
    numbering = document.part.numbering_part.element
    for number, form, mark in ((91, "bullet", "•"), (92, "decimal", "%1.")):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{mark}"/><w:pPr><w:ind w:left="{720 * (level + 1)}"/></w:pPr>'
            "</w:lvl>"
            for level in range(3)
        )
        kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
        numbering.insert(0, parse_xml(kind))
        use = (
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
        numbering.append(parse_xml(use))


def _item(document: WordFile, text: str, number: int, level: int) -> None:
    properties = document.add_paragraph(text, "List Paragraph")._p.get_or_add_pPr()
    marks = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{marks}</w:numPr>"))


def quotes() -> WordFile:
    """Someone's words in the style for quotations, and a link."""
    document = empty()
    document.add_paragraph("In their words", "Title")
    document.add_heading("What was learned", 1)
    document.add_paragraph("One of them said:")
    document.add_paragraph("“It’s ours – all of it.”", "Quote")
    text = document.add_paragraph("More is in ")
    _link(text, "the report", "https://example.org/report")
    text.add_run(".")
    return document


def _link(paragraph: Paragraph, words: str, address: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    name = paragraph.part.relate_to(address, kind, is_external=True)
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{name}">{run}</w:hyperlink>')
    )


def photograph(form: str = "JPEG", size: tuple[int, int] = (240, 160)) -> bytes:
    """A picture that tells where it was taken, by whom and with which camera."""
    picture = Image.new("RGB", size, (30, 120, 60))
    picture.paste((200, 40, 40), (0, 0, size[0] // 4, size[1]))
    details = Image.Exif()
    details[Base.Orientation] = 6
    details[Base.Artist] = AUTHOR
    details[Base.BodySerialNumber] = "SN-1234567"
    place = details.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (51.0, 28.0, 53.0)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "W", (3.0, 10.0, 45.0)
    file = io.BytesIO()
    picture.save(file, form, exif=details)
    return file.getvalue()


def picture() -> WordFile:
    """Two pictures that tell where they were taken: one has words in its place, one has none."""
    document = empty()
    document.add_paragraph("A day by the sea", "Title")
    document.add_heading("What changed", 1)
    document.add_paragraph("The beach got a ramp.")
    for words in ("A ramp from the road to the sand", ""):
        document.add_picture(io.BytesIO(photograph()), width=Mm(60))
        shape = document.inline_shapes[-1]._inline.docPr
        shape.set("name", f"IMG of {AUTHOR}.jpg")
        shape.set("descr", words)
    document.add_paragraph("It is used each day.")
    return document


def tracked_changes() -> WordFile:
    """Words that were put in, taken out and made bold, and that nobody has agreed to yet."""
    document = empty()
    document.add_paragraph("Still in doubt", "Title")
    document.add_heading("The problem", 1)
    by = f'w:author="{AUTHOR}" w:date="2026-01-02T03:04:05Z"'
    first = document.add_paragraph("The hall was ")
    first._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="901" {by}><w:r><w:delText>old</w:delText></w:r></w:del>'
        )
    )
    first._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="902" {by}><w:r><w:t>cold</w:t></w:r></w:ins>')
    )
    document.add_heading("What changed", 1)
    second = document.add_paragraph("It is ")
    second._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:rPr><w:b/>"
            f'<w:rPrChange w:id="903" {by}><w:rPr/></w:rPrChange></w:rPr><w:t>warm</w:t></w:r>'
        )
    )
    second._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="904" {by}><w:r><w:t> now</w:t></w:r></w:ins>')
    )
    return document


def comments() -> WordFile:
    """A remark in the margin."""
    document = empty()
    document.add_paragraph("With a remark", "Title")
    document.add_heading("The problem", 1)
    paragraph = document.add_paragraph("The hall was cold.")
    document.add_comment(paragraph.runs, text="Is that so?", author=AUTHOR, initials="AO")
    return document


def text_box() -> WordFile:
    """Words in a box that floats over the page."""
    document = empty()
    document.add_paragraph("In a box", "Title")
    document.add_heading("What was learned", 1)
    paragraph = document.add_paragraph("Outside. ")
    inside = "<w:txbxContent><w:p><w:r><w:t>Inside the box.</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<v:shape style="width:100pt;height:50pt"><v:textbox>{inside}</v:textbox></v:shape>'
    names = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
    paragraph._p.append(parse_xml(f"<w:r {names}><w:pict>{shape}</w:pict></w:r>"))
    return document


def header_and_footer() -> WordFile:
    """A name above each page and words below it."""
    document = empty()
    document.add_paragraph("With a header", "Title")
    document.add_heading("The problem", 1)
    document.add_paragraph("The hall was cold.")
    document.sections[0].header.paragraphs[0].text = f"Written by {AUTHOR}"
    document.sections[0].footer.paragraphs[0].text = "Draft, do not share"
    return document


def google_docs() -> WordFile:
    """As Google Docs saves what was typed without styles: headings are lines in bold."""
    document = empty()
    for text, is_bold in (
        ("Walking to school", True),
        ("Place: Dundee", False),
        ("Years: 2019", False),
        ("The problem", True),
        ("The road was busy.", False),
        ("", False),
        ("Really busy.", False),
        ("What changed?", True),
        ("Parents walk with ten children at a time.", False),
        ("A walking bus!", True),
        ("It leaves at half past eight.", False),
    ):
        paragraph = document.add_paragraph("", "Normal")
        paragraph.paragraph_format.line_spacing = 1.15
        run = paragraph.add_run(text)
        run.bold = is_bold
        run.font.name = "Arial"
    return document


def libreoffice() -> WordFile:
    """As LibreOffice saves its own styles: body text, a title, a text that is split in runs."""
    document = empty()
    document.styles.add_style("Text body", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Tools to lend", "Title")
    for heading, *texts in (
        ("The problem", "A drill is used for ten minutes of its life."),
        ("What people did together", "They put tools in one shed.", "They share one key."),
    ):
        document.add_heading(heading, 1)
        for text in texts:
            paragraph = document.add_paragraph("", "Text body")
            for word in text.split():
                paragraph.add_run(word)
                paragraph.add_run("" if text.endswith(word) else " ")
    return document


def letters() -> WordFile:
    """Letters with marks, signs of Markdown, small pictures, and a text from right to left."""
    document = empty()
    document.add_paragraph("Tŷ’r gân – “canu” & 100% <hwyl> 🎶", "Title")
    document.add_heading("The problem", 1)
    document.add_paragraph(
        "Doedd dim lle i ŵyl: na neuadd, na chae. It's 5*3, a_b_c, #1 & 50% off."
    )
    document.add_paragraph("מקום לכולם – مكان للجميع")
    document.add_heading("What was learned", 1)
    document.add_paragraph("1. is not a list here… 👩🏽‍🦽 “Don’t” --- it's 'fine'.")
    return document


SAMPLES: dict[str, Callable[[], WordFile]] = {
    "template": template_filled_in,
    "headings": headings,
    "title-style": title_style,
    "tables": tables,
    "lists": lists,
    "quotes": quotes,
    "picture": picture,
    "tracked-changes": tracked_changes,
    "comments": comments,
    "text-box": text_box,
    "header-and-footer": header_and_footer,
    "google-docs": google_docs,
    "libreoffice": libreoffice,
    "letters": letters,
    "empty": empty,
}


def sample(name: str) -> bytes:
    """One of the files, by its name in SAMPLES."""
    return bytes_of(SAMPLES[name]())


def questions() -> list[Any]:
    """The questions as front matter hands them on."""
    return [dict(question) for question in QUESTIONS]
