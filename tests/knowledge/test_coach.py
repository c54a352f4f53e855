"""The coach: the golden texts of beginners' mistakes, what comes first, what never escapes."""

import re
from pathlib import Path

import pytest
from told_mistakes import MISTAKES, told

from knowledge import Problem
from knowledge.coach import MOST_NOTES, annotations, is_error, lesson, summary
from knowledge.lessons import LESSONS, OTHER

A, B = "content/tips/a.md", "content/tips/b.md"
ROOT = Path(__file__).parents[2]

NAMES = sorted(file.stem for file in MISTAKES.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_of_a_mistake_is_what_was_read_and_agreed(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES / f"{name}.md"
    assert told(mistake, tmp_path) == mistake.with_suffix(".txt").read_text("utf-8")


def test_there_are_texts_for_the_twenty_commonest_mistakes() -> None:
    assert len(set(NAMES) - {"nothing-to-mend"}) >= 20


def problem(what: str, rule: str = "", path: str = A, line: int = 1) -> Problem:
    return Problem(path, line, what, "Mend it.", rule)


# Severity.


@pytest.mark.parametrize(
    ("rule", "is_in_the_way"),
    [
        ("yaml", True),
        ("fence", True),
        ("missing-field", True),
        ("no-source", True),
        ("consent", True),
        ("picture", True),
        ("picture-words", True),
        ("html", True),
        ("heading", False),
        ("link", False),
        ("length", False),
        ("hint-passive", False),
        ("", False),
        ("a rule that nobody wrote a lesson for", False),
    ],
)
def test_only_what_readers_need_is_in_the_way(rule: str, is_in_the_way: bool) -> None:
    assert is_error(problem("A fault.", rule)) == is_in_the_way


def test_a_rule_without_a_lesson_is_told_as_a_suggestion() -> None:
    assert lesson(problem("A fault.", "unheard-of")) == OTHER


def test_every_lesson_is_for_a_rule_that_some_module_names() -> None:
    """A lesson that nothing leads to would never be read."""
    modules = [file for file in (ROOT / "knowledge").rglob("*.py") if file.stem != "lessons"]
    code = "\n".join(file.read_text("utf-8") for file in modules)
    named = set(re.findall(r'"([a-z-]+)"', code)) | {"hint-passive", "hint-avoid"}
    assert set(LESSONS) <= named


def test_lessons_are_short_and_end_as_sentences_do() -> None:
    for rule, each in LESSONS.items():
        assert len(each.why.split()) <= 45, rule
        assert each.why.endswith("."), rule


# Notes beside the lines.


def test_notes_are_at_most_ten_and_the_rest_is_counted() -> None:
    ten = [problem(f"Fault {n}.", line=n) for n in range(1, 11)]
    assert len(annotations(ten, [], None)) == MOST_NOTES
    assert not any("more" in note for note in annotations(ten, [], None))
    found = annotations([*ten, *(problem("More.", line=n) for n in range(11, 17))], [], None)
    assert len(found) == MOST_NOTES
    told = "And 7 more. The summary of this check has them all."
    assert found[-1] == f"::notice title=More::{told}"


def test_errors_come_first_then_what_is_in_changed_files_and_hints_last() -> None:
    problems = [
        problem("Far off.", "heading", B),
        problem("Near.", "heading", A),
        problem("Error far off.", "html", B),
        problem("Error.", "html", A, 9),
    ]
    hints = [problem("A hint.", "hint-passive", A), problem("Not asked for.", "hint-passive", B)]
    found = annotations(problems, hints, {A})
    assert [note.partition("%0A")[0].rpartition("::")[2] for note in found] == [
        "Error. Mend it.",
        "Error far off. Mend it.",
        "Near. Mend it.",
        "A hint. Mend it.",
        "Far off. Mend it.",
    ]
    assert [note.partition(" ")[0] for note in found] == ["::error", "::error", *["::warning"] * 3]


def test_all_files_count_as_changed_when_nobody_knows() -> None:
    assert len(annotations([], [problem("A hint.", "hint-passive", B)], None)) == 1


HOSTILE = [
    "a\n::error::b",
    "a\r\n::set-output name=x::y",
    "a\r::add-mask::b",
    "100%0A::error::c",
    "a,line=1::b:",
    "\n##[command]x",
    "\u2028::stop-commands::x",
    "\x85\x0b\x0c\x1b[31m::error::",
    "\udce9",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_stranger_never_makes_a_command(text: str) -> None:
    path = f"content/tips/{text}.md"
    [note] = annotations([Problem(path, 3, text, text, "html")], [], None)
    assert len(note.splitlines()) == 1
    assert note.isprintable()
    pattern = r"::error file=([^,:]*),line=3,title=HTML that is taken out::(.*)"
    match = re.fullmatch(pattern, note)
    assert match
    assert _unescaped(match[1]).startswith("content/tips/")


def test_name_of_a_file_is_told_to_the_letter() -> None:
    path = "content/tips/a,b:c%0A\nd.md"
    [note] = annotations([problem("A fault.", "html", path)], [], None)
    match = re.match(r"::error file=([^,:]*),line", note)
    assert match
    assert _unescaped(match[1]) == path


def _unescaped(text: str) -> str:
    """As GitHub reads the value of a property."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


# The summary.


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[click](https://evil.example)",
        "![x](https://evil.example/track.png)",
        "`code` **bold** _it_ ~~gone~~ | table |",
        "&lt;b&gt;",
        "$x$",
        "a\n\n# A heading\n\n- an item\n\n```\nfence",
        "a\\",
    ],
)
def test_text_of_a_stranger_is_no_markdown(text: str) -> None:
    path = f"content/tips/{text}.md"
    found = summary([Problem(path, 1, text, text, "html")], [], None)
    [line] = [line for line in found.split("\n") if line.startswith("- ")]
    ours = re.sub(r"\\.", "", line)
    assert re.findall(r"[<>\[\]`_|~&$\\]", ours) == []
    assert ours.count("*") == 4


def test_nobody_is_called_by_a_message() -> None:
    found = summary([problem("Hello @everyone.", "html")], [], None)
    assert "@everyone" not in found
    assert "@\u2060everyone" in found


def test_summary_tells_errors_before_suggestions_and_each_rule_once() -> None:
    found = summary(
        [problem("A.", "heading"), problem("B.", "html"), problem("C.", "html", line=2)],
        [problem("D.", "hint-avoid")],
        {A},
    )
    titles = re.findall(r"^#+ (.*)$", found, re.MULTILINE)
    assert titles == [
        "Thank you for bringing this",
        "To be mended before it can go on the site",
        LESSONS["html"].title,
        "Suggestions",
        LESSONS["heading"].title,
        "What changed",
        LESSONS["hint-avoid"].title,
    ]
    assert found.count(LESSONS["html"].why) == 1
    assert "2 things keep it from going on the site as it is." in found


def test_summary_says_which_file_is_not_the_contributors_own() -> None:
    found = summary([problem("A.", "html", B)], [], {A})
    assert f"Line 1 of {B} (you did not change this file, so it may not be yours to mend)" in found


def test_summary_stays_small_whatever_is_found() -> None:
    many = [problem(f"Fault {n}.", "html", line=n) for n in range(1, 20_000)]
    found = summary(many, [], None)
    assert len(found.encode()) < 50_000
    assert "- And 19949 more like these." in found
