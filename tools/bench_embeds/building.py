"""What the cards cost a build: the same site with and without their plugin, in turn."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tools.bench_embeds.report import Row, share
from tools.build.builder import ROOT

ROUNDS = 5
PLUGIN = "plugins.tip_cards"
_BUILD = """
import json, sys
from pathlib import Path
from pelican.settings import read_settings
from tools.build.builder import PUBLISHING, WRITING, build
output, is_publishing, left_out = Path(sys.argv[1]), *json.loads(sys.argv[2])
settings = PUBLISHING if is_publishing else WRITING
plugins = [name for name in read_settings(str(settings))["PLUGINS"] if name != left_out]
build(settings, output, PLUGINS=plugins, KNOWLEDGE_KEPT=None)
"""


def publish(output: Path, address: str) -> None:
    """Writes the site as it is published at an address, without PDFs."""
    _seconds(output, is_publishing=True, address=address)


def building_rows(folder: Path) -> list[Row]:
    """Seconds of a build while writing, and the part of them that the cards take."""
    with_cards, without = [], []
    for number in range(ROUNDS + 1):
        print(f"  Build {number} of {ROUNDS} ..." if number else "  Warming up ...", flush=True)
        pair = _seconds(folder / "with"), _seconds(folder / "without", left_out=PLUGIN)
        if number:
            with_cards.append(pair[0])
            without.append(pair[1])
    part = share(with_cards, without)
    return [
        Row("build while writing, seconds", median(with_cards), "s"),
        Row("the same build without cards, seconds", median(without), "s"),
        Row(f"part of the build that cards take, median of {ROUNDS}", part, "%"),
    ]


def _seconds(
    output: Path, is_publishing: bool = False, left_out: str = "", address: str = ""
) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-c", _BUILD, str(output), json.dumps([is_publishing, left_out])]
    environment = {**os.environ, "SITEURL": address, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start
