"""What tau-ARGUS says of a suppressed table: its audit of each suppressed cell, and its own choice of further cells."""

from contextlib import chdir

import numpy as np
from pytauargus._tauargus import HiTaSCtrl, audit_jj

from infoshare.tabulation.additivity import sums_of

NO_BOUND = 1e9


def unsafe_cells(cube, values, primary, further, protection, path):
    """How many suppressed cells tau-ARGUS's audit (the port of its `intervalle`) finds to be unsafe, and audits."""
    status = np.where(values == 0, "z", np.where(primary, "u", np.where(further, "m", "s")))
    _write(path, cube, values, status, protection, np.maximum(values, 1))
    with chdir(path.parent):  # where it leaves its logs
        rows = audit_jj(str(path))
    return sum(row["unsafe"] for row in rows), len(rows)


def optimal_further(cube, values, primary, protection, path, *, minutes=1):
    """The further cells that tau-ARGUS's optimal method suppresses, each weighing what it holds."""
    status = np.where(values == 0, "z", np.where(primary, "u", "s"))
    _write(path, cube, values, status, protection, np.maximum(values, 1))
    answer = path.with_suffix(".out")
    with chdir(path.parent):
        code = HiTaSCtrl().full_jj(in_file_jj=str(path), out_file=str(answer), max_time=minutes)
    if code > 1:
        raise RuntimeError(f"tau-ARGUS gave up with code {code}")
    found = np.zeros(values.size, dtype=bool)
    found[[int(line.split()[0]) for line in answer.read_text().splitlines() if line.strip()]] = True
    return found.reshape(values.shape)


def _write(path, cube, values, status, protection, weights):
    """A table in tau-ARGUS's JJ format: its cells, then its sums."""
    least, greatest, known = (
        array.ravel() for array in (protection.least, protection.greatest, protection.known_least)
    )
    lines = ["0", str(values.size)]
    for place, (value, state, weight) in enumerate(zip(values.flat, status.flat, weights.flat, strict=True)):
        low, high = (value, value) if state == "z" else (known[place], NO_BOUND)
        down, up = (value - least[place], greatest[place] - value) if state == "u" else (0, 0)
        lines.append(f"{place} {value:g} {weight:g} {state} {low:g} {high:g} {down:g} {up:g} 0")
    sums = list(sums_of(cube))
    lines.append(str(len(sums)))
    for total, parts in sums:
        lines.append(f"0 {len(parts) + 1} : {total} (-1) " + " ".join(f"{part} (1)" for part in parts))
    path.write_text("\n".join(lines) + "\n")
