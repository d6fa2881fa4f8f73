"""`infoshare protocol diff`: text, JSON, a page and Word with tracked changes; and bad input."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from infoshare import Protocol
from tests.spec.set_cases import answers_of

from .conftest import Ran, others_in

Run = Callable[..., Ran]
SECRET = "Zenobia Okwuosa"


def written(path: Path, answers: dict[str, Any], of: str = "cda-s115") -> Path:
    path.write_text(yaml.safe_dump({"questionnaire": of, "version": 1, "answers": answers}), encoding="utf-8")
    return path


def proposed() -> dict[str, Any]:
    """The example with a change of every kind."""
    answers = json.loads(json.dumps(answers_of("cda-s115")))
    answers |= {"protocol_version": "2.1", "start_date": "2027-03-01", "dpia": "not_needed", "necessity": "Because."}
    answers["flows"][4]["retention"] = "24 months from receipt"
    answers["onward"] = answers["onward"].upper()
    answers["data_items"].pop(3)
    answers["guardian_conditions"] += "\n\n4. <b>& more</b>"
    del answers["dpia_reference"], answers["free_text_handling"]
    found: dict[str, Any] = answers
    return found


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """The agreed version and the one that is proposed."""
    return written(tmp_path / "agreed.yaml", answers_of("cda-s115")), written(tmp_path / "proposed.yaml", proposed())


# What it says


def test_the_text_has_legal_effect_first_then_gaps_then_wording(infoshare: Run, two: tuple[Path, Path]) -> None:
    ran = infoshare("protocol", "diff", *two)
    assert (ran.status, ran.err) == (0, "")
    places = [ran.out.index(f"\n{title}\n") for title in ("Legal effect", "Gaps that opened", "Wording")]
    assert places == sorted(places)
    first, summary = ran.out.splitlines()[1:3]
    assert first.startswith(
        "From version 2.0, which starts on 1 December 2026, to version 2.1, which starts on 1 March"
    )
    assert summary == "5 changes of legal effect, 5 of wording; 3 gaps opened, 0 closed. All 7 parties sign anew."
    assert "      before   12 months from receipt\n      after    24 months from receipt\n" in ran.out
    assert "      to sign  Harrowmere Borough Council; Eastmarch Police\n" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100


def test_a_long_text_is_cut_to_what_differs(infoshare: Run, two: tuple[Path, Path]) -> None:
    out = " ".join(infoshare("protocol", "diff", *two).out.split())
    assert (
        "before … have seen the protocol and agree. after … have seen the protocol and agree. 4. <b>& more</b>" in out
    )
    assert "keeps the result" not in out


def test_the_json_keeps_its_contract(infoshare: Run, two: tuple[Path, Path]) -> None:
    found = json.loads(infoshare("protocol", "diff", *two, "--format", "json").out)
    assert set(found) == {
        "questionnaire", "title", "partnership", "before", "after", "parties", "changes", "gaps_opened", "gaps_closed",
        "legal", "wording", "signs_anew",
    }  # fmt: skip
    assert {frozenset(each) for each in found["changes"]} == {
        frozenset({"effect", "kind", "question", "text", "row", "column", "label", "before", "after", "parties",
                   "citations"})
    }  # fmt: skip
    assert (found["legal"], found["wording"], len(found["changes"])) == (5, 5, 10)
    assert found["signs_anew"] == found["parties"]
    assert (found["before"]["version"], found["after"]["version"]) == ("2.0", "2.1")
    (retention,) = [each for each in found["changes"] if each["column"] == "retention"]
    assert (retention["effect"], retention["row"]) == ("legal", "Repeat victims")
    assert retention["parties"] == ["Harrowmere Borough Council", "Eastmarch Police"]


def test_python_finds_the_same(infoshare: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    earlier, later = map(Protocol.load, two)
    found = later.changes_since(earlier)
    said = json.loads(infoshare("protocol", "diff", *two, "--format", "json").out)
    assert [each.model_dump(mode="json") for each in found.changes] == said["changes"]
    for suffix in (".html", ".docx"):
        mine, theirs = tmp_path / f"mine{suffix}", tmp_path / f"theirs{suffix}"
        assert later.export_changes(earlier, str(mine)) == mine
        infoshare("protocol", "diff", *two, "-o", theirs)
        assert mine.read_bytes() == theirs.read_bytes()


# The page


class Seen(HTMLParser):
    """What a page holds: its elements, what is not closed, and its text."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def having(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture
def page(infoshare: Run, two: tuple[Path, Path]) -> str:
    return infoshare("protocol", "diff", *two, "--format", "html").out


def test_the_page_stands_alone(page: str) -> None:
    seen = Seen(page)
    assert seen.open == []
    assert not re.search(r"https?://|<script|<img|<link|url\(|\son\w+=", page)
    assert any(each.get("http-equiv") == "Content-Security-Policy" for each in seen.having("meta"))


def test_the_page_can_be_heard_and_found_about_in(page: str) -> None:
    seen = Seen(page)
    assert seen.having("html")[0]["lang"] == "en-GB"
    assert "What changed" in page.partition("</title>")[0]
    assert len(seen.having("main")) == len(seen.having("h1")) == 1
    levels = [int(tag[1]) for tag, _ in seen.found if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(seen.having("table")) == len(seen.having("caption")) > 5
    assert all(each.get("scope") in {"col", "row"} for each in seen.having("th"))
    ids = {attrs["id"] for _, attrs in seen.found if "id" in attrs}
    links = {str(each["href"]).removeprefix("#") for each in seen.having("a")}
    assert links <= ids


def test_the_page_puts_legal_effect_first_and_marks_the_words(page: str) -> None:
    assert page.index('id="legal"') < page.index('id="gaps"') < page.index('id="wording"')
    assert "<del>12</del> months from receipt" in page
    assert "<ins>24</ins> months from receipt" in page
    assert "5 changes of legal effect, 5 of wording" in page
    assert "Surname (removed)" in page


def test_an_answer_never_becomes_mark_up(page: str) -> None:
    assert "<b>" not in page
    assert "4. <b>& more</b>" in Seen(page).text


def test_a_page_that_is_written_is_the_page_that_is_printed(
    infoshare: Run, two: tuple[Path, Path], page: str, tmp_path: Path
) -> None:
    ran = infoshare("protocol", "diff", *two, "-o", tmp_path / "changes.html")
    assert (tmp_path / "changes.html").read_text(encoding="utf-8") == page
    assert ran.out.splitlines()[-1] == f"Written: {tmp_path / 'changes.html'}."
    assert "5 changes of legal effect" in ran.out


def test_equal_versions_give_equal_bytes(infoshare: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    for suffix in (".html", ".docx"):
        outs = [tmp_path / f"{name}{suffix}" for name in ("one", "two")]
        for out in outs:
            assert infoshare("protocol", "diff", *two, "-o", out).status == 0
        assert outs[0].read_bytes() == outs[1].read_bytes()


def test_nothing_but_the_json_is_printed_if_a_program_asks_for_it(
    infoshare: Run, two: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = infoshare("protocol", "diff", *two, "--format", "json", "-o", tmp_path / "changes.docx")
    assert json.loads(ran.out)["legal"] == 5
    assert (tmp_path / "changes.docx").is_file()


# Bad input


def refused(infoshare: Run, tmp_path: Path, *words: str | Path, says: str, status: int = 2) -> None:
    there = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    ran = infoshare("protocol", "diff", *words)
    assert (ran.status, ran.out) == (status, ""), ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert SECRET not in ran.err
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == there
    assert others_in(tmp_path, *there) == [path.name for path in tmp_path.iterdir() if path.is_dir()]


@pytest.mark.parametrize("out", [[], ["-o", "changes.docx"]])
def test_two_question_sets_are_refused(
    infoshare: Run, two: tuple[Path, Path], tmp_path: Path, out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = written(tmp_path / "other.yaml", {**answers_of("mappa"), "owner": SECRET}, of="mappa")
    refused(infoshare, tmp_path, two[0], other, *out, says="different question sets: 'cda-s115' and 'mappa'")


def test_every_fault_of_a_file_is_named(infoshare: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    damaged = {**answers_of("cda-s115"), "teritory": SECRET, "start_date": SECRET}
    path = written(tmp_path / "damaged.yaml", damaged)
    for words in ((two[0], path), (path, two[0])):
        refused(infoshare, tmp_path, *words, says="2 faults")
        refused(infoshare, tmp_path, *words, says="damaged.yaml: 'teritory' is not a question")


def test_a_file_that_is_not_there_or_of_a_newer_version_is_refused(
    infoshare: Run, two: tuple[Path, Path], tmp_path: Path
) -> None:
    refused(infoshare, tmp_path, two[0], tmp_path / "nowhere.yaml", says="nowhere.yaml")
    newer = tmp_path / "newer.yaml"
    newer.write_text(two[0].read_text().replace("version: 1", "version: 2"))
    refused(infoshare, tmp_path, two[0], newer, says="newer.yaml: it answers version 2 of 'cda-s115'")


def test_the_same_file_twice_is_told_and_differs_in_nothing(infoshare: Run, two: tuple[Path, Path]) -> None:
    ran = infoshare("protocol", "diff", two[0], two[0])
    assert (ran.status, ran.err) == (0, "Both are one file: agreed.yaml.\n")
    assert ran.out.splitlines()[-1] == "Nothing changed."


def test_a_copy_of_the_file_differs_in_nothing(infoshare: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copy(two[0], tmp_path / "copy.yaml")
    ran = infoshare("protocol", "diff", two[0], tmp_path / "copy.yaml")
    assert (ran.status, ran.err, ran.out.splitlines()[-1]) == (0, "", "Nothing changed.")


@pytest.mark.parametrize("name", ["changes.pdf", "changes", "changes.txt", "changes.json"])
def test_another_ending_is_refused_and_says_which_there_are(
    infoshare: Run, two: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    refused(infoshare, tmp_path, *two, "-o", tmp_path / name, says="End the name in .html and .docx.")


def test_a_folder_and_a_place_that_is_not_there_are_refused(
    infoshare: Run, two: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "folder.docx").mkdir()
    refused(infoshare, tmp_path, *two, "-o", tmp_path / "folder.docx", says="is a folder")
    refused(infoshare, tmp_path, *two, "-o", tmp_path / "nowhere" / "changes.docx", says="cannot be written")


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_an_output_that_is_there_is_written_over_whole_as_export_does(
    infoshare: Run, two: tuple[Path, Path], tmp_path: Path, suffix: str
) -> None:
    out, fresh = tmp_path / f"there{suffix}", tmp_path / f"fresh{suffix}"
    out.write_bytes(b"something that was there before" * 10_000)
    assert infoshare("protocol", "diff", *two, "-o", out).status == 0
    assert infoshare("protocol", "diff", *two, "-o", fresh).status == 0
    assert out.read_bytes() == fresh.read_bytes()
