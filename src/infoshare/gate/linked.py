"""Whether the tables of a data set fit together as released: no row speaks of somebody who was left out."""

from __future__ import annotations

from infoshare.model.certificate import Check
from infoshare.model.table import Table, texts
from infoshare.safe_repr import count_of


def keys_agree(main: Table, released: Table, key: str) -> Check:
    """Whether every row of a released table has a key that stands in the released main table."""
    known = {value for batch in main.batches() for value in texts(batch, key)} - {None}
    keys = [value for batch in released.batches() for value in texts(batch, key)]
    strays = sum(value not in known for value in keys)
    return Check(
        check="keys_agree",
        verdict="fail" if strays else "pass",
        counts={"rows": len(keys), "strays": strays},
        message=f"{count_of(strays, 'row')} whose '{key}' is not in the main table"
        if strays
        else f"every '{key}' stands in the main table",
    )
