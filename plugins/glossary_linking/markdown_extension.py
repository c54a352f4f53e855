"""Markdown extension: the first use of each term links to its definition.

Works on Python-Markdown's element tree after inline patterns ran, as its own `abbr`
extension does, so code, headings and links are known for what they are.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX, AtomicString

from knowledge import Glossary, Match

_LEFT_ALONE = """
a abbr blockquote button caption cite code figcaption h1 h2 h3 h4 h5 h6 kbd pre q samp summary
"""
LEFT_ALONE = frozenset(_LEFT_ALONE.split())
"""Elements whose words are never linked: names, code, links, and other people's words."""

_PLACEHOLDER = re.compile(f"{STX}[^{ETX}]*{ETX}")
"""What Markdown keeps for later, by a number that is no word of the text."""

_RAW_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")


class GlossaryLinkingExtension(Extension):
    """Links terms and remembers, for the document just converted, which it linked."""

    def __init__(self, glossary: Glossary, address_of: Callable[[str], str]) -> None:
        super().__init__()
        self.linker = TermLinker(glossary, address_of)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Registers the linker at 15: after `inline` (20), before `prettify` (10)."""
        self.linker.md = md
        md.treeprocessors.register(self.linker, "glossary_linking", 15)


class TermLinker(Treeprocessor):
    """Walks a document's tree and puts a link round the first use of each term."""

    def __init__(self, glossary: Glossary, address_of: Callable[[str], str]) -> None:
        super().__init__()
        self.glossary = glossary
        self.address_of = address_of
        self.begin("")

    def begin(self, own_term: str) -> None:
        """Gets ready for a document: the page's own term is left alone."""
        self.own_term = own_term
        self.linked: list[str] = []
        self._raw_depth = 0

    def run(self, root: Element) -> None:
        """Links terms everywhere under `root`."""
        self._visit(root, may_link=True)

    def _visit(self, element: Element, may_link: bool) -> None:
        may_link = may_link and element.tag not in LEFT_ALONE
        element.text, children = self._pieces(element.text, may_link)
        for child in list(element):
            self._visit(child, may_link)
            child.tail, links = self._pieces(child.tail, may_link)
            children += [child, *links]
        element[:] = children

    def _pieces(self, text: str | None, may_link: bool) -> tuple[str | None, list[Element]]:
        """The text before the first link, and the links, each with the text after it."""
        if not text or not may_link or isinstance(text, AtomicString):
            return text, []
        matches = list(self._new_matches(text))
        if not matches:
            return text, []
        links = []
        for match, end in zip(matches, [m.start for m in matches[1:]] + [len(text)], strict=True):
            link = Element("a", {"href": self.address_of(match.term), "data-term": match.term})
            link.text = AtomicString(text[match.start : match.end])
            link.tail = text[match.end : end]
            links.append(link)
        return text[: matches[0].start], links

    def _new_matches(self, text: str) -> Iterator[Match]:
        closed = [place.span() for place in _PLACEHOLDER.finditer(text)]
        closed += self._spans_in_raw_tags(text)
        for match in self.glossary.find(text):
            seen = match.term == self.own_term or match.term in self.linked
            if not seen and not any(start <= match.start < end for start, end in closed):
                self.linked.append(match.term)
                yield match

    def _spans_in_raw_tags(self, text: str) -> list[tuple[int, int]]:
        """The stretches between raw tags such as <code> and </code>, which Markdown stashed."""
        spans = []
        start = 0
        for place in HTML_PLACEHOLDER_RE.finditer(text):
            tag = _RAW_TAG.match(str(self._stashed(int(place[1]))))
            if not tag or tag["name"].lower() not in LEFT_ALONE:
                continue
            if self._raw_depth:
                spans.append((start, place.start()))
            start = place.end()
            self._raw_depth = max(0, self._raw_depth + (-1 if tag["closing"] else 1))
        if self._raw_depth:
            spans.append((start, len(text)))
        return spans

    def _stashed(self, number: int) -> str | Element:
        assert self.md is not None
        return self.md.htmlStash.rawHtmlBlocks[number]
