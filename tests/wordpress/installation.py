"""WordPress itself: a copy of Debian's files, set up in our database, served by PHP."""

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.wordpress.database import NAME
from tests.wordpress.processes import answers, run, running

PACKAGED = Path("/usr/share/wordpress")
OURS = Path(__file__).parent
HOST = "wordpress.localhost"
# No mail leaves this machine, and no fault is shown inside a page.
PHP = ("php", "-d", "sendmail_path=/bin/true", "-d", "display_errors=stderr")
CONFIG = """<?php
$table_prefix = 'wp_';
define('DB_NAME', '{name}');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_DEFAULT_THEME', 'twentytwentythree');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $use) {{
    define("{{$use}}_KEY", "$use {secret}");
    define("{{$use}}_SALT", "{secret} $use");
}}
{more}
if (!defined('ABSPATH')) {{
    define('ABSPATH', __DIR__ . '/');
}}
require_once ABSPATH . 'wp-settings.php';
"""
NETWORK = """define('MULTISITE', true);
define('SUBDOMAIN_INSTALL', false);
define('DOMAIN_CURRENT_SITE', '{domain}');
define('PATH_CURRENT_SITE', '/');
define('SITE_ID_CURRENT_SITE', 1);
define('BLOG_ID_CURRENT_SITE', 1);
"""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it stands on the site; `kept` is what WordPress left of its text."""

    id: int
    address: str
    kept: str


@dataclass(frozen=True, slots=True)
class WordPress:
    """A running site. People sign in to it as `administrator` with the password."""

    folder: Path
    socket: Path
    domain: str
    password: str
    cards_port: int

    @property
    def address(self) -> str:
        """Where readers find it."""
        return f"http://{self.domain}"

    def ask(self, command: str, **values: Any) -> Any:
        """The answer of one function of commands.php."""
        program = [*PHP, str(OURS / "commands.php"), str(self.folder), self.domain, command]
        said = run(program, json.dumps(values), CARDS_PORT=str(self.cards_port))
        return json.loads(said.splitlines()[-1])

    def publish(self, title: str, content: str, author: str = "administrator") -> Post:
        """A new post, saved with its author's rights."""
        return Post(**self.ask("post", title=title, content=content, author=author))

    def configure(self, more: str = "") -> None:
        """Writes wp-config.php."""
        text = CONFIG.format(name=NAME, socket=self.socket, secret=self.password, more=more)
        (self.folder / "wp-config.php").write_text(text, "utf-8")

    def become_network(self) -> bool:
        """Turns the site into a network of sites, and adds an administrator of one of them."""
        self.ask("network", domain=self.domain)
        self.configure(NETWORK.format(domain=self.domain))
        person = self.ask("site_administrator")
        return bool(person["network"] and not person["unfiltered"])


@contextmanager
def wordpress(folder: Path, socket: Path, port: int, cards_port: int) -> Iterator[WordPress]:
    """A fresh site at http://wordpress.localhost:<port>."""
    # PHP asks where a file really is, so links to the packaged files would lead it astray.
    shutil.copytree(PACKAGED, folder, ignore=shutil.ignore_patterns("wp-config.php", "languages"))
    plugins = folder / "wp-content" / "mu-plugins"
    plugins.mkdir()
    shutil.copy(OURS / "loopback.php", plugins)
    site = WordPress(folder, socket, f"{HOST}:{port}", secrets.token_hex(8), cards_port)
    site.configure()
    site.ask("install", address=site.address, password=site.password)
    serve = [*PHP, "-S", f"127.0.0.1:{port}", "-t", str(folder)]
    surroundings = {"PHP_CLI_SERVER_WORKERS": "4", "CARDS_PORT": str(cards_port)}
    is_up = partial(answers, ("127.0.0.1", port))
    with running(serve, folder.with_suffix(".log"), is_up, **surroundings):
        yield site
