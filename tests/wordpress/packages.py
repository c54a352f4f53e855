"""The programs that this needs from Debian: whether they are here, and how to get them."""

import shutil
from pathlib import Path

from tests.wordpress.installation import PACKAGED
from tests.wordpress.processes import run
from tools.machine import SetupError, install_system_packages, may_use_apt, say

PACKAGES = (
    "wordpress",
    "wordpress-theme-twentytwentythree",
    # Without these two, the package of WordPress brings the Apache server.
    "php",
    "php-cgi",
    "php-cli",
    "php-curl",
    "php-gd",
    "php-mbstring",
    "php-mysql",
    "php-xml",
    # The server's programs alone: they start nothing by themselves.
    "mariadb-server-core",
    "nginx-light",
)
PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "nginx")
EXTENSIONS = ("curl", "gd", "mbstring", "mysqli", "xml")
MEND = (
    "Run `sudo apt-get update` and then "
    f"`sudo apt-get install --no-install-recommends {' '.join(PACKAGES)}`, and try again."
)


def missing() -> list[str]:
    """What is not on this machine, in the words of its packages."""
    found = [name for name in PROGRAMS if not shutil.which(name)]
    if not (PACKAGED / "wp-load.php").exists():
        found.append("wordpress")
    if not (PACKAGED / "wp-content" / "themes" / "twentytwentythree" / "style.css").exists():
        found.append("wordpress-theme-twentytwentythree")
    if "php" not in found:
        has = run(["php", "-m"]).lower().split()
        found += [f"php-{name}" for name in EXTENSIONS if name not in has]
    return found


def provide() -> None:
    """Sees that all is here: installs it where it may, else raises SetupError, which says how."""
    lacking = missing()
    if not lacking:
        return
    if not may_use_apt():
        raise SetupError(f"Not on this machine: {', '.join(lacking)}. {MEND}")
    had_nginx = shutil.which("nginx") is not None
    say("installing WordPress, PHP, MariaDB and nginx as system packages, about 1 minute ...")
    install_system_packages(PACKAGES, "installing WordPress and what it needs", MEND)
    if not had_nginx and Path("/run/systemd/system").exists():
        # The package starts a server for everyone; ours is another one.
        run(["systemctl", "disable", "--now", "nginx"])
    if lacking := missing():
        raise SetupError(f"Still not on this machine: {', '.join(lacking)}. {MEND}")
