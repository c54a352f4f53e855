"""Field types: how front matter is validated, and how a fault is said in plain words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Tag,
    ValidationError,
    WithJsonSchema,
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


@dataclass(frozen=True, slots=True)
class Prose:
    """The value is plain prose that its page shows, so words in it link themselves.

    `order` tells where on the page: 0 before the body, the others after it, lowest first.
    """

    order: int = 3


class Fields(BaseModel):
    """A block of front matter: exactly the declared fields, never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


_DIGITS = "Write only digits after the colon."
_ADDRESS = r"/(?!/)"
_WEB_ADDRESS = r"https?://[^\s/]+"


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


def _whole_number(value: object) -> object:
    if isinstance(value, bool):
        raise _fault("'{field}' needs a whole number.", _DIGITS)
    return value


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        mend = "Write year-month-day, with a day that exists"
        mend += f": {turned}." if (turned := _turned(str(value))) else ", such as 2026-11-22."
        raise _fault("'{field}' is '{written}', which is not a date.", mend) from None


def _turned(text: str) -> str:
    """A date that was written day/month/year, year first; empty when it is no such date."""
    day = re.match(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\Z", text)
    try:
        return date(int(day[3]), int(day[2]), int(day[1])).isoformat() if day else ""
    except ValueError:
        return ""


def _rough_date(value: object) -> object:
    text = str(value)
    if re.match(r"\d{4}(s|-(0[1-9]|1[0-2]))?\Z", text):
        return text
    if re.match(r"\d{4}-\d\d-\d\d\Z", text):
        return _day(text).isoformat()
    what = "'{field}' is '{written}', which is not a date of this site."
    raise _fault(what, "Write 1969, 1970s, 2013-11 or 2013-11-05.")


def _address(value: object) -> object:
    if re.match(_ADDRESS, str(value)):
        return value
    raise _fault("'{field}' is '{written}', not an address here.", "Start it with one slash: /")


def _web_address(value: object) -> object:
    if re.match(_WEB_ADDRESS, str(value)):
        return value
    what = "'{field}' is '{written}', not a web address."
    raise _fault(what, "Start it with https:// or leave the field out.")


Item = TypeVar("Item")
Text = Annotated[str, BeforeValidator(_text)]
Number = Annotated[int, BeforeValidator(_whole_number)]
Many = Annotated[tuple[Item, ...], BeforeValidator(_many)]
Texts = Many[Text]
Day = Annotated[date, BeforeValidator(_day)]
RoughDate = Annotated[str, BeforeValidator(_rough_date)]
Address = Annotated[
    Text,
    BeforeValidator(_address),
    WithJsonSchema({"type": "string", "pattern": f"^{_ADDRESS}"}),
]
WebAddress = Annotated[
    Text,
    BeforeValidator(_web_address),
    WithJsonSchema({"type": "string", "pattern": f"^{_WEB_ADDRESS}"}),
]
TermLinks = Literal["page", "section", "every", "none"]
"""How often a term links: its first use on the page or in a section, every use, or never."""


class Source(Fields):
    """Where a fact comes from. With `mirror` only a copy was read: cited without a link."""

    title: Text
    publisher: Text | None = None
    year: Number | None = None
    url: WebAddress | None = None
    mirror: WebAddress | None = None
    note: Text | None = None


class Credit(Fields):
    """Somebody to thank, as they wish to be named, and for what."""

    name: Text
    role: Annotated[Text | None, Choice("roles")] = None
    link: WebAddress | None = None


def _form(value: object) -> str:
    return "fields" if isinstance(value, dict | Fields) else "text"


SourceReference = Annotated[
    Annotated[Text, Tag("text")] | Annotated[Source, Tag("fields")], Discriminator(_form)
]
Sources = Annotated[Many[SourceReference], Cites()]
Credits = Many[
    Annotated[Annotated[Text, Tag("text")] | Annotated[Credit, Tag("fields")], Discriminator(_form)]
]
"""Names alone, or names with what they did."""

Checked = TypeVar("Checked", bound=Fields)


def validate(
    document: Document, model: type[Checked], name: str
) -> tuple[Checked | None, list[Problem]]:
    """The document's values as `model`, or None and every problem found in them."""
    try:
        return model.model_validate(document.values), []
    except ValidationError as error:
        return None, [_problem(document, model, name, detail) for detail in error.errors()]


def declared(fields: BaseModel, marker: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """(path, value, marker) for every single value whose field carries such a marker: a type."""
    for name, marks in _bearers(type(fields), marker):
        value = getattr(fields, name)
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for number, item in items:
            here: Path = (*path, name) if number is None else (*path, name, number)
            if item is None:
                continue
            for mark in marks:
                yield here, item, mark
            if isinstance(item, Fields) and not marks:
                yield from declared(item, marker, here)


@cache
def _bearers(model: type[BaseModel], marker: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The fields that carry such a marker, each with its markers, or fields that may carry some."""
    marked = (
        (name, info, tuple(mark for mark in info.metadata if isinstance(mark, marker)))
        for name, info in model.model_fields.items()
    )
    return tuple((name, marks) for name, info, marks in marked if marks or _nested(info.annotation))


def _problem(document: Document, model: type[Fields], name: str, detail: ErrorDetails) -> Problem:
    path = _written_path(document, detail)
    field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    what, mend = _words(document, model, name, detail, path, field)
    rules = {"missing": "missing-field", "extra_forbidden": "unknown-field"}
    rule = rules.get(detail["type"], "field-value")
    return Problem(document.path, document.line(path), what, mend, rule)


def _written_path(document: Document, detail: ErrorDetails) -> Path:
    """pydantic's location without the parts that no author wrote (tags of a union)."""
    path: Path = ()
    for part in detail["loc"]:
        if (*path, part) in document.marks:
            path = (*path, part)
    return (*path, detail["loc"][-1]) if detail["type"] == "missing" else path


def _words(
    document: Document,
    model: type[Fields],
    name: str,
    detail: ErrorDetails,
    path: Path,
    field: str,
) -> tuple[str, str]:
    kind, value = detail["type"], detail["input"]
    written = document.marks[path].written if path in document.marks else ""
    if kind == "plain_words":
        if isinstance(value, list | dict):
            return f"'{field}' needs one value.", f"Write it after the colon: {field}: ..."
        what, mend = detail["ctx"]["what"], detail["ctx"]["mend"]
        return what.replace("{field}", field).replace("{written}", written), mend
    if kind == "missing":
        return f"'{field}' is missing.", f"Add a line: {field}: ..."
    if kind == "extra_forbidden":
        owner, known = _owner(model, name, path)
        otherwise = f"It may hold: {', '.join(known)}."
        return f"'{field}' is not a field of {owner}.", did_you_mean(field, known, otherwise)
    if kind == "literal_error":
        return f"'{field}' is '{written}'.", f"Write one of: {detail['ctx']['expected']}."
    if kind == "string_type":
        return _needs_text(field, value, written, is_item=isinstance(path[-1], int))
    needs = {
        "int_type": ("a whole number", _DIGITS),
        "int_parsing": ("a whole number", _DIGITS),
        "int_parsing_size": ("a whole number", _DIGITS),
        "bool_type": ("true or false", f"Write {field}: true, or {field}: false"),
        "bool_parsing": ("true or false", f"Write {field}: true, or {field}: false"),
        "model_type": ("fields of its own", f"See '{field}' in docs/authoring.md."),
    }
    need, mend = needs.get(kind, ("another form", f"See '{field}' in docs/authoring.md."))
    return f"'{field}' needs {need}.", mend


def _needs_text(field: str, value: object, written: str, is_item: bool) -> tuple[str, str]:
    start = "" if is_item else f"{field}: "
    if isinstance(value, bool):
        what = f"'{field}' is {written} without quotes, which YAML reads as true or false."
        return what, f'Put it in quotes: {start}"{written}"'
    if isinstance(value, dict):
        [(first, rest), *more] = value.items() or [("", "")]
        text = f"{first}: {rest}" if first and isinstance(rest, str) and not more else "your text"
        what = f"'{field}' needs text, and YAML reads fields here."
        return what, f'If it is text with a colon or a brace, put it in quotes: {start}"{text}"'
    mend = (
        "Write some, or take it out." if is_item else f"Write it after the colon: {start}your text"
    )
    return f"'{field}' needs text.", mend


def _owner(model: type[BaseModel], name: str, path: Path) -> tuple[str, list[str]]:
    """What the unknown field at `path` stands in, and the names of the fields it may hold."""
    owner = f"a {name}"
    for part in path[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _nested(model.model_fields[part].annotation) or model
            owner = f"'{part}'"
    return owner, list(model.model_fields)


def _nested(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_nested, get_args(annotation))), None)
