"""The certificate that goes with a release: digests, counts and verdicts, and no value of the data."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator

from infoshare.digests import canonical_json
from infoshare.model.agreed import AgreedRelease
from infoshare.model.inspection import GroupSize
from infoshare.model.noun import Noun
from infoshare.model.signature import Signature

GateVerdict = Literal["pass", "fail", "not-run"]


NO_SOURCE = "not run, for it needs the source, which was not given; so it counts as failed"


def _as_time(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("it must be an ISO 8601 time") from None
    return text


Issued = Annotated[str, AfterValidator(_as_time)]
"""When a certificate was issued: a time as ISO 8601 writes it."""


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
    """What the gate found: it passes only if every check ran and passed.

    `spared` are checks that did not run for want of the source, and of which it was said beforehand that they need not.
    """

    checks: tuple[Check, ...]
    spared: tuple[str, ...] = ()

    @property
    def verdict(self) -> Literal["pass", "fail"]:
        """`pass` if every check passed and there was at least one; otherwise `fail`."""
        passed = any(check.verdict == "pass" for check in self.checks) and not self.failures
        return "pass" if passed else "fail"

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if check.verdict != "pass" and not self._is_spared(check))

    def _is_spared(self, check: Check) -> bool:
        return check.verdict == "not-run" and check.check in self.spared

    def without_source(self) -> Verdict:
        """The same, of which the checks that need the source are spared: it covers only what the release shows."""
        return Verdict(checks=self.checks, spared=tuple(c.check for c in self.checks if c.message == NO_SOURCE))


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


class ConsentFacts(Noun):
    """How many rows of the source say what of consent: `unforeseen` answers are none that the policy expects.

    `named` rows may leave with the columns of `needed_for`; `left_out` rows stayed for want of consent.
    """

    column: str
    needed_for: tuple[str, ...]
    otherwise: str
    given: int
    refused: int
    empty: int
    unforeseen: int
    named: int
    left_out: int


class OptOutFacts(Noun):
    """How many rows of the source are of people who opted out, by a list of so many NHS numbers.

    `holds` says whether the list names those who opted out or those who are cleared. `unmatched` rows have no valid
    number, and are taken as `unmatched_are`; `left_out` rows stayed because of all this.
    """

    column: str
    list_sha256: str
    numbers: int
    holds: str
    then: str
    opted_out: int
    unmatched: int
    unmatched_are: str
    consent_prevails: bool
    left_out: int


class Standing(Noun):
    """How far rows stand out: how many share all that could single a person out with how many others.

    `rows` is exact, and so is `smallest`, the size of the smallest group. Of a source, `groups` and the counts of
    `rows_by_size` (rows in groups of each size) are rounded up to the next multiple of five and never above `rows`, so
    that they point to nobody and never understate the risk; of a release they are exact.
    """

    rows: int
    groups: int
    smallest: int
    rows_by_size: dict[GroupSize, int]


class RiskFacts(Noun):
    """How far people stood out in the whole source, and how far in the release.

    `columns` are the quasi-identifiers of the source as the policy names them, those that were dropped included.
    `after` is None if none of them leaves.
    """

    columns: tuple[str, ...]
    before: Standing
    after: Standing | None


class PolicyFacts(Noun):
    """The policy that was applied, by name, version and digest; its title, and the kind of release it makes."""

    name: str
    version: int
    sha256: str
    title: str = ""
    release: str = ""


class Attested(Noun):
    """A certificate of any kind: canonical as text, signed or not, and about files known by their digests."""

    signature: Signature | None = None

    @property
    def files(self) -> dict[str, FileFacts]:
        """The released files that it is about, by the names of their tables; a single one has the name ''."""
        raise NotImplementedError

    @property
    def checks(self) -> tuple[Check, ...]:
        """Everything that the gate checked in them."""
        raise NotImplementedError

    def to_json(self) -> str:
        """The certificate as canonical JSON text: equal certificates are equal byte for byte."""
        return canonical_json(self.model_dump(mode="json")) + "\n"


class Certificate(Attested):
    """Everything that a reader needs to know about one release, and nobody in it."""

    certificate: Literal[1] = 1
    issued: Issued
    policy: PolicyFacts
    recipient: str | None
    source: FileFacts
    release: FileFacts
    columns: tuple[ColumnFacts, ...]
    privacy: PrivacyFacts
    risk: RiskFacts | None = None
    utility: UtilityFacts | None = None
    consent: ConsentFacts | None = None
    opt_out: OptOutFacts | None = None
    redactions: dict[str, int]
    neutralised_cells: int
    gate: tuple[Check, ...]
    versions: dict[str, str]
    language_model: dict[str, str] | None
    agreed: AgreedRelease | None = None

    @property
    def earlier_releases(self) -> int | None:
        """Over how many earlier releases of its source it was laid; None if no register of them was given."""
        found = (check.counts.get("earlier") for check in self.gate if check.check == "no_differencing")
        return next(found, None)

    @property
    def files(self) -> dict[str, FileFacts]:
        """The one file released."""
        return {"": self.release}

    @property
    def checks(self) -> tuple[Check, ...]:
        """The gate's checks."""
        return self.gate


class DatasetCertificate(Attested):
    """What goes with the release of several tables: the certificate of each, and what links them.

    The privacy model holds for each table by itself, not for the tables joined by the key.
    """

    dataset_certificate: Literal[1] = 1
    issued: Issued
    dataset: PolicyFacts
    key: str
    main: str
    recipient: str | None
    tables: dict[str, Certificate]

    @property
    def files(self) -> dict[str, FileFacts]:
        """The file of each table."""
        return {name: table.release for name, table in self.tables.items()}

    @property
    def checks(self) -> tuple[Check, ...]:
        """The gate's checks of every table."""
        return tuple(check for table in self.tables.values() for check in table.gate)
