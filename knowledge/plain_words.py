"""Plain words: which words of a text are too short and common to be jargon, and which are long."""

import re
from functools import cache

from knowledge.labels import key

_SYLLABLES = 3
_EVERYDAY = """
a able about above across after again against ago all almost alone along already also
always am an and another any anyone anything are around as ask asked asks at away back be
became because become becomes been before began begin behind being below best better between
big both bring brought but buy by call called calls came can cannot change changed chose clear
close come comes could did do does doing done down during each early easy either else end ended
enough even ever every everyone everything far feel felt few find first five for found four
from full gave get gets give given gives go goes going gone good got great grew had half hard
has have having he hear heard held help helped helps her here high him his how i if in into is
it its itself just keep keeps kept kind knew know known knows large last late later learn
learned least leave led left less let like little live lived lives long look looked looks
lot low made main make makes making many may me mean means meant meet met might mine more most
much must my named near need needed needs never new newer newest next nine no nobody none nor
not nothing now of off offer often old on once one only open or other others our out over own
page pages paid part past pay people person place places put ran rather reach read real really
right rose run runs said same saw say says second see seen sees send sent set seven several
shall share she short should show showed shown shows side since six small so some someone
something soon speak start started still stop such sure take taken takes talk tell ten than
that the their them themselves then there these they thing things think third this those though
three through time to together told too took toward towards tried true try turn two under until
up upon us use used uses using very want wanted wants was way ways we week weeks well went were
what when where whether which while who whole whom whose why will with within without word
words work worked works would write written wrote year years yes yet you young your yours
yourself
"""
_PLAIN_WORDS = frozenset(_EVERYDAY.split())
"""Short everyday words: a phrase that is jargon has none of them."""

_CONTENT_WORD = re.compile(r"[^\W\d_A-Z](?:[^\W\d_A-Z]|['\u2019-](?=[^\W\d_]))+\Z")
_SOUNDED = re.compile(r"[aeiouy\u00e0-\u00ff\u0175\u0177]+")
_ENDING = re.compile(r"(?:ing|(?<![dt])ed|es|(?<!l)e)\Z")


@cache
def content_key(word: str) -> str:
    """The key of a word that may be jargon; nothing for a plain word, a name or a number."""
    own = key(word) if _CONTENT_WORD.match(word) else ""
    return "" if own in _PLAIN_WORDS else own


def is_long(word: str) -> bool:
    """Whether a part between hyphens has three syllables, endings such as -ing apart."""
    parts = word.lower().split("-")
    return any(len(_SOUNDED.findall(_ENDING.sub("", part))) >= _SYLLABLES for part in parts)


def may_be_long(name: str) -> bool:
    """Whether a word may be long that is spelt with these letters, with hyphens or without.

    A part has no more syllables than the whole. Letters other than English ones are not judged.
    """
    return not name.isascii() or is_long(name)
