"""Keeps the register of releases: a folder beside the source in which every release is entered, whole and unaltered.

Each entry is a folder of its own, numbered from `0001`. Rows and cells are named by keyed digests alone, whose key
stands in the register: it is pseudonymous personal data of whoever holds the source, and only its owner can read it.
"""

from __future__ import annotations

import hmac
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infoshare.errors import DataFileError
from infoshare.files.release_entry import read_entry, read_facts, write_entry
from infoshare.files.sealed_file import damaged, read_sealed, replace_sealed, write_private, write_sealed
from infoshare.model.publication import Publication, PublicationFacts

SETTINGS, KEY = "register.json", "register.key"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class ReleaseRegister:
    """A register that is there, or one (`is_new`) that comes to be with its first entry.

    `row_key` are the columns by which a row of the source is known again; `secret` is the register's own key. `least`
    is how many entries there must be: the settings count them, so that one is missed even if it was the last.
    """

    folder: Path
    row_key: tuple[str, ...]
    secret: bytes
    is_new: bool = False
    least: int = 0

    def digester(self) -> Callable[[Sequence[str]], int]:
        """A function from words to what stands for them in this register: HMAC-SHA-256, cut to 64 bits.

        Among a million rows the chance that two have the same name is below 1 in 10**7 (birthday bound).
        """
        secret, digest = self.secret, hmac.digest

        def of(words: Sequence[str]) -> int:
            message = "".join([f"{len(word)}:{word}" for word in words])
            return int.from_bytes(digest(secret, message.encode("utf-8", "surrogatepass"), "sha256")[:8], "big")

        return of

    def facts(self) -> list[tuple[int, PublicationFacts]]:
        """The number and the facts of every release, the first first; each entry is checked from end to end.

        Raises:
            DataFileError: naming the file that is missing or was changed.
        """
        return [(number, read_facts(folder, number, self.secret)) for number, folder in self._entries()]

    def publications(self) -> tuple[Publication, ...]:
        """Every release, the first first, checked in the same way.

        Raises:
            DataFileError: naming the file that is missing or was changed.
        """
        return tuple(read_entry(folder, number, self.secret) for number, folder in self._entries())

    def _entries(self) -> list[tuple[int, Path]]:
        """The numbers and folders of all entries."""
        if self.is_new:
            return []
        there = sorted(each.name for each in self.folder.iterdir() if not each.name.startswith("."))
        names = [name for name in there if name not in {SETTINGS, KEY}]
        expected = [_name(number) for number in range(1, len(names) + 1)]
        if set(names) != set(expected) or len(names) < self.least:
            raise damaged(self.folder, "an entry is missing, or something else stands among them")
        return [(number, self.folder / name) for number, name in enumerate(expected, start=1)]

    @contextmanager
    def entry(self, publication: Publication, number: int) -> Iterator[Entry]:
        """An entry on its way, which comes to nothing unless it is published.

        Raises:
            DataFileError: if nothing can be written there.
        """
        around = self.folder.parent if self.is_new else self.folder
        hidden = around / f".{self.folder.name}.{secrets.token_hex(8)}.partial"
        try:
            self._write(hidden, publication, number)
            yield Entry(self, hidden, number)
        finally:
            shutil.rmtree(hidden, ignore_errors=True)

    def settings(self, entries: int) -> dict[str, Any]:
        """What stands in the settings of a register of so many entries."""
        return {"format": 1, "row_key": list(self.row_key), "entries": entries}

    def _write(self, hidden: Path, publication: Publication, number: int) -> None:
        folder = hidden / _name(number) if self.is_new else hidden
        try:
            hidden.mkdir(mode=0o700)
            if self.is_new:
                folder.mkdir(mode=0o700)
                write_private(hidden / KEY, self.secret.hex().encode())
                write_sealed(hidden / SETTINGS, self.settings(number), self.secret)
            write_entry(folder, publication, number, self.secret)
        except OSError as error:
            raise DataFileError(
                f"the register {self.folder} cannot be written: {error.strerror}",
                mend="Give a folder that you may write to, in one that is there.",
            ) from None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry on its way to its place in the register."""

    register: ReleaseRegister
    hidden: Path
    number: int

    @property
    def place(self) -> Path:
        """Where it will stand: in the register, or with it if it is the first."""
        folder = self.register.folder
        return folder if self.register.is_new else folder / _name(self.number)

    def publish(self) -> None:
        """Put it in its place in one step, and count it.

        Raises:
            DataFileError: if another release was entered there in the meantime, or the count cannot be written.
        """
        try:
            self.hidden.rename(self.place)
        except OSError:
            raise DataFileError(
                f"{self.place} is there already: another release was entered in the meantime",
                mend="Run this again, so that the release is laid over that one too.",
            ) from None
        try:
            self._count(self.number)
        except DataFileError:
            shutil.rmtree(self.place)
            raise

    def withdraw(self) -> None:
        """Take it back, because the release did not leave after all.

        Raises:
            DataFileError: if the count cannot be written; the entry then stays, which refuses too much and not less.
        """
        self._count(self.number - 1)
        shutil.rmtree(self.place)

    def _count(self, entries: int) -> None:
        """Say in the settings how many entries there are; a new register says it from its beginning."""
        if not self.register.is_new:
            settings = self.register.settings(entries)
            replace_sealed(self.register.folder / SETTINGS, settings, self.register.secret)


def open_register(folder: Path) -> ReleaseRegister | None:
    """The register in a folder; None if nothing is there, or an empty folder.

    Raises:
        DataFileError: if something else is there, or the register is damaged.
    """
    if folder.is_file():
        raise DataFileError(f"{folder} is a file, not a folder", mend="Give the folder of a register of releases.")
    if not folder.exists() or not any(folder.iterdir()):
        return None
    if not (folder / SETTINGS).exists() and not (folder / KEY).exists():
        raise DataFileError(
            f"{folder} holds other files, and no register of releases", mend="Give a folder that is for it alone."
        )
    secret = _read_key(folder / KEY)
    settings = read_sealed(folder / SETTINGS, secret)
    if settings["format"] != 1:
        raise DataFileError(
            f"the register {folder} was made by a later version of infoshare", mend="Use that version, or a later one."
        )
    return ReleaseRegister(folder, tuple(settings["row_key"]), secret, least=settings["entries"])


def new_register(folder: Path, row_key: Sequence[str]) -> ReleaseRegister:
    """A register with a key of its own, which comes to be with its first entry."""
    return ReleaseRegister(folder, tuple(row_key), secrets.token_bytes(KEY_BYTES), is_new=True)


def _name(number: int) -> str:
    return f"{number:04}"


def _read_key(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        raise damaged(path, "the register's key cannot be read") from None
    if len(secret) != KEY_BYTES:
        raise damaged(path, "the register's key is not whole")
    return secret
