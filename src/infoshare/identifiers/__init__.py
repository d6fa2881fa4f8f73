"""The identifiers of people in the United Kingdom: their formats, check digits and ways of being written."""

from infoshare.identifiers.identifier import Identifier
from infoshare.identifiers.registry import IDENTIFIERS, PLACEHOLDER, PLURALS, by_kind

__all__ = ["IDENTIFIERS", "PLACEHOLDER", "PLURALS", "Identifier", "by_kind"]
