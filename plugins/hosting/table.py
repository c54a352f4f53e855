"""Which headers an address is sent: said here, once, whatever the host."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.embeds import VERSION, oembed_address
from knowledge.kinds import Kind

POLICY = "Content-Security-Policy"

_SHORT = "max-age=600, stale-while-revalidate=86400"
_HOUR = "max-age=3600"
_FOR_EVER = "max-age=31536000, immutable"
# A browser shows XML as a tree with styles and arrows of its own; without, as a heap of words.
_XML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# The copy buttons write to the clipboard, so that one stays on. A name that a browser does not
# know is a warning on every page, so only names that are in use are here.
_SWITCHED_OFF = """
accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope hid
idle-detection magnetometer microphone midi payment picture-in-picture publickey-credentials-get
screen-wake-lock serial usb xr-spatial-tracking
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the addresses of some patterns are sent; an empty value means: send none.

    In a pattern, `*` at the end stands for anything, and `:slug` for one part of an address.
    Where two rules name a header for one address, the earlier one counts.
    """

    patterns: tuple[str, ...]
    headers: Mapping[str, str]


def header_table(
    policy: str, builder_policy: str, scripts: Iterable[str], kinds: Iterable[Kind]
) -> tuple[Rule, ...]:
    """The whole table, the last rule of which is for every address.

    `scripts` are the names of the scripts that other sites load, `kinds` those with cards.
    Cards say their policy themselves; one in a header that forbade frames would forbid them.
    """
    return (
        Rule(
            (f"/embed/{VERSION}/*",),
            {
                POLICY: "",
                # A page that isolates itself shows only frames that send these two.
                "Cross-Origin-Embedder-Policy": "require-corp",
                "Cross-Origin-Resource-Policy": "cross-origin",
                "X-Robots-Tag": "noindex",
                "Cache-Control": _SHORT,
            },
        ),
        *(_script(name) for name in scripts),
        # The pages about embedding show our own cards in frames.
        Rule(("/embed/*",), {POLICY: _unframed(builder_policy)}),
        *(_answers(kind) for kind in kinds),
        Rule(("/pictures/*",), {"Cross-Origin-Resource-Policy": "cross-origin"}),
        Rule(("/theme/*",), {"Cache-Control": _FOR_EVER}),
        Rule(("/feeds/*", "/sitemap.xml"), {POLICY: _unframed(_XML_POLICY)}),
        Rule(
            ("/*",),
            {
                POLICY: _unframed(policy),
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "strict-origin-when-cross-origin",
                "Permissions-Policy": ", ".join(f"{name}=()" for name in _SWITCHED_OFF.split()),
            },
        ),
    )


def _script(name: str) -> Rule:
    """Other sites load it; the one with a whole version number in its name never changes."""
    return Rule(
        (f"/embed/{name}",),
        {
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": _SHORT if name == f"{VERSION}.js" else _FOR_EVER,
        },
    )


def _answers(kind: Kind) -> Rule:
    """The oEmbed answers of a kind, which scripts on other sites may read."""
    return Rule(
        (oembed_address(kind.address.replace("{slug}", ":slug")),),
        {"Access-Control-Allow-Origin": "*", "Cache-Control": _HOUR},
    )


def _unframed(policy: str) -> str:
    return f"{policy}; frame-ancestors 'none'"
