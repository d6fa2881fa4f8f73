"""Names that are also everyday words: another person's `Young` is sought in a text only where it has a capital.

The list beside this module is our own, made by thinking of words in ordinary records that people are also called.
A row's own names are sought in its own text in any case, whatever stands there.
"""

from pathlib import Path

EVERYDAY_NAMES = frozenset(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split())
