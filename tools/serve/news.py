"""What the last build said, for every browser that waits for it."""

import json
import queue
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools.serve.worker import Answer

SECONDS_BETWEEN_PINGS = 15
MOST_REMEMBERED = 50
"""Of how many builds we know what they made; whoever missed more has to look at everything."""
_NOTHING: tuple[Path, frozenset[str]] = Path(), frozenset()


class News:
    """Numbers the builds, keeps the last ones' news, and passes them to whoever follows."""

    def __init__(self) -> None:
        # Another server begins with another number, so that no page takes it for the last one.
        self._number = time.time_ns()
        self._past: tuple[tuple[int, Answer], ...] = ()
        self.followers: set[queue.SimpleQueue[str]] = set()
        self._early = _NOTHING
        self.tell(Answer(is_built=True, report=""))

    @property
    def number(self) -> int:
        """The number of the last build."""
        return self._number

    def tell_early(self, folder: Path, names: Sequence[str]) -> None:
        """Pages of a build that has not ended: until then they are read from that folder."""
        self._early = folder, frozenset(names)
        _number, last = self._past[-1]
        made = tuple((name, "") for name in names)
        self._tell(Answer(last.is_built, last.report, made, is_whole=False))

    def early(self, name: str) -> Path | None:
        """Where a file of the site may be found before its build ends. It goes when that does."""
        folder, names = self._early
        return folder / name if name in names else None

    def tell(self, answer: Answer) -> None:
        """One more build has ended."""
        self._early = _NOTHING
        self._tell(answer)

    def _tell(self, answer: Answer) -> None:
        number = self._number + 1
        self._past = (*self._past, (number, answer))[-MOST_REMEMBERED:]
        self._number = number
        news = self._since(number - 1)
        for follower in tuple(self.followers):
            follower.put(news)

    def follow(self, since: int | None) -> Iterable[str]:
        """What is new since that build, then the news after each build.

        Nobody's news is the last build's. An empty one comes now and then, to keep the line open.
        """
        own: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.followers.add(own)
        try:
            yield self._since(self._number - 1 if since is None else since)
            while True:
                try:
                    yield own.get(timeout=SECONDS_BETWEEN_PINGS)
                except queue.Empty:
                    yield ""
        finally:
            self.followers.discard(own)

    def _since(self, before: int) -> str:
        """The state of things, and what was made after that build, if that is still known."""
        past = self._past
        number, latest = past[-1]
        is_known = past[0][0] - 1 <= before <= number
        new = [answer for one, answer in past if one > before]
        made = [name for answer in new for name, _why in answer.made]
        return json.dumps(
            {
                "number": str(number),
                "after": str(before) if is_known else "",
                "isBuilt": latest.is_built,
                "isWhole": any(answer.is_whole for answer in new),
                "problems": latest.report.splitlines(),
                "made": list(dict.fromkeys(made)) if is_known else [],
            }
        )
