"""What the terminal says of each build, word for word."""

from pathlib import Path

from tools.serve.telling import saved, told
from tools.serve.worker import Answer

MADE = (
    ("tips/knead/index.html", "its own text"),
    ("search/words-3.json", "it counts the words"),
    ("definitions/bread/index.html", "it tells where the word is used"),
    ("index.html", "it lists the newest"),
    ("tips/index.html", "it lists the tips"),
)
TIP = "content/tips/knead.md"


def lines(answer: Answer, seconds: float = 0.0242, explains: bool = False) -> list[str]:
    return list(told(TIP, answer, seconds, explains))


def test_one_line_tells_what_was_made_and_why() -> None:
    assert lines(Answer(True, "", MADE[:3])) == [
        f"{TIP}: 2 pages and 1 file in 24 ms: tips/knead/ (its own text), "
        "definitions/bread/ (it tells where the word is used), ..."
    ]


def test_line_names_few_pages_of_many() -> None:
    assert lines(Answer(True, "", MADE), 2.34) == [
        f"{TIP}: 4 pages and 1 file in 2.3 s: tips/knead/ (its own text), "
        "definitions/bread/ (it tells where the word is used), / (it lists the newest), ..."
    ]


def test_line_without_pages_names_files() -> None:
    assert lines(Answer(True, "", (("robots.txt", ""),), ("old.txt",))) == [
        f"{TIP}: 1 file and 1 removed in 24 ms: robots.txt"
    ]


def test_build_that_made_nothing_says_so() -> None:
    assert lines(Answer(True, "")) == [f"{TIP}: the site is up to date in 24 ms"]


def test_every_file_has_its_line_when_it_is_asked_for() -> None:
    assert lines(Answer(True, "", MADE[:2], ("tips/rise/index.html",)), explains=True) == [
        f"{TIP}: 1 page and 1 file and 1 removed in 24 ms",
        "  tips/knead/ (its own text)",
        "  search/words-3.json (it counts the words)",
        "  tips/rise/: removed",
    ]


def test_failed_build_is_followed_by_its_whole_report() -> None:
    for explains in (False, True):
        assert lines(Answer(False, "a.md:1: no.\n1 problem found."), explains=explains) == [
            f"{TIP}: not rebuilt, after 24 ms",
            "a.md:1: no.\n1 problem found.",
        ]


def test_saved_files_are_named_in_few_words(tmp_path: Path) -> None:
    one, other = tmp_path / "content" / "a.md", tmp_path / "site.yml"
    assert saved({one}, tmp_path) == "content/a.md"
    assert saved({other, one}, tmp_path) == "content/a.md and 1 more"
