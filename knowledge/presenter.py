"""The presenter: the view of every page.

A view is a pure function of the library and of the renderings (each entry's HTML and
what it links), so that a page can be made again whenever one of these two changed, and
only then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypedDict
from urllib.parse import quote

from knowledge.citing import (
    Citation,
    citations,
    cite,
    numbers,
    references,
    view_anchor,
)
from knowledge.embeds import card_kinds, cards, snippets_address
from knowledge.facts import note
from knowledge.form_rules import CORRECTION
from knowledge.form_rules import TEMPLATE as FORM_TEMPLATE
from knowledge.forms import FOLDER, form_view
from knowledge.glossary import Glossary
from knowledge.indexes import HOME, facet_address, number_order, page_with, section_title
from knowledge.jargon import Recall, Survey
from knowledge.kinds import TOPIC, Facet, Kind
from knowledge.letters import letters
from knowledge.library import Entry, Library, cited, view_order
from knowledge.linking import Mention, Rendering, told_there
from knowledge.paper import cards as print_cards
from knowledge.paper import glossary
from knowledge.relations import Relations
from knowledge.thanks import credits_of, thanks
from knowledge.views import (
    AdviceView,
    CardGroup,
    CaseStudyView,
    Count,
    CreditView,
    Decade,
    DefinitionView,
    DifferenceView,
    EmbedView,
    FormPageView,
    HomeView,
    LettersView,
    Link,
    MilestoneView,
    Opinion,
    PageView,
    PathView,
    Position,
    PrintGlossaryView,
    PrintTipsView,
    Reference,
    SearchView,
    Stage,
    StepView,
    ThanksView,
    TimelineView,
    Use,
    Uses,
    WantedWordsView,
    Word,
)

_MONTH_NAMES = """
January February March April May June July August September October November December
"""
_MONTHS = _MONTH_NAMES.split()

_MOST_WANTED = 30
"""How many words without a definition are shown: more than that is no invitation."""

_SENTENCES = 2
"""How many uses of each kind are shown with their sentence; the others are links alone."""

_LINKS = 8
"""How many of the others are links; of what nearly every page uses, a count says enough."""

Renderings = Mapping[Entry, Rendering]
Mentions = Mapping[Entry, Sequence[Mention]]
_UNRENDERED = Rendering("", {}, ())


class _Base(TypedDict):
    entry: Entry
    prose: Mapping[str, str]
    crumbs: tuple[Link, ...]
    references: tuple[Reference, ...]
    words: tuple[Word, ...]
    related: tuple[Entry, ...]
    topics: tuple[Link, ...]
    edit_url: str | None
    report_url: str | None
    snippets_address: str | None
    previous: Entry | None
    next: Entry | None
    position: Position | None
    credits: tuple[CreditView, ...]


class Presenter:
    """The view of any entry that has a page."""

    def __init__(
        self,
        library: Library,
        renderings: Renderings,
        public_address: str = "",
        mentions: Mentions | None = None,
        recall: Recall | None = None,
    ) -> None:
        """`mentions` may tell the words that renderings link, so that these need not be read.

        `recall` may know from before what words entries have that no definition tells.
        """
        self._recall = recall
        self.library = library
        self.public_address = public_address
        self.site = library.site
        self._renderings = renderings
        self._relations = Relations(library)
        forms = (page for page in library.of_kind("page") if page.template == FORM_TEMPLATE)
        self._correction_page = next((e for e in forms if e.fields.form == CORRECTION), None)
        self._used_in: dict[str, list[Use]] = defaultdict(list)
        if mentions is None:
            mentions = {entry: rendering.mentions for entry, rendering in renderings.items()}
        for entry in library.entries:
            first = {mention.term: mention for mention in reversed(mentions.get(entry, ()))}
            for term, mention in first.items():
                use = Use(entry, mention.before, mention.form, mention.after)
                self._used_in[term].append(use)

    def words(self, entry: Entry) -> tuple[Word, ...]:
        """The words that an entry links, for the list at the end of its page."""
        return self._words(self._rendering(entry).terms)

    def uses(self, term: str) -> list[Use]:
        """The first use of a term on each page that uses it, in the order of pages."""
        return self._used_in.get(term, [])

    def _rendering(self, entry: Entry) -> Rendering:
        return self._renderings.get(entry, _UNRENDERED)

    def page(self, entry: Entry) -> PageView:
        """The view of an entry that has a page of its own."""
        makers: dict[str, Callable[[Entry], PageView]] = {
            "definition": self._definition,
            "case-study": self._case_study,
            "home": self._home,
            "start-here": self._path,
            "a-to-z": self._letters,
            "search": self._search,
            "timeline": self._timeline,
            "timeline-sources": self._timeline_sources,
            "words-we-still-need": self._wanted_words,
            "print-tips": self._print_tips,
            "print-glossary": self._print_glossary,
            "embed": self._embed,
            "credits": self._thanks,
            FORM_TEMPLATE: self._form,
        }
        return makers.get(entry.template, self._advice)(entry)

    def _base(
        self, entry: Entry, citing: Iterable[Citation] = (), told: Iterable[Entry] = ()
    ) -> _Base:
        """`told` are the entries that the page leads to by itself."""
        before, after, size = self.library.neighbours(entry)
        shown = [*told, *self.library.linked(entry, "tips"), *filter(None, (before, after))]
        return {
            "entry": entry,
            "prose": self._rendering(entry).prose,
            "crumbs": self._crumbs(entry.kind),
            "references": references(self.library, citing or citations(entry)),
            "words": self.words(entry),
            "related": tuple(self.library.related(entry, besides=shown)),
            "topics": self._values(entry, TOPIC),
            "edit_url": self._edit_url(entry),
            "report_url": self._report_url(entry),
            "snippets_address": snippets_address(entry) if self._is_embeddable(entry) else None,
            "previous": before,
            "next": after,
            "position": self._position(entry, size),
            "credits": credits_of(entry, self.site),
        }

    def _is_embeddable(self, entry: Entry) -> bool:
        return entry.kind.has_card and bool(self.public_address)

    def _definition(self, entry: Entry) -> DefinitionView:
        kin = self._relations
        part_of, parts, see_also = kin.part_of(entry), kin.parts(entry), kin.next_to(entry)
        base = self._base(entry, told=(*part_of, *parts, *see_also))
        return DefinitionView(
            **base,
            part_of=part_of,
            parts=parts,
            see_also=see_also,
            differences=tuple(self._differences(entry, base["prose"])),
            opinions=tuple(_opinions(entry, base)),
            used_in=tuple(self._uses(entry)),
        )

    def _differences(self, entry: Entry, prose: Mapping[str, str]) -> Iterator[DifferenceView]:
        for other, text, number in self._relations.contrasts(entry):
            is_own = number is not None
            name = f"not_the_same_as.{number}.difference" if is_own else told_there(other)
            yield DifferenceView(other, prose.get(name, text), is_told_there=not is_own)

    def _uses(self, entry: Entry) -> Iterator[Uses]:
        """By kind; definitions come last, as they are many and say least about using the word."""
        note(f"uses:{entry.slug}")
        uses = self.uses(entry.slug)
        for kind in sorted(self.library.kinds, key=lambda kind: kind == entry.kind):
            found = [use for use in uses if use.entry.kind == kind]
            if found:
                told, others = found[:_SENTENCES], found[_SENTENCES:]
                linked = tuple(use.entry for use in others[:_LINKS])
                yield Uses(kind, tuple(told), linked, len(others) - len(linked))

    def _advice(self, entry: Entry) -> PageView:
        linked = self.library.linked
        base = self._base(entry)
        return AdviceView(**base, terms=linked(entry, "terms"), tips=linked(entry, "tips"))

    def _embed(self, entry: Entry) -> EmbedView:
        """Sets come first, as one card of theirs holds many tips; then what is told whole."""
        live = [card for card in cards(self.library) if card.state == "live"]
        kinds = sorted(card_kinds(self.library), key=lambda kind: kind.words is None)
        groups = [CardGroup("", tuple(card for card in live if not card.entry))]
        for kind in kinds:
            own = tuple(card for card in live if card.entry and card.entry.kind == kind)
            groups.append(CardGroup(kind.plural, own))
        groups = [group for group in groups if group.cards]
        return EmbedView(**self._base(entry), cards=tuple(groups))

    def _form(self, entry: Entry) -> FormPageView:
        """The page that tells of all ways to take part lies above it."""
        base = self._base(entry)
        above = (page for page in self.library.of_kind("page") if page.address == FOLDER)
        base["crumbs"] += tuple(Link(page.title, page.address) for page in above)
        return FormPageView(**base, form=form_view(entry, self.library))

    def _thanks(self, entry: Entry) -> ThanksView:
        return ThanksView(**self._base(entry), thanked=thanks(self.library))

    def _case_study(self, entry: Entry) -> CaseStudyView:
        stages = self.site.vocabularies.get("stages", {})
        facets = {facet.name: facet for facet in entry.kind.facets}
        base = self._base(entry)
        figures = enumerate(entry.fields.figures)
        return CaseStudyView(
            **base,
            figures=tuple(base["prose"].get(f"figures.{n}", text) for n, text in figures),
            terms=self.library.linked(entry, "terms"),
            tips=self.library.linked(entry, "tips"),
            stages=tuple(Stage(label, key in entry.fields.stages) for key, label in stages.items()),
            groups=self._values(entry, facets["who"]),
            nations=self._values(entry, facets["place"]),
        )

    def _steps(self, entry: Entry, prose: Mapping[str, str]) -> tuple[StepView, ...]:
        return tuple(
            StepView(other, prose.get(f"path.{n}.why", step.why))
            for n, step in enumerate(entry.fields.path)
            if (other := self.library.find(step.entry))
        )

    def _path(self, entry: Entry) -> PathView:
        base = self._base(entry)
        return PathView(**base, steps=self._steps(entry, base["prose"]))

    def _home(self, entry: Entry) -> HomeView:
        start = page_with(self.library, "start-here")
        tips = self.library.of_kind("tip")
        counts = (
            Count(section_title(self.site, kind), len(entries), kind.index_address)
            for kind in self.library.kinds
            if kind.index_address and (entries := self.library.of_kind(kind.name))
        )
        return HomeView(
            **self._base(entry),
            steps=self._steps(start, {}) if start else (),
            definition=self.library.get("definition", self.site.definition or ""),
            start=start,
            tip=min(tips, key=number_order, default=None),
            case_studies=tuple(self.library.newest("case-study")[:3]),
            counts=tuple(counts),
        )

    def _letters(self, entry: Entry) -> LettersView:
        wanted = page_with(self.library, "words-we-still-need")
        return LettersView(**self._base(entry), letters=letters(self.library), wanted=wanted)

    def _search(self, entry: Entry) -> SearchView:
        suggest_url = self._telling_url("")
        return SearchView(
            **self._base(entry), letters=letters(self.library), suggest_url=suggest_url
        )

    def _timeline(self, entry: Entry) -> TimelineView:
        """The sources are listed here, or on a page of their own when the site has one."""
        base = self._base(entry, self._milestone_citations())
        numbered = numbers(base["references"])
        sources = page_with(self.library, "timeline-sources")
        if sources:
            base["references"] = ()
        address = sources.address if sources else ""
        milestones = self.library.of_kind("milestone")
        decades = (
            Decade(f"{start}0s", tuple(self._milestone(m, numbered, address) for m in group))
            for start, group in groupby(sorted(milestones, key=_decade), key=_decade)
        )
        return TimelineView(**base, decades=tuple(decades), other=sources)

    def _timeline_sources(self, entry: Entry) -> TimelineView:
        base = self._base(entry, self._milestone_citations())
        return TimelineView(**base, other=page_with(self.library, "timeline"))

    def _wanted_words(self, entry: Entry) -> WantedWordsView:
        wanted = Survey(self.library, Glossary.of(self.library), self._recall).jargon()
        ranked = sorted(wanted, key=lambda word: -len(word.pages))
        return WantedWordsView(**self._base(entry), wanted=tuple(ranked[:_MOST_WANTED]))

    def _print_tips(self, entry: Entry) -> PrintTipsView:
        return PrintTipsView(
            **self._base(entry), cards=print_cards(self.library, self.public_address)
        )

    def _print_glossary(self, entry: Entry) -> PrintGlossaryView:
        return PrintGlossaryView(**self._base(entry), letters=glossary(self.library))

    def _milestone_citations(self) -> list[Citation]:
        milestones = self.library.of_kind("milestone")
        return [(m.slug, source) for m in milestones for _path, source in cited(m.fields)]

    def _milestone(
        self, entry: Entry, numbered: Mapping[str, int], sources_address: str
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
            references=cite(fields.sources, numbered),
            sources_address=sources_address,
            note=fields.note,
        )

    def _crumbs(self, kind: Kind) -> tuple[Link, ...]:
        if not kind.index_address:
            return (HOME,)
        return HOME, Link(section_title(self.site, kind), kind.index_address)

    def _words(self, slugs: Iterable[str]) -> tuple[Word, ...]:
        found = filter(None, (self.library.get("definition", slug) for slug in slugs))
        return tuple(map(_word, sorted(found, key=lambda entry: entry.title.casefold())))

    def _values(self, entry: Entry, facet: Facet) -> tuple[Link, ...]:
        if facet not in entry.kind.facets:
            return ()
        return tuple(
            Link(self.site.label(facet.vocabulary, value), facet_address(entry.kind, facet, value))
            for value in getattr(entry.fields, facet.field)
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
        """Where a mistake of an entry is told: our own form, which knows the page, if there is one.

        It is root-relative then; the form itself is told of by other ways.
        """
        page = self._correction_page
        if page and page is not entry:
            return f"{page.address}?page={quote(entry.address)}"
        return self._telling_url(entry.address)

    def _telling_url(self, subject: str) -> str | None:
        """Where a reader can tell us something about a subject."""
        site = self.site
        if site.repository:
            return f"{site.repository.rstrip('/')}/issues/new?title={quote(subject)}"
        if site.contact and "@" in site.contact:
            return f"mailto:{site.contact}?subject={quote(subject)}"
        return site.contact


def _opinions(entry: Entry, base: _Base) -> Iterator[Opinion]:
    numbered = numbers(base["references"])
    for number in view_order(entry):
        view = entry.fields.views[number]
        yield Opinion(
            view.who,
            view.year,
            view.official,
            base["prose"].get(f"views.{number}.view", view.view),
            view_anchor(number),
            cite(view.sources, numbered),
        )


def _word(entry: Entry) -> Word:
    fields = entry.fields
    also = (*fields.aliases, *filter(None, [fields.acronym]))
    return Word(entry.slug, entry.title, entry.address, entry.short, also, fields.sense)


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
