"""Plain English: hints for those who write, never faults.

Other people's words are left alone: quotes get no hint, and neither does a personal story.
The rules are data, so that the form on the web gives the same hints as the commands do.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from knowledge.acronyms import acronyms, is_initials
from knowledge.inflection import plural
from knowledge.label_tree import labels
from knowledge.labels import key
from knowledge.library import Entry, Library
from knowledge.passages import Passage, own_passages
from knowledge.problems import Problem
from knowledge.readability import long_sentences_of

MOST_OF_A_SORT = 3
"""An entry gets so many hints of one sort, the first in it: more would not be read."""

MANY_PASSIVES = 4
"""From so many on, editors are told of an entry's passives: a few do no harm."""

PASSIVE, AVOID = "passive", "avoid"
"""The two sorts of rules that are patterns."""

_LONGEST_ACRONYM = 5
"""Longer ones are mostly words in capitals."""

_PARTICIPLES = """
beaten begun bitten blown borne bought bound broken brought built burnt cast caught chosen cut
dealt done drawn driven eaten fed felt forbidden forgiven forgotten fought found frozen given grown
held hidden hit hurt kept laid learnt led lent lit lost made mistaken overseen overtaken overthrown
proven put read rebuilt rewritten run said seen sent set sewn shaken shot shown shut sold sought
spent split spoken spread stolen struck stuck sung swept sworn taken taught thought thrown told torn
undertaken understood withdrawn won worn woven written
"""
_STATES = """
advanced aged agreed annoyed armed ashamed associated based bored called committed complicated
concerned confused connected crowded dated dedicated delighted detailed disabled disadvantaged
educated embarrassed excited exhausted experienced frightened gifted indeed interested involved
isolated limited linked located married mixed named need needed opposed pleased prepared qualified
red related relaxed reserved retired satisfied scared shared shed skilled so-called supposed
surprised talented tired trained trusted united unexpected unused used valued varied wed
wicked worried
"""
_BEING = "am|is|are|was|were|be|been|being"
_BETWEEN = "not|never|also|often|always|only|still|then|now|soon|first|later|all|both|[a-z]+ly"
_AFTER_A_GROUP = "and|are|at|by|can|do|for|from|get|had|have|in|is|need|of|on|or|to|were|who|with"
_GAP = "[ \\t\\n\\u00a0]"
_JOINT = "[ \\t\\n\\u00a0\\u2010\\u2011-]+"
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")
_SENTENCE_BEGINS = re.compile(
    r"(?:\A|[.!?:]|\n[ \t]*\n|\n[ \t]*(?:[-+*>#|]+|\d+[.)]))[\s\"'(\[\u2018\u201c]*\Z"
)
_PIECES = re.compile(r"[\s\-\u2010\u2011]+")


class HintRule(NamedTuple):
    """A pattern, and what to say of the words that it finds.

    The pattern is for Python with IGNORECASE and ASCII, and for JavaScript with the flags giu.
    `{found}` in `what` and `mend` stands for the words that were found.
    """

    name: str
    pattern: str
    what: str
    mend: str


def hint_rules(library: Library) -> tuple[HintRule, ...]:
    """Every rule that is a pattern: the words to avoid, and in English the passive."""
    rules = [*_avoided_terms(library), *_avoided_words(library)]
    if library.site.language.startswith("en"):
        rules.append(_passive())
    return tuple(rules)


def _passive() -> HintRule:
    """Finds "was decided" and "is not yet done", and not "was tired": that tells a state."""
    states = "|".join(_STATES.split())
    done = "|".join(_PARTICIPLES.split())
    between = f"(?:(?:{_BETWEEN}){_GAP}+){{0,2}}"
    verb = f"(?:(?:{done})\\b|(?!(?:{states})\\b)[a-z]{{2,}}ed\\b)"
    pattern = f"\\b(?:{_BEING}){_GAP}+{between}{verb}(?!-)"
    what = "'{found}' does not say who did it, or says so last."
    mend = "Begin with who did it, as in: The group decided."
    return HintRule(PASSIVE, pattern, what, mend)


def _avoided_terms(library: Library) -> Iterator[HintRule]:
    """The words whose definitions say what to write in their place.

    The subject of the site itself is no word to avoid, whatever its definition says.
    """
    for entry in library.of_kind("definition"):
        fields = entry.fields
        if fields.avoid and fields.say_instead and entry.slug != library.site.definition:
            names = (entry.title, *fields.aliases, *fields.forms)
            forms = dict.fromkeys(form for name in names for form in (name, plural(name)))
            yield _avoided(entry.slug, forms, fields.say_instead, fields.avoid, fields.not_in)


def _avoided_words(library: Library) -> Iterator[HintRule]:
    """The words to avoid of site.yml, but those that a definition speaks of already."""
    told = {key(label.text) for e in library.of_kind("definition") for label in labels(e)}
    for each in library.site.words_to_avoid:
        forms = [form.strip() for form in each.word.split(",") if form.strip()]
        if forms and key(forms[0]) not in told:
            yield _avoided(forms[0], forms, each.instead, each.why or "")


def _avoided(
    name: str, forms: Iterable[str], instead: str, why: str, other: Iterable[str] = ()
) -> HintRule:
    written = sorted(forms, key=lambda form: (-len(form), form))
    alternatives = "|".join(_spelt(form) + _alone(form) for form in written)
    phrases = "".join(f"(?!{_spelt(phrase)}\\b)" for phrase in other)
    what = f"'{{found}}' is a word to avoid. {_sentence(why)}".rstrip()
    return HintRule(
        _name(name),
        f"\\b{phrases}(?:{alternatives})",
        what,
        f"You might write: {_sentence(instead)}",
    )


def _name(word: str) -> str:
    return f"{AVOID}-{re.sub(r'[^a-z0-9]+', '-', word.lower()).strip('-')}"


def _alone(form: str) -> str:
    """What must follow: the end of the word, and after "the elderly" no word that it belongs to."""
    if not form.startswith("the "):
        return "\\b"
    return f"\\b(?={_GAP}*(?:[^ \\t\\n\\u00a0a-z0-9-]|$|(?:{_AFTER_A_GROUP})\\b))"


def _spelt(form: str) -> str:
    """A pattern for the form, with spaces or hyphens between its parts, and either apostrophe."""
    parts = (_SPECIAL.sub(r"\\\g<0>", part) for part in _PIECES.split(form.lower()) if part)
    return re.sub("['\u2019]", "['\\\\u2019]", _JOINT.join(parts))


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def hints(entry: Entry, library: Library) -> list[Problem]:
    """Every hint for one entry, in the order of its lines."""
    return Hinter(library).hints(entry)


class Hinter:
    """Gives the hints of any entry of a library; its rules are made ready once."""

    def __init__(self, library: Library) -> None:
        self._rules = [
            (rule, re.compile(rule.pattern, re.IGNORECASE | re.ASCII))
            for rule in hint_rules(library)
        ]
        self._known = _known_acronyms(library)

    def hints(self, entry: Entry) -> list[Problem]:
        """Every hint for an entry, in the order of its lines."""
        by_sort = (
            self.avoided(entry),
            self.passives(entry),
            self._unexplained(entry),
            long_sentences_of(entry),
        )
        return sorted({hint for sort in by_sort for hint in islice(sort, MOST_OF_A_SORT)})

    def passives(self, entry: Entry) -> Iterator[Problem]:
        """The sentences of an entry that do not say who did what they tell."""
        rules = [rule for rule in self._rules if rule[0].name == PASSIVE]
        return _found(entry, rules)

    def avoided(self, entry: Entry) -> Iterator[Problem]:
        """The words to avoid in an entry, unless it is the one that explains them."""
        rules = [rule for rule in self._rules if rule[0].name not in (PASSIVE, _name(entry.slug))]
        return _found(entry, rules)

    def _unexplained(self, entry: Entry) -> Iterator[Problem]:
        told: set[str] = set()
        for passage in own_passages(entry):
            for acronym in acronyms(passage.text):
                letters = acronym.letters
                is_known = letters in self._known or is_initials(letters, entry.title)
                is_known |= len(letters) > _LONGEST_ACRONYM
                if not is_known and not acronym.is_explained and letters not in told:
                    what = f"'{letters}' is not explained here."
                    mend = f"Write it in full the first time: its full name ({letters})"
                    line = passage.line_at(acronym.start)
                    yield Problem(entry.path, line, what, mend, "hint-acronym")
                told.add(letters)


def _found(entry: Entry, rules: list[tuple[HintRule, re.Pattern[str]]]) -> Iterator[Problem]:
    for passage in own_passages(entry):
        for rule, pattern in rules:
            for match in pattern.finditer(passage.text):
                if not (_is_heading(passage, match) or _is_name(passage, match)):
                    found = " ".join(match[0].split())
                    what, mend = (text.replace("{found}", found) for text in (rule.what, rule.mend))
                    sort = PASSIVE if rule.name == PASSIVE else AVOID
                    line = passage.line_at(match.start())
                    yield Problem(entry.path, line, what, mend, f"hint-{sort}")


def _is_heading(passage: Passage, match: re.Match[str]) -> bool:
    line = passage.text.rfind("\n", 0, match.start()) + 1
    return passage.text.startswith("#", line)


def _is_name(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the words are part of a name: they have capitals, and not as a sentence begins."""
    first, *others = match[0].split()
    if match[0].isupper():
        return False  # letters that stand for words, or words that are shouted
    if any(word[:1].isupper() for word in others):
        return True
    if not first[0].isupper():
        return False
    return not _SENTENCE_BEGINS.search(passage.text[: match.start()][-20:])


def _known_acronyms(library: Library) -> frozenset[str]:
    """The acronyms that need no words: defined here, known to be plain, or in a cited name."""
    names = [*library.site.known_words]
    for entry in library.of_kind("definition"):
        names += [label.text for label in labels(entry)]
    names += [source.publisher or "" for source in library.sources.values()]
    return frozenset(acronym.letters for name in names for acronym in acronyms(name))


def avoided_words(library: Library) -> list[Problem]:
    """Every word to avoid in the library, in its own order."""
    hinter = Hinter(library)
    return [hint for entry in library.entries for hint in hinter.avoided(entry)]


def passive_entries(library: Library) -> list[Problem]:
    """The entries with many passives, those with most of them first."""
    hinter = Hinter(library)
    counted = []
    for entry in library.entries:
        found = list(hinter.passives(entry))
        if len(found) >= MANY_PASSIVES:
            lines = ", ".join(str(line) for line in sorted({hint.line for hint in found}))
            what = f"The text has {len(found)} passives, on the lines {lines}."
            mend = "Say who did what, where you know it."
            counted.append((-len(found), Problem(entry.path, found[0].line, what, mend)))
    return [problem for _count, problem in sorted(counted)]
