"""What can befall a register's file: writers are killed, a disk is full, it is broken or may not be written."""

from __future__ import annotations

import os
import pwd
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from infoshare.errors import DataFileError
from infoshare.register.place import FILE
from infoshare.workflows.register import Register
from tests.conftest import Refused

from .conftest import review

KILLS = 200
NURSERY = """
import os, sys
from datetime import date
from infoshare.model.register_entry import RegisteredReview
from infoshare.workflows.register import Register

folder = sys.argv[1]
Register.open(folder).add(RegisteredReview(protocol="f" * 64, on=date(2027, 1, 1), by="A", outcome="x"))

def write():
    while True:
        body = RegisteredReview(protocol="f" * 64, on=date(2027, 1, 1), by="A", outcome="x" * 3000)
        entry = Register.open(folder).add(body)
        os.write(1, f"{entry.number} {entry.hash}\\n".encode())

for line in sys.stdin:
    folder = line.strip()
    pids = []
    for _ in range(2):
        pid = os.fork()
        if not pid:
            write()
        pids.append(pid)
    os.write(1, f"pids {pids[0]} {pids[1]}\\n".encode())
    for pid in pids:
        os.waitpid(pid, 0)
    os.write(1, b"dead\\n")
"""


def test_every_committed_entry_survives_the_killing_of_its_writers(tmp_path: Path) -> None:
    """Two writers at a time are killed at any moment: what they said was entered is there, nothing is half."""
    chance = random.Random(20261126)
    committed: dict[Path, dict[int, str]] = {}
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(tmp_path / "first")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin
        assert nursery.stdout
        for turn in range(KILLS // 2):
            folder = tmp_path / f"register-{turn // 10}"
            told = committed.setdefault(folder, {})
            nursery.stdin.write(f"{folder}\n")
            nursery.stdin.flush()
            pids: list[int] = []
            for line in nursery.stdout:
                first, *rest = line.split()
                if first == "dead":
                    break
                if first == "pids":
                    pids = [int(each) for each in rest]
                else:
                    assert told.setdefault(int(first), rest[0]) == rest[0]
                if first != "pids" or turn % 5 == 0:  # every fifth time before anything was entered
                    _kill(pids, chance)
                    pids.clear()
        nursery.stdin.close()
    assert sum(map(len, committed.values())) >= KILLS * 2 // 5
    for folder, told in committed.items():
        there = {entry.number: entry.hash for entry in Register.open(folder).entries()}
        assert told.items() <= there.items()
        assert len(there) - len(told) <= 20, "at most the entries of the killed that could not say so"
        Register.open(folder).add(review())


def _kill(pids: Sequence[int], chance: random.Random) -> None:
    for pid in pids:
        time.sleep(chance.uniform(0.0, 0.02))
        os.kill(pid, signal.SIGKILL)


def test_only_their_owner_can_read_the_folder_and_the_file(tmp_path: Path) -> None:
    Register.open(tmp_path / "register").add(review())
    assert (tmp_path / "register").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "register" / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "register").iterdir()] == [FILE]


@pytest.mark.parametrize("how", ["noise", "middle", "short", "empty tables"])
def test_a_broken_file_is_named_as_such(tmp_path: Path, how: str, refused: Refused) -> None:
    register = Register.open(tmp_path)
    for number in range(30):
        register.add(review(number))
    file = tmp_path / FILE
    whole = file.read_bytes()
    broken = {
        "noise": os.urandom(len(whole)), "middle": whole[:4096] + bytes(len(whole) - 4096), "short": whole[: 3 * 4096],
        "empty tables": _other_database(tmp_path / "other"),
    }[how]  # fmt: skip
    file.write_bytes(broken)
    for call in (register.entries, lambda: register.add(review())):
        with refused(DataFileError) as caught:
            call()
        assert "damaged" in str(caught.value)
    assert file.read_bytes() == broken


def _other_database(path: Path) -> bytes:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0002');"
        )
    return path.read_bytes()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handled = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handled)


def test_a_disk_that_has_no_room_leaves_the_register_as_it_was(tmp_path: Path, refused: Refused) -> None:
    register = Register.open(tmp_path)
    register.add(review())
    before = register.entries()
    large = review().model_copy(update={"outcome": "x" * 100_000})
    with files_no_larger_than((tmp_path / FILE).stat().st_size + 4096), refused(DataFileError) as caught:
        register.add(large)
    assert "Nothing was entered" in str(caught.value)
    assert register.entries() == before
    register.add(large)


@contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """The folder and all in it can be read and not written; root, for whom that is nothing, becomes nobody."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    around = folder.parent
    is_root = os.geteuid() == 0
    modes = [(each, each.stat().st_mode) for each in (around, *around.parents) if is_root]
    for each, mode in modes:
        each.chmod(mode | 0o055)
    if is_root:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for each, mode in modes:
            each.chmod(mode)
        folder.chmod(0o755)


def test_a_folder_that_may_not_be_written_can_be_read(tmp_path: Path, refused: Refused) -> None:
    register = Register.open(tmp_path / "register")
    register.add(review())
    with without_rights(tmp_path / "register"):
        assert register.verify().entries == 1
        with refused(DataFileError) as caught:
            register.add(review(2))
        assert "cannot be" in str(caught.value)
        with refused(DataFileError):
            Register.open(tmp_path / "register" / "new").add(review(2))
    assert register.verify().entries == 1
