"""Letters that carry their mark inside them, and what people write who leave it away: `Łukasz` is `Lukasz`."""

PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n", "ŧ": "t"}
)
"""For text in lower case; Unicode does not take these apart."""
