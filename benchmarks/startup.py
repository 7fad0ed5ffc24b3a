"""`python -m benchmarks.startup`: what checking costs, in imports of SymPy.

    all      `derivcheck check derivations/`   at most 3 imports of SymPy + 10 ms a judged step
    lecture  the softmax lecture               at most 2 imports of SymPy

Every command runs several times, all of them in turn, so that a machine that slows down slows all
of them down; the medians are compared.  The ratio is 1 where the limit is just kept.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 5
PER_STEP = 0.010
ROOT = Path(__file__).parent.parent
CHECK = (sys.executable, "-m", "derivcheck", "check")
LECTURE = "derivations/ml/softmax_cross_entropy.yaml"

COMMANDS = {
    "sympy":   (sys.executable, "-c", "import sympy"),
    "version": (sys.executable, "-m", "derivcheck", "--version"),
    "lecture": (*CHECK, LECTURE),
    "all":     (*CHECK, "derivations/"),
}  # fmt: skip


def main() -> None:
    """Measure, and print one line a command and one a limit."""
    taken = medians(ROUNDS)
    for name, seconds in taken.items():
        print(f"{name:8} {seconds:7.3f} s")
    steps = judged_steps("derivations/")
    limits = {"lecture": 2 * taken["sympy"], "all": 3 * taken["sympy"] + PER_STEP * steps}
    for name, limit in limits.items():
        print(f"{name:8} {taken[name] / limit:7.2f} of the limit of {limit:.3f} s")


def medians(rounds: int) -> dict[str, float]:
    """The median wall clock of each command, in seconds; one more round warms the caches up."""
    runs = [{name: seconds(c) for name, c in COMMANDS.items()} for _ in range(rounds + 1)]
    return {name: statistics.median(run[name] for run in runs[1:]) for name in COMMANDS}


def seconds(command: tuple[str, ...]) -> float:
    """The wall clock of a command; its exit code does not matter here."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return time.perf_counter() - start


def judged_steps(path: str) -> int:
    """How many steps of the files were judged, whatever the verdict."""
    command = (*CHECK, path, "--format", "json")
    out = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout
    return sum(json.loads(out)["summary"].values())


if __name__ == "__main__":
    main()
