"""Index pages: the list of each kind, and the list that each value of a filter leaves."""

from collections.abc import Iterator
from itertools import groupby

from knowledge.alphabet import alphabet, anchor
from knowledge.kinds import Facet, Kind
from knowledge.library import Entry, Library
from knowledge.site import Site
from knowledge.views import FacetValue, FacetView, Group, IndexView, Link

HOME = Link("Home", "/")

_PRINTED = {"tip": "print-tips", "definition": "print-glossary"}
"""The template of the page that prints a whole kind."""


def index_views(library: Library) -> Iterator[IndexView]:
    """Every index page: each kind's own and one for each value of its filters.

    A page of content at an index's address takes its place.
    """
    taken = {entry.address for entry in library.of_kind("page")}
    for kind in library.kinds:
        entries = library.of_kind(kind.name)
        if not kind.index_address or kind.index_address in taken or not entries:
            continue
        yield _index(library, kind, entries)
        for facet in kind.facets:
            for value, found in library.facet(kind, facet):
                yield _index(library, kind, tuple(found), facet, value)


def facet_address(kind: Kind, facet: Facet, value: str) -> str:
    """The address of the list that one value of a filter leaves."""
    return f"{kind.index_address}{facet.name}/{value}/"


def section_title(site: Site, kind: Kind) -> str:
    """What the site calls the list of a kind."""
    section = site.sections.get(kind.section)
    return section.title if section else kind.plural


def number_order(entry: Entry) -> tuple[bool, int, str]:
    """A sort key: numbered entries first, by number."""
    number = getattr(entry.fields, "number", None)
    return number is None, number or 0, entry.slug


def page_with(library: Library, template: str) -> Entry | None:
    """The page that a template shows, if the site has one."""
    pages = library.of_kind("page")
    return next((page for page in pages if page.template == template), None)


def _index(
    library: Library,
    kind: Kind,
    entries: tuple[Entry, ...],
    facet: Facet | None = None,
    value: str = "",
) -> IndexView:
    site = library.site
    section = site.sections.get(kind.section)
    own = Link(section_title(site, kind), kind.index_address)
    current = site.label(facet.vocabulary, value) if facet else None
    return IndexView(
        title=f"{own.title}: {current}" if current else own.title,
        short=section.short if section else "",
        kind=kind,
        address=facet_address(kind, facet, value) if facet else own.address,
        all_address=own.address,
        crumbs=(HOME, own) if current else (HOME,),
        current=current,
        facets=tuple(
            _facet(library, kind, each, value if each == facet else "") for each in kind.facets
        ),
        groups=tuple(_groups(site, kind, entries)),
        count=len(entries),
        labels=site.label,
        wanted=page_with(library, "words-we-still-need"),
        printed=page_with(library, _PRINTED.get(kind.name, "")),
    )


def _facet(library: Library, kind: Kind, facet: Facet, current: str) -> FacetView:
    values = (
        FacetValue(
            library.site.label(facet.vocabulary, value),
            facet_address(kind, facet, value),
            len(entries),
            value == current,
        )
        for value, entries in library.facet(kind, facet)
    )
    return FacetView(facet.title, tuple(values))


def _groups(site: Site, kind: Kind, entries: tuple[Entry, ...]) -> Iterator[Group]:
    """By first letter if the kind says so; else numbered sets first, then the rest."""
    if kind.by_letter:
        order = alphabet(site.language)
        in_order = sorted(entries, key=lambda entry: (order.place(entry.title), entry.slug))
        for letter, found in groupby(in_order, key=lambda entry: order.letter(entry.title)):
            yield Group(letter, anchor(letter), tuple(found))
        return
    sets = dict.fromkeys(filter(None, map(_set_of, entries)))
    for name in sets:
        members = sorted((e for e in entries if _set_of(e) == name), key=number_order)
        yield Group(site.label("sets", name), name, tuple(members))
    rest = tuple(entry for entry in entries if not _set_of(entry))
    if rest:
        yield Group(f"More {kind.plural.lower()}" if sets else None, None, rest)


def _set_of(entry: Entry) -> str | None:
    name = getattr(entry.fields, "set", None)
    return str(name) if name else None
