"""What browsers hear of the builds: each of them in turn, and what they missed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.serve import news as news_module
from tools.serve.answering import _live_tags
from tools.serve.news import News
from tools.serve.worker import Answer


def built(*names: str) -> Answer:
    return Answer(True, "", tuple((name, "its own text") for name in names))


def heard(news: News, since: int | None = None) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in news.follow(since) if line)


def test_follower_hears_the_last_build_and_then_each() -> None:
    news = News()
    news.tell(Answer(False, "a.md:1: no.\n1 problem found.", (("a/", ""),)))
    follower, number = heard(news), news.number
    assert next(follower) == {
        "number": str(number),
        "after": str(number - 1),
        "isBuilt": False,
        "isWhole": True,
        "problems": ["a.md:1: no.", "1 problem found."],
        "made": ["a/"],
    }
    news.tell(built("b/"))
    news.tell(built("c/"))
    for step, name in enumerate(["b/", "c/"], 1):
        told = next(follower)
        assert (told["number"], told["after"]) == (str(number + step), str(number + step - 1))
        assert told["made"] == [name]


def test_pages_are_told_before_their_build_ends_and_their_place_is_forgotten_then() -> None:
    news, folder = News(), Path("waiting")
    news.tell(Answer(False, "a.md:1: no."))
    follower = heard(news)
    next(follower)
    news.tell_early(folder, ["a/", "b/"])
    told = next(follower)
    assert (told["isWhole"], told["isBuilt"], told["problems"]) == (False, False, ["a.md:1: no."])
    assert told["made"] == ["a/", "b/"]
    assert (news.early("a/"), news.early("c/")) == (folder / "a/", None)
    news.tell(built("a/"))
    assert next(follower)["isWhole"]
    assert news.early("a/") is None
    start = news.number
    news.tell(built("d/"))
    news.tell_early(folder, ["a/"])
    assert next(heard(news, start))["isWhole"], "One of the two builds has ended."


def test_follower_who_missed_builds_hears_of_all_that_they_made() -> None:
    news = News()
    start = news.number
    for name in ("a/", "b/", "a/"):
        news.tell(built(name))
    told = next(heard(news, start))
    assert (told["after"], told["made"]) == (str(start), ["a/", "b/"])
    assert next(heard(news, news.number))["made"] == []


@pytest.mark.parametrize("step", [-2, 1])
def test_build_of_another_server_is_not_known(step: int) -> None:
    news = News()
    told = next(heard(news, news.number + step))
    assert (told["after"], told["made"]) == ("", [])


def test_only_the_last_builds_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_module, "MOST_REMEMBERED", 2)
    news = News()
    start = news.number
    for name in ("a/", "b/", "c/"):
        news.tell(built(name))
    assert next(heard(news, start))["after"] == ""
    assert next(heard(news, start + 1))["made"] == ["b/", "c/"]


def test_two_servers_number_their_builds_differently() -> None:
    assert News().number != News().number


def test_page_is_the_same_when_only_its_sheets_are_others() -> None:
    page = b'<link href="/theme/site-1.css"><script data-style="/theme/s-1.css"></script><p>Rye</p>'
    tags = _live_tags(page, 7)
    assert b' data-build="7" data-page="' in tags
    assert b' data-styles="/theme/site-1.css /theme/s-1.css"' in tags

    def mark(changed: bytes) -> bytes:
        return _live_tags(changed, 8).partition(b'data-page="')[2].partition(b'"')[0]

    assert mark(page.replace(b"-1.css", b"-2.css")) == mark(page)
    assert mark(page.replace(b"Rye", b"Oat")) != mark(page)
    assert mark(page.replace(b"site-1.css", b"site-1.js")) != mark(page)
