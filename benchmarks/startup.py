"""`python -m benchmarks.startup`: what checking costs, in imports of SymPy.

    all      `derivcheck check derivations/`   at most 3 imports of SymPy + 10 ms a judged step
    lecture  the softmax lecture               at most 2 imports of SymPy

Every command runs several times, all of them in turn, so that a machine that slows down slows all
of them down; the medians are compared.  The ratio is 1 where the limit is just kept.  Byte code is
cached in a folder of its own, so that nothing is compiled, as after `pip install`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
PER_STEP = 0.010
ROOT = Path(__file__).parent.parent
CHECK = (sys.executable, "-m", "derivcheck", "check", "--no-cache")
LECTURE = "derivations/ml/softmax_cross_entropy.yaml"

COMMANDS = {
    "sympy":   (sys.executable, "-c", "import sympy"),
    "version": (sys.executable, "-m", "derivcheck", "--version"),
    "import":  (sys.executable, "-c", "import derivcheck.cli.check"),
    "lecture": (*CHECK, LECTURE),
    "all":     (*CHECK, "derivations/"),
}  # fmt: skip


def main() -> None:
    """Measure, and print one line a command and one a limit."""
    with tempfile.TemporaryDirectory() as cache:
        taken = medians(ROUNDS, cache)
    for name, seconds in taken.items():
        print(f"{name:8} {seconds:7.3f} s")
    steps = judged_steps("derivations/")
    limits = {"lecture": 2 * taken["sympy"], "all": 3 * taken["sympy"] + PER_STEP * steps}
    for name, limit in limits.items():
        print(f"{name:8} {taken[name] / limit:7.2f} of the limit of {limit:.3f} s")


def medians(rounds: int, cache: str) -> dict[str, float]:
    """The median wall clock of each command, in seconds; one more round fills the cache."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = cache
    runs = [
        {name: seconds(command, environment) for name, command in COMMANDS.items()}
        for _ in range(rounds + 1)
    ]
    return {name: statistics.median(run[name] for run in runs[1:]) for name in COMMANDS}


def seconds(command: tuple[str, ...], environment: dict[str, str]) -> float:
    """The wall clock of a command; its exit code does not matter here."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    return time.perf_counter() - start


def judged_steps(path: str) -> int:
    """How many steps of the files were judged, whatever the verdict."""
    command = (*CHECK, path, "--format", "json")
    out = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout
    return sum(json.loads(out)["summary"].values())


if __name__ == "__main__":
    main()
