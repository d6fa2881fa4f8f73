"""What each shipped policy releases of its example data, under one key and at one time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import infoshare
from infoshare import resources

EXPECTED = Path(__file__).parent / "expected"
KEY, ISSUED = "an example key, for tests alone, 32 bytes or more", "2026-01-01T00:00:00+00:00"


def released(name: str, folder: Path) -> Iterator[Path]:
    """Write the release into a folder: one file, or a folder with a file for each table that the policy publishes."""
    policy, source = infoshare.Policy.load(name), resources.example_data(name)
    if policy.release == "aggregate":
        assert policy.tables
        assert policy.tables.published
        (folder / name).mkdir(parents=True, exist_ok=True)
        for table in policy.tables.published:
            out = folder / name / f"{table}.csv"
            infoshare.tabulate(source, policy, table=table, out=out, issued=ISSUED)
            yield out
    else:
        out = folder / f"{name}.csv"
        infoshare.anonymise(source, policy, key=KEY, out=out, issued=ISSUED)
        yield out
