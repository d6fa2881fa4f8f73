"""A run that is stopped half-way leaves nothing, whichever way it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import others_in, write_csv

SLOW = """
import sys, time
from infoshare.workflows import publish
def wait(*_):
    print("writing", flush=True)
    time.sleep(60)
publish.through_the_gate = wait
sys.argv = ["infoshare", *sys.argv[1:]]
from infoshare.cli.main import main
main()
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_run_leaves_no_file(how: signal.Signals, tmp_path: Path) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("policy: p\nversion: 1\ntitle: T\ncolumns: {a: {role: plain, action: keep}}\n")
    source = write_csv(tmp_path / "in.csv", [["x"], ["y"]], ["a"])
    command = [sys.executable, "-c", SLOW, "anonymise", str(source), "--policy", str(policy), "--out"]
    with subprocess.Popen([*command, str(tmp_path / "out.csv")], stdout=subprocess.PIPE, text=True,
                          env={**os.environ}) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        time.sleep(0.1)
        running.send_signal(how)
        assert running.wait(timeout=20) != 0
    assert others_in(tmp_path, source, policy) == []
