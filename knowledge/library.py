"""The library: every entry of the content folder, and what relates to what."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import unescape
from pathlib import PurePosixPath
from typing import Any
from weakref import WeakKeyDictionary

from knowledge.easy_read import EasyRead
from knowledge.embed_tables import EmbedTables
from knowledge.facts import note
from knowledge.fields import Cites, Fields, Refers, Source, declared
from knowledge.frontmatter import Document
from knowledge.frontmatter import Path as FieldPath
from knowledge.kinds import Facet, Kind
from knowledge.problems import Problem
from knowledge.site import Site
from knowledge.withdrawn import Withdrawn

PICTURES_FOLDER = "images"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Entry:
    """One content file, or one item of a data file, as an object."""

    kind: Kind
    slug: str
    fields: Any  # the kind's own fields: an EntryFields
    document: Document

    @property
    def title(self) -> str:
        """The name of the entry."""
        return str(self.fields.title)

    @property
    def short(self) -> str:
        """One or two plain sentences; a tip's own words when it has no others."""
        return str(self.fields.short) or plain_text(self.body)

    @property
    def body(self) -> str:
        """The Markdown after the front matter, without the Easy Read section."""
        note(f"body:{self.document.path}")
        return self.document.body

    @property
    def easy_read(self) -> EasyRead | None:
        """The entry told in Easy Read, if someone wrote that."""
        if self.document.easy_read:
            note(f"body:{self.document.path}")
        return self.document.easy_read

    @property
    def path(self) -> str:
        """The file, from the project root."""
        return self.document.path

    @property
    def is_draft(self) -> bool:
        """Whether the entry is not yet for readers."""
        return bool(self.fields.status == "draft")

    @property
    def address(self) -> str:
        """The root-relative address under which readers find the entry."""
        # Not by `getattr`: pydantic takes long to say that there is no such field.
        own = vars(self.fields).get("address")
        return str(own or self.kind.address.format(slug=self.slug))

    @property
    def easy_read_address(self) -> str:
        """The root-relative address of the entry's Easy Read page, when it has one."""
        return f"{self.address}easy-read/"

    @property
    def template(self) -> str:
        """The name of the template that shows the entry."""
        return str(vars(self.fields).get("template", self.kind.template))

    def line(self, path: FieldPath = ()) -> int:
        """The line on which a field stands, for messages."""
        return self.document.line(path)


@dataclass(frozen=True, eq=False)
class Library:
    """All entries that could be read, the shared sources, and the problems met on the way.

    `drafts` and `broken` are the files of the entries that were left out, and why;
    `embeds` is what was promised to other sites, `withdrawn` the addresses that were taken down,
    and `today` the day by which consent is judged.
    """

    site: Site
    kinds: tuple[Kind, ...]
    entries: tuple[Entry, ...]
    sources: Mapping[str, Source]
    source_lines: Mapping[str, int]
    pictures: frozenset[str]
    drafts: frozenset[str]
    broken: frozenset[str]
    problems: tuple[Problem, ...]
    embeds: EmbedTables = field(default_factory=EmbedTables)
    withdrawn: tuple[Withdrawn, ...] = ()
    today: date = field(default_factory=date.today)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        groups: dict[str, list[Entry]] = {kind.name: [] for kind in self.kinds}
        for entry in self.entries:
            groups[entry.kind.name].append(entry)
        return {name: tuple(group) for name, group in groups.items()}

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], Entry]:
        return {(entry.kind.name, entry.slug): entry for entry in self.entries}

    @cached_property
    def _by_path(self) -> Mapping[str, Entry]:
        return {entry.path: entry for entry in self.entries if not entry.kind.is_file}

    def of_kind(self, name: str) -> tuple[Entry, ...]:
        """The entries of a kind, by title; a data file's items in the file's own order."""
        return self._by_kind.get(name, ())

    def get(self, kind: str, slug: str) -> Entry | None:
        """The entry of that kind and slug."""
        return self._by_key.get((kind, slug))

    def at(self, path: str) -> Entry | None:
        """The entry whose own file is at `path`, from the project root."""
        return self._by_path.get(path)

    def find(self, reference: str) -> Entry | None:
        """The entry that `folder/slug` names."""
        folder, _, slug = reference.partition("/")
        kind = next((kind for kind in self.kinds if kind.folder == folder), None)
        return self.get(kind.name, slug) if kind else None

    def source(self, reference: str | Source) -> Source | None:
        """The source an entry cites, by id or written in place."""
        return reference if isinstance(reference, Source) else self.sources.get(reference)

    def is_left_out(self, kind: str, slug: str) -> bool:
        """Whether such an entry has a file, but is a draft or cannot be read."""
        left_out = self.drafts | self.broken
        folders = (k.folder for k in self.kinds if kind in (k.name, k.folder))
        return any(f"content/{folder}/{slug}.md" in left_out for folder in folders)

    def linked(self, entry: Entry, field: str) -> tuple[Entry, ...]:
        """The entries that a field of references names, in the author's order."""
        found = (
            self.get(marker.kind, value)
            for path, value, marker in declared(entry.fields, Refers)
            if path[0] == field and marker.kind
        )
        return tuple(entry for entry in found if entry)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None, int]:
        """The entries before and after in a numbered set, and how many the set has."""
        name = getattr(entry.fields, "set", None)
        if not name:
            return None, None, 0
        members = self.members(entry.kind.name, name)
        place = members.index(entry)
        before = members[place - 1] if place else None
        after = members[place + 1] if place + 1 < len(members) else None
        return before, after, len(members)

    def members(self, kind: str, name: str) -> list[Entry]:
        """The entries of a numbered set, by number."""
        return self._sets.get((kind, name), [])

    @cached_property
    def _sets(self) -> Mapping[tuple[str, str], list[Entry]]:
        sets: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if name := getattr(entry.fields, "set", None):
                sets[entry.kind.name, name].append(entry)
        for members in sets.values():
            members.sort(key=lambda e: (e.fields.number or 0, e.slug))
        return sets

    def facet(self, kind: Kind, facet: Facet) -> list[tuple[str, list[Entry]]]:
        """Each value of a filter that any entry has, in the vocabulary's order."""
        order = self.site.vocabularies.get(facet.vocabulary, {})
        chosen = self._facets.get((kind.name, facet.name), {})
        return [(value, chosen[value]) for value in order if value in chosen]

    @cached_property
    def _facets(self) -> Mapping[tuple[str, str], Mapping[str, list[Entry]]]:
        facets: dict[tuple[str, str], dict[str, list[Entry]]] = {}
        for entry in self.entries:
            for facet in entry.kind.facets:
                chosen = facets.setdefault((entry.kind.name, facet.name), {})
                for value in getattr(entry.fields, facet.field):
                    chosen.setdefault(value, []).append(entry)
        return facets

    def newest(self, kind: str) -> list[Entry]:
        """The entries of a kind, the most lately checked first, then by the latest year named."""

        def key(entry: Entry) -> tuple[str, int, str]:
            years = [int(y) for y in re.findall(r"\d{4}", getattr(entry.fields, "years", ""))]
            return str(entry.fields.reviewed or ""), max(years, default=0), entry.slug

        return sorted(self.of_kind(kind), key=key, reverse=True)

    @cached_property
    def _traits(self) -> Mapping[Entry, frozenset[str]]:
        return {entry: _traits(entry) for entry in self.entries}

    @cached_property
    def _sharers(self) -> Mapping[str, tuple[Entry, ...]]:
        sharers: dict[str, list[Entry]] = defaultdict(list)
        for entry, traits in self._traits.items():
            for trait in traits:
                sharers[trait].append(entry)
        return {trait: tuple(entries) for trait, entries in sharers.items()}

    @cached_property
    def _order(self) -> Mapping[Entry, int]:
        return {entry: place for place, entry in enumerate(self.entries)}

    def related(self, entry: Entry, besides: Collection[Entry] = (), limit: int = 6) -> list[Entry]:
        """The entries with a page that share most terms and tips with this one.

        `besides` are those that its page shows anyway, so they are not told again.
        A shared trait counts for more the fewer entries have it (inverse document frequency,
        Spärck Jones 1972). At most `limit`, best first, equal ones by kind and title.
        """
        scores: dict[Entry, float] = defaultdict(float)
        for trait in self._traits[entry]:
            sharers = self._sharers[trait]
            weight = math.log(len(self.entries) / len(sharers))
            for other in sharers:
                scores[other] += weight
        known = {entry, *besides}
        near = (o for o in scores if o not in known and o.kind.template and o.kind.name != "page")
        # Rounded, as the last digits of a sum depend on the order of its parts, which varies.
        return sorted(near, key=lambda o: (-round(scores[o], 9), self._order[o]))[:limit]


_known_traits: WeakKeyDictionary[Entry, frozenset[str]] = WeakKeyDictionary()
"""A library is new in each build, and most of its entries are those of the last."""


def _traits(entry: Entry) -> frozenset[str]:
    """What makes entries alike: the definitions and tips they name, and being one of them."""
    known = _known_traits.get(entry)
    if known is None:
        known = _known_traits[entry] = frozenset(() if entry.is_draft else _read_traits(entry))
    return known


def _read_traits(entry: Entry) -> Iterator[str]:
    yield f"{entry.kind.name}/{entry.slug}"
    for path, value, marker in declared(entry.fields, Refers):
        if path[0] != "unlinked_terms":
            yield f"{marker.kind}/{value}" if marker.kind else value


def cited(fields: Fields) -> Iterator[tuple[FieldPath, str | Source]]:
    """Every source that front matter cites, with its place, in reading order."""
    for path, value, _marker in declared(fields, Cites):
        yield path, value


def view_order(entry: Entry) -> list[int]:
    """The numbers of an entry's views as they are shown: official ones first, then the newest."""
    views = getattr(entry.fields, "views", ())
    return sorted(range(len(views)), key=lambda n: (not views[n].official, -(views[n].year or 0)))


_MARKUP = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^\s*(?:#{1,6}|[-*+]|\d+\.|>)\s+", re.MULTILINE), ""),
    (re.compile(r"[*_`]+"), ""),
    (re.compile(r"<[^>]*>"), ""),
    (re.compile(r"\s+"), " "),
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
# Where an escaped sign waits, so that nothing takes it for markup.
_ASIDE = 0xE000
_SET_ASIDE = re.compile("[\ue000-\ue07f]")


def plain_text(markdown: str) -> str:
    """The words of a Markdown text on one line, near enough for lists, counts and search."""
    markdown = _ESCAPED.sub(lambda sign: chr(_ASIDE + ord(sign[1])), markdown)
    for pattern, replacement in _MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return _SET_ASIDE.sub(lambda sign: chr(ord(sign[0]) - _ASIDE), unescape(markdown)).strip()


def joined(path: str, target: str) -> str:
    """The file, from the project root, that a relative link in the file at `path` names."""
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / target).parts:
        if part == ".." and parts:
            parts.pop()
        elif part not in (".", ".."):
            parts.append(part)
    return "/".join(parts)
