"""Editorial: what editors may want to look at. None of it is a fault, and none stops a build.

The one rule here that is a fault, a ring of `part_of`, stands with the other rings.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.consent_rules import ending_consents
from knowledge.glossary import Glossary
from knowledge.jargon import Jargon, Survey
from knowledge.library import Entry, Library, plain_text
from knowledge.plain_english import avoided_words, passive_entries
from knowledge.problems import Problem
from knowledge.readability import hard_entries, long_sentences

SENTENCE_WORDS = 20
"""A `short` with a longer sentence is hard to take in beside a text that one is reading."""

BODY_WORDS = 120
"""A definition longer than this is an essay: about a minute's reading, twice the usual."""

_GROUP_SIZES = (2, 3)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

Arrows = Mapping[str, Iterable[str]]
"""From each slug the slugs that it leads to."""


@dataclass(frozen=True, slots=True)
class Report:
    """One question that was asked of all content, and what answers it, the weightiest first.

    The answers have the form of problems: a place, what was seen, what one might do.
    """

    title: str
    items: tuple[Problem, ...]


def advice(library: Library) -> list[Report]:
    """Every report that has something to say."""
    glossary = Glossary.of(library)
    survey = Survey(library, glossary)
    reports = (
        Report("Consent to ask for again", tuple(ending_consents(library))),
        Report("Words that want an entry", tuple(map(_wanted, survey.jargon()))),
        Report("Definitions whose words no other entry uses", tuple(_unused(library, survey))),
        Report(
            "Definitions that explain each other in a ring",
            tuple(_explaining_rings(library, glossary)),
        ),
        Report("Definitions that lead only to each other", tuple(_closed_groups(library))),
        Report("Long definitions", tuple(_long(library))),
        Report("Long sentences", tuple(long_sentences(library))),
        Report("Pages that are hard to read", tuple(hard_entries(library))),
        Report("Words to avoid", tuple(avoided_words(library))),
        Report("Pages with many passives", tuple(passive_entries(library))),
        Report("Known words that no entry uses", tuple(_unused_known_words(library, survey))),
    )
    return [report for report in reports if report.items]


def part_of_rings(library: Library) -> Iterator[Problem]:
    """A word that is a part of its own part is a mistake."""
    wholes = {each.slug: each.fields.part_of for each in library.of_kind("definition")}
    for ring in _rings(wholes):
        entry = _definition(library, ring[0])
        what = f"The definitions are part of each other in a ring: {_written(library, ring)}."
        mend = "Take one of them out of part_of."
        yield Problem(entry.path, entry.line(("part_of",)), what, mend)


def _wanted(word: Jargon) -> Problem:
    count = len(word.uses)
    entries = "1 entry" if count == 1 else f"{count} entries"
    explained = f", explained in {word.explained} of them," if word.explained else ""
    what = f"'{word.label}' is used in {entries}{explained} and has none of its own."
    mend = "Write one, use a plainer word, or add it to known_words in site.yml."
    return Problem(word.uses[0].entry.path, word.uses[0].line, what, mend)


def _unused(library: Library, survey: Survey) -> Iterator[Problem]:
    for entry in library.of_kind("definition"):
        if entry.slug not in survey.used_terms and not entry.is_draft:
            what = f"No other entry uses '{entry.title}' in its text, under any of its names."
            mend = "Use it where it fits, or add the alias that people use."
            yield Problem(entry.path, entry.line(("title",)), what, mend)


def _explaining_rings(library: Library, glossary: Glossary) -> Iterator[Problem]:
    """Readers who look up one word are sent round to it again."""
    used = {
        each.slug: sorted({match.term for match in glossary.find(each.short)} - {each.slug})
        for each in library.of_kind("definition")
    }
    for ring in _rings(used):
        entry = _definition(library, ring[0])
        what = f"These explain each other in a ring: {_written(library, ring)}."
        mend = "Say one of them in everyday words."
        yield Problem(entry.path, entry.line(("short",)), what, mend)


def _closed_groups(library: Library) -> Iterator[Problem]:
    """Two or three definitions from which no relation leads on to a fourth."""
    arrows = _relations(library)
    groups = {slug: _near(arrows, slug) for slug in arrows}
    for slug, group in groups.items():
        is_closed = all(groups[member] == group for member in group)
        if is_closed and len(group) in _GROUP_SIZES and slug == min(group):
            entry = _definition(library, slug)
            titles = ", ".join(f"'{_definition(library, each).title}'" for each in sorted(group))
            what = f"{titles} lead only to each other."
            mend = "Let one of them lead on with see_also or part_of."
            yield Problem(entry.path, entry.line(("see_also",)), what, mend)


def _near(arrows: Mapping[str, set[str]], slug: str) -> set[str]:
    """A definition, those that it leads to, and those that they lead to."""
    return {slug}.union(arrows[slug], *(arrows[other] for other in arrows[slug]))


def _relations(library: Library) -> dict[str, set[str]]:
    """From each definition those that its page leads to: pages show relations from both sides."""
    found: dict[str, set[str]] = {each.slug: set() for each in library.of_kind("definition")}
    for entry in library.of_kind("definition"):
        fields = entry.fields
        contrasts = (each.term for each in fields.not_the_same_as)
        for slug in (*fields.part_of, *fields.see_also, *contrasts):
            if slug in found:
                found[entry.slug].add(slug)
                found[slug].add(entry.slug)
    return found


def _long(library: Library) -> Iterator[Problem]:
    for entry in library.of_kind("definition"):
        sentences = _SENTENCE_END.split(plain_text(entry.short))
        count = max(len(sentence.split()) for sentence in sentences)
        if count > SENTENCE_WORDS:
            what = f"'short' has a sentence of {count} words; {SENTENCE_WORDS} is a good most."
            yield Problem(entry.path, entry.line(("short",)), what, "Make two of it.")
        count = len(plain_text(entry.body).split())
        if count > BODY_WORDS:
            what = f"The definition has {count} words; {BODY_WORDS} is a good most."
            mend = "Move what tells how to do it into a hint sheet."
            yield Problem(entry.path, entry.document.body_line, what, mend)


def _unused_known_words(library: Library, survey: Survey) -> Iterator[Problem]:
    for line, word in survey.unused_known_words():
        what = f"No entry uses '{word}' of known_words, or it has a definition by now."
        yield Problem(library.site.path, line, what, "Take it out.")


def _definition(library: Library, slug: str) -> Entry:
    entry = library.get("definition", slug)
    assert entry is not None, slug
    return entry


def _written(library: Library, ring: tuple[str, ...]) -> str:
    return " \u2192 ".join(_definition(library, slug).title for slug in (*ring, ring[0]))


def _rings(arrows: Arrows) -> list[tuple[str, ...]]:
    """For each node that is on a ring the shortest one, each ring once, short ones first."""
    live = _without_ends({node: set(targets) - {node} for node, targets in arrows.items()})
    rings = {_turned(ring) for node in sorted(live) if (ring := _shortest_ring(live, node))}
    return sorted(rings, key=lambda ring: (len(ring), ring))


def _without_ends(arrows: dict[str, set[str]]) -> dict[str, list[str]]:
    """What is left when nodes that lead nowhere are taken away again and again."""
    into: dict[str, set[str]] = {}
    for node, targets in arrows.items():
        for target in targets:
            into.setdefault(target, set()).add(node)
    ends = [node for node in {*arrows, *into} if not arrows.get(node)]
    left = {node: set(targets) for node, targets in arrows.items()}
    while ends:
        end = ends.pop()
        left.pop(end, None)
        for node in into.get(end, ()):
            if node in left:
                left[node].discard(end)
                if not left[node]:
                    ends.append(node)
    return {node: sorted(targets) for node, targets in left.items()}


def _shortest_ring(arrows: Mapping[str, list[str]], start: str) -> tuple[str, ...]:
    """The shortest way from a node back to it; empty when there is none."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for target in arrows[node]:
            if target == start:
                ring = [node]
                while ring[-1] != start:
                    ring.append(came_from[ring[-1]])
                return tuple(reversed(ring))
            if target not in came_from:
                came_from[target] = node
                queue.append(target)
    return ()


def _turned(ring: tuple[str, ...]) -> tuple[str, ...]:
    """The same ring, begun at its first slug in the order of the alphabet."""
    first = ring.index(min(ring))
    return ring[first:] + ring[:first]
