"""The tree of errors: one root, one exit status each, and messages that name every fault."""

from __future__ import annotations

import inspect

import pytest

from infoshare import errors
from infoshare.errors import (
    DataFileError,
    InfoshareError,
    LeakFound,
    MissingExtraError,
    MissingSecretError,
    OutsideProtocol,
    PolicyError,
    PrivacyTargetMissed,
    ReleaseRefused,
    UnplannedColumn,
    UserError,
)

ALL = [each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, Exception)]


@pytest.mark.parametrize("error", ALL)
def test_every_error_has_the_one_root(error: type[Exception]) -> None:
    assert issubclass(error, InfoshareError)


@pytest.mark.parametrize("error", ALL)
def test_every_error_stands_in_the_tree_at_the_top_of_the_module(error: type[Exception]) -> None:
    assert f" {error.__name__} " in f" {errors.__doc__} ".replace("\n", " ")


@pytest.mark.parametrize("error", [UnplannedColumn, LeakFound, PrivacyTargetMissed, OutsideProtocol])
def test_a_refused_release_has_status_1(error: type[InfoshareError]) -> None:
    assert issubclass(error, ReleaseRefused)
    assert not issubclass(error, UserError)
    assert error.exit_status == 1


@pytest.mark.parametrize("error", [UserError, PolicyError, DataFileError])
def test_wrong_input_has_status_2(error: type[InfoshareError]) -> None:
    assert issubclass(error, UserError)
    assert error.exit_status == 2


@pytest.mark.parametrize("error", [MissingExtraError, MissingSecretError])
def test_something_missing_here_has_status_3(error: type[InfoshareError]) -> None:
    assert issubclass(error, UserError)
    assert error.exit_status == 3


def test_a_fault_of_ours_has_status_70() -> None:
    assert InfoshareError.exit_status == 70


def test_one_fault_is_said_as_a_plain_sentence() -> None:
    assert str(DataFileError("the file is empty")) == "the file is empty"


def test_how_to_mend_it_follows_on_a_line_of_its_own() -> None:
    assert str(DataFileError("the file is empty", mend="Give another.")) == "the file is empty\nGive another."


def test_several_faults_are_counted_and_listed() -> None:
    error = PolicyError("one thing", "another thing", mend="Mend both.")
    assert str(error) == "2 faults:\n  - one thing\n  - another thing\nMend both."


def test_faults_and_mending_can_be_read_apart() -> None:
    error = PolicyError("one", "two", mend="Mend both.")
    assert (error.faults, error.mend) == (("one", "two"), "Mend both.")
