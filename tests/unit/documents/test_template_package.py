"""A Word template that is not what it seems is refused before anything opens it, and nothing is written."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document

from infoshare.workflows.protocol import Protocol

Template = Callable[..., Path]
Refusal = Callable[[Path], str]
Parts = dict[str, bytes]

NO_WORD, DANGEROUS, TOO_LARGE = "is not a Word document", "it carries macros or embedded objects", "it unpacks to more"


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def adding(name: str, content: bytes = b"x") -> Callable[[Parts], bytes]:
    return lambda parts: packed({**parts, name: content})


def leaving_out(name: str) -> Callable[[Parts], bytes]:
    return lambda parts: packed({key: content for key, content in parts.items() if key != name})


def changing(name: str, old: bytes, new: bytes) -> Callable[[Parts], bytes]:
    def change(parts: Parts) -> bytes:
        assert old in parts[name]
        return packed({**parts, name: parts[name].replace(old, new, 1)})

    return change


def twice(parts: Parts) -> bytes:
    target = io.BytesIO(packed(parts))
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("WORD/document.xml", b"<a/>")
    return target.getvalue()


def damaged(parts: Parts) -> bytes:
    """One byte of the squeezed document is another one."""
    content = bytearray(packed(parts))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        start = package.getinfo("word/document.xml").header_offset
    content[start + 120] ^= 0xFF
    return bytes(content)


def locked(parts: Parts) -> bytes:
    """Every part says that it is encrypted."""
    return re.sub(rb"(PK\x01\x02.{4}).", lambda found: found[1] + b"\1", packed(parts), flags=re.DOTALL)


ENTITIES = b'<!DOCTYPE w:document [<!ENTITY a "%s">%s]>' % (
    b"x" * 1000,
    b"".join(b'<!ENTITY %c "%s">' % (98 + place, b"&%c;" % (97 + place) * 50) for place in range(6)),
)
DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"

UNSOUND: dict[str, tuple[Callable[[Parts], bytes], str]] = {
    "text": (lambda parts: b"Dear all,", NO_WORD),
    "nothing": (lambda parts: b"", NO_WORD),
    "half a file": (lambda parts: packed(parts)[:5000], NO_WORD),
    "a zip file of something else": (lambda parts: packed({"a.txt": b"x"}), "it has no Word document inside"),
    "macros": (adding("word/vbaProject.bin"), DANGEROUS),
    "macros in other letters": (adding("word/VbaProject.BIN"), DANGEROUS),
    "data of macros": (adding("word/vbaData.xml"), DANGEROUS),
    "an embedded object": (adding("word/embeddings/oleObject1.bin"), DANGEROUS),
    "an embedded workbook": (adding("word/embeddings/Microsoft_Excel_Worksheet.xlsx"), DANGEROUS),
    "a control": (adding("word/activeX/activeX1.xml"), DANGEROUS),
    "a zip bomb": (adding("word/media/image1.png", b"\0" * 51_000_000), TOO_LARGE),
    "a bomb of small parts": (lambda parts: packed(parts | {f"word/{n}": b"" for n in range(2_001)}), TOO_LARGE),
    "a part twice": (twice, "a part stands in it twice"),
}

BROKEN: dict[str, Callable[[Parts], bytes]] = {
    "a document and nothing else": lambda parts: packed({"word/document.xml": parts["word/document.xml"]}),
    "no list of types": leaving_out("[Content_Types].xml"),
    "no relationships": leaving_out("_rels/.rels"),
    "a relationship to nothing": leaving_out("word/styles.xml"),
    "a document that is no XML": changing("word/document.xml", b"<w:body>", b"<w:body"),
    "a header that is no XML": changing("word/header1.xml", b"</w:hdr>", b""),
    "a byte that was changed": damaged,
    "a password": locked,
    "a Word template (.dotx) by another name": changing(
        "[Content_Types].xml", DOCUMENT_TYPE, b"wordprocessingml.template.main+xml"
    ),
    "a document with macros by its type": changing(
        "[Content_Types].xml",
        b"vnd.openxmlformats-officedocument." + DOCUMENT_TYPE,
        b"vnd.ms-word.document.macroEnabled.main+xml",
    ),
    "entities in entities": lambda parts: packed(
        parts
        | {
            "word/document.xml": parts["word/document.xml"]
            .replace(b"<w:document", ENTITIES + b"<w:document", 1)
            .replace(b"<w:t>", b"<w:t>&g;", 1)
        }
    ),
}


@pytest.mark.parametrize(("spoil", "says"), UNSOUND.values(), ids=UNSOUND)
def test_a_template_that_is_not_what_it_seems_is_refused(
    refusal: Refusal, template: Template, spoil: Callable[[Parts], bytes], says: str
) -> None:
    path = template(body="{{ title }}")
    path.write_bytes(spoil(parts_of(path)))
    message = refusal(path)
    assert "own.docx" in message
    assert says in message


@pytest.mark.parametrize("spoil", BROKEN.values(), ids=BROKEN)
def test_a_template_that_cannot_be_opened_is_refused(
    refusal: Refusal, template: Template, spoil: Callable[[Parts], bytes]
) -> None:
    path = template(body="{{ title }}", header="{{ title }}")
    path.write_bytes(spoil(parts_of(path)))
    assert "own.docx" in refusal(path)


def test_everything_that_is_wrong_is_said_at_once(refusal: Refusal, template: Template) -> None:
    path = template()
    path.write_bytes(packed({"word/vbaProject.bin": b"", "a": b"", "A": b""}))
    message = refusal(path)
    for says in ("it has no Word document inside", DANGEROUS, "a part stands in it twice"):
        assert says in message


def test_a_template_that_is_not_there_is_refused(refusal: Refusal, tmp_path: Path) -> None:
    assert "none.docx" in refusal(tmp_path / "none.docx")


def test_a_folder_is_no_template(refusal: Refusal, tmp_path: Path) -> None:
    (tmp_path / "own.docx").mkdir()
    assert "own.docx" in refusal(tmp_path / "own.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml"])
def test_a_template_cannot_read_a_file_of_this_machine(
    protocol: Protocol, template: Template, tmp_path: Path, part: str
) -> None:
    (tmp_path / "secret.txt").write_text("swordfish")
    path = template(body="[{{ title }}]", header="[{{ title }}]")
    parts = parts_of(path)
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'.encode()
    content = re.sub(rb"(<w:(document|hdr) )", entity + rb"\1", parts[part], count=1).replace(b"[{{", b"&e;[{{")
    assert b"&e;" in content
    path.write_bytes(packed({**parts, part: content}))
    out = tmp_path / "protocol.docx"
    with suppress(Exception):
        protocol.export(out, template=path)
    assert not out.exists() or not any(b"swordfish" in content for content in parts_of(out).values())


def test_a_sound_template_of_ones_own_is_taken(protocol: Protocol, template: Template, tmp_path: Path) -> None:
    out = protocol.export(tmp_path / "protocol.docx", template=str(template(body="{{ title }}")))
    assert Document(str(out)).paragraphs[0].text == "Crime and disorder information-sharing protocol"
