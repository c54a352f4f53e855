"""Withdrawing: what to delete and what to write so that a story is here no longer.

`plan_withdrawal` reads and changes nothing; `tools/withdraw.py` does what it says.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from knowledge.embed_tables import HEIGHTS, REGISTRY, WITHDRAWN, Promise
from knowledge.embeds.cards import VERSION
from knowledge.fields import Refers, declared
from knowledge.frontmatter import Document, read_markdown
from knowledge.library import Entry, Library, cited, joined
from knowledge.loading import SOURCES_FILE
from knowledge.picture_rules import SIDECAR, read_sidecar, shown_pictures
from knowledge.problems import did_you_mean
from knowledge.taking_out import without_field, without_items, without_links
from knowledge.withdrawn import WITHDRAWN_FILE, Withdrawn, written


class WithdrawalError(Exception):
    """Nothing can be withdrawn; the message is for the person who asked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal changes, as paths from the project root, and what a person must know.

    `addresses` are those at which a page will say that it was taken down.
    """

    addresses: tuple[str, ...]
    deletes: tuple[str, ...]
    writes: Mapping[str, str]
    notes: tuple[str, ...]


def plan_withdrawal(library: Library, root: Path, reference: str) -> Plan:
    """What it takes to withdraw all entries of a consent, or the entry `folder/slug`.

    `library` must hold the drafts too. Raises WithdrawalError when nothing fits.
    """
    return _Withdrawal(library, root, _chosen(library, reference)).plan()


def _chosen(library: Library, reference: str) -> tuple[Entry, ...]:
    asked = reference.strip().strip("/").removeprefix("content/").removesuffix(".md")
    by_consent: dict[str, list[Entry]] = defaultdict(list)
    for entry in library.entries:
        if name := _consent(entry):
            by_consent[name].append(entry)
    if asked in by_consent:
        return tuple(by_consent[asked])
    found = library.find(asked)
    if found is None:
        names = {f"{entry.kind.folder}/{entry.slug}" for entry in library.entries}
        otherwise = "Write the reference of a consent, or folder/slug: case-studies/our-garden"
        mend = did_you_mean(asked, {*by_consent, *names}, otherwise)
        raise WithdrawalError(f"There is no consent and no entry '{reference}'. {mend}")
    if found.kind.is_file or not found.kind.index_address:
        raise WithdrawalError(f"'{asked}' stands in {found.path}. Take it out there by hand.")
    return (found,)


def _consent(entry: Entry) -> str:
    consent = getattr(entry.fields, "consent", None)
    return str(consent.reference) if consent else ""


class _Withdrawal:
    """One withdrawal: the entries that go, and the texts of the files that stay, as they change."""

    def __init__(self, library: Library, root: Path, chosen: tuple[Entry, ...]) -> None:
        self.library = library
        self.root = root
        self.chosen = chosen
        files = {entry.path for entry in chosen}
        for entry in chosen:
            beside = (root / entry.path).parent.glob(f"{entry.slug}.*.md")
            files |= {file.relative_to(root).as_posix() for file in beside}
        self.files = sorted(files)
        self.staying = tuple(entry for entry in library.entries if entry.path not in files)
        self.addresses = tuple(_addresses(chosen))
        self.texts: dict[str, str] = {}

    def plan(self) -> Plan:
        """The changes in an order in which none is lost."""
        pictures = self._pictures()
        self._take_out_references()
        self._take_out_links()
        self._take_out_sources()
        self._withdraw_cards()
        rows = [*self.library.withdrawn, *(Withdrawn(a, self.library.today, 0) for a in self.new)]
        self.texts[WITHDRAWN_FILE] = written(rows)
        changed = sorted(self.texts.items())
        writes = {path: text for path, text in changed if text != self._read(path)}
        deletes = [*self.files, *(file for p in pictures for file in self._with_sidecar(p))]
        return Plan(self.addresses, tuple(deletes), writes, tuple(self._notes(pictures)))

    @property
    def new(self) -> list[str]:
        """The addresses that are not yet written down as withdrawn."""
        known = {each.address for each in self.library.withdrawn}
        return [address for address in self.addresses if address not in known]

    def _read(self, path: str) -> str:
        file = self.root / path
        # A byte that is no UTF-8 comes back as it was: it is not for a withdrawal to mend.
        return file.read_bytes().decode("utf-8", "surrogateescape") if file.is_file() else ""

    def _text(self, path: str) -> str:
        return self.texts.setdefault(path, self._read(path))

    def _unread(self) -> str:
        """The text of files that are no entries for now: what they name must stay."""
        return "\n".join(self._read(path) for path in sorted(self.library.broken))

    def _documents(self) -> Iterator[Document]:
        return (read_markdown(path, (self.root / path).read_bytes()) for path in self.files)

    def _pictures(self) -> list[str]:
        """Those that nothing else shows, and those that this consent alone allows."""
        shown = set().union(*(shown_pictures(document) for document in self._documents()))
        elsewhere = set().union(*(shown_pictures(entry.document) for entry in self.staying))
        unread = self._unread()
        own = {path for path in shown - elsewhere if Path(path).name not in unread}
        ended = {_consent(e) for e in self.chosen} - {_consent(e) for e in self.staying} - {""}
        own |= {path for path in self.library.pictures if self._picture_consent(path) in ended}
        return sorted(own & self.library.pictures)

    def _picture_consent(self, path: str) -> str | None:
        beside = f"{path}{SIDECAR}"
        if not (self.root / beside).is_file():
            return None
        sidecar, _document, _faults = read_sidecar(beside, (self.root / beside).read_bytes())
        return sidecar.consent if sidecar else None

    def _with_sidecar(self, path: str) -> list[str]:
        return [file for file in (path, f"{path}{SIDECAR}") if (self.root / file).is_file()]

    def _take_out_references(self) -> None:
        """Lower lines of a file first, so that those above keep their places."""
        edits = []
        for entry in self.staying:
            for name, numbers in self._gone_items(entry).items():
                edits.append(
                    (entry.path, entry.line((name,)), entry.document.values[name], numbers)
                )
        for path, line, value, numbers in sorted(edits, key=lambda e: e[:2], reverse=True):
            self.texts[path] = without_items(self._text(path), line, value, numbers)

    def _gone_items(self, entry: Entry) -> Mapping[str, set[int]]:
        """The places, in each list of an entry, of what goes."""
        gone: dict[str, set[int]] = defaultdict(set)
        get, find = self.library.get, self.library.find
        for place, value, marker in declared(entry.fields, Refers):
            named = get(marker.kind, value) if marker.kind else find(value)
            if named in self.chosen:
                gone[str(place[0])].add(int(place[1]))
        return gone

    def _take_out_links(self) -> None:
        for path in self._markdown_files():

            def is_gone(target: str, path: str = path) -> bool:
                return self._is_gone(path, target)

            self.texts[path] = without_links(self._text(path), is_gone)

    def _markdown_files(self) -> list[str]:
        files = (self.root / "content").rglob("*.md")
        paths = (file.relative_to(self.root).as_posix() for file in files if file.is_file())
        return sorted(path for path in paths if path not in self.files)

    def _is_gone(self, path: str, target: str) -> bool:
        own = (self.library.site.address or "").rstrip("/")
        if own and target.startswith(f"{own}/"):
            target = target.removeprefix(own)
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return False
        if parts.path.startswith("/"):
            return f"{parts.path.rstrip('/')}/" in self.addresses
        return joined(path, unquote(parts.path)) in self.files

    def _take_out_sources(self) -> None:
        mine = {name for entry in self.chosen for _path, name in cited(entry.fields)}
        others = {name for entry in self.staying for _path, name in cited(entry.fields)}
        lines = self.library.source_lines
        unread = self._unread()
        gone = [n for n in mine - others if isinstance(n, str) and n in lines and n not in unread]
        path = f"content/{SOURCES_FILE}"
        for name in sorted(gone, key=lambda name: lines[name], reverse=True):
            self.texts[path] = without_field(self._text(path), lines[name])

    def _withdraw_cards(self) -> None:
        names = self._card_names()
        rows = self._text(REGISTRY).split("\n")
        for promise in self.library.embeds.promises or ():
            name = promise.address.removeprefix(f"/embed/{VERSION}/")
            for own, onward in names.items():
                if name.startswith(f"{own}/"):
                    rows[promise.line - 1] = _row(replace(promise, instead=onward))
        self.texts[REGISTRY] = "\n".join(rows)
        heights = self._text(HEIGHTS).split("\n")
        kept = (line for line in heights if line.partition(",")[0] not in names)
        self.texts[HEIGHTS] = "\n".join(kept)

    def _card_names(self) -> Mapping[str, str]:
        """The names of the cards that these entries have or had, and where each leads on."""
        names = {}
        for entry in self.chosen:
            place = re.escape(entry.kind.address).replace(r"\{slug\}", "([^/]+)")
            for address in (entry.address, *entry.fields.moved_from):
                if found := re.fullmatch(place, address):
                    names[f"{entry.kind.name}/{found[1]}"] = entry.kind.index_address
        return names

    def _notes(self, pictures: list[str]) -> Iterator[str]:
        consents = {_consent(entry) for entry in self.chosen} - {""}
        for entry in self.staying:
            if _consent(entry) in consents:
                yield f"{entry.path} has the same consent, {_consent(entry)}, and stays."
        for name in sorted({p.address for p in self.library.embeds.promises or ()}):
            if any(name == f"/embed/{VERSION}/{card}/" for card in self._card_names()):
                yield f"Other sites may show {name}: it stays, and says that it is no longer here."
        for entry in self.chosen:
            if any(entry.slug in tips for tips in self.library.embeds.daily.values()):
                yield f"embed-daily.csv still holds '{entry.slug}', so that no day changes its tip."
        yield from self._leftovers(pictures)

    def _leftovers(self, pictures: list[str]) -> Iterator[str]:
        """The lines that still name what goes, for a person to read."""
        words = {word for entry in self.chosen for word in (entry.slug, entry.title)}
        words |= {entry.fields.consent.credit_as for entry in self.chosen if _consent(entry)}
        words |= {Path(path).name for path in pictures}
        names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        named = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)
        data = sorted(file.name for file in (self.root / "content").glob("*.yml"))
        files = [*self._markdown_files(), *(f"content/{name}" for name in data), "site.yml"]
        for path in files:
            for number, line in enumerate(self._text(path).split("\n"), 1):
                if path != WITHDRAWN_FILE and (found := named.search(line)):
                    yield f"{path}:{number} still says '{found[0]}'. Read it and decide."


def _addresses(chosen: tuple[Entry, ...]) -> Iterator[str]:
    for entry in chosen:
        for address in (entry.address, *entry.fields.moved_from):
            yield address
            if entry.easy_read:
                yield f"{address}easy-read/"


def _row(promise: Promise) -> str:
    return f"{promise.address},{promise.first_published},{WITHDRAWN},{promise.instead}"
