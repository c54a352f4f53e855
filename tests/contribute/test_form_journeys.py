"""From an empty form to a file, a page or a letter: nothing is lost or sent by script."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, BuiltSite
from tests.contribute.conftest import (
    CORRECTION,
    TIP,
    field,
    go_on,
    heading,
    question,
    saved,
    step,
    text_of,
    to_the_end,
    wait,
)

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

NO_CLIPBOARD = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));"
SELECTED = """() => {
  const { value, selectionStart, selectionEnd } = document.activeElement;
  return value.slice(selectionStart, selectionEnd);
}"""
REST = 'café, Tŷ Bach ŵ ŷ: "it\'s ours" – 🚌 👩‍👩‍👧 # & <b> *x* _y_ `z` [a](b.md) C:\\dir\\'
ARABIC = 'قال الناس: "نحن نقرر معًا"، ثم بدأوا.'
HEBREW = "אנשים החליטו: ביחד (2024)."
TYPED = {
    "The problem": f"{REST}\n---\nAfter a line of hyphens.\n\n# not a heading\n\n1. not a list",
    "What people did together": f"{ARABIC}\n\n{HEBREW}\n\n- one & <i>\n- 2 * 2 * 2\n- three",
    "What changed": "> not a quote\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nno code\n```",
    "What was learned": "## Easy read\n\n&amp; &copy; {: #id} ::: [^1] [TOC] end\\",
    "Who held the power": "The riders: all of them.",
    "Were people paid": "---\n\n£5 & a ticket.",
    "What we would not repeat": "Nothing?",
}
TITLE = 'Riders\' bus: "ours" – Tŷ 🚌 #1'
SHORT = "Riders said: 'we decide' & <planned> *it*. مرحبا"


def write_story(page: Page) -> None:
    """Answers every question of the form with a text, up to the last step."""
    while page.locator("[data-next]").is_visible():
        for part in step(page).locator("[data-question]").all():
            name = part.get_attribute("data-question") or ""
            control = part.get_attribute("data-control")
            if control in ("text", "lines"):
                told = {"title": TITLE, "short": SHORT, **TYPED}.get(name, f"{name}: {REST}")
                field(page, name).fill(told)
            elif control == "many":
                part.locator("input").first.check()
            elif control == "sources":
                part.locator("[data-part=title]").fill(f"Report: {REST}")
                part.locator("[data-part=publisher]").fill("Council: “us”")
                part.locator("[data-part=year]").fill("2024")
                part.locator("[data-part=url]").fill("e.example/a_b?x=1&y=2")
            elif control == "credits":
                part.locator("[data-part=name]").fill("A group: ŵ & <us>")
        go_on(page)
    step(page).locator("[data-licence]").check()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def project(built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, into which a file is put."""
    root = tmp_path_factory.mktemp("project")
    for name in ("content", "knowledge", "plugins", "theme", "tools"):
        shutil.copytree(built_site.project / name, root / name)
    for file in built_site.project.glob("*.*"):
        if file.is_file() and file.suffix in (".py", ".yml", ".csv"):
            shutil.copy(file, root)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def run(project: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env={**os.environ, "SITEURL": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_story_goes_from_the_form_through_the_check_to_its_page(
    open_form: Open, project: Path
) -> None:
    page = open_form()
    write_story(page)
    expect(page.get_by_text("Everything that we need is there.")).to_be_visible()
    file, data = saved(page)
    assert file == "riders-bus-ours-ty-1.md"
    assert data.decode() == text_of(page)
    (project / "content" / "case-studies" / file).write_bytes(data)
    run(project, "knowledge", "check")
    run(project, "tools.build", "--output", str(project / "output"))
    html = (project / "output" / "case-studies" / "riders-bus-ours-ty-1" / "index.html").read_text()
    soup = BeautifulSoup(html, "html.parser")
    assert soup.select_one("h1").get_text() == TITLE
    assert squeezed(soup.select_one(".page-title__short").get_text()) == SHORT
    facts = {dt.get_text(): dt.parent.dd.get_text() for dt in soup.select(".fact-list dt")}
    assert facts["Where"] == f"place: {REST}"
    assert facts["When"] == f"years: {REST}"
    shown = [squeezed(part.get_text()) for part in soup.select(".prose p, .prose li, .prose h2")]
    typed = []
    for name, text in TYPED.items():
        lines = re.sub(r"(?<!\n)\n(?!\n|- )", " ", text).split("\n")
        typed += [name, *(squeezed(line.removeprefix("- ")) for line in lines if line)]
    assert shown == typed
    source = soup.select_one(".source-list li")
    assert source.cite.get_text() == f"Report: {REST}"
    assert source.a["href"] == "https://e.example/a_b?x=1&y=2"
    assert "Council: “us”, 2024." in source.get_text()
    assert "A group: ŵ & <us>" in soup.get_text()


def test_the_preview_is_the_page_with_the_very_words(open_form: Open) -> None:
    page = open_form()
    write_story(page)
    page.get_by_text("See it as a page").click()
    shown = page.locator("[data-page]")
    expect(shown.locator(".page-title__title")).to_have_text(TITLE)
    expect(shown.locator(".page-title__short")).to_have_text(SHORT)
    expect(shown.locator(".prose > h2")).to_have_text(list(TYPED))
    expect(shown.locator(".prose li")).to_have_text(["one & <i>", "2 * 2 * 2", "three"])
    expect(shown.locator(".source-list a")).to_have_attribute(
        "href", "https://e.example/a_b?x=1&y=2"
    )
    assert shown.locator("b, i, script").count() == 0
    assert "{" not in shown.inner_text().replace("{: #id}", "")


def test_the_preview_leaves_out_what_is_empty_and_keeps_braces(open_form: Open) -> None:
    page = open_form()
    go_on(page)
    field(page, "title").fill("{body} {short} {source}")
    page.get_by_text("See it as a page").click()
    shown = page.locator("[data-page]")
    expect(shown.locator(".page-title__title")).to_have_text("{body} {short} {source}")
    assert shown.locator("aside, .source-list, .prose > *").count() == 0
    field(page, "place").fill("Sampleton")
    expect(shown.locator("dd")).to_have_text(["Sampleton"])


def test_an_email_holds_a_short_text_whole_and_asks_for_the_file_of_a_long_one(
    open_form: Open,
) -> None:
    page = open_form(TIP)
    field(page, "title").fill("Wait & see")
    field(page, "body").fill("Wait: people will speak.")
    to_the_end(page)
    link = page.get_by_role("link", name="Write the e-mail")
    parts = urlsplit(link.get_attribute("href") or "")
    told = parse_qs(parts.query)
    assert (parts.scheme, parts.path) == ("mailto", "hello@knowledge.example")
    assert told["subject"] == ["Tip: Wait & see"]
    assert told["body"][0].replace("\r\n", "\n").rstrip("\n") == text_of(page).rstrip("\n")
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    field(page, "body").fill("Wait. " * 300)
    to_the_end(page)
    told = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert told["body"] == ["Please attach the file that you saved, and then send this."]
    expect(page.get_by_text("Then attach it to the e-mail that opens.")).to_be_visible()


@pytest.fixture
def github(open_form: Open) -> Callable[[str], Page]:
    """A tip whose text is so long, at the last step, where GitHub is a page of ours."""

    def ready(body: str) -> Page:
        page = open_form(TIP)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
        field(page, "title").fill("Wait")
        field(page, "body").fill(body)
        to_the_end(page)
        return page

    return ready


def test_github_opens_in_a_new_tab_with_the_text(github: Callable[[str], Page]) -> None:
    page = github("Wait: people will speak.")
    link = page.get_by_role("link", name="Open GitHub in a new tab")
    with page.context.expect_page() as opened:
        link.click()
    parts = urlsplit(opened.value.url)
    assert (parts.netloc, parts.path) == ("github.com", "/owner/name/new/main")
    (value,) = parse_qs(parts.query, keep_blank_values=True)["value"]
    assert value == text_of(page)
    assert parse_qs(parts.query)["filename"] == ["content/tips/wait.md"]
    assert opened.value.evaluate("() => window.opener") is None
    expect(page.get_by_text("Your words stay on this page")).to_be_visible()


def test_a_long_text_is_copied_and_github_opens_with_the_name_alone(
    github: Callable[[str], Page],
) -> None:
    page = github("Wait: people will speak. " * 300)
    expect(page.get_by_text("Your words are too long for a link.")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open GitHub in a new tab").click()
    assert parse_qs(urlsplit(opened.value.url).query) == {"filename": ["content/tips/wait.md"]}
    expect(page.locator("[data-told]")).to_have_text(re.compile("^Your words are copied"))
    page.bring_to_front()
    assert page.evaluate("() => navigator.clipboard.readText()") == text_of(page)


def test_where_no_new_tab_may_open_the_words_stay_and_a_link_is_shown(
    open_form: Open, root: str
) -> None:
    page = open_form(TIP)
    frame = f"<iframe sandbox='allow-scripts allow-same-origin allow-forms' src='{root}{TIP}'>"
    page.route("**/frame", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto(f"{root}/frame")
    inside = page.frame_locator("iframe")
    inside.locator("[data-question=body] textarea").fill("Wait for people.")
    for _step in range(2):
        inside.locator("[data-next]").click()
    inside.get_by_role("link", name="Open GitHub in a new tab").click()
    again = inside.get_by_role("link", name="Open GitHub in this tab")
    expect(again).to_be_visible()
    assert "value=" in (again.get_attribute("href") or "")
    assert "Wait for people." in inside.locator("#contribute-text").input_value()
    assert len(page.context.pages) == 1


def test_where_copying_is_refused_the_text_is_marked(open_form: Open) -> None:
    page = open_form(TIP)
    page.evaluate(f"() => {{ {NO_CLIPBOARD} }}")
    field(page, "body").fill("Wait: “now”. " * 500)
    to_the_end(page)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("[data-told]")).to_have_text(re.compile("does not let us copy"))
    expect(page.locator("#contribute-text")).to_be_focused()
    assert page.evaluate(SELECTED) == text_of(page)
    # The way to GitHub is still open: the reader copies by hand, and presses again.
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open GitHub in a new tab").click()
    assert "value=" not in opened.value.url


def test_the_copied_text_is_the_file(open_form: Open) -> None:
    page = open_form(TIP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field(page, "title").fill("Tŷ: ŵ 🚌")
    to_the_end(page)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("[data-told]")).to_have_text("Copied. Now you can paste it.")
    assert page.evaluate("() => navigator.clipboard.readText()") == text_of(page)


def test_where_saving_is_refused_the_text_is_marked(open_form: Open) -> None:
    page = open_form(TIP)
    page.evaluate("() => { URL.createObjectURL = () => { throw new Error('refused'); }; }")
    to_the_end(page)
    page.get_by_role("button", name="Save the file").click()
    expect(page.locator("[data-told]")).to_have_text(re.compile("could not be saved"))
    assert page.evaluate(SELECTED) == text_of(page)


def test_nothing_is_stopped_and_what_is_needed_is_said_at_the_end(open_form: Open) -> None:
    page = open_form(TIP)
    to_the_end(page)
    missing = page.locator("[data-missing]")
    expect(missing.locator("a")).to_have_text(
        [
            "What is the tip, in a few words?",
            "How do you do it, and why does it work?",
            "Please tick that you may share this.",
        ]
    )
    missing.get_by_role("link", name="How do you do it").click()
    expect(field(page, "body")).to_be_focused()
    expect(question(page, "body").locator("[data-hints]")).to_have_text(
        "We need this before it can go on the site."
    )
    field(page, "body").fill("Wait.")
    field(page, "title").fill("Wait")
    to_the_end(page)
    page.locator("[data-licence]").check()
    expect(page.get_by_text("Everything that we need is there.")).to_be_visible()
    assert "# Whoever sent this said that it may be shared under CC BY 4.0.\n" in text_of(page)


def test_hints_stand_beside_the_field_and_keep_nobody_from_going_on(open_form: Open) -> None:
    page = open_form()
    go_on(page)
    field(page, "short").fill("The service users " + "word " * 30)
    expect(question(page, "short").locator("[data-length]")).to_have_text("33 of 30 words")
    # One real press, though what is said beside the field pushes the button down.
    page.locator("[data-next]").click()
    expect(heading(page)).to_have_text("Where the facts come from")
    page.get_by_role("button", name="Back").click()
    hints = question(page, "short").locator("[data-hints] li")
    expect(hints.first).to_have_text("33 words. There is room for 30.")
    expect(hints.filter(has_text="service users")).to_have_count(1)


def test_without_its_rules_the_form_works_and_says_so(
    context: Callable[..., Any], root: str
) -> None:
    page = context().new_page()
    page.route("**/*.schema.json", lambda route: route.abort())
    page.goto(root + TIP)
    wait(page)
    expect(page.get_by_text("Our checks could not be loaded.")).to_be_visible()
    field(page, "title").fill("Wait")
    field(page, "body").fill("Wait for people.")
    to_the_end(page)
    assert 'title: "Wait"' in text_of(page)


def test_a_private_persons_own_story_is_not_told_here(open_form: Open) -> None:
    page = open_form()
    step(page).get_by_role("radio", name="Yes").check()
    expect(page.get_by_text("Thank you. Please do not write it here.")).to_be_visible()
    expect(page.get_by_role("link", name="hello@knowledge.example").first).to_be_visible()
    for hidden in ("[data-next]", "[data-more]"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.evaluate("() => localStorage.length") == 0
    step(page).get_by_role("radio", name="No", exact=True).check()
    expect(page.locator("[data-next]")).to_be_visible()


def test_a_title_without_latin_letters_asks_for_a_short_name(open_form: Open) -> None:
    page = open_form(TIP)
    field(page, "title").fill("انتظر")
    to_the_end(page)
    expect(page.get_by_text("Please write a short name in Latin letters.")).to_be_visible()
    expect(page.locator("[data-file-name]")).to_have_text("tip.md")
    page.get_by_label("A short name in Latin letters").fill("Wait a bit")
    page.keyboard.press("Tab")
    expect(page.locator("[data-file-name]")).to_have_text("wait-a-bit.md")
    assert 'title: "انتظر"' in text_of(page)


def test_rows_are_added_removed_and_announced(open_form: Open) -> None:
    page = open_form()
    for _step in range(2):
        go_on(page)
    sources = question(page, "sources")
    expect(sources.get_by_role("button", name="Remove Source 1")).to_be_hidden()
    sources.get_by_role("button", name="Add another source").click()
    expect(page.locator("[data-status]")).to_have_text("Source 2 is added.")
    expect(sources.locator("[data-part=title]").nth(1)).to_be_focused()
    sources.locator("[data-part=title]").nth(1).fill("Second")
    sources.get_by_role("button", name="Remove Source 1").click()
    expect(page.locator("[data-status]")).to_have_text("Source 1 is removed.")
    expect(sources.locator("[data-part=title]")).to_have_value("Second")
    expect(sources.locator("[data-part=title]")).to_be_focused()


def test_a_correction_becomes_a_letter_about_the_page_it_was_asked_for(open_form: Open) -> None:
    page = open_form(f"{CORRECTION}?page=/tips/start-small/")
    expect(field(page, "page")).to_have_value("/tips/start-small/")
    field(page, "wrong").fill("It says: <b>now</b>.")
    to_the_end(page)
    name, data = saved(page)
    assert name == "correction.txt"
    assert data.decode() == (
        "Which page is it on?\n/tips/start-small/\n\nWhat is wrong?\nIt says: <b>now</b>.\n"
    )
    link = page.get_by_role("link", name="Open GitHub in a new tab").get_attribute("href") or ""
    assert urlsplit(link).path == "/owner/name/issues/new"
    assert parse_qs(urlsplit(link).query) == {
        "title": ["A mistake: /tips/start-small/"],
        "body": [data.decode()],
    }
    assert page.locator("[data-preview], [data-licence]").count() == 0


@pytest.mark.parametrize(
    "told",
    [
        *("//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"),
        *("/a b", "/a?b=c", "/%0a", "tips/", "/<b>"),
    ],
)
def test_what_is_no_address_of_this_site_is_not_taken(told: str, open_form: Open) -> None:
    page = open_form(CORRECTION)
    page.goto(f"{page.url}?page=" + "".join(f"%{byte:02x}" for byte in told.encode()))
    expect(field(wait(page), "page")).to_have_value("")
