"""Citing: the sources of a page, numbered as one reads, and the places that cite each."""

from collections.abc import Iterable, Mapping

from knowledge.fields import Source
from knowledge.library import Entry, Library, cited, view_order
from knowledge.views import Reference

Citation = tuple[str | None, str | Source]
"""The id of the place on the page that cites, if it has one, and what it cites."""


def view_anchor(number: int) -> str:
    """The id of a view on its page. It counts as the file does, so that it stays."""
    return f"view-{number + 1}"


def citations(entry: Entry) -> list[Citation]:
    """Each cited source with the id of the place on the page, if it has one.

    Places come first and in the order they are shown, so that the numbers rise as one reads.
    """
    views = view_order(entry)
    by_view: dict[int | None, list[str | Source]] = {number: [] for number in [*views, None]}
    for path, source in cited(entry.fields):
        by_view[int(path[1]) if path[0] == "views" else None].append(source)
    return [
        (None if number is None else view_anchor(number), source)
        for number, sources in by_view.items()
        for source in sources
    ]


def references(library: Library, citing: Iterable[Citation]) -> tuple[Reference, ...]:
    """The sources that are cited, each once and with its number."""
    anchors: dict[str, list[str]] = {}
    sources: dict[str, Source] = {}
    for anchor, reference in citing:
        source = library.source(reference)
        if source:
            key = _key(reference)
            sources[key] = source
            anchors.setdefault(key, []).extend([anchor] if anchor else [])
    return tuple(
        Reference(number, key, sources[key], tuple(places))
        for number, (key, places) in enumerate(anchors.items(), 1)
    )


def numbers(references: Iterable[Reference]) -> dict[str, int]:
    """The number of each source, to hand to `cite`."""
    return {reference.key: reference.number for reference in references}


def cite(sources: Iterable[str | Source], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of the sources that one place cites."""
    return tuple(numbers[_key(s)] for s in sources if _key(s) in numbers)


def _key(reference: str | Source) -> str:
    return reference if isinstance(reference, str) else reference.model_dump_json()
