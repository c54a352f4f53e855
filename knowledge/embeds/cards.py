"""Cards: an entry, a set of entries or the tip of the day, short enough for a frame."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knowledge.embed_tables import WITHDRAWN
from knowledge.embeds.daily import coming
from knowledge.kinds import Kind
from knowledge.library import Entry, Library, plain_text

VERSION = "v1"
"""The version of a card's markup, messages and snippets, and no version of its words."""

THEMES = ("", "light", "dark", "plain")
"""The looks of a card: the first follows the reader's device."""

OF_THE_DAY = "tip-of-the-day"
DAYS_AHEAD = 14
"""How many days a tip of the day is right for without a new build."""

State = Literal["live", "moved", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says and where it leads.

    `name` is the part of its address that tells it from others, such as tip/start-small.
    `heading` names it wherever it stands alone: Tip: Start small. `label` and `title` are its
    first two lines. `page` is the root-relative address of the page it leads to. A set has `items`
    in place of `text`. `number` and `of` are the place of the entry in its set. The card that
    changes with the date has `days`: a card for each day, from the first.
    """

    name: str
    heading: str = ""
    label: str = ""
    title: str = ""
    page: str = "/"
    text: str = ""
    items: tuple[str, ...] = ()
    number: int | None = None
    of: int | None = None
    state: State = "live"
    entry: Entry | None = None
    days: tuple["Card", ...] = ()

    def address(self, theme: str = "") -> str:
        """The root-relative address of the card in a theme."""
        return f"/embed/{VERSION}/{self.name}/{theme}{'/' if theme else ''}"

    @property
    def snippets_address(self) -> str:
        """The root-relative address of the page with all that editors may paste."""
        return f"/embed/{self.name}/"


def card_kinds(library: Library) -> Iterator[Kind]:
    """The kinds whose entries are short enough for a card."""
    return (kind for kind in library.kinds if kind.has_card)


def cards(library: Library) -> Iterator[Card]:
    """Every card but the tip of the day: of entries, of sets, and of what moved or was withdrawn.

    A card that was ever published is among them, at its old address.
    """
    current = [*_entry_cards(library), *_set_cards(library)]
    yield from current
    known = {card.name for card in current} | {OF_THE_DAY}
    for card in _moved(library, current):
        if card.name not in known:
            known.add(card.name)
            yield card
    yield from (card for card in _withdrawn(library) if card.name not in known)


def daily_card(library: Library, today: date) -> Card | None:
    """The card that shows another tip each day, from `today` on; None without any tip."""
    tips = {tip.slug: tip for tip in library.of_kind("tip")}
    slugs = [*coming(today, DAYS_AHEAD, library.embeds.daily, tips)]
    if not slugs:
        return None
    days = tuple(_entry_card(tips[slug], library) for slug in slugs)
    page = tips[slugs[0]].kind.index_address
    return Card(OF_THE_DAY, "Tip of the day", "Tip of the day", page=page, days=days)


def snippets_address(entry: Entry) -> str:
    """The root-relative address of the page with the snippets of an entry's card."""
    return Card(_name(entry)).snippets_address


def card_text(entry: Entry) -> str:
    """The words of an entry on its card: the body where that is short, else its short form."""
    return plain_text(entry.body) if entry.kind.words else entry.short


def _entry_cards(library: Library) -> Iterator[Card]:
    for kind in card_kinds(library):
        for entry in library.of_kind(kind.name):
            yield _entry_card(entry, library)


def _entry_card(entry: Entry, library: Library) -> Card:
    number = getattr(entry.fields, "number", None)
    return Card(
        name=_name(entry),
        heading=f"{entry.kind.label}: {entry.title}",
        label=entry.kind.label,
        title=entry.title,
        page=entry.address,
        text=card_text(entry),
        number=number,
        of=library.neighbours(entry)[2] if number else None,
        entry=entry,
    )


def _name(entry: Entry) -> str:
    return f"{entry.kind.name}/{entry.slug}"


def _set_cards(library: Library) -> Iterator[Card]:
    for name, title in library.site.vocabularies.get("sets", {}).items():
        members = [
            entry
            for kind in card_kinds(library)
            for entry in library.of_kind(kind.name)
            if getattr(entry.fields, "set", None) == name
        ]
        if members:
            members.sort(key=lambda entry: (entry.fields.number or 0, entry.title))
            kind = members[0].kind
            yield Card(
                name=f"set/{name}",
                heading=title,
                label=kind.plural,
                title=title,
                page=kind.index_address,
                items=tuple(entry.title for entry in members),
            )


def _moved(library: Library, current: list[Card]) -> Iterator[Card]:
    """A card at each address that the page of its entry had: the same words, and where it is."""
    for card in current:
        if card.entry:
            place = re.escape(card.entry.kind.address).replace(r"\{slug\}", r"([^/]+)")
            for address in card.entry.fields.moved_from:
                if found := re.fullmatch(place, address):
                    name = f"{card.entry.kind.name}/{found[1]}"
                    yield replace(card, name=name, state="moved")


def _withdrawn(library: Library) -> Iterator[Card]:
    for promise in library.embeds.promises or ():
        name = promise.address.removeprefix(f"/embed/{VERSION}/").strip("/")
        if promise.status == WITHDRAWN and name.rpartition("/")[2] not in THEMES:
            label = next((k.label for k in library.kinds if name.startswith(f"{k.name}/")), "")
            page = promise.instead or "/"
            yield Card(name, "No longer here", label, page=page, state="withdrawn")
