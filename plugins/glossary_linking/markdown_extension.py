"""Markdown extension: words link to their definitions.

Works on Python-Markdown's element tree when all else is done with it, as its own `abbr`
extension does, so code, headings and links are known for what they are. A paragraph is
read as one text, so that a word with a part in bold is found, and one broken by a line end.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from knowledge.facts import note
from knowledge.linking import OPAQUE, PageLinks, Span, TermLink

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_NAMES = "blockquote caption dt figcaption pre summary th"
_WORD_NAMES = """
a abbr button cite code iframe kbd label math noembed noframes noscript plaintext q samp script
select style svg template textarea time title xmp
"""
_INLINE_NAMES = "b br del em i ins mark s small span strong sub sup u"
_BLOCKS_LEFT_ALONE = _HEADINGS | frozenset(_BLOCK_NAMES.split())
_WORDS_LEFT_ALONE = frozenset(_WORD_NAMES.split())
LEFT_ALONE = _BLOCKS_LEFT_ALONE | _WORDS_LEFT_ALONE
"""Elements whose words never link: names, code, links, and other people's words; and those
that browsers take for plain text, or do not show."""
_INLINE = frozenset(_INLINE_NAMES.split())
"""Elements that a word may reach across."""

_VOID_NAMES = "area br col embed hr img input source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
"""Elements that hold nothing and have no end tag."""
_SEEN_AS = {"br": " ", "wbr": "\u00ad"}

_AMPERSAND = f"{STX}amp{ETX}"
_STASHED = re.compile(f"{_AMPERSAND}#\\d+;|{STX}[^{STX}{ETX}]*{ETX}")
_STASH_NUMBER = re.compile(r"wzxhzdk:(\d+)")
_RAW_TAG = re.compile(
    r"""<!--.*?-->|<(?P<closing>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"""
    r"""(?P<rest>(?:"[^"]*"|'[^']*'|[^>"'])*)""",
    re.DOTALL,
)
_LANGUAGE = re.compile(r"\blang\s*=\s*[\"']?(?P<language>[a-zA-Z]+)", re.IGNORECASE)
_UNSEEN = "\u00ad"


class GlossaryLinkingExtension(Extension):
    """Links the words of the document that `linker` was made ready for."""

    def __init__(self, addresses: Mapping[str, str], language: str) -> None:
        super().__init__()
        self.linker = TermLinker(addresses, language)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Registers the linker at -5: after `unescape` (0), so the text is as readers see it."""
        self.linker.md = md
        md.treeprocessors.register(self.linker, "glossary_linking", -5)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a paragraph: the text of an element, or the text after it."""

    start: int
    holder: Element
    is_tail: bool


class _Paragraph:
    """One run of text, with the elements that hold its pieces.

    `parents` gives the parent of every element met so far in the document.
    """

    def __init__(self, parents: dict[Element, Element]) -> None:
        self.closed: list[Span] = []
        self.by_hand: list[TermLink] = []
        self._parents = parents
        self._pieces: list[_Piece] = []
        self._texts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All of it as one text."""
        return "".join(self._texts)

    def add(self, text: str | None, holder: Element, is_tail: bool) -> None:
        """Takes in a piece that may link. Blanks at the beginning are left out."""
        if text and (self._length or not text.isspace()):
            self._pieces.append(_Piece(self._length, holder, is_tail))
            self._append(text)

    def close(self, text: str) -> Span:
        """Takes in words that are part of the sentence and must be left alone; where they are."""
        start = self._length
        self._append(text)
        self.closed.append((start, self._length))
        return self.closed[-1]

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)

    def wrap(self, start: int, end: int, link: Element) -> None:
        """Puts a link round a stretch. Stretches must be wrapped from the last to the first."""
        last = self._mark(end, from_left=False)
        first = self._mark(start, from_left=True)
        common = self._common(first, last)
        self._lift(first, common)
        self._lift(last, common)
        place, stop = list(common).index(first), list(common).index(last)
        link.text, link.tail = first.tail, last.tail
        link.extend(common[place + 1 : stop])
        common[place : stop + 1] = [link]
        self._parents[link] = common

    def _mark(self, place: int, from_left: bool) -> Element:
        """An empty element at a place of the text; its tail is the rest of the piece."""
        find = bisect_right if from_left else bisect_left
        piece = self._pieces[find(self._pieces, place, key=lambda each: each.start) - 1]
        mark, holder = Element("mark"), piece.holder
        text = (holder.tail if piece.is_tail else holder.text) or ""
        mark.tail, kept = text[place - piece.start :], text[: place - piece.start]
        parent = self._parents[holder] if piece.is_tail else holder
        if piece.is_tail:
            holder.tail = kept
            parent.insert(list(parent).index(holder) + 1, mark)
        else:
            holder.text = kept
            parent.insert(0, mark)
        self._parents[mark] = parent
        return mark

    def _common(self, one: Element, other: Element) -> Element:
        above = [self._parents[one]]
        while above[-1] in self._parents:
            above.append(self._parents[above[-1]])
        parent = self._parents[other]
        while parent not in above:
            parent = self._parents[parent]
        return parent

    def _lift(self, mark: Element, common: Element) -> None:
        """Brings a mark up to `common`; elements on the way are cut in two beside it."""
        while (parent := self._parents[mark]) is not common:
            outer = self._parents[parent]
            place = list(parent).index(mark)
            rest = Element(parent.tag, parent.attrib)
            rest.text, rest.tail = mark.tail, parent.tail
            rest.extend(parent[place + 1 :])
            del parent[place:]
            mark.tail, parent.tail = None, None
            for child in rest:
                self._parents[child] = rest
            outer_place = list(outer).index(parent) + 1
            outer[outer_place:outer_place] = [mark, rest]
            self._parents[mark] = self._parents[rest] = outer
            _drop_if_empty(rest, outer)
            _drop_if_empty(parent, outer)


def _drop_if_empty(element: Element, parent: Element) -> None:
    if element.text or len(element):
        return
    place = list(parent).index(element)
    parent.remove(element)
    if element.tail and place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + element.tail


class TermLinker(Treeprocessor):
    """Walks a document's tree and puts links where `PageLinks` chooses them."""

    def __init__(self, addresses: Mapping[str, str], language: str) -> None:
        super().__init__()
        self._addresses = addresses
        self._terms = {address: term for term, address in addresses.items()}
        self._language = language.partition("-")[0].lower()

    def begin(self, links: PageLinks) -> None:
        """Gets ready for a document."""
        self._links = links
        self._raw: tuple[str, int] | None = None
        self._parents: dict[Element, Element] = {}

    def run(self, root: Element) -> None:
        """Links words everywhere under `root`."""
        self._visit(root)

    def _visit(self, block: Element) -> None:
        self._finish(self._gather(block, _Paragraph(self._parents)))

    def _gather(self, element: Element, paragraph: _Paragraph) -> _Paragraph:
        """Reads on through an element; a block inside it ends the paragraph and begins another."""
        paragraph.add(element.text, element, is_tail=False)
        for child in list(element):
            self._parents[child] = element
            if child.tag == "a":
                self._take_link(child, paragraph)
            elif child.tag in _INLINE:
                paragraph = self._gather(child, paragraph)
            elif child.tag in _WORDS_LEFT_ALONE or child.tag == "img":
                paragraph.close("".join(child.itertext()) or OPAQUE)
            else:
                if paragraph.text:
                    self._finish(paragraph)
                    paragraph = _Paragraph(self._parents)
                self._pass(child)
            paragraph.add(child.tail, child, is_tail=True)
        return paragraph

    def _pass(self, block: Element) -> None:
        if block.tag in _HEADINGS:
            self._links.new_section()
        elif block.tag not in _BLOCKS_LEFT_ALONE:
            text = block.text or ""
            if len(block) or self._raw or STX in text:
                self._visit(block)
            elif text:
                self._link_plain(block, text)

    def _link_plain(self, block: Element, text: str) -> None:
        """Links the words of a block of nothing but text, as most are."""
        links = self._links.choose(text)
        if not links:
            return
        block.text = text[: links[0].start]
        ends = [*(link.start for link in links[1:]), len(text)]
        for link, end in zip(links, ends, strict=True):
            anchor = self._anchor(link)
            anchor.text, anchor.tail = text[link.start : link.end], text[link.end : end]
            block.append(anchor)

    def _anchor(self, link: TermLink) -> Element:
        return Element("a", {"href": self._addresses[link.term], "data-term": link.term})

    def _take_link(self, link: Element, paragraph: _Paragraph) -> None:
        """A link of the author's: to a definition, elsewhere, or nowhere to be left alone."""
        start, end = paragraph.close("".join(link.itertext()) or OPAQUE)
        address = link.get("href")
        note(f"word at:{address}")
        term = self._terms.get(address or "")
        if not address or term == self._links.own:
            link.tag, link.attrib = "span", {}
        elif term:
            link.set("data-term", term)
            paragraph.by_hand.append(TermLink(start, end, term))

    def _finish(self, paragraph: _Paragraph) -> None:
        text, closed = paragraph.text, paragraph.closed
        if not text:
            return
        if STX in text or self._raw:
            closed = sorted([*closed, *self._spans_in_raw_tags(text)])
            text = _STASHED.sub(lambda match: self._readable(match[0]), text)
        for link in reversed(self._links.choose(text, closed, paragraph.by_hand)):
            paragraph.wrap(link.start, link.end, self._anchor(link))

    def _readable(self, stashed: str) -> str:
        """What a reader sees for something Markdown put away, as long as its placeholder."""
        kept = self._kept(stashed)
        tag = _RAW_TAG.match(kept)
        seen = _SEEN_AS.get((tag["name"] or "").lower(), "") if tag else html.unescape(kept)
        is_letter = len(seen) == 1 and (tag or kept.startswith("&"))
        return seen + _UNSEEN * (len(stashed) - 1) if is_letter else OPAQUE * len(stashed)

    def _kept(self, stashed: str) -> str:
        """The HTML that a placeholder stands for."""
        number = _STASH_NUMBER.search(stashed)
        if not number:
            return stashed.replace(_AMPERSAND, "&")
        assert self.md is not None
        return str(self.md.htmlStash.rawHtmlBlocks[int(number[1])])

    def _spans_in_raw_tags(self, text: str) -> list[Span]:
        """The stretches between raw tags such as <code> and </code>, or in another language."""
        spans = []
        start = 0
        for place in _STASHED.finditer(text):
            if self._raw:
                spans.append((start, place.start()))
            for tag in _RAW_TAG.finditer(self._kept(place[0])):
                self._raw = self._after_tag(tag)
            start = place.end()
        if self._raw:
            spans.append((start, len(text)))
        return spans

    def _after_tag(self, tag: re.Match[str]) -> tuple[str, int] | None:
        """The raw element whose words are left alone after a tag, and how deep it is nested."""
        name = (tag["name"] or "").lower()
        if not name or name in _VOID or tag["rest"].endswith("/"):
            return self._raw
        step = -1 if tag["closing"] else 1
        if self._raw:
            outer, depth = self._raw
            depth += step if name == outer else 0
            return (outer, depth) if depth else None
        is_left_alone = name in LEFT_ALONE or self._is_foreign(tag["rest"])
        return (name, 1) if step == 1 and is_left_alone else None

    def _is_foreign(self, attributes: str) -> bool:
        language = _LANGUAGE.search(attributes)
        return language is not None and language["language"].lower() != self._language
