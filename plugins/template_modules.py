"""Keeps the macros that templates import: Jinja looks for them again on every page.

A macro of ours reads only what it is handed, so it is the same for every page that asks for it.
"""

from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from pelican import signals
from pelican.generators import Generator


class SteadyTemplate(Template):
    """A template whose macros are made once, whoever imports them.

    Jinja asks on each import whether the page has globals that the macros lack. Here all
    templates of an environment have the same.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


def keep_modules(generator: Generator) -> None:
    """Lets a generator's templates keep what they import, and not look at their files again."""
    environment: Any = generator.env
    environment.template_class = SteadyTemplate
    environment.auto_reload = False


def register() -> None:
    """Called by Pelican."""
    signals.generator_init.connect(keep_modules)
