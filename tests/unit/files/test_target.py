"""A file is there whole or not at all, also where the system has no nameless files."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from infoshare.errors import DataFileError
from infoshare.files.target import StreamTarget, write_whole, written_whole
from tests.conftest import Refused


@pytest.fixture(params=["nameless", "hidden"], autouse=True)
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with nameless files and, as on systems without them, with hidden ones."""
    if request.param == "hidden":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def break_while_writing(place: Path | io.BytesIO, error: type[BaseException]) -> None:
    with written_whole(place) as target:
        target.stream.write(b"half")
        raise error


def test_what_is_published_is_there_whole(tmp_path: Path) -> None:
    with written_whole(tmp_path / "out.csv") as target:
        target.stream.write(b"whole")
        target.publish()
    assert (tmp_path / "out.csv").read_bytes() == b"whole"
    assert names_in(tmp_path) == ["out.csv"]


def test_nothing_has_a_name_before_it_is_published(tmp_path: Path) -> None:
    with written_whole(tmp_path / "out.csv") as target:
        target.stream.write(b"half")
        target.stream.flush()
        assert not [name for name in names_in(tmp_path) if not name.endswith(".partial")]
        assert not (tmp_path / "out.csv").exists()


def test_what_is_not_published_comes_to_nothing(tmp_path: Path) -> None:
    with written_whole(tmp_path / "out.csv") as target:
        target.stream.write(b"half")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_an_empty_folder(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error):
        break_while_writing(tmp_path / "out.csv", error)
    assert names_in(tmp_path) == []


def test_an_exception_leaves_an_earlier_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_bytes(b"earlier")
    with pytest.raises(KeyError):
        break_while_writing(tmp_path / "out.csv", KeyError)
    assert (tmp_path / "out.csv").read_bytes() == b"earlier"
    assert names_in(tmp_path) == ["out.csv"]


def test_an_earlier_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_bytes(b"earlier")
    write_whole(tmp_path / "out.csv", b"later")
    assert (tmp_path / "out.csv").read_bytes() == b"later"
    assert names_in(tmp_path) == ["out.csv"]


def test_a_file_is_closed_to_others_until_it_is_published_and_then_as_the_system_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with written_whole(tmp_path / "out.csv") as target:
            assert stat.S_IMODE(os.fstat(target.stream.fileno()).st_mode) == 0o600
            target.publish()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o640


def test_what_was_written_can_be_read_again_before_it_is_published(tmp_path: Path) -> None:
    with written_whole(tmp_path / "out.csv") as target:
        target.stream.write(b"whole")
        target.stream.seek(0)
        assert target.stream.read() == b"whole"


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path, refused: Refused) -> None:
    with refused(DataFileError) as caught, written_whole(tmp_path / "none" / "out.csv"):
        pass
    assert "out.csv cannot be written: No such file or directory" in str(caught.value)
    assert "Give a path in an existing folder" in str(caught.value)


def test_a_folder_that_may_not_be_written_to_is_said(
    tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    with refused(DataFileError) as caught, written_whole(tmp_path / "out.csv"):
        pass
    assert "out.csv cannot be written: Permission denied" in str(caught.value)


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path, refused: Refused) -> None:
    with refused(DataFileError) as caught, written_whole(tmp_path):
        pass
    assert "is a folder, not a file" in str(caught.value)


def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with refused(DataFileError) as caught:
        write_whole(tmp_path / "out.csv", b"whole")
    assert "No space left on device" in str(caught.value)
    assert names_in(tmp_path) == []


def test_a_stream_gets_everything_on_publishing_and_nothing_before() -> None:
    sink = io.BytesIO()
    with written_whole(sink) as target:
        assert isinstance(target, StreamTarget)
        target.stream.write(b"whole")
        assert sink.getvalue() == b""
        target.publish()
    assert sink.getvalue() == b"whole"


def test_a_stream_gets_nothing_if_something_goes_wrong() -> None:
    sink = io.BytesIO()
    with pytest.raises(KeyError):
        break_while_writing(sink, KeyError)
    assert sink.getvalue() == b""
