"""`python -m tests.wordpress`: our cards pasted into a real WordPress, and looked at.

It starts MariaDB, PHP and nginx for itself, on 127.0.0.1 and in a temporary folder, and stops
them at the end. The pictures are left in .cache/wordpress/.
"""

import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import launch
from tests.wordpress.cards import CardsSite, cards_site
from tests.wordpress.database import database
from tests.wordpress.embeds import check_embed, classic_paragraph, embed_block
from tests.wordpress.installation import WordPress, wordpress
from tests.wordpress.packages import provide
from tests.wordpress.processes import RigError, free_port
from tests.wordpress.report import Report, say
from tests.wordpress.served import check_served
from tests.wordpress.sight import PICTURES
from tests.wordpress.snippets import administrator, restricted
from tools.machine import SetupError


@contextmanager
def rig() -> Iterator[tuple[CardsSite, WordPress]]:
    """Both sites, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="wordpress-") as name:
        folder = Path(name)
        cards_port = free_port()
        with (
            cards_site(folder / "cards", cards_port) as cards,
            database(folder / "database") as socket,
            wordpress(folder / "wordpress", socket, free_port(), cards_port) as site,
        ):
            yield cards, site


def check_all(browser: Browser, cards: CardsSite, site: WordPress, report: Report) -> None:
    """Every case, one after the other; the network comes last, as there is no way back."""
    tip, definition = cards.first("tips"), cards.first("definitions")
    ways = cards.ways(tip)
    with report.case("a. Address of a tip in a classic paragraph"):
        check_embed(browser, site, "a tip", classic_paragraph(site, tip), tip, report)
    with report.case("a. Address of a definition in a classic paragraph"):
        post = classic_paragraph(site, definition)
        check_embed(browser, site, "a definition", post, definition, report)
    with report.case("b. Address of a tip in the embed block"):
        post = embed_block(browser, site, tip, report)
        check_embed(browser, site, "b embed block", post, tip, report)
    administrator(browser, site, ways, tip, report)
    check_restricted(browser, site, "d author", "author", cards, report)
    report.title("e. A network of sites")
    report.check(site.become_network(), "its site administrators may not write unfiltered HTML")
    check_restricted(browser, site, "e network", "local", cards, report)


def check_restricted(
    browser: Browser, site: WordPress, case: str, author: str, cards: CardsSite, report: Report
) -> None:
    """What is left to somebody whose HTML is filtered: the address alone, and links."""
    tip = cards.first("tips")
    with report.case(f"{case}: address alone"):
        post = classic_paragraph(site, tip, author)
        check_embed(browser, site, f"{case} address", post, tip, report)
    restricted(browser, site, case, author, cards.ways(tip), tip, report)


def main() -> int:
    """The exit code: 0 if all holds, 1 if something does not or cannot be tried."""
    # Whoever ends us lets us tidy up first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        provide()
        report = Report()
        shutil.rmtree(PICTURES, ignore_errors=True)
        say("Building the site, starting nginx, MariaDB and WordPress ...")
        with rig() as (cards, site), sync_playwright() as playwright:
            browser = launch(playwright)
            check_served(cards, report)
            check_all(browser, cards, site, report)
            browser.close()
    except (RigError, SetupError) as error:
        say(f"WordPress cannot be tried: {error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped, and everything with it.")
        return 130
    say(f"Look at the pictures in {PICTURES}")
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
