"""The certificate that goes with a release: digests, counts and verdicts, and no value of the data."""

from __future__ import annotations

from typing import Literal

from infoshare.digests import canonical_json
from infoshare.model.noun import Noun

GateVerdict = Literal["pass", "fail", "not-run"]


class Check(Noun):
    """One thing the gate looked at. `counts` says how much was looked at and how much was wrong.

    `figures` are what the release reaches of the privacy models, by `model:column`.
    """

    check: str
    verdict: GateVerdict
    counts: dict[str, int]
    message: str
    figures: dict[str, float] = {}


class Verdict(Noun):
    """What the gate found: it passes only if every check ran and passed."""

    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Literal["pass", "fail"]:
        """`pass` if every check passed and there was at least one; otherwise `fail`."""
        passed = bool(self.checks) and all(check.verdict == "pass" for check in self.checks)
        return "pass" if passed else "fail"

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if check.verdict != "pass")


class FileFacts(Noun):
    """A source or a release, by digest and size. File names are left out: people put names in them.

    `notes` say how it was read: hidden rows, cells with errors and the like.
    """

    sha256: str
    rows: int
    columns: int
    notes: tuple[str, ...] = ()


class ColumnFacts(Noun):
    """What was done to one column. `unread` cells held something that is no such number, date or postcode."""

    column: str
    role: str
    action: str
    detail: str
    unread: int = 0


class ModelFacts(Noun):
    """One privacy model beyond k: the limit asked for, and the worst figure of any class of the released file."""

    model: str
    column: str | None
    asked: float
    reached: float


class PrivacyFacts(Noun):
    """The privacy models asked for, and what the released file reaches.

    `method` is the way taken, `loss` what the method `generalise` lost, 0 to 1, and `note` what is to be known of it.
    """

    k_asked: int
    k_reached: int | None
    l_asked: dict[str, int]
    suppressed_rows: int
    max_suppressed: float
    not_sampled_rows: int = 0
    method: str = "suppress"
    loss: float | None = None
    models: tuple[ModelFacts, ...] = ()
    note: str = ""
    population_sha256: str | None = None


class ColumnUtility(Noun):
    """What one released column lost, each a share from 0 (nothing) to 1; None where it was not worked out.

    `loss` and `entropy` are of quasi-identifiers: the normalised loss of Iyengar (2002), and the non-uniform entropy.
    `moved` is the total variation distance of its values' shares with and without the rows that were left out.
    """

    column: str
    loss: float | None
    entropy: float | None
    moved: float | None


class UtilityFacts(Noun):
    """What the release is still good for: how alike its rows became, and what each column lost.

    `groups` are the equivalence classes that left, `average_group` their rows on average, and `discernibility` the
    metric of Bayardo and Agrawal (2005); None if no quasi-identifier left.
    """

    groups: int
    average_group: float | None
    discernibility: int | None
    columns: tuple[ColumnUtility, ...]


class PolicyFacts(Noun):
    """The policy that was applied, by name, version and digest."""

    name: str
    version: int
    sha256: str


class Certificate(Noun):
    """Everything that a reader needs to know about one release, and nobody in it."""

    certificate: Literal[1] = 1
    issued: str
    policy: PolicyFacts
    recipient: str | None
    source: FileFacts
    release: FileFacts
    columns: tuple[ColumnFacts, ...]
    privacy: PrivacyFacts
    utility: UtilityFacts | None = None
    redactions: dict[str, int]
    neutralised_cells: int
    gate: tuple[Check, ...]
    versions: dict[str, str]
    language_model: dict[str, str] | None

    def to_json(self) -> str:
        """The certificate as canonical JSON text: equal certificates are equal byte for byte."""
        return canonical_json(self.model_dump(mode="json")) + "\n"


class DatasetCertificate(Noun):
    """What goes with the release of several tables: the certificate of each, and what links them.

    The privacy model holds for each table by itself, not for the tables joined by the key.
    """

    dataset_certificate: Literal[1] = 1
    issued: str
    dataset: PolicyFacts
    key: str
    main: str
    recipient: str | None
    tables: dict[str, Certificate]

    def to_json(self) -> str:
        """The certificate as canonical JSON text: equal certificates are equal byte for byte."""
        return canonical_json(self.model_dump(mode="json")) + "\n"
