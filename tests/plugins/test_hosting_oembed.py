"""The oEmbed endpoint: what nginx makes of a question, with the files that the build writes."""

from urllib.parse import quote

import pytest

from tests.plugins.hosts import base, value_of
from tests.plugins.mini_site import Output


@pytest.fixture(params=["bread", "bread_at_root"])
def built(request: pytest.FixtureRequest) -> Output:
    """The golden site under a sub-path and at the root of a domain."""
    return request.getfixturevalue(request.param)


def answer(output: Output, asked: str) -> str:
    """The file that the endpoint sends for an address, as it stood in the request."""
    return value_of(output.read("/hosting/nginx-oembed.conf"), "$site_oembed_file", asked)


def encodings(address: str) -> list[str]:
    """What programs make of an address when they put it into a question."""
    return [
        address,
        quote(address, safe=""),
        quote(address, safe="").replace("%3A", "%3a").replace("%2F", "%2f"),
        quote(address, safe=":"),
        quote(address, safe="/"),
    ]


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("/tips/wait/", "/tips/wait/oembed.json"),
        ("/tips/wait", "/tips/wait/oembed.json"),
        ("/tips/wait/?from=mail", "/tips/wait/oembed.json"),
        ("/tips/wait/#try-this", "/tips/wait/oembed.json"),
        ("/definitions/bread/", "/definitions/bread/oembed.json"),
        ("/words/sour-dough/", "/definitions/sourdough/oembed.json"),
        ("/words/sour-dough", "/definitions/sourdough/oembed.json"),
    ],
)
@pytest.mark.parametrize(
    "site", ["https://example.org", "http://example.org", "HTTPS://Example.ORG"]
)
def test_endpoint_knows_a_page_however_it_is_written(
    built: Output, page: str, file: str, site: str
) -> None:
    assert built.has(file)
    for asked in encodings(site + base(built) + page):
        assert answer(built, asked) == base(built) + file, asked


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "{site}/",
        "{site}/tips/",
        "{site}/tips//",
        "{site}/tips/wait/easy-read/",
        "{site}/tips/wait/oembed.json",
        "{site}/tips/WAIT/",
        "{site}/hints/wait-well/",
        "{site}/tips/../tips/wait/",
        "{site}/tips/wait/../../../etc/passwd",
        "{site}/tips/..",
        "{site}/tips/%2e%2e/",
        "{site}/tips/..%2f..%2f..%2fetc%2fpasswd",
        "{site}/tips/wait%00/",
        "{site}/tips/wait%0d%0aSet-Cookie:x/",
        "{site}/tips/$uri/",
        "{site}/tips/*/",
        "/tips/wait/",
        "//example.org/tips/wait/",
        "ftp://example.org/tips/wait/",
        "https://example.org.evil.example/tips/wait/",
        "https://evil.example/tips/wait/",
        "https://example.org@evil.example/tips/wait/",
        "https://exampleXorg/tips/wait/",
        "https://evil.example/?{site}/tips/wait/",
        "javascript:alert(1)//{site}/tips/wait/",
    ],
)
def test_endpoint_knows_nothing_else(built: Output, asked: str) -> None:
    address = asked.format(site=f"https://example.org{base(built)}")
    for each in (address, quote(address, safe="")):
        assert answer(built, each) == "", each


def test_endpoint_does_not_decode_twice(bread: Output) -> None:
    once = quote("https://example.org/base/tips/wait/", safe="")
    assert answer(bread, once) == "/base/tips/wait/oembed.json"
    assert answer(bread, quote(once, safe="")) == ""


def test_endpoint_names_a_file_of_a_slug_that_is_not_there(bread: Output) -> None:
    """Whether there is such a file is for `try_files` to find out; it answers 404."""
    asked = "https://example.org/base/tips/gone/"
    assert answer(bread, asked) == "/base/tips/gone/oembed.json"
    assert not bread.has("/tips/gone/oembed.json")


@pytest.mark.parametrize(
    ("format", "refused"), [("", ""), ("json", ""), ("JSON", ""), ("xml", "1"), ("yaml", "1")]
)
def test_endpoint_answers_in_json_alone(bread: Output, format: str, refused: str) -> None:
    maps = bread.read("/hosting/nginx-oembed.conf")
    assert value_of(maps, "$site_oembed_other_format", format) == refused


def test_endpoint_stands_beside_the_pages(built: Output) -> None:
    server = built.read("/hosting/nginx-oembed-server.conf")
    assert server.endswith(
        f"location = {base(built)}/oembed {{\n"
        "    default_type application/json;\n"
        "    if ($site_oembed_other_format) {\n        return 501;\n    }\n"
        "    try_files $site_oembed_file =404;\n}\n"
    )
