"""The presenter: the view of every page.

A view is a pure function of the library and of the mentions (which terms each body
links), so that a page can be made again whenever one of these two changed, and only then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from string import ascii_uppercase
from typing import TypedDict
from urllib.parse import quote

from knowledge.embeds import card_address, snippet
from knowledge.fields import Source
from knowledge.indexes import HOME, facet_address, first_letter, number_order, section_title
from knowledge.kinds import TOPIC, Facet, Kind
from knowledge.library import Entry, Library, cited
from knowledge.views import (
    AdviceView,
    CaseStudyView,
    Count,
    Decade,
    DefinitionView,
    DifferenceView,
    Embed,
    HomeView,
    Letter,
    LetterItem,
    LettersView,
    Link,
    MilestoneView,
    Opinion,
    PageView,
    PathView,
    Position,
    Reference,
    Stage,
    StepView,
    TimelineView,
)

_MONTH_NAMES = """
January February March April May June July August September October November December
"""
_MONTHS = _MONTH_NAMES.split()

Mentions = Mapping[Entry, tuple[str, ...]]
"""For each entry, the slugs of the definitions that its body links, in reading order."""

Citation = tuple[str | None, str | Source]
"""The id of the place on the page that cites, if it has one, and what it cites."""


class _Base(TypedDict):
    entry: Entry
    crumbs: tuple[Link, ...]
    references: tuple[Reference, ...]
    words: tuple[Entry, ...]
    related: tuple[Entry, ...]
    topics: tuple[Link, ...]
    edit_url: str | None
    report_url: str | None
    previous: Entry | None
    next: Entry | None
    position: Position | None


class Presenter:
    """The view of any entry that has a page."""

    def __init__(self, library: Library, mentions: Mentions, public_address: str = "") -> None:
        self.library = library
        self.public_address = public_address
        self.site = library.site
        self.mentions = mentions
        used: dict[str, list[Entry]] = defaultdict(list)
        for entry in library.entries:
            for term in mentions.get(entry, ()):
                used[term].append(entry)
        self._used_in = {term: tuple(entries) for term, entries in used.items()}

    def page(self, entry: Entry) -> PageView:
        """The view of an entry that has a page of its own."""
        makers: dict[str, Callable[[Entry], PageView]] = {
            "definition": self._definition,
            "case-study": self._case_study,
            "home": self._home,
            "start-here": self._path,
            "a-to-z": self._letters,
            "timeline": self._timeline,
            "timeline-sources": self._timeline_sources,
        }
        return makers.get(entry.template, self._advice)(entry)

    def _base(self, entry: Entry, citing: Iterable[Citation] = ()) -> _Base:
        before, after, size = self.library.neighbours(entry)
        linked = self.library.linked
        shown = [*linked(entry, "see_also"), *linked(entry, "tips")]
        shown += filter(None, (before, after))
        return {
            "entry": entry,
            "crumbs": self._crumbs(entry.kind),
            "references": self._references(citing or _citations(entry)),
            "words": self._definitions(self.mentions.get(entry, ())),
            "related": tuple(self.library.related(entry, besides=shown)),
            "topics": self._values(entry, TOPIC),
            "edit_url": self._edit_url(entry),
            "report_url": self._report_url(entry),
            "previous": before,
            "next": after,
            "position": self._position(entry, size),
        }

    def _definition(self, entry: Entry) -> DefinitionView:
        fields = entry.fields
        base = self._base(entry)
        numbers = _numbers(base["references"])
        differences = (
            DifferenceView(other, difference.difference)
            for difference in fields.not_the_same_as
            if (other := self.library.get("definition", difference.term))
        )
        opinions = (
            Opinion(view.who, view.year, view.view, f"view-{n}", _cite(view.sources, numbers))
            for n, view in enumerate(fields.views, 1)
        )
        return DefinitionView(
            **base,
            see_also=self.library.linked(entry, "see_also"),
            differences=tuple(differences),
            opinions=tuple(opinions),
            used_in=self._used_in.get(entry.slug, ()),
        )

    def _advice(self, entry: Entry) -> PageView:
        linked = self.library.linked
        base = self._base(entry)
        embed = None
        if entry.kind.words and self.public_address:
            embed = Embed(snippet(entry, self.public_address), card_address(entry))
        terms, tips = linked(entry, "terms"), linked(entry, "tips")
        return AdviceView(**base, terms=terms, tips=tips, embed=embed)

    def _case_study(self, entry: Entry) -> CaseStudyView:
        stages = self.site.vocabularies.get("stages", {})
        facets = {facet.name: facet for facet in entry.kind.facets}
        return CaseStudyView(
            **self._base(entry),
            terms=self.library.linked(entry, "terms"),
            tips=self.library.linked(entry, "tips"),
            stages=tuple(Stage(label, key in entry.fields.stages) for key, label in stages.items()),
            groups=self._values(entry, facets["who"]),
            nations=self._values(entry, facets["place"]),
        )

    def _steps(self, entry: Entry) -> tuple[StepView, ...]:
        found = ((self.library.find(step.entry), step.why) for step in entry.fields.path)
        return tuple(StepView(other, why) for other, why in found if other)

    def _path(self, entry: Entry) -> PathView:
        return PathView(**self._base(entry), steps=self._steps(entry))

    def _home(self, entry: Entry) -> HomeView:
        start = self._page_with("start-here")
        tips = self.library.of_kind("tip")
        counts = (
            Count(section_title(self.site, kind), len(entries), kind.index_address)
            for kind in self.library.kinds
            if kind.index_address and (entries := self.library.of_kind(kind.name))
        )
        return HomeView(
            **self._base(entry),
            steps=self._steps(start) if start else (),
            definition=self.library.get("definition", self.site.definition or ""),
            start=start,
            tip=min(tips, key=number_order, default=None),
            case_studies=tuple(self.library.newest("case-study")[:3]),
            counts=tuple(counts),
        )

    def _letters(self, entry: Entry) -> LettersView:
        items: dict[str, list[LetterItem]] = defaultdict(list)
        for other in self.library.entries:
            if other.kind.name not in ("page", "milestone"):
                for label, also in _labels(other):
                    items[first_letter(label)].append(LetterItem(label, other, also))
        letters = (
            Letter(letter, tuple(sorted(items[letter], key=lambda item: item.label.casefold())))
            for letter in ascii_uppercase
        )
        return LettersView(**self._base(entry), letters=tuple(letters))

    def _timeline(self, entry: Entry) -> TimelineView:
        """The sources are listed here, or on a page of their own when the site has one."""
        base = self._base(entry, self._milestone_citations())
        numbers = _numbers(base["references"])
        sources = self._page_with("timeline-sources")
        if sources:
            base["references"] = ()
        address = sources.address if sources else ""
        milestones = self.library.of_kind("milestone")
        decades = (
            Decade(f"{start}0s", tuple(self._milestone(m, numbers, address) for m in group))
            for start, group in groupby(sorted(milestones, key=_decade), key=_decade)
        )
        return TimelineView(**base, decades=tuple(decades), other=sources)

    def _timeline_sources(self, entry: Entry) -> TimelineView:
        base = self._base(entry, self._milestone_citations())
        return TimelineView(**base, other=self._page_with("timeline"))

    def _milestone_citations(self) -> list[Citation]:
        milestones = self.library.of_kind("milestone")
        return [(m.slug, source) for m in milestones for _path, source in cited(m.fields)]

    def _page_with(self, template: str) -> Entry | None:
        pages = self.library.of_kind("page")
        return next((page for page in pages if page.template == template), None)

    def _milestone(
        self, entry: Entry, numbers: Mapping[str, int], sources_address: str
    ) -> MilestoneView:
        fields = entry.fields
        return MilestoneView(
            id=entry.slug,
            title=entry.title,
            date_text=date_text(fields.date, fields.end_date),
            short=entry.short,
            why_it_matters=fields.why_it_matters,
            type=self.site.label("types", fields.type) if fields.type else None,
            nations=tuple(self.site.label("nations", nation) for nation in fields.nation),
            terms=self.library.linked(entry, "terms"),
            references=_cite(fields.sources, numbers),
            sources_address=sources_address,
            note=fields.note,
        )

    def _crumbs(self, kind: Kind) -> tuple[Link, ...]:
        if not kind.index_address:
            return (HOME,)
        return HOME, Link(section_title(self.site, kind), kind.index_address)

    def _definitions(self, slugs: Iterable[str]) -> tuple[Entry, ...]:
        found = (self.library.get("definition", slug) for slug in slugs)
        return tuple(sorted((e for e in found if e), key=lambda e: e.title.casefold()))

    def _values(self, entry: Entry, facet: Facet) -> tuple[Link, ...]:
        if facet not in entry.kind.facets:
            return ()
        return tuple(
            Link(self.site.label(facet.vocabulary, value), facet_address(entry.kind, facet, value))
            for value in getattr(entry.fields, facet.field)
        )

    def _references(self, citing: Iterable[Citation]) -> tuple[Reference, ...]:
        anchors: dict[str, list[str]] = {}
        sources: dict[str, Source] = {}
        for anchor, reference in citing:
            source = self.library.source(reference)
            if source:
                key = _source_key(reference)
                sources[key] = source
                anchors.setdefault(key, []).extend([anchor] if anchor else [])
        return tuple(
            Reference(number, key, sources[key], tuple(places))
            for number, (key, places) in enumerate(anchors.items(), 1)
        )

    def _position(self, entry: Entry, size: int) -> Position | None:
        if not size:
            return None
        label = self.site.label("sets", entry.fields.set)
        address = f"{entry.kind.index_address}#{entry.fields.set}"
        return Position(entry.fields.number, size, label, address)

    def _edit_url(self, entry: Entry) -> str | None:
        site = self.site
        if not site.repository:
            return None
        return f"{site.repository.rstrip('/')}/edit/{site.branch}/{quote(entry.path)}"

    def _report_url(self, entry: Entry) -> str | None:
        site = self.site
        if site.repository:
            return f"{site.repository.rstrip('/')}/issues/new?title={quote(entry.address)}"
        if site.contact and "@" in site.contact:
            return f"mailto:{site.contact}?subject={quote(entry.address)}"
        return site.contact


def date_text(start: str, end: str | None = None) -> str:
    """A rough date in words: 1970s, 1969, November 2013, 5 November 2013 to 8 November 2013."""
    parts = start.split("-")
    words = parts[0]
    if len(parts) > 1:
        words = f"{_MONTHS[int(parts[1]) - 1]} {words}"
    if len(parts) > 2:
        words = f"{int(parts[2])} {words}"
    return f"{words} to {date_text(end)}" if end else words


def _decade(entry: Entry) -> str:
    return str(entry.fields.date)[:3]


def _citations(entry: Entry) -> list[Citation]:
    """Each cited source with the id of the place on the page, if it has one.

    Places come first, so that the numbers rise as one reads.
    """
    citations = [
        (f"view-{int(path[1]) + 1}" if path[0] == "views" else None, source)
        for path, source in cited(entry.fields)
    ]
    return sorted(citations, key=lambda citation: citation[0] is None)


def _source_key(reference: str | Source) -> str:
    return reference if isinstance(reference, str) else reference.model_dump_json()


def _numbers(references: Iterable[Reference]) -> dict[str, int]:
    return {reference.key: reference.number for reference in references}


def _cite(sources: Iterable[str | Source], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[_source_key(s)] for s in sources if _source_key(s) in numbers)


def _labels(entry: Entry) -> Iterable[tuple[str, bool]]:
    """The labels under which the A to Z lists an entry, and whether each is another name.

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
