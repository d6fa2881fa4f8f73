"""Lists what a register of releases knows: what left, when, to whom, and under which policy."""

from __future__ import annotations

from pathlib import Path

from infoshare.errors import DataFileError
from infoshare.model.publication import PublicationFacts


def releases(register: str | Path) -> list[tuple[int, PublicationFacts]]:
    """The number and the facts of every release in a register, the first first. No value of the data is among them.

    Raises:
        DataFileError: if there is no register, or it is damaged.
    """
    from infoshare.files.release_register import open_register

    folder = Path(register)
    opened = open_register(folder)
    if opened is None:
        raise DataFileError(
            f"there is no register of releases at {folder}",
            mend="Give the folder of one. A register is made by the first release that is given --releases.",
        )
    return list(opened.facts())
