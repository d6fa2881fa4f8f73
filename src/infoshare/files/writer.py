"""What every writer of a file does: it takes batches and leaves a whole file in an open stream."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, BinaryIO

import pyarrow as pa

from infoshare.model.table import as_text

Held = Callable[[object], str]
"""From a cell that has something in it to the text of what whoever reads the file back has."""


class Writer(ABC):
    """Writes a table to an open file; `neutralised` counts the cells that a spreadsheet would have run."""

    neutralised: int = 0

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        self.stream = stream
        self.schema = schema.remove_metadata()

    @staticmethod
    def held(cell: object) -> str:
        """The text of a cell as whoever reads the file back has it; a text that begins with a letter or digit stays."""
        return as_text(cell)

    @abstractmethod
    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self.stream.flush()


class Discarding:
    """A stream that takes what is written, and nothing more once it was closed because the release was refused.

    What packs a file writes its end when it is thrown away, and Python 3.13 reports it if that fails.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        """Write on, unless the stream was closed."""
        return len(data) if self._stream.closed else self._stream.write(data)

    def tell(self) -> int:
        """Where writing goes on."""
        return 0 if self._stream.closed else self._stream.tell()

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place, unless the stream was closed."""
        return 0 if self._stream.closed else self._stream.seek(place, whence)

    def flush(self) -> None:
        """Pass on what is held, unless the stream was closed."""
        if not self._stream.closed:
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
