"""Lessons: for each rule why it matters, an example, and whether a page can wait for it.

Messages say what is wrong and how to mend it. This says the rest, for people who meet a rule
for the first time.
"""

from typing import Literal, NamedTuple

Severity = Literal["error", "suggestion"]


class Lesson(NamedTuple):
    """What to tell of a rule.

    An error must be mended before the page can go on the site; all else is a suggestion.
    """

    severity: Severity
    title: str
    why: str
    example: str = ""


_COOKS = """\
---
title: Neighbours who cook together
short: Once a week one street eats at one table.
---

The text begins here."""

LESSONS = {
    "fence": Lesson(
        "error",
        "Where the fields begin and end",
        "The lines between the two rows of hyphens tell the site what the page is called and "
        "where it belongs. Without them it cannot make a page.",
        _COOKS,
    ),
    "yaml": Lesson(
        "error",
        "Signs that mean something in the fields",
        "A program reads the fields at the top, and takes some signs, such as a colon, for its "
        "own. It does not guess what you meant, so that it never shows the wrong thing.",
        'title: "Our street: one table for all"',
    ),
    "encoding": Lesson(
        "error",
        "How the file is saved",
        "Letters such as \u00e9 and \u0175 and curly quotes turn into odd signs when a file is "
        "saved in an older way. Readers would see those.",
        "Choose 'Save as' in your editor, and there the encoding UTF-8.",
    ),
    "saving": Lesson(
        "suggestion",
        "How the file is saved",
        "Files that are all saved in one way can be compared line by line, so that others see "
        "what you changed and nothing else.",
        "Choose 'Save as' in your editor, and there UTF-8 and the line ends LF.",
    ),
    "file": Lesson(
        "error",
        "A file that cannot be read",
        "The site is made from these files. One that is not there leaves a hole.",
    ),
    "missing-field": Lesson(
        "error",
        "Something that every page of this kind needs",
        "Readers look for it, and the lists and the search are made from it.",
        "place: Cardiff\nyears: 2019 to 2021",
    ),
    "unknown-field": Lesson(
        "error",
        "A field that the site does not know",
        "The site would not know where to show it. Mostly it is a slip of the keyboard.",
        "title: Neighbours who cook together",
    ),
    "field-value": Lesson(
        "error",
        "A value that the site cannot read",
        "A program puts pages in order by such values, so it needs each of them in one form.",
        "reviewed: 2026-11-22\nyear: 2019",
    ),
    "no-source": Lesson(
        "error",
        "Where the facts come from",
        "Readers can look it up for themselves, and nobody has to take our word for it.",
        "sources:\n  - title: How we began\n    publisher: The Cooking Street\n    year: 2021\n"
        "    url: https://example.org/how-we-began",
    ),
    "consent": Lesson(
        "error",
        "The person's own agreement",
        "A story belongs to the person whose life it tells. They agree to tell it, see the "
        "finished text, and can take it back at any time.",
    ),
    "picture": Lesson(
        "error",
        "What a picture carries with it",
        "A picture can hold the place where it was taken, and people who never agreed to be "
        "seen. Each one says who made it and how we know that we may use it.",
        "made_by: The Cooking Street\npermission: They sent it to us for this page.\npeople: false",
    ),
    "picture-words": Lesson(
        "error",
        "Words for people who cannot see a picture",
        "Some readers hear the page. Without words the picture does not exist for them.",
        "![Six people round a long table in a garden](../images/table.jpg)",
    ),
    "picture-file": Lesson(
        "suggestion",
        "A picture that is not there",
        "Readers would see an empty frame.",
        "![Six people round a long table in a garden](../images/table.jpg)",
    ),
    "html": Lesson(
        "error",
        "HTML that is taken out",
        "Anyone may send a page, so all that could harm a reader is taken out of every page "
        "before it is shown. What you wrote there would be lost without a word.",
        "A film shows how it began: [The street that cooks](https://example.org/film)",
    ),
    "address": Lesson(
        "suggestion",
        "The address of the page",
        "The name of the file becomes the address, which people type, print and read out.",
        "content/case-studies/neighbours-who-cook.md",
    ),
    "length": Lesson(
        "suggestion",
        "Room for words",
        "Lists, cards and search show a few lines only. What is longer is cut off or not read.",
        "short: Once a week one street eats at one table.",
    ),
    "reference": Lesson(
        "suggestion",
        "A page that this one names",
        "Readers who want to know more follow it, so it has to lead somewhere.",
        "terms: [first-word, second-word]",
    ),
    "choice": Lesson(
        "suggestion",
        "A word from a list",
        "Filters work with a few fixed words. A page with another word is found by none of them.",
        "nation: wales",
    ),
    "source": Lesson(
        "suggestion",
        "A source in the list",
        "Each source stands once in one list, so that a web address that dies is mended once.",
        "sources: [how-we-began]",
    ),
    "set": Lesson(
        "suggestion",
        "A place in a numbered set",
        "Readers of a set go from one number to the next.",
        "set: name-of-the-set\nnumber: 3",
    ),
    "heading": Lesson(
        "suggestion",
        "The headings of the page",
        "People skim headings, and people who hear the page jump from one to the next. On all "
        "pages of a kind they are the same.",
        "## What changed",
    ),
    "link": Lesson(
        "suggestion",
        "A link that leads nowhere",
        "A dead link makes readers doubt the rest of the page.",
        "[the words you see](../definitions/name-of-the-file.md)",
    ),
    "label": Lesson(
        "suggestion",
        "One name for two words",
        "The words of a page link themselves to what they mean, so each name can lead to one "
        "page only.",
    ),
    "sense": Lesson(
        "suggestion",
        "A word with two meanings",
        "Readers should not have to guess which of the two you mean.",
    ),
    "easy-read": Lesson(
        "suggestion",
        "The Easy Read section",
        "Easy Read has one idea in each paragraph, with a picture beside it.",
        "## Easy read\n\n![](table) We sit round a table.",
    ),
    "hint-avoid": Lesson(
        "suggestion",
        "A word to think about",
        "Some words hurt people or hide what was done. The words people use of themselves are "
        "the best, so ask. What somebody said stays as they said it, between quotes.",
    ),
    "hint-acronym": Lesson(
        "suggestion",
        "Letters that stand for words",
        "People who do not know them feel shut out.",
        "Their general practitioner (GP) came too.",
    ),
    "hint-sentence": Lesson(
        "suggestion",
        "A long sentence",
        "Most of us lose the thread after about 25 words. Many readers do so sooner.",
        "Two short sentences say as much. They are easier to follow.",
    ),
    "hint-passive": Lesson(
        "suggestion",
        "Who did it?",
        "It matters to readers who decided and who did the work. Such a sentence leaves them out.",
        "Instead of 'It was decided to stay open': The cooks decided to stay open.",
    ),
}
"""By the `rule` of a problem; what comes first is told first."""

OTHER = Lesson("suggestion", "Something else", "It keeps the site in order for all who work on it.")
"""For a problem whose rule has no lesson."""
