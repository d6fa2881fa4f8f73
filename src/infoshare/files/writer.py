"""What every writer of a file does: it takes batches and leaves a whole file in an open stream."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import BinaryIO

import pyarrow as pa


class Writer(ABC):
    """Writes a table to an open file; `neutralised` counts the cells that a spreadsheet would have run."""

    neutralised: int = 0

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        self.stream = stream
        self.schema = schema.remove_metadata()

    @abstractmethod
    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of rows."""

    def close(self) -> None:
        """Finish the file; the stream stays open."""
        self.stream.flush()
