"""Problems are told in one form, all together and in order."""

import pytest

from knowledge.problems import Problem, did_you_mean, report

LATER = Problem("content/tips/b.md", 12, "It is wrong.", "Mend it.")
EARLIER = Problem("content/tips/b.md", 3, "It is odd.", "Even it.")
OTHER_FILE = Problem("content/hints/z.md", 40, "It is gone.", "Bring it back.")


def test_problem_says_where_what_and_how_to_mend() -> None:
    assert str(LATER) == "content/tips/b.md:12: It is wrong. Mend it."


def test_report_is_sorted_by_path_then_by_line_as_a_number_and_counted() -> None:
    assert report([LATER, EARLIER, OTHER_FILE]) == (
        "content/hints/z.md:40: It is gone. Bring it back.\n"
        "content/tips/b.md:3: It is odd. Even it.\n"
        "content/tips/b.md:12: It is wrong. Mend it.\n"
        "3 problems found."
    )


def test_one_problem_met_twice_is_told_once() -> None:
    assert report([LATER, LATER]) == "content/tips/b.md:12: It is wrong. Mend it.\n1 problem found."


def test_no_problem_is_said_in_words() -> None:
    assert report([]) == "No problems found."


@pytest.mark.parametrize(
    ("word", "candidates", "answer"),
    [
        ("shrot", ["title", "short"], "Did you mean 'short'?"),
        ("SHORT", ["title", "short"], "Did you mean 'short'?"),
        ("see-also", ["see_also", "title"], "Did you mean 'see_also'?"),
        ("rye", ["wheat", "spelt"], "Ask."),
        ("rye", [], "Ask."),
        ("", ["wheat"], "Ask."),
        ("aac", ["aab", "aad"], "Did you mean 'aad'?"),
        ("aac", ["aad", "aab"], "Did you mean 'aad'?"),
    ],
)
def test_only_a_near_real_candidate_is_suggested(
    word: str, candidates: list[str], answer: str
) -> None:
    assert did_you_mean(word, candidates, "Ask.") == answer
