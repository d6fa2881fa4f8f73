"""Whatever stops the job (a full disk, a key press, a fault of ours), the folder holds what it held before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

import infoshare
from infoshare.errors import DataFileError, InfoshareError
from infoshare.files.csv_file import CsvWriter
from infoshare.model.policy import Policy
from infoshare.workflows import publish
from tests.conftest import MakePolicy, Refused

TABLE = pa.table({"ward": ["Varnholt", "B"]})


@pytest.fixture
def policy(make_policy: MakePolicy) -> Policy:
    return make_policy({"ward": {"role": "plain", "action": "keep"}})


def stopped_by(error: BaseException) -> Callable[..., None]:
    def stop(*_: object, **__: object) -> None:
        raise error

    return stop


FULL = OSError(28, "No space left on device")


def test_a_disk_that_fills_up_while_writing_is_said(
    policy: Policy, tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CsvWriter, "write", stopped_by(FULL))
    with refused(DataFileError, never=["Varnholt"]) as caught:
        infoshare.anonymise(TABLE, policy, out=tmp_path / "out.csv")
    assert "out.csv cannot be written: No space left on device" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_at_the_last_step_is_said_and_no_certificate_stays(
    policy: Policy, tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, put = tmp_path / "out.csv", Path.replace

    def full_for_the_release(path: Path, target: Path) -> Path:
        if Path(target) == out:
            raise FULL
        return put(path, target)

    monkeypatch.setattr(Path, "replace", full_for_the_release)
    with refused(DataFileError):
        infoshare.anonymise(TABLE, policy, out=out)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1), MemoryError(), ValueError("Varnholt")])
@pytest.mark.parametrize("step", ["write", "examine", "certify"])
def test_whatever_stops_a_step_nothing_is_left(
    policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    monkeypatch.setattr(publish, step, stopped_by(error))
    with pytest.raises(type(error)):
        infoshare.anonymise(TABLE, policy, out=tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["source.csv", "./source.csv", "link.csv"])
def test_the_source_is_never_written_over(policy: Policy, tmp_path: Path, name: str) -> None:
    source = tmp_path / "source.csv"
    source.write_text("ward\nA\n")
    (tmp_path / "link.csv").symlink_to(source)
    with pytest.raises(DataFileError, match="is the source itself"):
        infoshare.anonymise(source, policy, out=tmp_path / name)
    assert source.read_text() == "ward\nA\n"


def test_a_report_without_a_file_is_written_or_refused_and_not_forgotten(policy: Policy, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    try:
        infoshare.anonymise(TABLE, policy, report=folder)
    except InfoshareError:
        return
    assert {path.name for path in folder.iterdir()} == {"report.html", "report.docx", "certificate.json"}
