"""`make serve` on a small project: what it serves, when it builds, what it says, how it ends."""

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.mini_site import markdown, settings_page, write_files
from tests.tools.test_build import BREAD, SECONDS, small_project
from tools.serve.__main__ import main, port_of

CONTRIBUTE = "content/pages/contribute.md"
LIVE = '<script src="/_live/live.js" defer'
BROKEN_BREAD = markdown("Bread", "It is baked.", see_also=["butter"])
BREAD_PROBLEM = "content/definitions/bread.md:5: unknown definition 'butter' in see_also."
BROKEN_SETTINGS = "name: [Crumb\n"
QUIET_SECONDS = 2
"""How long nothing may happen before we say that nothing happens."""


def eventually(condition: Callable[[], bool], server: "Served") -> None:
    """Waits until it is so; at the end of our patience, shows what the server said."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, f"It did not come to pass. The server said:\n{server.said()}"
        assert server.process.poll() is None or condition(), f"It ended:\n{server.said()}"
        time.sleep(0.02)


class Served:
    """The server as a process of its own, on a project of its own."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.port = free_port()
        self._terminal = project / "terminal.txt"
        # A process that is started in the background may not hear Ctrl+C; its children then
        # would not either.
        usual = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with self._terminal.open("wb") as terminal:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", "tools.serve"],
                    cwd=project,
                    env={**os.environ, "PORT": str(self.port), "PYTHONDONTWRITEBYTECODE": ""},
                    stdin=subprocess.DEVNULL,
                    stdout=terminal,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        finally:
            signal.signal(signal.SIGINT, usual)

    def said(self) -> str:
        """All that a person would see in the terminal so far."""
        return self._terminal.read_text("utf-8")

    def builds(self) -> list[str]:
        """What each build was for and whether it ended well, without its times."""
        found = re.findall(
            r"^\d\d:\d\d:\d\d (.+?): (not rebuilt, after|.* in) \d", self.said(), re.M
        )
        return [f"{what}: {'not rebuilt' if 'not' in how else 'built'}" for what, how in found]

    def wait_until_ready(self) -> None:
        eventually(lambda: "Read it at http://127.0.0.1" in self.said(), self)

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """The status, the headers and the text of an answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        with contextlib.closing(line):
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def save(self, path: str, text: str) -> None:
        """Saves as a careful editor does: a new file, put in the old one's place."""
        fresh = self.project / "unsaved"
        fresh.write_text(text, "utf-8")
        fresh.replace(self.project / path)

    def interrupt(self) -> int:
        """Ctrl+C as a terminal sends it, to the server and to a build that runs. The exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(SECONDS)

    def end(self) -> None:
        """Makes sure that nothing is left of it, a running build included."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(SECONDS)


class News:
    """The stream of events, as a browser that shows a page hears it."""

    def __init__(self, server: Served) -> None:
        self._socket = socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS)
        self._socket.sendall(b"GET /_live/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        self._heard = b""
        self.headers = self._until(b"\r\n\r\n").decode()

    def next(self, seconds: float = SECONDS, whole: bool = True) -> dict[str, Any]:
        """The next event's data. TimeoutError when there is none for so long.

        `whole`: the next one of a build that has ended.
        """
        self._socket.settimeout(seconds)
        while True:
            event = self._until(b"\n\n").decode()
            if event.startswith("event: build\ndata: "):
                data: dict[str, Any] = json.loads(event.removeprefix("event: build\ndata: "))
                if data["isWhole"] or not whole:
                    return data
                continue
            assert event == ": still here"

    def _until(self, end: bytes) -> bytes:
        while end not in self._heard:
            more = self._socket.recv(65536)
            assert more, "The server closed the stream."
            self._heard += more
        found, _, self._heard = self._heard.partition(end)
        return found

    def close(self) -> None:
        self._socket.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@contextlib.contextmanager
def starting(folder: Path, files: Mapping[str, str] | None = None) -> Iterator[Served]:
    """A server that was just started on a small project, with these files of its own."""
    project = small_project(folder)
    write_files(project, files or {})
    server = Served(project)
    try:
        yield server
    finally:
        server.end()


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """A server on a small project, once it can be read."""
    with starting(folder) as server:
        server.wait_until_ready()
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all that leave it as they found it: every file well, every build ended."""
    with serving(tmp_path_factory.mktemp("serve")) as server:
        assert server.builds() == ["First build: built"], server.said()
        yield server


@pytest.fixture
def news(server: Served) -> Iterator[News]:
    """A browser that has heard how the last build went."""
    with contextlib.closing(News(server)) as news:
        assert news.next()["problems"] == []
        yield news


def latest(server: Served) -> dict[str, Any]:
    """What a browser hears that opens a page now."""
    with contextlib.closing(News(server)) as news:
        return news.next()


@contextlib.contextmanager
def saved(server: Served, news: News, path: str, text: str) -> Iterator[dict[str, Any]]:
    """What the build said after this save; the file is as it was afterwards, and built."""
    before = (server.project / path).read_text("utf-8")
    server.save(path, text)
    try:
        yield news.next()
    finally:
        server.save(path, before)
        assert news.next()["problems"] == []


def test_pages_are_served_with_the_script_that_follows_the_builds(server: Served) -> None:
    status, headers, text = server.get("/definitions/bread/")
    assert (status, headers["Content-Type"]) == (200, "text/html")
    assert "<h1" in text
    assert text.count(LIVE) == 1
    assert headers["Cache-Control"] == "no-store"


def test_files_are_served_as_they_are(server: Served) -> None:
    for path in ("search/manifest.js", "robots.txt"):
        status, _headers, text = server.get(f"/{path}")
        assert status == 200
        assert text == (server.project / ".cache" / "serve" / path).read_text("utf-8")
    for name in ("live.js", "live.css"):
        ours = server.project / "tools" / "serve" / "live" / name
        assert server.get(f"/_live/{name}")[2] == ours.read_text("utf-8")


def test_question_after_an_address_is_no_part_of_it(server: Served) -> None:
    assert server.get("/search/?q=bread")[::2] == server.get("/search/")[::2]


def test_folder_without_its_slash_leads_to_the_one_with_it(server: Served) -> None:
    status, headers, _text = server.get("/definitions/bread")
    assert (status, headers["Location"]) == (301, "/definitions/bread/")


@pytest.mark.parametrize(
    "path",
    ["/no/such/page/", "/nothing", "/_live/nothing", "/../site.yml", "/%2e%2e/%2e%2e/site.yml"],
)
def test_unknown_address_gets_the_page_that_says_so(path: str, server: Served) -> None:
    status, headers, text = server.get(path)
    assert (status, headers["Content-Type"]) == (404, "text/html")
    assert "Not found" in text
    assert LIVE in text


def test_save_builds_once_and_the_browser_hears_of_it(server: Served, news: News) -> None:
    count = len(server.builds())
    with saved(server, news, BREAD, markdown("Rye", "It is dark.")) as heard:
        assert (heard["isBuilt"], heard["problems"]) == (True, [])
        assert "Rye" in server.get("/definitions/bread/")[2]
    with saved(server, news, CONTRIBUTE, markdown("Help us", "Bake.")) as heard:
        assert (heard["isBuilt"], heard["problems"]) == (True, [])
    assert "Rye" not in server.get("/definitions/bread/")[2]
    assert server.builds()[count:] == [f"{BREAD}: built"] * 2 + [f"{CONTRIBUTE}: built"] * 2


def test_page_can_be_seen_before_the_rest_is_built(server: Served, news: News) -> None:
    before = (server.project / BREAD).read_text("utf-8")
    for old, new in (("baked", "steamed"), ("steamed", "baked")):
        server.save(BREAD, before.replace("baked", new))
        heard = news.next(whole=False)
        assert (heard["isWhole"], heard["made"]) == (False, ["definitions/bread/index.html"])
        assert f"It is {new}." in server.get("/definitions/bread/")[2]
        assert {*heard["made"]} < {*news.next(whole=False)["made"]}
        assert f"It is {old}." not in server.get("/definitions/bread/")[2]


def test_settings_may_be_saved_again_and_again(server: Served, news: News) -> None:
    """A new file in the old one's place is seen each time, not the first time only."""
    for name in ("Crust", "Dough"):
        with saved(server, news, "site.yml", settings_page(name=name)):
            assert name in server.get("/")[2]
    with saved(server, news, "theme/templates/page.html", "<body><p>Plain</p></body>"):
        assert "Plain" in server.get("/contribute/")[2]


def test_problem_reaches_the_browser_and_goes_when_it_is_mended(server: Served, news: News) -> None:
    with saved(server, news, BREAD, BROKEN_BREAD) as heard:
        assert heard["problems"][0].startswith(BREAD_PROBLEM)
        assert heard["problems"][1:] == ["1 problem found."]
        assert latest(server) == heard, "A page that is opened later hears it too."
        assert "It is baked." in server.get("/definitions/bread/")[2]
        assert "\n".join(heard["problems"]) in server.said()
    assert latest(server)["problems"] == []


def test_failed_build_leaves_the_last_good_page(server: Served, news: News) -> None:
    def page() -> tuple[int, str]:
        status, _headers, text = server.get("/definitions/bread/")
        return status, re.sub('data-build="[0-9]+"', "", text)

    good = page()
    with saved(server, news, "site.yml", BROKEN_SETTINGS) as heard:
        assert server.builds()[-1] == "site.yml: not rebuilt"
        assert heard["problems"][0].startswith("site.yml:")
        assert not heard["isBuilt"]
        assert page() == good
    assert server.builds()[-1] == "site.yml: built"


@pytest.mark.parametrize(
    ("path", "text"), [(BREAD, BROKEN_BREAD), ("site.yml", BROKEN_SETTINGS)], ids=["told", "fatal"]
)
def test_error_is_not_built_again_until_the_next_save(
    path: str, text: str, server: Served, news: News
) -> None:
    with saved(server, news, path, text):
        said = server.said()
        with pytest.raises(TimeoutError):
            news.next(QUIET_SECONDS)
        assert server.said() == said


def test_browser_that_leaves_is_no_news_in_the_terminal(server: Served, news: News) -> None:
    """Each goes with a reset, in the middle of an answer or of the stream."""
    said = server.said()
    for path in (b"/_live/events", b"/"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as leaving:
            leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            leaving.sendall(b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" % path)
            assert leaving.recv(1)
    with saved(server, news, CONTRIBUTE, markdown("Help us")):
        pass
    with saved(server, news, CONTRIBUTE, markdown("Help us all")):
        pass
    told = server.said().removeprefix(said).splitlines()
    assert len(told) == 4
    assert server.builds()[-4:] == [f"{CONTRIBUTE}: built"] * 4


def test_taken_port_is_told_in_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "tools.serve"],
            cwd=small_project(tmp_path),
            env={**os.environ, "PORT": str(port)},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    assert done.returncode == 1
    assert done.stderr == f"Port {port} is taken. Try another: make serve PORT={port + 1}\n"
    assert done.stdout == ""


@pytest.mark.parametrize("port", ["abc", "0", "65536", "80 80", "٨", "-1"])
def test_what_is_no_port_is_told_in_one_sentence(
    port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", port)
    assert main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"PORT is '{port}', which is no port. Give a number from 1 to 65535: make serve PORT=8001\n"
    )


@pytest.mark.parametrize(("given", "port"), [("", 8000), ("8001", 8001), ("65535", 65535)])
def test_port_is_what_was_asked_for_or_the_usual_one(given: str, port: int) -> None:
    assert port_of(given) == port


def test_save_during_the_first_build_is_not_missed(tmp_path: Path) -> None:
    with starting(tmp_path) as server:
        eventually(lambda: "Building the site ..." in server.said(), server)
        count = 0
        while not server.builds():
            count += 1
            server.save(CONTRIBUTE, markdown("Take part", f"This is word {count}."))
            time.sleep(0.01)
        assert count
        eventually(lambda: f"This is word {count}." in server.get("/contribute/")[2], server)


def test_site_that_could_never_be_built_yet_can_be_mended(tmp_path: Path) -> None:
    with starting(tmp_path, {"site.yml": BROKEN_SETTINGS}) as server:
        server.wait_until_ready()
        assert server.builds() == ["First build: not rebuilt"]
        status, headers, text = server.get("/")
        assert (status, headers["Content-Type"]) == (404, "text/html")
        assert "The first build has not ended well yet." in text
        assert LIVE in text
        with contextlib.closing(News(server)) as news:
            assert news.next()["problems"][0].startswith("site.yml:")
            server.save("site.yml", settings_page())
            assert news.next()["problems"] == []
        assert server.get("/")[0] == 200


def test_code_that_changed_is_code_that_runs(server: Served, news: News) -> None:
    settings = (server.project / "pelicanconf.py").read_text("utf-8")
    with saved(server, news, "pelicanconf.py", f'{settings}SITEURL = "/oven"\n') as heard:
        assert heard["problems"] == []
        assert 'href="/oven/definitions/' in server.get("/")[2]
    assert "/oven/" not in server.get("/")[2]


def test_fault_in_code_is_told_and_ends_nothing_else(server: Served, news: News) -> None:
    """The last good page stays, and the save that mends the code brings the next one."""
    count = len(server.builds())
    code = (server.project / "tools/pdf.py").read_text("utf-8")
    with saved(server, news, "tools/pdf.py", f'{code}raise LookupError("no oven")\n') as heard:
        assert not heard["isBuilt"]
        assert heard["problems"][0] == "Traceback (most recent call last):"
        assert heard["problems"][-1] == "LookupError: no oven"
        assert "\n".join(heard["problems"]) in server.said()
        assert "It is baked." in server.get("/definitions/bread/")[2]
    told = [f"tools/pdf.py: {state}" for state in ("not rebuilt", "built")]
    assert server.builds()[count:] == told


@pytest.mark.parametrize("moment", ["Building the site ...", "Read it at"])
def test_ctrl_c_ends_it_well_at_any_moment(moment: str, tmp_path: Path) -> None:
    with starting(tmp_path) as server:
        eventually(lambda: moment in server.said(), server)
        assert server.interrupt() == 0, server.said()
        assert server.said().endswith("\nStopped.\n")
        assert "Traceback" not in server.said()


def test_ctrl_c_ends_it_while_a_page_is_open(tmp_path: Path) -> None:
    with serving(tmp_path) as server, contextlib.closing(News(server)) as news:
        assert news.next()["problems"] == []
        assert server.interrupt() == 0, server.said()
        assert server.said().endswith("\nStopped.\n")
        assert "Traceback" not in server.said()
