"""Views: the shapes of what pages show. A template gets one view and asks nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.fields import Source
from knowledge.kinds import Kind
from knowledge.library import Entry

Label = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the root-relative address they lead to."""

    title: str
    address: str

    @property
    def label(self) -> str:
        """The same words, for lists of values."""
        return self.title


@dataclass(frozen=True, slots=True)
class Reference:
    """A source with its number on this page and the places that cite it."""

    number: int
    key: str
    source: Source
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a numbered set."""

    number: int
    of: int
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class PageView:
    """What every entry's page shows around its own body."""

    entry: Entry
    crumbs: tuple[Link, ...]
    references: tuple[Reference, ...]
    words: tuple[Entry, ...]
    related: tuple[Entry, ...]
    topics: tuple[Link, ...]
    edit_url: str | None
    report_url: str | None
    previous: Entry | None = None
    next: Entry | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """An attributed view of what a term means."""

    who: str
    year: int | None
    text: str
    anchor: str
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A term that is not the same, and how it differs."""

    entry: Entry
    text: str


@dataclass(frozen=True, slots=True)
class DefinitionView(PageView):
    """A definition's page."""

    see_also: tuple[Entry, ...] = ()
    differences: tuple[DifferenceView, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    used_in: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Embed:
    """How to put a card on another site."""

    snippet: str
    address: str


@dataclass(frozen=True, slots=True)
class AdviceView(PageView):
    """A tip's or a hint sheet's page."""

    terms: tuple[Entry, ...] = ()
    tips: tuple[Entry, ...] = ()
    embed: Embed | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the work, and whether this case shared it."""

    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class CaseStudyView(AdviceView):
    """A case study's page."""

    stages: tuple[Stage, ...] = ()
    groups: tuple[Link, ...] = ()
    nations: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One stop on a path, and why to go there."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries a section holds."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class PathView(PageView):
    """A page that leads through others."""

    steps: tuple[StepView, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeView(PathView):
    """The front page."""

    definition: Entry | None = None
    start: Entry | None = None
    tip: Entry | None = None
    case_studies: tuple[Entry, ...] = ()
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterItem:
    """A label in the A to Z; `also` when it is another name of the entry."""

    label: str
    entry: Entry
    also: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the A to Z and what begins with it."""

    letter: str
    items: tuple[LetterItem, ...]


@dataclass(frozen=True, slots=True)
class LettersView(PageView):
    """The A to Z of everything."""

    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One event of the timeline, in a reader's words."""

    id: str
    title: str
    date_text: str
    short: str
    why_it_matters: str | None
    type: str | None
    nations: tuple[str, ...]
    terms: tuple[Entry, ...]
    references: tuple[int, ...]
    sources_address: str
    note: str | None

    @property
    def anchor(self) -> str:
        """The id on the page, the same as the milestone's own."""
        return self.id


@dataclass(frozen=True, slots=True)
class Decade:
    """The milestones of ten years."""

    label: str
    milestones: tuple[MilestoneView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView(PageView):
    """The field's history, or its sources; `other` is the page that holds the other half."""

    decades: tuple[Decade, ...] = ()
    other: Entry | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a filter: a link to the page that shows only that."""

    label: str
    address: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A filter of an index."""

    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Some entries of an index under one heading."""

    title: str | None
    anchor: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The page that lists a kind, or those of the kind that one filter leaves."""

    title: str
    short: str
    kind: Kind
    address: str
    all_address: str
    crumbs: tuple[Link, ...]
    current: str | None
    facets: tuple[FacetView, ...]
    groups: tuple[Group, ...]
    count: int
    labels: Label
