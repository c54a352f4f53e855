"""A process that builds as the real one does, but another thing: a line for each job.

`content/order.txt` says what the next build does; each build adds its process to `processes.txt`.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from knowledge import Problem  # noqa: E402 (after the path is set)
from tools.build.builder import BuildError, Built, Hear, Made  # noqa: E402
from tools.serve.work import main  # noqa: E402

COMMAND = (sys.executable, "-u", str(Path(__file__)))


def build(hear: Hear) -> Built:
    order = Path("content/order.txt").read_text("utf-8")
    with Path("processes.txt").open("a", encoding="utf-8") as processes:
        print(os.getpid(), file=processes)
    match order:
        case "problem":
            raise BuildError("bread.md:1: no oven.\n1 problem found.")
        case "fault":
            raise LookupError("no oven")
        case "gone":
            os._exit(3)
        case "chatter":
            sys.stdout.write("on standard output\n")
            os.system("echo of a program of its own")
            sys.stderr.write("on standard error\n")
        case "early":
            hear(Path("waiting"), ["bread/index.html"])
        case "early and gone":
            hear(Path("waiting"), ["bread/index.html"])
            os._exit(3)
        case "long":
            try:
                time.sleep(60)
            finally:
                Path("tidy.txt").touch()
    problems = (Problem("bread.md", 2, "Dark.", "Bake less."),) if order == "warn" else ()
    made = (Made("bread/index.html", "its own text"),)
    return Built({}, 1, problems, 0.1, made, removed=("crust/index.html",))


if __name__ == "__main__":
    sys.exit(main(build))
