"""`python -m tools.serve`: builds, serves, rebuilds on save, and tells the browser.

Builds happen in a process beside this one, which lives on from save to save. A build starts
only when a file changed: an error can never make it spin. The last good site is served
meanwhile.
"""

import argparse
import errno
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from tools.serve.answering import HOST, Server
from tools.serve.news import News
from tools.serve.saves import LOCK_FILES, Saves
from tools.serve.telling import saved, told
from tools.serve.worker import BUILDING, SITE, Worker

ROOT = Path(__file__).resolve().parents[2]
USUAL_PORT = 8000
LAST_PORT = 65535


def serve(port: int, explains: bool, root: Path = ROOT, command: Sequence[str] = BUILDING) -> int:
    """The exit code, once the person stops it with Ctrl+C. `command` starts what builds."""
    news = News()
    server = _server(port, root / SITE, news)
    if server is None:
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    worker = Worker(root, command)

    def build(what: str, changed: Collection[Path]) -> None:
        start = time.perf_counter()
        if any(_is_read_once(file, root) for file in changed):
            worker.renew()
        answer = worker.ask(news.tell_early)
        clock, seconds = time.strftime("%H:%M:%S"), time.perf_counter() - start
        _say("\n".join(told(f"{clock} {what}", answer, seconds, explains)))
        news.tell(answer)

    try:
        _say("Building the site ...")
        noticed = iter(Saves(root))
        # From its first word on a save is noticed, even one during the first build.
        build("First build", next(noticed))
        _say(f"Read it at http://{HOST}:{port}/ and stop with Ctrl+C. Every save rebuilds it.")
        for files in filter(None, noticed):
            build(saved(files, root), files)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # impatience; it ends already
    finally:
        worker.stop()
    _say("\nStopped.")
    return 0


def _server(port: int, site: Path, news: News) -> Server | None:
    """The server, or nothing but a word to the person when the port cannot be had."""
    try:
        return Server(port, site, news)
    except OSError as error:
        another = USUAL_PORT if port == LAST_PORT else port + 1
        state = "is taken" if error.errno == errno.EADDRINUSE else "cannot be used"
        print(f"Port {port} {state}. Try another: make serve PORT={another}", file=sys.stderr)
        return None


def _is_read_once(file: Path, root: Path) -> bool:
    """Whether a process that has begun would not notice that this file changed."""
    return file.suffix == ".py" or file.relative_to(root).as_posix() in LOCK_FILES


def _say(text: str) -> None:
    print(text, flush=True)


def port_of(given: str) -> int | None:
    """The port that a person asks for; the usual one for nothing; None for what is no port."""
    if not re.fullmatch("[0-9]{1,5}", given or str(USUAL_PORT)):
        return None
    port = int(given or USUAL_PORT)
    return port if 0 < port <= LAST_PORT else None


def main(arguments: list[str]) -> int:
    """The exit code: 1 when the port cannot be had."""
    parser = argparse.ArgumentParser(prog="python -m tools.serve", description=__doc__)
    parser.add_argument("--explain", action="store_true", help="say why each file was made")
    chosen = parser.parse_args(arguments)
    given = os.environ.get("PORT", "")
    port = port_of(given)
    if port is None:
        print(
            f"PORT is '{given}', which is no port. "
            f"Give a number from 1 to {LAST_PORT}: make serve PORT={USUAL_PORT + 1}",
            file=sys.stderr,
        )
        return 1
    return serve(port, chosen.explain)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
