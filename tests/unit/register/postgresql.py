"""A PostgreSQL server of the tests' own: in a folder of its own, on a Unix socket alone, never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

NOBODY = "nobody"
NUMBERS = count(1)


def programmes() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, if a server is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("pg_ctl")
    folders += [Path(found).resolve().parent] if found else []
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


@contextmanager
def server(bin_folder: Path) -> Iterator[Path]:
    """The folder with the socket of a server that runs until the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # initdb refuses root
        os.chown(folder, pwd.getpwnam(NOBODY).pw_uid, pwd.getpwnam(NOBODY).pw_gid)
        who = {"user": NOBODY, "group": pwd.getpwnam(NOBODY).pw_gid, "extra_groups": []}
    data = folder / "data"

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [bin_folder / program, "-D", data, *words], check=True, cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who,
        )  # fmt: skip

    run("initdb", "-U", "infoshare", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield folder
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def new_database(socket: Path) -> str:
    """The address of a new and empty database."""
    import psycopg

    name = f"register_{os.getpid()}_{next(NUMBERS)}"
    with psycopg.connect(f"postgresql://infoshare@/postgres?host={socket}", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://infoshare@/{name}?host={socket}"
