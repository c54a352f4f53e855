"""Environments: Pelican makes one for each generator, and lists all templates each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment
from pelican import generators


@contextmanager
def one_environment() -> Iterator[None]:
    """Generators that are made while this is open share an environment, and so its templates.

    All of them are given the same settings, so their environments are alike.
    """
    made: list[Environment] = []

    def environment(**options: Any) -> Environment:
        if not made:
            made.append(_Quiet(**options))
        return made[0]

    usual, generators.Environment = generators.Environment, environment
    try:
        yield
    finally:
        generators.Environment = usual


class _Quiet(Environment):
    """Does not look through all folders of templates for a list that nobody is shown."""

    def list_templates(self, *_options: Any) -> list[str]:
        return []
