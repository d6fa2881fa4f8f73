"""Whatever is wrong with the input: one plain message, the right status, no value of the data, no output."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .conftest import COLUMNS, PEOPLE, POLICY, Ran, others_in, write_csv

Run = Callable[..., Ran]
HEADER = ",".join(COLUMNS)
ROW = ",".join(PEOPLE[0])

BAD_FILES: dict[str, tuple[bytes, str]] = {
    "an empty file": (b"", "is empty"),
    "a header only": (f"{HEADER}\n".encode(), "a header and no rows"),
    "ragged rows": (f"{HEADER}\n{ROW}\n{ROW},Okonjo\nOkonjo\n".encode(), "rows 2 and 3 of 3"),
    "a column twice": (f"{HEADER},surname\n{ROW},Okonjo\n".encode(), "more than one column is called 'surname'"),
    "a column without a name": (f"{HEADER},\n{ROW},Okonjo\n".encode(), "no name for column 9"),
    "NUL characters": (f"{HEADER}\n{ROW}\x00\n".encode(), "line 2: NUL characters"),
    "no header": (f"{ROW}\n{ROW}\n".encode(), "the first row looks like data"),
    "an open quotation mark": (f'{HEADER}\n"{ROW}\n'.encode(), "a quotation mark is not closed"),
    "a file for another policy": (b"a,b\nOkonjo,2\n", "is for other data"),
    "no text at all": (b"\x81\x8d\x8f\x90\x9d" * 20, "is not text"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_data_file_is_named_and_nothing_is_written(
    case: str, infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    content, sentence = BAD_FILES[case]
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.csv")
    assert ran.status == 2, ran.err
    assert sentence in ran.err
    assert "Traceback" not in ran.err
    assert "Okonjo" not in ran.err
    assert "999 000" not in ran.err
    assert others_in(tmp_path, source, policy) == []


BAD_POLICIES = {
    "a misspelt key": (("columns:", "colums:"), "did you mean 'columns'?"),
    "a misspelt action": (("action: band", "action: bands"), "columns > age"),
    "edges that fall": (("[0, 18, 65]", "[18, 0]"), "must rise"),
    "a key that is written twice": (("version: 1", "version: 1\nversion: 2"), "written twice"),
    "a direct identifier kept": (("surname: {role: direct, action: drop,", "surname: {role: direct, action: keep,"),
                                 "may only be dropped, pseudonymised or redacted"),
    "an alias": (("title: A small release", "title: &a x\nrelease: *a"), "aliases"),
    "a share above one": (("max_suppressed: 0.05", "max_suppressed: 5"), "max_suppressed"),
    "no columns": ((POLICY[POLICY.index("columns:"): POLICY.index("privacy:")], "columns: {}\n"), "columns"),
    "bad YAML": (("columns:", "columns: ["), "small.yaml, line"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_POLICIES)
def test_a_bad_policy_is_named_and_nothing_is_written(
    case: str, infoshare: Run, attendances: Path, policy: Path
) -> None:
    (old, new), sentence = BAD_POLICIES[case]
    assert old in POLICY
    policy.write_text(POLICY.replace(old, new))
    out = attendances.with_name("out.csv")
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", out)
    assert ran.status == 2, ran.err
    assert sentence in ran.err
    assert others_in(attendances.parent, attendances, policy) == []


def test_all_faults_of_a_policy_are_named_at_once(infoshare: Run, policy: Path) -> None:
    policy.write_text(POLICY.replace("version: 1", "version: 0").replace("to: outward", "to: street"))
    ran = infoshare("policy", "check", policy)
    assert ran.status == 2
    assert "version" in ran.err
    assert "postcode" in ran.err


@pytest.mark.parametrize(
    ("key", "sentence"), [(None, "there is no key"), ("short", "the key is 5 bytes long, and must have at least 32")]
)
def test_a_key_that_is_missing_or_too_short_is_status_3(
    key: str | None, sentence: str, infoshare: Run, attendances: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INFOSHARE_KEY")
    words = ["anonymise", attendances, "--policy", policy, "--out", attendances.with_name("out.csv")]
    if key:
        key_file = attendances.with_name("the.key")
        key_file.write_text(key)
        words += ["--key-file", key_file]
    ran = infoshare(*words)
    assert ran.status == 3
    assert sentence in ran.err
    assert not attendances.with_name("out.csv").exists()


def test_paths_that_cannot_be_used_are_named(infoshare: Run, attendances: Path, policy: Path) -> None:
    folder = attendances.parent
    for words, sentence in (
        ((folder / "not-there.csv", "--out", folder / "out.csv"), "is not there"),
        ((folder, "--out", folder / "out.csv"), "is a folder"),
        ((attendances, "--out", folder), "is a folder"),
        ((attendances, "--out", folder / "no-folder" / "out.csv"), "cannot be written"),
        ((attendances, "--out", folder / "out.docx"), "files that end in '.docx' are not known"),
        ((attendances, "--out", attendances), "is the source itself"),
    ):
        ran = infoshare("anonymise", *words, "--policy", policy)
        assert (ran.status, sentence in ran.err) == (2, True), ran.err
    assert others_in(folder, attendances, policy) == []


def test_a_folder_that_is_called_like_a_file_is_named(infoshare: Run, attendances: Path, policy: Path) -> None:
    folder = attendances.with_name("folder.csv")
    folder.mkdir()
    assert "is a folder" in infoshare("anonymise", folder, "--policy", policy, "--out", "x.csv").err
    assert "is a folder" in infoshare("anonymise", attendances, "--policy", policy, "--out", folder).err


ENCODINGS = {
    "cp1252": "cp1252", "UTF-16": "utf-16", "UTF-16 without a mark": "utf-16-le", "a byte-order mark": "utf-8-sig",
}  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS.keys())
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_files_as_people_have_them_are_simply_read(
    encoding: str, delimiter: str, infoshare: Run, tmp_path: Path
) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("policy: p\nversion: 1\ntitle: T\ncolumns: {id: {role: plain, action: keep}, "
                      "place: {role: plain, action: keep}}\n")  # fmt: skip
    source = tmp_path / "in.csv"
    source.write_bytes(f"id{delimiter}place\na1{delimiter}Café, à côté; du pont\n".replace(
        "Café, à côté; du pont", '"Café, à côté; du pont"').encode(encoding))  # fmt: skip
    out = tmp_path / "out.csv"
    ran = infoshare("anonymise", source, "--policy", policy, "--out", out)
    assert ran.status == 0, ran.err
    assert out.read_text(encoding="utf-8") == 'id,place\na1,"Café, à côté; du pont"\n'


def test_our_own_bug_is_status_70_and_says_no_value(
    infoshare: Run, attendances: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Okonjo 999 000 0018")

    monkeypatch.setattr("infoshare.workflows.anonymise.compile_plan", broken)
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", attendances.with_name("out.csv"))
    assert ran.status == 70
    assert "infoshare itself failed (ValueError)" in ran.err
    assert "Okonjo" not in ran.err


def test_the_header_alone_may_be_named(infoshare: Run, tmp_path: Path, policy: Path) -> None:
    source = write_csv(tmp_path / "in.csv", [["x", "y"]], ["surname", "shoe_size"])
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.csv")
    assert ran.status == 1
    assert "does not name 1 column: 'shoe_size'" in ran.err


def of_parquet(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def of_arrow(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    with pa.ipc.new_file(stream, table.schema) as file:
        file.write_table(table)
    return stream.getvalue()


NO_ROWS = pa.table({"surname": pa.array([], pa.string())})
TWICE = pa.table([["Okonjo"], ["x"]], names=["surname", "surname"])
ONE = pa.table({"surname": ["Okonjo"]})
BARE: dict[str, tuple[str, bytes, str]] = {
    "JSON Lines without keys": ("in.jsonl", b"{}\n{}\n", "has no columns"),
    "JSON Lines with a key twice": ("in.jsonl", b'{"surname": "Okonjo", "surname": "Okonjo"}\n', "a key stands twice"),
    "Parquet without columns": ("in.parquet", of_parquet(pa.table({})), "has no columns"),
    "Parquet without rows": ("in.parquet", of_parquet(NO_ROWS), "no rows"),
    "Parquet with a column twice": ("in.parquet", of_parquet(TWICE), "more than one column"),
    "Parquet that ends too soon": ("in.parquet", of_parquet(ONE)[:-9], "not a sound Parquet"),
    "Arrow without columns": ("in.arrow", of_arrow(pa.table({})), "has no columns"),
    "Arrow without rows": ("in.arrow", of_arrow(NO_ROWS), "no rows"),
    "Arrow with a column twice": ("in.arrow", of_arrow(TWICE), "more than one column"),
    "Arrow that ends too soon": ("in.arrow", of_arrow(ONE)[:-9], "not a sound Arrow"),
    "a packed file under another name": ("in.csv", gzip.compress(b"surname\nOkonjo\n", mtime=0), "is a gzip file"),
    "a workbook under another name": ("in.csv", b"PK\x03\x04" + bytes(range(1, 256)), "is a zip file"),
}  # fmt: skip


@pytest.mark.parametrize("case", BARE)
def test_files_without_rows_or_columns_or_under_another_name_are_named(
    case: str, infoshare: Run, tmp_path: Path, policy: Path
) -> None:
    name, content, sentence = BARE[case]
    source = tmp_path / name
    source.write_bytes(content)
    ran = infoshare("anonymise", source, "--policy", policy, "--out", tmp_path / "out.csv")
    assert (ran.status, sentence in ran.err) == (2, True), ran.err
    assert "Okonjo" not in ran.err
    assert others_in(tmp_path, source, policy) == []
