"""Schemas: the rules of a kind as JSON Schema, so that a form in a browser checks what we check.

Nothing is written down twice: types come from the fields of the kind, limits from the
constants of `validation`, values from site.yml. It tells what a form writes, which is a little
less than what a file may hold: one text is not taken for a list, nor a number for a text.
"""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from knowledge.fields import Refers
from knowledge.form_rules import choices
from knowledge.kinds import Kind
from knowledge.library import Library
from knowledge.plain_english import hint_rules
from knowledge.readability import SENTENCE_WORDS
from knowledge.site import Site
from knowledge.validation import CARD_LETTERS, CARD_TITLE_LETTERS, LONGEST_WORD, SHORT_WORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
_NOT_BLANK = r"\S"


def schema(kind: Kind, site: Site, library: Library) -> Schema:
    """The schema of a kind's front matter, and in `x-` fields what is asked of its text."""
    drawn = kind.fields.model_json_schema()
    parts: Schema = drawn.pop("$defs", {})
    models = {model.__name__: model for model in _models(kind.fields)}
    for name, part in parts.items():
        parts[name] = _object(part, models[name], site)
    whole = _object(drawn, kind.fields, site)
    if kind.needs_sources:
        whole["properties"]["sources"]["minItems"] = 1
    slugs = {name: _slugs(name, library) for name in _referred(kind.fields)}
    return {
        "$schema": DIALECT,
        "title": kind.label,
        **whole,
        "$defs": {**parts, **slugs},
        "x-folder": f"content/{kind.folder}",
        "x-headings": list(kind.headings),
        **_limits(kind),
        "x-hints": [rule._asdict() for rule in hint_rules(library)],
        "x-sentence-words": SENTENCE_WORDS,
    }


def _limits(kind: Kind) -> Schema:
    """What fits on a card is told in letters; the text of a card is its body or its short."""
    words = {"short": SHORT_WORDS}
    if kind.words:
        words["body"] = kind.words
    if not kind.has_card:
        return {"x-max-words": words, "x-max-letters": {}}
    text = "body" if kind.words else "short"
    letters = {"title": CARD_TITLE_LETTERS, text: CARD_LETTERS}
    return {"x-max-words": words, "x-max-letters": letters, "x-longest-word": LONGEST_WORD}


def _object(drawn: Schema, model: type[BaseModel], site: Site) -> Schema:
    """A model as pydantic draws it, without what only pydantic needs, and with our own rules."""
    drawn["properties"] = {
        name: _property(drawn["properties"][name], field, site)
        for name, field in model.model_fields.items()
    }
    return {name: value for name, value in drawn.items() if name not in ("title", "description")}


def _property(drawn: Schema, field: FieldInfo, site: Site) -> Schema:
    """A field left out is left out: nobody has to write that it is nothing."""
    told = {name: value for name, value in drawn.items() if name not in ("title", "default")}
    if "anyOf" in told:
        [one] = [each for each in told.pop("anyOf") if each.get("type") != "null"]
        told = {**one, **told}
    single = told["items"] if told.get("type") == "array" else told
    if values := choices(field, site):
        single["enum"] = list(values)
    for mark in field.metadata:
        if isinstance(mark, Refers) and mark.kind:
            single.clear()
            single["$ref"] = f"#/$defs/{mark.kind}"
    if field.is_required() and told.get("type") == "string" and "enum" not in told:
        told.setdefault("pattern", _NOT_BLANK)
    return told


def _slugs(kind: str, library: Library) -> Schema:
    """A name of an entry that readers can see."""
    known = [entry.slug for entry in library.of_kind(kind) if not entry.is_draft]
    return {"type": "string", "enum": known}


def _referred(model: type[BaseModel]) -> list[str]:
    """The kinds that fields of a model, or of its parts, refer to."""
    marks = (mark for m in _models(model) for f in m.model_fields.values() for mark in f.metadata)
    return sorted({mark.kind for mark in marks if isinstance(mark, Refers) and mark.kind})


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all that stand within it."""
    yield model
    for field in model.model_fields.values():
        for part in _within(field.annotation):
            yield from _models(part)


def _within(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _within(part)
