"""Writes a file so that it is there whole or not at all, even if the program is killed on the way."""

from __future__ import annotations

import io
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from infoshare.errors import DataFileError


class Target:
    """A file on its way to a path. It has no name, or a hidden one, until `publish`."""

    def __init__(self, path: Path, mode: int = 0o666) -> None:
        self.path = path
        self._mode = mode
        self._hidden = path.with_name(f".{path.name}.{secrets.token_hex(8)}.partial")
        self._nameless = False
        self.stream = self._open()

    def _open(self) -> BinaryIO:
        try:
            if hasattr(os, "O_TMPFILE"):
                with suppress(OSError):
                    descriptor = os.open(self.path.parent, os.O_TMPFILE | os.O_RDWR, 0o600)
                    self._nameless = True
                    return os.fdopen(descriptor, "w+b")
            return os.fdopen(os.open(self._hidden, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")
        except OSError as error:
            raise unwritable(self.path, error) from None

    @property
    def folder(self) -> Path | None:
        """The folder of the file, where what is on its way may lie too."""
        return self.path.parent

    def publish(self) -> None:
        """Put the file in its place in one step, over any earlier one."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        if self._nameless:
            self._give_a_name()
        self._hidden.chmod(self._mode & ~_umask())
        self._hidden.replace(self.path)

    def _give_a_name(self) -> None:
        """Link the nameless file. Python follows the link under /proc only if a folder's descriptor is passed too."""
        descriptor = self.stream.fileno()
        os.link(f"/proc/self/fd/{descriptor}", self._hidden, src_dir_fd=descriptor, follow_symlinks=True)

    def discard(self) -> None:
        """Leave nothing behind."""
        self.stream.close()
        self._hidden.unlink(missing_ok=True)


class StreamTarget:
    """A file on its way to an open stream, such as standard output: it is held back until `publish`."""

    def __init__(self, stream: BinaryIO) -> None:
        self.path = Path("standard output.csv")
        self.stream: BinaryIO = io.BytesIO()
        self._sink = stream

    @property
    def folder(self) -> Path | None:
        """None: nothing is laid down on any disk."""
        return None

    def publish(self) -> None:
        """Send everything."""
        self.stream.seek(0)
        shutil.copyfileobj(self.stream, self._sink)
        self._sink.flush()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def unwritable(path: Path, error: OSError) -> DataFileError:
    """The refusal to go on where a file cannot be written."""
    return DataFileError(
        f"{path} cannot be written: {error.strerror}",
        mend="Give a path in an existing folder that you may write to.",
    )


@contextmanager
def written_whole(place: Path | BinaryIO, mode: int = 0o666) -> Iterator[Target | StreamTarget]:
    """A target, at a path or an open stream, that comes to nothing unless it is published.

    `mode` says who may read and write the file, less what the user's mask takes away.

    Raises:
        DataFileError: if nothing can be written there.
    """
    if not isinstance(place, Path):
        yield StreamTarget(place)
        return
    if place.is_dir():
        raise DataFileError(f"{place} is a folder, not a file", mend="Give the path of the file to write.")
    target = Target(place, mode)
    try:
        yield target
    finally:
        target.discard()


def write_whole(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write one small file, whole or not at all.

    Raises:
        DataFileError: if nothing can be written there.
    """
    with written_whole(path, mode) as target:
        try:
            target.stream.write(data)
            target.publish()
        except OSError as error:
            raise unwritable(path, error) from None


def make_folder(folder: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        DataFileError: if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFileError(f"{folder} cannot be made: {error.strerror}", mend="Give another folder.") from None
