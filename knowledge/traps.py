"""Traps: what people who never saw YAML get wrong, found line by line and said in their words.

YAML reports these faults badly, or takes them for something else without a word.
"""

import re
from collections.abc import Iterator

Fault = tuple[str, str]
"""What is wrong, and how to mend it."""

GUIDE = "See 'YAML in five minutes' in docs/authoring.md."

_FIELD = re.compile(r"(?P<indent>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>.*)\Z")
_ITEM = re.compile(r"(?P<indent>\s*(?:- +)*)-(?P<key>)(?P<value>(?: .*)?)\Z")
_BLOCK_HEADER = re.compile(r"[|>](?:[+-]\d?|\d[+-]?)?(?:\s+#.*)?\Z")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'(?!\')', re.DOTALL)
_CURLY_QUOTED = re.compile(r"[“”]([^“”]*)[“”\"]\Z|‘([^‘]*)[’']\Z")
# What YAML refuses to read, and what it silently takes for the end of a line.
_UNREADABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ODD = "[\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
_ODD_SPACE = re.compile(rf" *(?:- *)*{_ODD}|\s*(?:- +)*[A-Za-z_][\w-]*:{_ODD}")
_SPECIAL_STARTS = "@`%&*!|>{}[],?-"

_TAB = (
    "This line starts with a tab, and YAML allows only spaces there.",
    "Replace each tab with two spaces.",
)
_MISFIT = (
    "This line does not fit the lines above it.",
    f"Line it up with others of its sort: fields under fields, hyphens under hyphens. {GUIDE}",
)
_NO_COLON = (
    "This line has no colon, so it is not a field.",
    "Write 'field: text'. If it goes on with the text above, begin it with two spaces.",
)
_STRAY_COLON = (
    "YAML reads the colon on this line as a new field, and no field can start there.",
    "If it is a field, line it up with the field above. If it is text, put all of it in quotes.",
)


def unreadable(lines: list[str]) -> Iterator[tuple[int, Fault]]:
    """The indexes of the lines with characters that YAML cannot read, each with its fault."""
    for n, line in enumerate(lines):
        if _UNREADABLE.search(line):
            what = "This line holds an invisible character that YAML cannot read."
            yield n, (what, "Delete the line and type it again.")


def traps(lines: list[str]) -> Iterator[tuple[int, Fault]]:
    """The indexes of the lines that hold a trap, each with its fault."""
    resume = 0
    text_column: int | None = None  # where the plain text stands that may run on
    waits = in_list = False  # whether the line before left its value to this one; was an item
    for n, line in enumerate(lines):
        if n < resume or not line.strip(" ") or line.lstrip(" ").startswith("#"):
            continue
        runs_on = text_column is not None and _indent(line) > text_column
        match = _FIELD.match(line) or _ITEM.match(line)
        if fault := _start_fault(line, runs_on, waits or in_list):
            yield n, fault
        elif match and not runs_on:
            column, text = len(match["indent"]), match["value"].strip()
            waits = not text or (text[0] == "#" and _has_children(lines, n, column))
            if not waits and (fault := _value_fault(match, lines, n)):
                yield n, fault
            resume = _end(lines, n, column, text)
            text_column, in_list = (None if waits else column), not match["key"]
        elif waits and line.strip()[0] in "\"'":
            resume, waits = _end(lines, n, _indent(line), line.strip()), False
        elif re.search(r"\s#", line):
            mend = "If it is text, put all of it in quotes. If not, put it on a line of its own."
            yield n, ("YAML drops everything after the # on this line.", mend)


def syntax_fault(lines: list[str], error: Exception) -> tuple[int, Fault]:
    """The index of the line that stopped YAML, and the fault; from the error it raised."""
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "simple key" in context or "flow" in context:
        mark = getattr(error, "context_mark", None) or mark
    n = min(mark.line, len(lines) - 1) if mark else 0
    return n, _syntax_words(context, str(getattr(error, "problem", "")), lines[n])


def _start_fault(line: str, is_more_text: bool, may_be_item: bool) -> Fault | None:
    """What is wrong with how a line begins."""
    start = line.lstrip()
    if "\t" in line[: len(line) - len(start)]:
        return _TAB
    if _ODD_SPACE.match(line):
        what = "This line holds an invisible sign that YAML takes for a letter."
        mend = "Delete what is before the first letter and after the colon; type ordinary spaces."
        return what, mend
    if is_more_text and start.startswith("- "):
        what = "YAML reads this line as more of the text above, with the hyphen."
        return what, "If it is an item, line it up with the others. If not, put the text in quotes."
    if may_be_item and re.match(r"-[^\W\d]", start):
        return "There is no space after the hyphen.", f"Write - {start[1:]}"
    return None


def _value_fault(match: re.Match[str], lines: list[str], n: int) -> Fault | None:
    """What is wrong with the text after a field's colon or an item's hyphen."""
    text = match["value"].strip()
    if not match["value"].startswith((" ", "\t")):
        return _no_space(match["key"], text, is_item="-" in match["indent"])
    if text[0] in "\"'":
        return None if _closing_line(lines, n, text) else _quote_fault(match, text)
    return _sign_fault(match, text) or _hash_fault(match, text)


def _no_space(key: str, text: str, is_item: bool) -> Fault | None:
    if text.startswith("//"):
        return None  # a web address
    mend = f"Write {key}: {text}"
    if is_item:
        mend += f' - or, if it is text, "{key}:{text}"'
    return f"There is no space after the colon of '{key}'.", mend


def _quote_fault(match: re.Match[str], text: str) -> Fault:
    quote, inner = text[0], text
    if text[1:].endswith(quote):
        inner = text[1:-1]
    elif not _QUOTED.match(text):
        inner = text[1:]
    inner = inner.replace("''", "'") if quote == "'" else inner.replace('\\"', '"')
    what = "A quote that opens on this line is closed too early or never."
    return what, f"Write {_mended(match, inner)}"


def _sign_fault(match: re.Match[str], text: str) -> Fault | None:
    place = _place(match)
    if curly := _CURLY_QUOTED.match(text):
        what = f"The text {place} stands between curly quotes, which YAML cannot use."
        return what, f"Use straight quotes: {_mended(match, curly[1] or curly[2] or '')}"
    if text[0] in "&*":
        what = f"The text {place} starts with {text[0]}, YAML's sign for a repeat."
        mend = "Repeats are not allowed; if it is text, put it in quotes:"
        return what, f"{mend} {_mended(match, text)}"
    if text[0] == "!":
        return _special_start(match, text)
    if match["key"] and text[0] not in "[{" and re.search(r":(\s|\Z)", text):
        what = f"The text {place} holds a colon, which YAML reads as a new field."
        return what, f"Put the text in quotes: {_mended(match, text)}"
    return None


def _hash_fault(match: re.Match[str], text: str) -> Fault | None:
    is_list = text[0] in "[{"
    seen = _QUOTED.sub("", text) if is_list else text
    if _BLOCK_HEADER.match(text) or not re.search(r"(\A|\s)#", seen):
        return None
    place = f"in '{match['key']}'" if match["key"] else "in this item"
    what = f"YAML drops everything after the # {place}."
    mend = "put it in quotes" if is_list else f"put it in quotes: {_mended(match, text)}"
    return what, f"If it is text, {mend} - if not, put it on a line of its own."


def _syntax_words(context: str, problem: str, line: str) -> Fault:
    match = _FIELD.match(line) or _ITEM.match(line)
    text = match["value"].strip() if match else ""
    if problem == "too deep":
        what = "Lists stand within lists here, deeper than any entry needs."
        return what, "If it is text, put it in quotes."
    if "escape" in problem:
        what = "A backslash (\\) in this quoted text is not one that YAML knows."
        return what, "Write two backslashes for each one: \\\\"
    if "\t" in line[: _indent(line)]:
        return _TAB
    if match and "flow" in context and text[:1] in ("[", "{"):
        closing = "]" if text[0] == "[" else "}"
        what = f"The {text[0]} on this line opens a list that YAML cannot follow to its end."
        mend = f"End the list with {closing} - or, if it is text, put it in quotes:"
        return what, f"{mend} {_mended(match, text)}"
    if match and text and text[0] in _SPECIAL_STARTS:
        return _special_start(match, text)
    if "simple key" in context and not re.search(r":(\s|\Z)", line):
        return _NO_COLON
    return _STRAY_COLON if "mapping values" in problem else _MISFIT


def _special_start(match: re.Match[str], text: str) -> Fault:
    what = f"The text {_place(match)} starts with {text[0]}, which YAML uses itself."
    return what, f"Put the text in quotes: {_mended(match, text)}"


def _place(match: re.Match[str]) -> str:
    return f"after '{match['key']}'" if match["key"] else "after the hyphen"


def _mended(match: re.Match[str], text: str) -> str:
    """The field or the item with its text in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'{match["key"]}: "{escaped}"' if match["key"] else f'- "{escaped}"'


def _closing_line(lines: list[str], n: int, text: str) -> int:
    """The index after the line on which quoted text ends; 0 when it does not end well."""
    end = n + 1
    while not (match := _QUOTED.match(whole := "\n".join([text, *lines[n + 1 : end]]))):
        if end >= len(lines):
            return 0
        end += end - n  # not all lines at once: a long file has many quotes
    after = whole[match.end() :].partition("\n")[0]
    ends_well = re.match(r"\s*(:|\Z|(?<=\s)#)", after)
    return n + 1 + match[0].count("\n") if ends_well else 0


def _end(lines: list[str], n: int, column: int, text: str) -> int:
    """The index after a value in whose further lines anything may stand."""
    if text[:1] in ("'", '"'):
        return _closing_line(lines, n, text) or n + 1
    end = n + 1
    if text[:1] in ("[", "{") or _BLOCK_HEADER.match(text):
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > column):
            end += 1
    return end


def _has_children(lines: list[str], n: int, column: int) -> bool:
    """Whether the value of a field stands on the lines below it."""
    below = (line for line in lines[n + 1 :] if line.strip() and line.lstrip()[0] != "#")
    following = next(below, "")
    is_item = following.lstrip().startswith("- ") and _indent(following) == column
    return _indent(following) > column or is_item


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
