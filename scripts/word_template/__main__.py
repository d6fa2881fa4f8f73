"""Writes the shipped Word template, or one at the path given: `python -m scripts.word_template [PATH]`."""

from __future__ import annotations

import sys
from pathlib import Path

from .package import write

SHIPPED = Path(__file__).parents[2] / "protocol_templates" / "cda-s115" / "protocol.docx"

if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
