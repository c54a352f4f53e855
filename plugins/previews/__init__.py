"""A picture for each page, which other sites show where someone shares the page's address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from knowledge import Entry, Library, Problem
from knowledge.digests import library_digest
from knowledge.ledger import Ledger
from plugins.previews.posters import HEIGHT, WIDTH, Foot, NoFoot, Poster, Undrawable, poster
from plugins.previews.studio import Studio

LEAVE_IT = "or let it be: its page has the picture of the home page."


@dataclass(frozen=True, slots=True)
class Preview:
    """What a page tells others of its picture."""

    address: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Previews:
    """The pictures of a site by the address of the page. Templates call it `preview`.

    `posters` has what each picture shows, by its own address.
    """

    pictures: Mapping[str, Preview] = field(default_factory=dict)
    posters: Mapping[str, Poster] = field(default_factory=dict)
    home: Preview | None = None

    def __call__(self, entry: Entry | None) -> Preview | None:
        """The picture of an entry, or the home page's for what has none; None if there are none."""
        return self.pictures.get(entry.address, self.home) if entry else self.home


def previews(library: Library, studio: Studio) -> tuple[Previews, list[Problem]]:
    """The pictures, each drawn unless the studio keeps it; and what cannot be drawn."""
    pictures: dict[str, Preview] = {}
    shown: dict[str, Poster] = {}
    problems: list[Problem] = []
    posters = {entry: poster(entry, library) for entry in library.entries if entry.kind.template}
    studio.prepare(posters.values())
    for entry, wanted in posters.items():
        try:
            studio.picture(wanted)
        except Undrawable as fault:
            problems.append(_problem(entry, fault))
            continue
        except NoFoot as fault:
            return Previews(), [_problem_of_site(library, fault)]
        preview = Preview(f"/pictures/{entry.kind.name}/{entry.slug}.png", wanted.alt)
        pictures[entry.address], shown[preview.address] = preview, wanted
    studio.tidy()
    return Previews(pictures, shown, pictures.get("/")), problems


def _problem(entry: Entry, fault: Undrawable) -> Problem:
    """What an author may mend; a page without a picture of its own stops no build."""
    return Problem(entry.path, _line(entry, fault.sign), *_told(fault))


def _told(fault: Undrawable) -> tuple[str, str]:
    if fault.sign:
        what = f"The preview picture cannot show '{fault.sign}': its font has no such letter."
        return what, f"Use other letters, {LEAVE_IT}"
    return "The words are too many for a preview picture.", f"Shorten them, {LEAVE_IT}"


def _line(entry: Entry, sign: str) -> int:
    """The first line of the title, the short text or a tip's own words that has the sign."""
    document = entry.document
    for name in ("title", "acronym", "sense", "short"):
        if sign and sign in str(document.values.get(name, "")):
            return entry.line((name,))
    lines = enumerate(document.body.splitlines(), document.body_line)
    return next((number for number, line in lines if sign and sign in line), entry.line(("title",)))


def _problem_of_site(library: Library, fault: NoFoot) -> Problem:
    what = "The site's name and address do not fit on preview pictures, so there are none."
    if fault.sign:
        what = f"Preview pictures cannot show '{fault.sign}', so there are none."
    site = library.site
    return Problem(site.path, site.line(("name",)), what, "Change the name, or let it be.")


class PreviewsGenerator(Generator):
    """Writes the pictures into the site."""

    def generate_output(self, _writer: Any) -> None:
        """Each picture under its address."""
        previews: Previews = self.settings["JINJA_GLOBALS"]["preview"]
        if not previews.posters:
            return
        studio, ledger = _studio(self.settings), self.settings["KNOWLEDGE_LEDGER"]
        for address, wanted in previews.posters.items():
            inputs = {"what it shows": wanted, "its look": studio.look}
            ledger.file(address.lstrip("/"), inputs, partial(studio.picture, wanted))


def _studio(settings: Mapping[str, Any]) -> Studio:
    foot = Foot.of(settings["KNOWLEDGE_LIBRARY"].site.name, settings["KNOWLEDGE_PUBLIC_ADDRESS"])
    kept = Path(settings["PATH"]).parent / ".cache" / "previews"
    return Studio(Path(settings["THEME"]), foot, kept)


def make_previews(pelican: Any) -> type[Generator]:
    """Draws what is new before any template asks for it."""
    settings = pelican.settings
    made = Previews()
    if settings["KNOWLEDGE_PREVIEWS"] and settings["KNOWLEDGE_PUBLIC_ADDRESS"]:
        library: Library = settings["KNOWLEDGE_LIBRARY"]
        ledger: Ledger = settings["KNOWLEDGE_LEDGER"]
        studio = _studio(settings)
        inputs = {"all front matter": library_digest(library), "their look": studio.look}
        made, problems = ledger.recall("previews", inputs, lambda: previews(library, studio))
        settings["KNOWLEDGE_PROBLEMS"] = [*settings["KNOWLEDGE_PROBLEMS"], *problems]
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "preview": made}
    return PreviewsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(make_previews)
