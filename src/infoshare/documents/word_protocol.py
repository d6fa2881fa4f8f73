"""Writes the Word protocol: the partnership's template, filled by docxtpl in a sandbox, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from infoshare.documents.sound_docx import refuse_unsound
from infoshare.documents.word_packing import packed, parts_of
from infoshare.errors import TemplateError

LONGEST_TITLE = 255


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
    if _is_without_fields(template):
        raise TemplateError(
            f"{template.name}: no field stands in it, so the document would say nothing of the protocol",
            mend="Put fields such as {{ partnership }} in it; 'infoshare protocol template check' names them.",
        )
    from jinja2 import TemplateError as JinjaError

    try:
        document = _filled(template, _guarded(context))
    except (JinjaError, SyntaxError) as error:
        raise TemplateError(
            f"{template.name}: {_plain_message(error, template)}",
            mend="Mend that tag in the template; it may name only the fields of the question set.",
        ) from None
    except Exception as error:  # whatever a stranger's file does to the libraries, it is the file's fault
        raise TemplateError(
            f"{template.name}: it cannot be opened or filled in ({type(error).__name__})",
            mend="Save it again from Word as a plain .docx without a password, and look at its tags.",
        ) from None
    _set_properties(document.docx.core_properties, title, written)
    return _same_bytes(document)


def _filled(template: Path, context: Mapping[str, Any]) -> Any:
    from docxtpl import DocxTemplate

    class Template(DocxTemplate):  # type: ignore[misc]  # docxtpl is not typed
        """docxtpl escapes the document's properties twice; they are plain text, so here they are not escaped at all."""

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            super().render_properties(context, _sandbox(autoescape=False))

    document = Template(template)
    document.render(dict(context), _sandbox(autoescape=True), autoescape=True)
    return document


def _sandbox(*, autoescape: bool) -> Any:
    """A Jinja environment with no functions at all: a template prints fields, and cannot loop for ever or by chance."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """No template needs to multiply, and a long text times a large number fills the memory."""

        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError(f"a template may not calculate with {operator}")

    environment = Sandbox(autoescape=autoescape, undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters.pop("random")
    if autoescape:
        environment.filters.pop("safe")
    return environment


DOCXTPL_ESCAPES = {"{_{": "\ue000", "}_}": "\ue001", "{_%": "\ue002", "%_}": "\ue003"}
"""What docxtpl would turn into braces in an answer, and the private characters that stand for it meanwhile."""


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        for escape, stand_in in DOCXTPL_ESCAPES.items():
            value = value.replace(escape, stand_in)
        return value
    if isinstance(value, Mapping):
        return {key: _guarded(each) for key, each in value.items()}
    return [_guarded(each) for each in value] if isinstance(value, list) else value


_NAMED = re.compile(r"'(?P<name>\w+)' is undefined|'[\w. ]+ object' has no attribute '(?P<part>\w+)'")


def _plain_message(error: Exception, template: Path) -> str:
    """Jinja's own message, unless it quotes something that the template does not say: that may be an answer."""
    from jinja2 import UndefinedError

    message = str(getattr(error, "message", error))
    if not isinstance(error, UndefinedError):
        return message
    named = _NAMED.fullmatch(message)
    field = named and (named["name"] or named["part"])
    return message if field and field in _text_of(template) else "a tag names something that is not there"


def _is_without_fields(template: Path) -> bool:
    """Whether no tag stands anywhere; of a file that cannot be read, what opens it will say more."""
    try:
        return not re.search(r"\{[{%]", re.sub(r"<[^>]*>", "", _text_of(template)))
    except Exception:  # whatever a stranger's file does to the libraries
        return False


def _text_of(template: Path) -> str:
    with zipfile.ZipFile(template) as package:
        return " ".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith("xml")
        )


def _set_properties(properties: Any, title: str, written: datetime) -> None:
    properties.title, properties.author, properties.last_modified_by = title[:LONGEST_TITLE], "infoshare", "infoshare"
    properties.created = properties.modified = written.replace(tzinfo=None)
    properties.language, properties.revision = "en-GB", 1


def _same_bytes(document: Any) -> bytes:
    """The document packed anew: parts in order of name, all with one fixed time."""
    saved = io.BytesIO()
    document.save(saved)
    return packed({name: _unguarded(name, part) for name, part in parts_of(saved.getvalue()).items()})


def _unguarded(name: str, data: bytes) -> bytes:
    if name.endswith(".xml"):
        for escape, stand_in in DOCXTPL_ESCAPES.items():
            data = data.replace(stand_in.encode(), escape.encode())
    return data
