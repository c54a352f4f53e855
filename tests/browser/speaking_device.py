"""A device with a voice, as fast as a test wants, and a page that it reads."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import visit

Voice = dict[str, Any]
Address = Callable[[str], str]
Open = Callable[..., Page]

HERE: Voice = {"name": "Here", "lang": "en-GB", "localService": True, "default": False}
AWAY: Voice = {**HERE, "name": "Away", "localService": False, "default": True}
ABROAD: Voice = {**HERE, "name": "Abroad", "lang": "en_US"}
FRENCH: Voice = {**HERE, "name": "French", "lang": "fr-FR"}
WELSH: Voice = {**HERE, "name": "Welsh", "lang": "cy"}

SPEECH = """(() => {
  let current = null;
  let voices = VOICES;
  const list = (name) => JSON.parse(sessionStorage.getItem(name) ?? "[]");
  const note = (name, value) => {
    sessionStorage.setItem(name, JSON.stringify([...list(name), value]));
  };
  const speech = {
    isDumb: false,
    onvoiceschanged: null,
    getVoices: () => voices,
    speak(utterance) {
      if (!utterance.text) return;
      note("said", { text: utterance.text, voice: utterance.voice?.name, lang: utterance.lang });
      current = utterance;
      if (!speech.isDumb) utterance.onstart?.({});
    },
    cancel() {
      note("cancelled", Boolean(current));
      const stopped = current;
      current = null;
      // As browsers do: later, and as an error.
      if (stopped) setTimeout(() => stopped.onerror?.({ error: "interrupted" }));
    },
    arrive(more) { voices = more; speech.onvoiceschanged?.({}); },
    finish() { const done = current; current = null; done.onend?.({}); },
    fail() { const done = current; current = null; done.onerror?.({ error: "synthesis-failed" }); },
    isSpeaking: () => Boolean(current),
    said: () => list("said"),
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()"""
"""A device that speaks as fast as the test wants, and forgets nothing when the page is left."""

ARTICLE = """<div class="wrap"><div class="wrap__inner"><h1>Bread</h1>{controls}
<nav><a href="/">Home</a></nav>
<p>Bread is <a data-term="dough" href="/dough/">baked
dough</a>. It is old.</p>
<ul><li>Salt<ul><li>Sea salt</li></ul></li><li class="no-print">Seen alone</li></ul>
<p class="visually-hidden">Not for reading</p>
<p><a href="#source-1">Source 1</a>, <a href="#source-2">Source 2</a></p>
<details><summary>More</summary><p>Folded away.</p></details>
<dl><dt>Baker</dt><dd>Who bakes.</dd></dl>
<p>The last words.</p>
</div></div>"""
READ = ["Bread", "Bread is baked dough.", "It is old.", "Salt", "Sea salt", "More", "Baker"]
READ += ["Who bakes.", "The last words."]
PASSAGES = 8

MARKED = """() => Array.from(CSS.highlights.get("read-aloud") ?? [], (range) => range.toString())"""


def device(voices: Iterable[Voice]) -> str:
    """The script that gives a page a device with these voices."""
    return SPEECH.replace("VOICES", json.dumps(list(voices)))


def open_aloud(
    context: Callable[..., BrowserContext],
    address: Address,
    voices: Iterable[Voice] = (HERE,),
    article: str = ARTICLE,
    **options: Any,
) -> Page:
    """A page of the site on such a device, whose article is this HTML around the controls."""
    page = context(**options).new_page()
    page.add_init_script(device(voices))
    url = address("case-study")
    html = page.request.get(url).text()
    found = re.findall(r"<read-aloud.*?</read-aloud>", html, flags=re.DOTALL)
    assert len(found) == 1
    new = f"<article>{article.replace('{controls}', found[0])}</article>"
    html, cuts = re.subn(r"<article>.*</article>", lambda _: new, html, flags=re.DOTALL)
    assert cuts == 1

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route(url, answer)
    return visit(page, url)


def controls(page: Page) -> Locator:
    return page.locator("read-aloud")


def button(page: Page, name: str) -> Locator:
    return controls(page).get_by_role("button", name=name, exact=True)


def begin(page: Page) -> Page:
    """Presses the button that begins, and waits until something is said."""
    button(page, "Read this page aloud").click()
    expect(button(page, "Pause")).to_be_visible()
    return page


def said(page: Page) -> list[str]:
    return [each["text"] for each in page.evaluate("() => speechSynthesis.said()")]


def finish(page: Page, times: int = 1) -> None:
    """The device comes to the end of so many sentences."""
    for _ in range(times):
        page.evaluate("() => speechSynthesis.finish()")


def status(page: Page) -> Locator:
    return controls(page).get_by_role("status")
