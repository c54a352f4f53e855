"""SKOS: the words and what relates them, in the vocabulary that thesauri share.

One JSON-LD document is made; the Turtle file is the same document written in another way, so
the two can't differ. https://www.w3.org/TR/skos-reference/ tells what must hold.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_TYPES = {
    "ConceptScheme": "skos:ConceptScheme",
    "Concept": "skos:Concept",
    "DefinedTermSet": "schema:DefinedTermSet",
    "DefinedTerm": "schema:DefinedTerm",
}

_WORDS: Mapping[str, Any] = {"@container": "@language"}
_LINK: Mapping[str, Any] = {"@type": "@id"}
_DAY: Mapping[str, Any] = {"@type": "xsd:date"}
_PLAIN: Mapping[str, Any] = {}

_PROPERTIES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "title": ("dct:title", _WORDS),
    "abstract": ("dct:description", _WORDS),
    "licence": ("dct:license", _LINK),
    "hasTopConcept": ("skos:hasTopConcept", _LINK),
    "prefLabel": ("skos:prefLabel", _WORDS),
    "altLabel": ("skos:altLabel", _WORDS),
    "hiddenLabel": ("skos:hiddenLabel", _WORDS),
    "definition": ("skos:definition", _WORDS),
    "scopeNote": ("skos:scopeNote", _WORDS),
    "note": ("skos:note", _WORDS),
    "broader": ("skos:broader", _LINK),
    "narrower": ("skos:narrower", _LINK),
    "related": ("skos:related", _LINK),
    "inScheme": ("skos:inScheme", _LINK),
    "topConceptOf": ("skos:topConceptOf", _LINK),
    "source": ("dct:source", _LINK),
    "modified": ("dct:modified", _DAY),
    "name": ("schema:name", _WORDS),
    "alternateName": ("schema:alternateName", _WORDS),
    "description": ("schema:description", _WORDS),
    "termCode": ("schema:termCode", _PLAIN),
    "creditText": ("schema:creditText", _WORDS),
    "url": ("schema:url", _LINK),
    "license": ("schema:license", _LINK),
    "hasDefinedTerm": ("schema:hasDefinedTerm", _LINK),
    "inDefinedTermSet": ("schema:inDefinedTermSet", _LINK),
}
"""The name in JSON-LD, the property it stands for, and the sort of value it has."""

_TAG = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*\Z")
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|^`\\]')
WELSH = "cy"

Node = dict[str, Any]
Words = dict[str, list[str]]
Record = Mapping[str, Any]


def document(site: Mapping[str, Any], scheme: str, records: Sequence[Record]) -> dict[str, Any]:
    """The JSON-LD document of a site's definitions, whose list is at the address `scheme`."""
    tag = site["language"] if _TAG.match(site["language"]) else "und"
    concepts = _Concepts(tag, _iri(scheme), records)
    nodes = [concepts.scheme(site), *map(concepts.concept, records)]
    types = {name: {"@id": iri} for name, iri in _TYPES.items()}
    properties = {name: {"@id": iri, **form} for name, (iri, form) in _PROPERTIES.items()}
    return {
        "@context": {**PREFIXES, **types, **properties},
        "@graph": [{name: value for name, value in node.items() if value} for node in nodes],
    }


class _Concepts:
    """The nodes of a document, and the relations that hold between them."""

    def __init__(self, tag: str, scheme: str, records: Sequence[Record]) -> None:
        self._tag = tag
        self._scheme = scheme
        self._iris = {record["slug"]: _iri(record["address"]) for record in records}
        self._wider = {r["slug"]: _others(r, r["part_of"]) for r in records}
        self._narrower = _turned(self._wider)
        seen = {r["slug"]: _others(r, r["see_also"]) for r in records}
        seen_from = _turned(seen)
        self._near = {slug: dict.fromkeys([*near, *seen_from[slug]]) for slug, near in seen.items()}
        self._above = {slug: self._all_wider(slug) for slug in self._wider}

    def scheme(self, site: Mapping[str, Any]) -> Node:
        """The glossary as a whole."""
        licence = _iri(site["licence"]["url"])
        tops = [iri for slug, iri in self._iris.items() if not self._wider[slug]]
        return {
            "@id": self._scheme,
            "@type": ["ConceptScheme", "DefinedTermSet"],
            "title": self._words(site["name"]),
            "abstract": self._words(site["short"]),
            "licence": licence,
            "hasTopConcept": tops,
            "name": self._words(site["name"]),
            "description": self._words(site["short"]),
            "creditText": self._words(site["copyright"]),
            "url": self._scheme,
            "license": licence,
            "hasDefinedTerm": list(self._iris.values()),
        }

    def concept(self, record: Record) -> Node:
        """One definition. No label stands in two roles, and no relation in two (S13, S27)."""
        slug = record["slug"]
        preferred, other, hidden = self._labels(record)
        limits = [record["sense"], *(each["difference"] for each in record["not_the_same_as"])]
        limits = [text for text in limits if text]
        urls = [_iri(source["url"]) for source in record["sources"] if source["url"]]
        return {
            "@id": self._iris[slug],
            "@type": ["Concept", "DefinedTerm"],
            "prefLabel": {tag: label for tag, (label,) in preferred.items()},
            "altLabel": other,
            "hiddenLabel": hidden,
            "definition": self._words(record["short"]),
            "scopeNote": {self._tag: limits} if limits else {},
            "note": self._words(record["note"]),
            "broader": self._links(self._wider[slug]),
            "narrower": self._links(self._narrower[slug]),
            "related": self._links(self._related(slug)),
            "inScheme": self._scheme,
            "topConceptOf": "" if self._wider[slug] else self._scheme,
            "source": list(dict.fromkeys(urls)),
            "modified": record["reviewed"],
            "name": self._words(record["title"]),
            "alternateName": other,
            "description": self._words(record["short"]),
            "termCode": slug,
            "url": self._iris[slug],
            "inDefinedTermSet": self._scheme,
        }

    def _words(self, text: str | None) -> dict[str, str]:
        return {self._tag: text} if text else {}

    def _labels(self, record: Record) -> tuple[Words, Words, Words]:
        """Preferred, other and hidden labels, each label once and in the first role it has."""
        roles: tuple[Words, Words, Words] = ({self._tag: [record["title"]]}, {}, {})
        taken = {(self._tag, record["title"])}

        def put(role: Words, tag: str, label: str | None) -> None:
            if label and (tag, label) not in taken:
                taken.add((tag, label))
                role.setdefault(tag, []).append(label)

        # A concept has one preferred label in a language at most (S14).
        put(roles[1 if self._tag == WELSH else 0], WELSH, record["welsh"])
        for label in (*record["aliases"], record["acronym"]):
            put(roles[1], self._tag, label)
        for label in record["forms"]:
            put(roles[2], self._tag, label)
        return roles

    def _links(self, slugs: Sequence[str]) -> list[str]:
        return [self._iris[slug] for slug in slugs]

    def _related(self, slug: str) -> list[str]:
        """What is next to a word; what is above or below it is related to it by that already."""
        above = self._above
        return [o for o in self._near[slug] if o not in above[slug] and slug not in above[o]]

    def _all_wider(self, slug: str) -> set[str]:
        """Everything above a word, a loop or no loop."""
        found: set[str] = set()
        waiting = list(self._wider[slug])
        while waiting:
            wider = waiting.pop()
            if wider not in found:
                found.add(wider)
                waiting += self._wider[wider]
        return found


def _others(record: Record, slugs: Sequence[str]) -> list[str]:
    return [slug for slug in dict.fromkeys(slugs) if slug != record["slug"]]


def _turned(links: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {slug: [] for slug in links}
    for slug, others in links.items():
        for other in others:
            turned[other].append(slug)
    return turned


def _iri(address: str) -> str:
    """The address with the signs that no IRI may hold written in their %-form."""
    return _NOT_IN_ADDRESSES.sub(lambda m: f"%{ord(m[0]):02X}", address)


def json_ld(graph: Mapping[str, Any]) -> str:
    """The document as a JSON-LD file."""
    return json.dumps(graph, ensure_ascii=False, indent=1) + "\n"


def turtle(graph: Mapping[str, Any]) -> str:
    """The same document as a Turtle file."""
    prefixes = [f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()]
    return "".join(prefixes) + "".join(f"\n{_block(node)}\n" for node in graph["@graph"])


def _block(node: Node) -> str:
    lines = [f"a {', '.join(_TYPES[name] for name in node['@type'])}"]
    for name, value in node.items():
        if not name.startswith("@"):
            iri, form = _PROPERTIES[name]
            lines.append(f"{iri} {', '.join(_values(value, form))}")
    return f"<{node['@id']}>\n    " + " ;\n    ".join(lines) + " ."


def _values(value: Any, form: Mapping[str, Any]) -> Iterator[str]:
    if form is _WORDS:
        for tag, texts in value.items():
            yield from (f"{_quoted(text)}@{tag}" for text in _listed(texts))
    elif form is _LINK:
        yield from (f"<{iri}>" for iri in _listed(value))
    else:
        yield _quoted(value) + ("^^xsd:date" if form is _DAY else "")


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _quoted(text: str) -> str:
    """A JSON string: Turtle has the same quotes, and every escape that JSON uses."""
    return json.dumps(text, ensure_ascii=False)
