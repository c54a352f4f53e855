"""Writes the cards: pages of their own for frames on other people's sites, and all around them."""

import base64
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from knowledge import Library, Problem, report
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
from knowledge.indexes import page_with
from plugins.tip_cards.heights import Heights, measure

logger = logging.getLogger(__name__)


class TipCardsGenerator(Generator):
    """Cards stand under /embed/v1/, at addresses that never change."""

    def generate_output(self, writer: Any) -> None:
        """Each card in each theme, its oEmbed answer, its snippets, and the script for hosts."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        scripts = host_scripts(Path(self.settings["THEME"]))
        publisher = _publisher(library, self.settings, scripts)
        today = self.settings["KNOWLEDGE_TODAY"]
        all_cards = [*cards(library), *filter(None, [daily_card(library, today)])]
        pages = {card.name: self._themes(card, publisher) for card in all_cards}
        heights = self._measure(pages, library)
        self.settings["KNOWLEDGE_CARD_HEIGHTS"] = heights.measured
        if problems := list(_overflowing(all_cards, heights)):
            logger.error("%s", report(problems))
        for card in all_cards:
            for theme, html in pages[card.name].items():
                self._write(f"{card.address(theme)}index.html", html.encode())
            if publisher.address and card.state == "live":
                tips = (each.name for each in all_cards if each.name.startswith("tip/"))
                height = heights.of(*(tips if card.days else [card.name]))
                self._write_ways(writer, card, publisher, height)
        for name, script in scripts.items():
            self._write(f"/embed/{name}", script)

    def _themes(self, card: Card, publisher: Publisher) -> dict[str, str]:
        """A card's page in each theme."""
        assets = self.settings["JINJA_GLOBALS"]["assets"]
        template = self.get_template("card")
        data = {
            "card": card,
            "publisher": publisher,
            "first_day": self.settings["KNOWLEDGE_TODAY"].isoformat(),
            "zone": self.settings["TIMEZONE"],
            "script": Markup(assets.cards.script),
        }
        return {
            theme: template.render(
                data,
                style=Markup(assets.cards.styles[theme]),
                scheme=assets.cards.schemes[theme],
                policy=assets.card_policy(theme),
            )
            for theme in THEMES
        }

    def _measure(self, pages: Mapping[str, Mapping[str, str]], library: Library) -> Heights:
        style = self.settings["JINJA_GLOBALS"]["assets"].cards.styles["light"]
        return measure(
            {name: themes["light"] for name, themes in pages.items()},
            style,
            self.settings["KNOWLEDGE_BROWSER"],
            Path(self.settings["KNOWLEDGE_KEPT_HEIGHTS"]),
            library.embeds.heights,
        )

    def _write_ways(self, writer: Any, card: Card, publisher: Publisher, height: Height) -> None:
        """How to put a card on another site: for programs that ask, and for people."""
        if card.entry:
            answer = json.dumps(oembed(card, publisher, height), ensure_ascii=False)
            self._write(oembed_address(card.page), answer.encode())
        writer.write_file(
            f"{card.snippets_address.strip('/')}/index.html",
            self.get_template("embed-card"),
            self.context,
            url=card.snippets_address,
            card=card,
            builder=page_with(self.settings["KNOWLEDGE_LIBRARY"], "embed"),
            height=height,
            frame_title=publisher.title(card),
            forms={each.form: each.code for each in snippets(card, publisher, height)},
        )

    def _write(self, address: str, data: bytes) -> None:
        file = Path(self.output_path) / address.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


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
