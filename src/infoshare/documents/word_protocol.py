"""Writes the Word protocol: the partnership's template, filled by docxtpl in a sandbox, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from infoshare.documents.sound_docx import refuse_unsound
from infoshare.errors import TemplateError

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def word_document(template: Path, context: Mapping[str, Any], title: str, written: datetime) -> bytes:
    """A Word document from a template and what it may name.

    Args:
        template: a .docx whose text holds docxtpl tags.
        context: the values the tags may name. They are data: tags inside them print as they stand.
        title: the document's title property.
        written: the time to put in the document's properties, so that equal input gives equal bytes.

    Raises:
        TemplateError: if the template is unsound, names something that is not there, or reaches for Python.
    """
    refuse_unsound(template)
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2 import TemplateError as JinjaError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    document = DocxTemplate(template)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document.render(dict(context), environment, autoescape=True)
    except JinjaError as error:
        raise TemplateError(
            f"{template.name}: {error.message}",
            mend="Mend that tag in the template; it may name only the fields of the question set.",
        ) from None
    _set_properties(document.docx.core_properties, title, written)
    return _same_bytes(document)


def _set_properties(properties: Any, title: str, written: datetime) -> None:
    properties.title, properties.author, properties.last_modified_by = title, "infoshare", "infoshare"
    properties.created = properties.modified = written.replace(tzinfo=None)
    properties.language, properties.revision = "en-GB", 1


def _same_bytes(document: Any) -> bytes:
    """The document packed anew: parts in order of name, all with one fixed time."""
    packed, result = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            target.writestr(_entry(name), source.read(name), compresslevel=9)
    return result.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIXED_TIME)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return entry
