"""The set-up decides from small files and version numbers; those decisions are tested here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import browser, machine, pango, setup

ROOT = Path(__file__).resolve().parents[2]


def nothing_on_path(name: str) -> None:
    """A machine without any of the commands."""


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14), (4, 0)])
def test_new_python_is_welcome(version: tuple[int, ...]) -> None:
    assert machine.python_complaint(version) == ""


def test_old_python_is_refused_in_plain_words() -> None:
    assert machine.python_complaint((3, 9)) == (
        "Python 3.11 or later is needed, and this is 3.9. Install a newer one, try again."
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("v20.19.0\n", (20, 19, 0)), ("24.1.12", (24, 1, 12)), ("command not found", ()), ("", ())],
)
def test_version_is_read_from_what_a_program_says(text: str, numbers: tuple[int, ...]) -> None:
    assert machine.version_numbers(text) == numbers


@pytest.mark.parametrize(
    ("version", "usable"),
    [
        ((20, 19, 0), True),
        ((20, 20, 2), True),
        ((22, 12, 0), True),
        ((24, 0, 0), True),
        ((18, 20, 8), False),
        ((20, 18, 3), False),
        ((21, 7, 3), False),
        ((22, 11, 0), False),
        ((), False),
    ],
)
def test_node_is_used_only_where_the_page_checkers_run(
    version: tuple[int, ...], usable: bool
) -> None:
    assert machine.is_usable_node(version) is usable


def test_failing_program_leads_to_plain_words_and_its_last_lines() -> None:
    code = "import sys; print('out of wool'); print('    at knit (row 7)'); sys.exit(3)"
    with pytest.raises(machine.SetupError) as caught:
        machine.run([sys.executable, "-c", code], "knitting", "Buy wool.")
    assert str(caught.value) == "knitting failed. Buy wool.\nWhat it said last:\n  out of wool"


def test_slow_program_is_not_waited_for_in_silence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "SECONDS_BETWEEN_LINES", 0.05)
    machine.run([sys.executable, "-c", "import time; time.sleep(0.3)"], "knitting", "Wait.")
    assert "Set-up: still knitting, 0 seconds so far ..." in capsys.readouterr().out


def test_stamp_says_what_was_written(tmp_path: Path) -> None:
    setup.write_stamp("packages", "site abc", tmp_path)
    assert setup.read_stamp("packages", tmp_path) == "site abc"
    assert [path.name for path in (tmp_path / "stamps").iterdir()] == ["packages"]


def test_missing_stamp_is_empty(tmp_path: Path) -> None:
    assert setup.read_stamp("packages", tmp_path) == ""


def test_digest_changes_with_the_content_and_the_order_of_files(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    before = setup.digest(one, two)
    assert before == setup.digest(one, two)
    assert before != setup.digest(two, one)
    two.write_text("c")
    assert before != setup.digest(one, two)


@pytest.mark.parametrize(
    ("stamp", "wanted", "level"),
    [
        ("", "site", "site"),
        ("", "test", "test"),
        ("site abc", "site", "site"),
        ("site abc", "test", "test"),
        ("test abc", "site", "test"),
        ("site abc", "pdf", "pdf"),
        ("pdf abc", "site", "pdf"),
        ("pdf abc", "test", "test"),
        ("test abc", "pdf", "test"),
    ],
)
def test_smaller_set_up_takes_nothing_away(stamp: str, wanted: str, level: str) -> None:
    assert setup.kept_level(stamp, wanted) == level


def venv_with(folder: Path, version: str, python: Path) -> Path:
    """A virtual environment as far as the set-up looks at one."""
    (folder / "bin").mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")
    (folder / "bin" / "python").symlink_to(python)
    return folder


def test_environment_is_known_by_its_folder_its_python_and_its_version(tmp_path: Path) -> None:
    python = tmp_path / "python3.11"
    python.touch()
    venv = venv_with(tmp_path / "venv", "3.11.7", python)
    assert setup.foundation(venv) == f"{venv} {python} 3.11.7"


def test_environment_whose_python_is_gone_counts_as_none(tmp_path: Path) -> None:
    venv = venv_with(tmp_path / "venv", "3.11.7", tmp_path / "gone")
    assert setup.foundation(venv) == ""


@pytest.mark.parametrize("settings", [None, "home = /usr/bin\n"])
def test_unfinished_environment_counts_as_none(tmp_path: Path, settings: str | None) -> None:
    venv = venv_with(tmp_path / "venv", "3.11.7", Path(sys.executable))
    (venv / "pyvenv.cfg").unlink()
    if settings is not None:
        (venv / "pyvenv.cfg").write_text(settings)
    assert setup.foundation(venv) == ""


def test_missing_venv_package_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "may_use_apt", lambda: False)
    with pytest.raises(machine.SetupError) as caught:
        setup.add_missing_venv()
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert str(caught.value) == (
        "This Python cannot make virtual environments. "
        f"Run `sudo apt-get install python{version}-venv`, then this command again."
    )


MISSING_PANGO = (
    "Pango is missing, which draws the text of PDFs. Install it (Debian or Ubuntu: sudo apt-get "
    "install libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango), then try again."
)


def test_missing_pango_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pango, "can_import", lambda python, module: False)
    monkeypatch.setattr(pango, "may_use_apt", lambda: False)
    with pytest.raises(machine.SetupError) as caught:
        pango.find_pango()
    assert str(caught.value) == MISSING_PANGO


def test_missing_pango_is_installed_where_that_needs_no_asking(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed: list[str] = []
    monkeypatch.setattr(pango, "can_import", lambda python, module: bool(installed))
    monkeypatch.setattr(pango, "may_use_apt", lambda: True)
    monkeypatch.setattr(
        pango, "install_system_packages", lambda packages, doing, mend: installed.extend(packages)
    )
    pango.find_pango()
    assert installed == ["libpangoft2-1.0-0", "libharfbuzz-subset0"]
    assert capsys.readouterr().out == (
        "Set-up: installing Pango as system packages, about 20 seconds ...\n"
    )


def test_pango_that_is_there_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pango, "can_import", lambda python, module: True)
    monkeypatch.setattr(pango, "may_use_apt", lambda: pytest.fail("It is there already."))
    pango.find_pango()


def test_packages_of_another_folder_are_installed_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(setup, "run", lambda *arguments: ran.append(arguments))
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    folder = tmp_path / "tests" / "looms"
    folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        (folder / name).write_text("{}")
    task = setup.modules_task("test", folder, "looms")
    assert not task.is_done
    assert task.make().startswith("test ")
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev"]
    mend = (
        "Is this machine online? Try again; if that does not help, first delete the folder "
        "tests/looms/node_modules."
    )
    assert ran == [([*npm, "--prefix", str(folder)], "installing the looms from npm", mend)]
    assert capsys.readouterr().out == (
        "Set-up: installing the looms from npm, about 20 seconds ...\n"
    )


def test_tests_run_where_the_set_up_for_tests_is_ready() -> None:
    assert setup.is_ready("test")


@pytest.mark.parametrize("arguments", [[], ["everything"], ["site", "--fast"]])
def test_unknown_stage_gets_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert setup.main(arguments) == 2
    assert capsys.readouterr().err == (
        "Usage: python3 -m tools.setup check|site|pdf|import|lint|test|editors|lock [--ready]\n"
    )


@pytest.mark.parametrize(
    ("release", "name"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nVERSION_ID="12"\nID=debian\n', "debian"),
        ('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', "ubuntu"),
        ('ID="opensuse-leap"\n', "opensuse-leap"),
        ("NAME=Nothing\n", ""),
    ],
)
def test_system_is_known_by_its_own_id(release: str, name: str) -> None:
    assert browser.system_name(release) == name


def fake_browser(folder: Path, name: str, start: str = "\x7fELF") -> str:
    """A file that stands for an installed browser."""
    path = folder / name
    path.write_text(start)
    return str(path)


def test_chromium_comes_before_chrome(tmp_path: Path) -> None:
    here = {name: fake_browser(tmp_path, name) for name in ("google-chrome", "chromium")}
    assert browser.browser_candidates(here.get, ()) == [here["chromium"], here["google-chrome"]]


def test_command_on_the_path_comes_before_an_application(tmp_path: Path) -> None:
    command = fake_browser(tmp_path, "chromium")
    application = fake_browser(tmp_path, "Chromium")
    found = browser.browser_candidates({"chromium": command}.get, [application, "/nowhere"])
    assert found == [command, application]


def test_machine_without_browsers_has_no_candidates() -> None:
    assert browser.browser_candidates(nothing_on_path, ()) == []


def test_snap_in_disguise_is_passed_over(tmp_path: Path) -> None:
    """Ubuntu's chromium-browser is a script that hands over to the snap."""
    stub = fake_browser(tmp_path, "chromium-browser", "#!/bin/sh\nexec /snap/bin/chromium\n")
    chrome = fake_browser(tmp_path, "google-chrome", "#!/bin/bash\nexec /opt/google/chrome\n")
    here = {"chromium": "/snap/bin/chromium", "chromium-browser": stub, "google-chrome": chrome}
    assert browser.browser_candidates(here.get, ()) == [chrome]


def make(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """What make did when run from another folder."""
    command = ["make", "--no-print-directory", "-C", str(ROOT), *arguments]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT.parent,
        env={**outside, **surroundings},
    )


def test_make_alone_lists_every_target() -> None:
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if "PHONY" in line)
    listed = [line.split()[1] for line in make().stdout.splitlines()]
    assert listed == phony.split()[1:]


@pytest.mark.parametrize("title", ['It\'s "ours"', "Costs $5 $(HOME) `id`; #1", "- a dash"])
def test_any_character_is_safe_in_a_title(tmp_path: Path, title: str) -> None:
    """The recipe hands the title on as it was typed: seen through a stand-in for Python."""
    echo = tmp_path / "python"
    echo.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    echo.chmod(0o755)
    done = make("new", f"BIN={tmp_path}", "kind=tip", f"title={title}")
    assert done.stdout.splitlines()[-6:] == ["-m", "knowledge", "new", "--", "tip", title]


def test_lock_files_name_no_host() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [path.stem for path in locks] == [
        "bench",
        "import",
        "lock",
        "node",
        "pdf",
        "site",
        "test",
    ]
    for path in locks:
        assert "://" not in path.read_text()
    for folder in (ROOT, setup.EDITORS, ROOT / "tools" / "bench_build" / "peers"):
        assert '"resolved"' not in (folder / "package-lock.json").read_text()
        # npm reads the settings of the folder it installs into, and of no folder above it.
        assert (folder / ".npmrc").read_text() == (ROOT / ".npmrc").read_text()


def test_site_and_tests_are_locked_to_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        return {line for line in lines if "==" in line and not line.startswith((" ", "#"))}

    assert pins("site.txt")
    assert pins("site.txt") < pins("pdf.txt") < pins("test.txt")
