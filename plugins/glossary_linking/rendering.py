"""Rendering: an entry's Markdown becomes safe HTML with its terms linked."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

import nh3
from markdown import Markdown
from markdown.extensions import Extension

from knowledge import Entry, Glossary, Library
from knowledge.library import joined
from plugins.glossary_linking.document_extension import DocumentExtension
from plugins.glossary_linking.markdown_extension import GlossaryLinkingExtension

_NAMES = """
a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr
i img ins kbd li mark ol p pre q s small span strong sub sup table tbody td tfoot th thead tr ul
"""
_TAGS = frozenset(_NAMES.split())
_HEADINGS = {heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")}
_ATTRIBUTES = {
    **_HEADINGS,
    "*": {"lang", "dir"},
    "a": {"href", "hreflang", "data-term"},
    "abbr": {"title"},
    "div": {"role", "tabindex", "aria-label", "aria-labelledby"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML, and the slugs of the definitions it links, in reading order."""

    html: str
    terms: tuple[str, ...]


class Renderer:
    """Turns bodies into HTML. A pure function of the entry, the library and the base path.

    One Markdown instance and one cleaner serve a whole run: making them anew for each
    page costs a sixteenth of a stock build.
    """

    def __init__(self, library: Library, base: str) -> None:
        self._library = library
        self._base = base
        linking = GlossaryLinkingExtension(Glossary.of(library), self._term_address)
        self._linker = linking.linker
        self._path = ""
        documents = DocumentExtension(self._resolve)
        extensions: list[str | Extension] = [linking, documents]
        extensions += ["tables", "fenced_code", "sane_lists", "toc"]
        self._markdown = Markdown(extensions=extensions, output_format="html")
        self._cleaner = nh3.Cleaner(
            tags=set(_TAGS),
            attributes=_ATTRIBUTES,
            allowed_classes={"div": {"table-scroll"}},
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
        )

    def render(self, entry: Entry) -> Rendered:
        """The entry's body as HTML that may go into a page as it is."""
        own = entry.slug if entry.kind.name == "definition" else ""
        self._path = entry.path
        self._linker.begin(own)
        html = self._cleaner.clean(self._markdown.reset().convert(entry.body))
        return Rendered(html, tuple(self._linker.linked))

    def _term_address(self, slug: str) -> str:
        entry = self._library.get("definition", slug)
        assert entry is not None, "the glossary holds only definitions of the library"
        return self._base + entry.address

    def _resolve(self, path: str) -> str:
        """The address of a file named relative to the entry, or of a place on this site."""
        if path.startswith("/"):
            return self._base + path
        target = joined(self._path, unquote(path))
        entry = self._library.at(target)
        if entry:
            return self._base + entry.address
        if target in self._library.pictures:
            return f"{self._base}/{quote(target.removeprefix('content/'))}"
        return path
