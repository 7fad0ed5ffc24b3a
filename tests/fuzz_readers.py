"""Hostile input against everything that reads: `python tests/fuzz_readers.py --count 1000000`.

Inputs are made from the seeds in `fuzzing/corpus` by small changes, each from its own number, so
that a run can be repeated; `--skip` goes on where another run ended.  What raises something else
than the documented errors, takes too long or does not read back is printed with an input as short
as it gets, and makes the exit code 1.  `fuzz_by_coverage.py` feeds the same targets by atheris.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator, Sequence

from fuzzing.run import Tally, run, shrunk
from fuzzing.targets import TARGETS, Target

PORTION = 1_000
"""Inputs of one target between two of another."""
EVERY = 60.0
"""Seconds between two lines that tell how far a run is."""


def portions(targets: Sequence[Target], count: int, skip: int, seed: int) -> Iterator[Tally]:
    """The tallies of each target in turn, `count` inputs each."""
    for start in range(skip, skip + count, PORTION):
        numbers = range(start, min(start + PORTION, skip + count))
        for target in targets:
            yield run(target, numbers, seed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and tell.  Returns: the exit code."""
    names = {target.name: target for target in TARGETS}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="inputs for each target")
    parser.add_argument("--skip", type=int, default=0, help="inputs that another run had")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--target", action="append", choices=names, help="only these")
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    targets = [names[name] for name in given.target or names]
    tally, told = Tally(), time.monotonic()
    try:
        for portion in portions(targets, given.count, given.skip, given.seed):
            for find in tally.join(portion):
                print(shrunk(names[find.target], find), flush=True)
            if time.monotonic() - told > EVERY:
                told = time.monotonic()
                print(f"... {tally.counts.total():,} inputs", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("ended early", file=sys.stderr)
    print(tally.table(), f"{len(tally.finds)} kinds of finds", sep="\n")
    return 1 if tally.finds else 0


if __name__ == "__main__":
    sys.exit(main())
