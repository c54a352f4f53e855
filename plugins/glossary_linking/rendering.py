"""Rendering: an entry's Markdown becomes safe HTML with its terms linked."""

from collections.abc import Iterator
from urllib.parse import quote, unquote

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markupsafe import Markup, escape

from knowledge import Entry, Glossary, Library
from knowledge.easy_read import rows
from knowledge.facts import note
from knowledge.library import joined
from knowledge.linking import EasyRow, PageLinks, Rendering, TermLink, prose
from knowledge.markup_rules import ATTRIBUTES, EVERY_TAG, SCHEMES, TAGS
from knowledge.relations import Relations
from plugins.glossary_linking.document_extension import DocumentExtension
from plugins.glossary_linking.markdown_extension import GlossaryLinkingExtension


class Renderer:
    """Turns entries into HTML. A pure function of the entry, the library and the base path.

    One Markdown instance and one cleaner serve a whole run: making them anew for each
    page costs a sixteenth of a stock build.
    """

    def __init__(self, library: Library, base: str) -> None:
        self._library = library
        self._base = base
        self._glossary = Glossary.of(library)
        self._relations = Relations(library)
        self._addresses = {
            entry.slug: base + entry.address for entry in library.of_kind("definition")
        }
        linking = GlossaryLinkingExtension(self._addresses, library.site.language)
        self._linker = linking.linker
        self._path = ""
        documents = DocumentExtension(self._resolve)
        extensions: list[str | Extension] = [linking, documents]
        extensions += ["tables", "fenced_code", "sane_lists", "toc"]
        self._markdown = Markdown(extensions=extensions, output_format="html")
        self._easy_markdown = Markdown(extensions=[documents, "sane_lists"], output_format="html")
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            attributes={"*": set(EVERY_TAG), **{tag: set(ATTRIBUTES[tag]) for tag in ATTRIBUTES}},
            allowed_classes={"div": {"table-scroll"}},
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    def render(self, entry: Entry) -> Rendering:
        """The entry's body and prose as HTML that may go into a page as it is."""
        links = PageLinks(self._glossary, entry, self._library.site)
        before, after = prose(entry, self._relations)
        texts = {place: self._linked(text, links) for place, text in before}
        body = self._body(entry, links)
        links.new_section()
        texts.update((place, self._linked(text, links)) for place, text in after)
        easy_read = tuple(self._easy_read(entry))
        chunks = tuple(sorted(links.chunks))
        return Rendering(body, texts, tuple(links.mentions), easy_read, chunks)

    def _body(self, entry: Entry, links: PageLinks) -> str:
        self._path = entry.path
        self._linker.begin(links)
        return self._cleaner.clean(self._markdown.reset().convert(entry.body))

    def _easy_read(self, entry: Entry) -> Iterator[EasyRow]:
        """Terms do not link here: Easy Read explains a hard word itself, in the next sentence."""
        self._path = entry.path
        for row in rows(entry.easy_read) if entry.easy_read else ():
            if row.level:
                yield EasyRow(escape(row.text), is_heading=True)
            else:
                html = self._easy_markdown.reset().convert(row.text)
                yield EasyRow(Markup(self._cleaner.clean(html)), row.picture)

    def _linked(self, text: str, links: PageLinks) -> Markup:
        """Plain text as HTML."""
        parts, end = [], 0
        for link in links.choose(text):
            parts += [escape(text[end : link.start]), self._anchor(text, link)]
            end = link.end
        return Markup("").join([*parts, escape(text[end:])])

    def _anchor(self, text: str, link: TermLink) -> Markup:
        address, words = self._addresses[link.term], text[link.start : link.end]
        return Markup('<a href="{}" data-term="{}">{}</a>').format(address, link.term, words)

    def _resolve(self, path: str) -> str | None:
        """The address of a file named relative to the entry, or of a place on this site."""
        if path.startswith("/"):
            return self._base + path
        target = joined(self._path, unquote(path))
        note(f"place:{target}")
        entry = self._library.at(target)
        if entry:
            return self._base + entry.address
        if target in self._library.pictures:
            return f"{self._base}/{quote(target.removeprefix('content/'))}"
        return None if target.endswith(".md") else path
