"""Scripts: content as a script of one call, `searchFile(...)`, and the hash that names it.

A page from a web server reads such a file as text, and a page opened from a folder, which may
read nothing else, as a script.
"""

import base64
import hashlib
import json
from typing import Any

_START = "searchFile("
_END = ")"

MARK = 5
"""So many characters has a hash."""


def in_json(content: Any) -> str:
    """The content as JSON that may stand in a script."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Both end a line of a script, though not of JSON, in browsers before 2019.
    return data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def script(data: str) -> str:
    """The script that hands over what is in JSON."""
    return _START + data + _END


def content(text: str) -> Any:
    """What a script hands over."""
    return json.loads(text.rstrip("\n")[len(_START) : -len(_END)])


def mark(text: str) -> str:
    """The hash of a text, in letters of one case, as some disks take A and a for the same."""
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:MARK]
