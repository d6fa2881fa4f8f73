"""What differs between two versions of a protocol: as a comparison, as data, as a page, and as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoshare.errors import DataFileError
from infoshare.model.comparison import Comparison
from infoshare.protocols.versions import compared
from infoshare.safe_repr import listed

if TYPE_CHECKING:
    from infoshare.workflows.protocol import Protocol

FORMATS = (".html", ".docx")


def comparison(earlier: Protocol, later: Protocol) -> Comparison:
    """What differs between two versions.

    Raises:
        AnswersError: if they answer different question sets.
    """
    return compared(earlier.draft, later.draft)


def as_data(found: Comparison) -> dict[str, Any]:
    """A comparison as plain data, with how many changes have which effect and who signs anew."""
    counts = {effect: len(found.having(effect)) for effect in ("legal", "wording")}
    return {**found.model_dump(mode="json"), **counts, "signs_anew": list(found.signs_anew)}


def page(found: Comparison) -> str:
    """A comparison as an HTML page."""
    from infoshare.documents.comparison_page import comparison_page

    return comparison_page(found)


def write_changes(earlier: Protocol, later: Protocol, path: Path) -> None:
    """Write what differs: a page (.html), or the later document with tracked changes (.docx).

    Raises:
        AnswersError: if they answer different question sets.
        DataFileError: if it cannot be written there, or not in that format.
    """
    from infoshare.files.target import write_whole

    suffix = path.suffix.lower()
    if path.is_dir():
        raise DataFileError(f"{path} is a folder", mend="Give the name of a file.")
    if suffix not in FORMATS:
        raise DataFileError(f"changes are not written as '{suffix}'", mend=f"End the name in {listed(FORMATS)}.")
    found = comparison(earlier, later)
    write_whole(path, page(found).encode() if suffix == ".html" else tracked(earlier, later))


def tracked(earlier: Protocol, later: Protocol) -> bytes:
    """The later version's Word document, with everything that changed since the earlier one as a tracked change."""
    from infoshare.documents.redline import redline
    from infoshare.workflows.documents import PROTOCOL, made, written_on

    return redline(made(earlier, PROTOCOL, ".docx"), made(later, PROTOCOL, ".docx"), written_on(later))
