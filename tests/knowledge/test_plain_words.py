"""Plain words: what may be jargon at all, and what is long."""

import pytest

from knowledge.plain_words import content_key, is_long


@pytest.mark.parametrize(
    ("word", "own"),
    [
        ("partnership", "partnership"),
        ("co-ordinator", "coordinator"),
        ("carer's", "carers"),
        ("caf\u00e9", "caf\u00e9"),
        ("together", ""),
        ("Leeds", ""),
        ("iPhone", ""),
        ("1970s", ""),
        ("a", ""),
        ("|", ""),
        ("snake_case", ""),
        ("tail-", ""),
    ],
)
def test_plain_words_names_and_numbers_are_no_content(word: str, own: str) -> None:
    assert content_key(word) == own


@pytest.mark.parametrize(
    "word", ["partnership", "benefit", "dementia", "co-ordinator", "delivering", "evidence"]
)
def test_three_syllables_are_long(word: str) -> None:
    assert is_long(word)


@pytest.mark.parametrize(
    "word", ["meeting", "designing", "services", "changed", "long-term", "front-line", "ground"]
)
def test_endings_and_hyphens_make_no_word_long(word: str) -> None:
    assert not is_long(word)
