"""Whether the day or the month comes first is known, or nothing leaves."""

import pyarrow as pa
import pytest

import infoshare
from infoshare.errors import DataFileError
from infoshare.workflows.policy_text import draft_policy
from tests.conftest import MakePolicy, Refused

COLUMNS = {
    "born": {"role": "direct", "action": "drop", "known": "date_of_birth"},
    "seen": {"role": "plain", "action": "coarsen_date", "to": "day"},
    "note": {"role": "text", "action": "redact"},
}


def table(born: str, seen: str, note: str = "") -> pa.Table:
    return pa.table({"born": [born, "12/09/1990"], "seen": [seen, "05/06/2025"], "note": [note, ""]})


def test_every_column_in_doubt_is_named_with_what_to_do(make_policy: MakePolicy, refused: Refused) -> None:
    with refused(DataFileError, never=("1990", "03/04")) as caught:
        infoshare.anonymise(table("01/02/1981", "03/04/2025"), make_policy(COLUMNS))
    assert [fault.split(" has ")[0] for fault in caught.value.faults] == ["'born'", "'seen'"]
    assert "`dates: day_first`" in str(caught.value)


@pytest.mark.parametrize("written", ["13 September 1990", "09/13/1990", "13/9/90"])
def test_a_birth_written_month_first_is_sought_however_a_text_writes_it(make_policy: MakePolicy, written: str) -> None:
    data = table("09/13/1990", "13/05/2025", f"Seen at noon, born {written}.")
    release = infoshare.anonymise(data, make_policy(COLUMNS))
    assert release.data["note"][0].as_py() == "Seen at noon, born [DATE]."
    assert release.data["seen"].to_pylist() == ["2025-05-13", "2025-06-05"]


def test_verify_reads_the_source_as_it_was_read(make_policy: MakePolicy) -> None:
    policy, data = make_policy(COLUMNS, dates="month_first"), table("01/02/1981", "03/04/2025", "Fell on the stairs.")
    release = infoshare.anonymise(data, policy)
    assert release.data["seen"].to_pylist() == ["2025-03-04", "2025-05-06"]
    assert infoshare.verify(release.data, source=data, policy=policy).verdict == "pass"


SHOWN = {"13/04/2025": "dates: day_first\n", "04/13/2025": "dates: month_first\n", "04/03/2025": "# dates: day_first\n"}


@pytest.mark.parametrize(("seen", "said"), SHOWN.items())
def test_a_drafted_policy_says_what_the_data_shows(seen: str, said: str) -> None:
    looked = infoshare.inspect(pa.table({"seen": [seen, "05/06/2025"], "ward": ["North", "South"]}))
    assert f"\n{said}" in draft_policy(looked, "draft")
