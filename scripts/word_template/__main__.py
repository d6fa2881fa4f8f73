"""Writes the shipped Word templates, or one elsewhere: `python -m scripts.word_template [SET|report PATH]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from infoshare import resources

from .leaflets import LEAFLETS
from .letters import LETTERS
from .package import letter, protocol, small, write
from .report import report

Maker = Callable[[], dict[str, str]]


def shipped() -> dict[str, tuple[Maker, Path]]:
    """How each shipped template is made, and where it stands."""
    sets = {name: (lambda name=name: protocol(name), folder / "protocol.docx")
            for name, folder in resources.shipped_questionnaires().items()}  # fmt: skip
    letters = {f"{name}/{called}": (lambda words=words: letter(words), folder / f"{called}.docx")
               for name, folder in resources.shipped_questionnaires().items()
               for called, words in LETTERS.get(name, {}).items()}  # fmt: skip
    beside = {name: (lambda name=name: small(name), resources.leaflet_folder() / f"{name}.docx") for name in LEAFLETS}
    return {**sets, **letters, **beside, "report": (report, resources.report_template())}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[2]), shipped()[sys.argv[1]][0]())
    else:
        for make, place in shipped().values():
            write(place, make())
