"""`python tests/batter.py`: kills and damages a cache many times, and compares every report.

    kill     `kill -9` of a run, or of one of its workers, at a random moment; then a whole run
    flip     bytes flipped at random places of the file; then a whole run

Each whole run must give the report of a run without a cache, byte for byte.  Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = [str(ROOT / "derivations" / "algebra")]
CHECK = (sys.executable, "-m", "derivcheck", "check", "--format", "json", "-j2")


def main() -> int:
    """Batter the cache, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        plain = report("--no-cache")
        whole = time.monotonic() - start
        if not any(file["steps"] for file in json.loads(plain or "{}").get("files", ())):
            print("the run without a cache reports no step: nothing could be compared with it")
            return 1
        cache = Path(folder)
        killed = tried(options.kills, lambda: after_kill(cache, plain, whole, rng))
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
    return subprocess.run(
        (*CHECK, *arguments, *FOLDERS), stdout=subprocess.PIPE, check=False
    ).stdout


def after_kill(cache: Path, plain: bytes, whole: float, rng: random.Random) -> bool:
    """Whether all is well after a kill; every third time the cache was empty before."""
    if rng.random() < 1 / 3:
        for file in cache.iterdir():
            file.unlink()
    run = subprocess.Popen(
        (*CHECK, "--cache-dir", str(cache), *FOLDERS),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(rng.uniform(0.1, whole))
    workers = children(run.pid)
    victim = rng.choice([run.pid, *workers])
    with suppress(ProcessLookupError):  # it had ended
        os.kill(victim, signal.SIGKILL)
    run.wait()
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
