"""The whole journey of examples/journey.sh: from answers and signatures to a release, the register and a diary."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infoshare.model.certificate import Certificate
from infoshare.workflows.register import Register
from infoshare.workflows.signatures import signatures_of

ROOT = Path(__file__).parents[2]
DIARY = {"review": "2027-11-01", "expiry": "2029-11-30", "destruction": "2028-12-02"}


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that the script leaves, and what it printed."""
    folder = tmp_path_factory.mktemp("journey") / "made"
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "110"}
    environment.pop("INFOSHARE_REGISTER", None)
    script = ["bash", str(ROOT / "examples" / "journey.sh"), str(folder)]
    done = subprocess.run(script, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_three_partners_signed_this_version_and_the_certificate_names_them(journey: tuple[Path, str]) -> None:
    folder, _ = journey
    protocol, standings = signatures_of(folder / "agreed.yaml")
    assert [each.standing for each in standings] == ["signed"] * 3
    certificate = Certificate.model_validate_json((folder / "report" / "certificate.json").read_text(encoding="utf-8"))
    assert certificate.agreed
    assert certificate.agreed.sha256 == protocol.digest
    assert certificate.agreed.signed == tuple(each.party for each in standings)
    assert {check.verdict for check in certificate.gate} == {"pass"}


def test_only_what_was_agreed_left_and_the_second_release_did_not(journey: tuple[Path, str]) -> None:
    folder, said = journey
    with (folder / "release.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["attendance_id", "age", "postcode", "arrival", "location_type", "weapon"]
    assert "(status 1, and no file)" in said
    assert not (folder / "again.csv").exists()
    kinds = [each.kind for each in Register.open(folder / "register").entries()]
    assert kinds == ["protocol", "signature", "signature", "signature", "release"]


def test_the_story_tells_what_the_script_prints(journey: tuple[Path, str]) -> None:
    page = (ROOT / "docs" / "agreed-releases.md").read_text(encoding="utf-8")
    told = [line for block in re.findall(r"```text\n(.*?)```", page, re.S) for line in block.splitlines()]
    assert len(told) >= 8
    assert [line for line in told if line not in journey[1].splitlines()] == []


def test_two_readers_find_the_same_days_in_the_diary(journey: tuple[Path, str]) -> None:
    icalendar, vobject = pytest.importorskip("icalendar"), pytest.importorskip("vobject")
    text = (journey[0] / "diary.ics").read_text(encoding="utf-8")
    one = {str(event["UID"]): event.decoded("DTSTART") for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    other = {event.uid.value: event.dtstart.value for event in vobject.readOne(text).vevent_list}
    assert one == other
    assert sorted(day.isoformat() for day in one.values()) == sorted(DIARY.values())
