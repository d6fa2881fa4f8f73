"""Finds what Parquet and Arrow files, and frames, hold beside their rows: metadata, and values that no row has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import pyarrow as pa

_OWN = frozenset({b"ARROW:schema", b"PARQUET:field_id"})
"""What Arrow itself says of columns: their types and places."""


def in_parquet(file: BinaryIO) -> Counter[str]:
    """The metadata of a Parquet file, and the values of its dictionaries that no row has."""
    import pyarrow.parquet as pq

    plain = pq.ParquetFile(file)
    texts = [field.name for field in plain.schema_arrow if _is_text(field.type)]
    found = _of_keys(plain.metadata.metadata or {}) + in_schema(plain.schema_arrow)
    held = pq.ParquetFile(file, read_dictionary=texts)
    for group in range(held.num_row_groups if texts else 0):
        found += _of_dictionaries(held.read_row_group(group, columns=texts))
    return found


def in_arrow(file: BinaryIO) -> Counter[str]:
    """The metadata of an Arrow file and of its batches, and the values of its dictionaries that no row has."""
    import pyarrow as pa

    held = pa.ipc.open_file(file)
    found, coded = in_schema(held.schema), []
    places = [place for place, field in enumerate(held.schema) if pa.types.is_dictionary(field.type)]
    for number in range(held.num_record_batches):
        batch, custom = held.get_batch_with_custom_metadata(number)
        found += _of_keys(custom or {})
        coded.append(batch.select(places))
    return found + (_of_dictionaries(pa.Table.from_batches(coded)) if places else Counter())


def in_schema(schema: pa.Schema) -> Counter[str]:
    """The metadata of a table and of its columns."""
    found = _of_keys(schema.metadata or {})
    for field in schema:
        found += _of_keys(field.metadata or {})
    return found


def in_frame(frame: Any) -> Counter[str]:
    """What a pandas, Polars or pyarrow frame carries that its columns do not show."""
    import pyarrow as pa

    found: Counter[str] = Counter({"frame attribute": len(getattr(frame, "attrs", None) or {})})
    index = getattr(frame, "index", None)
    if index is not None and type(index).__name__ != "RangeIndex":
        found["index"] += [*index] != [*range(len(index))]
    if isinstance(frame, pa.Table | pa.RecordBatch):
        return found + in_schema(frame.schema) + _of_dictionaries(frame)
    if index is not None:
        return found + _of_dictionaries(pa.Table.from_pandas(frame.select_dtypes("category"), preserve_index=False))
    return found + _of_dictionaries(pa.table(frame))


def _of_keys(metadata: Any) -> Counter[str]:
    """One for each entry; what pandas writes is an entry with the names of columns and of whatever made them."""
    return Counter({"metadata item": sum(key not in _OWN for key in metadata)})


def _of_dictionaries(table: pa.Table | pa.RecordBatch) -> Counter[str]:
    """The values of dictionaries that stand in none of the rows: those of rows that were left out, say."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found: Counter[str] = Counter()
    for column in table.columns:
        if pa.types.is_dictionary(column.type):
            chunks = getattr(column, "chunks", [column])
            held = pc.unique(pa.chunked_array([chunk.dictionary for chunk in chunks], column.type.value_type))
            used = pc.unique(pa.chunked_array([chunk.dictionary_decode() for chunk in chunks], column.type.value_type))
            found["unused value"] += len(held.drop_null()) - len(used.drop_null())
    return found


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
