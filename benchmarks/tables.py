"""Times tables of 30 x 20 cells with margins and secondary suppression, of each kind, over 1,000,000 rows.

Run: pip install -e ".[dev]" && python -m benchmarks.tables [--rows 1000000] [--repeat 5]

The rows are made here with a fixed seed: 30 wards, 20 offences, a loss in pounds and four further columns that the
table does not need. `in all` is from the call to a finished frame that the gate has passed, certificate made; medians,
in seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from typing import Any

import numpy as np
import polars as pl

import infoshare
from infoshare.model.policy import Policy

SEED = 20261126
KEY = b"benchmark key of at least 32 bytes"
KINDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "count, under 10 suppressed": ({"preset": "ons_research_10"}, {}),
    "count, under 5 suppressed, rounded to 5": ({}, {}),
    "count, hospital statistics": ({"preset": "nhs_hes_ecds"}, {}),
    "sum, p% rule": ({"suppress_below": 5, "round_to": 1, "p_percent": 10}, {"measure": "sum", "of": "loss"}),
    "count, cell keys": ({"cell_key": {}}, {}),
}


def data(rows: int) -> pl.DataFrame:
    """Offences, some rare in some wards, so that small cells are there to be protected."""
    source = np.random.default_rng(SEED)
    wards, offences = source.dirichlet(np.full(30, 0.6)), source.dirichlet(np.full(20, 0.4))
    columns: dict[str, Any] = {
        "reference": np.arange(rows),
        "ward": np.char.add("ward ", source.choice(30, rows, p=wards).astype(str)),
        "offence": np.char.add("offence ", source.choice(20, rows, p=offences).astype(str)),
        "loss": source.integers(1, 5_000, rows),
    }
    return pl.DataFrame(columns | {f"spare_{n}": source.integers(0, 1_000, rows) for n in range(4)})


def policy(frame: pl.DataFrame, tables: dict[str, Any]) -> Policy:
    """Every column kept, but the reference dropped."""
    rules = {name: {"role": "plain", "action": "keep"} for name in frame.columns}
    rules["reference"] = {"role": "direct", "action": "drop"}
    said = {"policy": "benchmark", "version": 1, "title": "Benchmark", "columns": rules, "tables": tables}
    return Policy.model_validate(said)


def timed(frame: pl.DataFrame, kind: str, repeat: int) -> dict[str, Any]:
    """The median time of a kind of table, and how many cells it hides."""
    tables, measured = KINDS[kind]
    agreed, times = policy(frame, tables), []
    for _ in range(repeat):
        started = time.perf_counter()
        made = infoshare.tabulate(frame, agreed, by=["ward", "offence"], key=KEY, **measured)  # type: ignore[arg-type]
        times.append(time.perf_counter() - started)
    cells = made.certificate.cells
    return {
        "table": kind, "seconds": round(statistics.median(times), 2), "cells": cells.cells,
        "primary": cells.primary, "secondary": cells.secondary,
    }  # fmt: skip


def main() -> None:
    """Print a line of JSON for the machine, and one for each kind of table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--repeat", type=int, default=5)
    asked = words.parse_args()
    print(json.dumps({"machine": platform.machine(), "cores": os.cpu_count(), "rows": asked.rows}))
    frame = data(asked.rows)
    for kind in KINDS:
        print(json.dumps(timed(frame, kind, asked.repeat)), flush=True)


if __name__ == "__main__":
    main()
