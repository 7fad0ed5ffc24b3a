"""`python tests/batter.py`: kills and damages a cache many times, and compares every report.

    kill     `kill -9` of a run, or of one of its workers, at a random moment; then a whole run
    flip     bytes flipped at random places of the file; then a whole run

Each whole run must give the report of a run without a cache, byte for byte.  Runs are forked from
this process, which has loaded the command: starting is not paid for hundreds of times, and the
moments fall into what a run does.  Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from derivcheck.cli import check, judging  # noqa: F401  # what the command loads when it is called
from derivcheck.cli.main import main as derivcheck

ROOT = Path(__file__).parent.parent
FOLDERS = [str(ROOT / "derivations" / "algebra")]
CHECK = ("check", "--format", "json", "-j2")


def main() -> int:
    """Batter the cache, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        plain = report("--no-cache")
        if not any(file["steps"] for file in json.loads(plain or "{}").get("files", ())):
            print("the run without a cache reports no step: nothing could be compared with it")
            return 1
        cache = Path(folder)
        cold, warm = taken(cache), taken(cache)
        killed = tried(options.kills, lambda: after_kill(cache, plain, cold, warm, rng))
        same = tried(options.flips, lambda: after_flips(cache, plain, rng))
    print(f"killed:  {killed[True]} of {killed.total()} whole runs after it gave the same report")
    print(f"flipped: {same[True]} of {same.total()} runs gave the same report")
    return 1 if killed[False] or same[False] else 0


def tried(times: int, once: Callable[[], bool]) -> Counter[bool]:
    """How often all was well, and how often not; Ctrl-C ends it with what is known so far."""
    found: Counter[bool] = Counter()
    try:
        for _ in range(times):
            found[once()] += 1
    except KeyboardInterrupt:
        print("ended early", file=sys.stderr)
    return found


def report(*arguments: str) -> bytes:
    """The report of a whole run."""
    with tempfile.TemporaryFile() as out:
        os.waitpid(started(out.fileno(), *arguments), 0)
        out.seek(0)
        return out.read()


def started(out: int, *arguments: str) -> int:
    """A process that runs the command, and writes to a file that is open."""
    if process := os.fork():
        return process
    os.dup2(out, 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        derivcheck((*CHECK, *arguments, *FOLDERS))
    except SystemExit as end:
        os._exit(int(end.code or 0))
    finally:
        os._exit(1)


def taken(cache: Path) -> float:
    """The seconds of a whole run."""
    start = time.monotonic()
    report("--cache-dir", str(cache))
    return time.monotonic() - start


def after_kill(cache: Path, plain: bytes, cold: float, warm: float, rng: random.Random) -> bool:
    """Whether all is well after a kill; every third time the cache was empty before."""
    empty = rng.random() < 1 / 3
    for file in cache.iterdir() if empty else ():
        file.unlink()
    with open(os.devnull, "wb") as nowhere:
        run = started(nowhere.fileno(), "--cache-dir", str(cache))
    time.sleep(rng.uniform(0, cold if empty else warm))
    victim = rng.choice([run, *children(run)])
    with suppress(ProcessLookupError):  # it had ended
        os.kill(victim, signal.SIGKILL)
    os.waitpid(run, 0)
    return report("--cache-dir", str(cache)) == plain


def children(process: int) -> list[int]:
    """The processes that a process has started, where the system tells."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(number) for number in told.split()]


def after_flips(cache: Path, plain: bytes, rng: random.Random) -> bool:
    """Whether all is well after a few flipped bytes."""
    (file,) = cache.iterdir()
    data = bytearray(file.read_bytes())
    for _ in range(rng.choice((1, 10, 200))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    file.write_bytes(data)
    return report("--cache-dir", str(cache)) == plain


if __name__ == "__main__":
    sys.exit(main())
