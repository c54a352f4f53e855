"""An edit makes the files that show it, and no other: a table of examples."""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.incremental.edits import PICTURE, SOURCES, TIMELINE
from tests.incremental.project import SITE, Project
from tests.incremental.rooms import Proof
from tests.knowledge.pictures import saved

TEA, KETTLE = "content/definitions/tea.md", "content/definitions/kettle.md"
WAIT, SHARE = "content/tips/wait.md", "content/tips/share-it.md"
SEARCH = "search/*.js"
TIP_OF_THE_DAY = "cards of tip-of-the-day"
LISTS_OF_WORDS = (
    "api/v1/definitions.csv api/v1/definitions.json api/v1/glossary.jsonld api/v1/glossary.ttl "
    "print/glossary/index.html"
)
USES_OF_KETTLE = (
    "case-studies/village-urn/index.html definitions/teapot/index.html hints/first-tea/index.html"
)


class Case(NamedTuple):
    """An edit, the files that it makes, those that go, and the pages that can be seen early."""

    edit: Callable[[Project], object]
    made: str = ""
    gone: str = ""
    early: str = ""


def _row(name: str, key: Any, **values: Any) -> Callable[[Project], None]:
    """An edit of one row of a YAML file."""

    def edit(project: Project) -> None:
        project.data[name][key].update(values)
        project.save(name)

    return edit


def _swapped(name: str, old: str, new: str) -> Callable[[Project], None]:
    """An edit of the first such words of a file."""

    def edit(project: Project) -> None:
        text = project.read(name).decode()
        assert old in text
        project.write(name, text.replace(old, new, 1))

    return edit


CASES: dict[str, Case] = {
    "nothing": Case(lambda project: None),
    "a save without a change": Case(lambda project: project.save(TEA)),
    "a comment in a template": Case(_swapped("theme/templates/tip.html", "{%", "{# #}{%")),
    "who made a picture": Case(_swapped(f"{PICTURE}.yml", "The friends of Kettle", "Ann")),
    "a picture": Case(lambda project: project.write(PICTURE, saved("PNG", (9, 9))), PICTURE[8:]),
    "words in a template": Case(
        _swapped("theme/templates/easy-read.html", "</", "!</"),
        "definitions/tea/easy-read/index.html",
    ),
    "a body": Case(
        lambda project: project.rebody(SHARE, "Fill it well."),
        f"tips/share-it/index.html print/tips/index.html {SEARCH} {TIP_OF_THE_DAY} "
        "embed/tip/share-it/index.html cards of tip/share-it",
        early="tips/share-it/index.html",
    ),
    "a body, with a template that its page has": Case(
        lambda project: (
            project.rebody(SHARE, "Fill it well."),
            _swapped("theme/templates/tip.html", "{%", "{# #}{%")(project),
        ),
        f"tips/share-it/index.html print/tips/index.html {SEARCH} {TIP_OF_THE_DAY} "
        "embed/tip/share-it/index.html cards of tip/share-it",
    ),
    "a body that uses another word": Case(
        lambda project: project.rebody(SHARE, "Fill it from the kettle."),
        f"tips/share-it/index.html print/tips/index.html {SEARCH} {TIP_OF_THE_DAY} "
        "embed/tip/share-it/index.html cards of tip/share-it definitions/kettle/index.html",
        early="tips/share-it/index.html",
    ),
    "a title": Case(
        lambda project: project.change(SHARE, title="Share all"),
        f"tips/share-it/index.html print/tips/index.html {SEARCH} {TIP_OF_THE_DAY} "
        "embed/tip/share-it/index.html cards of tip/share-it tips/share-it/oembed.json "
        "a-to-z/index.html embed/index.html thanks/index.html tips/index.html "
        "tips/topic/leaves/index.html",
        early="tips/share-it/index.html",
    ),
    "the short words of a definition": Case(
        lambda project: project.change(KETTLE, short="It boils."),
        f"{LISTS_OF_WORDS} {USES_OF_KETTLE} {SEARCH} definitions/kettle/index.html "
        "api/v1/definitions/kettle.json definitions/index.html definitions/topic/water/index.html "
        "embed/definition/kettle/index.html cards of definition/kettle feeds/all.atom.xml "
        "feeds/case-studies.atom.xml feeds/definitions.atom.xml feeds/hints.atom.xml",
        early="definitions/kettle/index.html",
    ),
    "another name that no text uses": Case(
        lambda project: project.change(KETTLE, aliases=["boiler"]),
        f"{LISTS_OF_WORDS} {USES_OF_KETTLE} {SEARCH} definitions/kettle/index.html "
        "api/v1/definitions/kettle.json a-to-z/index.html",
        early="definitions/kettle/index.html",
    ),
    "a new word": Case(
        lambda project: project.add(
            "content/definitions/urn.md", "Large.", title="Urn", short="A pot."
        ),
        f"{LISTS_OF_WORDS} {SEARCH} definitions/urn/index.html definitions/urn/oembed.json "
        "api/v1/definitions/urn.json cards of definition/urn embed/definition/urn/index.html "
        "a-to-z/index.html case-studies/village-urn/index.html contribute/tip.schema.json "
        "definitions/index.html definitions/teapot/index.html embed/index.html "
        "feeds/all.atom.xml feeds/case-studies.atom.xml index.html search/index.html sitemap.xml",
    ),
    "a page becomes a draft": Case(
        lambda project: project.change(WAIT, status="draft"),
        f"tips/wait/index.html sitemap.xml {SEARCH}",
        early="tips/wait/index.html",
    ),
    "a tip goes": Case(
        lambda project: project.remove(SHARE),
        f"a-to-z/index.html embed/index.html {TIP_OF_THE_DAY} index.html print/tips/index.html "
        f"{SEARCH} search/index.html sitemap.xml thanks/index.html tips/index.html "
        "tips/topic/water/index.html",
        "embed/tip/share-it/index.html cards of tip/share-it print/qr/share-it.svg "
        "tips/share-it/index.html tips/share-it/oembed.json tips/topic/leaves/index.html",
    ),
    "a source": Case(
        _row(SOURCES, "water-film", title="A film about water"),
        "api/v1/definitions.csv api/v1/definitions.json api/v1/definitions/leaf-water-ratio.json "
        "case-studies/station-tea/index.html definitions/leaf-water-ratio/index.html "
        "timeline/sources/index.html",
    ),
    "a milestone": Case(
        _row(TIMELINE, 0, short="Somebody made it."), f"timeline/index.html {SEARCH}"
    ),
    "the words for a value": Case(
        _swapped(SITE, "film: Film", "film: Moving pictures"),
        "resources/format/film/index.html resources/format/guide/index.html "
        "resources/index.html resources/place/wales/index.html resources/topic/leaves/index.html",
    ),
}
"""Names of files; `cards of x` are the four of an entry, SEARCH any of the pieces of the search."""


def files(words: str) -> set[str]:
    """The names that a case means."""
    cards = re.findall(r"cards of (\S+)", words)
    themes = ("", "light/", "dark/", "plain/")
    named = re.sub(r"cards of \S+", "", words).split()
    return {*named, *(f"embed/v1/{card}/{theme}index.html" for card in cards for theme in themes)}


def told(names: Iterable[str]) -> set[str]:
    """Names as cases tell them."""
    return {re.sub(r"^search/[^/]*\.js$", SEARCH, name) for name in names}


@contextlib.contextmanager
def begun(project: Project) -> Iterator[Proof]:
    """The project with a first build."""
    with contextlib.closing(Proof(project)) as proof:
        assert proof.build().error == ""
        yield proof


@pytest.mark.parametrize("name", CASES)
def test_edit_makes_what_shows_it_and_nothing_else(place: Path, name: str) -> None:
    case = CASES[name]
    with begun(Project(place)) as proof:
        case.edit(proof.project)
        answer = proof.build()
        assert told(answer.made) == files(case.made)
        assert told(answer.removed) - {SEARCH} == files(case.gone) - {SEARCH}
        assert answer.early.keys() == files(case.early)
        assert all(answer.made.values()), "Each file is made for a reason that can be told."
