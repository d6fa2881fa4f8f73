"""Workbooks that are damaged in hundreds of ways are read or refused, and never end the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MUTATED = """
import io, random, re, resource, sys, zipfile
from infoshare.errors import DataFileError
from infoshare.files.xlsx_file import XlsxReader
from tests.unit.files.workbooks import of_rows, with_parts

resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
SOUND = of_rows(["a", "b"], *([number, f"text {number}"] for number in range(9)))
PIECES = [b"", b"0", b"-1", b"s", b"XFD1048576", b"A0", b"999999999999999999999", b"1e308", b"inlineStr", b"&#x0;",
          b"</v>", b"<is><t>x</t></is>", b"<row r='1048576'>", b"<c r='XFD1048576'><is><t>x</t></is></c>",
          b"<c xmlns='urn:x' r='XFD1048576'><v>1</v></c>", b"<sheetData>", b"<![CDATA[", b"_xD800_", b"2958466"]
PARTS = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]

def mutated(chance):
    part = chance.choice(PARTS)
    with zipfile.ZipFile(SOUND) as package:
        data = package.read(part)
    places = [found.span() for found in re.finditer(rb'"[^"]*"|>[^<]+<|<[^>]*>', data)]
    for start, end in sorted(chance.sample(places, 2), reverse=True):
        before, after = chance.choice([(start, start), (start + 1, start + 1), (start + 1, end - 1)])
        data = data[:before] + chance.choice(PIECES) + data[after:]
    whole = with_parts(SOUND, **{part.replace("/", "__").replace(".", "_dot_"): data}).getvalue()
    return whole[: chance.randrange(len(whole))] if chance.random() < 0.1 else whole

outcomes = {"read": 0, "refused": 0}
for seed in range(1500):
    try:
        for _ in XlsxReader(io.BytesIO(mutated(random.Random(seed))), "in.xlsx").batches():
            pass
        outcomes["read"] += 1
    except DataFileError:
        outcomes["refused"] += 1
print(outcomes["read"] > 100, outcomes["refused"] > 100, sum(outcomes.values()))
"""


def test_no_damaged_workbook_ends_the_program() -> None:
    """In a process of its own, with little memory: the reader's library would take a process down with it."""
    command = [sys.executable, "-c", MUTATED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True True 1500"), done.stderr[-800:]
