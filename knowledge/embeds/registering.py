"""The registry: what was published for other sites stays, and what is new is written down."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from knowledge.embed_tables import COLUMNS, DAILY, HEIGHTS, LIVE, REGISTRY, WITHDRAWN, EmbedTables
from knowledge.embeds.cards import OF_THE_DAY, THEMES, VERSION, Card, cards
from knowledge.embeds.daily import shuffled
from knowledge.library import Library
from knowledge.problems import Problem

_REGISTER = "Run: make register"


def addresses(library: Library, scripts: Iterable[str] = ()) -> Iterator[str]:
    """Every address for other sites that a build of the library writes, drafts left out."""
    names = [card.name for card in cards(library) if not _is_draft(card)]
    if any(not tip.is_draft for tip in library.of_kind("tip")):
        names.append(OF_THE_DAY)
    for name in names:
        for theme in THEMES:
            yield Card(name).address(theme)
    yield from scripts


def _is_draft(card: Card) -> bool:
    return bool(card.entry and card.entry.is_draft)


def registry_problems(library: Library) -> Iterator[Problem]:
    """What was published and is gone, and what is there and not written down."""
    promises = library.embeds.promises
    if promises is None:
        return
    there = set(addresses(library))
    withdrawn = {card.name for card in cards(library) if card.state == WITHDRAWN}
    base = f"/embed/{VERSION}/"
    for promise in promises:
        name = promise.address.removeprefix(base).rstrip("/")
        is_theme = name.rpartition("/")[2] in THEMES
        # A script is no part of the library, and one problem is enough for a card.
        if promise.address.endswith(".js") or is_theme:
            continue
        if promise.address in there:
            if promise.status == WITHDRAWN and name not in withdrawn:
                what = f"'{promise.address}' is withdrawn, but it is there."
                yield Problem(REGISTRY, promise.line, what, f"Write {LIVE}, or take it out.")
            continue
        kind, _, slug = name.partition("/")
        if any(f"content/{k.folder}/{slug}.md" in library.broken for k in library.kinds):
            continue  # it has a problem of its own
        what = f"'{promise.address}' was published and is gone; other sites show it."
        mend = (
            "Bring it back, list its old page under moved_from of the entry that took its place, "
            "or write withdrawn as its status."
        )
        yield Problem(REGISTRY, promise.line, what, mend)
    known = {promise.address for promise in promises}
    for card in cards(library):
        if card.state == "live" and not _is_draft(card) and card.address() not in known:
            path = card.entry.path if card.entry else library.site.path
            line = card.entry.line() if card.entry else 1
            what = f"Its card, {card.address()}, is not in {REGISTRY}."
            yield Problem(path, line, what, _REGISTER)


def with_new_rows(
    library: Library, scripts: Sequence[str], heights: Mapping[str, tuple[int, int]], today: date
) -> dict[str, str]:
    """The three tables with what is missing added, by the name of their files.

    Heights that were measured replace the old ones; nothing else in the tables changes.
    """
    tables = library.embeds
    return {
        REGISTRY: _csv(REGISTRY, _registry(library, scripts, today)),
        DAILY: _csv(DAILY, _daily(library, tables, today)),
        HEIGHTS: _csv(HEIGHTS, _heights(heights or tables.heights)),
    }


def _registry(library: Library, scripts: Sequence[str], today: date) -> Iterator[Sequence[str]]:
    promises = library.embeds.promises or ()
    for old in promises:
        yield old.address, old.first_published, old.status, old.instead
    known = {promise.address for promise in promises}
    for address in addresses(library, scripts):
        if address not in known:
            yield address, today.isoformat(), LIVE, ""


def _daily(library: Library, tables: EmbedTables, today: date) -> Iterator[Sequence[object]]:
    """This year and the next, so that a year has its order before it begins."""
    slugs = [tip.slug for tip in library.of_kind("tip") if not tip.is_draft]
    new = {year: shuffled(slugs, year) for year in (today.year, today.year + 1)}
    for year, order in sorted({**new, **tables.daily}.items()):
        yield year, " ".join(order)


def _heights(heights: Mapping[str, tuple[int, int]]) -> Iterator[Sequence[object]]:
    return ((name, *sizes) for name, sizes in sorted(heights.items()))


def _csv(name: str, rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows(rows)
    return written.getvalue()
