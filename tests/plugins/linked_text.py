"""A few terms of baking, and Markdown with its terms linked by Python-Markdown alone."""

import re

from markdown import Markdown

from knowledge import Entry, Glossary, Site
from knowledge.linking import PageLinks
from plugins.glossary_linking.document_extension import DocumentExtension
from plugins.glossary_linking.markdown_extension import GlossaryLinkingExtension
from tests.knowledge.terms import page, term
from tests.plugins.mini_site import SITE

TERMS = (
    term("dough", "Dough"),
    term("bread", "Bread", aliases=["loaf"]),
    term("bread-flour", "Bread flour"),
    term("sourdough", "Sour-dough"),
    term("wt", "Water temperature", acronym="WT"),
    term("salt-and-oil", "Salt and oil"),
    term("42", "42"),
    term("plain", "Plain bread", auto_link=False),
)
SETTINGS = Site.model_validate(dict(SITE))
ADDRESSES = {each.slug: f"/d/{each.slug}/" for each in TERMS}
OTHERS = ["tables", "fenced_code", "sane_lists", "toc"]


def resolved(path: str) -> str | None:
    slug = re.fullmatch(r"(?:\.\./definitions/)?([^/]*)\.md", path)
    return ADDRESSES.get(slug[1]) if slug else path


def linked(
    source: str, own: Entry | None = None, terms: tuple[Entry, ...] = TERMS, **fields: object
) -> tuple[str, PageLinks]:
    """The HTML of a text on a hint sheet with these fields, and what linked in it."""
    linking = GlossaryLinkingExtension(
        {**ADDRESSES, **{t.slug: f"/d/{t.slug}/" for t in terms}}, "en"
    )
    links = PageLinks(Glossary(terms), own or page("hint", "own", **fields), SETTINGS)
    linking.linker.begin(links)
    extensions = [linking, DocumentExtension(resolved), *OTHERS]
    return Markdown(extensions=extensions, output_format="html").convert(source), links


def html(source: str, **fields: object) -> str:
    return linked(source, **fields)[0]  # type: ignore[arg-type]


def plain(source: str) -> str:
    """What the same text is when no word links itself."""
    return linked(source, terms=(), **{})[0]


def link(slug: str, text: str) -> str:
    return f'<a data-term="{slug}" href="/d/{slug}/">{text}</a>'


def slugs(source: str, **fields: object) -> list[str]:
    return [mention.term for mention in linked(source, **fields)[1].mentions]  # type: ignore[arg-type]
