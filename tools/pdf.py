"""The pages for paper as PDFs that a screen reader can read: tagged, PDF/UA-1, by WeasyPrint.

WeasyPrint draws text with Pango, a library of the system. Where that is missing there are no
PDFs, and `complaint` says how to get it.
"""

import math
import mimetypes
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from knowledge.digests import digest_of_bytes
from knowledge.ledger import Ledger, Order
from tools.pango import HOW_TO_INSTALL

PAPERS = ("tips", "glossary")
"""The pages under /print/ that become PDFs: each as it is, and again in large print."""

NO_PANGO = f"Pango is missing, which draws the text of PDFs. {HOW_TO_INSTALL}, then run: make pdf"
NO_WEASYPRINT = "WeasyPrint is missing, which makes the PDFs. To install it, run: make pdf"
NOWHERE = "https://nowhere.invalid"
"""Stands for the address of a site that has none yet; no link to it is kept."""

STYLE = """
.sheet { display: grid; grid-template-columns: 105mm 105mm; break-after: page }
.sheet--large { grid-template-columns: 210mm }
.sheet:last-child { break-after: auto }
.sheet--front > :nth-child(odd) { border-right-width: 0.3mm }
.sheet--front > :nth-child(-n + 2) { border-bottom-width: 0.3mm }
.sheet--front.sheet--large > * { border-width: 0 }
.sheet--front.sheet--large > :first-child { border-bottom-width: 0.3mm }
.print-glossary__word h3 { string-set: word content() }
@page { @top-right { content: string(word, first) " – " string(word, last) } }
@page cards { @top-right { content: none } @bottom-center { content: none } }
.print-cards > h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; font-size: 1px }
.print-card__side { display: block; position: relative; height: 148mm }
.print-card__side > * + * { margin-top: 4mm }
.print-card__title { font-size: var(--card-title) }
.print-card__foot { position: absolute; bottom: 10mm; left: 10mm; right: 10mm }
"""
"""What only WeasyPrint needs: sheets as it can break them, the first and last word of a page."""

SVG = "{http://www.w3.org/2000/svg}"


def complaint() -> str:
    """Why no PDF can be made on this machine, and how to mend it; empty if one can."""
    try:
        with redirect_stdout(StringIO()):  # it prints a long text of its own
            import weasyprint  # noqa: F401
    except ImportError:
        return NO_WEASYPRINT
    except OSError:
        return NO_PANGO
    return ""


@dataclass(frozen=True)
class Site:
    """The files of a site: those of a build that has not ended, then those of the one before."""

    folders: tuple[Path, ...]

    def find(self, path: str) -> Path | None:
        """The file of that name, if there is one."""
        found = (folder / path for folder in self.folders)
        return next((file for file in found if file.is_file()), None)


def pdfs(site: Site, public_address: str, ledger: Ledger) -> None:
    """Makes print/<name>.pdf and print/<name>-large.pdf for each page for paper of a site."""
    orders = []
    for name in PAPERS:
        page = f"print/{name}/index.html"
        if file := site.find(page):
            # The page names its styles, and what is in their names changes with them.
            inputs = {"its page": digest_of_bytes(file.read_bytes())}
            for is_large in (False, True):
                target = f"print/{name}{'-large' if is_large else ''}.pdf"
                make = partial(pdf, site, page, public_address, is_large)
                orders.append(Order(f"the PDF {target}", inputs, partial(_file, target, make)))
    ledger.files_of_all(orders, many=2)


def _file(name: str, make: Callable[[], bytes]) -> list[tuple[str, bytes]]:
    return [(name, make())]


def pdf(site: Site, page: str, public_address: str, is_large: bool) -> bytes:
    """One page of a site as PDF."""
    import weasyprint

    address = public_address or NOWHERE
    fetch = fetcher(site, urlsplit(address).path)
    base = f"{address}/{page.removesuffix('index.html')}"
    file = site.find(page)
    assert file, f"{page} is not there."
    html = weasyprint.HTML(string=file.read_text("utf-8"), base_url=base, url_fetcher=fetch)
    tree: Element = html.etree_element
    prepare(tree, is_large, has_address=bool(public_address))
    _join_styles(tree, lambda link: fetch(urljoin(base, link)).read().decode())
    weasyprint.LOGGER.setLevel("ERROR")  # it warns of every property that is not for paper
    drawn: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return drawn


def fetcher(site: Site, base: str) -> Callable[[str], Any]:
    """What gives WeasyPrint the files of a site, from its folder and never from the network."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    def fetch(url: str) -> Any:
        if url.startswith("data:"):
            return URLFetcher().fetch(url)
        file = site.find(unquote(urlsplit(url).path).removeprefix(base).lstrip("/"))
        if not file:
            raise FatalURLFetchingError(f"A page for paper needs {url}, which is not there.")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    return fetch


def prepare(tree: Element, is_large: bool, has_address: bool) -> None:
    """Ticks the box for large print, lays cards out on sheets, takes out links to nowhere."""
    if is_large:
        for box in tree.iterfind(".//input[@type='checkbox']"):
            box.set("checked", "")
    for link in tree.iter("a"):
        # The parts of a link that is more than words would become links outside of its tag.
        if len(link) or not has_address:
            link.attrib.pop("href", None)
    for cards in _with_class(tree, "print-cards"):
        _lay_out(cards, is_large)
        # The title of the page is for the screen; a PDF begins with a heading, so it is told.
        title = Element("h1", {"class": "visually-hidden"})
        title.text = "".join(next(tree.iter("h1")).itertext())
        cards.insert(0, title)
    for svg in _with_class(tree, "round-table"):
        _draw_table(svg)


def _join_styles(tree: Element, read: Callable[[str], str]) -> None:
    """Makes one sheet of all: WeasyPrint puts layers in order only within one sheet."""
    head = next(tree.iter("head"))
    links = head.findall("link[@rel='stylesheet']")
    style = SubElement(head, "style")
    style.text = "".join(read(link.get("href", "")) for link in links) + STYLE
    for link in links:
        head.remove(link)


def _lay_out(cards: Element, is_large: bool) -> None:
    sides = [(front, back) for card in _with_class(cards, "print-card") for front, back in [card]]
    cards.clear()
    cards.set("class", "print-cards")
    per_sheet = 2 if is_large else 4
    for start in range(0, len(sides), per_sheet):
        fronts, backs = zip(*sides[start : start + per_sheet], strict=True)
        _add_sheet(cards, "front", fronts, is_large)
        _add_sheet(cards, "back", backs if is_large else mirrored(backs), is_large)


def _add_sheet(cards: Element, side: str, items: Sequence[Element], is_large: bool) -> None:
    large = " sheet--large" if is_large else ""
    SubElement(cards, "div", {"class": f"sheet sheet--{side}{large}"}).extend(items)


def _draw_table(svg: Element) -> None:
    """Draws the seats one by one: WeasyPrint knows no dots along a circle, and no styles in SVG."""
    solid = "round-table--solid" in svg.get("class", "").split()
    parts = {part.get("class", "").removeprefix("round-table__"): part for part in svg.iter()}
    seats = int(parts["seats"].get("pathLength", "0"))
    taken = 1 - int(parts["filled"].get("stroke-dashoffset", "0")) if "filled" in parts else 0
    number = parts["number"].text if "number" in parts else None
    label = svg.get("aria-label")
    svg[:] = []
    if label:
        SubElement(svg, f"{SVG}title").text = label
    _circle(svg, (50, 50), 27, is_full=solid)
    for seat in range(1, seats + 1):
        angle = math.tau * ((seat - 1) / seats - 0.25)
        place = (50 + 41 * math.cos(angle), 50 + 41 * math.sin(angle))
        _circle(svg, place, 6, is_full=solid or seat == taken)
    if number:
        style = {"font-size": "34", "font-weight": "700", "text-anchor": "middle"}
        SubElement(svg, f"{SVG}text", {"x": "50", "y": "62", **style}).text = number
    if not label:
        _into_background(svg)


def _into_background(svg: Element) -> None:
    """Makes a picture that says nothing a ground without content, so that no tag tells of it."""
    picture = b64encode(tostring(svg)).decode()
    svg[:] = []
    svg.tag = "div"
    svg.set("style", f"padding-bottom: 100%; background: url(data:image/svg+xml;base64,{picture})")


def _circle(svg: Element, middle: tuple[float, float], radius: int, is_full: bool) -> None:
    x, y = (f"{value:.2f}" for value in middle)
    look = {"fill": "#000" if is_full else "none", "stroke": "#000", "stroke-width": "3"}
    SubElement(svg, f"{SVG}circle", {"cx": x, "cy": y, "r": str(radius), **look})


def mirrored(backs: Sequence[Element]) -> list[Element]:
    """Two in a row that change places; the last one alone leaves an empty place before it."""
    rows = [list(backs[start : start + 2]) for start in range(0, len(backs), 2)]
    return [each for row in rows for each in reversed([*row, Element("div")][:2])]


def _with_class(tree: Element, name: str) -> Iterator[Element]:
    return (each for each in list(tree.iter()) if name in each.get("class", "").split())
