"""Steps from the treated rows to the finished file are broken on purpose: the gate sees each, and nothing leaves."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import infoshare
from infoshare.detectors.redactor import Redactor
from infoshare.errors import LeakFound
from infoshare.files import arrow_file, gzip_stream, xlsx_writer
from infoshare.workflows import publish
from infoshare.workflows.anonymise import Job
from tests.conftest import MakePolicy

PERSON = "Varnholt"
COLUMNS: dict[str, dict[str, Any]] = {
    "surname": {"role": "direct", "action": "drop", "known": "name"},
    "age": {"role": "quasi", "action": "generalise", "hierarchy": "age"},
    "ward": {"role": "plain", "action": "keep"},
    "note": {"role": "text", "action": "redact"},
}
SOURCE = {
    "surname": [PERSON] * 20,
    "age": [str(20 + row) for row in range(20)],
    "ward": [f"{99 - row}" for row in range(20)],
    "note": ["seen"] * 20,
}


@pytest.fixture
def refusal(make_policy: MakePolicy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What is said of a release that leaves if nothing is broken, and is refused once a step is."""
    policy = make_policy(COLUMNS, privacy={"k": 5, "method": "generalise"})

    def attempt(*broken: Any, suffix: str | None = "csv", note: str = "seen") -> str:
        source, out = pa.table({**SOURCE, "note": [note] * 20}), tmp_path / f"out.{suffix}" if suffix else None
        assert infoshare.anonymise(source, policy).data.num_rows == 20
        monkeypatch.setattr(*broken)
        with pytest.raises(LeakFound) as caught:
            infoshare.anonymise(source, policy, out=out)
        assert list(tmp_path.iterdir()) == []
        assert PERSON not in str(caught.value)
        return str(caught.value)

    return attempt


UNCHANGED = (Redactor, "redact", lambda self, texts, records: list(texts))


def test_a_name_of_the_source_stays_in_a_text(refusal: Callable[..., str]) -> None:
    assert "source_values_absent: direct identifiers of the source in 'note' (20 cells)" in refusal(
        *UNCHANGED, note=f"with {PERSON}"
    )


def test_a_number_of_somebody_who_is_not_in_the_source_stays_in_a_text(refusal: Callable[..., str]) -> None:
    assert "no_identifier_forms: " in refusal(*UNCHANGED, note="ring 07700 900123")


def test_redaction_that_does_nothing_is_seen_where_there_is_nobody_to_redact(refusal: Callable[..., str]) -> None:
    assert "redaction_works: " in refusal(Redactor, "_without", lambda self, text, spans, record: text)


def test_levels_that_are_mixed_in_one_column(refusal: Callable[..., str]) -> None:
    made = Job.released

    def mixed(job: Job, on_rows: Any) -> Iterator[pa.RecordBatch]:
        for batch in made(job, on_rows):
            ages = ["20-29", "21"] * (batch.num_rows // 2)
            yield batch.set_column(batch.schema.get_field_index("age"), "age", pa.array(ages))

    assert "one_level: cells of different levels in 'age'" in refusal(Job, "released", mixed)


@pytest.mark.parametrize("suffix", ["csv", "tsv.gz", "xlsx", "jsonl", "parquet", "arrow", None])
def test_rows_that_leave_in_the_order_of_the_source(suffix: str | None, refusal: Callable[..., str]) -> None:
    as_they_came = (publish, "in_order", lambda batches, *_: batches)
    frame = (Job, "frame", lambda job, on_rows: pa.Table.from_batches(job.released(on_rows)))
    assert "order_says_nothing: " in refusal(*(as_they_came if suffix else frame), suffix=suffix)


GZIP, PARQUET = gzip.GzipFile, pq.ParquetWriter


def with_a_name(**options: Any) -> gzip.GzipFile:
    return GZIP(**{**options, "filename": f"{PERSON}.csv", "mtime": 1})


def with_metadata(stream: Any, schema: pa.Schema, **_: Any) -> pq.ParquetWriter:
    return PARQUET(stream, schema.with_metadata({"made by": PERSON}))


class Zipped(zipfile.ZipFile):
    """A package that names an author."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.writestr("docProps/core.xml", f"<coreProperties><creator>{PERSON}</creator></coreProperties>")


@pytest.mark.parametrize(
    ("suffix", "broken", "said"),
    [
        ("xlsx", (xlsx_writer, "_Package", Zipped), "1 author"),
        ("xlsx", (xlsx_writer, "_FROZEN", '<cols><col min="1" max="1" hidden="1"/></cols>'), "1 hidden column"),
        ("csv.gz", (gzip_stream.gzip, "GzipFile", with_a_name), "1 file name"),
        ("parquet", (arrow_file.pq, "ParquetWriter", with_metadata), "2 metadata items"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_writer_that_leaves_something_beside_the_rows(
    suffix: str, broken: tuple[object, str, object], said: str, refusal: Callable[..., str]
) -> None:
    assert f"no_hidden_data: beside the rows: {said}" in refusal(*broken, suffix=suffix)


def test_a_frame_that_carries_more_than_its_columns(refusal: Callable[..., str]) -> None:
    from infoshare.files import frames

    more = (frames, "like", lambda given, table: table.replace_schema_metadata({"made by": PERSON}))
    assert "no_hidden_data: beside the rows: 1 metadata item" in refusal(*more, suffix=None)
