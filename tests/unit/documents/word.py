"""Reads an exported Word document for tests: its parts, and the text in them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from infoshare import Protocol
from infoshare.errors import AnswersError
from infoshare.model.strict_yaml import parse_yaml, write_yaml
from infoshare.workflows.protocol import example

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTED = {f"{W}tab": "\t", f"{W}br": "\n"}


class Word:
    """One exported document: its parts, and the text in them."""

    def __init__(self, path: Path, protocol: Protocol) -> None:
        self.path, self.protocol = path, protocol
        with zipfile.ZipFile(path) as package:
            self.entries = package.infolist()
            self.parts = {name: package.read(name) for name in package.namelist()}

    def tree(self, part: str = "word/document.xml") -> Any:
        return etree.fromstring(self.parts[part])

    def paragraphs(self, part: str = "word/document.xml") -> list[str]:
        found = self.tree(part).iter(f"{W}p")
        return ["".join(printed(each) for each in paragraph.iter()) for paragraph in found]

    def styled(self, *styles: str) -> list[str]:
        """The text of the body's paragraphs in some styles."""
        found = [each for each in self.tree().iter(f"{W}p") if style(each) in styles]
        return ["".join(printed(each) for each in paragraph.iter()) for paragraph in found]

    def text(self, part: str = "word/document.xml") -> str:
        return "\n".join(self.paragraphs(part))

    def named(self, kind: str) -> list[str]:
        return [name for name in self.parts if name.startswith(f"word/{kind}")]


def printed(element: Any) -> str:
    return element.text or "" if element.tag == f"{W}t" else PRINTED.get(element.tag, "")


def style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def made(folder: Path, answers: dict[str, Any]) -> Word:
    source = folder / "answers.yaml"
    source.write_text(write_yaml({"questionnaire": "cda-s115", "version": 1, "answers": answers}), encoding="utf-8")
    protocol = Protocol.load(source)
    return Word(protocol.export(folder / "protocol.docx"), protocol)


def example_answers() -> dict[str, Any]:
    found: dict[str, Any] = parse_yaml(example("cda-s115"), AnswersError, "example.yaml")["answers"]
    return found
