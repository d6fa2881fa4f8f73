"""Knows where the shipped policies, question sets, law and Word templates are, installed or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

POLICIES = "policies"
PROTOCOL_TEMPLATES = "protocol_templates"
PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parents[1]


@cache
def folder(name: str) -> Path:
    """The folder of that name: inside the installed package, or at the root of a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else CHECKOUT / name


def shipped_policies() -> dict[str, Path]:
    """Every shipped policy file by its name."""
    return {path.stem: path for path in sorted(folder(POLICIES).glob("*.yaml"))}


def shipped_hierarchies() -> dict[str, Path]:
    """Every shipped hierarchy file by its name."""
    return {path.stem: path for path in sorted((folder(POLICIES) / "hierarchies").glob("*.csv"))}


def hierarchy_data(name: str) -> Path:
    """The data behind a hierarchy that is worked out, such as the ranges of `icd10`."""
    return folder(POLICIES) / "hierarchies" / f"{name}.yaml"


def shipped_questionnaires() -> dict[str, Path]:
    """The folder of every shipped question set by its id."""
    found = sorted(folder(PROTOCOL_TEMPLATES).glob("*/questions.yaml"))
    return {path.parent.name: path.parent for path in found}


def shared_questions() -> Path:
    """The questions that question sets share."""
    return folder(PROTOCOL_TEMPLATES) / "shared_questions.yaml"


def leaflet_folder() -> Path:
    """The Word templates of the documents that go with any agreement."""
    return folder(PROTOCOL_TEMPLATES) / "documents"


def plain_words() -> Path:
    """The words that a protocol explains."""
    return folder(PROTOCOL_TEMPLATES) / "plain_words.yaml"


def old_sections() -> Path:
    """How the sections of a protocol are found in somebody's old document."""
    return folder(PROTOCOL_TEMPLATES) / "old_sections.yaml"


def precisions() -> Path:
    """How exactly the items of a data schedule may leave."""
    return folder(PROTOCOL_TEMPLATES) / "precisions.yaml"


def report_template() -> Path:
    """The Word template of the report of a release."""
    return folder(PROTOCOL_TEMPLATES) / "release-report" / "report.docx"


def law_file(name: str) -> Path:
    """One of the law's data files, such as `provisions` or `bodies`."""
    return folder(PROTOCOL_TEMPLATES) / "law" / f"{name}.yaml"


def example_data(policy_name: str) -> Path:
    """The example data set that is shipped for a policy."""
    return folder(POLICIES) / "examples" / f"{policy_name}.csv"
