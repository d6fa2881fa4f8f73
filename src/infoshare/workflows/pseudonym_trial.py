"""Pseudonymises the gate's invented value as a job does, and as it would for others."""

from __future__ import annotations

from dataclasses import replace

from infoshare.anonymisation.keys import Keys
from infoshare.anonymisation.rules import cell_rule
from infoshare.engines import Engine, Treatment
from infoshare.gate.pseudonym_canary import NOBODY, OTHERS, Tokens
from infoshare.model.column_rule import Pseudonymise


def trial_of(engine: Engine, treatment: Treatment, keys: Keys) -> dict[str, Tokens]:
    """The tokens of each pseudonymised column of a job; `keys` are those that its certificate will speak of."""
    return {
        step.name: Tokens(
            released=_by_job(engine, treatment, step.name),
            anew=cell_rule(step.rule, keys)(NOBODY),
            others={name: cell_rule(step.rule, other)(NOBODY) for name, other in _others(keys).items()},
        )
        for step in treatment.plan.released
        if isinstance(step.rule, Pseudonymise)
    }


def _by_job(engine: Engine, treatment: Treatment, name: str) -> str | None:
    counted = treatment.unread.copy()
    token = engine.treat_cells(treatment, name, [NOBODY]).to_pylist()[0]
    treatment.unread.clear()
    treatment.unread.update(counted)
    return None if token is None else str(token)


def _others(keys: Keys) -> dict[str, Keys]:
    """Keys that differ in one thing."""
    wrong = bytes(byte ^ 0xFF for byte in keys.secret or b"")
    changed = (
        replace(keys, recipient=f"{keys.recipient or ''}, and another"),
        replace(keys, purpose=f"{keys.purpose}, and another"),
        replace(keys, secret=wrong),
    )
    return dict(zip(OTHERS, changed, strict=True))
