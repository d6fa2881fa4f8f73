"""Releases under a signed protocol: what was signed leaves, and all else is refused with its reason and clause."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import infoshare as public
from infoshare import resources
from infoshare.certificates.keys import new_private_key
from infoshare.errors import DataFileError, ReleaseRefused, UserError
from infoshare.model.register_entry import RegisteredReview, RegisteredWithdrawal
from infoshare.model.strict_yaml import parse_yaml, write_yaml
from infoshare.workflows.protocol import example
from infoshare.workflows.register import Register
from infoshare.workflows.signatures import sign
from infoshare.workflows.under_protocol import Terms

from .conftest import KEY, Ran

Run = Callable[..., Ran]
ROOT = Path(__file__).parents[2]
AGREED = (ROOT / "examples" / "agreed.yaml").read_text(encoding="utf-8")
PARTIES = ("Harrowmere General Hospitals NHS Foundation Trust", "Harrowmere Borough Council", "Eastmarch Police")
POLICE, SHARING = "Eastmarch Police", "Assault attendances"
DAY = "2026-12-02T09:00:00+00:00"
PAGE = (ROOT / "docs" / "agreed-releases.md").read_text(encoding="utf-8")


def answers() -> dict[str, Any]:
    found: dict[str, Any] = parse_yaml(AGREED, UserError, "agreed.yaml")
    return found


def changed(**given: Any) -> str:
    """The example with other answers; of a table, other cells of its first row."""
    whole = answers()
    for question, value in given.items():
        if isinstance(value, dict):
            whole["answers"][question][0] |= value
        else:
            whole["answers"][question] = value
    return write_yaml(whole)


def signed(folder: Path, text: str = AGREED, parties: tuple[str, ...] = PARTIES) -> Path:
    path = folder / "agreed.yaml"
    path.write_text(text, encoding="utf-8")
    for party in parties:
        sign(path, party, new_private_key(), signer="S. Test", role="Director", at="2026-11-20T09:00:00+00:00")
    return path


@pytest.fixture(scope="module")
def data() -> Path:
    return resources.example_data("ae-violence")


def release(protocol: Path, data: Path, *, recipient: str = POLICE, issued: str = DAY, policy: Any = None,
            **terms: Any) -> public.Release:  # fmt: skip
    return public.anonymise(
        data, policy, protocol=Terms(protocol, **{"sharing": SHARING, **terms}), recipient=recipient, key=KEY,
        issued=issued, out=protocol.with_name("release.csv"),
    )  # fmt: skip


def test_what_was_signed_leaves_and_the_register_knows_of_it(tmp_path: Path, data: Path) -> None:
    protocol = signed(tmp_path)
    made = release(protocol, data)
    agreed, compiled = made.certificate.agreed, public.Protocol.load(protocol).policy(POLICE, sharing=SHARING)
    assert agreed
    assert agreed.model_dump(exclude={"signed", "decision", "destroy_by"}) == compiled.agreed.model_dump()  # type: ignore[union-attr]
    assert made.certificate.policy.sha256 == compiled.digest
    assert (agreed.signed, agreed.destroy_by) == (tuple(answers()["answers"]["parties"][n]["name"] for n in range(3)),
                                                  "2028-12-02")  # fmt: skip
    header = (tmp_path / "release.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "attendance_id,age,postcode,arrival,location_type,weapon"
    entries = Register.open(tmp_path / "register").entries()
    assert [each.kind for each in entries] == ["protocol", *["signature"] * 3, "release"]
    body = entries[-1].body
    assert (body.sha256, body.rows, body.destroy_by, body.schedule_sha256) == (  # type: ignore[union-attr]
        made.certificate.release.sha256, made.certificate.release.rows, date(2028, 12, 2), agreed.schedule_sha256
    )  # fmt: skip


def test_a_policy_of_ones_own_may_let_out_less(tmp_path: Path, data: Path) -> None:
    protocol = signed(tmp_path)
    agreed = public.Protocol.load(protocol).policy(POLICE, sharing=SHARING)
    rules = {name: rule for name, rule in agreed.columns.items() if name != "location_type"}
    own = agreed.model_copy(update={"columns": rules, "unlisted_columns": "refuse"})
    with pytest.raises(ReleaseRefused, match="location_type"):
        release(protocol, data, policy=own)
    less = {**agreed.columns, "location_type": agreed.columns["sex"]}
    made = release(protocol, data, policy=agreed.model_copy(update={"columns": less}))
    assert "location_type" not in (tmp_path / "release.csv").read_text(encoding="utf-8").splitlines()[0]
    assert made.certificate.agreed


def test_a_release_whose_file_cannot_be_placed_is_entered_as_never_left(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from infoshare.files.target import Target

    def full(self: Target) -> None:
        if self.path.name == "release.csv":
            raise OSError(28, "No space left on device")
        publish(self)

    protocol, publish = signed(tmp_path), Target.publish
    monkeypatch.setattr(Target, "publish", full)
    with pytest.raises(public.InfoshareError):
        release(protocol, data)
    assert not (tmp_path / "release.csv").exists()
    assert [each.kind for each in Register.open(tmp_path / "register").entries()][-2:] == ["release", "destruction"]


# Every reason for a refusal, as docs/agreed-releases.md lists them


@dataclass(frozen=True)
class Case:
    """One reason: what is asked, and of which protocol. `before` happens after it was signed."""

    reason: str
    text: str = AGREED
    parties: tuple[str, ...] = PARTIES
    asked: dict[str, Any] = field(default_factory=dict)
    before: Callable[[Path, Path], None] = lambda protocol, data: None


def lapse(protocol: Path, data: Path) -> None:
    del data
    protocol.write_text(changed(flows={"retention": "36 months from receipt"}), encoding="utf-8")


def withdraw(protocol: Path, data: Path) -> None:
    del data
    whole = public.Protocol.load(protocol)
    digest, register = whole.digest, Register.open(protocol.with_name("register"))
    register.add_protocol(whole)
    register.add(RegisteredWithdrawal(protocol=digest, on=date(2026, 12, 1), by="P. Test", reason="The work ended"))


def replace(protocol: Path, data: Path) -> None:
    del data
    register = Register.open(protocol.with_name("register"))
    register.add_protocol(public.Protocol.load(protocol))
    later = protocol.with_name("later.yaml")
    later.write_text(changed(protocol_version="2.1", owner="A. Test, safer@example.org"), encoding="utf-8")
    register.add_protocol(public.Protocol.load(later))


def earlier(protocol: Path, data: Path) -> None:
    release(protocol, data, issued="2026-12-01T09:00:00+00:00")


def with_extra_column(protocol: Path, data: Path) -> None:
    shutil.copy(data, protocol.with_name("data.csv"))
    lines = protocol.with_name("data.csv").read_text(encoding="utf-8").splitlines()
    wider = "\n".join(f"{line},{'ward' if n == 0 else 'x'}" for n, line in enumerate(lines))
    protocol.with_name("data.csv").write_text(wider + "\n", encoding="utf-8")


def finer() -> public.Policy:
    """The agreed policy, but with the first half of the postcode in place of its area."""
    agreed = public.Protocol.load(ROOT / "examples" / "agreed.yaml").policy(POLICE, sharing=SHARING)
    outward = agreed.columns["postcode"].model_copy(update={"to": "outward"})
    return agreed.model_copy(update={"columns": {**agreed.columns, "postcode": outward}})


CASES = [
    Case("extra_column", before=with_extra_column),
    Case("finer_detail", asked={"policy": finer()}),
    Case("unknown_recipient", asked={"recipient": "Eastmarch Gazette"}),
    Case("unknown_purpose", asked={"purpose": "Parenting orders (sections 8 to 10)"}),
    Case("unknown_sharing", asked={"sharing": "Triage notes"}),
    Case("too_soon", before=earlier),
    Case("unsigned", parties=PARTIES[:2]),
    Case("changed_after_signing", before=lapse),
    Case("open_gaps", text=changed(benefits=None), parties=()),
    Case("not_begun", asked={"issued": "2026-11-30T09:00:00+00:00"}),
    Case("past_review", asked={"issued": "2027-11-02T09:00:00+00:00"}),
    Case("expired", text=changed(end_date="2027-06-30"), asked={"issued": "2027-07-01T09:00:00+00:00"}),
    Case("withdrawn", before=withdraw),
    Case("replaced", before=replace),
    Case("no_decision", text=changed(flows={"frequency": "one_off"}), before=earlier),
    Case("no_time_to_destroy", text=changed(flows={"retention": "Until the work ends"})),
]
TABLE = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+?) \|$", PAGE, re.MULTILINE))


@pytest.mark.parametrize("case", CASES, ids=[case.reason for case in CASES])
def test_each_reason_is_refused_with_its_message_and_clause(case: Case, tmp_path: Path, data: Path) -> None:
    protocol = signed(tmp_path, case.text, case.parties)
    case.before(protocol, data)
    there = {path.name for path in tmp_path.iterdir()}
    source = tmp_path / "data.csv" if "data.csv" in there else data
    with pytest.raises(ReleaseRefused) as caught:
        release(protocol, source, **case.asked)
    assert caught.value.exit_status == 1
    assert TABLE[case.reason] in caught.value.faults
    assert re.search(r"\(.*section \d+, [A-Z].*\)$", TABLE[case.reason])
    assert {path.name for path in tmp_path.iterdir()} - {"register"} == there - {"register"}


@pytest.mark.parametrize(
    ("outcome", "said"), [("refuse", "the decision was to refuse"), ("share", "the decision has open points")]
)
def test_a_decision_must_be_whole_and_must_not_refuse(tmp_path: Path, data: Path, outcome: str, said: str) -> None:
    decision = parse_yaml(example("caldicott-disclosure"), UserError, "one.yaml")
    decision["answers"] |= {"outcome": outcome, "reasons": None}
    (tmp_path / "one.yaml").write_text(write_yaml(decision), encoding="utf-8")
    with pytest.raises(ReleaseRefused, match=f"{said}.*section 13"):
        release(signed(tmp_path), data, decision=tmp_path / "one.yaml")


def test_the_page_lists_every_reason_that_is_tested_and_no_other() -> None:
    assert set(TABLE) == {case.reason for case in CASES} | {"refused_by_decision"}


def test_a_review_in_the_register_moves_the_day_of_the_next(tmp_path: Path, data: Path) -> None:
    protocol, late = signed(tmp_path), "2027-11-02T09:00:00+00:00"
    whole, register = public.Protocol.load(protocol), Register.open(tmp_path / "register")
    register.add_protocol(whole)
    with pytest.raises(ReleaseRefused, match="the review was due on 1 November 2027"):
        release(protocol, data, issued=late)
    on, following = date(2027, 11, 1), date(2028, 11, 1)
    register.add(RegisteredReview(protocol=whole.digest, on=on, by="P. Test", outcome="Goes on", next_review=following))
    assert release(protocol, data, issued=late).certificate.agreed


def test_an_edited_signature_and_an_edited_register_let_nothing_leave(tmp_path: Path, data: Path) -> None:
    protocol = signed(tmp_path)
    record = tmp_path / "agreed.signatures.json"
    whole = record.read_text(encoding="utf-8")
    record.write_text(whole.replace('"role":"Director"', '"role":"Chief"'), encoding="utf-8")
    with pytest.raises(ReleaseRefused, match="has a signature that is not to be trusted"):
        release(protocol, data)
    record.write_text(whole, encoding="utf-8")
    Register.open(tmp_path / "register").add_protocol(public.Protocol.load(protocol))
    with closing(sqlite3.connect(tmp_path / "register" / "register.sqlite")) as database, database:
        database.execute("UPDATE entries SET body = replace(body, '2.0', '3.0')")
    with pytest.raises(DataFileError, match="entry 1 was edited"):
        release(protocol, data)
    assert not (tmp_path / "release.csv").exists()


def test_of_two_releases_at_once_the_later_is_refused(tmp_path: Path, data: Path) -> None:
    protocol, made = signed(tmp_path), []

    def meanwhile(rows: int) -> None:
        if not made:
            made.append(rows)
            public.anonymise(data, protocol=Terms(protocol, SHARING), recipient=POLICE, key=KEY, issued=DAY)

    with pytest.raises(ReleaseRefused, match="another release of 'Assault attendances' was entered in the meantime"):
        public.anonymise(data, protocol=Terms(protocol, SHARING), recipient=POLICE, key=KEY, issued=DAY,
                         out=tmp_path / "release.csv", on_rows=meanwhile)  # fmt: skip
    assert not (tmp_path / "release.csv").exists()
    assert not (tmp_path / "release.certificate.json").exists()
    assert [each.kind for each in Register.open(tmp_path / "register").entries()].count("release") == 1


def test_only_a_protocol_that_is_entered_can_be_withdrawn(tmp_path: Path) -> None:
    said = RegisteredWithdrawal(protocol="a" * 64, on=date(2026, 12, 1), by="P. Test", reason="The work ended")
    with pytest.raises(UserError, match="not in the register"):
        Register.open(tmp_path / "register").add(said)
    assert not (tmp_path / "register").exists()


def test_all_reasons_are_said_at_once(tmp_path: Path, data: Path) -> None:
    protocol = signed(tmp_path, changed(benefits=None), ())
    with pytest.raises(ReleaseRefused) as caught:
        release(protocol, data, issued="2027-12-01T09:00:00+00:00")
    assert len(caught.value.faults) == 1 + 3 + 1


def test_a_decision_is_no_protocol_and_several_sharings_are_named(infoshare: Run, tmp_path: Path, data: Path) -> None:
    infoshare("protocol", "example", "caldicott-disclosure", "-o", tmp_path / "one.yaml")
    out = tmp_path / "out.csv"
    ran = infoshare("anonymise", data, "--protocol", tmp_path / "one.yaml", "--recipient", POLICE, "--out", out)
    assert (ran.status, "a decision and no agreement" in ran.err) == (2, True)
    protocol = signed(tmp_path)
    council = "Harrowmere Borough Council"
    ran = infoshare("anonymise", data, "--protocol", protocol, "--recipient", council, "--out", out, "--issued", DAY)
    assert (ran.status, "Say which with --sharing: Assault attendances and Triage notes" in ran.err) == (2, True)
    ran = infoshare("anonymise", data, "--policy", "ae-violence", "--sharing", SHARING, "--out", out)
    assert (ran.status, "Give it with --protocol" in ran.err) == (2, True)
    ran = infoshare("anonymise", data, "--out", out)
    assert (ran.status, "Give --policy or --protocol" in ran.err) == (2, True)
    assert not out.exists()


def test_rows_of_a_schedule_are_drafted_from_a_file(infoshare: Run, tmp_path: Path, data: Path) -> None:
    ran = infoshare("inspect", data, "--schedule", tmp_path / "rows.yaml")
    assert ran.status == 0
    rows = parse_yaml((tmp_path / "rows.yaml").read_text(encoding="utf-8"), UserError, "rows.yaml")["data_items"]
    drafted = {row["column"]: (row["precision"], row["form"]) for row in rows}
    assert drafted["nhs_number"] == ("nhs_number", "not_shared")
    assert drafted["surname"] == ("name", "not_shared")
    assert drafted["triage_note"] == ("notes_redacted", "anonymised")
    assert (drafted["sex"][0], drafted["location_type"][0]) == ("characteristic", "place")
    assert drafted["postcode"][0] in {"postcode_outward", "postcode_area"}
    assert drafted["date_of_birth"] in {("date_of_birth", "not_shared"), ("date_of_birth", "pseudonymised")}


def test_the_report_says_what_the_partners_agreed(tmp_path: Path, data: Path) -> None:
    made = release(signed(tmp_path), data)
    assert "What the partners agreed" in made.report
    assert "section 5, The people and the data" in made.report
    certificate = json.loads(made.certificate.to_json())
    assert certificate["agreed"]["clause"] == "section 5, The people and the data, and the data specification"


# Figures


def agreed_figures(folder: Path) -> Path:
    """The example, whose second sharing is figures by postcode area and quarter, signed."""
    whole = answers()
    flow, rows = whole["answers"]["flows"][1], whole["answers"]["data_items"]
    flow |= {"data_form": "aggregate", "recipients": [POLICE], "name": "Assaults by area"}
    del flow["includes"]
    note = next(row for row in rows if row["column"] == "triage_note")
    note |= {"form": "not_shared", "holder": PARTIES[0]}
    del note["flows"]
    counted = {"form": "aggregate", "flows": ["Assaults by area"], "why": "To place patrols"}
    rows += [
        {"item": "Assaults", **counted},
        {"item": "Area", "column": "postcode", "precision": "postcode_area", **counted},
        {"item": "Quarter", "column": "arrival", "precision": "quarter", **counted},
    ]
    return signed(folder, write_yaml(whole))


def test_figures_leave_under_a_protocol_too(infoshare: Run, tmp_path: Path, data: Path) -> None:
    protocol, out = agreed_figures(tmp_path), tmp_path / "table.csv"
    asked = ("--protocol", protocol, "--recipient", POLICE, "--sharing", "Assaults by area", "--issued", DAY)
    ran = infoshare("tabulate", data, *asked, "--by", "postcode", "--out", out)
    assert (ran.status, ran.err) == (0, "")
    certificate = json.loads(out.with_suffix(".certificate.json").read_text(encoding="utf-8"))
    assert certificate["agreed"]["sharing"] == "Assaults by area"
    ran = infoshare("tabulate", data, *asked, "--by", "arrival", "--out", tmp_path / "second.csv")
    assert ran.status == 0, "a second table of the same day"
    ran = infoshare("tabulate", data, *asked, "--by", "weapon", "--out", tmp_path / "third.csv")
    assert (ran.status, (tmp_path / "third.csv").exists()) == (1, False)
    later = ("--issued", "2026-12-12T09:00:00+00:00")
    ran = infoshare("tabulate", data, *asked[:-2], *later, "--by", "postcode", "--out", tmp_path / "third.csv")
    assert (ran.status, "may leave again from" in ran.err) == (1, True)
    assert [each.kind for each in Register.open(tmp_path / "register").entries()].count("release") == 2
