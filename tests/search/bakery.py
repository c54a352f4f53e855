"""A small site to search, and the engine that reads it, for tests of what readers are told."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from knowledge.search import SearchDocument, SearchKind, Section, files

ENGINE = """
import { Engine } from "./theme/static/js/search/engine.js";

const load = (address) => import("./theme/static/js/search-signs.js");
const answer = async ({ folder, steps }) => {
  const reads = [];
  const lost = new Set();
  let here = folder;
  const read = async (name, again = false) => {
    reads.push(again ? `${name} again` : name);
    if (lost.has(name)) throw new Error(`lost ${name}`);
    const text = readFileSync(`${here}/${name}`, "utf8");
    return JSON.parse(text.slice("searchFile(".length, text.lastIndexOf(")")));
  };
  let engine = new Engine(read, load);
  const answers = [];
  for (const [name, question] of steps) {
    if (name === "lose") question.forEach((file) => lost.add(file));
    else if (name === "find") question.forEach((file) => lost.delete(file));
    else if (name === "move") here = question;
    else if (name === "begin") engine = new Engine(read, load);
    else answers.push(await engine[name](question).catch((error) => ({ failed: String(error) })));
  }
  return { answers, reads };
};
"""

WORD = SearchKind("word", "Word", "Words")
TIP = SearchKind("tip", "Tip", "Tips")
PAGE = SearchKind("page", "Page", "Pages")


def document(
    kind: SearchKind, title: str, short: str, *names: str, forms: tuple[str, ...] = (), **text: str
) -> SearchDocument:
    """A document with a section for each heading; `start` is what comes before any."""
    sections = tuple(
        Section("", "", each) if name == "start" else Section(name, name.title(), each)
        for name, each in text.items()
    )
    address = f"/{kind.name}/{title.lower().replace(' ', '-')}/"
    return SearchDocument(address, kind, title, short, names, forms, sections)


LONG = "Flour comes from a mill. " * 12
BAKERY = (
    document(WORD, "Community oven", "An oven that a village shares.", start=LONG),
    document(WORD, "Sourdough", "Bread that rises by itself.", "Natural leaven", "SD"),
    document(
        WORD,
        "Starter",
        "Flour and water, alive.",
        "Levain",
        "Starter dough",
        forms=("fed",),
        start="A sourdough begins with it.",
        feeding=LONG + "Feed the starter each day with rye. " + LONG,
    ),
    document(WORD, "Stand-mixer", "A machine that kneads.", start="It saves your arms."),
    document(WORD, "Pâte fermentée", "Old dough for a new loaf.", start="Keep it cool."),
    document(WORD, "Journey of a loaf", "From the key grain to the day it is eaten."),
    document(TIP, "Knead by hand", "A standmixer is no must.", start="Push, fold and turn."),
    document(TIP, "Weigh your flour", "Use good scales.", start="A stand mixer has scales."),
    document(TIP, "Pay the miller", "Good flour has its price.", start="Rye flour too."),
    document(PAGE, "About us", "Who we are and what we bake.", start="We bake rye bread."),
    document(PAGE, "Who pays", "The village pays for the oven.", start="A village shares."),
)


def made_up(count: int) -> list[SearchDocument]:
    """Further pages, so that the index is in pieces. Their words begin like no word above."""
    chance = random.Random(8)
    syllables = [a + b for a in ("z", "x", "qu", "v", "j") for b in ("ao", "eu", "ix", "or", "un")]
    words = ["".join(chance.choices(syllables, k=3)) for _word in range(3000)]

    def text(size: int) -> str:
        return " ".join(chance.choices(words, k=size))

    return [
        document(PAGE, f"{text(2)} {place}".title(), text(9), start=text(40))
        for place in range(count)
    ]


def write(folder: Path, documents: Iterable[SearchDocument], language: str = "en-GB") -> Path:
    folder.mkdir()
    for name, content in files(documents, language):
        (folder / name).write_bytes(content)
    return folder


class Site:
    """A folder of files and the engine that reads it."""

    def __init__(self, run: Callable[..., Any], folder: Path) -> None:
        self.run, self.folder = run, folder

    def asked(self, *steps: tuple[str, Any]) -> dict[str, Any]:
        """The answers to steps, and the files read."""
        found: dict[str, Any] = self.run({"folder": str(self.folder), "steps": steps})
        return found

    def answers(self, typed: Iterable[str], **more: Any) -> list[dict[str, Any]]:
        """The answers to searches of one session."""
        steps = [("search", {"typed": each, **more}) for each in typed]
        found: list[dict[str, Any]] = self.asked(*steps)["answers"]
        return found


def titles(answer: dict[str, Any]) -> list[str]:
    """The titles of those with every word; then, after a bar, of those with some."""
    assert "failed" not in answer, answer
    found = [result["title"] for result in answer["results"]]
    whole = answer["whole"]
    return [*found[:whole], "|", *found[whole:]] if len(found) > whole else found


def table(site: Site, questions: Iterable[str], **more: Any) -> dict[str, list[str]]:
    asked = [*questions]
    return {
        typed: titles(answer)
        for typed, answer in zip(asked, site.answers(asked, **more), strict=True)
    }


def answer(results: list[dict[str, Any]], total: int, whole: int, **more: Any) -> dict[str, Any]:
    nothing = {"kinds": [], "instead": None, "nearest": [], "missing": "", "complaint": None}
    return {**nothing, "results": results, "total": total, "whole": whole, **more}


MIXERS = ["Stand-mixer", "Weigh your flour", "Knead by hand"]
