"""Every way in which infoshare says no, in one tree, each with its exit status.

InfoshareError                  catch this to catch everything below
├── UserError                   what was given is wrong; every fault is named at once (status 2)
│   ├── PolicyError             a policy file
│   ├── QuestionnaireError      a question set, or the law it cites
│   ├── AnswersError            an answers file
│   ├── TemplateError           a Word template
│   ├── DataFileError           a data file or frame, or the place to write to
│   ├── TableError              a table of statistics, such as one whose margins do not add up
│   ├── MissingExtraError       an optional part or a language model is not installed (status 3)
│   └── MissingSecretError      the key is missing or too short (status 3)
├── SigningRefused              a protocol cannot be signed as it stands (status 1)
├── DecisionRefused             a decision cannot be entered as it stands (status 1)
└── ReleaseRefused              the release must not leave (status 1)
    ├── UnplannedColumn         the data has a column that the policy does not name
    ├── LeakFound               the gate found something that must not leave
    ├── PrivacyTargetMissed     the privacy model was not met within the limits
    ├── UnplannedTable          the policy does not publish such a table
    ├── TableUnprotected        a suppressed cell can be worked out, or none could be shown to be safe
    └── OutsideProtocol         the release goes beyond what the partners signed

A message holds column names, row numbers, kinds and counts. It never holds a value of the data.
"""

from __future__ import annotations

from typing import ClassVar


class InfoshareError(Exception):
    """The root of the tree: `faults` says what is wrong, `mend` what to do next."""

    exit_status: ClassVar[int] = 70

    def __init__(self, *faults: str, mend: str | None = None) -> None:
        self.faults = faults
        self.mend = mend
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        if len(self.faults) == 1:
            what = self.faults[0]
        else:
            what = "\n".join([f"{len(self.faults)} faults:", *(f"  - {fault}" for fault in self.faults)])
        return f"{what}\n{self.mend}" if self.mend else what


class UserError(InfoshareError):
    """What was given cannot be used; the message says where and how to mend it."""

    exit_status = 2


class PolicyError(UserError):
    """A policy file that cannot be used."""


class QuestionnaireError(UserError):
    """A question set, or the law that it cites, that cannot be used."""


class AnswersError(UserError):
    """An answers file that cannot be used."""


class TemplateError(UserError):
    """A Word template that cannot be used safely."""


class DataFileError(UserError):
    """A data file or frame that cannot be read, or a place that cannot be written."""


class TableError(UserError):
    """A table of statistics that cannot be used: parts that do not fit, margins that do not add up."""


class MissingExtraError(UserError):
    """Something that the job needs is not installed here."""

    exit_status = 3


class MissingSecretError(UserError):
    """The key for pseudonyms is missing or too short."""

    exit_status = 3


class SigningRefused(InfoshareError):
    """A protocol cannot be signed as it stands, or not by this party with this key; nothing was written."""

    exit_status = 1


class DecisionRefused(InfoshareError):
    """A decision cannot be entered in the register as it stands; nothing was written."""

    exit_status = 1


class ReleaseRefused(InfoshareError):
    """The release must not leave; nothing was written."""

    exit_status = 1


class UnplannedColumn(ReleaseRefused):
    """The data has a column that the policy does not name."""


class LeakFound(ReleaseRefused):
    """The gate found something in the release that must not leave."""


class PrivacyTargetMissed(ReleaseRefused):
    """The privacy model could not be met within the policy's limits."""


class UnplannedTable(ReleaseRefused):
    """The policy publishes other tables than the one asked for."""


class TableUnprotected(ReleaseRefused):
    """A suppressed cell can be worked out from the rest of the table, or it was not proved that none can."""


class OutsideProtocol(ReleaseRefused):
    """The release goes beyond what the partners signed."""
