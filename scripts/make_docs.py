"""Writes the pages that are made from the code: docs/commands.md and docs/spec; `--check` only compares."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
GROUPS = (
    (), ("certificate",), ("policy",), ("protocol",), ("decision",), ("decision", "log"), ("register",),
    ("law",), ("pseudonym",), ("releases",),
)  # fmt: skip


def help_of(*words: str) -> str:
    """The help text of a command, as wide as a page."""
    environment = {**os.environ, "COLUMNS": "88", "TERMINAL_WIDTH": "88", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "infoshare", *words, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def written_by(*words: str) -> str:
    """What a command writes."""
    command = [sys.executable, "-m", "infoshare", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def commands_in(help_text: str) -> Iterator[str]:
    """The names under the heading Commands."""
    listed = help_text.partition("Commands:\n")[2]
    for line in listed.splitlines():
        if line.startswith("  ") and not line.startswith("   "):
            yield line.split()[0]


def commands_page() -> str:
    """Every command with its help."""
    lines = ["# Commands", "", "Made from the commands' own help by `scripts/make_docs.py`.", ""]
    for group in GROUPS:
        for name in commands_in(help_of(*group)):
            words = (*group, name)
            if words not in GROUPS:
                lines += [f"## infoshare {' '.join(words)}", "", "```text", help_of(*words), "```", ""]
    return "\n".join(lines)


def pages() -> dict[Path, str]:
    """Every page that is made, by its path."""
    return {
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "certificate.schema.json": written_by("certificate", "schema"),
    }


def main() -> int:
    """Write the pages, or say which of them are out of date."""
    check = "--check" in sys.argv
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text() != text]
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.write_text(pages()[path])
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
