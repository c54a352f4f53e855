"""Thanks: everyone whom any entry credits, with what they did and where.

Each credit stands in the file it is for, so that taking a name out is one edit there.
"""

from knowledge.alphabet import alphabet
from knowledge.fields import Credit
from knowledge.library import Entry, Library
from knowledge.site import Site
from knowledge.views import CreditView, Deed, Thanked


def credits_of(entry: Entry, site: Site) -> tuple[CreditView, ...]:
    """Whom an entry thanks, in its author's order, roles in the words that readers see."""
    return tuple(_credit(each, site) for each in entry.fields.credits)


def _credit(credit: str | Credit, site: Site) -> CreditView:
    if isinstance(credit, str):
        return CreditView(credit)
    role = site.label("roles", credit.role) if credit.role else None
    return CreditView(credit.name, role, credit.link)


def thanks(library: Library) -> tuple[Thanked, ...]:
    """Everyone who is credited, by name in the order of the site's alphabet.

    The same name, whatever its capitals, is one person; their first link counts.
    """
    names: dict[str, str] = {}
    links: dict[str, str] = {}
    deeds: dict[str, dict[str | None, list[Entry]]] = {}
    for entry in library.entries:
        for credit in credits_of(entry, library.site):
            key = credit.name.casefold()
            names.setdefault(key, credit.name)
            if credit.link:
                links.setdefault(key, credit.link)
            done = deeds.setdefault(key, {}).setdefault(credit.role, [])
            if entry not in done:
                done.append(entry)
    place = alphabet(library.site.language).place
    return tuple(
        Thanked(
            names[key],
            links.get(key),
            tuple(Deed(role, tuple(entries)) for role, entries in deeds[key].items()),
        )
        for key in sorted(names, key=lambda key: (place(names[key]), names[key]))
    )
