"""Certificates of invented releases, for the tests of reports: with all there is to say, or next to nothing."""

from __future__ import annotations

from infoshare.model.certificate import (
    Certificate,
    Check,
    ColumnFacts,
    ColumnUtility,
    DatasetCertificate,
    FileFacts,
    ModelFacts,
    PolicyFacts,
    PrivacyFacts,
    RiskFacts,
    Standing,
    UtilityFacts,
)
from infoshare.model.signature import Signature

HOSTILE = "<b>{{ 7*7 }} {% raw %} & \"'"


def column(name: str, role: str, action: str, detail: str = "", unread: int = 0) -> ColumnFacts:
    return ColumnFacts(column=name, role=role, action=action, detail=detail, unread=unread)


FULL = Certificate(
    issued="2026-11-26T09:00:00+00:00",
    signature=Signature(key_sha256="e" * 64, signer="Asha Example", role="Data protection officer", value="0" * 128),
    policy=PolicyFacts(name="ae-violence", version=1, sha256="a" * 64, title="Assaults by place", release="anonymised"),
    recipient="Harrowmere Council",
    source=FileFacts(sha256="b" * 64, rows=1500, columns=7, notes=("2 hidden rows were read",)),
    release=FileFacts(sha256="c" * 64, rows=1400, columns=6),
    columns=(
        column("id", "direct", "pseudonymise"), column("surname", "direct", "drop"),
        column("age", "quasi", "band", "beginning at 0, 18", 3), column(HOSTILE, "quasi", "keep"),
        column("weapon", "sensitive", "keep"), column("note", "text", "redact", "strictly"),
        column("site", "plain", "keep"),
    ),
    privacy=PrivacyFacts(
        k_asked=5, k_reached=6, l_asked={"weapon": 2}, suppressed_rows=70, max_suppressed=0.1, not_sampled_rows=30,
        method="generalise", loss=0.231, note="Groups may lie side by side.",
        models=(ModelFacts(model="l", column="weapon", asked=2.0, reached=3.0),
                ModelFacts(model="k_map", column=None, asked=10.0, reached=12.0)),
        population_sha256="d" * 64,
    ),
    risk=RiskFacts(
        columns=("age", HOSTILE),
        before=Standing(rows=1500, groups=1495, smallest=1, rows_by_size={"1": 1490, "2": 10}),
        after=Standing(rows=1400, groups=80, smallest=6, rows_by_size={"5-9": 150, "10+": 1250}),
    ),
    utility=UtilityFacts(
        groups=77, average_group=18.2, discernibility=40_000,
        columns=(ColumnUtility(column="age", loss=0.2, entropy=0.3, moved=0.01),
                 ColumnUtility(column="site", loss=None, entropy=None, moved=0.0)),
    ),
    redactions={"NAME": 2232, "NHS NUMBER": 181},
    neutralised_cells=1,
    gate=(Check(check="columns_agreed", verdict="pass", counts={}, message="every released column is in the policy"),
          Check(check="made_up_later", verdict="pass", counts={}, message="fine")),
    versions={"infoshare": "0", "python": "3"},
    language_model={"name": "infoshare tagger", "version": "0", "sha256": "f" * 64},
)  # fmt: skip

BARE = FULL.model_copy(
    update={
        "signature": None, "recipient": None, "risk": None, "utility": None, "redactions": {}, "neutralised_cells": 0,
        "language_model": None, "columns": (column("site", "plain", "keep"),), "issued": "2026-11-26",
        "privacy": PrivacyFacts(k_asked=1, k_reached=None, l_asked={}, suppressed_rows=0, max_suppressed=0.0),
        "policy": PolicyFacts(name="free-text", version=1, sha256="a" * 64),
    }
)  # fmt: skip

DATASET = DatasetCertificate(
    issued="2026-11-26", dataset=PolicyFacts(name="ae", version=2, sha256="a" * 64, title="Two tables"), key="id",
    main="visits", recipient="Harrowmere Council", tables={"codes": BARE, "visits": FULL},
)  # fmt: skip

ALL = {"full": FULL, "bare": BARE, "dataset": DATASET}
