"""Whatever the facts of a flow, an answer comes, and it hangs together."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import infoshare
from infoshare.errors import AnswersError
from infoshare.model.law import Law

LAW = Law.load()
WORST_FIRST = ("stop", "gap", "judgement", "fine")
PROVISIONS = {provision.short for provision in LAW.provisions}
BODIES = st.sampled_from([body.id for body in LAW.bodies])
MAYBE = st.none() | st.booleans()
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "discloser": BODIES,
        "recipient": BODIES,
        "recipient_acts_for": BODIES | st.none(),
        "also_to": st.lists(BODIES, max_size=2),
        "purpose": st.sampled_from(
            ["prevent_violence", "individual_care", "medical_research", "marketing", "anything"]
        ),
        "data_form": st.sampled_from(["aggregate", "depersonalised", "pseudonymised", "identifiable"]),
        **dict.fromkeys(["special_category", "health_origin", "patient_information", "criminal_offence"], MAYBE),
        **dict.fromkeys(["children", "victims", "confidential", "appropriate_policy_document", "dpia"], MAYBE),
        "guardian_decision": MAYBE,
        "consent": st.sampled_from(["explicit_given", "refused", "not_sought", "not_safe", "would_prejudice"]),
        "gateway": st.sampled_from([*(gateway.id for gateway in LAW.gateways), "none"]),
        "cda_provision": st.sampled_from(["s.6", "s.1", "s.17", "", "nonsense"]),
        "art6": st.sampled_from(["6_1_a", "6_1_c", "6_1_d", "6_1_e", "6_1_ea", "6_1_f", "none"]),
        "art9": st.sampled_from(["9_2_a", "9_2_c", "9_2_g", "9_2_h", "none"]),
        "sch1": st.sampled_from(["para_2", "para_6", "para_10", "para_14", "para_18", "none"]),
        "part3": st.sampled_from(["s35_2_b", "s36_4", "s35_5_sch8_para_1"]) | st.none(),
        "date": st.dates(datetime.date(1998, 1, 1), datetime.date(2040, 1, 1)),
        "territory": st.sampled_from(["England", "Wales"]),
        "frequency": st.sampled_from(["one_off", "weekly", "quarterly", "routine"]),
        "other": st.fixed_dictionaries(
            {},
            optional=dict.fromkeys(
                ["refused", "written_reasons", "opt_out_set", "matching", "limited_to_order", "s45_conditions_met"],
                MAYBE,
            ),
        ),
    },
)
STATED = ("discloser", "recipient", "purpose", "data_form", "date", "territory", "gateway", "cda_provision", "art6")
FLOWS = Path(__file__).parents[1] / "spec" / "flows"
FINE = yaml.safe_load((FLOWS / "section_115.yaml").read_text(encoding="utf-8"))["situations"][0]["facts"]


@given(FACTS)
def test_any_facts_get_an_answer_that_hangs_together(facts: dict[str, Any]) -> None:
    advice = infoshare.may_share(facts)
    ranks = [WORST_FIRST.index(reason.verdict) for reason in advice.reasons]
    assert ranks == sorted(ranks)
    assert advice.verdict == advice.reasons[0].verdict
    for reason in advice.reasons:
        assert reason.provision in PROVISIONS
        assert reason.message
        assert reason.mend.endswith(".")


@given(FACTS)
def test_the_same_facts_get_the_same_answer(facts: dict[str, Any]) -> None:
    assert infoshare.may_share(facts) == infoshare.may_share(dict(reversed(facts.items())))


@given(FACTS, BODIES)
def test_one_more_recipient_never_lifts_a_stop(facts: dict[str, Any], body: str) -> None:
    more = facts | {"also_to": [*facts.get("also_to", []), body]}
    if infoshare.may_share(facts).verdict == "stop":
        assert infoshare.may_share(more).verdict == "stop"


@given(FACTS, st.text(min_size=1).filter(lambda key: key not in {*STATED, "other"}))
def test_a_fact_that_is_not_known_is_an_error(facts: dict[str, Any], key: str) -> None:
    known = set(infoshare.may_share.__globals__["Flow"].model_fields)
    if key not in known:
        with pytest.raises(AnswersError):
            infoshare.may_share(facts | {key: True})


@pytest.mark.parametrize("fact", STATED)
def test_a_deciding_fact_of_a_fine_flow_that_is_not_stated_is_a_gap_that_names_it(fact: str) -> None:
    advice = infoshare.may_share(FINE | {fact: None})
    gaps = [f"{reason.message} {reason.mend}" for reason in advice.reasons if reason.verdict == "gap"]
    assert advice.verdict == "gap"
    assert any(fact in said for said in gaps), gaps
