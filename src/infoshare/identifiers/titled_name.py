"""The name behind a title or rank: `Mrs Begum`, `PC 4512 Marsh`, `Dr A. Okafor`."""

import re

from infoshare.identifiers.identifier import Identifier

_TITLES = (
    r"(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]x|[Mm]aster|[Dd]r|[Pp]rof(?:essor)?|[Rr]ev(?:erend)?|[Ss]ir|[Ll]ady|MR|MRS|MS|MISS|DR"
    r"|P\.?C\.?(?:SO)?|D\.?C\.?I?|P\.?S|D\.?S|DI|WPC|[Ss]gt|[Ii]nsp(?:ector)?|[Cc]onstable|[Ss]ergeant"
    r"|[Ss]/?N|[Nn]urse|[Ss]ister|[Pp]aramedic|[Oo]fficer)"
)
_NUMBER = r"(?:[0-9]{1,6}[A-Z]{0,2}\s+)?"
_NAME = r"(?:[A-Z]\.?\s+){0,3}(?:(?:van|von|de|da|al|el|ap|ab|ó|mac|st\.?)\s+)?[A-Z][\w'’]+(?:-[A-Z][\w'’]+)*"

TITLED_NAME = Identifier(
    kind="name",
    title="name with a title",
    placeholder="NAME",
    pattern=re.compile(rf"(?<!\w){_TITLES}\.?\s+{_NUMBER}{_NAME}(?:\s+{_NAME})?"),
    canonical=str.strip,
    is_valid=lambda name: True,
    distinctive=False,
    source="Usage in records; the list of titles and ranks is our own",
)
