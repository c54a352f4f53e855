"""A page under the policy of our own pages, with some of our scripts on it, in a real browser."""

import base64
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from plugins.assets import build_assets
from plugins.assets.bundling import TARGETS, esbuild_command
from tests.browser.conftest import QuietServer
from tests.conftest import ROOT
from tools.firefox import find_firefox

FIREFOX = find_firefox()
BROWSERS = ["chromium", *(["firefox"] if FIREFOX else [])]
COMPONENT = ROOT / "theme" / "components" / "contribute-form"

TO_BASE64 = """
const base64 = async (blob) => {
  const reader = new FileReader();
  await new Promise((done) => { reader.onload = done; reader.readAsDataURL(blob); });
  return reader.result.split(",")[1] ?? "";
};
"""


def bundled(source: str) -> bytes:
    """A script whose imports begin at the form's component, as a browser loads it."""
    options = ["--bundle", "--format=iife", "--minify", f"--target={TARGETS}", "--log-level=error"]
    done = subprocess.run(
        [*esbuild_command(), *options], cwd=COMPONENT, input=source.encode(), capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@dataclass
class ScriptPage:
    """The open page, the files that it can fetch, and what the browser complained of."""

    page: Page
    address: str
    files: dict[str, bytes]
    said: list[str] = field(default_factory=list)

    def ask(self, script: str, *values: Any) -> Any:
        """What a function of the page answers to the values."""
        return self.page.evaluate(script, list(values))

    def give(self, data: bytes, name: str = "given") -> str:
        """The address at which the page finds these bytes."""
        self.files[f"/{name}"] = data
        return f"{self.address}/{name}"


class FileServer(BaseHTTPRequestHandler):
    """Answers with files that are nowhere but in memory."""

    def __init__(self, *arguments: Any, files: dict[str, bytes]) -> None:
        self.files = files
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """The file of that name."""
        body = self.files.get(self.path, b"")
        kinds = {"/": "text/html; charset=utf-8", "/script.js": "text/javascript"}
        self.send_response(200 if self.path in self.files else 404)
        self.send_header("Content-Type", kinds.get(self.path, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: the tests say what went wrong."""


@contextmanager
def script_page(browser: Browser, script: bytes, **options: Any) -> Iterator[ScriptPage]:
    """A page with the script, under the policy of all our pages; options as of a new context."""
    policy = build_assets(ROOT / "theme", "", minify=True).policy
    html = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Scripts</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<script src="/script.js"></script>'
    )
    files = {"/": html.encode(), "/script.js": script, "/favicon.ico": b""}
    with QuietServer(("127.0.0.1", 0), partial(FileServer, files=files)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        context = browser.new_context(**options)
        try:
            seen = ScriptPage(
                context.new_page(), f"http://127.0.0.1:{server.server_address[1]}", files
            )
            seen.page.on("console", lambda line: seen.said.append(line.text))
            seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
            seen.page.goto(seen.address)
            yield seen
        finally:
            context.close()
            server.shutdown()
            thread.join()


@contextmanager
def firefox(playwright: Playwright, **settings: Any) -> Iterator[Browser]:
    """The Firefox of this machine."""
    browser = playwright.firefox.launch(
        channel="moz-firefox", executable_path=FIREFOX, firefox_user_prefs=settings
    )
    try:
        yield browser
    finally:
        browser.close()


def from_base64(text: str) -> bytes:
    """Bytes as a page hands them back."""
    return base64.b64decode(text)
