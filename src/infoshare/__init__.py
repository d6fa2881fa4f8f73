"""Information-sharing protocols checked against the law, and releases that cannot go beyond them.

The names below are the whole public interface, with `infoshare.errors`; anything else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoshare._version import __version__
from infoshare.errors import InfoshareError, ReleaseRefused, UserError

if TYPE_CHECKING:
    from infoshare.certificates.signing import SigningKey
    from infoshare.model.certificate import Certificate, Verdict
    from infoshare.model.finding import Finding
    from infoshare.model.inspection import Inspection
    from infoshare.model.policy import Policy
    from infoshare.model.risk import Rehearsal, RiskReport
    from infoshare.workflows.anonymise import Release, anonymise
    from infoshare.workflows.dataset import anonymise_dataset
    from infoshare.workflows.inspect import inspect
    from infoshare.workflows.law import may_share
    from infoshare.workflows.protocol import Protocol
    from infoshare.workflows.redact import redact
    from infoshare.workflows.rehearse import rehearse
    from infoshare.workflows.risk import risk
    from infoshare.workflows.tabulate import TableRelease, tabulate
    from infoshare.workflows.under_protocol import Terms
    from infoshare.workflows.verify import verify

__all__ = [
    "Certificate",
    "Finding",
    "InfoshareError",
    "Inspection",
    "Policy",
    "Protocol",
    "Rehearsal",
    "Release",
    "ReleaseRefused",
    "RiskReport",
    "SigningKey",
    "TableRelease",
    "Terms",
    "UserError",
    "Verdict",
    "__version__",
    "anonymise",
    "anonymise_dataset",
    "inspect",
    "may_share",
    "redact",
    "rehearse",
    "risk",
    "tabulate",
    "verify",
]

_HOMES = {
    "Certificate": "infoshare.model.certificate",
    "Finding": "infoshare.model.finding",
    "Inspection": "infoshare.model.inspection",
    "Policy": "infoshare.model.policy",
    "Protocol": "infoshare.workflows.protocol",
    "Rehearsal": "infoshare.model.risk",
    "Release": "infoshare.workflows.anonymise",
    "RiskReport": "infoshare.model.risk",
    "SigningKey": "infoshare.certificates.signing",
    "TableRelease": "infoshare.workflows.tabulate",
    "Terms": "infoshare.workflows.under_protocol",
    "Verdict": "infoshare.model.certificate",
    "anonymise": "infoshare.workflows.anonymise",
    "anonymise_dataset": "infoshare.workflows.dataset",
    "inspect": "infoshare.workflows.inspect",
    "may_share": "infoshare.workflows.law",
    "redact": "infoshare.workflows.redact",
    "rehearse": "infoshare.workflows.rehearse",
    "risk": "infoshare.workflows.risk",
    "tabulate": "infoshare.workflows.tabulate",
    "verify": "infoshare.workflows.verify",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that `import infoshare` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'infoshare' has no attribute '{name}'")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    """The public names."""
    return __all__
