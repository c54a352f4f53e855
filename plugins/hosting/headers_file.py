"""The `_headers` file, which Netlify and Cloudflare Pages read."""

from collections.abc import Collection, Iterator, Sequence

from plugins.hosting.table import Rule

MOST_RULES = 100
LONGEST_LINE = 2000
"""What Cloudflare Pages reads; it leaves out the rest and says so only in its log."""

_TITLE = "# The headers of this site, for Netlify and Cloudflare Pages. The build writes this file."


def headers_file(rules: Sequence[Rule], base: str, names: Collection[str]) -> str:
    """The file's text. No address gets the same header from two of its patterns.

    Cloudflare joins what two patterns give with a comma, and one policy that forbids frames
    is enough to forbid them. So where an earlier rule speaks of a part of what a later one
    speaks of, the later one names the other parts one by one. `names` are all files of the site.
    """
    blocks: dict[str, dict[str, str]] = {}
    for number, rule in enumerate(rules):
        for header, value in rule.headers.items():
            spoken_of = [p for r in rules[:number] if header in r.headers for p in r.patterns]
            for pattern in rule.patterns if value else ():
                for part in _apart(pattern, spoken_of, names):
                    blocks.setdefault(part, {})[header] = value
    lines = [_TITLE]
    for pattern, headers in blocks.items():
        lines += ["", base + pattern, *(f"  {name}: {text}" for name, text in headers.items())]
    return "\n".join([*lines, ""])


def _apart(pattern: str, spoken_of: Collection[str], names: Collection[str]) -> Iterator[str]:
    """The pattern; or, if what was spoken of lies within it, one for each of the other parts."""
    within = pattern.removesuffix("*")
    if within == pattern or not any(each.startswith(within) for each in spoken_of):
        yield pattern
        return
    yield within
    start = within.lstrip("/")
    inside = (name.removeprefix(start).split("/") for name in names if name.startswith(start))
    for name, is_folder in sorted({(first, bool(rest)) for first, *rest in inside}):
        part = f"{within}{name}{'/*' if is_folder else ''}"
        if part not in spoken_of:
            yield from _apart(part, spoken_of, names)
            # Both hosts also answer without the ending.
            if name.endswith(".html") and name != "index.html":
                yield part.removesuffix(".html")


def refusals(text: str) -> list[str]:
    """What a host would not read of the file, and how to mend it."""
    lines = text.splitlines()
    rules = sum(line.startswith("/") for line in lines)
    found = []
    if rules > MOST_RULES:
        found.append(
            f"_headers: {rules} rules, and Cloudflare Pages reads {MOST_RULES}. "
            "Move pages into fewer folders at the top of the site."
        )
    longest = max(map(len, lines))
    if longest > LONGEST_LINE:
        found.append(
            f"_headers: a line of {longest} characters, and Cloudflare Pages reads "
            f"{LONGEST_LINE}. Shorten the header in plugins/hosting/table.py."
        )
    return found
