"""Saved events become files and texts, or a kind comment; whatever they hold, nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest

from knowledge import KINDS
from knowledge.coach import summary
from knowledge.frontmatter import read_markdown
from tests.tools.form_project import event, replay
from tools.issue_form.entry import Draft
from tools.issue_form.pull_request import description
from tools.issue_form.reading import MOST_LETTERS

TIP_KIND = next(kind for kind in KINDS if kind.name == "tip")
TIP = """\
---
title: Warm the pot
short: ""
# Take this line out when the file is ready for readers.
status: draft
---

Pour hot water in.
"""
CASE_STUDY = """\
---
title: "The oven: \\"our\\" bread & Tŷ Pobi"
short: "People who eat the bread plan the baking: all of it."
# Take this line out when the file is ready for readers.
status: draft
place: Aberystwyth
years: 2019 to 2022
nation:
  - wales
  - uk
organisations:
  - The bakers
  - "Crumb: a charity"
sources:
  - title: Our bread
    publisher: The bakers
    year: 2022
    url: https://example.org/bread?a=1&b=2
  - title: "A film: \\"Crust\\""
  - title: The mill
    url: https://example.org/mill
credits:
  - A baker in Ceredigion
---

## The problem

Nobody had asked. "Why?" 🍞

\\---

Dŵr, ŵy, ŷd.

הלחם שלנו: טוב.

## What people did together

They met:

- on Mondays
- in the café

and they \\*talked\\*.

## What changed

1\\. The bread.
2\\. The price: £2.

## What was learned

\\# Not a heading
Ask first.
"""
DEFINITION = """\
---
title: Crumb
short: "The soft part: inside."
# Take this line out when the file is ready for readers.
status: draft
aliases:
  - inside
  - soft part
---
"""
DESCRIPTION = """\
This came in by a form, in #12.
The words in `content/case-studies/the-oven-our-bread-ty-pobi.md` are as they were typed.

Closes #12

## Before you merge

- [ ] I read it whole. It tells no private person's own story, and holds no private details.
- [ ] The facts stand in the sources, and the words are not copied from them.
- [ ] What the check says is mended, by us if the person would rather not.
- [ ] Whoever is thanked asked for it. Nobody else is named.
- [ ] The line `status: draft` is out, and the person knows that it is going to be public.

## Pictures

They were not fetched. What the person says of them stands in the issue.
Look at each with care: who is in it, who made it, who agreed?
`make strip-pictures` takes out what a camera writes into them.

```text
https://github.com/user-attachments/assets/0a1b2c3d-0000-4000-8000-00000000000a
```
"""
COMMENT = """\
Thank you for writing. Nothing is lost: your words are all above.

We could not make a page of them yet. This is why:

- {}

You can change your text with the three dots at its top right. \
You do not have to: if you leave it, we will do it for you, or ask you here.
"""
NOT_TOLD = (
    "We cannot tell which form this is. Was it begun with one of our forms? "
    "Then please put its headings back. If not, we will write the page from your words."
)
NOT_ASKED = "Only an issue that was given the label `make-pull-request` can become a page."
NO_LICENCE = (
    "The box 'Yes. I wrote these words or may give them away, and they may be shared under "
    "CC BY 4.0.' is not ticked. "
    "All may use and change the content of this site, if they say where it comes from."
)
HIDDEN = (
    "Line 11 holds a letter that nobody can see ({}), and it can change how the line reads. "
    "Please delete the line and type it again."
)
NO_SOURCE = (
    "Source number {} cannot be read. Write it on one line like this: "
    "Title | Publisher | Year | https://example.org/page"
)


def moved(heading: str) -> str:
    return (
        f"The heading '### {heading}' is not there any more. "
        "Please put it back, with the answer under it."
    )


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("case-study", "content/case-studies/the-oven-our-bread-ty-pobi.md", CASE_STUDY),
        ("case-study-crlf", "content/case-studies/the-oven-our-bread-ty-pobi.md", CASE_STUDY),
        ("definition", "content/definitions/crumb.md", DEFINITION),
        ("tip", "content/tips/warm-the-pot.md", TIP),
        ("tip-without-label", "content/tips/warm-the-pot.md", TIP),
    ],
)
def test_form_becomes_one_file(tmp_path: Path, name: str, path: str, text: str) -> None:
    done = replay(tmp_path, event(name))
    assert (done.code, done.said, done.new_files) == (0, f"Wrote {path}.\n", {path: text})


def test_workflow_is_told_names_and_finds_texts_in_files(tmp_path: Path) -> None:
    done = replay(tmp_path, event("case-study"))
    assert done.outputs == (
        "branch=case-study/the-oven-our-bread-ty-pobi-12\n"
        "path=content/case-studies/the-oven-our-bread-ty-pobi.md\n"
    )
    assert done.texts == {
        "title.txt": "Case study: the-oven-our-bread-ty-pobi",
        "description.md": f"{DESCRIPTION}\n{summary([], [], None)}",
    }


def test_signs_of_a_shell_or_a_workflow_stay_letters(tmp_path: Path) -> None:
    done = replay(tmp_path, event("hostile-shell"))
    path = "content/tips/evil-touch-x-touch-y-touch-z.md"
    assert done.said == f"Wrote {path}.\n"
    assert done.outputs == f"branch=tip/evil-touch-x-touch-y-touch-z-13\npath={path}\n"
    assert done.texts["title.txt"] == "Tip: evil-touch-x-touch-y-touch-z"
    assert "$" not in done.texts["description.md"]
    assert done.new_files == {
        path: """\
---
title: ../../evil $(touch x) `touch y`; touch z
short: ""
# Take this line out when the file is ready for readers.
status: draft
try_this: $(touch x) ::set-output name=path::/etc/passwd %0Apath=x
credits:
  - $(touch x)
  - "`touch y`"
---

$(touch x)
\\`touch y\\`
::set-output name=branch::main
::error file=a::b
%0A%0D
${{ github.token }}
"; touch z; "
EOF
branch=main
"""
    }


def test_signs_of_yaml_stay_letters(tmp_path: Path) -> None:
    done = replay(tmp_path, event("hostile-yaml"))
    [(path, text)] = done.new_files.items()
    document = read_markdown(path, text.encode())
    assert document.problems == ()
    assert document.values == {
        "title": "title: &a [*a, *a]",
        "short": "",
        "status": "draft",
        "try_this": "x status: published --- body",
        "credits": [
            '&a "lol"',
            "*a",
            "!!python/name:os.system",
            "{a: b}",
            "# gone",
            "- deep",
            "? key",
            "---",
        ],
    }
    assert document.body.startswith("\n\\---\nstatus: published\n")


def test_signs_of_html_and_links_stay_letters(tmp_path: Path) -> None:
    done = replay(tmp_path, event("hostile-html"))
    [(path, text)] = done.new_files.items()
    assert path == "content/tips/script-alert-1-script.md"
    assert text.endswith(
        "\n&lt;!-- hidden -->\n&lt;script>alert(1)&lt;/script>\n"
        "&lt;img src=x onerror=alert(1)>\n"
        "\\[a\\]\\(javascript:alert(1)) !\\[b\\]\\(https://example.org/b.png)\n"
        "&amp;lt;b&amp;gt; &amp;amp; @everyone closes #1\n"
    )


def test_description_tells_what_the_coach_found_and_nothing_in_it_acts(tmp_path: Path) -> None:
    done = replay(tmp_path, event("hostile-html"))
    text = done.texts["description.md"]
    assert "is too long for a line of a card." in text
    assert re.findall(r"(?<!`)(?<!\\)<\w|@\w", text) == []


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("closes #1", "closes #\u20601"),
        ("Fixes gh-12", "Fixes gh-\u206012"),
        (
            "closes https://example.org/a/b/issues/3",
            "closes https://example.org/a/b/issues/\u20603",
        ),
        ("## Heading", "## Heading"),
    ],
)
def test_quoted_words_close_no_issue(told: str, shown: str) -> None:
    text = description(Draft(TIP_KIND, "bread", ""), 5, told, [])
    assert text.endswith(f"\n{shown}\n")
    assert re.findall(r"#[0-9]+", text) == ["#5", "#5"]


def test_description_has_room_for_what_the_coach_says() -> None:
    parts = "".join(f"\n\n### Part {number}\n\n{'x' * 600}" for number in range(100))
    text = description(Draft(TIP_KIND, "bread", ""), 5, parts, [])
    assert len(text) < MOST_LETTERS
    assert text.endswith("xxx\n\nThere is more than fits here: `make check` says all of it.\n")


def test_only_the_words_of_the_form_are_headings(tmp_path: Path) -> None:
    done = replay(tmp_path, event("other-headings"))
    [text] = done.new_files.values()
    assert text.endswith(
        "---\n\n\\### First\n\nPour.\n\n\\#### How is it done?\n\\### How is it done? Again\n"
    )


def test_title_may_be_longer_than_a_slug(tmp_path: Path) -> None:
    done = replay(tmp_path, event("title-long"))
    [path] = done.new_files
    assert path == f"content/tips/{'-'.join(['bread'] * 10)}.md"


@pytest.mark.parametrize(
    ("name", "faults"),
    [
        (
            "correction",
            ["This form makes no page of its own. We will mend the page that it names."],
        ),
        ("template-gone", [NOT_TOLD]),
        ("label-forged", [NOT_TOLD]),
        ("label-of-two-forms", [NOT_TOLD]),
        ("label-other", [NOT_ASKED]),
        ("not-labelled", [NOT_ASKED]),
        ("of-a-pull-request", [NOT_ASKED]),
        ("number-of-letters", [NOT_ASKED]),
        ("hidden-nul", [HIDDEN.format("U+0000")]),
        ("hidden-override", [HIDDEN.format("U+202E")]),
        ("hidden-half-letter", [HIDDEN.format("U+D83D")]),
        ("licence-unticked", [NO_LICENCE]),
        ("licence-reworded", [NO_LICENCE]),
        (
            "private-story",
            [
                "The box 'No. It is not the own story of a living private person, and it holds no "
                "private details of anybody.' is not ticked. If it is, please stop here. "
                'Write to us by the contact on the site\'s page "Take part" instead. We will '
                "talk first, and nothing becomes public that the person has not agreed to."
            ],
        ),
        (
            "hostile-headings",
            [
                "The line '### May we share it?' stands more than once. It is a heading of the "
                "form. If it is part of your answer, please write it in another way."
            ],
        ),
        (
            "template-edited",
            [
                moved("How is it done?"),
                "The headings are not in the order of the form. Please put them back in order.",
                "There are words above the first heading, and they belong to no question. "
                "Please move them into an answer.",
            ],
        ),
        (
            "no-body",
            [
                moved("Is this about one person's private life?"),
                moved("What is the tip?"),
                moved("How is it done?"),
                moved("May we share it?"),
            ],
        ),
        (
            "choice-not-offered",
            [
                "The answer to 'Which nations?' is none of its choices. "
                "They are: Wales; Across the UK."
            ],
        ),
        ("sources-unreadable", [NO_SOURCE.format(number) for number in (1, 2, 3)]),
        (
            "answers-missing",
            [
                f"There is no answer to '{label}'."
                for label in [
                    "What is it called?",
                    "In short?",
                    "Where?",
                    "When?",
                    "What was wrong?",
                    "What did people do?",
                    "What changed?",
                    "What was learned?",
                    "Where can we read it?",
                ]
            ],
        ),
        (
            "title-of-emoji",
            [
                "The title holds none of the letters a to z, and the name of the file is made of "
                "them. Please add a few words to it."
            ],
        ),
        (
            "title-taken",
            [
                "There is an entry named 'start-small' already. Is it the same? "
                "Then tell us what to add to it. If not, please choose another title."
            ],
        ),
    ],
)
def test_what_cannot_be_a_file_is_told_back_kindly(
    tmp_path: Path, name: str, faults: list[str]
) -> None:
    done = replay(tmp_path, event(name))
    assert done.texts == {"comment.md": COMMENT.format("\n- ".join(faults))}
    assert (done.code, done.said) == (1, "No file was made. The comment says why.\n")
    assert (done.new_files, done.outputs) == ({}, "")


def with_letters(count: int) -> dict[str, Any]:
    """A tip whose text has so many letters."""
    what = event("tip")
    text = what["issue"]["body"]
    filling = "Pour hot water in. " * (MOST_LETTERS // 19 + 1)
    start = text.index("Pour")
    what["issue"]["body"] = text[:start] + filling[: count - len(text)] + text[start:]
    return what


def test_text_as_long_as_github_allows_is_read(tmp_path: Path) -> None:
    assert replay(tmp_path, with_letters(MOST_LETTERS)).code == 0


def test_longer_text_is_told_back(tmp_path: Path) -> None:
    done = replay(tmp_path, with_letters(MOST_LETTERS + 1))
    assert done.texts == {
        "comment.md": COMMENT.format(
            "The text has 65,537 letters, and at most 65,536 can be read. Please make it shorter."
        )
    }
    assert (done.code, done.new_files) == (1, {})
