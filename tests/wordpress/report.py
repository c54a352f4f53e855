"""One line for each check, with what was measured; at the end, what failed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Error


def say(line: str) -> None:
    """One line for the person who waits, at once."""
    print(line, flush=True)  # noqa: T201 - it talks to the person who asked


@dataclass
class Report:
    """Tells each check as it is made, and remembers those that failed."""

    started: float = field(default_factory=time.monotonic)
    made: int = 0
    failed: list[str] = field(default_factory=list)

    def title(self, text: str) -> None:
        """What the next checks are about."""
        say(f"\n{text}")

    @contextmanager
    def case(self, text: str) -> Iterator[None]:
        """A case under its title; what a browser waits for in vain is one more failed check."""
        self.title(text)
        try:
            yield
        except (Error, AssertionError) as error:
            self.check(False, f"{text}, to its end", str(error).strip().splitlines()[0])

    def check(self, is_right: bool, what: str, measured: object = "") -> bool:
        """Tells one check, and passes on whether it held."""
        line = f"{what}: {measured}" if measured != "" else what
        say(f"  {'ok  ' if is_right else 'FAIL'}  {line}")
        self.made += 1
        if not is_right:
            self.failed.append(line)
        return is_right

    def note(self, text: str) -> None:
        """Something that was seen and that is neither right nor wrong."""
        say(f"        {text}")

    def close(self) -> int:
        """Says how it ended; the exit code."""
        seconds = time.monotonic() - self.started
        say(f"\n{self.made} checks in {seconds:.0f} s, {len(self.failed)} failed.")
        for line in self.failed:
            say(f"  FAIL  {line}")
        return 1 if self.failed else 0
