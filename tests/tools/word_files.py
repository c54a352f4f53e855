"""Word files for tests: small ones from raw XML, and changes to the parts of others."""

import io
import zipfile
from collections.abc import Mapping

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{OFFICE}"'
)
MAIN = "word/document.xml"
STYLES = (
    f"<w:styles {NAMES}>"
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    "</w:styles>"
)


def paragraph(text: str, style: str = "", more: str = "") -> str:
    """A paragraph; `more` is XML behind its words."""
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{kind}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{more}</w:p>'


def part(kind: str, inside: str) -> str:
    """One part of a file, such as a header: `hdr`."""
    return f"<w:{kind} {NAMES}>{inside}</w:{kind}>"


def word_file(body: str, parts: Mapping[str, str | bytes] | None = None, links: str = "") -> bytes:
    """A Word file with this body, further parts, and links from its text to others."""
    kinds = '<Default Extension="xml" ContentType="application/xml"/>'
    top = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{MAIN}"/>'
    style = f'<Relationship Id="s1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{top}</Relationships>',
        MAIN: part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">{style}{links}</Relationships>'
        ),
    }
    return packed({**files, **(parts or {})})


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Parts as a file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The file with some parts new or in place of others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return packed({**files, **parts})
