"""The shipped Word templates: made by their script and by nothing else, and with a place for every answer."""

from __future__ import annotations

import ast
import html
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from infoshare import resources
from infoshare.model.questionnaire import Questionnaire

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "scripts" / "word_template"
SETS = sorted(resources.shipped_questionnaires())
AGREEMENTS = [name for name in SETS if Questionnaire.load(name).kind == "agreement"]
LONGEST_MODULE = 400

pytestmark = pytest.mark.skipif(not SCRIPT.is_dir(), reason="the script is not part of what is installed")


def shipped(name: str) -> Path:
    return resources.shipped_questionnaires()[name] / "protocol.docx"


@cache
def template_text(name: str) -> str:
    """All parts of a template, with its tags as Jinja sees them."""
    with zipfile.ZipFile(shipped(name)) as package:
        return html.unescape("\n".join(package.read(part).decode() for part in package.namelist()))


def tags(name: str) -> str:
    return "\n".join(re.findall(r"\{[{%].*?[}%]\}", template_text(name)))


@pytest.mark.parametrize("name", SETS)
def test_a_template_is_byte_for_byte_what_the_script_makes(name: str, tmp_path: Path) -> None:
    made = tmp_path / "protocol.docx"
    subprocess.run([sys.executable, "-m", "scripts.word_template", name, made], cwd=ROOT, check=True)
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(shipped(name)) as old:
        assert new.namelist() == old.namelist()
        assert [part for part in new.namelist() if new.read(part) != old.read(part)] == []
    assert made.read_bytes() == shipped(name).read_bytes()


LETTERS = ["caldicott-disclosure/reply-letter", "care-act-cooperation/request-letter",
           "care-act-cooperation/reply-letter"]  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_byte_for_byte_what_the_script_makes(name: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "scripts.word_template", name, tmp_path / "made.docx"], cwd=ROOT, check=True)
    folder, _, letter = name.partition("/")
    there = resources.shipped_questionnaires()[folder] / f"{letter}.docx"
    assert (tmp_path / "made.docx").read_bytes() == there.read_bytes()


@pytest.mark.parametrize("name", SETS)
def test_every_question_has_its_place_in_the_template_and_no_place_is_for_another(name: str) -> None:
    found = Questionnaire.load(name)
    assert set(re.findall(r"\ba\.(\w+)", tags(name))) == {question.id for question in found.questions}


@pytest.mark.parametrize("name", SETS)
def test_every_law_that_is_printed_belongs_to_a_question(name: str) -> None:
    printed = set(re.findall(r"\blaw\.(\w+)", tags(name)))
    assert printed <= {question.id for question in Questionnaire.load(name).questions}


def columns_without_a_place(name: str) -> dict[str, set[str]]:
    """The columns of each table that no row of the template shows."""
    loops = re.findall(r"for row in a\.(\w+) %\}(.*?)endfor", template_text(name), flags=re.DOTALL)
    shown: dict[str, set[str]] = {}
    for table, inside in loops:
        shown.setdefault(table, set()).update(re.findall(r"\brow\.(\w+)", inside))
    tables = [question for question in Questionnaire.load(name).questions if question.type == "table"]
    return {each.id: {column.id for column in each.columns} - shown.get(each.id, set()) for each in tables}


# Cells that are answered and printed nowhere.
NOT_PRINTED = {("parties", "appointment"), ("lawful_basis", "ea_condition"), ("data_items", "holder")}


@pytest.mark.parametrize("name", AGREEMENTS)
def test_every_column_of_a_table_has_its_place_in_a_row(name: str) -> None:
    found = {(table, column) for table, columns in columns_without_a_place(name).items() for column in columns}
    assert found <= NOT_PRINTED


@pytest.mark.parametrize(("table", "column"), sorted(NOT_PRINTED))
def test_every_cell_is_printed(table: str, column: str) -> None:
    assert column not in columns_without_a_place("cda-s115")[table]


@pytest.mark.parametrize("field", ["digest", "short_digest", "status", "is_draft", "gaps", "judgements", "provisions",
                                   "infoshare_version", "version", "review_date"])  # fmt: skip
@pytest.mark.parametrize("name", AGREEMENTS)
def test_every_other_field_has_its_place(field: str, name: str) -> None:
    assert re.search(rf"\b(?<!\.){field}\b", tags(name))


@pytest.mark.parametrize("path", sorted(SCRIPT.glob("*.py")), ids=lambda path: path.name)
def test_each_module_of_the_script_is_short_and_opens_by_saying_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < LONGEST_MODULE
    assert (ast.get_docstring(ast.parse(text)) or "").rstrip("`").endswith((".", "]"))
