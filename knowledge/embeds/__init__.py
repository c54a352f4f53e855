"""Embeds: cards of our entries on other people's sites, and the ways to put them there."""

from knowledge.embeds.cards import (
    OF_THE_DAY,
    THEMES,
    VERSION,
    Card,
    card_kinds,
    cards,
    daily_card,
    snippets_address,
)
from knowledge.embeds.oembed import oembed, oembed_address
from knowledge.embeds.registering import registry_problems
from knowledge.embeds.snippets import MOST_HEIGHT, NARROW, WIDE, Height, Publisher, snippets

__all__ = [
    "MOST_HEIGHT",
    "NARROW",
    "OF_THE_DAY",
    "THEMES",
    "VERSION",
    "WIDE",
    "Card",
    "Height",
    "Publisher",
    "card_kinds",
    "cards",
    "daily_card",
    "oembed",
    "oembed_address",
    "registry_problems",
    "snippets",
    "snippets_address",
]
