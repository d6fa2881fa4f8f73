"""The risk of a table by path or frame: worked by hand, all faults at once, and never a value."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

import infoshare
from infoshare.errors import DataFileError, UserError

FRAME = pl.DataFrame(
    {
        "age": ["18-24"] * 5 + ["25-34"] * 4 + ["35-49"],
        "district": ["HM1"] * 9 + ["HM2"],
        "weapon": ["knife", "knife", "fist", "fist", None, "fist", "fist", "fist", "fist", "glass"],
    }
)
QUASI = ["age", "district"]


def test_the_figures_are_those_of_a_count_by_hand() -> None:
    found = infoshare.risk(FRAME, quasi=QUASI, sensitive=["weapon"])
    assert (found.rows, found.classes, found.k, found.sample_unique) == (10, 3, 1, 1)
    assert found.class_sizes == {1: 1, 4: 1, 5: 1}
    assert found.l == {"weapon": 1}
    assert found.t["weapon"] == pytest.approx(0.9)
    assert (found.prosecutor.highest, found.prosecutor.rows_above) == (1, 5)
    assert found.journalist.basis == "data"
    assert found.marketer.expected_rows == pytest.approx(3)
    assert found.special_uniques.rows_by_smallest == {1: 1}


def test_the_json_has_the_handbooks_names() -> None:
    said = infoshare.risk(FRAME, quasi=QUASI, sensitive=["weapon"]).model_dump(mode="json")
    assert {"k", "l", "t", "classes", "sample_unique", "prosecutor", "journalist", "marketer"} <= said.keys()


def test_every_kind_of_frame_gives_the_same() -> None:
    assert infoshare.risk(FRAME.to_pandas(), quasi=QUASI) == infoshare.risk(FRAME, quasi=QUASI)
    numbers = pd.DataFrame({"age": [1.0, 2.0, None], "district": [1, 1, 1]})
    assert infoshare.risk(numbers, quasi=QUASI).sample_unique == 3


def test_one_name_may_stand_alone() -> None:
    assert infoshare.risk(FRAME, quasi="district").classes == 2


def test_a_population_makes_the_journalists_risk_smaller_and_not_the_prosecutors() -> None:
    population = pl.concat([FRAME] * 20).select(QUASI)
    found = infoshare.risk(FRAME, quasi=QUASI, population=population)
    assert found.prosecutor.highest == 1
    assert found.journalist.highest == pytest.approx(1 / 20)
    assert (found.journalist.basis, found.journalist.short_classes) == ("population_file", 0)
    assert found.marketer.average == pytest.approx(3 / 200)


def test_a_population_smaller_than_the_data_is_told_of_and_one_in_other_words_refused() -> None:
    assert infoshare.risk(FRAME, quasi=QUASI, population=FRAME.head(3)).journalist.short_classes == 3
    with pytest.raises(DataFileError, match="none of the data's groups"):
        infoshare.risk(FRAME, quasi=QUASI, population=FRAME.with_columns(pl.lit("Harrowmere").alias("district")))


def test_a_sampling_fraction_brings_estimates_of_the_population() -> None:
    found = infoshare.risk(FRAME, quasi=QUASI, sampling_fraction=0.1)
    assert found.population is not None
    assert (found.population.population, found.population.chosen) == (100, "pitman")
    assert found.journalist.highest < 0.3


def test_an_attackers_list_is_linked_to_the_data() -> None:
    attacker = pl.DataFrame({"Age": ["35-49", "18-24", "60-79"], "name": ["a", "b", "c"]})
    found = infoshare.risk(FRAME, quasi=QUASI, sensitive=["weapon"], attacker=attacker).attack
    assert found is not None
    assert found.columns == ("age",)
    assert found.exact.candidates == {"none": 1, "1": 1, "2 to 4": 0, "5 to 9": 1, "10 or more": 0}
    assert found.exact.rightly is None


def test_every_unknown_column_is_named_at_once() -> None:
    with pytest.raises(DataFileError, match=r"(?s)3 faults.*'agee'; did you mean 'age'.*'shoes'.*'weapons'"):
        infoshare.risk(FRAME, quasi=["agee", "shoes"], sensitive=["weapons"])
    with pytest.raises(DataFileError, match=r"(?s)the population has no column 'age'.*no column 'district'"):
        infoshare.risk(FRAME, quasi=QUASI, population=FRAME.select("weapon"))
    with pytest.raises(DataFileError, match="the attacker's list has no column 'age'"):
        infoshare.risk(FRAME, quasi=QUASI, attacker=FRAME.select("weapon"))


def test_everything_that_cannot_be_used_is_said_at_once() -> None:
    with pytest.raises(UserError) as caught:
        infoshare.risk(FRAME, quasi=["age", "age"], population=FRAME, sampling_fraction=2.0, threshold=1, max_size=0)
    assert len(caught.value.faults) == 5
    with pytest.raises(UserError, match="no quasi-identifier is named"):
        infoshare.risk(FRAME, quasi=[])


def test_the_report_holds_no_value() -> None:
    said = infoshare.risk(FRAME, quasi=QUASI, sensitive=["weapon"], attacker=FRAME).model_dump_json()
    assert not [cell for column in FRAME.iter_columns() for cell in column if cell and cell in said]
