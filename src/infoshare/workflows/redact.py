"""Redacts one text, and explains what it takes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from infoshare.detectors.known_values import PLACEHOLDERS
from infoshare.errors import DataFileError, UserError
from infoshare.model.column_rule import Strength
from infoshare.model.record import Record
from infoshare.safe_repr import listed

if TYPE_CHECKING:
    from infoshare.detectors.cores import OnEveryCore
    from infoshare.detectors.placeholders import Placeholders, Shift
    from infoshare.detectors.redactor import Redactor


def redact(
    text: str,
    *,
    known: Mapping[str, Iterable[str]] | None = None,
    strength: str = "balanced",
    placeholders: str = "typed",
    recognisers: Sequence[str] = (),
) -> str:
    """The text without names and identifiers, a placeholder for each.

    Args:
        text: any text.
        known: what is known of the people in it, by kind: `{"name": ["Asha Begum"]}`. Kinds: name,
            date_of_birth, nhs, ni, postcode, phone, email, address, reference.
        strength: `balanced`, or `strict`, which lets a word or number stay only if it is known to be safe.
        placeholders: `typed`, `[NAME]`, or `numbered`, `[NAME-1]` for the same person throughout.
        recognisers: others' presidio recognisers, by the names under which installed packages offer them.

    Raises:
        UserError: if a kind, a strength or a recogniser is not known.
    """
    redactor, record = _prepared(known, strength, placeholders, recognisers)
    return redactor.redact([text], [record])[0] or ""


def explain(
    text: str,
    *,
    known: Mapping[str, Iterable[str]] | None = None,
    strength: str = "balanced",
    recognisers: Sequence[str] = (),
) -> list[Found]:
    """What `redact` takes out of a text, where, found by what, and how sure; the arguments are those of `redact`."""
    redactor, record = _prepared(known, strength, "typed", recognisers)
    return [
        Found(
            line=text.count("\n", 0, span.start) + 1,
            column=span.start - text.rfind("\n", 0, span.start),
            length=span.end - span.start,
            kind=span.placeholder,
            by=span.by,
            sure=span.sure,
            value=text[span.start : span.end],
        )
        for span in redactor.look([text], [record])[0]
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that redaction takes out. Line and column count from 1, the length is in characters.

    `by` is the kind of identifier, `names` or `tagger` for what speaks for it, `known_values`, `strict`, or
    another's recogniser; `sure` is from 0 to 1. `value` is the text itself and is not in the repr.
    """

    line: int
    column: int
    length: int
    kind: str
    by: str
    sure: float
    value: str = field(repr=False)


def _prepared(
    known: Mapping[str, Iterable[str]] | None, strength: str, placeholders: str, recognisers: Sequence[str]
) -> tuple[Redactor, Record]:
    from infoshare.detectors.redactor import Redactor

    _refuse_unknown("kind", known or {}, PLACEHOLDERS)
    _refuse_unknown("strength", [strength], get_args(Strength))
    _refuse_unknown("form of placeholders", [placeholders], ["typed", "numbered"])
    values = [(kind, value) for kind, values in (known or {}).items() for value in values]
    detector = detector_of(strength, recognisers)
    return Redactor(detector=detector, placeholders=placeholders_of(placeholders)), Record(values)


def _refuse_unknown(what: str, given: Iterable[str], possible: Collection[str]) -> None:
    unknown = [each for each in given if each not in possible]
    if unknown:
        raise UserError(f"unknown {what}: {listed(unknown)}", mend=f"Possible: {', '.join(possible)}.")


def detector_of(strength: str, recognisers: Sequence[str]) -> OnEveryCore:
    """A detector of one strength, with others' recognisers beside it, on every core.

    Raises:
        PolicyError: if no installed package offers a recogniser of that name.
    """
    from infoshare.detectors import cores

    cores.detector_of(strength, tuple(recognisers))  # what is wrong shows before the first text
    return cores.OnEveryCore(strength, tuple(recognisers))


def placeholders_of(form: str, shift: Shift | None = None) -> Placeholders:
    """How what was found is written."""
    from infoshare.detectors.placeholders import Placeholders

    return Placeholders(numbered=form == "numbered", shift=shift)


def text_from(given: Any) -> str:
    """The text of a file, or of an open binary stream, in whatever encoding it is.

    Raises:
        DataFileError: if it cannot be read as text.
    """
    import io

    from infoshare.files.encoding import as_text_stream, encoding_of

    if not isinstance(given, str | Path):
        stream, name = io.BytesIO(given.read()), "standard input"
    else:
        stream, name = io.BytesIO(_bytes_of(Path(given))), Path(given).name
    with as_text_stream(stream, encoding_of(stream, name)) as text:
        return text.read()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataFileError(f"{path} cannot be read: {error.strerror}", mend="Give the path of a text file.") from None
