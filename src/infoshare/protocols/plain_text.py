"""Takes out of an answer the characters that no document can hold or that would disguise what it says."""

from __future__ import annotations

import re
from typing import Any

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""XML 1.0 forbids or discourages the controls, surrogates and non-characters; the rest reorder or hide text, or are
for private use, which nobody else can read."""


def cleaned(answer: Any) -> Any:
    """The answer without forbidden characters, tables and lists included."""
    if isinstance(answer, str):
        return _FORBIDDEN.sub("", re.sub("\r\n|[\r\x85]", "\n", answer))
    if isinstance(answer, list):
        return [cleaned(each) for each in answer]
    if isinstance(answer, dict):
        return {key: cleaned(each) for key, each in answer.items()}
    return answer
