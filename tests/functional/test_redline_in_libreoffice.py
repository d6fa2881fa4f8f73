"""Word with tracked changes in LibreOffice: accepting all gives the later document, rejecting all the earlier one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from infoshare import Protocol
from infoshare.workflows.protocol import example
from tests.docs.test_versions_page import proposed as as_on_the_page
from tests.spec.set_cases import answers_of
from tests.unit.documents.tracked import parts, reads
from tests.unit.documents.word import W

missing = [program for program in ("soffice", "pdftotext") if not shutil.which(program)]
pytestmark = [
    pytest.mark.skipif(bool(missing), reason=f"not installed here: {', '.join(missing)}"),
    pytest.mark.xdist_group("redline in libreoffice"),
]
Answers = dict[str, Any]
Block = tuple[str, str] | list[list[list[Any]]]

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolved(words As String)
  job = Split(words, ";")
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For at = 0 To UBound(job) Step 3
    document = StarDesktop.loadComponentFromURL(job(at), "_blank", 0, hidden())
    dispatcher.executeDispatch(document.CurrentController.Frame, job(at + 1), "", 0, Array())
    document.storeToURL(job(at + 2), form())
    document.close(True)
  Next
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
JOBS = {
    "accepted": ("changes", ".uno:AcceptAllTrackedChanges"),
    "rejected": ("changes", ".uno:RejectAllTrackedChanges"),
    "later": ("later", ".uno:AcceptAllTrackedChanges"),
    "earlier": ("earlier", ".uno:RejectAllTrackedChanges"),
}
"""What LibreOffice makes: of which document, and what it does to its changes, of which the last two have none."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """LibreOffice with a profile of its own; its first run makes the profile, into which the macro is then put."""
    folder = tmp_path_factory.mktemp("office")

    def run(*words: str | Path) -> None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(["soffice", profile, "--headless", *words], check=True, capture_output=True, timeout=180)

    run("--terminate_after_init")
    basic = folder / "profile" / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Module1.xba").write_text(MACRO)
    (basic / "script.xlb").write_text(LIBRARY)
    return run


# The pairs


def of_every_kind() -> tuple[Answers, Answers]:
    """The example, and the same with a change of every kind."""
    later = copied("cda-s115")
    later |= {"protocol_version": "2.1", "start_date": "2027-03-01", "dpia": "not_needed", "necessity": "Because."}
    later["flows"][4]["retention"] = "24 months from receipt"
    later["onward"] = later["onward"].upper()
    later["data_items"].pop(3)
    later["guardian_conditions"] += "\n\n4. <b>& more</b>"
    del later["dpia_reference"], later["free_text_handling"]
    return answers_of("cda-s115"), later


def as_the_page_has_it() -> tuple[Answers, Answers]:
    """The two versions of docs/versions.md."""
    text = example("cda-s115")
    earlier, later = (yaml.safe_load(each)["answers"] for each in (text, as_on_the_page(text)))
    return earlier, later


def tables() -> tuple[Answers, Answers]:
    """A new party in every table that names it; rows that came, went, moved, and are called something else."""
    later = copied("cda-s115")
    came = later["parties"][1] | {"name": "British Transport Police"}
    later["parties"].insert(2, came)
    later["lawful_basis"].insert(1, later["lawful_basis"][1] | {"party": came["name"]})
    later["signatories"].append({"party": came["name"], "name": "Ada Whitlock", "role": "Superintendent"})
    later["flows"].insert(0, later["flows"].pop())
    later["flows"][2]["recipients"].append(came["name"])
    del later["flows"][5]
    later["data_items"] = [later["data_items"][-1], *later["data_items"][5:-1], *later["data_items"][:3]]
    later["data_items"].append(later["data_items"][0] | {"item": "Colour of the shirt", "column": "shirt"})
    later["data_items"][4]["item"] = "Called something else"
    return answers_of("cda-s115"), later


def long_texts() -> tuple[Answers, Answers]:
    """Every long text with sentences turned, taken out and put in, in one paragraph more or fewer."""
    earlier, later = copied("cda-s115"), copied("cda-s115")
    for number, (question, text) in enumerate(later.items()):
        if isinstance(text, str) and len(text) > 250:
            sentences = re.split(r"(?<=\.) ", text)
            later[question] = EDITS[number % len(EDITS)](sentences)
            if number % 2:
                earlier[question] = text.replace(". ", ".\n\n", 2)
    return earlier, later


EDITS: list[Callable[[list[str]], str]] = [
    lambda said: " ".join([*said[1:], said[0]]),
    lambda said: "\n\n".join(said),
    lambda said: " ".join(said[:1] + said[2:]).replace(" the ", " any "),
    lambda said: " ".join(said).replace(", ", " - ") + "\n\nIt says \u201cno more\u201d, and <this> & that.",
    lambda said: "Anew: " + " ".join(reversed(said)),
]


def copied(of: str) -> Answers:
    found: Answers = json.loads(json.dumps(answers_of(of)))
    return found


PAIRS = {"every kind": of_every_kind, "docs": as_the_page_has_it, "tables": tables, "long texts": long_texts}


@pytest.fixture(scope="module", params=PAIRS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one pair."""
    return documents(PAIRS[request.param](), tmp_path_factory.mktemp("pair"))


def documents(both: tuple[Answers, Answers], folder: Path) -> Path:
    """Writes the earlier and the later document, and the later one with tracked changes."""
    protocols = []
    for name, answers in zip(("earlier", "later"), both, strict=True):
        path = folder / f"{name}.yaml"
        path.write_text(json.dumps({"questionnaire": "cda-s115", "version": 1, "answers": answers}), encoding="utf-8")
        protocols.append(Protocol.load(path))
        protocols[-1].export(folder / f"{name}.docx")
    earlier, later = protocols
    later.export_changes(earlier, folder / "changes.docx")
    return folder


# What LibreOffice does


def held(document: Path) -> dict[str, list[Block]]:
    """What stands in each header, footer, note and the body: paragraphs with their style, and tables cell by cell."""
    return {
        name: blocks(root if (root := etree.fromstring(part)).find(f"{W}body") is None else root.find(f"{W}body"))
        for name, part in parts(document.read_bytes()).items()
        if re.fullmatch(r"word/(document|header\d+|footer\d+|footnotes)\.xml", name)
    }


def blocks(holder: Any) -> list[Block]:
    found: list[Block] = []
    for each in holder:
        if each.tag == f"{W}p":
            found.append(said(each))
        elif each.tag == f"{W}tbl":
            found.append([[blocks(cell) for cell in row.iterfind(f"{W}tc")] for row in each.iterfind(f"{W}tr")])
        elif each.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}footnote"}:
            found += blocks(each)
    return found


def said(paragraph: Any) -> tuple[str, str]:
    """Its style and its text, without the numbers of pages, which LibreOffice works out as it lays the pages out."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    holder = etree.Element("holder")
    holder.append(paragraph.__copy__())
    ((text, _, _), *_) = reads(holder)
    return (
        "" if style is None else style.get(f"{W}val"),
        re.sub(r" PAGEREF .*|(?<=PAGE )\d+|(?<=PAGES )\d+", "", text),
    )


def test_what_libreoffice_accepts_is_the_later_and_what_it_rejects_the_earlier_document(
    office: Callable[..., None], pair: Path
) -> None:
    jobs = [
        word
        for name, (source, command) in JOBS.items()
        for word in ((pair / f"{source}.docx").as_uri(), command, (pair / f"{name}-saved.docx").as_uri())
    ]
    office(f"macro:///Standard.Module1.Resolved({';'.join(jobs)})")
    accepted, rejected, later, earlier = (held(pair / f"{name}-saved.docx") for name in JOBS)
    assert len(later["word/document.xml"]) > 250
    assert sum(isinstance(block, list) for block in later["word/document.xml"]) > 5
    assert later != earlier
    for got, wanted in ((accepted, later), (rejected, earlier)):
        assert got.keys() == wanted.keys()
        for name in wanted:
            assert got[name] == wanted[name], name


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pair with a change of every kind."""
    return documents(of_every_kind(), tmp_path_factory.mktemp("three"))


def test_libreoffice_sees_the_tracked_changes(office: Callable[..., None], three: Path) -> None:
    office("--convert-to", "fodt", "--outdir", three, three / "changes.docx")
    text = (three / "changes.fodt").read_text(encoding="utf-8")
    assert "<text:tracked-changes" in text
    seen = {kind: len(re.findall(rf"<text:{kind}>", text)) for kind in ("insertion", "deletion")}
    assert all(number > 10 for number in seen.values()), seen
    assert set(re.findall(r"<dc:creator>(.*?)</dc:creator>", text.partition("<text:tracked-changes")[2])) == {
        "infoshare"
    }
    assert "<dc:date>2027-03-01T00:00:00" in text


def test_libreoffice_prints_it(office: Callable[..., None], three: Path) -> None:
    office("--convert-to", "pdf", "--outdir", three, three / "changes.docx")
    text = subprocess.run(["pdftotext", three / "changes.pdf", "-"], check=True, capture_output=True, text=True).stdout
    assert text.count("\f") > 30
    assert "[NOT YET ANSWERED: Who reads the notes" in " ".join(text.split())
