"""SKOS that someone already has, read by rdflib: the only module that knows it.

A file of a stranger is not trusted. Nothing is fetched: a document type (which can hold
entities that grow without end) and a JSON-LD context kept elsewhere are refused.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax import SAXException, SAXParseException

from rdflib import Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from knowledge.skos import WELSH
from knowledge.word_lists import Row, WordList

FORMATS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".xml": "xml", ".jsonld": "json-ld"}

_BASE = "https://unknown.invalid/"
"""What addresses are resolved against that are not whole; it only tells them apart."""

# What rdflib's parsers raise on files that are not what they say: they promise no one kind.
_FAULTS = (
    ParserError,
    SAXException,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    NameError,
    AssertionError,
)

_OWN_ADDRESS = re.compile(r".*/definitions/([a-z0-9]+(?:-[a-z0-9]+)*)/\Z")
_NOT_CONCEPTS = (SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection)


def read_skos(text: str, form: str, language: str) -> WordList:
    """The concepts of a file in one of FORMATS, in the words of `language`."""
    refused = _refused(text, form)
    if refused:
        return WordList(faults=[refused])
    graph = Graph()
    try:
        with _quiet():
            graph.parse(data=text, format=form, publicID=_BASE)
    except RecursionError:
        what = "Things stand within things here, deeper than any word list needs."
        return WordList(faults=[(1, what, "Save it as a flat list of concepts.")])
    except _FAULTS as error:
        what = "This file cannot be read from here on."
        mend = "Check it with the program that made it, and save it again."
        return WordList(faults=[(_line(error), what, mend)])
    return _Concepts(graph, language).rows()


def _refused(text: str, form: str) -> tuple[int, str, str] | None:
    if form == "xml" and (found := re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE)):
        line = text.count("\n", 0, found.start()) + 1
        what = "The file has a document type (<!DOCTYPE), which can do harm."
        return line, what, "Save it without one, or as Turtle (.ttl)."
    if form == "json-ld" and _is_elsewhere(json.loads(text)):
        what = "Its @context is kept on another site, and this command fetches nothing."
        return 1, what, "Save it with the context written out, or as Turtle (.ttl)."
    return None


def _is_elsewhere(data: Any) -> bool:
    """Whether any part of a JSON-LD document has to be fetched."""
    if isinstance(data, list):
        return any(map(_is_elsewhere, data))
    if not isinstance(data, dict):
        return False
    context = data.get("@context")
    contexts = context if isinstance(context, list) else [context]
    fetched = any(isinstance(each, str) for each in contexts) or "@import" in data
    return fetched or any(map(_is_elsewhere, data.values()))


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs each odd value it meets, with a traceback: no use to the person here."""
    log = logging.getLogger("rdflib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _line(error: Exception) -> int:
    if isinstance(error, SAXParseException):
        return error.getLineNumber() or 1
    if isinstance(error, json.JSONDecodeError):
        return error.lineno
    found = re.match(r"(?:at line |None:)(\d+)", str(error))
    return int(found[1]) if found else 1


class _Concepts:
    """The concepts of a graph, each as a row. RDF has no lines: a fault names the concept."""

    def __init__(self, graph: Graph, language: str) -> None:
        self._graph = graph
        self._tags = [language.casefold(), language.partition("-")[0].casefold()]
        found = {*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(SKOS.prefLabel)}
        found -= {thing for sort in _NOT_CONCEPTS for thing in graph.subjects(RDF.type, sort)}
        self._titles = {concept: self._words(concept, SKOS.prefLabel) for concept in found}
        self._left_out = 0

    def rows(self) -> WordList:
        """A row for each concept, in the order of their labels."""
        if not self._titles:
            mend = "The words must be concepts of SKOS, with a prefLabel each."
            return WordList(faults=[(1, "This file holds no list of words.", mend)])
        ordered = sorted(self._titles, key=lambda concept: (self._titles[concept], concept))
        faults = [
            (1, f"The concept <{concept}> has no prefLabel in '{self._tags[0]}'.", "Give it one.")
            for concept in ordered
            if not self._titles[concept]
        ]
        rows = [Row(1, self._values(concept)) for concept in ordered if self._titles[concept]]
        what = f"{self._left_out} links to concepts that are not in the file are left out."
        return WordList(rows, faults, [what] if self._left_out else [])

    def _values(self, concept: Node) -> dict[str, Any]:
        labels = self._words(concept, SKOS.altLabel)
        acronym = next(filter(_is_acronym, labels), "")
        scopes = self._words(concept, SKOS.scopeNote)
        meanings = self._words(concept, SKOS.definition) or scopes[:1]
        more = [scope for scope in scopes if scope not in meanings]
        paragraphs = [*meanings[1:], *more, *self._words(concept, SKOS.example)]
        return {
            "title": self._titles[concept][0],
            "short": meanings[0] if meanings else "",
            "aliases": [label for label in labels if label != acronym],
            "forms": self._words(concept, SKOS.hiddenLabel),
            "acronym": acronym,
            "part_of": self._named(concept, SKOS.broader, SKOS.narrower),
            "see_also": self._named(concept, SKOS.related, SKOS.related),
            "welsh": self._welsh(concept),
            "note": " ".join(self._words(concept, SKOS.note)),
            "sources": self._sources(concept),
            "slug": self._slug(concept),
            "text": "\n\n".join(paragraphs),
        }

    def _words(self, concept: Node, role: URIRef) -> list[str]:
        """The texts of a property in the site's language, or else in none that is named."""
        found = [o for o in self._graph.objects(concept, role) if isinstance(o, Literal)]
        by_tag: dict[str, list[str]] = {}
        for literal in found:
            by_tag.setdefault((literal.language or "").casefold(), []).append(str(literal).strip())
        like = [tag for tag in sorted(by_tag) if tag.partition("-")[0] == self._tags[1]]
        tag = next((tag for tag in (*self._tags, *like, "") if tag in by_tag), None)
        return sorted(filter(None, by_tag[tag])) if tag is not None else []

    def _welsh(self, concept: Node) -> str:
        if self._tags[1] == WELSH:
            return ""
        labels = self._graph.objects(concept, SKOS.prefLabel)
        welsh = [str(o) for o in labels if isinstance(o, Literal) and o.language == WELSH]
        return min(welsh, default="")

    def _named(self, concept: Node, role: URIRef, turned: URIRef) -> list[str]:
        """The slugs or titles of the concepts that a relation names, said from either side."""
        others = {*self._graph.objects(concept, role), *self._graph.subjects(turned, concept)}
        others.discard(concept)
        known = [other for other in others if self._titles.get(other)]
        self._left_out += len(others) - len(known)
        return sorted(self._slug(other) or self._titles[other][0] for other in known)

    def _sources(self, concept: Node) -> list[dict[str, str]]:
        found = sorted(str(source) for source in self._graph.objects(concept, DCTERMS.source))
        is_address = re.compile("https?://").match
        return [{"title": s, "url": s} if is_address(s) else {"title": s} for s in found]

    def _slug(self, concept: Node) -> str:
        """The slug in an address of our own form; any other address says nothing of a slug."""
        found = _OWN_ADDRESS.match(str(concept))
        return found[1] if found else ""


def _is_acronym(label: str) -> bool:
    """Whether a label is one word of capitals, for the most part, as NHS or EbE."""
    capitals = sum(letter.isupper() for letter in label)
    return label.isalnum() and label[0].isupper() and 2 <= capitals >= len(label) / 2
