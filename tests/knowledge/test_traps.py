"""Traps: each is told in words a beginner knows, and each suggestion works to the letter."""

import sys

import pytest
from written import STRAY_COLON, TAB, messages, read
from yaml.reader import Reader

from knowledge.frontmatter import Value
from knowledge.traps import unreadable

GUIDE = "See 'YAML in five minutes' in docs/authoring.md."
CLOSED = "A quote that opens on this line is closed too early or never."
MISFIT = (
    "This line does not fit the lines above it. Line it up with others of its sort: "
    f"fields under fields, hyphens under hyphens. {GUIDE}"
)
NO_COLON = (
    "This line has no colon, so it is not a field. "
    "Write 'field: text'. If it goes on with the text above, begin it with two spaces."
)
INVISIBLE = (
    "This line holds an invisible character that YAML cannot read. "
    "Delete the line and type it again."
)
ODD_SPACE = (
    "This line holds an invisible sign that YAML takes for a letter. "
    "Delete what is before the first letter and after the colon; type ordinary spaces."
)


def after(key: str, sign: str) -> str:
    return f"The text after '{key}' starts with {sign}, which YAML uses itself."


# What a beginner writes, what is said of it, what the suggestion makes of it, what is then read.
MENDED: dict[str, tuple[str, str, str, dict[str, Value]]] = {
    "colon in a title": (
        "title: KeyRing: neighbours",
        "2: The text after 'title' holds a colon, which YAML reads as a new field. "
        'Put the text in quotes: title: "KeyRing: neighbours"',
        'title: "KeyRing: neighbours"',
        {"title": "KeyRing: neighbours"},
    ),
    "colon at the end": (
        "title: KeyRing:",
        "2: The text after 'title' holds a colon, which YAML reads as a new field. "
        'Put the text in quotes: title: "KeyRing:"',
        'title: "KeyRing:"',
        {"title": "KeyRing:"},
    ),
    "colon, quotes and a backslash": (
        'title: say: "a\\b"',
        "2: The text after 'title' holds a colon, which YAML reads as a new field. "
        'Put the text in quotes: title: "say: \\"a\\\\b\\""',
        'title: "say: \\"a\\\\b\\""',
        {"title": 'say: "a\\b"'},
    ),
    "colon inside a list of parts": (
        "views:\n  - who: A: b\n    view: c",
        "3: The text after 'who' holds a colon, which YAML reads as a new field. "
        'Put the text in quotes: who: "A: b"',
        'views:\n  - who: "A: b"\n    view: c',
        {"views": [{"who": "A: b", "view": "c"}]},
    ),
    "colon in text that runs on": (
        "short: one\n  two: three",
        f"3: {STRAY_COLON}",
        'short: "one\n  two: three"',
        {"short": "one two: three"},
    ),
    "field set in under another": (
        "title: A\n  short: b",
        f"3: {STRAY_COLON}",
        "title: A\nshort: b",
        {"title": "A", "short": "b"},
    ),
    "part set in too far": (
        "views:\n  - who: A\n     view: B",
        f"4: {STRAY_COLON}",
        "views:\n  - who: A\n    view: B",
        {"views": [{"who": "A", "view": "B"}]},
    ),
    "part not set in enough": (
        "views:\n  - who: A\n   view: B",
        f"4: {MISFIT}",
        "views:\n  - who: A\n    view: B",
        {"views": [{"who": "A", "view": "B"}]},
    ),
    "items not in line": (
        "aliases:\n  - a\n - b",
        f"4: {MISFIT}",
        "aliases:\n  - a\n  - b",
        {"aliases": ["a", "b"]},
    ),
    "item set in under another": (
        "aliases:\n  - a\n    - b",
        "4: YAML reads this line as more of the text above, with the hyphen. "
        "If it is an item, line it up with the others. If not, put the text in quotes.",
        "aliases:\n  - a\n  - b",
        {"aliases": ["a", "b"]},
    ),
    "text that runs on with a hyphen": (
        "note: one\n  - two",
        "3: YAML reads this line as more of the text above, with the hyphen. "
        "If it is an item, line it up with the others. If not, put the text in quotes.",
        'note: "one\n  - two"',
        {"note": "one - two"},
    ),
    "no space after a hyphen": (
        "aliases:\n  -one\n  - two",
        "3: There is no space after the hyphen. Write - one",
        "aliases:\n  - one\n  - two",
        {"aliases": ["one", "two"]},
    ),
    "no space after the second hyphen": (
        "aliases:\n  - one\n  -two",
        "4: There is no space after the hyphen. Write - two",
        "aliases:\n  - one\n  - two",
        {"aliases": ["one", "two"]},
    ),
    "first field set in": (
        " title: A\nshort: b",
        f"3: {MISFIT}",
        "title: A\nshort: b",
        {"title": "A", "short": "b"},
    ),
    "tab before a part": (
        "views:\n\t- who: b",
        f"3: {TAB}",
        "views:\n  - who: b",
        {"views": [{"who": "b"}]},
    ),
    "tab before text that runs on": (
        "short: one\n\ttwo",
        f"3: {TAB}",
        "short: one\n  two",
        {"short": "one two"},
    ),
    "tab before literal text": ("note: |\n\ttwo", f"3: {TAB}", "note: |\n  two", {"note": "two"}),
    "curly quotes": (
        "title: “Hello: you”",
        "2: The text after 'title' stands between curly quotes, which YAML cannot use. "
        'Use straight quotes: title: "Hello: you"',
        'title: "Hello: you"',
        {"title": "Hello: you"},
    ),
    "curly quotes with others inside": (
        'title: “It’s a "loaf"”',
        "2: The text after 'title' stands between curly quotes, which YAML cannot use. "
        'Use straight quotes: title: "It’s a \\"loaf\\""',
        'title: "It’s a \\"loaf\\""',
        {"title": 'It’s a "loaf"'},
    ),
    "single curly quotes in a list": (
        "aliases:\n  - ‘loaf’",
        "3: The text after the hyphen stands between curly quotes, which YAML cannot use. "
        'Use straight quotes: - "loaf"',
        'aliases:\n  - "loaf"',
        {"aliases": ["loaf"]},
    ),
    "ampersand": (
        "title: & more",
        "2: The text after 'title' starts with &, YAML's sign for a repeat. "
        'Repeats are not allowed; if it is text, put it in quotes: title: "& more"',
        'title: "& more"',
        {"title": "& more"},
    ),
    "bold": (
        "title: **Bold** words",
        "2: The text after 'title' starts with *, YAML's sign for a repeat. "
        'Repeats are not allowed; if it is text, put it in quotes: title: "**Bold** words"',
        'title: "**Bold** words"',
        {"title": "**Bold** words"},
    ),
    "star in a list": (
        "aliases:\n  - *star",
        "3: The text after the hyphen starts with *, YAML's sign for a repeat. "
        'Repeats are not allowed; if it is text, put it in quotes: - "*star"',
        'aliases:\n  - "*star"',
        {"aliases": ["*star"]},
    ),
    "no space after the colon": (
        "title:A",
        "2: There is no space after the colon of 'title'. Write title: A",
        "title: A",
        {"title": "A"},
    ),
    "no space before an address": (
        "url:https://x.example/",
        "2: There is no space after the colon of 'url'. Write url: https://x.example/",
        "url: https://x.example/",
        {"url": "https://x.example/"},
    ),
    "no space after the colon of a part": (
        "views:\n  - who:A",
        "3: There is no space after the colon of 'who'. "
        'Write who: A - or, if it is text, "who:A"',
        "views:\n  - who: A",
        {"views": [{"who": "A"}]},
    ),
    "hash in text": (
        "title: Rule # one",
        "2: YAML drops everything after the # in 'title'. If it is text, put it in quotes: "
        'title: "Rule # one" - if not, put it on a line of its own.',
        'title: "Rule # one"',
        {"title": "Rule # one"},
    ),
    "hash at the start": (
        "title: #1 tip",
        "2: YAML drops everything after the # in 'title'. If it is text, put it in quotes: "
        'title: "#1 tip" - if not, put it on a line of its own.',
        'title: "#1 tip"',
        {"title": "#1 tip"},
    ),
    "hash in an item": (
        "aliases:\n  - a # b",
        "3: YAML drops everything after the # in this item. If it is text, put it in quotes: "
        '- "a # b" - if not, put it on a line of its own.',
        'aliases:\n  - "a # b"',
        {"aliases": ["a # b"]},
    ),
    "remark after a number": (
        "year: 2012 # or so",
        "2: YAML drops everything after the # in 'year'. If it is text, put it in quotes: "
        'year: "2012 # or so" - if not, put it on a line of its own.',
        "# or so\nyear: 2012",
        {"year": 2012},
    ),
    "remark after an inline list": (
        "aliases: [a, b] # all",
        "2: YAML drops everything after the # in 'aliases'. "
        "If it is text, put it in quotes - if not, put it on a line of its own.",
        "# all\naliases: [a, b]",
        {"aliases": ["a", "b"]},
    ),
    "hash in text that runs on": (
        "note: one\n  two # three",
        "3: YAML drops everything after the # on this line. "
        "If it is text, put all of it in quotes. If not, put it on a line of its own.",
        'note: "one\n  two # three"',
        {"note": "one two # three"},
    ),
    "quote never closed": (
        'title: "A\nshort: b',
        f'2: {CLOSED} Write title: "A"',
        'title: "A"\nshort: b',
        {"title": "A", "short": "b"},
    ),
    "quote never closed before another": (
        'title: "A\nshort: "b"',
        f'2: {CLOSED} Write title: "A"',
        'title: "A"\nshort: "b"',
        {"title": "A", "short": "b"},
    ),
    "quotes around the first word only": (
        'title: "A" b',
        f'2: {CLOSED} Write title: "\\"A\\" b"',
        'title: "\\"A\\" b"',
        {"title": '"A" b'},
    ),
    "quotes inside quotes": (
        'title: "say "x" now"',
        f'2: {CLOSED} Write title: "say \\"x\\" now"',
        'title: "say \\"x\\" now"',
        {"title": 'say "x" now'},
    ),
    "apostrophe in single quotes": (
        "title: 'It's here'",
        f'2: {CLOSED} Write title: "It\'s here"',
        'title: "It\'s here"',
        {"title": "It's here"},
    ),
    "two apostrophes in single quotes": (
        "title: 'It''s 'here'",
        f"2: {CLOSED} Write title: \"It's 'here\"",
        "title: \"It's 'here\"",
        {"title": "It's 'here"},
    ),
    "quotes around the start of an item": (
        'aliases:\n  - "a" b',
        f'3: {CLOSED} Write - "\\"a\\" b"',
        'aliases:\n  - "\\"a\\" b"',
        {"aliases": ['"a" b']},
    ),
    "backslash in quotes": (
        'title: "a \\q b"',
        "2: A backslash (\\) in this quoted text is not one that YAML knows. "
        "Write two backslashes for each one: \\\\",
        'title: "a \\\\q b"',
        {"title": "a \\q b"},
    ),
    "half a character in quotes": (
        'title: "\\ud800"',
        "2: A backslash (\\) in this quoted text is not one that YAML knows. "
        "Write two backslashes for each one: \\\\",
        'title: "\\\\ud800"',
        {"title": "\\ud800"},
    ),
    "inline list not closed": (
        "aliases: [a, b\nshort: c",
        "2: The [ on this line opens a list that YAML cannot follow to its end. "
        'End the list with ] - or, if it is text, put it in quotes: aliases: "[a, b"',
        "aliases: [a, b]\nshort: c",
        {"aliases": ["a", "b"], "short": "c"},
    ),
    "brace not closed": (
        "title: {you",
        "2: The { on this line opens a list that YAML cannot follow to its end. "
        'End the list with } - or, if it is text, put it in quotes: title: "{you"',
        'title: "{you"',
        {"title": "{you"},
    ),
    "braces of a template": (
        "title: {{ you }}",
        "2: YAML reads a list here, not text. If it is text, put it in quotes.",
        'title: "{{ you }}"',
        {"title": "{{ you }}"},
    ),
    "at sign in an item": (
        "aliases:\n  - @you",
        "3: The text after the hyphen starts with @, which YAML uses itself. "
        'Put the text in quotes: - "@you"',
        'aliases:\n  - "@you"',
        {"aliases": ["@you"]},
    ),
    "field with no colon": (
        "title: A\nshort\nnote: x",
        f"3: {NO_COLON}",
        "title: A\nshort: x\nnote: x",
        {"title": "A", "short": "x", "note": "x"},
    ),
    "last field with no colon": (
        "title: A\nshort = b",
        f"3: {NO_COLON}",
        "title: A\nshort: b",
        {"title": "A", "short": "b"},
    ),
    "text that runs on at the left edge": (
        "short: one\ntwo three\nnote: x",
        f"3: {NO_COLON}",
        "short: one\n  two three\nnote: x",
        {"short": "one two three", "note": "x"},
    ),
    "only text": (
        "title = A",
        f"2: These lines are not fields. Write each as 'field: text'. {GUIDE}",
        "title: A",
        {"title": "A"},
    ),
    "only a list": (
        "- a\n- b",
        f"2: These lines are not fields. Write each as 'field: text'. {GUIDE}",
        "aliases:\n- a\n- b",
        {"aliases": ["a", "b"]},
    ),
    "field twice": (
        "title: A\nshort: b\ntitle: c",
        "4: 'title' stands twice (first on line 2). Keep one of the two.",
        "short: b\ntitle: c",
        {"short": "b", "title": "c"},
    ),
    "part twice": (
        "views:\n  - who: A\n    who: B",
        "4: 'who' stands twice (first on line 3). Keep one of the two.",
        "views:\n  - who: A",
        {"views": [{"who": "A"}]},
    ),
    "repeat inside an inline list": (
        "aliases: [&a b, *a]",
        "2: This part is a repeat of another (YAML's & and *). Write the text out in full.",
        "aliases: [b, b]",
        {"aliases": ["b", "b"]},
    ),
    "no-break space after the colon": (
        "title:\u00a0A",
        f"2: {ODD_SPACE}",
        "title: A",
        {"title": "A"},
    ),
    "no-break spaces before an item": (
        "aliases:\n\u00a0\u00a0- a",
        f"3: {ODD_SPACE}",
        "aliases:\n  - a",
        {"aliases": ["a"]},
    ),
    "zero-width space before a field": (
        "\u200btitle: A",
        f"2: {ODD_SPACE}",
        "title: A",
        {"title": "A"},
    ),
    **{
        f"invisible character {ord(sign):x}": (
            f"title: A\nshort: b{sign}c",
            f"3: {INVISIBLE}",
            "title: A\nshort: bc",
            {"title": "A", "short": "bc"},
        )
        for sign in "\0\x07\x7f\x85\u2028\u2029\ufffe"
    },
    **{
        f"text that starts with {text[0]} ({text})": (
            f"title: {text}",
            f'2: {after("title", text[0])} Put the text in quotes: title: "{text}"',
            f'title: "{text}"',
            {"title": text},
        )
        for text in ("@you", "`you`", "%you", "[you] and me", "[a](b.md)", "{you} and me", "!Wow")
        + ("! Wow", "!!binary aGk=", "> 5 people", "| x", "? x", "- x", ", x", "]x")
    },
}


@pytest.mark.parametrize(("fields", "message", "mended", "values"), MENDED.values(), ids=MENDED)
def test_trap_is_told_and_its_suggestion_works(
    fields: str, message: str, mended: str, values: dict[str, Value]
) -> None:
    trapped = read(fields)
    assert messages(trapped) == [f"a.md:{message}"]
    assert trapped.values == {}
    assert (messages(read(mended)), read(mended).values) == ([], values)


WELCOME: dict[str, tuple[str, dict[str, Value]]] = {
    "colon in quotes": ('title: "a: b"', {"title": "a: b"}),
    "colon in single quotes": ("title: 'a: b'", {"title": "a: b"}),
    "colon without a space": ("title: a:b", {"title": "a:b"}),
    "address": ("url: https://a.example/b:c#d", {"url": "https://a.example/b:c#d"}),
    "address on the next line": ("url:\n  https://a.example/", {"url": "https://a.example/"}),
    "address in running text": (
        "note: See\n  https://a.example/b for more.",
        {"note": "See https://a.example/b for more."},
    ),
    "colon in running text": ("note: one\n  two:three", {"note": "one two:three"}),
    "addresses in a list": (
        "credits:\n  - https://a.example/",
        {"credits": ["https://a.example/"]},
    ),
    "hash without a space": ("title: C# and F#", {"title": "C# and F#"}),
    "hash in quotes": ('title: "Rule # one"', {"title": "Rule # one"}),
    "remark after quotes": ('title: "A" # remark', {"title": "A"}),
    "remark above": ("# remark: yes\ntitle: A\n  # more\nshort: b", {"title": "A", "short": "b"}),
    "remark beside a list": ("aliases: # other names\n  - a", {"aliases": ["a"]}),
    "remark beside a list at the left edge": ("aliases: # names\n- a", {"aliases": ["a"]}),
    "literal text": (
        "note: |\n  a: b\n  \tc # d\n\n  - e 'f\ntitle: g",
        {"note": "a: b\n\tc # d\n\n- e 'f\n", "title": "g"},
    ),
    "folded text": ("note: >-\n  a: b\n  c # d\ntitle: e", {"note": "a: b c # d", "title": "e"}),
    "literal text with a remark": ("note: | # kept\n  a: b", {"note": "a: b"}),
    "literal text with an indent": ("note: |2-\n   a: b", {"note": " a: b"}),
    "literal text in a list": (
        "credits:\n  - |\n    a: b: c\n  - d",
        {"credits": ["a: b: c\n", "d"]},
    ),
    "literal text in a part": (
        "views:\n  - who: |\n      a: b: c\n    view: d",
        {"views": [{"who": "a: b: c\n", "view": "d"}]},
    ),
    "inline list": ("aliases: [a, b c]", {"aliases": ["a", "b c"]}),
    "inline list with quotes": ('aliases: ["a: b", "c # d"]', {"aliases": ["a: b", "c # d"]}),
    "inline list over lines": ('aliases: [a,\n  "b: # c"]', {"aliases": ["a", "b: # c"]}),
    "inline list closed at the left edge": ("aliases: [\n  a,\n]", {"aliases": ["a"]}),
    "inline parts": ('views: [{who: A, view: "b: c"}]', {"views": [{"who": "A", "view": "b: c"}]}),
    "list at the left edge": ("aliases:\n- a\n- b", {"aliases": ["a", "b"]}),
    "text that runs on": (
        "note: one\n  two\n\n  three\ntitle: a",
        {"note": "one two\nthree", "title": "a"},
    ),
    "text that runs on with a quote": ('note: one\n  "two" three', {"note": 'one "two" three'}),
    "text that runs on with a minus": ("note: one\n  -5 degrees", {"note": "one -5 degrees"}),
    "quoted text that runs on": (
        'note: "one\n  two: three # four"\ntitle: a',
        {"note": "one two: three # four", "title": "a"},
    ),
    "single-quoted text that runs on": ("note: 'it''s\n  two: three'", {"note": "it's two: three"}),
    "text on the next line": ("note:\n  one two", {"note": "one two"}),
    "quoted text on the next line": (
        'note:\n  "one: # two\n  three: four"',
        {"note": "one: # two three: four"},
    ),
    "apostrophe": ("title: It's the carers' day", {"title": "It's the carers' day"}),
    "quotes inside": ('title: say "x" now', {"title": 'say "x" now'}),
    "curly quotes inside": (
        "title: The “right” word’s “place”",
        {"title": "The “right” word’s “place”"},
    ),
    "curly quotes at both ends": ("title: “One” or “two”", {"title": "“One” or “two”"}),
    "curly apostrophe first": ("title: ’Tis the carers’", {"title": "’Tis the carers’"}),
    "dashes and emoji": ("title: A — b – c 🎉", {"title": "A — b – c 🎉"}),
    "time": ("title: 15:30", {"title": "15:30"}),
    "decade": ("date: 1970s", {"date": "1970s"}),
    "leading noughts": ("title: 007", {"title": "007"}),
    "thousands": ("title: 1_000", {"title": "1_000"}),
    "other number bases": ("title: 0x10", {"title": "0x10"}),
    "decimals": ("title: 1.50", {"title": "1.50"}),
    "infinity": ("title: .inf", {"title": ".inf"}),
    "percentage": ("title: 50%", {"title": "50%"}),
    "negative number": ("number: -5", {"number": -5}),
    "year": ("years: 2012", {"years": 2012}),
    "date": ("reviewed: 2026-11-22", {"reviewed": "2026-11-22"}),
    "wrong dates stay as written": (
        "a: 22/11/2026\nb: 2026-02-30",
        {"a": "22/11/2026", "b": "2026-02-30"},
    ),
    "date and time": ("a: 2026-11-22 10:00:00", {"a": "2026-11-22 10:00:00"}),
    "yes and no": (
        "a: yes\nb: No\nc: TRUE\nd: off\ne: on",
        {"a": True, "b": False, "c": True, "d": False, "e": True},
    ),
    "nothing": ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
    "any order": ("short: b\ntitle: a", {"short": "b", "title": "a"}),
    "empty lines": ("\ntitle: a\n\n\nshort: b\n", {"title": "a", "short": "b"}),
    "spaces at the end": ("title: a  \naliases:  \n  - b  ", {"title": "a", "aliases": ["b"]}),
    "question": ("title: Why? ?x", {"title": "Why? ?x"}),
    "very large number": (f"a: {'9' * 5000}", {"a": "9" * 5000}),
    "very long line": (f"a: {'long ' * 20000}b", {"a": f"{'long ' * 20000}b"}),
}


@pytest.mark.parametrize(("fields", "values"), WELCOME.values(), ids=WELCOME)
def test_sensible_content_is_read_as_meant(fields: str, values: dict[str, Value]) -> None:
    assert (messages(read(fields)), read(fields).values) == ([], values)


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("further", range(9))
def test_quoted_text_may_run_over_many_lines(further: int, quote: str) -> None:
    text = "\n  ".join(["a: b", *["c: d"] * further])
    trapped = read(f"title: {quote}{text}{quote}\nshort: e: f")
    assert [fault.partition(" holds")[0] for fault in messages(trapped)] == [
        f"a.md:{further + 3}: The text after 'short'"
    ]
    assert read(f"title: {quote}{text}{quote}").values == {"title": " ".join(text.split())}
    assert CLOSED in messages(read(f"title: {quote}{text}"))[0]


def test_all_that_yaml_refuses_is_told_and_its_ends_of_lines_too() -> None:
    signs = [chr(number) for number in range(sys.maxunicode + 1) if chr(number) != "\n"]
    told = {signs[n] for n, _fault in unreadable(signs)}
    refused = {sign for sign in signs if Reader.NON_PRINTABLE.match(sign)}
    assert told == refused | {"\r", "\x85", "\u2028", "\u2029"}
