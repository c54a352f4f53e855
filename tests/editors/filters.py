"""Editors and filters with the settings that they come with: HTML in, HTML out."""

import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import bleach
import nh3
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve

HERE = Path(__file__).parent
SCREEN = {"width": 1280, "height": 20_000}
"""So tall that the browser fetches every lazy frame."""

MILLISECONDS = 1000
"""How long scripts have to run. The page without a filter proves that it is long enough."""

NO_FILTER = "no filter"
IN_PYTHON: Mapping[str, Callable[[str], str]] = {"nh3": nh3.clean, "bleach": bleach.clean}
IN_BROWSER: Mapping[str, str] = {
    "TinyMCE 8": "tinymce.html",
    "CKEditor 5": "ckeditor.html",
    "CKEditor 5 with pictures": "ckeditor.html#pictures",
    "DOMPurify": "dompurify.html",
}
FILTERS = (*IN_BROWSER, *IN_PYTHON)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, and how to leave HTML in it until its scripts had time to run."""

    clean: Callable[[str], str]
    hold: Callable[[str], None]


@contextmanager
def opened(name: str, browser: Browser) -> Generator[Filter, None, None]:
    """The filter of a name; one that lives in the browser has a page of its own."""
    if name not in IN_BROWSER:
        yield Filter(IN_PYTHON.get(name, lambda html: html), lambda html: None)
        return
    with _page(HERE, IN_BROWSER[name], browser) as page:
        page.wait_for_function("() => window.passThrough !== undefined")

        def clean(html: str) -> str:
            return str(page.evaluate("(html) => window.passThrough(html)", html))

        def hold(html: str) -> None:
            clean(html)
            page.wait_for_timeout(MILLISECONDS)

        yield Filter(clean, hold)


def show(html: str, browser: Browser) -> None:
    """Shows HTML on a page of somebody else's until its scripts had time to run."""
    with tempfile.TemporaryDirectory() as folder:
        text = f'<!doctype html><meta charset="utf-8"><title>Host</title>{html}'
        (Path(folder) / "index.html").write_text(text, "utf-8")
        with _page(Path(folder), "", browser) as page:
            page.wait_for_timeout(MILLISECONDS)


@contextmanager
def _page(folder: Path, address: str, browser: Browser) -> Generator[Page, None, None]:
    with closing(serve(folder, "")) as served, browser.new_context(viewport=SCREEN) as context:
        page = context.new_page()
        page.goto(f"{next(served)}/{address}")
        yield page
