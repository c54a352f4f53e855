"""The states of templates, each with all that it extends, imports or includes."""

import re

from jinja2 import Environment

from knowledge.digests import digest_of_bytes

_NAMES_ANOTHER = re.compile(
    r"{%[-+]?\s*(?:extends|from|import|include)\s+(?P<name>.*?)\s*(?:import|%})"
)
_LITERAL = re.compile(r"""(["'])(?P<name>[^"']+)\1""")


class Templates:
    """The digest of each template of an environment, as its files are now."""

    def __init__(self, environment: Environment) -> None:
        assert environment.loader is not None
        self._environment = environment
        self._loader = environment.loader
        self._read: dict[str, tuple[bytes, list[str]]] = {}

    def state(self, name: str) -> bytes:
        """The digest of a template's text and of the texts of all others that it names."""
        waiting, texts = [name], {name: self._text(name)}
        while waiting:
            for other in self._text(waiting.pop())[1]:
                if other not in texts:
                    texts[other] = self._text(other)
                    waiting.append(other)
        return digest_of_bytes(b"".join(texts[each][0] for each in sorted(texts)))

    def _text(self, name: str) -> tuple[bytes, list[str]]:
        """The digest of a template's own text, and the templates that it names."""
        if name not in self._read:
            text, _file, _is_fresh = self._loader.get_source(self._environment, name)
            self._read[name] = digest_of_bytes(text.encode()), self._named(text)
        return self._read[name]

    def _named(self, text: str) -> list[str]:
        """The templates that a text names; all of them, if it works a name out."""
        names: list[str] = []
        for tag in _NAMES_ANOTHER.finditer(text):
            literal = _LITERAL.fullmatch(tag["name"])
            names += [literal["name"]] if literal else self._loader.list_templates()
        return names
