"""How hosts read what the build writes for them, told from their own words and programs."""

import re
from collections.abc import Callable

from tests.plugins.mini_site import Output

Sent = dict[str, list[str]]
Host = Callable[[Output, str], Sent]


def cloudflare(pattern: str) -> re.Pattern[str]:
    """A pattern as Cloudflare Pages reads it."""
    parts = re.split(r"(\*|:[A-Za-z]\w*)", pattern)
    known = {"*": ".*", ":": "[^/]+"}
    return re.compile("".join(known.get(part[:1], re.escape(part)) for part in parts))


def netlify(pattern: str) -> re.Pattern[str]:
    """A pattern as Netlify reads it: capitals and a slash at the end make no difference."""
    parts = [part for part in pattern.split("/") if part]
    regex = ""
    for part in parts:
        if part == "*":
            regex = f"{regex}(?:/.*)?"
        else:
            regex += "/[^/]+" if part.startswith(":") else f"/{re.escape(part)}"
    return re.compile(f"{regex}/?", re.IGNORECASE)


def from_headers_file(reads: Callable[[str], re.Pattern[str]]) -> Host:
    """A host that sends what each block with a fitting pattern says."""

    def sent(output: Output, address: str) -> Sent:
        found: Sent = {}
        fits = False
        for line in output.read("/_headers").splitlines():
            if line.startswith("/"):
                fits = bool(reads(line).fullmatch(address))
            elif fits and line.startswith("  "):
                name, _, value = line.strip().partition(": ")
                found.setdefault(name, []).append(value)
        return found

    return sent


def value_of(text: str, variable: str, asked: str) -> str:
    """What a map in a file for nginx makes of a value."""
    (lines,) = re.findall(rf"^map \S+ \{variable} \{{\n(.*?)^\}}", text, re.DOTALL | re.MULTILINE)
    default = ""
    for line in lines.splitlines():
        wanted, value = re.fullmatch(r' {4}(\S+) ("[^"]*"|\S+);', line).groups()
        wanted, value = wanted.strip('"'), value.strip('"')
        if wanted == "default":
            default = value
        elif wanted.startswith("~"):
            if found := re.search(wanted[1:].replace("(?<", "(?P<"), asked):
                return re.sub(r"\$(\w+)", lambda name: found[name[1]], value)  # noqa: B023
        elif wanted.lower() == asked.lower():
            return value
    return default


def nginx(output: Output, address: str) -> Sent:
    """What nginx sends: each `add_header` of the server whose value is not empty."""
    maps = output.read("/hosting/nginx-headers.conf")
    server = output.read("/hosting/nginx-headers-server.conf")
    found: Sent = {}
    for name, variable in re.findall(r"^add_header (\S+) (\$\w+)(?: always)?;$", server, re.M):
        if value := value_of(maps, variable, address):
            found.setdefault(name, []).append(value)
    return found


HOSTS = {
    "Cloudflare Pages": from_headers_file(cloudflare),
    "Netlify": from_headers_file(netlify),
    "nginx": nginx,
}


def base(output: Output) -> str:
    return output.settings["SITEURL"]
