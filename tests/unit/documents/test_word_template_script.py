"""The shipped Word template: made by its script and by nothing else, and with a place for every answer."""

from __future__ import annotations

import ast
import html
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infoshare import resources
from infoshare.model.questionnaire import Questionnaire

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "scripts" / "word_template"
SHIPPED = resources.shipped_questionnaires()["cda-s115"] / "protocol.docx"
SET = Questionnaire.load("cda-s115")
LONGEST_MODULE = 400

pytestmark = pytest.mark.skipif(not SCRIPT.is_dir(), reason="the script is not part of what is installed")


def template_text() -> str:
    """All parts of the template, with its tags as Jinja sees them."""
    with zipfile.ZipFile(SHIPPED) as package:
        return html.unescape("\n".join(package.read(name).decode() for name in package.namelist()))


def tags() -> str:
    return "\n".join(re.findall(r"\{[{%].*?[}%]\}", template_text()))


def test_the_template_is_byte_for_byte_what_the_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "protocol.docx"
    subprocess.run([sys.executable, "-m", "scripts.word_template", "protocol", made], cwd=ROOT, check=True)
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(SHIPPED) as old:
        assert new.namelist() == old.namelist()
        assert [name for name in new.namelist() if new.read(name) != old.read(name)] == []
    assert made.read_bytes() == SHIPPED.read_bytes()


def test_every_question_has_its_place_in_the_template_and_no_place_is_for_another() -> None:
    assert set(re.findall(r"\ba\.(\w+)", tags())) == {question.id for question in SET.questions}


def test_every_law_that_is_printed_belongs_to_a_question() -> None:
    assert set(re.findall(r"\blaw\.(\w+)", tags())) <= {question.id for question in SET.questions}


def test_every_column_of_a_table_has_its_place_in_a_row() -> None:
    loops = re.findall(r"for row in a\.(\w+) %\}(.*?)endfor", template_text(), flags=re.DOTALL)
    named: dict[str, set[str]] = {}
    for table, inside in loops:
        named.setdefault(table, set()).update(re.findall(r"\brow\.(\w+)", inside))
    for question in SET.questions:
        if question.type == "table":
            assert named[question.id] - {"values"} == {column.id for column in question.columns}, question.id


@pytest.mark.parametrize("field", ["digest", "short_digest", "status", "is_draft", "gaps", "judgements", "provisions",
                                   "infoshare_version", "version", "review_date"])  # fmt: skip
def test_every_other_field_has_its_place(field: str) -> None:
    assert re.search(rf"\b(?<!\.){field}\b", tags())


@pytest.mark.parametrize("path", sorted(SCRIPT.glob("*.py")), ids=lambda path: path.name)
def test_each_module_of_the_script_is_short_and_opens_by_saying_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < LONGEST_MODULE
    assert (ast.get_docstring(ast.parse(text)) or "").rstrip("`").endswith((".", "]"))
