"""What every test shares: no network, no key from outside, Hypothesis profiles, and how a refusal is judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import disable_socket

from infoshare.errors import InfoshareError, PolicyError
from infoshare.model.policy import Policy

settings.register_profile(
    "ci", max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("INFOSHARE_HYPOTHESIS", "ci"))
for _secret in ("INFOSHARE_KEY", "INFOSHARE_SIGNING_KEY", "INFOSHARE_SIGNING_PASSPHRASE"):
    os.environ.pop(_secret, None)

MakePolicy = Callable[..., Policy]
Refused = Callable[..., AbstractContextManager[pytest.ExceptionInfo[InfoshareError]]]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Block the network for every test that does not ask for it, whatever the command line says."""
    if "enable_socket" not in item.keywords:
        disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session")
def make_policy() -> MakePolicy:
    """A policy with these columns, and whatever else differs from the plainest one."""

    def make(columns: dict[str, object], **rest: object) -> Policy:
        written = {"policy": "test", "version": 1, "title": "For a test", "columns": columns, **rest}
        return Policy.parsed(written, PolicyError, "test.yaml")

    return make


@pytest.fixture(scope="session")
def refused() -> Refused:
    """A context that expects one kind of refusal, and that `never` (values of the data) is not said in it."""

    @contextmanager
    def refused_as(
        kind: type[InfoshareError], *, never: Sequence[str] = ()
    ) -> Iterator[pytest.ExceptionInfo[InfoshareError]]:
        with pytest.raises(InfoshareError) as caught:
            yield caught
        assert type(caught.value) is kind, f"{type(caught.value).__name__}: {caught.value}"
        said = _everything_said(caught.value).casefold()
        assert not [value for value in never if value.casefold() in said], "a value of the data is said"

    return refused_as


def _everything_said(error: BaseException) -> str:
    """The message of an error, and of those that a traceback would show with it."""
    shown = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{error}{error!r}" + (_everything_said(shown) if shown else "")
