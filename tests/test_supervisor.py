"""A supervisor: it ends what it is told to end, and ends with who asks."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from deadly import Deadly
from test_processes import members

from derivcheck.checking.packing import packed, unpacked
from derivcheck.checking.pool import Task
from derivcheck.checking.supervisor import dismiss, errand, supervised
from derivcheck.checking.worker import DIED, SLOW, Lost

HERE = str(Path(__file__).parent)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits are kept by Linux")


def bundle(*works: object, seconds: float = 20) -> bytes:
    return packed([Task(number, work, seconds) for number, work in enumerate(works)])


@pytest.fixture(autouse=True)
def supervisors(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", HERE)
    yield
    dismiss("a run")


TOLD = errand(Deadly(), 0)


def test_a_supervisor_answers_bundle_after_bundle() -> None:
    first = unpacked(supervised("a run", TOLD, bundle("where", 1, "crashes", "where")))
    again = unpacked(supervised("a run", TOLD, bundle("loops", "where", seconds=0.2)))
    assert first[1:3] == [1, Lost(DIED, "SIGSEGV")]
    assert first[0][0] != first[3][0]  # another worker
    assert again[0] == Lost(SLOW)
    assert first[0][1] == first[3][1] == again[1][1]  # one supervisor


def test_who_is_dismissed_leaves_at_once() -> None:
    def end() -> None:
        time.sleep(0.5)
        dismiss("a run")

    threading.Thread(target=end).start()
    with pytest.raises(EOFError):
        supervised("a run", TOLD, bundle("loops", seconds=600))


@pytest.mark.parametrize("work", ["loops", "where"])
def test_a_supervisor_ends_with_who_asks(work: str) -> None:
    """Whether it is at work or waits."""
    text = (
        "import sys, time; from test_supervisor import *\n"
        f"supervised('a run', TOLD, bundle('{work}', seconds=600)); time.sleep(600)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", text], start_new_session=True, env=os.environ | {"PYTHONPATH": HERE}
    )
    end = time.monotonic() + 60
    while len(members(process.pid)) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(members(process.pid)) == 3
    process.kill()
    process.wait()
    while members(process.pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert members(process.pid) == []
