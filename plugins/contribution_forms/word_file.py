"""A form's questions as a Word file: hides python-docx, and all that it leaves in a file."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import TypedDict

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from knowledge.views import FormView, QuestionView

GUIDANCE = "Guidance"
"""The style of help and examples: whoever reads the file back passes over it."""

SOURCE_ROWS = 5

_LONG_AGO = datetime(2020, 1, 1)
_PARTS_BEGIN = (1980, 1, 1, 0, 0, 0)
"""Days that never change, so that the same questions make the same file."""

_LEFTOVERS = (
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
)
_FONT = "Arial"
_QUIET, _INK = RGBColor(0x57, 0x47, 0x56), RGBColor(0, 0, 0)
_DEFAULT = "Normal"
_SIZES = {_DEFAULT: 12, GUIDANCE: 11, "Title": 26, "Heading 1": 18, "Heading 2": 14}


class Words(TypedDict):
    """What the file says beside the questions."""

    how: str
    example: str
    choices: str
    source_columns: list[str]


def word_file(form: FormView, title: str, language: str, words: Words) -> bytes:
    """The file: each question is a heading, with its help and room for the answer below it."""
    document = Document()
    _tell_properties(document, title, language)
    _set_styles(document, language)
    text = _Text(document)
    text.add(title, "Title")
    text.add(words["how"], GUIDANCE)
    for group in form.groups:
        text.add(group.title, "Heading 1")
        for question in group.questions:
            _add_question(document, text, question, words)
    return _always_alike(document)


class _Text:
    """The paragraphs of a document; each style is looked up once, and not for every paragraph."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._ids = {name: document.styles[name].style_id for name in _SIZES if name != _DEFAULT}

    def add(self, words: str, style: str = _DEFAULT) -> None:
        """One more paragraph at the end; in the default style unless another is named."""
        self._document.add_paragraph(words)._p.style = self._ids.get(style)


def _add_question(
    document: WordDocument, text: _Text, question: QuestionView, words: Words
) -> None:
    text.add(question.ask, "Heading 2")
    for told in _guidance(question, words):
        text.add(told, GUIDANCE)
    if question.control == "sources":
        _add_sources(document, question.ask, words["source_columns"])
    text.add("")


def _guidance(question: QuestionView, words: Words) -> Iterator[str]:
    if question.help:
        yield question.help
    if question.options:
        labels = ", ".join(label for _value, label in question.options)
        yield f"{words['choices']} {labels}."
    if question.example:
        yield f"{words['example']} {question.example}"


def _add_sources(document: WordDocument, name: str, columns: list[str]) -> None:
    """A table with a name and a row for its head; no row falls apart at the end of a page."""
    table = document.add_table(rows=1 + SOURCE_ROWS, cols=len(columns), style="Table Grid")
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), name)
    table._tbl.tblPr.append(caption)
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(column).bold = True
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _tell_properties(document: WordDocument, title: str, language: str) -> None:
    """Nobody is named as the author, and the library's own remarks go."""
    told = document.core_properties
    told.title, told.language = title, language
    told.author = told.last_modified_by = told.comments = told.subject = told.keywords = ""
    told.created = told.modified = _LONG_AGO
    told.revision = 1


def _set_styles(document: WordDocument, language: str) -> None:
    """Large, dark, plain letters; headings are real ones, so that people can move by them."""
    styles = document.styles
    guidance = styles.add_style(GUIDANCE, WD_STYLE_TYPE.PARAGRAPH)
    guidance.base_style = styles[_DEFAULT]
    # Who presses Enter after the help goes on to write an answer, and not more help.
    guidance.next_paragraph_style = styles[_DEFAULT]
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = _QUIET if name == GUIDANCE else _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    guidance.paragraph_format.keep_with_next = True
    guidance.paragraph_format.space_after = Pt(4)
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)


def _always_alike(document: WordDocument) -> bytes:
    """The file without what the library's empty document brings, and with no day of writing."""
    package = document.part.package
    for links in (package.rels, document.part.rels):
        _drop_leftovers(links)
    written, steady = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(steady, "w") as kept:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _PARTS_BEGIN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, parts.read(name))
    return steady.getvalue()


def _drop_leftovers(links: Relationships) -> None:
    """Takes out a picture, and the name of a program, that are another document's."""
    for key in [key for key, link in links.items() if link.reltype in _LEFTOVERS]:
        del links[key]
