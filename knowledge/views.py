"""Views: the shapes of what pages show. A template gets one view and asks nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from knowledge.embeds import Card
from knowledge.fields import Source
from knowledge.jargon import Jargon
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
class Word:
    """A definition as a page tells it in a line or two: for its list of words."""

    slug: str
    title: str
    address: str
    short: str
    also: tuple[str, ...]
    sense: str | None


@dataclass(frozen=True, slots=True)
class Use:
    """An entry that uses a word, with the sentence around the first use."""

    entry: Entry
    before: str
    form: str
    after: str


@dataclass(frozen=True, slots=True)
class Uses:
    """The entries of one kind that use a word: the first with a sentence, others as links.

    `unlisted` is how many more there are.
    """

    kind: Kind
    told: tuple[Use, ...]
    others: tuple[Entry, ...]
    unlisted: int = 0


@dataclass(frozen=True, slots=True)
class CreditView:
    """Somebody to thank, what they did in words, and where they can be found."""

    name: str
    role: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class PageView:
    """What every entry's page shows around its own body.

    `prose` holds the fields of plain prose as HTML, by their place: "short", "views.0.view".
    """

    entry: Entry
    prose: Mapping[str, str]
    crumbs: tuple[Link, ...]
    references: tuple[Reference, ...]
    words: tuple[Word, ...]
    related: tuple[Entry, ...]
    topics: tuple[Link, ...]
    edit_url: str | None
    report_url: str | None
    snippets_address: str | None = None
    previous: Entry | None = None
    next: Entry | None = None
    position: Position | None = None
    credits: tuple[CreditView, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done, if that is told, and the entries it was done for."""

    role: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Thanked:
    """One person or group, and all that they are thanked for."""

    name: str
    link: str | None
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class ThanksView(PageView):
    """A page of everyone who helped."""

    thanked: tuple[Thanked, ...] = ()


@dataclass(frozen=True, slots=True)
class CardGroup:
    """The cards of one label, such as Tip, in the order of their titles."""

    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """An attributed view of what a term means."""

    who: str
    year: int | None
    official: bool
    text: str
    anchor: str
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A term that is not the same, and how it differs.

    `is_told_there` when the other term's page says so, and not the one that shows it.
    """

    entry: Entry
    text: str
    is_told_there: bool


@dataclass(frozen=True, slots=True)
class DefinitionView(PageView):
    """A definition's page."""

    part_of: tuple[Entry, ...] = ()
    parts: tuple[Entry, ...] = ()
    see_also: tuple[Entry, ...] = ()
    differences: tuple[DifferenceView, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    used_in: tuple[Uses, ...] = ()

    @property
    def acronym(self) -> str | None:
        """Its capital letters, unless its title has them already."""
        letters: str | None = self.entry.fields.acronym
        return letters if letters and letters not in self.entry.title else None


@dataclass(frozen=True, slots=True)
class AdviceView(PageView):
    """A tip's or a hint sheet's page."""

    terms: tuple[Entry, ...] = ()
    tips: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class EmbedView(PageView):
    """The page where an editor chooses a card for another site, by kind of card."""

    cards: tuple[CardGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of a form. `name` is the field that its answer fills.

    `control` is one of text, lines, date, one, many, sources, pictures, credits, consent, page;
    `options` are the values to choose from, each with the words that readers see.
    """

    name: str
    ask: str
    help: str | None
    example: str | None
    control: str
    is_needed: bool
    options: tuple[tuple[str, str], ...]
    most_words: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """Questions that are asked together."""

    title: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """A form: its questions, what it makes of the answers, and where these may go.

    A correction is no entry, so it has no kind, no folder and no schema. `part` is the address
    of the form as a script puts it into the page.
    """

    name: str
    kind_label: str
    folder: str
    schema_address: str
    word_template: str
    part: str
    branch: str
    repository: str | None
    contact: str | None
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class FormPageView(PageView):
    """A page that asks questions."""

    form: FormView = field(kw_only=True)


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
    figures: tuple[str, ...] = ()


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
    anchor: str
    items: tuple[LetterItem, ...]


@dataclass(frozen=True, slots=True)
class LettersView(PageView):
    """The A to Z of everything; `wanted` is the page that asks for words, if the site has one."""

    letters: tuple[Letter, ...] = ()
    wanted: Entry | None = None


@dataclass(frozen=True, slots=True)
class SearchView(PageView):
    """The search page: the way on without script, and where a missing word can be told.

    The words themselves go to the end of `suggest_url` when it ends with `=`.
    """

    letters: tuple[Letter, ...] = ()
    suggest_url: str | None = None


@dataclass(frozen=True, slots=True)
class WantedWordsView(PageView):
    """The words that have no definition yet, those of most pages first."""

    wanted: tuple[Jargon, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintCard:
    """A tip for a card of paper with two sides.

    `whole_address` is read by people, so it goes without https. `code_address` is the picture
    of it; there is none while nobody knows where the site will live.
    """

    title: str
    text: str
    try_this: str | None
    set: str | None
    number: int | None
    of: int
    address: str
    whole_address: str
    code_address: str | None


@dataclass(frozen=True, slots=True)
class PrintTipsView(PageView):
    """All tips, to be printed as cards."""

    cards: tuple[PrintCard, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperWord:
    """A definition as plain words, for paper; a difference without text is told elsewhere."""

    title: str
    sense: str | None
    short: str
    also: tuple[str, ...]
    differences: tuple[tuple[str, str], ...]
    avoid: str | None
    say_instead: str | None
    see_also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperLetter:
    """A letter and the definitions that begin with it."""

    letter: str
    anchor: str
    words: tuple[PaperWord, ...]


@dataclass(frozen=True, slots=True)
class PrintGlossaryView(PageView):
    """All definitions, to be printed as one list."""

    letters: tuple[PaperLetter, ...] = ()


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
    wanted: Entry | None = None
    printed: Entry | None = None
