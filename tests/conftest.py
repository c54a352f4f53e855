"""What several test folders share: the real site as it is published, built once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Playwright, sync_playwright

from tools.browser import FLAGS

ROOT = Path(__file__).parent.parent
PUBLIC_ADDRESS = "https://knowledge.example/base"
OWNER_KNOWS = {
    "organisation": "A test organisation",
    "contact": "hello@knowledge.example",
    "repository": "https://github.com/owner/name",
}
MOVED_FROM = "/tips/an-old-address/"
WITHDRAWN = "/case-studies/a-story-of-one/"


@dataclass(frozen=True)
class BuiltSite:
    """The folder of a published site, its project, its public address and its base path."""

    folder: Path
    project: Path
    public_address: str = PUBLIC_ADDRESS
    base: str = "/base"

    def address_of(self, file: Path) -> str:
        """The root-relative address, without the base path, under which a file is served."""
        return "/" + file.relative_to(self.folder).as_posix().removesuffix("index.html")

    def file_at(self, address: str) -> Path | None:
        """The file that a server gives for an address without the base path."""
        file = self.folder / address.lstrip("/")
        file = file / "index.html" if address.endswith("/") else file
        return file if file.is_file() else None


def node() -> str:
    """The path of the Node.js that the set-up chose."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    found = shutil.which("node", path=path)
    assert found, "Node.js is missing. Run: make setup-test"
    return found


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real content and theme, published under a sub-path; one build serves all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published"
    with FileLock(f"{shared}.lock"):
        if not (shared / "done").exists():
            _publish(shared)
            (shared / "done").touch()
    return BuiltSite(shared / "output", shared)


def _publish(project: Path) -> None:
    """Publishes a copy of the project in which the owner has filled in what only they know."""
    for name in ("content", "knowledge", "plugins", "theme", "tools"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, project / name, ignore=ignored)
    for name in ("pelicanconf.py", "publishconf.py", *(file.name for file in ROOT.glob("*.csv"))):
        shutil.copy(ROOT / name, project)
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    lines = (ROOT / "site.yml").read_text("utf-8").splitlines()
    known = [_filled_in(line) for line in lines]
    (project / "site.yml").write_text("\n".join(known) + "\n", "utf-8")
    _move_one_tip(project / "content" / "tips")
    withdrawn = f"- address: {WITHDRAWN}\n  date: 2026-03-14\n"
    (project / "content" / "withdrawn.yml").write_text(withdrawn, "utf-8")
    command = [sys.executable, "-m", "tools.build", "--publish", "--output", project / "output"]
    environment = {**os.environ, "SITEURL": PUBLIC_ADDRESS}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"The site was not built.\n{done.stdout}{done.stderr}"


def _filled_in(line: str) -> str:
    field = line.partition(":")[0]
    return f"{field}: {OWNER_KNOWS[field]}" if field in OWNER_KNOWS else line


def _move_one_tip(tips: Path) -> None:
    """Gives the first tip an old address, so that the site has a page that has moved."""
    tip = min(tips.glob("*.md"))
    text = tip.read_text("utf-8")
    tip.write_text(text.replace("---\n", f"---\nmoved_from: {MOVED_FROM}\n", 1), "utf-8")


def launch(playwright: Playwright) -> Browser:
    """The Chromium that the set-up found."""
    chosen = (ROOT / ".venv" / "browser").read_text("utf-8").strip()
    path = None if chosen == "playwright" else chosen
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers; a process can have it once."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for each worker."""
    browser = launch(playwright)
    yield browser
    browser.close()
