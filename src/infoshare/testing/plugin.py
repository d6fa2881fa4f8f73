"""The pytest plugin: a fixture with the assertion, whose failures are reported without anybody's variables.

It is loaded in every run of pytest where infoshare is installed, so it imports nothing until the fixture is used.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterator

import pytest
from _pytest._code.code import ExceptionRepr

OURS = "infoshare.testing.assertion"


@pytest.fixture(scope="session", name="assert_no_identifiers")
def assertion() -> Callable[..., None]:
    """The assertion `infoshare.testing.assert_no_identifiers(released, people)`."""
    from infoshare.testing.assertion import assert_no_identifiers

    return assert_no_identifiers


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the assertion failed, report its message and the place alone: lines of code and variables hold values."""
    report = yield
    if call.excinfo is not None and any(map(_is_ours, _leaves(call.excinfo.value))):
        report.longrepr = _message_alone(call.excinfo)
    return report


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """The error, or those that a group of them holds."""
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error


def _is_ours(error: BaseException) -> bool:
    """Whether an error was raised by the assertion itself."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return last is not None and last.tb_frame.f_globals.get("__name__") == OURS


def _message_alone(caught: pytest.ExceptionInfo[BaseException]) -> ExceptionRepr | str:
    if isinstance(caught.value, BaseExceptionGroup):
        return "".join(line for each in _leaves(caught.value) for line in _lines(each))
    shown = caught.getrepr(style="value", showlocals=False, funcargs=False, chain=False)
    if shown.reprcrash is not None:
        shown.addsection("where", f"{shown.reprcrash.path}:{shown.reprcrash.lineno}")
    return shown


def _lines(error: BaseException) -> list[str]:
    """The message of our error; that of any other, with its traceback."""
    return traceback.format_exception_only(error) if _is_ours(error) else traceback.format_exception(error)
