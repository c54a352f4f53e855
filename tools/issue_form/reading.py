"""An issue's text as answers. What cannot be told for certain is refused, in kind words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tools.issue_form.forms import Form, Question

MOST_LETTERS = 65_536
"""The longest text that GitHub lets an issue have."""

_NOTHING = "_No response_"
# What no keyboard types: control characters, marks that turn the order of a text, half letters.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

Answers = dict[str, str]


def text_of(issue: Mapping[str, Any]) -> str:
    """What the person wrote, with one sort of line end."""
    return str(issue.get("body") or "").replace("\r\n", "\n").replace("\r", "\n")


def faults_of_text(text: str) -> Iterator[str]:
    """What keeps a text from being read at all."""
    if len(text) > MOST_LETTERS:
        yield (
            f"The text has {len(text):,} letters, and at most {MOST_LETTERS:,} can be read. "
            "Please make it shorter."
        )
    elif found := _HIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        yield (
            f"Line {line} holds a letter that nobody can see "
            f"(U+{ord(found[0]):04X}), and it can change how the line reads. "
            "Please delete the line and type it again."
        )


def form_of(forms: list[Form], issue: Mapping[str, Any], text: str) -> Form | None:
    """The form that was filled in, by the issue's label and by the headings of its text.

    None when they name several forms, or none.
    """
    labels = {str(label.get("name")) for label in issue.get("labels") or ()}
    lines = {line.rstrip() for line in text.split("\n")}
    named = {form.name for form in forms if form.name in labels}
    fitting = {
        form.name
        for form in forms
        if lines >= {question.heading for question in form.questions if question.is_needed}
    }
    told = named | fitting
    return next((form for form in forms if told == {form.name}), None)


def read_answers(form: Form, text: str) -> tuple[Answers, list[str]]:
    """Each answer by the name of its question, and every fault in how they stand.

    A line is a heading only when it is one of the form's, letter for letter.
    One that stands twice is refused, as nobody can tell which of the two is the form's.
    """
    lines = text.split("\n")
    questions = {question.heading: question for question in form.questions}
    marked = [(n, questions.get(line.rstrip())) for n, line in enumerate(lines)]
    found = [(n, question) for n, question in marked if question]
    faults = list(_faults_of_headings(form, lines, found))
    starts = [n for n, _question in found]
    answers = {
        question.field: _answer(lines[start + 1 : end])
        for (start, question), end in zip(found, [*starts[1:], None], strict=False)
    }
    return answers, faults or list(_faults_of_answers(form, answers))


def _answer(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    return "" if text == _NOTHING else text


def _faults_of_headings(
    form: Form, lines: list[str], found: list[tuple[int, Question]]
) -> Iterator[str]:
    names = [question.name for _, question in found]
    for question in form.questions:
        if names.count(question.name) > 1:
            yield (
                f"The line '{question.heading}' stands more than once. It is a heading of the "
                "form. If it is part of your answer, please write it in another way."
            )
        elif question.is_needed and question.name not in names:
            yield (
                f"The heading '{question.heading}' is not there any more. "
                "Please put it back, with the answer under it."
            )
    order = [question.name for question in form.questions if question.name in names]
    if len(set(names)) == len(names) and names != order:
        yield "The headings are not in the order of the form. Please put them back in order."
    if found and "".join(lines[: found[0][0]]).strip():
        yield (
            "There are words above the first heading, and they belong to no question. "
            "Please move them into an answer."
        )


def _faults_of_answers(form: Form, answers: Answers) -> Iterator[str]:
    for question in form.questions:
        answer = answers.get(question.field, "")
        labels = [label for _value, label in question.options]
        if question.is_tick:
            if answer not in {f"- [{sign}] {labels[0]}" for sign in "xX"}:
                yield f"The box '{labels[0]}' is not ticked. {question.help}"
        elif question.is_needed and not answer:
            yield f"There is no answer to '{question.label}'."
        elif labels and not set(chosen(answer)) <= set(labels):
            yield (
                f"The answer to '{question.label}' is none of its choices. "
                f"They are: {'; '.join(labels)}."
            )


def chosen(answer: str) -> list[str]:
    """What was chosen from a list."""
    return answer.split(", ") if answer else []
