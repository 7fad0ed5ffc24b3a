"""`python -m benchmarks.watching`: how soon `derivcheck check --watch` answers a change.

The shipped derivations are copied and watched.  Then the last line of one of them is written in
another way, again and again, and the time is taken from the write to the first line of the answer.
Beside it stands what it costs to judge that step by itself.  A change that costs under 50 ms is to
be answered within 200 ms.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import copytree
from typing import IO

from derivcheck.documents.yaml import load
from derivcheck.obligations.derivation import obligations
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.settings import Settings

ROOT = Path(__file__).parent.parent
FILE = "ml/softmax_cross_entropy.yaml"
STEP = "  - expr: -(1{l = i} - yhat[i])"
CHANGES = 20
LIMIT = 0.200


def main() -> None:
    """Measure, and print one line a change and the median."""
    with tempfile.TemporaryDirectory() as folder:
        copytree(ROOT / "derivations", folder, dirs_exist_ok=True)
        taken = answers(Path(folder))
    for judged, seconds in taken:
        print(f"judged in {judged * 1000:5.1f} ms, answered after {seconds * 1000:6.1f} ms")
    late = sum(seconds > LIMIT for _, seconds in taken)
    median = statistics.median(seconds for _, seconds in taken)
    print(f"median {median * 1000:.0f} ms, {median / LIMIT:.2f} of the limit; {late} above it")


def answers(folder: Path) -> list[tuple[float, float]]:
    """What it costs to judge each change, and after what time it was answered, in seconds."""
    command = (sys.executable, "-m", "derivcheck", "check", "--watch", "--format", "concise")
    with subprocess.Popen(
        (*command, str(folder)), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout
        try:
            settled(process.stdout)
            return [change(folder / FILE, n, process.stdout) for n in range(2, 2 + CHANGES)]
        finally:
            process.kill()


def change(path: Path, number: int, out: IO[str]) -> tuple[float, float]:
    """One step is written in another way; the others of the file stay as they are."""
    before = (ROOT / "derivations" / FILE).read_text(encoding="utf-8")
    text = before.replace(STEP, f"{STEP} + {number} - {number}")
    assert text != before
    judged = cost(text)
    start = time.perf_counter()
    path.write_text(text, encoding="utf-8")
    out.readline()
    seconds = time.perf_counter() - start
    settled(out)
    return judged, seconds


def cost(text: str) -> float:
    """Seconds to judge the last step of a derivation by itself."""
    (derivation,) = load("", text)
    claim = obligations(derivation)[-1].claim()
    assert claim is not None
    start = time.perf_counter()
    assert decide(claim, Settings(cache=False)).name == "proved"
    return time.perf_counter() - start


def settled(out: IO[str]) -> None:
    """Read to the end of an answer."""
    while line := out.readline():
        if "waiting for changes" in line:
            return
    raise SystemExit("the watching process ended")


if __name__ == "__main__":
    main()
