"""Content made like ours: as many entries of every kind as wanted, with all that ours have.

Nothing about our content is typed in here. A generated entry is a copy of one of ours in
other words (`wording`). Copies of definitions have names of their own. Where an entry of ours
names a definition or a tip, in a field or in its text, a generated one names one of its
copies. So a page has as many links as one of ours, and a term is used on as many pages for
each page that defines it, however many pages there are. Sources are copied too: a new story
brings sources of its own. Our plain pages stay as they are, as the site rests on them.
"""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from knowledge import Entry, Glossary, Library
from knowledge.fields import Cites, Prose, Refers, declared
from knowledge.label_tree import labels
from tools.bench_build.wording import Wording

TERMS = 500
"""The most definitions there are. Below that they are half of all pages, as they are of ours."""

_NAMES = ("title", "aliases", "forms", "acronym", "not_in", "welsh")
"""The fields of a definition that hold its names."""
_ONCE = frozenset({"address", "checks", "form", "limits", "moved_from", "number", "path", "set"})
"""What one entry alone may have."""
_EASY_READ = "\n\n## Easy read\n\n"
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Copy(NamedTuple):
    """An entry of ours, and which of its copies this is; the first keeps its address."""

    entry: Entry
    number: int

    @property
    def is_kept(self) -> bool:
        """Whether it is one of our plain pages itself."""
        return self.entry.kind.name == "page" and self.number == 0


def write(library: Library, root: Path, size: int, seed: int = 0) -> None:
    """Writes a content folder with so many pages, made of ours."""
    maker = _Maker(library, size, random.Random(seed))
    lists: dict[str, list[dict[str, Any]]] = {}
    for copy in maker.copies:
        kind = copy.entry.kind
        if kind.is_file:
            lists.setdefault(kind.folder, []).append(_Made(maker, copy).fields())
            continue
        file = root / "content" / kind.folder / f"{_slug(copy.entry.slug, copy.number)}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_Made(maker, copy).text(), "utf-8")
    for name, data in {**lists, "sources.yml": maker.sources}.items():
        (root / "content" / name).write_text(_yaml(data), "utf-8")


def counts(pages: Mapping[str, int], lists: Mapping[str, int], size: int) -> dict[str, int]:
    """How many entries of each kind there are with so many pages.

    `pages` and `lists` are the numbers of ours by kind, the second of those kinds whose
    entries share one page: they come on top. No plain page of ours is left out.
    """
    found = {"definition": min(TERMS, size // 2)}
    rest = {kind: count for kind, count in pages.items() if kind != "definition"}
    left = size - found["definition"]
    found["page"] = max(rest["page"], round(left * rest["page"] / sum(rest.values())))
    left -= found["page"]
    del rest["page"]
    found |= {kind: round(left * count / sum(rest.values())) for kind, count in rest.items()}
    most = max(rest, key=rest.__getitem__)
    found[most] += size - sum(found.values())  # what rounding left over
    return found | {kind: round(size * n / sum(pages.values())) for kind, n in lists.items()}


class _Maker:
    """Makes the copies of one project."""

    def __init__(self, library: Library, size: int, chance: random.Random) -> None:
        self._library, self._chance = library, chance
        self.copies = list(self._copied(size))
        self.sources: dict[str, dict[str, Any]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        for copy in self.copies:
            self._numbers[copy.entry.kind.name, copy.entry.slug] = copy.number + 1
        terms = library.of_kind("definition")
        texts = (text for entry in library.entries for text in _texts(entry))
        names = [label.text for entry in terms for label in labels(entry)]
        self.wording = Wording(texts, names, Glossary.of(library), chance)
        self._names = {
            (copy.entry.slug, copy.number): self._named(copy)
            for copy in self.copies
            if copy.entry.kind.name == "definition"
        }

    def _copied(self, size: int) -> Iterator[Copy]:
        """Every copy, each kind's after each other, the first of each of ours before all others."""
        own = {kind: self._ordered(kind.name) for kind in self._library.kinds}
        pages, lists = (
            {kind.name: len(found) for kind, found in own.items() if kind.is_file == is_list}
            for is_list in (False, True)
        )
        wanted = counts(pages, lists, size)
        for kind, found in own.items():
            plain = [entry for entry in found if entry.template == kind.template]
            for place in range(wanted[kind.name]):
                number, which = divmod(place - len(found), len(plain))
                yield Copy(found[place], 0) if number < 0 else Copy(plain[which], number + 1)

    def _ordered(self, kind: str) -> list[Entry]:
        """Ours of a kind by chance, but first those that the site itself names."""
        found = list(self._library.of_kind(kind))
        self._chance.shuffle(found)
        named = {self._library.site.definition}
        for page in self._library.of_kind("page"):
            named |= {value.split("/")[-1] for _path, value, _mark in declared(page.fields, Refers)}
        return sorted(found, key=lambda entry: entry.slug not in named)

    def _named(self, copy: Copy) -> dict[str, str]:
        """The names of a copy of a definition, by those of ours."""
        values = (getattr(copy.entry.fields, name) or () for name in _NAMES)
        own = [name for value in values for name in ([value] if isinstance(value, str) else value)]
        return self.wording.names(own) if copy.number else {name: name for name in own}

    def number(self, kind: str, slug: str) -> int | None:
        """Some copy of an entry of ours; None if there is none, as on a small site."""
        count = self._numbers.get((kind, slug))
        return self._chance.randrange(count) if count else None

    def name(self, said: str, term: str, number: int | None) -> str:
        """How a copy of a term is called where ours is called so."""
        if number == 0:
            return said
        if number is None:
            term, number = self._chance.choice(list(self._names))
        names = self._names[term, number]
        title = next(iter(names.values()))
        name = next((new for own, new in names.items() if own.lower() == said.lower()), title)
        return name[0].upper() + name[1:] if said[0].isupper() else name[0].lower() + name[1:]

    def source(self, name: str, number: int) -> str:
        """The id of a copy of a source, which is there from now on."""
        copied = _slug(name, number)
        if copied not in self.sources:
            values = self._library.sources[name].model_dump(exclude_unset=True)
            for field in {"url", "mirror"} & {*values} if number else ():
                values[field] = f"{values[field].rstrip('/')}/{number}"
            self.sources[copied] = values
        return copied


class _Made:
    """One copy in words of its own. It names the same copy of an entry each time."""

    def __init__(self, maker: _Maker, copy: Copy) -> None:
        self._maker, self._copy = maker, copy
        entry = copy.entry
        self._chosen: dict[tuple[str, str], int | None] = {
            (entry.kind.name, entry.slug): copy.number
        }
        self._marks = {
            path: mark
            for marker in (Refers, Cites, Prose)
            for path, _value, mark in declared(entry.fields, marker)
        }

    def fields(self) -> dict[str, Any]:
        """Its fields; those that one entry alone may have are only in the first."""
        left_out = _ONCE if self._copy.number else frozenset()
        values = self._copy.entry.fields.model_dump(exclude_unset=True, exclude=left_out)
        made = {name: self._value(value, (name,)) for name, value in values.items()}
        if "id" in made:
            made["id"] = _slug(self._copy.entry.slug, self._copy.number)
        return {name: value for name, value in made.items() if value not in (None, [])}

    def text(self) -> str:
        """The file of an entry that has one."""
        fields, body = self.fields(), whole_body(self._copy.entry)
        if body:
            body = self._said(body, is_tight=self._copy.entry.kind.words is not None)
        return f"---\n{_yaml(fields)}---\n" + (f"\n{body}\n" if body else "")

    def _value(self, value: Any, path: tuple[str | int, ...]) -> Any:
        """A value of the front matter; None for one that names what is not there."""
        mark, is_text = self._marks.get(path), isinstance(value, str)
        if isinstance(mark, Refers) and not self._copy.is_kept:
            number = self._number(mark.kind, value)
            return None if number is None else _slug(value, number)
        if isinstance(mark, Cites) and is_text:
            return self._maker.source(value, self._copy.number)
        if isinstance(value, dict):
            items = {name: self._value(each, (*path, name)) for name, each in value.items()}
            return items if None not in items.values() else None
        if isinstance(value, tuple):
            made = (self._value(each, (*path, number)) for number, each in enumerate(value))
            return [each for each in made if each is not None]
        if path[0] in _NAMES and self._copy.entry.kind.name == "definition":
            return self._maker.name(value, self._copy.entry.slug, self._copy.number)
        if isinstance(mark, Prose) or path == ("title",):
            return self._said(value, is_tight=path[0] in ("title", "short"))
        return value

    def _number(self, kind: str, slug: str) -> int | None:
        if (kind, slug) not in self._chosen:
            self._chosen[kind, slug] = self._maker.number(kind, slug)
        return self._chosen[kind, slug]

    def _said(self, text: str, is_tight: bool) -> str:
        if self._copy.is_kept:
            return text
        return self._maker.wording.said(text, self._called, is_tight)

    def _called(self, said: str, term: str) -> str:
        return self._maker.name(said, term, self._number("definition", term))


def whole_body(entry: Entry) -> str:
    """The body of an entry with its Easy Read section, if it has one."""
    easy = f"{_EASY_READ}{entry.easy_read.text.strip()}" if entry.easy_read else ""
    return f"{entry.body.strip()}{easy}"


def _texts(entry: Entry) -> Iterator[str]:
    """All of an entry that is said in other words."""
    yield entry.title
    yield whole_body(entry)
    for _path, value, _mark in declared(entry.fields, Prose):
        yield value


def _slug(slug: str, number: int) -> str:
    return f"{slug}-{number}" if number else slug


def _yaml(data: Any) -> str:
    text: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110)
    return text
