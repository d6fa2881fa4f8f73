"""Whatever people answer and whoever opts out: nobody without consent is named, and nobody who opted out leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import infoshare
from infoshare.engines import ENGINES
from infoshare.errors import InfoshareError, PolicyError
from infoshare.gate.permission import digits_of
from infoshare.identifiers.digits import figures
from infoshare.model.policy import Policy
from infoshare.workflows import redact
from tests.generative.stub_detector import StubDetector

KEY = b"k" * 32
SURNAMES = ["Varnholt", "Okwuosa", "Llewelyn", "Szczepan", "Oduya", "Quint"]
NUMBERS = ["9990000018", "9990000026", "9990000034", "9990000042", "9990000050"]
ANSWERS = ["yes", " YES", "y", "Y e s", "no", "refused", "withdrawn", "maybe", "yes?", "yes please", "", None]
SPELT = [lambda n: n, lambda n: f"{n[:3]} {n[3:6]} {n[6:]}", lambda n: f"{n[:3]}-{n[3:6]}-{n[6:]}",
         lambda n: f"NHS {n}", lambda n: n.replace("0", "O")]  # fmt: skip
BAD = ["", None, "9990000019", "unknown", "12345"]


@pytest.fixture(autouse=True, scope="module")
def _cheap_detector() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redact, "detector_of", lambda strength, recognisers: StubDetector())
        yield


def spelt(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda how, number: how(number), st.sampled_from(SPELT), numbers)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.sampled_from(["P-10001", "P-10002", "P-10003", "P-10004"]),
            "surname": st.sampled_from([*SURNAMES, "", None]),
            "phone": st.sampled_from(["07700900101", "07700900102", "07700900103", "", None]),
            "consent": st.sampled_from(ANSWERS),
            "nhs": spelt(st.sampled_from(NUMBERS)) | st.sampled_from(BAD),
            "town": st.sampled_from(["North", "South"]),
            "note": st.lists(st.sampled_from([*SURNAMES, "calm", "seen"]), max_size=3).map(" ".join),
        }
    ),
    min_size=1,
    max_size=12,
)
POLICIES = st.fixed_dictionaries(
    {
        "otherwise": st.sampled_from(["anonymise", "leave_out"]),
        "then": st.sampled_from(["anonymise", "leave_out"]),
        "holds": st.sampled_from(["opted_out", "cleared"]),
        "unmatched": st.sampled_from(["opted_out", "keep"]),
        "consent_prevails": st.booleans(),
        "k": st.sampled_from([1, 1, 2]),
    }
)
LISTED = st.lists(spelt(st.sampled_from(NUMBERS)).filter(lambda n: "NHS" not in n), min_size=1, max_size=3)
Job = tuple[list[dict[str, Any]], dict[str, Any], list[str]]
JOBS: st.SearchStrategy[Job] = st.tuples(ROWS, POLICIES, LISTED)


def policy_of(options: dict[str, Any]) -> Policy:
    hides = options["otherwise"] == "anonymise"
    written = {
        "policy": "built", "version": 1, "title": "Built by Hypothesis", "release": "identifiable",
        "columns": {
            "person": {"role": "direct", "action": "pseudonymise"},
            "surname": {"role": "direct", "action": "keep", "known": "name"},
            "phone": {"role": "direct", "action": "keep", "known": "phone"},
            "consent": {"role": "plain", "action": "drop"},
            "nhs": {"role": "direct", "action": "drop", "known": "nhs"},
            "town": {"role": "quasi", "action": "keep"},
            "note": {"role": "text", "action": "redact"},
        },
        "privacy": {"k": options["k"] if hides else 1, "max_suppressed": 1.0},
        "consent": {
            "column": "consent", "given": ["yes", "y"], "needed_for": ["surname", "phone"],
            "otherwise": options["otherwise"],
        },
        "opt_out": {
            "column": "nhs", "holds": options["holds"], "unmatched": options["unmatched"],
            "then": options["then"] if hides else "leave_out", "consent_prevails": options["consent_prevails"],
        },
    }  # fmt: skip
    return Policy.parsed(written, PolicyError, "built")


def released(job: Job, folder: Path, engine: str = "polars") -> tuple[list[dict[str, Any]], str] | str:
    """The rows and the certificate, or the words of the refusal."""
    rows, options, listed = job
    names = ["person", "surname", "phone", "consent", "nhs", "town", "note"]
    table = pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in names})
    path = folder / "list.csv"
    path.write_text("\n".join(listed))
    try:
        release = infoshare.anonymise(
            table, policy_of(options), key=KEY, opt_out=path, engine=engine, issued="2026-01-01"
        )
    except InfoshareError as error:
        return str(error)
    return release.data.to_pylist(), release.certificate.to_json()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


def consents(row: dict[str, Any]) -> bool:
    return "".join((row["consent"] or "").lower().split()) in {"yes", "y"}


def opted_out(row: dict[str, Any], options: dict[str, Any], listed: list[str]) -> bool:
    plain = "".join(c for c in (row["nhs"] or "").replace("O", "0") if c.isdigit())
    on_list = plain in {"".join(c for c in n.replace("O", "0") if c.isdigit()) for n in listed}
    out = options["unmatched"] == "opted_out" if plain not in NUMBERS else on_list == (options["holds"] == "opted_out")
    return out and not (options["consent_prevails"] and consents(row))


@given(job=JOBS)
def test_nobody_without_consent_is_named_and_nobody_who_opted_out_leaves(job: Job, folder: Path) -> None:
    made, (rows, options, listed) = released(job, folder), job
    if isinstance(made, str):
        return
    then = options["then"] if options["otherwise"] == "anonymise" else "leave_out"
    may = [row for row in rows if then == "anonymise" or not opted_out(row, options, listed)]
    named = [row for row in may if consents(row) and not opted_out(row, options, listed)]
    filled = [row for row in made[0] if row["surname"] or row["phone"]]
    allowed = Counter((row["surname"] or "", row["phone"] or "", row["town"]) for row in named)
    assert not Counter((row["surname"] or "", row["phone"] or "", row["town"]) for row in filled) - allowed
    assert len(made[0]) <= len(may if options["otherwise"] == "anonymise" else named)
    assert not any(name.casefold() in (row["note"] or "").casefold() for row in made[0] for name in SURNAMES if name
                   in {each["surname"] for each in rows})  # fmt: skip


@given(job=JOBS)
def test_rows_without_a_name_are_in_groups_among_themselves_and_no_pseudonym_leads_to_a_name(
    job: Job, folder: Path
) -> None:
    made, options = released(job, folder), job[1]
    if isinstance(made, str) or options["otherwise"] == "leave_out":
        return
    filled = [row for row in made[0] if row["surname"] or row["phone"]]
    unnamed = [row for row in made[0] if not (row["surname"] or row["phone"])]
    assert all(rows >= options["k"] for rows in Counter(row["town"] for row in unnamed).values())
    assert not {row["person"] for row in filled} & {row["person"] for row in unnamed if row["person"]}


@given(job=JOBS)
def test_the_engines_agree(job: Job, folder: Path) -> None:
    first, second = (released(job, folder, engine) for engine in ENGINES)
    assert first == second


@given(job=JOBS)
def test_the_gate_never_refuses_what_was_made_as_agreed(job: Job, folder: Path) -> None:
    made = released(job, folder)
    assert not isinstance(made, str) or "The gate refused" not in made, made


@given(spelt(st.sampled_from(NUMBERS)) | st.text(max_size=15) | st.from_regex(r"[0-9OIl \-]{9,14}", fullmatch=True))
def test_the_gate_reads_digits_as_the_maker_does_by_other_code(text: str) -> None:
    import unicodedata

    assert digits_of(text) == figures(unicodedata.normalize("NFKC", text))


def test_the_strategies_build_releases_with_names_and_without(folder: Path) -> None:
    seen: set[tuple[bool, bool]] = set()

    @given(JOBS)
    def build(job: Job) -> None:
        made = released(job, folder)
        if not isinstance(made, str):
            seen.update((bool(row["surname"] or row["phone"]), bool(row["person"])) for row in made[0])

    build()
    assert seen == {(True, True), (False, True), (False, False)}
