"""Writes the shipped Word templates, or one elsewhere: `python -m scripts.word_template [protocol|report PATH]`."""

from __future__ import annotations

import sys
from pathlib import Path

from .package import protocol, write
from .report import report

TEMPLATES = Path(__file__).parents[2] / "protocol_templates"
SHIPPED = {
    "protocol": (protocol, TEMPLATES / "cda-s115" / "protocol.docx"),
    "report": (report, TEMPLATES / "release-report" / "report.docx"),
}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[2]), SHIPPED[sys.argv[1]][0]())
    else:
        for make, place in SHIPPED.values():
            write(place, make())
