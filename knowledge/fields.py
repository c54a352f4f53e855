"""Field types: how front matter is validated, and how a fault is said in plain words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Tag,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from knowledge.frontmatter import Document, Path
from knowledge.problems import Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Choice:
    """The value is one of a vocabulary of site.yml."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class Refers:
    """The value names another entry: a slug of `kind`, or folder/slug when kind is empty."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cites:
    """The value is an id of content/sources.yml, or a source written in place."""


class Fields(BaseModel):
    """A block of front matter: exactly the declared fields, never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _fault(what: str, mend: str) -> PydanticCustomError:
    return PydanticCustomError("plain_words", "{what}\n{mend}", {"what": what, "mend": mend})


def _text(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value.strip()
    return value


def _many(value: object) -> object:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _day(value: object) -> object:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        day = re.match(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\Z", str(value))
        mend = "Write year-month-day, with a day that exists"
        if day and 1 <= int(day[2]) <= 12:
            mend += f": {day[3]}-{int(day[2]):02}-{int(day[1]):02}."
        else:
            mend += ", such as 2026-11-22."
        raise _fault(f"'{{field}}' is '{value}', which is not a date.", mend) from None


def _rough_date(value: object) -> object:
    if re.match(r"\d{4}(s|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", str(value)):
        return str(value)
    what = f"'{{field}}' is '{value}', which is not a date of this site."
    raise _fault(what, "Write 1969, 1970s, 2013-11 or 2013-11-05.")


def _address(value: str) -> str:
    if value.startswith("/") and not value.startswith("//"):
        return value
    raise _fault(f"'{{field}}' is '{value}', not an address here.", "Start it with one slash: /")


def _web_address(value: object) -> object:
    if re.match(r"https?://[^\s/]+", str(value)):
        return value
    what = f"'{{field}}' is '{value}', not a web address."
    raise _fault(what, "Start it with https:// or leave the field out.")


Item = TypeVar("Item")
Text = Annotated[str, BeforeValidator(_text)]
Many = Annotated[tuple[Item, ...], BeforeValidator(_many)]
Texts = Many[Text]
Day = Annotated[date, BeforeValidator(_day)]
RoughDate = Annotated[str, BeforeValidator(_rough_date)]
Address = Annotated[Text, BeforeValidator(_address)]
WebAddress = Annotated[Text, BeforeValidator(_web_address)]


class Source(Fields):
    """Where a fact comes from. With `mirror` only a copy was read: cited without a link."""

    title: Text
    publisher: Text | None = None
    year: int | None = None
    url: WebAddress | None = None
    mirror: WebAddress | None = None
    note: Text | None = None


def _source_form(value: object) -> str:
    return "source" if isinstance(value, dict | Source) else "id"


SourceReference = Annotated[
    Annotated[Text, Tag("id")] | Annotated[Source, Tag("source")], Discriminator(_source_form)
]
Sources = Annotated[Many[SourceReference], Cites()]

Checked = TypeVar("Checked", bound=Fields)


def validate(
    document: Document, model: type[Checked], name: str
) -> tuple[Checked | None, list[Problem]]:
    """The document's values as `model`, or None and every problem found in them."""
    try:
        return model.model_validate(document.values), []
    except ValidationError as error:
        return None, [_problem(document, model, name, detail) for detail in error.errors()]


def declared(
    fields: BaseModel, marker: type[Any], path: Path = ()
) -> Iterator[tuple[Path, Any, Any]]:
    """(path, value, marker) for every single value whose field carries such a marker."""
    for name, info in type(fields).model_fields.items():
        value = getattr(fields, name)
        items = list(enumerate(value)) if isinstance(value, tuple) else [(None, value)]
        marks = [mark for mark in info.metadata if isinstance(mark, marker)]
        for number, item in items:
            here: Path = (*path, name) if number is None else (*path, name, number)
            if item is None:
                continue
            for mark in marks:
                yield here, item, mark
            if isinstance(item, Fields) and not marks:
                yield from declared(item, marker, here)


def _problem(document: Document, model: type[Fields], name: str, detail: ErrorDetails) -> Problem:
    path = _written_path(document, detail["loc"])
    field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    what, mend = _words(document, model, name, detail, path, field)
    return Problem(document.path, document.line(path), what, mend)


def _written_path(document: Document, location: tuple[str | int, ...]) -> Path:
    """pydantic's location without the parts that no author wrote (tags of a union)."""
    path: Path = ()
    for part in location:
        if (*path, part) in document.marks or part == location[-1]:
            path = (*path, part)
    return path


def _words(
    document: Document,
    model: type[Fields],
    name: str,
    detail: ErrorDetails,
    path: Path,
    field: str,
) -> tuple[str, str]:
    kind = detail["type"]
    written = document.marks[path].written if path in document.marks else ""
    if kind == "plain_words":
        context = detail["ctx"]
        return context["what"].replace("{field}", field), context["mend"]
    if kind == "missing":
        return f"'{field}' is missing.", f"Add a line: {field}: ..."
    if kind == "extra_forbidden":
        known = _field_names(model, path)
        otherwise = f"A {name} may hold: {', '.join(known)}."
        return f"'{field}' is not a field of a {name}.", did_you_mean(field, known, otherwise)
    if isinstance(detail["input"], bool):
        what = f"'{field}' is {written} without quotes, which YAML reads as true or false."
        return what, f'Put it in quotes: {field}: "{written}"'
    if kind == "literal_error":
        return f"'{field}' is '{written}'.", f"Write one of: {detail['ctx']['expected']}."
    needs = {
        "string_type": ("text", f"Write it after the colon: {field}: your text"),
        "int_type": ("a whole number", f"Write it in digits: {field}: 2026"),
        "int_parsing": ("a whole number", f"Write it in digits: {field}: 2026"),
        "bool_type": ("true or false", f"Write {field}: true, or {field}: false"),
        "bool_parsing": ("true or false", f"Write {field}: true, or {field}: false"),
        "model_type": ("fields of its own", f"See '{field}' in docs/authoring.md."),
    }
    need, mend = needs.get(kind, ("another form", f"See '{field}' in docs/authoring.md."))
    return f"'{field}' needs {need}.", mend


def _field_names(model: type[BaseModel], path: Path) -> list[str]:
    """The names allowed where `path` stands: of the model, or of the model nested there."""
    for part in path[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _nested(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _nested(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_nested, get_args(annotation))), None)
