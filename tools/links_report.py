"""`python -m tools.links_report`: every word that links, with its sentence, and those that do not.

For editors, who read it to find links that mean something else and words that were missed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from knowledge import Entry, Glossary, Library, Match, open_library, report
from knowledge.linking import Mention, Rendering, sense
from knowledge.passages import passages
from plugins.glossary_linking.rendering import Renderer


class Missed(NamedTuple):
    """A word that a page uses and does not link, and why."""

    term: str
    path: str
    line: int
    form: str
    why: str


def main(root: Path) -> int:
    """Prints the report on the content of a project."""
    library, problems = open_library(root, drafts=True)
    if library is None:
        print(report(problems))
        return 1
    renderer = Renderer(library, "")
    pages = [entry for entry in library.entries if entry.template]
    rendered = {entry: renderer.render(entry) for entry in pages}
    for line in lines(library, rendered):
        print(line)
    return 0


def lines(library: Library, rendered: dict[Entry, Rendering]) -> Iterator[str]:
    """The report: links by term, then words without a link, then how many of each there are."""
    links = [(m.term, page.path, m) for page, made in rendered.items() for m in made.mentions]
    for term, path, mention in sorted(links, key=lambda link: link[:2]):
        yield f"{path}: {term}: {_marked(mention)}"
    glossary = Glossary.of(library)
    missed = sorted(one for page, made in rendered.items() for one in _missed(page, made, glossary))
    if missed:
        yield "\nUsed and not linked:"
    for one in missed:
        yield f"{one.path}:{one.line}: {one.term}: '{one.form}' {one.why}."
    linked = {term for term, _path, _mention in links}
    never = sorted(e.slug for e in library.of_kind("definition") if e.slug not in linked)
    pages = sum(bool(made.mentions) for made in rendered.values())
    yield f"\nLinks: {len(links)}, on {pages} of {len(rendered)} pages."
    yield f"Definitions that are linked: {len(linked)}. Not linked: {', '.join(never) or 'none'}."


def _marked(mention: Mention) -> str:
    return f"{mention.before}[[{mention.form}]]{mention.after}"


def _missed(page: Entry, made: Rendering, glossary: Glossary) -> Iterator[Missed]:
    """The first place of each term that the page's words hold and its links do not."""
    own = page.slug if page.kind.name == "definition" else ""
    told = {own, *made.terms}
    for passage in passages(page):
        for match in glossary.find(passage.text):
            term = sense(match, (own, *page.fields.senses)) or match.term
            if term not in told:
                told.add(term)
                form = " ".join(passage.text[match.start : match.end].split())
                line = passage.line_at(match.start)
                yield Missed(term, page.path, line, form, _why(page, match))


def _why(page: Entry, match: Match) -> str:
    if not match.links:
        return "never links by itself (auto_link: false)"
    if page.fields.term_links == "none":
        return "stands on a page without links (term_links: none)"
    if set(match.terms) & set(page.fields.unlinked_terms):
        return "must not link on this page (unlinked_terms)"
    if len(match.terms) > 1:
        return "has several meanings, and the page does not say which"
    return "stands only where nothing links: in a heading, a quotation, a link or code"


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
