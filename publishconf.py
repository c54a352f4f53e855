"""Settings for publishing: problems stop the build, drafts stay out, assets are small."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

from knowledge import load_site  # noqa: E402 (after the path is set)
from pelicanconf import *  # noqa: E402, F403 (Pelican's own way to build one on the other)

site, _problems = load_site(ROOT / "site.yml", ROOT)

KNOWLEDGE_DRAFTS = False
KNOWLEDGE_ERRORS_FATAL = True
KNOWLEDGE_IS_PUBLISHING = True
# Pages that are shared elsewhere show a picture there.
KNOWLEDGE_PREVIEWS = True
KNOWLEDGE_PUBLIC_ADDRESS = (
    os.environ.get("SITEURL") or (site.address if site else None) or ""
).rstrip("/")
SITEURL = urlsplit(KNOWLEDGE_PUBLIC_ADDRESS).path
