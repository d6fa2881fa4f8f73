"""Times the gate over a release of 1,000,000 rows and 12 columns, made from a source that knows 100,000 people.

Run: pip install -e ".[dev]" && python benchmarks/gate.py [--rows N] [--people N] [--formats parquet,csv] [--profile]

Source and release are invented here with a fixed seed, outside the timing: each person has a name, an NHS number of
the test range, a date of birth, a drama telephone number, an e-mail address, a postcode of no area and an address, and
about ten rows; the release has a pseudonym, bands, coarsened dates and places, categories and two columns of redacted
notes of 60 to 150 characters, nearly all of them different and 3 % with letters or signs beyond ASCII. Every timing is
`infoshare.verify` in a process of its own, with files and a policy that are read from the disk; it must say `pass`. MB
are the bytes of the release as CSV (10^6), whatever file holds it. `known people` is what the checks need before the
first released row: reading the source and making the forms that are sought. Peak memory is of the whole process
(getrusage). Seconds of the processor are those of all its cores, which other work on the machine does not stretch.
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import multiprocessing
import platform
import pstats
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv as arrow_csv

import infoshare
from infoshare.anonymisation.pseudonyms import derive_key, pseudonymise
from infoshare.errors import PolicyError
from infoshare.files.row_order import in_order
from infoshare.identifiers.everyday_names import EVERYDAY_NAMES
from infoshare.testing.invented_names import ORIGINS

SEED = 20261126
_BEGIN = "Ash Bar Bex Cald Cran Dun Elm Fen Gar Hart Ing Kel Lang Mar Nor Oak Pem Quar Rad Sel Thorn Up Wal Yel".split()
_MIDDLE = "ber bing den ding er field gate ing ken ler min nel rin ster ton wick".split()
_END = "by combe don ford ham hurst ley low mere more sett shaw thwaite ton well worth".split()
_STREETS = "Larch Rowan Quay Mill Chapel Station Orchard Meadow Harbour Foundry".split()
_KINDS = "Row Lane Close Terrace Gardens Crescent".split()
_WHO = ["the patient", "the caller", "his partner", "her neighbour", "a member of staff", "the tenant", "[NAME]"]
_DID = ["was seen by", "was taken home by", "refused to speak with", "rang and asked for", "was examined by",
        "left the department before", "had argued with", "was calmed down by"]  # fmt: skip
_WHOM = ["the nurse in charge", "[NAME-2] of the night team", "the registrar", "an ambulance crew", "[NAME-3]",
         "two door supervisors", "the housing officer", "the on-call doctor"]  # fmt: skip
_WHEN = ["at about 10 pm", "on [DATE]", "3 hours later", "shortly after arrival", "in week 2", "around 23:40", "twice"]
_THEN = ["BP 120/80, pulse 72, GCS 15", "wound cleaned and 4 stitches put in", "did not pass out at any time",
         "to ring [PHONE] if it gets worse", "referred to the alcohol team", "door of flat [ADDRESS] was broken",
         "discharged with advice", "police log [REFERENCE] given", "smelt of alcohol, 1 of 3 previous visits",
         "bottle thrown from a distance of 5 m"]  # fmt: skip
_BEYOND = ["café", "£40 taken", "patient’s own words", "38 °C", "n° 7 bus", "“get out”"]
_INJURIES = ["laceration", "fracture", "bruising", "head injury", "burn", "no injury"]
_PLACES = ["street", "licensed premises", "home", "workplace", "school", "public transport", "park"]


def people(number: int, draw: random.Random) -> dict[str, list[str]]:
    """The known people, column by column."""
    everyday = [word.title() for word in sorted(EVERYDAY_NAMES)[::7]]
    surnames = [a + b + c for a in _BEGIN for b in _MIDDLE for c in _END] + everyday
    surnames += [name for names in ORIGINS.values() for name in names.surnames] * 20
    forenames = [name for names in ORIGINS.values() for name in (*names.women, *names.men)]
    made = [_person(number, draw.choice(forenames), draw.choice(surnames), draw) for number in range(number)]
    return {name: [each[name] for each in made] for name in made[0]}


def _person(number: int, forename: str, surname: str, draw: random.Random) -> dict[str, str]:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    plain = "".join(filter(str.isascii, forename + "." + surname)).lower().replace(" ", "")
    street = f"{draw.randrange(1, 200)} {draw.choice(_STREETS)}{draw.choice(_BEGIN).lower()} {draw.choice(_KINDS)}"
    return {
        "attendance": f"ATT-{number:07}",
        "name": f"{forename} {surname}",
        "nhs_number": _nhs_number(number),
        "born": (date(1935, 1, 1) + timedelta(days=draw.randrange(31_000))).strftime("%d/%m/%Y"),
        "phone": f"07700 900{draw.randrange(1000):03}",
        "email": f"{plain}{number}@example.org",
        "postcode": f"HM{draw.randrange(1, 30)} {draw.randrange(10)}{draw.choice(letters)}{draw.choice(letters)}",
        "address": f"{street}, {draw.choice(_BEGIN)}{draw.choice(_END)}",
    }


def _nhs_number(number: int) -> str:
    """The next number of the test range (999) that has a check digit."""
    digits = f"999{number:06}"
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}{check % 10}"


def note(draw: random.Random) -> str:
    """One redacted note."""
    text = f"{draw.choice(_WHO)} {draw.choice(_DID)} {draw.choice(_WHOM)} {draw.choice(_WHEN)}, {draw.choice(_THEN)}"
    number = draw.randrange(1_000)
    text = f"{text}; bay {number % 30}, seen after {number} minutes"
    return f"{text}, {draw.choice(_BEYOND)}" if draw.random() < 0.03 else text


def source_of(rows: int, number: int, draw: random.Random) -> pa.Table:
    """The source: each person has about ten rows."""
    known = pa.table(people(number, draw))
    whose = pa.array([draw.randrange(number) for _ in range(rows)])
    return known.take(whose)


def release_of(source: pa.Table, draw: random.Random) -> pa.Table:
    """What could be released of the source."""
    token_of = functools.cache(pseudonymise(derive_key(b"0" * 32, "benchmark", None)))
    rows = source.num_rows

    def some(values: Iterable[str]) -> list[str]:
        return draw.choices(list(values), k=rows)

    return pa.table(
        {
            "attendance": [token_of(value) for value in source["attendance"].to_pylist()],
            "age": some(["under 18", "18-24", "25-34", "35-49", "50-64", "65 and over"]),
            "arrival": some(f"202{year}-{month:02}" for year in range(4) for month in range(1, 13)),
            "hour": some(f"{day} {hour:02}:00" for day in "Mon Tue Wed Thu Fri Sat Sun".split() for hour in range(24)),
            "district": some(f"HM{number}" for number in range(1, 30)),
            "sex": some(["female", "male", "not known"]),
            "injury": some(_INJURIES),
            "place": some(_PLACES),
            "weapon": some(["none", "bottle", "glass", "knife", "fist", "other"]),
            "stay": some(str(number) for number in range(240)),
            "triage_note": [note(draw) for _ in range(rows)],
            "police_note": [note(draw) for _ in range(rows)],
        }
    )


def policy() -> dict[str, Any]:
    """The policy by which the release was made."""

    def dropped(known: str) -> dict[str, Any]:
        return {"role": "direct", "action": "drop", "known": known}

    plain, text = {"role": "plain", "action": "keep"}, {"role": "text", "action": "redact"}
    columns = {
        "attendance": {"role": "direct", "action": "pseudonymise"},
        "name": dropped("name"),
        "nhs_number": dropped("nhs"),
        "born": dropped("date_of_birth"),
        "phone": dropped("phone"),
        "email": dropped("email"),
        "postcode": dropped("postcode"),
        "address": dropped("address"),
        "age": {"role": "quasi", "action": "band", "edges": [18, 25, 35, 50, 65]},
        "arrival": {"role": "plain", "action": "coarsen_date", "to": "month"},
        "hour": {"role": "plain", "action": "coarsen_date", "to": "hour_of_week"},
        "district": {"role": "quasi", "action": "coarsen_place", "to": "outward"},
        "sex": {"role": "quasi", "action": "keep"},
        "injury": {"role": "sensitive", "action": "keep"},
        "place": {"role": "quasi", "action": "keep"},
        "weapon": {"role": "sensitive", "action": "keep"},
        "stay": plain,
        "triage_note": text,
        "police_note": text,
    }
    privacy = {"k": 5, "l_diversity": {"injury": 2, "weapon": 2}}
    return {"policy": "benchmark", "version": 1, "title": "Benchmark", "columns": columns, "privacy": privacy}


def written(folder: Path, rows: int, number: int) -> float:
    """Write source and release in both formats; the MB of the release as CSV."""
    draw = random.Random(SEED)
    source = source_of(rows, number, draw)
    made = release_of(source, draw)
    released = pa.Table.from_batches(
        in_order(made.to_batches(), [name for name in policy()["columns"] if name in made.column_names])
    )
    for name, table in (("source", source), ("release", released)):
        pq.write_table(table, folder / f"{name}.parquet", store_schema=False)
        arrow_csv.write_csv(table, folder / f"{name}.csv", arrow_csv.WriteOptions(quoting_style="needed"))
    return (folder / "release.csv").stat().st_size / 1e6


def clocked(spent: defaultdict[str, float]) -> None:
    """Count the seconds that each check takes, and those that pass before the first released row."""
    from infoshare.gate import examine

    guarded = examine._Guarded

    class Clocked(guarded):  # type: ignore[misc, valid-type]
        def __init__(self, name: str, make: Any) -> None:
            with_clock(f"known people: {name}", super().__init__, name, make)

        def see(self, batch: pa.RecordBatch) -> None:
            with_clock(self._name, super().see, batch)

        def verdict(self) -> Any:
            return with_clock(self._name, super().verdict)

    def with_clock(name: str, work: Any, *args: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*args)
        finally:
            spent[name] += time.perf_counter() - start

    examine._Guarded = Clocked  # type: ignore[misc]


def checked(folder: Path, form: str, profile: bool, tell: Connection) -> None:
    """In a process of its own: verify, and say what it took."""
    spent: defaultdict[str, float] = defaultdict(float)
    agreed = infoshare.Policy.parsed(policy(), PolicyError, "benchmark")
    clocked(spent)
    at_rest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    profiler = cProfile.Profile() if profile else None
    start, work = time.perf_counter(), time.process_time()
    run = functools.partial(infoshare.verify, folder / f"release.{form}", source=folder / f"source.{form}")
    verdict = profiler.runcall(run, policy=agreed) if profiler else run(policy=agreed)
    total, worked = time.perf_counter() - start, time.process_time() - work
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if profiler:
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(30)
    failed = [f"{check.check}: {check.message}" for check in verdict.failures]
    tell.send((total, worked, dict(spent), at_rest / 1024, peak / 1024, failed))


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description="throughput and memory of the gate")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--formats", default="parquet,csv")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--folder", type=Path, help="keep the files here, and use them if they are there")
    given = parser.parse_args()
    print(f"{platform.machine()}, {multiprocessing.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        there = (folder / "release.csv").exists()
        size = (folder / "release.csv").stat().st_size / 1e6 if there else written(folder, given.rows, given.people)
        print(f"{given.rows:,} rows, 12 columns, {given.people:,} people; {size:.1f} MB as CSV")
        for form in given.formats.split(","):
            report(form, size, folder, given.profile)


def report(form: str, size: float, folder: Path, profile: bool) -> None:
    """Print the figures of one format."""
    spawned = multiprocessing.get_context("spawn")
    told, tell = spawned.Pipe(duplex=False)
    process = spawned.Process(target=checked, args=(folder, form, profile, tell))
    process.start()
    tell.close()
    total, worked, spent, at_rest, peak, failed = told.recv()
    process.join()
    known = sum(seconds for name, seconds in spent.items() if name.startswith("known people"))
    print(f"\n{form}: {total:.2f} s ({worked:.2f} s of the processor), {size / total:.1f} MB/s")
    print(f"  {known:.2f} s for the known people, then {size / (total - known):.1f} MB/s")
    print(f"  peak memory {peak:,.0f} MB ({at_rest:,.0f} MB before)")
    for name, seconds in sorted(spent.items(), key=lambda each: -each[1]):
        print(f"  {seconds:7.2f} s  {name}")
    print(f"  {total - sum(spent.values()):7.2f} s  reading, and all else")
    print("\n".join(f"  REFUSED {each}" for each in failed) or "  pass")


if __name__ == "__main__":
    main()
