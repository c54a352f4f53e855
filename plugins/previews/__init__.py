"""A picture for each page, which other sites show where someone shares the page's address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from knowledge import Entry, Library, Problem
from plugins.previews.posters import HEIGHT, WIDTH, Foot, NoFoot, Undrawable, poster
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
    """The pictures of a site, and the file of each address. Templates call it `preview`."""

    pictures: Mapping[Entry, Preview] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    home: Preview | None = None

    def __call__(self, entry: Entry | None) -> Preview | None:
        """The picture of an entry, or the home page's for what has none; None if there are none."""
        return self.pictures.get(entry, self.home) if entry else self.home


def previews(
    library: Library, address: str, theme: Path, kept: Path
) -> tuple[Previews, list[Problem]]:
    """The pictures, each drawn unless it is in the folder `kept`; and what cannot be drawn."""
    foot = Foot.of(library.site.name, address)
    studio = Studio(theme, foot, kept)
    pictures: dict[Entry, Preview] = {}
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for entry in filter(_has_page, library.entries):
        wanted = poster(entry, library)
        try:
            drawn = studio.picture(wanted)
        except Undrawable as fault:
            problems.append(_problem(entry, fault))
            continue
        except NoFoot as fault:
            return Previews(), [_problem_of_site(library, fault)]
        preview = Preview(f"/pictures/{entry.kind.name}/{entry.slug}.png", wanted.alt)
        pictures[entry], files[preview.address] = preview, drawn
    studio.tidy()
    home = next((picture for entry, picture in pictures.items() if entry.address == "/"), None)
    return Previews(pictures, files, home), problems


def _has_page(entry: Entry) -> bool:
    return bool(entry.kind.template)


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
        for address, drawn in previews.files.items():
            target = Path(self.output_path) / address.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(drawn)


def make_previews(pelican: Any) -> type[Generator]:
    """Draws what is new before any template asks for it."""
    settings = pelican.settings
    made = Previews()
    address: str = settings["KNOWLEDGE_PUBLIC_ADDRESS"]
    if settings["KNOWLEDGE_PREVIEWS"] and address:
        kept = Path(settings["PATH"]).parent / ".cache" / "previews"
        library: Library = settings["KNOWLEDGE_LIBRARY"]
        made, problems = previews(library, address, Path(settings["THEME"]), kept)
        settings["KNOWLEDGE_PROBLEMS"] = [*settings["KNOWLEDGE_PROBLEMS"], *problems]
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "preview": made}
    return PreviewsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(make_previews)
