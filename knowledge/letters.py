"""Letters: everything in the library in alphabetical order, under its letter."""

from collections import defaultdict
from collections.abc import Iterator

from knowledge.alphabet import OTHER, alphabet, anchor
from knowledge.library import Entry, Library
from knowledge.views import Letter, LetterItem

_NOT_LISTED = ("page", "milestone")


def letters(library: Library) -> tuple[Letter, ...]:
    """Every letter of the site's language with the titles and other names that begin with it.

    Letters that the language only borrows, and numbers, are there when something begins so.
    """
    order = alphabet(library.site.language)
    items: dict[str, list[LetterItem]] = defaultdict(list)
    for entry in library.entries:
        if entry.kind.name not in _NOT_LISTED:
            for label, also in _labels(entry):
                items[order.letter(label)].append(LetterItem(label, entry, also))
    shown = (each for each in (*order.letters, OTHER) if each in items or each in order.own)
    return tuple(
        Letter(
            letter,
            anchor(letter),
            tuple(sorted(items.get(letter, ()), key=lambda i: (order.place(i.label), i.label))),
        )
        for letter in shown
    )


def _labels(entry: Entry) -> Iterator[tuple[str, bool]]:
    """The labels under which an entry is listed, and whether each is another name.

    Another name that begins like one before it would stand right beside it, so it is left out.
    """
    yield entry.title, False
    told = {_start(entry.title)}
    others = [*getattr(entry.fields, "aliases", ()), getattr(entry.fields, "acronym", None)]
    for label in filter(None, others):
        if _start(label) not in told:
            told.add(_start(label))
            yield label, True


def _start(label: str) -> str:
    return "".join(c for c in label.casefold() if c.isalnum())[:4]
