"""The kinds of entry, each declared once: fields, folder, address, template, filters.

To add a kind, declare its fields and one `Kind` in KINDS, and give it a template.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from knowledge.fields import (
    Address,
    Choice,
    Day,
    Fields,
    Many,
    Number,
    Refers,
    RoughDate,
    Sources,
    Text,
    Texts,
    WebAddress,
)


class EntryFields(Fields):
    """The front matter of every kind."""

    title: Text
    short: Text
    status: Literal["published", "draft"] = "published"
    reviewed: Day | None = None
    topics: Annotated[Texts, Choice("topics")] = ()
    note: Text | None = None
    sources: Sources = ()
    credits: Texts = ()
    moved_from: Many[Address] = ()


class Difference(Fields):
    """How a term is not the same as another."""

    term: Annotated[Text, Refers("definition")]
    difference: Text


class View(Fields):
    """What one body or author says a term means, in our words."""

    who: Text
    view: Text
    year: Number | None = None
    sources: Sources = ()


class DefinitionFields(EntryFields):
    """One term: what it means, its other names, who says so."""

    aliases: Texts = ()
    acronym: Text | None = None
    see_also: Annotated[Texts, Refers("definition")] = ()
    not_the_same_as: Many[Difference] = ()
    views: Many[View] = ()
    avoid: Text | None = None
    say_instead: Text | None = None
    case_sensitive: bool = False
    auto_link: bool = True
    welsh: Text | None = None


class TipFields(EntryFields):
    """One thing to do. Its body is the tip, so `short` may be left out."""

    short: Text = ""
    set: Annotated[Text | None, Choice("sets")] = None
    number: Number | None = None
    try_this: Text | None = None
    terms: Annotated[Texts, Refers("definition")] = ()


class HintFields(EntryFields):
    """A sheet with steps and a checklist."""

    terms: Annotated[Texts, Refers("definition")] = ()
    tips: Annotated[Texts, Refers("tip")] = ()


class Consent(Fields):
    """The agreement of a living private person to have their story told here."""

    reference: Text
    release_date: Day
    review_by: Day
    credit_as: Text
    photo: Text


class CaseStudyFields(EntryFields):
    """Something that really happened, with sources."""

    place: Text
    years: Text
    sources: Sources
    nation: Annotated[Texts, Choice("nations")] = ()
    organisations: Texts = ()
    who_took_part: Text | None = None
    groups: Annotated[Texts, Choice("groups")] = ()
    setting: Text | None = None
    stages: Annotated[Texts, Choice("stages")] = ()
    tips: Annotated[Texts, Refers("tip")] = ()
    terms: Annotated[Texts, Refers("definition")] = ()
    figures: Texts = ()
    confidence: Literal["high", "medium", "low"] | None = None
    consent: Consent | None = None


class ResourceFields(EntryFields):
    """A report, film, toolkit, podcast or network that others made."""

    id: Text
    format: Annotated[Texts, Choice("formats")] = ()
    nation: Annotated[Texts, Choice("nations")] = ()
    audience: Text | None = None
    terms: Annotated[Texts, Refers("definition")] = ()
    publisher: Text | None = None
    year: Number | None = None
    url: WebAddress | None = None


class MilestoneFields(EntryFields):
    """One dated event of the field's history."""

    id: Text
    date: RoughDate
    end_date: RoughDate | None = None
    why_it_matters: Text | None = None
    type: Annotated[Text | None, Choice("types")] = None
    nation: Annotated[Texts, Choice("nations")] = ()
    terms: Annotated[Texts, Refers("definition")] = ()


class Step(Fields):
    """One stop on a path through the site, and why to go there."""

    entry: Annotated[Text, Refers()]
    why: Text


class PageFields(EntryFields):
    """A plain page. `path` is for pages that lead through others."""

    address: Address | None = None
    template: Literal[
        "page",
        "home",
        "start-here",
        "a-to-z",
        "timeline",
        "timeline-sources",
        "search",
        "reading-settings",
        "not-found",
    ] = "page"
    path: Many[Step] = ()


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
    file, shown on one page and told apart by `#id`. `headings` must stand in every body.
    `words` is the longest body allowed, in words. An empty `template` means that entries
    have no page of their own.
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
    words: int | None = None
    needs_body: bool = False
    needs_sources: bool = False

    @property
    def is_file(self) -> bool:
        """Whether all entries stand in one file, and so on one page."""
        return self.folder.endswith(".yml")

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
