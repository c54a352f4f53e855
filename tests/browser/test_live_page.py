"""A page that is being written, in a browser: when it loads again, and when it stays."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_axe import broken_rules
from tests.plugins.mini_site import ROOT, write_files
from tools.serve.answering import Server
from tools.serve.news import News
from tools.serve.worker import Answer

pytestmark = pytest.mark.browser

TOKENS = (ROOT / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")
PLAIN = """
body { background: var(--color-paper); color: var(--color-text); }
a { color: inherit; }
div { block-size: 300vb; }
"""
RED, BLUE = "rgb(255, 0, 0)", "rgb(0, 0, 255)"
REPORT = "\n".join(["Traceback (most recent call last):", "oven" * 60, *["LookupError"] * 40])


def html(title: str, styles: str = "red.css", more: str = "") -> str:
    """A page that is taller than any screen, with a look of its own and a way to count loads."""
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="stylesheet" href="/theme/tokens.css">
<link rel="stylesheet" href="/theme/{styles}">
<body>
<main><h1>{title}</h1><p><a href="/">Home</a></p><div></div><button>Last</button>{more}</main>
</body>
</html>
"""


class Bakery:
    """A built site that is served; a test builds it by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.news = News()
        self.server = Server(0, folder, self.news)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.build(
            {
                "index.html": html("Home"),
                "404.html": html("Not found"),
                "bread/index.html": html("Bread"),
                "theme/tokens.css": f"{TOKENS}{PLAIN}",
                "theme/red.css": f"h1 {{ color: {RED}; }}",
            }
        )

    def build(self, files: dict[str, str], *removed: str, report: str = "") -> None:
        """What a build does: the files first, then the news."""
        write_files(self.folder, files)
        for name in removed:
            (self.folder / name).unlink()
        made = tuple((name, "its own text") for name in files)
        self.news.tell(Answer(True, report, made, removed))

    def show_early(self, name: str, page: str) -> Path:
        """What a build does before it has ended: the page waits in a folder for the rest."""
        waiting = self.folder / "waiting"
        write_files(waiting, {name: page})
        self.news.tell_early(waiting, [name])
        return waiting / name

    def fail(self, report: str) -> None:
        self.news.tell(Answer(False, report))


@pytest.fixture
def bakery(tmp_path: Path) -> Iterator[Bakery]:
    bakery = Bakery(tmp_path)
    with bakery.server as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield bakery
        server.shutdown()
        thread.join()


@pytest.fixture
def bread(page: Page, bakery: Bakery) -> Page:
    """The page about bread, open, with a mark that loading it again would take away."""
    page.goto(f"{bakery.address}/bread/")
    while not bakery.news.followers:
        page.wait_for_timeout(10)
    page.evaluate("window.marked = true")
    return page


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def problems(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Problems in the content")


def has_stayed(page: Page) -> bool:
    return page.evaluate("window.marked === true") is True


def test_page_loads_again_when_it_was_remade_and_not_when_another_was(
    bread: Page, bakery: Bakery
) -> None:
    bakery.build({"index.html": html("Other")})
    bakery.build({"bread/index.html": html("Bread")})  # to the last byte as it was
    bakery.fail("a.md:1: no oven.")  # once this is seen, the others were looked at
    expect(problems(bread)).to_be_visible()
    assert has_stayed(bread)
    bakery.build({"bread/index.html": html("Rye")})
    expect(heading(bread)).to_have_text("Rye")
    expect(problems(bread)).to_have_count(0)
    assert not has_stayed(bread)


def test_page_that_is_ready_early_is_loaded_once(bread: Page, bakery: Bakery) -> None:
    name, rye = "bread/index.html", html("Rye")
    waiting = bakery.show_early(name, rye)
    expect(heading(bread)).to_have_text("Rye")
    bread.evaluate("window.marked = true")
    waiting.replace(bakery.folder / name)
    bakery.build({name: rye}, report="a.md:1: no oven.")
    expect(problems(bread)).to_be_visible()
    assert has_stayed(bread)


def test_page_asks_for_itself_only_when_it_may_be_new(bread: Page, bakery: Bakery) -> None:
    asked: list[str] = []
    bread.on("request", lambda request: asked.append(request.url))
    bakery.show_early("index.html", html("Other"))
    bakery.build({"index.html": html("Other")})
    bakery.fail("a.md:1: no oven.")
    expect(problems(bread)).to_be_visible()
    own = f"{bakery.address}/bread/"
    while asked.count(own) < 2:
        bread.wait_for_timeout(10)
    bread.wait_for_timeout(200)
    assert asked.count(own) == 2, "once for each build that ended"
    assert has_stayed(bread)


def test_page_that_was_ready_early_goes_when_its_build_fails(bread: Page, bakery: Bakery) -> None:
    waiting = bakery.show_early("bread/index.html", html("Rye"))
    expect(heading(bread)).to_have_text("Rye")
    waiting.unlink()
    bakery.fail(REPORT)
    expect(heading(bread)).to_have_text("Bread")
    expect(problems(bread)).to_be_visible()


def test_page_keeps_its_place_when_it_loads_again(bread: Page, bakery: Bakery) -> None:
    bread.get_by_role("button").scroll_into_view_if_needed()
    place = bread.evaluate("scrollY")
    assert place > 1000
    bakery.build({"bread/index.html": html("Rye")})
    expect(heading(bread)).to_have_text("Rye")
    bread.wait_for_function(f"Math.abs(scrollY - {place}) < 2")


def test_style_alone_is_swapped_and_the_page_stays(bread: Page, bakery: Bakery) -> None:
    """As esbuild's files are named by what is in them, every page is remade with a style."""
    expect(heading(bread)).to_have_css("color", RED)
    bread.get_by_role("button").scroll_into_view_if_needed()
    place = bread.evaluate("scrollY")
    pages = {"bread/index.html": html("Bread", "blue.css"), "index.html": html("Home", "blue.css")}
    style = {"theme/blue.css": f"h1 {{ color: {BLUE}; }}"}
    bakery.build({**style, **pages}, "theme/red.css")
    expect(heading(bread)).to_have_css("color", BLUE)
    expect(bread.locator('link[href="/theme/red.css"]')).to_have_count(0)
    expect(bread.locator('link[href="/theme/tokens.css"]')).to_have_count(1)
    assert has_stayed(bread)
    assert bread.evaluate("scrollY") == place
    # And again, from where it is now; then a real change still loads the page.
    pages = {"bread/index.html": html("Bread", "red.css")}
    bakery.build({"theme/red.css": f"h1 {{ color: {RED}; }}", **pages}, "theme/blue.css")
    expect(heading(bread)).to_have_css("color", RED)
    assert has_stayed(bread)
    bakery.build({"bread/index.html": html("Rye", "red.css")})
    expect(heading(bread)).to_have_text("Rye")


def test_style_that_keeps_its_name_is_swapped_too(bread: Page, bakery: Bakery) -> None:
    bakery.build({"theme/red.css": f"h1 {{ color: {BLUE}; }}"})
    expect(heading(bread)).to_have_css("color", BLUE)
    assert has_stayed(bread)


def test_page_loads_again_when_a_picture_that_it_shows_was_remade(
    page: Page, bakery: Bakery
) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"/>'
    shown = {
        "loaf.svg": picture.format(30),
        "bread/index.html": html("Bread", more="<img src=/loaf.svg alt=Loaf>"),
    }
    bakery.build(shown)
    page.goto(f"{bakery.address}/bread/")
    expect(page.get_by_role("img")).to_have_js_property("naturalWidth", 30)
    bakery.build({"loaf.svg": picture.format(60)})
    expect(page.get_by_role("img")).to_have_js_property("naturalWidth", 60)


def test_page_that_is_gone_says_so_and_comes_back(bread: Page, bakery: Bakery) -> None:
    bakery.build({}, "bread/index.html")
    expect(heading(bread)).to_have_text("Not found")
    bakery.build({"bread/index.html": html("Bread")})
    expect(heading(bread)).to_have_text("Bread")


def test_build_that_ends_while_a_page_is_loading_is_not_missed(page: Page, bakery: Bakery) -> None:
    """The page was read before the build, and begins to listen after it."""
    address = f"{bakery.address}/bread/"
    old = page.request.get(address).text()
    bakery.build({"bread/index.html": html("Rye")})
    page.route(address, lambda route: route.fulfill(body=old, content_type="text/html"), times=1)
    page.goto(address)
    expect(heading(page)).to_have_text("Rye")


def test_hidden_page_catches_up_when_it_is_seen_again(bread: Page, bakery: Bakery) -> None:
    """It holds no line meanwhile, as a browser has few; what it missed decides what it does."""
    turn = """(hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    for file, stays in [("index.html", True), ("bread/index.html", False)]:
        bread.evaluate(turn, True)
        bakery.build({file: html("Rye")})
        bakery.fail("a.md:1: no oven.")
        bread.wait_for_timeout(200)
        expect(problems(bread)).to_have_count(0)
        bread.evaluate(turn, False)
        expect(problems(bread)).to_be_visible()
        expect(heading(bread)).to_have_text("Bread" if stays else "Rye")
        assert has_stayed(bread) == stays
        bakery.build({})
        expect(problems(bread)).to_have_count(0)


def test_problems_come_and_go_without_taking_the_focus(bread: Page, bakery: Bakery) -> None:
    bread.get_by_role("link").focus()
    bakery.fail(REPORT)
    expect(problems(bread)).to_contain_text("This page is the last good one.")
    expect(problems(bread).get_by_role("listitem")).to_have_text(REPORT.splitlines())
    said = bread.get_by_role("status")
    expect(said).to_have_text("The build found problems. They stand at the end of the page.")
    expect(bread.get_by_role("link")).to_be_focused()
    bakery.build({})
    expect(problems(bread)).to_have_count(0)
    expect(said).to_have_text("The problems are mended.")
    expect(bread.get_by_role("link")).to_be_focused()
    assert has_stayed(bread)


def test_long_report_is_scrolled_with_the_keyboard(bread: Page, bakery: Bakery) -> None:
    bakery.fail(REPORT)
    problems(bread).wait_for()
    bread.get_by_role("button").focus()
    bread.keyboard.press("Tab")
    expect(problems(bread)).to_be_focused()
    expect(problems(bread).get_by_role("listitem").last).not_to_be_in_viewport()
    bread.keyboard.press("End")
    expect(problems(bread).get_by_role("listitem").last).to_be_in_viewport()


def test_what_has_the_focus_is_not_under_the_problems(bread: Page, bakery: Bakery) -> None:
    bakery.fail(REPORT)
    problems(bread).wait_for()
    bread.keyboard.press("Tab")
    bread.keyboard.press("Tab")
    button, box = bread.get_by_role("button").bounding_box(), problems(bread).bounding_box()
    assert button
    assert box
    assert 0 <= button["y"] < button["y"] + button["height"] <= box["y"]


@pytest.mark.parametrize("look", ["light", "dark", "forced colours"])
def test_problems_fit_a_phone_in_every_look(
    look: str, context: Callable[..., BrowserContext], bakery: Bakery
) -> None:
    options = {"forced_colors": "active"} if look == "forced colours" else {"color_scheme": look}
    page = context(viewport=PHONE, **options).new_page()
    bakery.fail(REPORT)
    page.goto(f"{bakery.address}/bread/")
    expect(problems(page)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    box = problems(page).bounding_box()
    assert box
    assert box["height"] <= PHONE["height"] / 2
    assert problems(page).evaluate("(box) => box.scrollWidth - box.clientWidth") == 0
    assert broken_rules(page) == []
    if look != "forced colours":
        # The page's own tokens, in this look.
        ground = page.evaluate(
            """() => {
              const probe = document.body.appendChild(document.createElement("i"));
              probe.style.background = "var(--color-paper)";
              return getComputedStyle(probe).backgroundColor;
            }"""
        )
        expect(problems(page)).to_have_css("background-color", ground)


def test_pages_are_shown_without_scripts(
    context: Callable[..., BrowserContext], bakery: Bakery
) -> None:
    bakery.fail(REPORT)
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{bakery.address}/bread/")
    expect(heading(page)).to_have_text("Bread")
    expect(heading(page)).to_have_css("color", RED)
    page.get_by_role("link").click()
    expect(heading(page)).to_have_text("Home")
