"""Times k-anonymity by optimal generalisation on invented data of the shape of Adult, beside other Python libraries.

Run: pip install -e ".[dev]" && python benchmarks/k_anonymity.py [--peers FOLDER]

30,162 rows and 9 quasi-identifiers with skewed and dependent values, made here with a fixed seed; hierarchies of the
depths that ARX's example for Adult has (12,960 combinations of levels); k = 5, with 0, 2 and 100 % of the rows to be
left out at most. Times are medians of several runs: `choose` counts the rows of an Arrow table and searches all
combinations of levels (also in seconds of the processor, which other work on the machine does not stretch);
`release` is all of `infoshare.anonymise` on that table, with the gate and the certificate.
With `--peers`, ANJANA chooses levels and pyCANON checks what infoshare released, in a virtual environment of their
own that is made in FOLDER. Losses are the normalised loss (Iyengar 2002), rows left out counting 1; the arithmetic
mean over the columns is what is optimised, the geometric mean (of 1 + loss, less 1) is ARX's own default.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

SEED, ROWS, K = 20261125, 30_162, 5
LIMITS = (0.0, 0.02, 1.0)
Hierarchy = list[list[str]]
Columns = dict[str, list[str]]
PEERS = ("anjana==1.2.3", "pycanon==1.3.5")


def hierarchies() -> dict[str, Hierarchy]:
    """For each column its values, each with its coarser values."""
    return {
        "sex": grouped("sex", 2),
        "age": [[f"{a}", band(a, 5), band(a, 10), band(a, 20), "*"] for a in range(17, 91)],
        "race": grouped("race", 5),
        "marital": grouped("marital", 7, (0, 1, 1, 1, 1, 1, 0)),
        "education": grouped(
            "education", 16, (0, 1, 2, 3, 3, 4, 5, 2, 5, 6, 7, 7, 7, 6, 7, 7), (0, 1, 1, 2, 2, 1, 0, 2)
        ),
        "country": grouped("country", 41, tuple(number % 6 for number in range(41))),
        "workclass": grouped("workclass", 7, (0, 1, 2, 2, 1, 2, 0)),
        "occupation": grouped("occupation", 14, tuple(number % 6 for number in range(14))),
        "salary": grouped("salary", 2),
    }


def band(age: int, width: int) -> str:
    low = age // width * width
    return f"{low}-{low + width - 1}"


def grouped(name: str, values: int, *levels: Sequence[int]) -> Hierarchy:
    """Numbered values; each level says in which group of the next each number is."""
    rows = []
    for value in range(values):
        row, number = [f"{name} {value}"], value
        for height, level in enumerate(levels, start=1):
            number = level[number]
            row.append(f"{name} group {height}.{number}")
        rows.append([*row, "*"])
    return rows


def people() -> Columns:
    """The invented people, column by column."""
    draw = random.Random(SEED)
    made = [person(draw) for _ in range(ROWS)]
    return {name: [each[name] for each in made] for name in hierarchies()}


def person(draw: random.Random) -> dict[str, str]:
    """One person: married more often when older, better paid when married, in work that goes with the education."""

    def pick(name: str, shares: Sequence[float]) -> int:
        return draw.choices(range(len(shares)), shares)[0]

    age = min(90, round(17 + draw.gammavariate(2.6, 8.2)))
    settled = draw.random() < 1 / (1 + math.exp((32 - age) / 6))
    marital = pick("marital", (60, 19, 5, 3.5, 8, 3.5, 1) if settled else (18, 4, 72, 4, 0.2, 1.5, 0.3))
    education = pick("education", (32.5, 22, 16.5, 5.3, 4.2, 3.5, 3.3, 2.7, 2.2, 1.8, 1.8, 1.3, 1.3, 1, 0.4, 0.2))
    by_trade = education % 3 == 1 and draw.random() < 0.4
    trades = (13.4, 13.4, 13.2, 12.3, 11.9, 10.7, 6.5, 5.2, 4.5, 3.3, 3, 2.1, 0.5, 0.03)
    drawn = {
        "sex": int(draw.random() < 0.324),
        "race": pick("race", (86, 9.3, 3, 1, 0.8)),
        "marital": marital,
        "education": education,
        "country": pick("country", (91.2, 2, *(0.9 * math.exp(-number / 9) for number in range(39)))),
        "workclass": pick("workclass", (73.9, 8.3, 6.8, 4.3, 3.6, 3.1, 0.05)),
        "occupation": 1 if by_trade else pick("occupation", trades),
        "salary": int(draw.random() < (0.42 if marital == 0 else 0.07)),
    }
    return {"age": f"{age}", **{name: f"{name} {number}" for name, number in drawn.items()}}


def written(folder: Path) -> None:
    """The data, and the hierarchies as ARX has them."""
    data = people()
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([list(data), *zip(*data.values(), strict=True)])
    for name, rows in hierarchies().items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=";").writerows(rows)


def timed(work: Callable[[], Any], runs: int, clock: Callable[[], float] = time.perf_counter) -> tuple[Any, float]:
    """What the work gives, and the median seconds of some runs after a first one."""
    result, seconds = work(), []
    for _ in range(runs):
        start = clock()
        work()
        seconds.append(clock() - start)
    return result, statistics.median(seconds)


def losses(released: Columns) -> tuple[float, float]:
    """The arithmetic and the geometric mean over the columns of what released rows and those left out lost."""
    each = []
    for name, rows in hierarchies().items():
        under = Counter(label for column in zip(*rows, strict=True) for label in set(column))
        under = Counter({label: max(column.count(label) for column in zip(*rows, strict=True)) for label in under})
        lost = sum((under[label] - 1) / (len(rows) - 1) for label in released[name])
        each.append((lost + ROWS - len(released[name])) / ROWS)
    return statistics.fmean(each), math.prod(1 + loss for loss in each) ** (1 / len(each)) - 1


def ours(folder: Path, limit: float) -> None:
    """Print infoshare's figures for one limit, and keep what it released for pyCANON."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    import infoshare
    from infoshare.anonymisation.generalisation import Counted, choose, open_columns
    from infoshare.anonymisation.plan import compile_plan
    from infoshare.errors import PolicyError

    options = arrow_csv.ConvertOptions(column_types=dict.fromkeys(hierarchies(), pa.string()))
    table = arrow_csv.read_csv(folder / "people.csv", convert_options=options)
    rules = {
        name: {"role": "quasi", "action": "generalise", "hierarchy": str(folder / f"{name}.csv")}
        for name in hierarchies()
    }
    privacy = {"k": K, "method": "generalise", "max_suppressed": limit}
    written_policy = {"policy": "adult", "version": 1, "title": "Adult", "columns": rules, "privacy": privacy}
    policy = infoshare.Policy.parsed(written_policy, PolicyError, "adult")

    def chosen() -> Any:
        plan = compile_plan(policy, table.column_names)
        columns = open_columns(plan)
        counted = Counted(plan, columns)
        for batch in table.combine_chunks().to_batches():
            counted.add(batch, batch.select([]))
        return choose(counted.problem(limit * ROWS), columns)

    choice, choosing = timed(chosen, 9)
    _, processor = timed(chosen, 9, time.process_time)
    release, releasing = timed(lambda: infoshare.anonymise(table, policy), 3)
    arithmetic, geometric = losses(release.data.to_pydict())
    levels = ",".join(str(level) for level in choice.levels.values())
    print(
        f"infoshare  {limit:4.0%}  choose {choosing:6.3f} s (processor {processor:5.3f} s)  "
        f"release {releasing:6.3f} s  loss {arithmetic:.3f} (geometric {geometric:.3f})  "
        f"levels {levels}  left out {choice.left_out:,}"
    )
    arrow_csv.write_csv(release.data, folder / f"released-{limit:g}.csv")


def peers(folder: Path, place: Path) -> None:
    """Run the peers in a virtual environment of their own, and print what they say."""
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS], check=True)
    done = subprocess.run([str(python), __file__, "--as-peer", str(folder)], check=True, capture_output=True, text=True)
    for limit, seconds, released in map(json.loads, done.stdout.splitlines()):
        if released is None:
            print(f"pyCANON    {limit:4.0%}  check of what infoshare released {seconds[0]:6.3f} s  k {seconds[1]}")
            continue
        arithmetic, geometric = losses(released) if released["age"] else (1.0, 1.0)
        left_out = ROWS - len(released["age"])
        print(
            f"ANJANA     {limit:4.0%}  choose {seconds:6.3f} s                    loss {arithmetic:.3f} "
            f"(geometric {geometric:.3f})  left out {left_out:,}"
        )


def as_peer(folder: Path) -> None:
    """In the peers' environment: ANJANA's k-anonymity, and pyCANON's check of infoshare's releases."""
    import pandas as pd
    from anjana import anonymity
    from pycanon.anonymity import k_anonymity

    def anonymise(data: Any, levels: Any, limit: float) -> Any:
        return anonymity.k_anonymity(data.copy(), [], names, K, 100 * limit, dict(levels))

    names = list(hierarchies())
    data = pd.read_csv(folder / "people.csv", dtype=str)
    for limit in LIMITS:
        levels = {
            name: {level: pd.Series(column) for level, column in enumerate(zip(*rows, strict=True))}
            for name, rows in hierarchies().items()
        }
        found, seconds = timed(partial(anonymise, data, levels, limit), 1)
        print(json.dumps([limit, seconds, {name: [str(cell) for cell in found[name]] for name in names}]))
        released = pd.read_csv(folder / f"released-{limit:g}.csv", dtype=str)
        k, checking = timed(partial(k_anonymity, released, names), 3)
        print(json.dumps([limit, [checking, int(k)], None]))


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description="k-anonymity beside others")
    parser.add_argument("--peers", type=Path, help="a folder for the peers' virtual environment")
    parser.add_argument("--as-peer", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.as_peer:
        as_peer(given.as_peer)
        return
    print(f"{platform.machine()}, Python {platform.python_version()}; {ROWS:,} rows, 9 quasi-identifiers, k = {K}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        written(folder)
        for limit in LIMITS:
            ours(folder, limit)
        if given.peers:
            peers(folder, given.peers)


if __name__ == "__main__":
    main()
