"""The ledger: for each file of the site, and each step on the way, what it was made from.

Plugins hand over what they make here. A ledger that begins empty makes everything; one that
knows the last build makes what is no longer as it was. What a thing is made from is told in two
ways: the inputs that are known before, by name, and the facts that are noted on the way
(`knowledge.facts`). These traces are checked before they are trusted (Mokhov, Mitchell and
Peyton Jones 2018, "verifying traces").
"""

import marshal
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from knowledge.digests import digest, digest_of_bytes
from knowledge.facts import aside, gathered, note_all
from knowledge.file_states import FileStates
from knowledge.forking import forked

T = TypeVar("T")

Inputs = Mapping[str, object]
"""What a thing is made from, by a name in plain words. Bytes are taken for digests."""

NEW = "it is new"

_TRACES = "traces"
_WRITTEN = "written"
_TURN = "turn"
"""Another one after each build: so a ledger that lives on notices that another one was at it."""
_MANY = 64
"""So many things to make are worth more processes."""
_PARTS = 64
"""Into so many parts small values are put: all are read fast, and few are written anew."""


class Trace(NamedTuple):
    """How a thing was made: digests of its inputs, facts and result, and the things within it."""

    inputs: dict[str, bytes]
    facts: dict[str, bytes]
    parts: tuple[str, ...]
    result: bytes


class Written(NamedTuple):
    """A file of the site as it was written: its digest, and how the disk tells of it."""

    digest: bytes
    size: int
    changed: int

    @classmethod
    def of(cls, mark: bytes, state: os.stat_result) -> "Written":
        """The file of that digest, as the disk tells of it just now."""
        return cls(mark, state.st_size, state.st_mtime_ns)


class Order(NamedTuple):
    """Something to be made: what `Ledger.files` takes, or `Ledger.settle`."""

    name: str
    inputs: Inputs
    produce: Callable[[], Any]


class Ledger:
    """What builds make. It lives on from build to build, and can be kept between processes.

    `kept` has what an earlier ledger put there at the end of a build. Without it a ledger serves
    one build, which makes everything.
    """

    def __init__(self, kept: MutableMapping[str, bytes] | None = None) -> None:
        self._is_kept = kept is not None
        self._kept: MutableMapping[str, bytes] = {} if kept is None else kept
        self.states = FileStates(self._kept)
        self._tellers: dict[str, tuple[str, Callable[[str], object]]] = {}
        self._is_open = False
        self.folder = Path()
        self._read()

    def _read(self) -> None:
        """Takes up what was kept at the end of the last build, by whatever ledger."""
        self._turn = self._kept.get(_TURN)
        self._results: dict[str, Any] = {}
        traces, written = (_unmarshalled(self._kept.get(name)) for name in (_TRACES, _WRITTEN))
        self._old = {name: Trace(*trace) for name, trace in traces.items()}
        self._written_before = {name: Written(*state) for name, state in written.items()}

    @property
    def files_before(self) -> Mapping[str, Written]:
        """The files of the site when the last build ended."""
        return self._written_before

    def begin(self, folder: Path, lost: Iterable[str] = ()) -> None:
        """Begins a build: new files go to `folder`. `lost` are files that somebody changed."""
        for name in self._new_results.keys() if self._is_open else ():
            self._results.pop(name, None)  # of a build that did not end well
        self._is_open = True
        if self._kept.get(_TURN) != self._turn:
            self._read()
        self.folder = folder
        self.states.begin()
        self._there = dict(self._written_before)
        self.lost = frozenset(lost)
        for name in self.lost:
            self._there.pop(name, None)
        self._new: dict[str, Trace] = {}
        self._new_results: dict[str, bytes] = {}
        self._alike: dict[bytes, Any] = {}
        self._facts: dict[str, bytes] = {}
        self._open: list[list[str]] = []
        self._whys: list[str] = []
        self.written: dict[str, Written] = {}
        self.made: dict[str, str] = {}

    def end(self) -> None:
        """Ends a build that went well: what it learned is put into what is kept."""
        for name in self._old.keys() - self._new.keys():
            self._results.pop(name, None)
            self._kept.pop(_result(name), None)
        for name, data in self._new_results.items():
            self._kept[_result(name)] = data
        if self._new != self._old:
            self._kept[_TRACES] = marshal.dumps({n: tuple(t) for n, t in self._new.items()})
        if self.written != self._written_before:
            written = {name: tuple(each) for name, each in self.written.items()}
            self._kept[_WRITTEN] = marshal.dumps(written)
        self.states.keep()
        self._turn = self._kept[_TURN] = os.urandom(8)
        self._is_open = False
        self._alike = {}
        self._old, self._written_before = self._new, self.written

    # What facts are now.

    def tell(self, kind: str, words: str, teller: Callable[[str], object]) -> None:
        """Says how facts of a kind are looked up: those with `kind` before their colon.

        The teller gets what stands after it, and gives a value that changes when the fact does.
        `words` say what it is, with {} for what stands after the colon.
        """
        self._tellers[kind] = words, teller

    def _fact(self, name: str) -> bytes:
        known = self._facts.get(name)
        if known is None:
            kind, _, rest = name.partition(":")
            with aside():
                known = _mark(self._tellers[kind][1](rest))
            self._facts[name] = known
        return known

    # Making.

    def file(self, name: str, inputs: Inputs, produce: Callable[[], bytes]) -> None:
        """A file of the site. It is made only if it is not there as these inputs would make it."""
        marks = _marks(inputs)
        if name in self._there and self._is_as_it_was(name, marks):
            self._keep(name)
            return
        with self._making(name, marks) as trace:
            trace.result = self.put(name, produce())

    def files(
        self, name: str, inputs: Inputs, produce: Callable[[], Iterable[tuple[str, bytes | None]]]
    ) -> None:
        """Things that are made together: files, or what hands over files itself when it is made.

        A file that comes without its bytes stays as it is. While the whole is as it was, its parts
        are not asked: what they are made from must be among its inputs, or noted as a fact.
        """
        marks = _marks(inputs)
        if self._is_as_it_was(name, marks) and self._is_whole(name):
            self._keep(name)
            return
        with self._making(name, marks):
            for part, data in produce():
                if data is None:
                    self._stay(part)
                else:
                    self.put(part, data)

    def files_of_all(self, orders: Sequence[Order], many: int | None = None) -> None:
        """Many things like `files`, on all processors if `many` of them must be made."""
        self._make_all(orders, many or _MANY, self._is_whole, lambda order: self.files(*order))

    def settle_all(self, orders: Sequence[Order]) -> None:
        """Many things like `settle`, on all processors if many of them must be made."""
        self._make_all(orders, _MANY, lambda _name: True, lambda order: self.settle(*order))

    def _make_all(
        self,
        orders: Sequence[Order],
        many: int,
        is_there: Callable[[str], bool],
        make: Callable[[Order], object],
    ) -> None:
        stale = []
        for order in orders:
            if self._is_as_it_was(order.name, _marks(order.inputs)) and is_there(order.name):
                self._keep(order.name)
            else:
                stale.append(order)
        if len(stale) < many:
            for order in stale:
                make(order)
            return
        for gain in forked(stale, partial(self._gain_of, make)):
            self._take(gain)

    def recall(self, name: str, inputs: Inputs, produce: Callable[[], T]) -> T:
        """A value: the one that was made from these inputs before, or a new one.

        It is kept with `pickle`, and shared, so nobody may change it.
        """
        self.settle(name, inputs, produce)
        if name not in self._results:
            self._results[name] = self._loaded(name)
        result: T = self._results[name]
        return result

    def settle(self, name: str, inputs: Inputs, produce: Callable[[], object]) -> bytes:
        """The digest of such a value, which is made if it must be, but not looked at."""
        if name in self._new:
            note_all(self._new[name].facts)
            self._add_part(name)
        elif self._is_as_it_was(name, marks := _marks(inputs)):
            self._keep(name)
        else:
            with self._making(name, marks) as trace:
                self._results[name] = made = produce()
                self._new_results[name] = data = pickle.dumps(made, protocol=5)
                trace.result = digest_of_bytes(data)
        return self._new[name].result

    def recall_each(
        self, name: str, marks: Mapping[str, bytes], produce: Callable[[str], T]
    ) -> dict[str, T]:
        """Many small values by their keys: each as it was while its mark is, or else a new one.

        They are kept together, as reading many one by one takes long. A mark must stand for
        everything that a value is made from: facts that are noted on the way are not looked at.
        """
        parts: list[dict[str, bytes]] = [{} for _ in range(_PARTS)]
        for key, mark in marks.items():
            parts[crc32(key.encode()) % _PARTS][key] = mark
        orders = []
        for number, own in enumerate(parts):
            part = f"{name}, part {number}"
            orders.append(Order(part, own, partial(self._renewed, part, own, produce)))
        self.settle_all(orders)
        found: dict[str, T] = {}
        for order in orders:
            found |= self.recall(*order)
        return {key: found[key] for key in marks}

    def _renewed(
        self, part: str, marks: Mapping[str, bytes], produce: Callable[[str], T]
    ) -> dict[str, T]:
        known = self._old[part].inputs if part in self._old else {}
        values = self.last(part)
        with aside():
            return {
                key: values[key] if known.get(key) == mark else produce(key)
                for key, mark in marks.items()
            }

    def last(self, name: str) -> Any:
        """The value of that name when the last build ended; None if there was none."""
        if name not in self._old:
            return None
        if name in self._results and name not in self._new_results:
            return self._results[name]
        return pickle.loads(self._kept[_result(name)])

    def last_fact(self, name: str, fact: str) -> bytes | None:
        """What a fact was when the thing of that name was made; None if it is not known."""
        return self._old[name].facts.get(fact) if name in self._old else None

    def _loaded(self, name: str) -> Any:
        """A value that was kept; of many that are alike, such as empty ones, the same object."""
        mark = self._new[name].result
        if mark not in self._alike:
            data = self._new_results.get(name)
            self._alike[mark] = pickle.loads(self._kept[_result(name)] if data is None else data)
        return self._alike[mark]

    def put(self, name: str, data: bytes) -> bytes:
        """Takes in a file as it is, and gives its digest. Only what differs is written."""
        mark = digest_of_bytes(data)
        there = self._there.get(name)
        if there is None or there.digest != mark:
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            self._note_written(name, mark, target)
        else:
            self._stay(name)
        return mark

    def adopt(self, name: str, file: Path) -> None:
        """Takes in what somebody wrote straight into the folder of new files."""
        mark, there = digest_of_bytes(file.read_bytes()), self._there.get(name)
        if there and there.digest == mark:
            file.unlink()
            self._stay(name)
        else:
            self._note_written(name, mark, file)

    def names(self) -> set[str]:
        """The files of the site so far."""
        return {*self.written, *self.fresh()}

    def fresh(self) -> Iterator[str]:
        """The files in the folder of new files, whoever wrote them."""
        start = len(os.path.join(self.folder, ""))
        for place, _folders, names in os.walk(self.folder):
            prefix = place[start:].replace(os.sep, "/")
            yield from (f"{prefix}/{name}" if prefix else name for name in names)

    def _note_written(self, name: str, mark: bytes, file: Path) -> None:
        self.written[name] = Written.of(mark, file.stat())
        self.made[name] = next((why for why in self._whys if why), NEW)
        self._add_part(name)

    def _stay(self, name: str) -> None:
        self.written[name] = self._there[name]
        self._add_part(name)

    def _add_part(self, name: str) -> None:
        if self._open:
            self._open[-1].append(name)

    @contextmanager
    def _making(self, name: str, marks: dict[str, bytes]) -> Iterator["_Result"]:
        """Records the trace of what is made while this is open."""
        parts: list[str] = []
        found = _Result()
        self._whys.append(self._why(name, marks))
        self._open.append(parts)
        try:
            with gathered() as facts:
                yield found
        finally:
            self._open.pop()
            self._whys.pop()
        known = {fact: self._fact(fact) for fact in sorted(facts)} if self._is_kept else {}
        self._new[name] = Trace(marks, known, tuple(dict.fromkeys(parts)), found.result)
        self._add_part(name)

    # Looking.

    def is_renewed(self, name: str) -> bool:
        """Whether a thing that was there before this build was made again in it."""
        return name in self._old and self._new.get(name, self._old[name]) is not self._old[name]

    def has_same_facts(self, name: str, *kinds: str) -> bool:
        """Whether a thing was there before, and its facts of these kinds are as they were."""
        old = self._old.get(name)
        return old is not None and all(
            self._fact(fact) == mark for fact, mark in old.facts.items() if fact.startswith(kinds)
        )

    def _is_as_it_was(self, name: str, marks: dict[str, bytes]) -> bool:
        old = self._old.get(name)
        if old is None or old.inputs != marks:
            return False
        known = self._facts.get
        return all((known(fact) or self._fact(fact)) == mark for fact, mark in old.facts.items())

    def _is_whole(self, name: str) -> bool:
        """Whether all files that belong to a thing are there."""
        if not self.lost:
            return True
        old = self._old.get(name)
        if old is None or (name in self._written_before and name not in self._there):
            return name in self._there
        return all(part == name or self._is_whole(part) for part in old.parts)

    def _keep(self, name: str) -> None:
        """What was made before stays, with all that belongs to it."""
        old = self._old[name]
        note_all(old.facts)
        self._add_part(name)
        waiting = [name]
        while waiting:
            part = waiting.pop()
            if part in self._there:
                self.written[part] = self._there[part]
            if part in self._old and part not in self._new:
                self._new[part] = self._old[part]
                waiting += self._old[part].parts

    def _why(self, name: str, marks: dict[str, bytes]) -> str:
        """Why a thing is made, in plain words: what differs of its inputs, or else of its facts."""
        old = self._old.get(name)
        if old is None:
            return NEW
        differ = [each for each in marks if old.inputs.get(each) != marks[each]]
        for fact, mark in old.facts.items() if not differ else ():
            if self._fact(fact) != mark:
                kind, _, rest = fact.partition(":")
                differ.append(self._tellers[kind][0].format(rest))
        return ", ".join(differ)

    # Making in several processes.

    def _gain_of(self, make: Callable[[Order], object], orders: Sequence[Order]) -> bytes:
        """Makes things in a process of its own; what they add to this ledger, as bytes."""
        before = self._new.keys(), self.written.keys(), self._new_results.keys()
        new, written, results = (set(each) for each in before)
        parts = self._open[-1] if self._open else []
        start = len(parts)
        with gathered() as facts:
            for order in orders:
                make(order)
        gain = (
            {name: trace for name, trace in self._new.items() if name not in new},
            {name: each for name, each in self.written.items() if name not in written},
            {name: data for name, data in self._new_results.items() if name not in results},
            self.made,
            parts[start:],
            facts,
        )
        return pickle.dumps(gain, protocol=5)

    def _take(self, gain: bytes) -> None:
        new, written, results, made, parts, facts = pickle.loads(gain)
        self._new.update(new)
        self.written.update(written)
        self._new_results.update(results)
        for name in results:
            self._results.pop(name, None)
        self.made.update(made)
        for part in parts:
            self._add_part(part)
        note_all(facts)


@dataclass(slots=True)
class _Result:
    result: bytes = b""


def _marks(inputs: Inputs) -> dict[str, bytes]:
    return {name: _mark(value) for name, value in inputs.items()}


def _mark(value: object) -> bytes:
    return value if isinstance(value, bytes) else digest(value)


def _result(name: str) -> str:
    return f"result of {name}"


def _unmarshalled(data: bytes | None) -> dict[str, tuple[Any, ...]]:
    return marshal.loads(data) if data else {}
