"""Paper: what is printed whole, the tips as cards and the definitions in one list."""

from collections.abc import Iterator
from itertools import groupby

from knowledge.alphabet import alphabet, anchor
from knowledge.indexes import number_order
from knowledge.library import Entry, Library, plain_text
from knowledge.relations import Relations
from knowledge.views import PaperLetter, PaperWord, PrintCard


def cards(library: Library, public_address: str) -> tuple[PrintCard, ...]:
    """A card for each tip, those of numbered sets first."""
    return tuple(
        _card(library, tip, public_address)
        for tip in sorted(library.of_kind("tip"), key=number_order)
    )


def code_address(entry: Entry) -> str:
    """The address of the picture that a telephone reads as the address of the entry's page."""
    return f"/print/qr/{entry.slug}.svg"


def _card(library: Library, tip: Entry, public_address: str) -> PrintCard:
    fields = tip.fields
    return PrintCard(
        title=tip.title,
        text=plain_text(tip.body),
        try_this=plain_text(fields.try_this) if fields.try_this else None,
        set=library.site.label("sets", fields.set) if fields.set else None,
        number=fields.number,
        of=library.neighbours(tip)[2],
        address=tip.address,
        whole_address=public_address.removeprefix("https://") + tip.address,
        code_address=code_address(tip) if public_address else None,
    )


def glossary(library: Library) -> tuple[PaperLetter, ...]:
    """Every definition under its letter, with what a reader on paper cannot look up."""
    order = alphabet(library.site.language)
    relations = Relations(library)
    found = sorted(library.of_kind("definition"), key=lambda e: (order.place(e.title), e.slug))
    return tuple(
        PaperLetter(letter, anchor(letter), tuple(_word(relations, entry) for entry in entries))
        for letter, entries in groupby(found, key=lambda entry: order.letter(entry.title))
    )


def _word(relations: Relations, entry: Entry) -> PaperWord:
    fields = entry.fields
    has_letters = fields.acronym and fields.acronym not in entry.title
    return PaperWord(
        title=entry.title,
        sense=fields.sense,
        short=plain_text(entry.short),
        also=(*fields.aliases, *([fields.acronym] if has_letters else [])),
        differences=tuple(_differences(relations, entry)),
        avoid=plain_text(fields.avoid) if fields.avoid else None,
        say_instead=plain_text(fields.say_instead) if fields.say_instead else None,
        see_also=tuple(other.title for other in _next(relations, entry)),
    )


def _next(relations: Relations, entry: Entry) -> tuple[Entry, ...]:
    return (*relations.part_of(entry), *relations.parts(entry), *relations.next_to(entry))


def _differences(relations: Relations, entry: Entry) -> Iterator[tuple[str, str]]:
    """The other word and how it differs; no text where the other word's own entry says it."""
    for other, text, number in relations.contrasts(entry):
        yield other.title, "" if number is None else plain_text(text)
