"""Suppresses 1,000 random tables, tries to work out every suppressed cell, and times it; some beside tau-ARGUS.

Run: pip install -e ".[dev]" && python -m benchmarks.secondary [--tables 1000] [--beside 3]

Tables of two and three dimensions, flat and with subtotals, sparse to dense, with thresholds 5 and 10, made here with a
fixed seed. Each is published as the software would publish it, and audited by the gate from the published table alone
and, beside that, from what the small cells need: `recoverable` counts the suppressed cells that can be worked out or
known to be small. `further` is the share of all cells that is suppressed beyond the small ones. Times are medians, in
seconds of the processor, which other work on the machine does not stretch.
With `--beside N`, tau-ARGUS (pytauargus, with the same solver) protects N tables of each kind as well, by its optimal
method with at most a minute a table and the same weights, and audits ours; its method counts fractions as protection,
so it may suppress less than whole numbers need. `thorough` is ours without a limit on the programmes that are solved.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from tests.unit.tabulation.second_opinion import optimal_further, unsafe_cells
from tests.unit.tabulation.tables import flat_cube, hierarchical, random_table

from infoshare.gate.table_audit import Reading, audit_table, needed_of_counts
from infoshare.model.cube import Cube
from infoshare.tabulation.protection import count_protection
from infoshare.tabulation.secondary import secondary

SEED = 20261126
DENSITIES = {"sparse": 3.0, "middling": 20.0, "dense": 100.0}
THRESHOLDS = (5, 10)
KINDS: dict[str, tuple[Cube, float]] = {
    "5 x 5": (flat_cube(5, 5), 0.25),
    "10 x 8": (flat_cube(10, 8), 0.2),
    "20 x 12": (flat_cube(20, 12), 0.15),
    "30 x 20": (flat_cube(30, 20), 0.15),
    "20 x 12, both with subtotals": (Cube((hierarchical("a", [5] * 4), hierarchical("b", [4] * 3))), 0.1),
    "5 x 4 x 3": (flat_cube(5, 4, 3), 0.13),
    "10 x 8 x 6": (flat_cube(10, 8, 6), 0.02),
}


def tables(number: int) -> Iterator[tuple[str, Cube, Any, int]]:
    """Each kind of table in its share, in every density and with every threshold in turn."""
    generator = np.random.default_rng(SEED)
    ways = [(mean, threshold) for mean in DENSITIES.values() for threshold in THRESHOLDS]
    for kind, (cube, share) in KINDS.items():
        for turn in range(round(share * number)):
            mean, threshold = ways[turn % len(ways)]
            yield kind, cube, random_table(cube, mean, generator), threshold


def one(cube: Cube, counts: Any, threshold: int) -> dict[str, Any]:
    """One table: what was suppressed, how long it took, and what the audit says."""
    primary = (counts > 0) & (counts < threshold)
    protection = count_protection(cube, counts, threshold)
    start = time.process_time()
    further = secondary(cube, counts, primary, protection)
    seconds = time.process_time() - start
    published = np.where(primary | further, np.nan, counts)
    start = time.process_time()
    alone = audit_table(cube, published, Reading(threshold=threshold))
    audited = time.process_time() - start
    knowing = audit_table(
        cube, published, Reading(threshold=threshold), needed=needed_of_counts(cube, counts, threshold)
    )
    return {
        "cells": counts.size,
        "small": int(primary.sum()),
        "further": int(further.sum()),
        "recoverable": alone.counts["exact"] + alone.counts["too_narrow"],
        "failed": int(alone.verdict != "pass" or knowing.verdict != "pass"),
        "seconds": seconds,
        "audit_seconds": audited,
    }


def beside(cube: Cube, counts: Any, threshold: int) -> dict[str, Any]:
    """One table protected by tau-ARGUS too: how many cells it suppresses, and what it says of ours."""
    primary = (counts > 0) & (counts < threshold)
    protection = count_protection(cube, counts, threshold)
    ours = secondary(cube, counts, primary, protection)
    thorough = secondary(cube, counts, primary, protection, programmes=1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.jj"
        unsafe, _ = unsafe_cells(cube, counts, primary, ours, protection, path)
        start = time.process_time()
        theirs = optimal_further(cube, counts, primary, protection, path)
    return {
        "ours": int(ours.sum()),
        "ours_value": float(counts[ours].sum()),
        "thorough": int(thorough.sum()),
        "thorough_value": float(counts[thorough].sum()),
        "theirs": int(theirs.sum()),
        "theirs_value": float(counts[theirs].sum()),
        "theirs_seconds": time.process_time() - start,
        "unsafe_by_their_audit": unsafe,
    }


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Sums over the tables of one kind, and the middle and longest times."""
    cells = sum(row["cells"] for row in rows)
    return {
        "tables": len(rows),
        "small": round(sum(row["small"] for row in rows) / cells, 4),
        "further": round(sum(row["further"] for row in rows) / cells, 4),
        "recoverable": sum(row["recoverable"] for row in rows),
        "failed": sum(row["failed"] for row in rows),
        "seconds": round(statistics.median(row["seconds"] for row in rows), 3),
        "longest": round(max(row["seconds"] for row in rows), 2),
        "audit_seconds": round(statistics.median(row["audit_seconds"] for row in rows), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--beside", type=int, default=0)
    asked = parser.parse_args()
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, one core")
    for kind, drawn in groupby(tables(asked.tables), key=lambda table: table[0]):
        rows, compared = [], []
        for _, cube, counts, threshold in drawn:
            rows.append(one(cube, counts, threshold))
            if len(compared) < asked.beside:
                compared.append(beside(cube, counts, threshold))
        print(kind, json.dumps(summary(rows)), flush=True)
        if compared:
            totals = {name: round(sum(row[name] for row in compared), 1) for name in compared[0]}
            print("  beside tau-ARGUS, in all:", json.dumps(totals), flush=True)


if __name__ == "__main__":
    main()
