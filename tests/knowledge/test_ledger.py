"""A ledger makes what is no longer as it was, nothing else, and as if it made everything."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import forking, ledger
from knowledge.digests import digest_of_bytes
from knowledge.facts import gathered, note
from knowledge.ledger import NEW, Ledger, Order


class Bakery:
    """Builds of a site. `facts` is what its files say, `calls` what the last build made.

    `site` is the output: what each build that ended left there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.facts: dict[str, object] = {}
        self.kept: dict[str, bytes] = {}
        self.calls: list[str] = []
        self.site: dict[str, bytes] = {}
        self.ledger = Ledger(self.kept)

    def reopen(self) -> None:
        """Goes on in another process, which knows what was kept and nothing else."""
        self.ledger = Ledger(dict(self.kept))
        self.kept = self.ledger._kept  # type: ignore[assignment]

    @contextmanager
    def build(self, *lost: str) -> Iterator[Ledger]:
        """A build, which fails if what is done in it does. `lost` files are gone by then."""
        for name in lost:
            self.site.pop(name, None)
        self.calls.clear()
        fresh = Path(tempfile.mkdtemp(dir=self._folder))
        self.ledger.begin(fresh, lost)
        self.ledger.tell("fact", "the fact {}", self.facts.get)
        yield self.ledger
        self.ledger.end()
        new = {
            file.relative_to(fresh).as_posix(): file.read_bytes()
            for file in fresh.rglob("*")
            if file.is_file()
        }
        names = self.ledger.files_before.keys()
        assert new.keys() <= names
        self.site = {name: new[name] if name in new else self.site[name] for name in names}

    def fact(self, name: str) -> object:
        """What a fact is; who asks depends on it."""
        note(f"fact:{name}")
        return self.facts[name]

    def text(self, name: str, *facts: str) -> Callable[[], bytes]:
        """Something that can be made: all these facts, under a name."""

        def produce() -> bytes:
            self.calls.append(name)
            return repr([self.fact(each) for each in facts]).encode()

        return produce

    def value(self, name: str, *facts: str) -> Callable[[], list[object]]:
        """The same as a value."""

        def produce() -> list[object]:
            self.calls.append(name)
            return [self.fact(each) for each in facts]

        return produce


@pytest.fixture
def bakery(tmp_path: Path) -> Bakery:
    found = Bakery(tmp_path)
    found.facts = {"flour": "rye", "water": "cold"}
    return found


# What became of a thing.


def test_thing_that_was_there_is_renewed_when_it_is_made_again(bakery: Bakery) -> None:
    found = []
    for flour in ("rye", "rye", "oat"):
        with bakery.build() as build:
            build.recall("dough", {"flour": flour}, bakery.value("dough"))
            found.append(build.is_renewed("dough"))
            assert not build.is_renewed("cake")
    assert found == [False, False, True]


def test_facts_are_compared_by_their_kinds(bakery: Bakery) -> None:
    with bakery.build() as build:
        build.recall("dough", {}, bakery.value("dough", "flour"))
    bakery.facts["flour"] = "oat"
    with bakery.build() as build:
        assert build.has_same_facts("dough", "water:")
        assert not build.has_same_facts("dough", "fact:", "water:")
        assert not build.has_same_facts("cake", "water:")


# Files.


def test_file_is_made_once(bakery: Bakery) -> None:
    for calls in (["loaf"], [], []):
        with bakery.build() as build:
            build.file("loaf", {"oven": 1}, bakery.text("loaf", "flour"))
        assert bakery.calls == calls
        assert set(build.made) == set(calls)
        assert bakery.site == {"loaf": b"['rye']"}


def test_file_is_not_made_again_by_another_process(bakery: Bakery) -> None:
    for calls in (["loaf"], []):
        bakery.reopen()
        with bakery.build() as build:
            build.file("loaf", {"oven": 1}, bakery.text("loaf", "flour"))
        assert bakery.calls == calls
        assert bakery.site == {"loaf": b"['rye']"}


@pytest.mark.parametrize("is_new_process", [False, True])
def test_file_is_made_again_when_an_input_is_another(bakery: Bakery, is_new_process: bool) -> None:
    for oven in (1, 2):
        if is_new_process:
            bakery.reopen()
        with bakery.build() as build:
            build.file("loaf", {"oven": oven}, lambda oven=oven: b"%d" % oven)
        assert bakery.site == {"loaf": b"%d" % oven}


@pytest.mark.parametrize(
    "inputs", [{}, {"oven": 1, "tin": 1}, {"tin": 1}], ids=["fewer", "more", "others"]
)
def test_file_is_made_again_when_it_has_other_inputs(
    bakery: Bakery, inputs: Mapping[str, object]
) -> None:
    for each in ({"oven": 1}, inputs):
        with bakery.build() as build:
            build.file("loaf", each, bakery.text("loaf"))
        assert bakery.calls == ["loaf"]


@pytest.mark.parametrize("is_new_process", [False, True])
def test_file_is_made_again_when_a_fact_is_another(bakery: Bakery, is_new_process: bool) -> None:
    for flour in ("rye", "wheat"):
        if is_new_process:
            bakery.reopen()
        bakery.facts["flour"] = flour
        with bakery.build() as build:
            build.file("loaf", {}, bakery.text("loaf", "flour"))
        assert bakery.site == {"loaf": f"['{flour}']".encode()}


def test_facts_that_nobody_asked_for_may_change(bakery: Bakery) -> None:
    for water, calls in (("cold", ["loaf"]), ("warm", [])):
        bakery.facts["water"] = water
        with bakery.build() as build:
            build.file("loaf", {}, bakery.text("loaf", "flour"))
        assert bakery.calls == calls


def test_facts_of_the_last_time_alone_count(bakery: Bakery) -> None:
    """Which facts a thing depends on may hang on a fact."""

    def loaf() -> bytes:
        bakery.calls.append("loaf")
        return b"plain" if bakery.fact("flour") == "white" else repr(bakery.fact("water")).encode()

    changes = [{}, {"flour": "white"}, {"water": "warm"}, {"flour": "rye"}, {"water": "hot"}]
    calls = [1, 1, 0, 1, 1]
    for change, count in zip(changes, calls, strict=True):
        bakery.facts |= change
        with bakery.build() as build:
            build.file("loaf", {}, loaf)
        assert len(bakery.calls) == count, change
    assert bakery.site == {"loaf": b"'hot'"}


def test_file_that_comes_out_the_same_is_not_written(bakery: Bakery) -> None:
    for oven in (1, 2):
        with bakery.build() as build:
            build.file("loaf", {"oven": oven}, bakery.text("loaf", "flour"))
    assert bakery.calls == ["loaf"]
    assert build.made == {}
    assert bakery.site == {"loaf": b"['rye']"}


def test_lost_file_is_made_again(bakery: Bakery) -> None:
    for lost in ((), ("loaf",)):
        with bakery.build(*lost) as build:
            build.file("loaf", {}, bakery.text("loaf", "flour"))
            build.file("roll", {}, bakery.text("roll", "flour"))
    assert bakery.calls == ["loaf"]
    assert bakery.site == {"loaf": b"['rye']", "roll": b"['rye']"}


def test_file_that_nobody_asks_for_is_gone(bakery: Bakery) -> None:
    for names in (["loaf", "roll"], ["roll"]):
        with bakery.build() as build:
            for name in names:
                build.file(name, {}, bakery.text(name, "flour"))
    assert bakery.site.keys() == {"roll"}
    assert set(bakery.ledger.files_before) == {"roll"}
    with bakery.build() as build:
        build.file("loaf", {}, bakery.text("loaf", "flour"))
    assert bakery.calls == ["loaf"]


def test_file_that_is_asked_for_twice_is_one_file(bakery: Bakery) -> None:
    for _ in range(2):
        with bakery.build() as build:
            build.file("loaf", {}, bakery.text("loaf", "flour"))
            build.file("loaf", {}, bakery.text("loaf", "flour"))
        assert bakery.site == {"loaf": b"['rye']"}
    assert bakery.calls == []


def test_names_are_those_of_the_site_so_far(bakery: Bakery) -> None:
    for _ in range(2):
        with bakery.build() as build:
            build.file("a/loaf", {}, bakery.text("loaf"))
            build.put("roll", b"white")
            assert build.names() == {"a/loaf", "roll"}
            (build.folder / "bun").write_bytes(b"straight into the folder")
            assert build.names() == {"a/loaf", "roll", "bun"}
            (build.folder / "bun").unlink()


# Files as they are.


def test_put_writes_what_differs(bakery: Bakery) -> None:
    for data, made in ((b"rye", {"loaf"}), (b"rye", set()), (b"oat", {"loaf"})):
        with bakery.build() as build:
            assert build.put("loaf", data) == digest_of_bytes(data)
        assert set(build.made) == made
        assert bakery.site == {"loaf": data}


def test_put_writes_what_was_lost(bakery: Bakery) -> None:
    for lost in ((), ("loaf",)):
        with bakery.build(*lost) as build:
            build.put("loaf", b"rye")
        assert set(build.made) == {"loaf"}


def test_files_of_others_are_adopted(bakery: Bakery) -> None:
    for data, made in ((b"rye", {"a/loaf"}), (b"rye", set()), (b"oat", {"a/loaf"})):
        with bakery.build() as build:
            file = build.folder / "a" / "loaf"
            file.parent.mkdir()
            file.write_bytes(data)
            build.adopt("a/loaf", file)
        assert set(build.made) == made
        assert bakery.site == {"a/loaf": data}


# Values.


def test_value_is_made_once(bakery: Bakery) -> None:
    for calls in (["dough"], [], []):
        with bakery.build() as build:
            for _ in range(2):
                value = build.recall("dough", {"tin": 1}, bakery.value("dough", "flour"))
                assert value == ["rye"]
        assert bakery.calls == calls


def test_value_is_handed_on_to_another_process(bakery: Bakery) -> None:
    for calls in (["dough"], []):
        bakery.reopen()
        with bakery.build() as build:
            assert build.recall("dough", {}, bakery.value("dough", "flour")) == ["rye"]
        assert bakery.calls == calls


@pytest.mark.parametrize("is_new_process", [False, True])
def test_value_is_made_again_when_a_fact_is_another(bakery: Bakery, is_new_process: bool) -> None:
    for flour in ("rye", "wheat", "wheat"):
        if is_new_process:
            bakery.reopen()
        bakery.facts["flour"] = flour
        with bakery.build() as build:
            assert build.recall("dough", {}, bakery.value("dough", "flour")) == [flour]
    assert bakery.calls == []


def test_value_may_be_nothing(bakery: Bakery) -> None:
    for calls in (["dough"], []):
        bakery.reopen()
        with bakery.build() as build:
            assert build.recall("dough", {}, lambda: bakery.calls.append("dough")) is None
        assert bakery.calls == calls


def test_settled_value_is_told_by_its_digest(bakery: Bakery) -> None:
    found = []
    for flour in ("rye", "rye", "oat"):
        bakery.facts["flour"] = flour
        with bakery.build() as build:
            found.append(build.settle("dough", {}, bakery.value("dough", "flour")))
            assert build.settle("dough", {}, bakery.value("dough", "flour")) == found[-1]
    assert found[0] == found[1] != found[2]


def test_value_that_nobody_asks_for_is_forgotten(bakery: Bakery) -> None:
    with bakery.build() as build:
        build.recall("dough", {}, bakery.value("dough", "flour"))
    with bakery.build():
        pass
    assert not [name for name in bakery.kept if "dough" in name]
    with bakery.build() as build:
        assert build.last("dough") is None
        build.recall("dough", {}, bakery.value("dough", "flour"))
    assert bakery.calls == ["dough"]


@pytest.mark.parametrize("is_new_process", [False, True])
def test_small_values_are_made_again_one_by_one(
    bakery: Bakery, is_new_process: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_MANY", 1000)  # what other processes are asked is not heard here
    rolls = {f"roll {number}": b"old" for number in range(200)}
    sold = {name: mark for name, mark in rolls.items() if name != "roll 4"}
    for baked, calls in (
        (rolls, [*rolls]),
        (rolls, []),
        ({**rolls, "roll 7": b"new"}, ["roll 7"]),
        (sold, ["roll 7"]),
        (rolls, ["roll 4"]),
    ):
        if is_new_process:
            bakery.reopen()
        with bakery.build() as build:
            found = build.recall_each("rolls", baked, lambda name: bakery.value(name)() or name)
        assert [*found.items()] == [(name, name) for name in baked]
        assert sorted(bakery.calls) == sorted(calls)


def test_small_values_that_other_processes_made_are_known(
    bakery: Bakery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_MANY", 2)
    monkeypatch.setattr(forking, "_processors", lambda: 2)
    rolls = {f"roll {number}": b"old" for number in range(200)}
    for maker in (os.getpid(), None):
        with bakery.build() as build:
            found = build.recall_each("rolls", rolls, lambda name: (name, os.getpid()))
        assert [name for name, _process in found.values()] == [*rolls]
        assert maker not in {process for _name, process in found.values()}


def test_small_values_are_told_by_their_marks_alone(bakery: Bakery) -> None:
    for flour in ("rye", "oat"):
        bakery.facts["flour"] = flour
        with bakery.build() as build, gathered() as facts:
            found = build.recall_each("rolls", {"roll": b""}, lambda _: bakery.fact("flour"))
        assert found == {"roll": "rye"}
        assert not facts


def test_small_value_that_is_gone_is_forgotten(bakery: Bakery) -> None:
    for names in (["plum", "fig"], ["fig"], []):
        with bakery.build() as build:
            build.recall_each("rolls", dict.fromkeys(names, b""), lambda name: f"with {name}")
        kept = b"".join(bakery.kept.values())
        assert [name for name in ("plum", "fig") if f"with {name}".encode() in kept] == names


@pytest.mark.parametrize("is_new_process", [False, True])
def test_last_is_the_value_of_the_build_before(bakery: Bakery, is_new_process: bool) -> None:
    last, facts = [], []
    for flour in ("rye", "oat", "spelt"):
        if is_new_process:
            bakery.reopen()
        bakery.facts["flour"] = flour
        with bakery.build() as build:
            last.append(build.last("dough"))
            facts.append(build.last_fact("dough", "fact:flour"))
            build.recall("dough", {}, bakery.value("dough", "flour"))
            assert build.last_fact("dough", "fact:flour") == facts[-1]
    assert last == [None, ["rye"], ["oat"]]
    assert facts[0] is None
    assert facts[1] != facts[2]
    assert bakery.ledger.last_fact("dough", "fact:water") is None
    assert bakery.ledger.last_fact("paste", "fact:flour") is None


def test_last_is_that_also_when_there_is_a_newer_one(bakery: Bakery) -> None:
    for flour in ("rye", "oat"):
        bakery.facts["flour"] = flour
        with bakery.build() as build:
            build.recall("dough", {}, bakery.value("dough", "flour"))
            last = build.last("dough")
    assert last == ["rye"]


# Things within things.


def test_facts_of_a_part_are_facts_of_the_whole(bakery: Bakery) -> None:
    """Also when the part was made before, by somebody else, or in another build."""

    def loaf() -> bytes:
        bakery.calls.append("loaf")
        return repr(ledger.recall("dough", {}, bakery.value("dough", "flour"))).encode()

    ledger = bakery.ledger
    for flour in ("rye", "rye", "oat"):
        bakery.facts["flour"] = flour
        for is_asked_before in (True, False):
            with bakery.build() as build:
                if is_asked_before:
                    build.recall("dough", {}, bakery.value("dough", "flour"))
                build.file("loaf", {"how": is_asked_before}, loaf)
                with gathered() as facts:
                    build.recall("dough", {}, bakery.value("dough", "flour"))
                assert facts == {"fact:flour"}
            assert bakery.site == {"loaf": f"['{flour}']".encode()}


def test_whole_that_stays_tells_its_facts(bakery: Bakery) -> None:
    for _ in range(2):
        with bakery.build() as build, gathered() as facts:
            build.file("loaf", {}, bakery.text("loaf", "flour"))
        assert facts == {"fact:flour"}


def test_part_that_comes_out_the_same_leaves_its_whole_alone(bakery: Bakery) -> None:
    """When the whole is made from the digest of its part, and looks no further."""
    for water, calls in (("cold", ["dough", "loaf"]), ("warm", ["dough"])):
        bakery.facts["water"] = water

        def dough() -> bool:
            bakery.calls.append("dough")
            return bakery.fact("water") == "frozen"

        with bakery.build() as build:
            mark = build.settle("dough", {}, dough)
            build.file("loaf", {"dough": mark}, bakery.text("loaf", "flour"))
        assert bakery.calls == calls


def test_looking_a_fact_up_is_no_part_of_the_making(bakery: Bakery) -> None:
    """A fact may be the digest of a value that has facts of its own."""

    def dough(_: str) -> bytes:
        return bakery.ledger.settle("dough", {}, bakery.value("dough", "flour", "water"))

    def loaf() -> bytes:
        bakery.calls.append("loaf")
        note("dough:")
        return b"a loaf of " + dough("")

    for change, calls in (
        ({}, {"loaf", "dough"}),
        ({}, set()),
        ({"water": "hot"}, {"loaf", "dough"}),
    ):
        bakery.facts |= change
        with bakery.build() as build:
            build.tell("dough", "the dough", dough)
            build.file("loaf", {}, loaf)
        assert set(bakery.calls) == calls


# Things that are made together.


def rack(bakery: Bakery, build: Ledger, names: list[str], **inputs: object) -> None:
    """A group: a file of its own, and files that are things of their own."""

    def produce() -> Iterator[tuple[str, bytes]]:
        bakery.calls.append("rack")
        for name in names:
            build.file(f"rack/{name}", {}, bakery.text(name, name))
        yield "rack/label", repr(names).encode()

    build.files("rack", inputs, produce)


@pytest.fixture
def racked(bakery: Bakery) -> Bakery:
    bakery.facts = {"rye": 1, "oat": 1}
    with bakery.build() as build:
        rack(bakery, build, ["rye", "oat"])
    return bakery


@pytest.mark.parametrize("is_new_process", [False, True])
def test_parts_of_a_group_stay_with_it(racked: Bakery, is_new_process: bool) -> None:
    before = dict(racked.site)
    assert before.keys() == {"rack/rye", "rack/oat", "rack/label"}
    for _ in range(2):
        if is_new_process:
            racked.reopen()
        with racked.build() as build:
            rack(racked, build, ["rye", "oat"])
        assert racked.calls == []
        assert build.made == {}
        assert racked.site == before


def test_part_of_a_group_is_made_again_alone(racked: Bakery) -> None:
    racked.facts["rye"] = 2
    with racked.build() as build:
        rack(racked, build, ["rye", "oat"])
    assert racked.calls == ["rack", "rye"]
    assert build.made == {"rack/rye": "the fact rye"}
    assert racked.site["rack/rye"] == b"[2]"


@pytest.mark.parametrize("lost", ["rack/rye", "rack/label"])
def test_lost_file_of_a_group_is_made_again(racked: Bakery, lost: str) -> None:
    before = dict(racked.site)
    with racked.build(lost) as build:
        rack(racked, build, ["rye", "oat"])
    assert set(build.made) == {lost}
    assert racked.site == before


def test_part_that_a_group_has_no_more_is_gone(racked: Bakery) -> None:
    with racked.build() as build:
        rack(racked, build, ["oat"], sorts=1)
    assert racked.site.keys() == {"rack/oat", "rack/label"}


def test_groups_stand_in_groups(bakery: Bakery) -> None:
    bakery.facts = {"rye": 1, "oat": 1}

    def shop() -> Iterator[tuple[str, bytes]]:
        bakery.calls.append("shop")
        rack(bakery, bakery.ledger, ["rye", "oat"])
        value = bakery.ledger.recall("price", {}, bakery.value("price"))
        yield "sign", repr(value).encode()

    for lost, calls in (
        ((), ["shop", "rack", "rye", "oat", "price"]),
        ((), []),
        (("rack/oat",), ["shop", "rack", "oat"]),
        ((), []),
    ):
        with bakery.build(*lost) as build:
            build.files("shop", {}, shop)
        assert bakery.calls == calls
        assert bakery.site.keys() == {"rack/rye", "rack/oat", "rack/label", "sign"}
    bakery.reopen()
    with bakery.build() as build:
        assert build.recall("price", {}, bakery.value("price")) == []
        build.files("shop", {}, shop)
    assert bakery.calls == []


def test_file_without_its_bytes_stays(bakery: Bakery) -> None:
    for number in range(2):
        with bakery.build() as build:
            data = None if number else b"label"
            build.files("rack", {"number": number}, lambda data=data: [("label", data)])
        assert bakery.site == {"label": b"label"}
    assert build.made == {}


# Builds that fail.


class Burnt(Exception):
    """What goes wrong in a build."""


def fail(bakery: Bakery, *orders: tuple[str, str]) -> None:
    """A build that makes files and values from a fact each, and fails then."""
    with pytest.raises(Burnt):
        bake(bakery, *orders, ends=False)


def bake(bakery: Bakery, *orders: tuple[str, str], ends: bool = True) -> list[list[object]]:
    """The values of a build that makes files and values from a fact each."""
    with bakery.build() as build:
        for name, fact in orders:
            build.file(f"{name}.txt", {}, bakery.text(name, fact))
        values = [build.recall(name, {}, bakery.value(name, fact)) for name, fact in orders]
        if not ends:
            raise Burnt
    return values


@pytest.mark.parametrize("is_new_process", [False, True])
def test_build_that_failed_is_forgotten(bakery: Bakery, is_new_process: bool) -> None:
    bake(bakery, ("loaf", "flour"))
    before = dict(bakery.kept)
    bakery.facts["flour"] = "burnt"
    fail(bakery, ("loaf", "flour"), ("roll", "flour"))
    assert bakery.kept == before
    assert set(bakery.ledger.files_before) == {"loaf.txt"}
    if is_new_process:
        bakery.reopen()
    bakery.facts["flour"] = "rye"
    assert bake(bakery, ("loaf", "flour")) == [["rye"]]
    assert bakery.calls == []
    assert bakery.site == {"loaf.txt": b"['rye']"}


@pytest.mark.parametrize("is_new_process", [False, True])
def test_results_of_a_build_that_failed_are_not_used(bakery: Bakery, is_new_process: bool) -> None:
    """Its files went with it, and its values with them."""
    bake(bakery, ("loaf", "flour"))
    bakery.facts["flour"] = "oat"
    fail(bakery, ("loaf", "flour"))
    if is_new_process:
        bakery.reopen()
    assert bake(bakery, ("loaf", "flour")) == [["oat"]]
    assert bakery.calls == ["loaf", "loaf"]
    assert bakery.site == {"loaf.txt": b"['oat']"}


def test_last_is_of_the_build_that_ended(bakery: Bakery) -> None:
    bake(bakery, ("loaf", "flour"))
    for flour in ("oat", "spelt"):
        bakery.facts["flour"] = flour
        fail(bakery, ("loaf", "flour"))
    with bakery.build() as build:
        assert build.last("loaf") == ["rye"]
        build.recall("loaf", {}, bakery.value("loaf", "flour"))


def test_making_that_fails_leaves_no_trace(bakery: Bakery) -> None:
    """Somebody may catch the fault and go on."""

    def burn() -> bytes:
        raise Burnt

    with bakery.build() as build:
        with pytest.raises(Burnt):
            build.file("loaf", {}, burn)
        build.file("roll", {}, bakery.text("roll", "flour"))
    assert bakery.site.keys() == {"roll"}
    with bakery.build() as build, pytest.raises(Burnt):
        build.file("loaf", {}, burn)


def test_ledgers_that_share_what_they_keep_take_turns(bakery: Bakery) -> None:
    """As a process that lives on, and a command beside it."""

    def settle() -> None:
        with bakery.build() as build:
            build.settle("dough", {}, bakery.value("dough", "flour"))

    settle()
    living = bakery.ledger = Ledger(bakery.kept)
    settle()
    bakery.facts["flour"], bakery.ledger = "oat", Ledger(bakery.kept)
    settle()
    bakery.facts["flour"], bakery.ledger = "rye", living
    with bakery.build() as build:
        assert build.recall("dough", {}, bakery.value("dough", "flour")) == ["rye"]


# Why something is made.


def test_why_is_told_in_words(bakery: Bakery) -> None:
    told = []
    changes: list[tuple[dict[str, object], dict[str, object]]] = [
        ({}, {}),
        ({"the oven": 2}, {}),
        ({}, {"flour": "oat"}),
        ({"the oven": 3, "the tin": 2}, {"flour": "rye", "water": "hot"}),
    ]
    inputs: dict[str, object] = {"the oven": 1, "the tin": 1}
    for more, facts in changes:
        inputs |= more
        bakery.facts |= facts
        with bakery.build() as build:
            data = repr((inputs, bakery.facts)).encode()

            def loaf(data: bytes = data) -> bytes:
                bakery.text("loaf", "flour", "water")()
                return data

            build.file("loaf", inputs, loaf)
        told.append(build.made["loaf"])
    assert told == [
        NEW,
        "the oven",
        "the fact flour",
        "the oven, the tin",
    ]
    assert NEW == "it is new"


def test_why_of_a_part_is_why_of_the_whole(bakery: Bakery) -> None:
    for oven in (1, 2):
        with bakery.build() as build:
            build.files("rack", {"the oven": oven}, lambda o=oven: [(f"loaf {o}", b"")])
    assert build.made == {"loaf 2": "the oven"}


# Many things at once.


def shelf(bakery: Bakery, count: int) -> list[Order]:
    """Orders for groups that share a value and have one of their own."""

    def produce(number: int) -> Iterator[tuple[str, bytes]]:
        build = bakery.ledger
        dough = build.recall("dough", {}, bakery.value("dough", "flour"))
        own = build.recall(f"own {number}", {}, bakery.value(f"own {number}", f"fact {number}"))
        crust = repr((dough, own)).encode()
        build.file(f"{number}/crust", {"dough": crust}, lambda: crust)
        yield f"{number}/crumb", repr(bakery.fact("water")).encode()

    return [
        Order(f"loaf {number}", {"number": number}, partial(produce, number))
        for number in range(count)
    ]


@dataclass
class Outcome:
    """What builds came to."""

    sites: list[dict[str, bytes]] = field(default_factory=list)
    made: list[dict[str, str]] = field(default_factory=list)
    facts: list[set[str]] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    last: list[object] = field(default_factory=list)


def shop(folder: Path) -> Outcome:
    """Builds in which things change, alone and within a group."""
    bakery, outcome = Bakery(folder), Outcome()
    bakery.facts = {"flour": "rye", "water": "cold", **{f"fact {n}": n for n in range(20)}}
    changes: list[tuple[dict[str, object], tuple[str, ...]]] = [
        ({}, ()),
        ({}, ()),
        ({"fact 3": "other", "fact 8": "other"}, ()),
        ({}, ("4/crumb", "5/crust", "6/crumb")),
        ({"water": "hot"}, ("2/crust",)),
        ({"flour": "oat"}, ()),
    ]
    for number, (change, lost) in enumerate(changes):
        bakery.facts |= change
        if number % 2:
            bakery.reopen()
        with bakery.build(*lost) as build, gathered() as facts:

            def whole(build: Ledger = build) -> tuple[()]:
                build.files_of_all(shelf(bakery, 10))
                return ()

            build.settle_all(
                [
                    Order(f"own {n}", {}, bakery.value(f"own {n}", f"fact {n}"))
                    for n in range(10, 20)
                ]
            )
            outcome.last.append(build.last("own 13"))
            build.files("shop", {}, whole)
            outcome.values.append(build.recall("own 13", {}, bakery.value("own 13", "fact 13")))
        outcome.sites.append(dict(bakery.site))
        outcome.made.append(dict(sorted(build.made.items())))
        outcome.facts.append(facts)
    return outcome


def test_copies_make_what_one_process_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("alone", "shared"):
        (tmp_path / name).mkdir()
    alone = shop(tmp_path / "alone")
    monkeypatch.setattr(ledger, "_MANY", 2)
    monkeypatch.setattr(forking, "_processors", lambda: 2)
    processes: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: processes.append(1) or fork())
    assert shop(tmp_path / "shared") == alone
    assert processes
    assert [len(made) for made in alone.made] == [20, 0, 2, 3, 11, 10]


def test_few_things_are_made_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(forking, "_processors", lambda: 2)
    assert [len(made) for made in shop(tmp_path).made] == [20, 0, 2, 3, 11, 10]


def test_fault_in_a_copy_fails_the_build(bakery: Bakery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_MANY", 1)
    monkeypatch.setattr(forking, "_processors", lambda: 2)

    def burn() -> object:
        raise Burnt

    before = dict(bakery.kept)
    orders = [Order("good", {}, bakery.value("good")), Order("bad", {}, burn)]
    with pytest.raises(Burnt), bakery.build() as build:
        build.settle_all(orders)
    assert bakery.kept == before


# All of it at random: what is asked for, and what it is made from, as facts have it.

NODES = 6
FACTS = ("a", "b", "c")
CHOICES = st.sampled_from(FACTS)
NODE = st.tuples(
    st.lists(CHOICES, max_size=2),  # facts it reads at once
    st.lists(st.integers(0, NODES - 1), max_size=2),  # parts it asks for
    CHOICES,  # the fact by which it asks for more
    st.lists(st.integers(0, NODES - 1), max_size=2),  # what it asks for then
    st.booleans(),  # whether parts are inputs, or recalled within
)
STEP = st.tuples(
    st.dictionaries(CHOICES, st.integers(0, 2), max_size=2),
    st.lists(st.integers(0, NODES - 1), unique=True, max_size=NODES),
    st.sampled_from(["ends", "ends", "ends", "fails"]),
    st.booleans(),  # whether another process does it
    st.lists(st.integers(0, NODES - 1), unique=True, max_size=2),  # lost files
)
Node = tuple[list[str], list[int], str, list[int], bool]
Value = tuple[object, ...]


class Graph:
    """Things made from facts and from things with a lower number."""

    def __init__(self, bakery: Bakery, nodes: list[Node]) -> None:
        self._bakery = bakery
        self._nodes = nodes

    def truth(self, number: int) -> Value:
        """What a thing is when it is made from nothing."""
        facts, parts, switch, more, _ = self._nodes[number]
        known = self._bakery.facts
        asked = [*parts, *(more if known[switch] else ())]
        values = [self.truth(part) for part in asked if part < number]
        return (number, [known[fact] for fact in facts], values)

    def recalled(self, number: int) -> Value:
        """The same from the ledger."""
        _, parts, _, _, is_input = self._nodes[number]
        inputs: dict[str, object] = {}
        if is_input:
            inputs = {f"part {p}": self.recalled(p) for p in parts if p < number}
        return self._bakery.ledger.recall(f"thing {number}", inputs, partial(self._make, number))

    def _make(self, number: int) -> Value:
        self._bakery.calls.append(f"thing {number}")
        facts, parts, switch, more, _ = self._nodes[number]
        values = [self._bakery.fact(fact) for fact in facts]
        asked = [*parts, *(more if self._bakery.fact(switch) else ())]
        return (number, values, [self.recalled(part) for part in asked if part < number])

    def order(self, number: int) -> Iterator[tuple[str, bytes]]:
        """A group with a file within it and one of its own."""
        build = self._bakery.ledger
        build.file(f"{number}/file", {}, lambda: repr(self.recalled(number)).encode())
        yield f"{number}/own", repr(self._bakery.fact("a")).encode()

    def site(self, asked: list[int]) -> dict[str, bytes]:
        """What should be there."""
        own = repr(self._bakery.facts["a"]).encode()
        files = {f"{number}/file": repr(self.truth(number)).encode() for number in asked}
        return files | {f"{number}/own": own for number in asked}


@settings(max_examples=80, deadline=None)
@given(st.lists(NODE, min_size=NODES, max_size=NODES), st.lists(STEP, min_size=2, max_size=6))
def test_any_build_is_like_one_that_makes_everything(
    nodes: list[Node], steps: list[tuple[dict[str, int], list[int], str, bool, list[int]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bakery = Bakery(Path(folder))
        bakery.facts = dict.fromkeys(FACTS, 0)
        graph = Graph(bakery, nodes)
        for change, asked, ending, is_new_process, lost in steps:
            bakery.facts |= change
            if is_new_process:
                bakery.reopen()
            before = dict(bakery.site)
            names = [f"{number}/{name}" for number in lost for name in ("file", "own")]
            try:
                with bakery.build(*names) as build:
                    for number in asked:
                        build.files(f"group {number}", {}, partial(graph.order, number))
                    if ending == "fails":
                        raise Burnt
            except Burnt:
                bakery.site = before
                continue
            assert bakery.site == graph.site(asked)
            assert len(set(bakery.calls)) == len(bakery.calls)
            assert {each.digest for each in build.written.values()} == {
                digest_of_bytes(data) for data in bakery.site.values()
            }
        if asked and ending == "ends":
            with bakery.build() as build:
                for number in asked:
                    build.files(f"group {number}", {}, partial(graph.order, number))
            assert bakery.calls == []
            assert build.made == {}
