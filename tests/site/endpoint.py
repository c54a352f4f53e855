"""An oEmbed endpoint that looks its answers up as nginx does with the file that the build writes.

Nginx itself is asked in `make test-wordpress`; this needs nothing but Python.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from tests.browser.conftest import QuietServer
from tests.conftest import BuiltSite

CONFIGURATION = "hosting/nginx-oembed.conf"

Rules = list[tuple[re.Pattern[str], str]]


def rules(site: BuiltSite) -> Rules:
    """The lines of the map from an address, still encoded, to the file with its answer."""
    text = (site.folder / CONFIGURATION).read_text("utf-8")
    _before, _map, body = text.partition("map $arg_url ")
    lines = re.findall(r'^ *"~(.+)" "(.+)";$', body.partition("}\n")[0], re.MULTILINE)
    # The two write a name for a part of a pattern in different ways.
    return [(re.compile(re.sub(r"\(\?<(?=\w)", "(?P<", pattern)), file) for pattern, file in lines]


class _Endpoint(BaseHTTPRequestHandler):
    """Answers /oembed?url=... with the file of the first rule that fits."""

    def __init__(self, *arguments: Any, site: BuiltSite, rules: Rules) -> None:
        self.site = site
        self.rules = rules
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """The answer, or 404."""
        body = self._answer(urlsplit(self.path).query)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def _answer(self, query: str) -> bytes | None:
        arguments = dict(part.partition("=")[::2] for part in query.split("&"))
        for pattern, file in self.rules:
            if found := pattern.search(arguments.get("url", "")):
                for name, value in found.groupdict().items():
                    file = file.replace(f"${name}", value)
                path = self.site.file_at(file.removeprefix(self.site.base))
                return path.read_bytes() if path else None
        return None

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: the tests say what went wrong."""


@contextmanager
def endpoint(site: BuiltSite) -> Iterator[str]:
    """The address of the endpoint, served for as long as it is needed."""
    handler = partial(_Endpoint, site=site, rules=rules(site))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/oembed"
        finally:
            server.shutdown()
            thread.join()
