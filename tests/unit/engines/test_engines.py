"""The engines: each treats, counts and thins a batch in the same way; the tables in tests/spec say the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pytest

from infoshare.anonymisation.classes import Classes
from infoshare.anonymisation.plan import compile_plan
from infoshare.anonymisation.targets import Targets
from infoshare.engines import ENGINES, Engine, Treatment, engine_named
from infoshare.errors import MissingSecretError, UserError
from infoshare.model.record import Record
from tests.conftest import MakePolicy, Refused

KEEP = {"role": "plain", "action": "keep"}
QUASI = {"role": "quasi", "action": "keep"}
BAND = {"role": "quasi", "action": "band", "edges": [0, 18]}
TEXT = {"role": "text", "action": "redact"}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_named(request.param)


def batch_of(**columns: list[object]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_an_engine_that_does_not_exist_is_answered_with_those_that_do(refused: Refused) -> None:
    with refused(UserError) as caught:
        engine_named("spark")
    assert "Engines: polars, reference." in str(caught.value)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_has_the_name_it_is_asked_for_by(name: str) -> None:
    assert engine_named(name).name == name


def test_columns_leave_under_the_names_of_the_policy_and_in_the_order_of_the_data(
    engine: Engine, make_policy: MakePolicy
) -> None:
    plan = compile_plan(make_policy({"ward": KEEP, "age": BAND}), ["AGE", "Ward"])
    treated = engine.treat(Treatment.of(plan, None), batch_of(AGE=["5"], Ward=["A"]))
    assert treated.to_pydict() == {"age": ["0-17"], "ward": ["A"]}


def test_cells_that_are_kept_keep_their_type(engine: Engine, make_policy: MakePolicy) -> None:
    plan = compile_plan(make_policy({"count": KEEP}), ["count"])
    treated = engine.treat(Treatment.of(plan, None), batch_of(count=[1, None, 3]))
    assert treated.schema.field("count").type == pa.int64()


def test_cells_that_could_not_be_read_leave_blank_and_are_counted(engine: Engine, make_policy: MakePolicy) -> None:
    treatment = Treatment.of(compile_plan(make_policy({"age": BAND}), ["age"]), None)
    treated = engine.treat(treatment, batch_of(age=["5", "old", "", None, "old", "40"]))
    assert treated.to_pydict() == {"age": ["0-17", None, None, None, None, "18 and over"]}
    assert treatment.unread == {"age": 2}


@pytest.mark.parametrize("cells", [[], [None, None], ["", ""], ["old"]])
def test_a_batch_in_which_nothing_can_be_read_is_no_accident(
    engine: Engine, make_policy: MakePolicy, cells: list[str | None]
) -> None:
    treatment = Treatment.of(compile_plan(make_policy({"age": BAND}), ["age"]), None)
    batch = pa.RecordBatch.from_arrays([pa.array(cells, pa.string())], names=["age"])
    assert engine.treat(treatment, batch).to_pydict() == {"age": [None] * len(cells)}


def test_the_redactor_gets_each_row_with_what_is_known_of_its_own_person(
    engine: Engine, make_policy: MakePolicy
) -> None:
    asked: list[object] = []

    def redact(texts: Sequence[str | None], records: Sequence[Record]) -> list[str | None]:
        asked.extend((text, record.known) for text, record in zip(texts, records, strict=True))
        return ["[NAME]" if text else text for text in texts]

    surname = {"role": "direct", "action": "drop", "known": "name"}
    policy = make_policy({"surname": surname, "ref": {"role": "direct", "action": "drop"}, "note": TEXT})
    treatment = Treatment.of(compile_plan(policy, ["surname", "ref", "note"]), None, {"note": redact})
    batch = batch_of(surname=["Varnholt", None], ref=["A-100001", "A-100002"], note=["seen", None])
    assert engine.treat(treatment, batch).to_pydict() == {"note": ["[NAME]", None]}
    assert asked == [
        ("seen", [("name", "Varnholt"), ("reference", "A-100001")]),
        (None, [("reference", "A-100002")]),
    ]


def test_a_person_is_the_same_however_their_number_is_written(engine: Engine, make_policy: MakePolicy) -> None:
    """Dates in texts and in columns are moved by the same interval, whichever way the number is written."""
    people: list[str | None] = []

    def redact(texts: Sequence[str | None], records: Sequence[Record]) -> list[str | None]:
        people.extend(record.person for record in records)
        return list(texts)

    note = {**TEXT, "dates": "shift", "person": "nhs"}
    policy = make_policy({"nhs": {"role": "direct", "action": "drop", "known": "nhs"}, "note": note})
    treatment = Treatment.of(compile_plan(policy, ["nhs", "note"]), None, {"note": redact})
    engine.treat(treatment, batch_of(nhs=["999 000 0018", "9990000018", None], note=["a", "b", "c"]))
    assert people == ["9990000018", "9990000018", None]


def test_a_plan_that_redacts_does_not_run_without_a_redactor(make_policy: MakePolicy) -> None:
    with pytest.raises(RuntimeError):
        Treatment.of(compile_plan(make_policy({"note": TEXT}), ["note"]), None)


def test_pseudonyms_without_a_key_are_refused_before_any_row(make_policy: MakePolicy, refused: Refused) -> None:
    policy = make_policy({"id": {"role": "direct", "action": "pseudonymise"}})
    with refused(MissingSecretError):
        Treatment.of(compile_plan(policy, ["id"]), None)


def test_classes_are_counted_over_batches_with_their_sensitive_values(engine: Engine) -> None:
    classes = Classes()
    engine.count(classes, batch_of(town=["A", "A", None], weapon=["knife", "fist", "knife"]), ["town"], ["weapon"])
    engine.count(classes, batch_of(town=["A", None], weapon=[None, "knife"]), ["town"], ["weapon"])
    assert classes.rows == 5
    assert classes.failing(Targets(k=3, l_diversity={"weapon": 3})) == {(None,): 2}
    assert classes.failing(Targets(k=2, l_diversity={"weapon": 2})) == {(None,): 2}


def test_rows_of_failing_classes_do_not_survive_and_the_others_keep_their_order(engine: Engine) -> None:
    batch = batch_of(town=["A", "B", None, "A", ""], sex=["F", "F", "F", "M", "F"])
    failing = {("A", "F"): 1, (None, "F"): 2}
    assert engine.surviving(batch, ["town", "sex"], failing).to_pylist() == [1, 3]


def test_all_rows_survive_if_nothing_fails(engine: Engine) -> None:
    assert engine.surviving(batch_of(town=["A", "B"]), ["town"], {}).to_pylist() == [0, 1]


@pytest.mark.parametrize("name", ["*", "^t.*$", "town ", 'a"b', "sele ct"])
def test_a_column_may_be_called_anything(engine: Engine, name: str) -> None:
    batch = pa.RecordBatch.from_pydict({name: ["A", "A", "B"], "town": ["x", "x", "x"], f"s{name}": ["1", "2", "3"]})
    classes = Classes()
    engine.count(classes, batch, [name, "town"], [f"s{name}"])
    assert classes.failing(Targets(k=2, l_diversity={f"s{name}": 2})) == {("B", "x"): 1}
    assert engine.surviving(batch, [name, "town"], {("B", "x"): 1}).to_pylist() == [0, 1]
