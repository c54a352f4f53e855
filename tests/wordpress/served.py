"""What nginx says with each file of our site, and what its oEmbed endpoint answers."""

import http.client
import json
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from micawber import Provider, ProviderException

from tests.wordpress.cards import CardsSite, Pasted
from tests.wordpress.report import Report

FRAMABLE = ("", "light/", "dark/", "plain/")
TRAVERSALS = ("/tips/../embed/v1/tip/", "/tips/..%2f..%2f..%2fetc/passwd", "/../../../etc/passwd")


class Answer(NamedTuple):
    """What a server answered; no header has a name twice, as its values are joined."""

    status: int
    headers: Mapping[str, str]
    body: str


def ask(site: CardsSite, address: str) -> Answer:
    """The answer for a root-relative address, which is sent as it is."""
    caller = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=10)
    try:
        caller.request("GET", address)
        answer = caller.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            known = found.get(name.lower())
            found[name.lower()] = f"{known}, {value}" if known else value
        return Answer(answer.status, found, answer.read().decode("utf-8", "replace"))
    finally:
        caller.close()


def check_served(cards: CardsSite, report: Report) -> None:
    """Headers first, then the endpoint."""
    tip = cards.first("tips")
    report.title("nginx: only cards may be shown in frames")
    for theme in FRAMABLE:
        _check_card(cards, f"/embed/v1/{tip.card}/{theme}", report)
    closed = ["/", "/tips/", urlsplit(tip.address).path, f"/embed/{tip.card}/", "/embed/", "/no/"]
    for address in closed:
        policy = ask(cards, address).headers.get("content-security-policy", "")
        is_closed = policy.count("frame-ancestors") == 1 and "frame-ancestors 'none'" in policy
        report.check(is_closed, f"{address} may not be framed", policy[-22:])
    report.title("nginx: what other sites load")
    _check_header(cards, "/embed/v1.0.0.js", "access-control-allow-origin", "*", report)
    _check_header(cards, "/embed/v1.0.0.js", "cache-control", "immutable", report)
    _check_header(cards, "/embed/v1.js", "access-control-allow-origin", "*", report)
    _check_header(cards, "/embed/v1.js", "cache-control", "max-age=600", report)
    answer = f"{urlsplit(tip.address).path}oembed.json"
    _check_header(cards, answer, "content-type", "application/json", report)
    report.title("nginx: the oEmbed endpoint")
    for pasted in (tip, cards.first("definitions")):
        _check_endpoint(cards, pasted, report)
    _check_refusals(cards, tip, report)


def _check_card(cards: CardsSite, address: str, report: Report) -> None:
    status, headers, _body = ask(cards, address)
    policy = headers.get("content-security-policy", "")
    is_open = "frame-ancestors" not in policy and "x-frame-options" not in headers
    report.check(status == 200 and is_open, f"{address} may be framed, without saying so", status)
    wanted = {
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-resource-policy": "cross-origin",
        "x-robots-tag": "noindex",
    }
    sent = {name: headers.get(name) for name in wanted}
    report.check(sent == wanted, f"{address} says", ", ".join(map(str, sent.values())))


def _check_header(cards: CardsSite, address: str, name: str, part: str, report: Report) -> None:
    value = ask(cards, address).headers.get(name, "")
    report.check(part in value, f"{address} says {name}", value)


def _check_endpoint(cards: CardsSite, pasted: Pasted, report: Report) -> None:
    encoded = quote(pasted.address, safe="")
    asked = f"/oembed?maxwidth=300&format=json&url={encoded}"
    status, headers, body = ask(cards, asked)
    kind = headers.get("content-type", "")
    is_ours = status == 200 and json.loads(body)["html"] == pasted.html
    report.check(is_ours and kind.startswith("application/json"), f"{asked} answers", status)
    try:
        told = Provider(f"{cards.address}/oembed").request(pasted.address)["html"]
    except ProviderException as error:
        told = str(error)
    report.check(told == pasted.html, "micawber gets the html of", pasted.title)


def _check_refusals(cards: CardsSite, tip: Pasted, report: Report) -> None:
    own = quote(tip.address, safe="")
    refused = {
        f"/oembed?format=xml&url={own}": 501,
        "/oembed": 404,
        f"/oembed?url={quote(f'{cards.address}/tips/no-such-tip/', safe='')}": 404,
        f"/oembed?url={quote('https://elsewhere.example/tips/start/', safe='')}": 404,
    }
    for path in TRAVERSALS:
        refused[f"/oembed?url={quote(cards.address + path, safe='')}"] = 404
        refused[f"/oembed?url={cards.address}{path}"] = 404
    for asked, wanted in refused.items():
        status, _headers, body = ask(cards, asked)
        is_refused = status == wanted and "root:" not in body
        report.check(is_refused, f"{asked.replace(cards.address, '')} answers", status)
