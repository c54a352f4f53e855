"""Validation: what no single field can tell. Every rule is one function that yields problems."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote, urlsplit

from knowledge.consent_rules import consent_problems
from knowledge.easy_read import rows
from knowledge.easy_read_rules import easy_read_problems
from knowledge.editorial import part_of_rings
from knowledge.embeds import registry_problems
from knowledge.embeds.cards import card_text
from knowledge.fields import Choice, Refers, declared
from knowledge.form_rules import form_problems
from knowledge.label_rules import label_problems
from knowledge.library import PICTURES_FOLDER, Entry, Library, cited, joined, plain_text
from knowledge.markup_rules import markup_problems
from knowledge.problems import Problem, did_you_mean

SHORT_WORDS = 30
LONGEST_WORD = 30
CARD_TITLE_LETTERS = 80
CARD_LETTERS = 400

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")
_RAW_IMAGE = re.compile(r"<img\b(?![^>]*\balt\s*=)", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)")
_CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.DOTALL)

Problems = list[Problem]
Recall = Callable[[Library, Entry | None, Callable[[], Problems]], Problems]
"""Gives the problems of an entry, or of all together: by the function, if by nothing else."""


def ask_anew(_library: Library, _entry: Entry | None, rules: Callable[[], Problems]) -> Problems:
    """The problems by the rules, for who knows nothing from before."""
    return rules()


def check(library: Library, recall: Recall = ask_anew) -> list[Problem]:
    """Every problem of the library: those met in loading and those of the rules below.

    `recall` may know the problems of an entry, or of all together, from before.
    """
    problems = [*library.problems, *recall(library, None, lambda: _problems_of_all(library))]
    for entry in library.entries:
        problems += recall(library, entry, partial(_problems_of, entry, library))
    return sorted(set(problems))


def _problems_of_all(library: Library) -> list[Problem]:
    return [
        *label_problems(library),
        *part_of_rings(library),
        *_unused_sources(library),
        *registry_problems(library),
    ]


def _problems_of(entry: Entry, library: Library) -> list[Problem]:
    rules = (
        _slug,
        _empty,
        _lengths,
        _card,
        _references,
        _choices,
        _sources,
        _set,
        _body,
        _pictures,
        _links,
        easy_read_problems,
        markup_problems,
        consent_problems,
        _withdrawn,
        form_problems,
    )
    return [problem for rule in rules for problem in rule(entry, library)]


def _slug(entry: Entry, library: Library) -> Iterator[Problem]:
    if not _SLUG.match(entry.slug):
        suggestion = re.sub(r"[^a-z0-9]+", "-", entry.slug.lower()).strip("-")
        what = f"The name '{entry.slug}' cannot be an address."
        mend = f"Use lower-case letters, digits and hyphens only: {suggestion or 'start-small'}"
        yield Problem(entry.path, entry.line(), what, mend, "address")


def _withdrawn(entry: Entry, library: Library) -> Iterator[Problem]:
    """An address whose page was taken down says so for ever."""
    days = {each.address: each.day for each in library.withdrawn}
    moved_from = (
        (("moved_from", n), address, "Take it out.")
        for n, address in enumerate(entry.fields.moved_from)
    )
    for path, address, mend in (((), entry.address, "Give the file another name."), *moved_from):
        if address in days:
            what = f"'{address}' was withdrawn on {days[address]}, and is never used again."
            yield Problem(entry.path, entry.line(path), what, mend, "address")


def _empty(entry: Entry, library: Library) -> Iterator[Problem]:
    """A new file begins with empty fields; they must be filled in before readers see it."""
    for name, field in type(entry.fields).model_fields.items():
        if field.is_required() and getattr(entry.fields, name) == "" and not entry.is_draft:
            what, mend = f"'{name}' is empty.", f"Write it after the colon: {name}: your text"
            yield Problem(entry.path, entry.line((name,)), what, mend, "missing-field")


def _lengths(entry: Entry, library: Library) -> Iterator[Problem]:
    count = len(str(entry.fields.short).split())
    if count > SHORT_WORDS:
        what = f"'short' has {count} words; the most is {SHORT_WORDS}."
        mend = f"Take out {count - SHORT_WORDS}: it is for lists, where people skim."
        yield Problem(entry.path, entry.line(("short",)), what, mend, "length")
    most = entry.kind.words
    count = len(plain_text(entry.body).split())
    if most and count > most:
        what = f"The {entry.kind.label.lower()} has {count} words; the most is {most}."
        mend = f"Take out {count - most} so that it fits on a card."
        yield Problem(entry.path, _first_body_line(entry), what, mend, "length")


def _card(entry: Entry, library: Library) -> Iterator[Problem]:
    """What is too long for a card, told in letters: one can count them without a browser."""
    if not entry.kind.has_card:
        return
    is_body = entry.kind.words is not None
    text, line = card_text(entry), entry.line(("short",))
    if is_body:
        line = _first_body_line(entry)
    title = (entry.title, entry.line(("title",)), CARD_TITLE_LETTERS)
    for words, where, most in (title, (text, line, CARD_LETTERS)):
        if len(words) > most:
            what = f"This has {len(words)} letters and signs; a card has room for {most}."
            yield Problem(entry.path, where, what, "Use fewer or shorter words.", "length")
        longest = max(words.split(), key=len, default="")
        if len(longest) > LONGEST_WORD:
            what = f"'{longest}' is too long for a line of a card."
            mend = "Use a shorter word, or put hyphens in it."
            yield Problem(entry.path, where, what, mend, "length")


def _first_body_line(entry: Entry) -> int:
    lead = len(entry.body) - len(entry.body.lstrip("\n"))
    return entry.document.body_line + lead


def _references(entry: Entry, library: Library) -> Iterator[Problem]:
    for path, value, marker in declared(entry.fields, Refers):
        found = library.get(marker.kind, value) if marker.kind else library.find(value)
        kind, _, slug = (marker.kind, "", value) if marker.kind else value.partition("/")
        if found is None and library.is_left_out(kind, slug):
            continue  # it has a problem of its own, or is shown once it is published
        if found is None:
            label = marker.kind or "entry"
            if marker.kind:
                known = {other.slug for other in library.of_kind(marker.kind)}
            else:
                known = {f"{other.kind.folder}/{other.slug}" for other in library.entries}
            what = f"unknown {label} '{value}' in {path[0]}."
            mend = did_you_mean(value, known, "Take it out, or write that entry first.")
            yield Problem(entry.path, entry.line(path), what, mend, "reference")
        elif found is entry:
            what = f"'{value}' in {path[0]} is this very entry."
            yield Problem(entry.path, entry.line(path), what, "Take it out.", "reference")


def _choices(entry: Entry, library: Library) -> Iterator[Problem]:
    for path, value, marker in declared(entry.fields, Choice):
        known = library.site.vocabularies.get(marker.vocabulary, {})
        if value not in known:
            what = f"unknown value '{value}' in {path[0]}."
            listed = f"Use one of {', '.join(known)}, or add" if known else "Add"
            otherwise = f"{listed} it to {marker.vocabulary} in site.yml."
            mend = did_you_mean(value, known, otherwise)
            yield Problem(entry.path, entry.line(path), what, mend, "choice")


def _sources(entry: Entry, library: Library) -> Iterator[Problem]:
    for path, value in cited(entry.fields):
        if isinstance(value, str) and value not in library.sources:
            what = f"unknown source '{value}'."
            mend = did_you_mean(value, library.sources, "Add it to content/sources.yml.")
            yield Problem(entry.path, entry.line(path), what, mend, "source")
    if entry.kind.needs_sources and not entry.fields.sources:
        what = f"A {entry.kind.label.lower()} needs at least one source."
        mend = "Say where the facts come from: sources: [an id of content/sources.yml]"
        yield Problem(entry.path, entry.line(("sources",)), what, mend, "no-source")


def _set(entry: Entry, library: Library) -> Iterator[Problem]:
    name = getattr(entry.fields, "set", None)
    if not name:
        return
    if entry.fields.number is None:
        what = f"The entry is in the set '{name}' but has no number."
        yield Problem(entry.path, entry.line(("set",)), what, "Add a line: number: 1", "set")
        return
    for other in library.members(entry.kind.name, name):
        if other.fields.number == entry.fields.number and other.path < entry.path:
            what = f"Number {entry.fields.number} of '{name}' is taken by {other.path}."
            mend = "Give one of the two another number."
            yield Problem(entry.path, entry.line(("number",)), what, mend, "set")


def _body(entry: Entry, library: Library) -> Iterator[Problem]:
    if entry.kind.needs_body and not entry.body.strip():
        what = f"The {entry.kind.label.lower()} has no text."
        mend = "Write it below the second line of hyphens."
        yield Problem(entry.path, entry.document.body_line, what, mend, "missing-field")
    found = set()
    above = ""
    for number, line in _prose_lines(entry):
        if re.match(r"=+\s*\Z", line) and above.strip():
            yield _first_level(entry, number - 1, above.strip())
        above = line
        heading = re.match(r"(#{1,6})\s*(.*?)\s*#*\Z", line)
        if not heading:
            continue
        found.add(heading[2])
        if heading[1] == "#":
            yield _first_level(entry, number, heading[2])
    for wanted in entry.kind.headings:
        if wanted not in found:
            what = f"The heading '{wanted}' is missing."
            mend = f"Add a line: ## {wanted}"
            yield Problem(entry.path, entry.document.body_line, what, mend, "heading")


def _first_level(entry: Entry, number: int, heading: str) -> Problem:
    what = "A body must not have a heading of the first level; the title is that."
    return Problem(entry.path, number, what, f"Use two hashes: ## {heading}", "heading")


def _pictures(entry: Entry, library: Library) -> Iterator[Problem]:
    for number, line in _prose_lines(entry):
        undecided = [m for m in _IMAGE.finditer(line) if not m["alt"].strip()]
        if undecided or _RAW_IMAGE.search(line):
            what = "This picture has no words for people who cannot see it."
            mend = "Write ![what it shows](...), or ![decorative](...) if it only decorates."
            yield Problem(entry.path, number, what, mend, "picture-words")
        for match in _IMAGE.finditer(line):
            path = joined(entry.path, unquote(match["target"]))
            if path not in library.pictures:
                what = f"There is no picture '{match['target']}'."
                otherwise = f"Put the file in content/{PICTURES_FOLDER}/ and name it from there."
                mend = did_you_mean(path, library.pictures, otherwise)
                yield Problem(entry.path, number, what, mend, "picture-file")


def _links(entry: Entry, library: Library) -> Iterator[Problem]:
    """Links from file to file must lead to an entry."""
    for number, line in (*_prose_lines(entry), *_easy_lines(entry)):
        for match in _LINK.finditer(line):
            target = urlsplit(match["target"])
            if target.scheme or not target.path.endswith(".md"):
                continue
            path = joined(entry.path, unquote(target.path))
            found = library.at(path)
            if path in library.drafts or (found and found.is_draft and not entry.is_draft):
                what = f"The link to '{match['target']}' leads to a draft."
                mend = "Publish that too, or take the link out."
                yield Problem(entry.path, number, what, mend, "link")
            elif not found and path not in library.broken:
                known = {other.path for other in library.entries if not other.kind.is_file}
                what = f"The link to '{match['target']}' leads to no entry."
                near = did_you_mean(path, known, "Correct the file name, or take the link out.")
                yield Problem(entry.path, number, what, near, "link")


def _prose_lines(entry: Entry) -> Iterator[tuple[int, str]]:
    """The body's lines with their numbers, code blanked out."""
    blank = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), entry.body)
    return enumerate(blank.split("\n"), entry.document.body_line)


def _easy_lines(entry: Entry) -> Iterator[tuple[int, str]]:
    for row in rows(entry.easy_read) if entry.easy_read else ():
        yield from enumerate(row.text.split("\n"), row.line)


def _unused_sources(library: Library) -> Iterator[Problem]:
    """A source that nothing cites is a leftover; two alike are one."""
    used = {value for entry in library.entries for _path, value in cited(entry.fields)}
    first: dict[str, str] = {}
    for name, source in library.sources.items():
        line = library.source_lines[name]
        if name not in used and not library.drafts and not library.broken:
            what = f"No entry cites the source '{name}'."
            mend = "Cite it or take it out."
            yield Problem("content/sources.yml", line, what, mend, "source")
        other = first.setdefault(source.url or source.mirror or name, name)
        if other != name:
            what = f"'{name}' has the same web address as '{other}'."
            mend = "Keep one, and cite that one everywhere."
            yield Problem("content/sources.yml", line, what, mend, "source")
