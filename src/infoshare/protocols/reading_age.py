"""Says at what age a text is read with ease, by the Automated Readability Index."""

from __future__ import annotations

import re


def reading_age(text: str) -> float:
    """The age in years; about 13 is plain, above 18 is hard.

    The index is 4.71 letters per word + 0.5 words per sentence - 21.43, a school grade (Senter and Smith 1967,
    AMRL-TR-66-220); five years on top of it are the age. A text of a few words has no reading age to speak of.
    """
    words = re.findall(r"[\w'\u2019-]+", text)
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    sentences = max(len(re.findall(r"[.?!:](?:\s|$)", text)), 1)
    return 4.71 * letters / max(len(words), 1) + 0.5 * len(words) / sentences - 21.43 + 5
