"""Writes the cards: pages of their own for frames on other people's sites, and all around them."""

import base64
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from knowledge import Library, Problem, report
from knowledge.digests import digest, library_digest
from knowledge.embeds import (
    MOST_HEIGHT,
    THEMES,
    Card,
    Height,
    Publisher,
    cards,
    daily_card,
    oembed,
    oembed_address,
    snippets,
)
from knowledge.facts import note
from knowledge.indexes import page_with
from knowledge.ledger import Ledger, Order
from plugins.tip_cards.heights import Heights, measure

logger = logging.getLogger(__name__)


class TipCardsGenerator(Generator):
    """Cards stand under /embed/v1/, at addresses that never change."""

    def generate_output(self, writer: Any) -> None:
        """Each card in each theme, its oEmbed answer, its snippets, and the script for hosts."""
        self._ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        self._assets = self.settings["JINJA_GLOBALS"]["assets"]
        scripts = host_scripts(Path(self.settings["THEME"]))
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        self._publisher = _publisher(library, self.settings, scripts)
        inputs = {
            "all front matter": library_digest(library),
            "the style of cards": self._assets.cards,
            "the scripts for hosts": scripts,
        }
        heights = self._ledger.recall("heights of cards", inputs, self._measured)
        self.settings["KNOWLEDGE_CARD_HEIGHTS"] = heights.measured
        inputs["heights of cards"] = heights
        self._ledger.files("cards", inputs, lambda: self._all(writer, heights, scripts))
        may_overflow = heights.too_wide or heights.tallest > MOST_HEIGHT
        if may_overflow and (problems := list(_overflowing(self._cards(), heights))):
            logger.error("%s", report(problems))

    def _cards(self) -> list[Card]:
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        daily = daily_card(library, self.settings["KNOWLEDGE_TODAY"])
        return [*cards(library), *filter(None, [daily])]

    def _measured(self) -> Heights:
        """How tall the cards are, if there is a browser that can tell."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        browser = self.settings["KNOWLEDGE_BROWSER"]
        return measure(
            {card.name: self._html(card, "light") for card in self._cards()} if browser else {},
            self._assets.cards.styles["light"],
            browser,
            Path(self.settings["KNOWLEDGE_KEPT_HEIGHTS"]),
            library.embeds.heights,
        )

    def _all(
        self, writer: Any, heights: Heights, scripts: Mapping[str, bytes]
    ) -> Iterator[tuple[str, bytes]]:
        found = self._cards()
        tips = [card.name for card in found if card.name.startswith("tip/")]
        look, publisher = digest(self._assets.cards), digest(self._publisher)
        orders = []
        for card in found:
            height = heights.of(*(tips if card.days else [card.name]))
            inputs = {
                "the card": card,
                "its height": height,
                "its look": look,
                "site.yml or a setting": publisher,
                "the day": self.settings["KNOWLEDGE_TODAY"] if card.days else None,
            }
            files = partial(self._files, writer, card, height)
            orders.append(Order(f"card {card.name}", inputs, files))
        self._ledger.files_of_all(orders)
        for name, script in scripts.items():
            yield f"embed/{name}", script

    def _files(self, writer: Any, card: Card, height: Height) -> Iterator[tuple[str, bytes]]:
        """A card in each theme, and how to put it on another site."""
        for theme in THEMES:
            yield _name(f"{card.address(theme)}index.html"), self._html(card, theme).encode()
        if self._publisher.address and card.state == "live":
            if card.entry:
                answer = json.dumps(oembed(card, self._publisher, height), ensure_ascii=False)
                yield _name(oembed_address(card.page)), answer.encode()
            self._write_ways(writer, card, height)

    def _html(self, card: Card, theme: str) -> str:
        """A card's page in a theme."""
        template = self.get_template("card")
        note(f"template:{template.name}")
        html: str = template.render(
            card=card,
            publisher=self._publisher,
            first_day=self.settings["KNOWLEDGE_TODAY"].isoformat(),
            zone=self.settings["TIMEZONE"],
            script=Markup(self._assets.cards.script),
            style=Markup(self._assets.cards.styles[theme]),
            scheme=self._assets.cards.schemes[theme],
            policy=self._assets.card_policy(theme),
        )
        return html

    def _write_ways(self, writer: Any, card: Card, height: Height) -> None:
        """The page with all that people may paste."""
        publisher = self._publisher
        writer.write_file(
            _name(f"{card.snippets_address}index.html"),
            self.get_template("embed-card"),
            self.context,
            url=card.snippets_address,
            card=card,
            builder=page_with(self.settings["KNOWLEDGE_LIBRARY"], "embed"),
            height=height,
            frame_title=publisher.title(card),
            forms={each.form: each.code for each in snippets(card, publisher, height)},
        )


def _name(address: str) -> str:
    return address.lstrip("/")


def host_scripts(theme: Path) -> dict[str, bytes]:
    """Every version of the script for hosts, as it was released, and the newest as v1.js."""
    versions = sorted(theme.glob("embed/v*.js"), key=_version)
    scripts = {file.name: file.read_bytes() for file in versions}
    return {**scripts, f"{versions[-1].name.partition('.')[0]}.js": scripts[versions[-1].name]}


def _version(file: Path) -> list[int]:
    return [int(part) for part in file.stem.removeprefix("v").split(".")]


def _publisher(
    library: Library, settings: Mapping[str, Any], scripts: Mapping[str, bytes]
) -> Publisher:
    newest = [*scripts][-2]
    digest = base64.b64encode(hashlib.sha384(scripts[newest]).digest()).decode()
    return Publisher(
        site=library.site,
        address=settings["KNOWLEDGE_PUBLIC_ADDRESS"],
        script=f"/embed/{newest}",
        integrity=f"sha384-{digest}",
        has_pictures=settings["KNOWLEDGE_PREVIEWS"],
    )


def _overflowing(all_cards: list[Card], heights: Heights) -> Iterator[Problem]:
    """What a browser found: cards that are wider than a narrow column, or too tall for a frame."""
    for card in all_cards:
        if card.entry and card.name in heights.too_wide:
            what = "The card is wider than the narrowest column it is made for."
            mend = "Look for a very long word and use a shorter one."
            yield Problem(card.entry.path, card.entry.line(("title",)), what, mend)
        tall = heights.of(card.name).offered
        if card.entry and tall > MOST_HEIGHT:
            what = f"The card is {tall} pixels tall; the most is {MOST_HEIGHT}."
            yield Problem(card.entry.path, card.entry.line(("title",)), what, "Use fewer words.")


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return TipCardsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
