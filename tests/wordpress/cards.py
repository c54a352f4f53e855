"""The site under test: published for the address where nginx serves it as our build says."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bs4 import BeautifulSoup

from tests.wordpress.processes import RigError, answers, run, running

CONFIG = """daemon off;
master_process off;
pid {folder}/pid;
error_log stderr warn;
events {{}}
http {{
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log {folder}/access.log;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {http}
  server {{
    listen 127.0.0.1:{port};
    root {site};
    index index.html;
    error_page 404 /404.html;
    {server}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Pasted:
    """An entry as somebody pastes it: the address of its page, its title, its oEmbed html."""

    address: str
    title: str
    html: str

    @property
    def card(self) -> str:
        """The name of its card, such as tip/start-small."""
        return self.html.partition("/embed/v1/")[2].partition('/"')[0]


@dataclass(frozen=True, slots=True)
class CardsSite:
    """The published folder, and the address where it is served."""

    folder: Path
    address: str

    def page(self, address: str) -> BeautifulSoup:
        """The parsed page at a root-relative address."""
        text = (self.folder / address.strip("/") / "index.html").read_text("utf-8")
        return BeautifulSoup(text, "html.parser")

    def first(self, kind: str) -> Pasted:
        """The first entry of a kind's folder, by its address."""
        answer = min(self.folder.glob(f"{kind}/*/oembed.json"))
        told = json.loads(answer.read_text("utf-8"))
        address = f"{self.address}/{kind}/{answer.parent.name}/"
        return Pasted(address, told["title"], told["html"])

    def ways(self, pasted: Pasted) -> dict[str, str]:
        """What a person can copy to put its card on another site, by the name of its form."""
        boxes = self.page(f"/embed/{pasted.card}/").select("textarea")
        return {form(text): text for text in (box.get_text() for box in boxes)}


def form(snippet: str) -> str:
    """The form of a snippet, told by what it holds."""
    if "<tip-card" in snippet:
        return "element"
    if "<iframe" in snippet:
        return "script" if "<script" in snippet else "iframe"
    if "<img" in snippet:
        return "picture"
    if "<blockquote" in snippet:
        return "text"
    return "file" if "/embed/" in snippet else "address"


def publish(folder: Path, address: str) -> None:
    """Runs the build that everybody runs, for this address."""
    run(
        [sys.executable, "-m", "tools.build", "--publish", "--output", str(folder)],
        SITEURL=address,
    )


@contextmanager
def cards_site(folder: Path, port: int) -> Iterator[CardsSite]:
    """The site at http://127.0.0.1:<port>, with its headers and its oEmbed endpoint."""
    folder.mkdir()
    site = CardsSite(folder / "site", f"http://127.0.0.1:{port}")
    publish(site.folder, site.address)
    config = folder / "nginx.conf"
    config.write_text(_config(folder, site.folder, port), "utf-8")
    command = ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(config)]
    with running(command, folder / "log", partial(answers, ("127.0.0.1", port))):
        yield site


def _config(folder: Path, site: Path, port: int) -> str:
    """A plain server around the files that our build writes for nginx, each where it says."""
    files = sorted((site / "hosting").glob("nginx-*.conf"))
    if not files:
        raise RigError("The build wrote no files for nginx into hosting/.")
    inside = [file for file in files if file.stem.endswith("-server")]
    around = [file for file in files if file not in inside]
    return CONFIG.format(
        folder=folder,
        site=site,
        port=port,
        http="\n  ".join(f"include {file};" for file in around),
        server="\n    ".join(f"include {file};" for file in inside),
    )
