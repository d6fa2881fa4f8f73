"""The pages that are made from the code are up to date, and the promises name code and tests that are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_made_pages_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_command_has_a_help_text_with_an_example() -> None:
    page = (ROOT / "docs" / "commands.md").read_text()
    commands = page.split("\n## ")[1:]
    assert len(commands) >= 16
    for text in commands:
        assert "Example: " in text, text.splitlines()[0]


def test_the_promises_name_functions_and_tests_that_exist() -> None:
    text = (ROOT / "SECURITY.md").read_text()
    for path, name in re.findall(r"`((?:src|tests)/[\w/]+\.py)(?:::(\w+))?`", text):
        assert (ROOT / path).is_file(), path
        assert not name or re.search(rf"(def|class) {name}\b", (ROOT / path).read_text()), f"{path}::{name}"


def test_every_folder_of_the_library_is_a_word_of_the_glossary() -> None:
    words = set(re.findall(r"^\| ([a-z ]+) \|", (ROOT / "GLOSSARY.md").read_text().casefold(), re.M))
    words |= {f"{word}s" for word in words}
    not_of_the_trade = {"cli", "testing", "files"}
    rooms = {path.parent.name.replace("_", " ") for path in (ROOT / "src" / "infoshare").rglob("__init__.py")} - {
        "infoshare"
    }
    assert rooms - not_of_the_trade - words == set()


def test_every_module_opens_with_a_sentence() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert re.match(r'"""[A-Z][^\n]*[.:]', path.read_text(encoding="utf-8")), path


def test_no_module_is_too_long() -> None:
    long = [path.name for path in (ROOT / "src").rglob("*.py") if len(path.read_text().splitlines()) > 400]
    assert long == []
