"""Whether a check gives the same bytes however the machine is: alone, beside others, stopped.

    python -m benchmarks.steady [PATHS]

The report on the derivations is made alone, beside four processes that keep the processors busy,
and in a run whose processes are all stopped for 15 seconds in the middle.  Exit code 1 if the three
are not the same, byte by byte.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

BUSY = 4
STOPPED = 15.0
"""Seconds for which a run is stopped."""
DEFAULT = ("derivations/",)


def main(paths: Sequence[str]) -> int:
    check = [sys.executable, "-m", "derivcheck", "check", "--no-cache"]
    command = [*check, *paths, "--format", "json"]
    start = time.monotonic()
    alone = _told("alone", *_finished(_started(command)))
    half = (time.monotonic() - start) / 2
    with _busy():
        beside = _told(f"beside {BUSY}", *_finished(_started(command)))
    stopped = _told("stopped", *_finished(_stopped(_started(command), half)))
    same = alone == beside == stopped
    print("the same bytes" if same else "NOT the same bytes")
    return 0 if same and alone[1] else 1


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A run in a process group of its own, so that all its processes can be stopped."""
    return subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)


def _finished(run: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    out, _ = run.communicate()
    return run.returncode, out


def _stopped(run: subprocess.Popen[bytes], after: float) -> subprocess.Popen[bytes]:
    """The run, stopped for a while, if it is still there."""
    time.sleep(after)
    if run.poll() is not None:
        print("it was over before it could be stopped")
        return run
    os.killpg(run.pid, signal.SIGSTOP)
    time.sleep(STOPPED)
    os.killpg(run.pid, signal.SIGCONT)
    return run


@contextmanager
def _busy() -> Iterator[None]:
    """Processes that do nothing but keep the processors busy."""
    endless = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(endless) for _ in range(BUSY)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def _told(name: str, code: int, out: bytes) -> tuple[int, bytes]:
    print(f"{name:10} exit code {code}, {len(out)} bytes", flush=True)
    return code, out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or DEFAULT))
