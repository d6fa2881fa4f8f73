"""Writes the drafted rows of a data schedule as text, ready to go into an answers file."""

from __future__ import annotations

from infoshare.model.inspection import Inspection
from infoshare.model.precision import Precisions
from infoshare.model.strict_yaml import write_yaml
from infoshare.protocols.schedule.drafting import drafted_rows

HEAD = """\
# Rows for the answer to 'data_items' of a protocol, drafted from a look at the data. Confirm every line: a person
# decides what is shared, how exactly, and why. Add to each row 'flows' (the sharing it belongs to) and 'why', and to
# what is never shared 'holder' and 'why'. 'infoshare protocol check' says what is still missing.
"""


def schedule_text(found: Inspection) -> str:
    """The rows as YAML, each with what its precision means to a reader."""
    lines = [HEAD + "data_items:"]
    for row in drafted_rows(found):
        precision = Precisions.load().find(row["precision"])
        lines.append(f"  # {precision.name if precision else ''}")
        lines += [f"  {line}" for line in write_yaml([row]).rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n"
