"""What the tests of documents share: the example protocol, small Word templates, and exports that must be refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from infoshare.errors import TemplateError
from infoshare.workflows.protocol import Protocol, example

Template = Callable[..., Path]
Refusal = Callable[[Path], str]


@pytest.fixture(scope="session")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Protocol:
    """The shipped example."""
    path = tmp_path_factory.mktemp("example") / "answers.yaml"
    path.write_text(example("cda-s115"), encoding="utf-8")
    return Protocol.load(path)


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """A small Word template that says something in its body, header, footer or subject."""

    def make(*, body: str = "", header: str = "", footer: str = "", subject: str = "") -> Path:
        document = Document()
        document.add_paragraph(body)
        document.sections[0].header.paragraphs[0].text = header
        document.sections[0].footer.paragraphs[0].text = footer
        document.core_properties.subject = subject
        document.save(str(tmp_path / "own.docx"))
        return tmp_path / "own.docx"

    return make


@pytest.fixture
def refusal(protocol: Protocol, tmp_path: Path) -> Refusal:
    """Exports with a template that must be refused: the message, after a look that nothing was written."""

    def refuse(template: Path) -> str:
        out = tmp_path / "out"
        out.mkdir()
        with pytest.raises(TemplateError) as caught:
            protocol.export(out / "protocol.docx", template=template)
        assert list(out.iterdir()) == []
        return str(caught.value)

    return refuse
