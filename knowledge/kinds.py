"""The kinds of entry, each declared once: fields, folder, address, template, filters.

To add a kind, declare its fields and one `Kind` in KINDS, and give it a template.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from knowledge.fields import (
    Address,
    Choice,
    Credits,
    Day,
    Fields,
    Many,
    Number,
    Prose,
    Refers,
    RoughDate,
    Sources,
    TermLinks,
    Text,
    Texts,
    WebAddress,
)


class EntryFields(Fields):
    """The front matter of every kind."""

    title: Text = Field(description="What the page is called, in few words.")
    short: Annotated[Text, Prose(0)] = Field(
        description="One or two plain sentences, 30 words at most; for lists, search and previews."
    )
    status: Literal["published", "draft"] = Field(
        "published", description="draft while it is being written: drafts are never published."
    )
    reviewed: Day | None = Field(None, description="The day it was last checked: 2026-11-22.")
    topics: Annotated[Texts, Choice("topics")] = Field(
        (), description="What it is about, one to three."
    )
    note: Annotated[Text | None, Prose(2)] = Field(
        None, description="A doubt the reader should know about: a date, a figure, a name."
    )
    senses: Annotated[Texts, Refers("definition")] = Field(
        (), description="Which meaning a word has on this page, when several entries share it."
    )
    term_links: TermLinks | None = Field(
        None, description="How often a word links here: page, section, every or none."
    )
    unlinked_terms: Annotated[Texts, Refers("definition")] = Field(
        (), description="Words that must not link themselves on this page."
    )
    sources: Sources = Field((), description="Where the facts come from.")
    credits: Credits = Field(
        (), description="Whom to thank: names as they wish, or a list of name, role and link."
    )
    moved_from: Many[Address] = Field(
        (), description="Addresses it had before, such as /tips/old-name/."
    )


class Difference(Fields):
    """How a term is not the same as another."""

    term: Annotated[Text, Refers("definition")]
    difference: Annotated[Text, Prose()]


class View(Fields):
    """What one body or author says a term means, in our words."""

    who: Text
    view: Annotated[Text, Prose(5)]
    year: Number | None = None
    official: bool = False
    sources: Sources = ()


class DefinitionFields(EntryFields):
    """One term: what it means, its other names, who says so."""

    aliases: Texts = Field((), description="Other names that find and link the same word.")
    forms: Texts = Field(
        (), description="Forms that link but are no other name, as went is a form of go."
    )
    acronym: Text | None = Field(None, description="Its capital letters, if it has any: NHS.")
    sense: Text | None = Field(
        None, description="Which meaning this is, when another entry has the same name: in law."
    )
    part_of: Annotated[Texts, Refers("definition")] = Field(
        (), description="Wider words that it is a part of."
    )
    see_also: Annotated[Texts, Refers("definition")] = Field((), description="Words to read next.")
    not_the_same_as: Many[Difference] = Field(
        (), description="Words it is taken for: a list of term and difference."
    )
    views: Many[View] = Field(
        (), description="Who says what it means: a list of who, year, official, view and sources."
    )
    what_they_share: Annotated[Text | None, Prose(4)] = Field(
        None, description="What the views have in common, in an editor's words."
    )
    avoid: Annotated[Text | None, Prose(1)] = Field(
        None, description="Why some people avoid the word."
    )
    say_instead: Annotated[Text | None, Prose(1)] = Field(
        None, description="Words to use in its place."
    )
    not_in: Texts = Field((), description="Phrases in which the word means something else.")
    case_sensitive: bool = Field(False, description="true if it links only with the same capitals.")
    auto_link: bool = Field(
        True, description="false if it must never link itself, as an everyday word."
    )
    welsh: Text | None = Field(None, description="The word in Welsh.")


class TipFields(EntryFields):
    """One thing to do. Its body is the tip, so `short` may be left out."""

    short: Text = Field("", description="Left out when the tip itself, below, says it all.")
    set: Annotated[Text | None, Choice("sets")] = Field(
        None, description="The numbered set it belongs to."
    )
    number: Number | None = Field(None, description="Its place in the set.")
    try_this: Annotated[Text | None, Prose(1)] = Field(
        None, description="Something to do today; shown as our own suggestion."
    )
    terms: Annotated[Texts, Refers("definition")] = Field((), description="Words it is about.")


class HintFields(EntryFields):
    """A sheet with steps and a checklist."""

    terms: Annotated[Texts, Refers("definition")] = Field((), description="Words it is about.")
    tips: Annotated[Texts, Refers("tip")] = Field((), description="Tips that fit.")


class Consent(Fields):
    """The agreement of a living private person to have their story told here.

    It is given twice: to tell the story, and to the finished text, on the day of `release_date`.
    """

    reference: Text
    release_date: Day | None = None
    review_by: Day
    credit_as: Text
    photo: Literal["none", "no-faces", "faces"]


class CaseStudyFields(EntryFields):
    """Something that really happened, with sources."""

    place: Text = Field(description="Where it happened.")
    years: Text = Field(description="When it happened, or when it began: 2012 to 2016.")
    sources: Sources = Field(description="Where the facts come from.")
    nation: Annotated[Texts, Choice("nations")] = Field(
        (), description="The nations it happened in, for the filter."
    )
    organisations: Texts = Field((), description="Who ran it and who paid.")
    who_took_part: Annotated[Text | None, Prose()] = Field(
        None, description="Who took part, in a sentence."
    )
    groups: Annotated[Texts, Choice("groups")] = Field(
        (), description="Who took part, for the filter."
    )
    setting: Annotated[Text | None, Prose(0)] = Field(
        None, description="The sort of service or place, in few words."
    )
    stages: Annotated[Texts, Choice("stages")] = Field(
        (), description="The stages that people shared."
    )
    tips: Annotated[Texts, Refers("tip")] = Field((), description="Tips it shows at work.")
    terms: Annotated[Texts, Refers("definition")] = Field((), description="Words it is about.")
    figures: Annotated[Texts, Prose()] = Field(
        (), description="Numbers from the sources, a few words each."
    )
    confidence: Literal["high", "medium", "low"] | None = Field(
        None, description="How sure we are: high, medium or low; say why in note."
    )
    own_story: bool = Field(
        False, description="true if a living private person tells their own story: needs consent."
    )
    consent: Consent | None = Field(
        None, description="For a living private person's story: see docs/authoring.md."
    )


class ResourceFields(EntryFields):
    """A report, film, toolkit, podcast or network that others made."""

    id: Text = Field(description="A short name for its address, in lower case with hyphens.")
    format: Annotated[Texts, Choice("formats")] = Field((), description="What it is.")
    nation: Annotated[Texts, Choice("nations")] = Field((), description="The nations it is about.")
    audience: Annotated[Text | None, Prose()] = Field(None, description="Who it is for.")
    terms: Annotated[Texts, Refers("definition")] = Field((), description="Words it is about.")
    publisher: Text | None = Field(None, description="Who made it.")
    year: Number | None = Field(None, description="When it came out.")
    url: WebAddress | None = Field(None, description="Where it is on the web.")


class MilestoneFields(EntryFields):
    """One dated event of the field's history."""

    id: Text = Field(description="A short name for its address, in lower case with hyphens.")
    date: RoughDate = Field(description="When: 1969, 1970s, 2013-11 or 2013-11-05.")
    end_date: RoughDate | None = Field(None, description="When it ended.")
    why_it_matters: Annotated[Text | None, Prose()] = Field(
        None, description="Why it matters, in a sentence."
    )
    type: Annotated[Text | None, Choice("types")] = Field(
        None, description="What sort of event it is."
    )
    nation: Annotated[Texts, Choice("nations")] = Field(
        (), description="The nations it happened in."
    )
    terms: Annotated[Texts, Refers("definition")] = Field((), description="Words it is about.")


class Step(Fields):
    """One stop on a path through the site, and why to go there."""

    entry: Annotated[Text, Refers()]
    why: Annotated[Text, Prose(0)]


class Question(Fields):
    """A question of a form, under the title of its group, and the field that its answer fills."""

    group: Text
    field: Text
    ask: Text
    help: Text | None = None
    example: Text | None = None


class Check(Fields):
    """Something about the site's accessibility that was tested, or should be."""

    what: Annotated[Text, Prose(1)]
    how: Literal["machine", "hand", "not yet"]


class Limit(Fields):
    """A known fault of the site's accessibility."""

    fault: Text
    affects: Annotated[Text, Prose(2)]
    instead: Annotated[Text | None, Prose(2)] = None
    plan: Annotated[Text | None, Prose(2)] = None
    since: Day


class PageFields(EntryFields):
    """A plain page. `path` is for pages that lead through others."""

    address: Address | None = Field(None, description="Its address, when it is not /file-name/.")
    template: Literal[
        "page",
        "home",
        "start-here",
        "a-to-z",
        "timeline",
        "timeline-sources",
        "words-we-still-need",
        "search",
        "reading-settings",
        "accessibility",
        "print-tips",
        "print-glossary",
        "embed",
        "contribute-form",
        "credits",
        "not-found",
    ] = Field("page", description="The page to show it with.")
    path: Many[Step] = Field((), description="Pages to lead through: a list of entry and why.")
    checks: Many[Check] = Field(
        (), description="What was tested: a list of what and how (machine, hand or not yet)."
    )
    limits: Many[Limit] = Field(
        (), description="Known faults: a list of fault, affects, instead, plan and since."
    )
    form: Text | None = Field(
        None, description="What its form makes: a kind of entry, such as case-study, or correction."
    )
    questions: Many[Question] = Field(
        (), description="The form's questions: a list of group, field, ask, help and example."
    )


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of an index: its address part, its title, the field and vocabulary behind it."""

    name: str
    title: str
    field: str
    vocabulary: str


TOPIC = Facet("topic", "Topic", "topics", "topics")
PLACE = Facet("place", "Place", "nation", "nations")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry.

    `folder` is under content/; when it ends in .yml the entries are the items of that one
    file, shown on one page and told apart by `#id`. `headings` must stand in every body, and
    forms ask for `more_headings` too.
    `words` is the longest body allowed, in words. `has_card` says that other sites may embed
    its entries. An empty `template` means that entries have no page of their own.
    """

    name: str
    label: str
    plural: str
    folder: str
    address: str
    template: str
    fields: type[EntryFields]
    facets: tuple[Facet, ...] = ()
    by_letter: bool = False
    headings: tuple[str, ...] = ()
    more_headings: tuple[str, ...] = ()
    words: int | None = None
    has_card: bool = False
    needs_body: bool = False
    needs_sources: bool = False

    @property
    def is_file(self) -> bool:
        """Whether all entries stand in one file, and so on one page."""
        return self.folder.endswith(".yml")

    @property
    def asked_headings(self) -> tuple[str, ...]:
        """The headings that a form may ask for, needed ones first."""
        return (*self.headings, *self.more_headings)

    @property
    def section(self) -> str:
        """The name of the kind's section in site.yml: its folder."""
        return self.folder.removesuffix(".yml")

    @property
    def index_address(self) -> str:
        """The address of the page that lists the kind; empty when there is none."""
        base = self.address.partition("{slug}")[0].rstrip("#")
        return "" if base == "/" else base


KINDS = (
    Kind(
        "definition",
        "Definition",
        "Definitions",
        "definitions",
        "/definitions/{slug}/",
        "definition",
        DefinitionFields,
        facets=(TOPIC,),
        by_letter=True,
        has_card=True,
    ),
    Kind(
        "tip",
        "Tip",
        "Tips",
        "tips",
        "/tips/{slug}/",
        "tip",
        TipFields,
        facets=(TOPIC,),
        words=45,
        has_card=True,
        needs_body=True,
    ),
    Kind(
        "hint",
        "Hint sheet",
        "Hint sheets",
        "hints",
        "/hints/{slug}/",
        "hint",
        HintFields,
        facets=(TOPIC,),
        headings=("Steps", "Checklist"),
    ),
    Kind(
        "case-study",
        "Case study",
        "Case studies",
        "case-studies",
        "/case-studies/{slug}/",
        "case-study",
        CaseStudyFields,
        facets=(
            PLACE,
            Facet("stage", "Stage", "stages", "stages"),
            Facet("who", "Who took part", "groups", "groups"),
            TOPIC,
        ),
        headings=(
            "The problem",
            "What people did together",
            "What changed",
            "What was learned",
        ),
        more_headings=("Who held the power", "Were people paid", "What we would not repeat"),
        needs_sources=True,
    ),
    Kind(
        "resource",
        "Resource",
        "Resources",
        "resources.yml",
        "/resources/#{slug}",
        "",
        ResourceFields,
        facets=(Facet("format", "Format", "format", "formats"), PLACE, TOPIC),
    ),
    Kind(
        "milestone",
        "Timeline",
        "Timeline",
        "timeline.yml",
        "/timeline/#{slug}",
        "",
        MilestoneFields,
    ),
    Kind("page", "Page", "Pages", "pages", "/{slug}/", "page", PageFields),
)
