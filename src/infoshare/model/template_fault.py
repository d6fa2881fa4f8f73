"""What a look at a Word template found: where, how bad, and what to do."""

from __future__ import annotations

from typing import Literal

from infoshare.model.noun import Noun


class TemplateFault(Noun):
    """One thing about a template. `unsafe` and `unknown` keep it from being used; the others are worth a look."""

    kind: Literal["unsafe", "unknown", "broken", "missing", "style"]
    where: str
    message: str

    @property
    def refuses(self) -> bool:
        """Whether a document could not be made with it."""
        return self.kind in {"unsafe", "unknown", "broken"}
