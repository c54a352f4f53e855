"""Files that an nginx server includes: the headers of each address, and an oEmbed endpoint.

nginx forgets every `add_header` of a server in a location that has one of its own. So each
header is a variable, told by a map of the address, and stands once in the server. nginx sends
no header whose value is empty.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from knowledge import Entry
from knowledge.embeds import oembed_address
from knowledge.kinds import Kind
from plugins.hosting.table import Rule

_FOR_HTTP = "# Include this file in the http block of nginx. The build writes it.\n"
_FOR_SERVER = (
    "# Include this file in the server block of the site, and {maps} in the http block.\n"
    "# The build writes it.\n"
)
_SLUG = "(?<site_oembed_slug>[a-z0-9-]+)"


def header_files(rules: Sequence[Rule], base: str) -> dict[str, str]:
    """The texts of nginx-headers.conf, for the http block, and of its part for the server."""
    names = list(dict.fromkeys(name for rule in rules for name in rule.headers))
    maps = "".join(_header_map(name, rules, base) for name in names)
    # An error must not be kept for as long as what should have been there.
    sent = "".join(
        f"add_header {name} {_variable(name)}{'' if name == 'Cache-Control' else ' always'};\n"
        for name in names
    )
    return {
        "nginx-headers.conf": _FOR_HTTP + maps,
        "nginx-headers-server.conf": _FOR_SERVER.format(maps="nginx-headers.conf") + sent,
    }


def _header_map(name: str, rules: Sequence[Rule], base: str) -> str:
    lines = [
        f'    "~{_address_regex(base + pattern)}" "{rule.headers[name]}";\n'
        for rule in rules
        if name in rule.headers
        for pattern in rule.patterns
    ]
    return f"\nmap $uri {_variable(name)} {{\n{''.join(lines)}}}\n"


def _variable(header: str) -> str:
    return f"$site_{header.lower().replace('-', '_')}"


def _address_regex(pattern: str) -> str:
    """A pattern of the table as nginx reads it; it takes the first that matches."""
    parts = [
        "[^/]+" if part.startswith(":") else re.escape(part)
        for part in pattern.removesuffix("*").split("/")
    ]
    return f"^{'/'.join(parts)}{'' if pattern.endswith('*') else '$'}"


def oembed_files(
    public_address: str, base: str, kinds: Iterable[Kind], entries: Iterable[Entry]
) -> dict[str, str]:
    """The texts of nginx-oembed.conf, for the http block, and of its part for the server.

    The file with the answer is named by the kind and by a slug, which is small letters, digits
    and hyphens, and by nothing else of what was asked: no address leads out of the site.
    """
    host = public_address.removesuffix(base).partition("://")[2]
    moved = [
        _answer(host, _encoded(base + old), base + entry.address)
        for entry in entries
        for old in entry.fields.moved_from
    ]
    lines = "".join([*moved, *(_answers(host, base, kind) for kind in kinds)])
    maps = (
        f"\nmap $arg_url $site_oembed_file {{\n{lines}}}\n"
        '\nmap $arg_format $site_oembed_other_format {\n    "" "";\n    json "";\n'
        "    default 1;\n}\n"
    )
    server = (
        f"location = {base}/oembed {{\n"
        "    default_type application/json;\n"
        "    if ($site_oembed_other_format) {\n        return 501;\n    }\n"
        "    try_files $site_oembed_file =404;\n}\n"
    )
    return {
        "nginx-oembed.conf": _FOR_HTTP + maps,
        "nginx-oembed-server.conf": _FOR_SERVER.format(maps="nginx-oembed.conf") + server,
    }


def _answers(host: str, base: str, kind: Kind) -> str:
    before, _, after = kind.address.partition("{slug}")
    asked = _encoded(base + before) + _SLUG + _encoded(after)
    return _answer(host, asked, base + kind.address.replace("{slug}", "$site_oembed_slug"))


def _answer(host: str, asked: str, page: str) -> str:
    """One line of the map: the address that a program asks about, and the file with the answer.

    nginx hands the address over as it was sent, and programs differ in what they encode.
    """
    slash = _encoded("/")
    start = f"(?i:https?{_encoded(f'://{host}')})"
    rest = r"(?:(?:[?#]|%3[Ff]|%23).*)?"
    whole = f"^{start}{asked.removesuffix(slash)}{slash}?{rest}$"
    return f'    "~{whole}" "{oembed_address(page)}";\n'


def _encoded(text: str) -> str:
    """A regex of a text with or without its signs percent-encoded."""
    return "".join(
        re.escape(each) if quote(each, safe="") == each else _either(each) for each in text
    )


def _either(sign: str) -> str:
    return f"(?:{re.escape(sign)}|(?i:{quote(sign, safe='')}))"
