"""`python -m benchmarks.cache`: what the cache saves, as ratios of runs that take turns.

    believed   1,000 files as they were, --trust-cache         at most 1.0 imports of SymPy
    changed    the same, one of them changed                   at most 2.0
    judged     the same, judged again from the cache           at most 0.45 of the cold run
    workers    the cold run, two workers in place of one       at least 1.7 times faster

No two of the files are alike: a number in each of their lines is of the file alone.  They are
lectures in small: algebra, derivatives, sums, integrals, estimates, equations, with the names of
the rules; in one file of five there is a slip.  Byte code is cached in a folder of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNT, ROUNDS = 1_000, 5
CHECK = (sys.executable, "-m", "derivcheck", "check", "--format", "concise")
SYMPY = (sys.executable, "-c", "import sympy")

LECTURES = (
    """\
title: A square completed, {n}
symbols: {{x: real}}
steps:
  - expr: x^2 + 2*{n}*x
  - expr: (x + {n})^2 - {n}^2
    by: factor
  - expr: x*(x + 2*{n})
    by: expand
""",
    """\
title: A derivative by the rules, {n}
symbols: {{x: real}}
steps:
  - expr: diff(x^2*exp({n}*x), x)
  - expr: diff(x^2, x)*exp({n}*x) + x^2*diff(exp({n}*x), x)
    by: product rule
  - expr: 2*x*exp({n}*x) + {n}*x^2*exp({n}*x)
    by: [power rule, chain rule]
  - expr: x*(2 + {n}*x)*exp({n}*x)
    by: factor
""",
    """\
title: A sum, {n}
symbols: {{m: positive integer}}
steps:
  - expr: sum({n}*j + 1, j = 1..m)
  - expr: "{n}*sum(j, j = 1..m) + m"
    by: linearity of sums
  - expr: "{n}*m*(m + 1)/2 + m"
""",
    """\
title: An integral by parts, {n}
symbols: {{b: positive real}}
steps:
  - expr: int(x*exp(-{n}*x), x = 0..b)
  - expr: -b*exp(-{n}*b)/{n} + int(exp(-{n}*x)/{n}, x = 0..b)
  - expr: -b*exp(-{n}*b)/{n} + (1 - exp(-{n}*b))/{n}^2
  - expr: (1 - ({n}*b + 1)*exp(-{n}*b))/{n}^2
    by: common denominator
""",
    """\
title: The gradient of a soft maximum, {n}
symbols: {{k: positive integer, "a": "real[k]", "i": index of k}}
define:
  S: sum(exp({n}*a[m]), m = 1..k)
steps:
  - expr: diff(log(S)/{n}, a[i])
  - expr: diff(S, a[i])/({n}*S)
    by: chain rule
  - expr: exp({n}*a[i])/S
""",
    """\
title: An estimate, {n}
symbols: {{x: real, y: real}}
steps:
  - expr: 2*{n}*x*y
  - expr: x^2 + {n}^2*y^2
    rel: "<="
  - expr: x^2 + {n}^2*y^2 + 1
    rel: "<"
""",
    """\
title: An equation, {n}
symbols: {{x: real}}
steps:
  - given: x^2 - {n}*x - 2*{n}^2 = 0
  - iff: (x - 2*{n})*(x + {n}) = 0
  - iff: x = 2*{n} or x = -{n}
""",
    """\
title: Logarithms and angles, {n}
symbols: {{x: positive real, t: real}}
steps:
  - expr: log({n}*x^2) - log(x)
  - expr: log({n}) + 2*log(x) - log(x)
  - expr: log({n}*x)
  - expr: "{n}*sin(2*t)/2"
    from: none
  - expr: "{n}*sin(t)*cos(t)"
""",
    """\
title: A slip in a derivative, {n}
symbols: {{x: real}}
steps:
  - expr: diff(sin({n}*x)/(x^2 + 1), x)
  - expr: ({n}*cos({n}*x)*(x^2 + 1) + 2*x*sin({n}*x))/(x^2 + 1)^2
    by: quotient rule
    expect: refuted
  - expr: "{n}*cos({n}*x)/(x^2 + 1) - 2*x*sin({n}*x)/(x^2 + 1)^2"
""",
    """\
title: A slip in a power, {n}
symbols: {{x: real}}
steps:
  - expr: (x + {n})^3
  - expr: x^3 + 3*{n}*x^2 + 3*{n}^2*x + {n}^2
    expect: refuted
    by: expand
  - expr: x*(x^2 + 3*{n}*x + 3*{n}^2) + {n}^3
""",
)
FIRST = 3
"""The number of the first file."""


def main() -> None:
    """Measure, and print one line a command and one a limit."""
    count = _options().count
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(Path(folder))
        runs.write(count)
        cold = runs.seconds("-j1", "--cache-dir", "cold-1")
        two = runs.seconds("-j2", "--cache-dir", "cold-2")
        again = runs.seconds("-j1", "--cache-dir", "cold-1")
        shutil.copytree(runs.folder / "cold-1", runs.folder / "trusted")
        believed, changed, sympy = runs.in_turn(count)
    print(f"{count} files: cold {cold:.2f} s, two workers {two:.2f} s, judged again {again:.2f} s")
    print(f"believed {believed:.3f} s, one changed {changed:.3f} s, SymPy {sympy:.3f} s")
    print(f"believed {believed / sympy:5.2f} imports of SymPy, at most 1.0")
    print(f"changed  {changed / sympy:5.2f} imports of SymPy, at most 2.0")
    print(f"judged   {again / cold:5.2f} of the cold run, at most 0.45")
    print(f"workers  {cold / two:5.2f} times faster with two, at least 1.7")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT)
    return parser.parse_args()


class Runs:
    """Runs in a folder of their own.

    Arguments:
        folder: empty.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("DERIVCHECK")}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        self.seconds("--version", check=False)

    def write(self, count: int) -> None:
        """Write so many derivations."""
        (self.folder / "files").mkdir()
        for number in range(count):
            self.file(number).write_text(lecture(number), encoding="utf-8")

    def file(self, number: int) -> Path:
        """A derivation."""
        return self.folder / "files" / f"{number:04}.yaml"

    def in_turn(self, count: int, rounds: int = ROUNDS) -> list[float]:
        """The medians: all files believed; all but one; an import of SymPy."""
        trusting = ("-j2", "--cache-dir", "trusted", "--trust-cache")
        self.seconds(*trusting)
        self.timed(SYMPY)
        found: list[list[float]] = []
        for turn in range(rounds):
            believed = self.seconds(*trusting)
            self.file(0).write_text(lecture(count + turn * len(LECTURES)), encoding="utf-8")
            changed = self.seconds(*trusting)
            found.append([believed, changed, self.timed(SYMPY)])
        return [statistics.median(times) for times in zip(*found, strict=True)]

    def seconds(self, *arguments: str, check: bool = True) -> float:
        """The seconds of a check of all files."""
        return self.timed((*CHECK, *arguments, "files"), check=check)

    def timed(self, command: tuple[str, ...], check: bool = True) -> float:
        """The seconds of a command.  Raises: CalledProcessError, if it fails."""
        start = time.perf_counter()
        subprocess.run(
            command, cwd=self.folder, env=self.environment, check=check,
            stdout=subprocess.DEVNULL, stderr=None if check else subprocess.DEVNULL,
        )  # fmt: skip
        return time.perf_counter() - start


def lecture(number: int) -> str:
    """A derivation that is like no other."""
    return "derivcheck: 1\n" + LECTURES[number % len(LECTURES)].format(n=FIRST + number)


if __name__ == "__main__":
    main()
