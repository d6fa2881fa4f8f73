"""The e-mail address."""

import re

from infoshare.identifiers.identifier import Identifier

EMAIL_ADDRESS = Identifier(
    kind="email",
    title="e-mail address",
    placeholder="EMAIL",
    pattern=re.compile(r"(?<![\w.+\-])[\w.+\-']{1,64}\s?@\s?(?:[^\W_][\w\-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w\-])"),
    canonical=lambda address: re.sub(r"\s", "", address).casefold(),
    is_valid=lambda address: "@" in address,
    source="RFC 5321 and 5322, as far as people use them",
)
