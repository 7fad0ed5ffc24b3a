"""Forged evidence against the kernel: `python tests/forge.py --count 1000000 -j 2`.

Evidence of every kind is grown from hostile material and judged; what is accepted is looked at by
an evaluator that shares nothing with the kernel.  A false claim that is proved, a true one that is
refuted, a domain that is lost and a crash are printed with evidence as small as it gets, and make
the exit code 1.  A table says how often each rule was tried, and accepted something.  Ended early
by Ctrl-C or `kill`, a run tells what it knows; another goes on with `--skip`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from forging.finds import Find
from forging.run import Tally, reduced, run
from forging.told import HOLES, code, hole, story, table

PORTION = 500
"""Forgeries that are made together, from one state of the random numbers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which forgeries are made.

    Arguments:
        count: how many there are, made in portions.
        skip: how many portions of these are left out, because another run had them.
        seed: fixes the forgeries.
        jobs: how many processes share them.
    """

    count: int
    skip: int
    seed: int
    jobs: int

    def portions(self) -> Iterator[Tally]:
        """The tallies, portion by portion."""
        numbers = range(self.skip, -(-self.count // PORTION))
        if self.jobs == 1:
            yield from map(self.portion, numbers)
            return
        with multiprocessing.get_context("spawn").Pool(self.jobs) as pool:
            yield from pool.imap(self.portion, numbers)

    def portion(self, k: int) -> Tally:
        """The tally of one portion."""
        return run(min(PORTION, self.count - k * PORTION), f"{self.seed} {k}")


def collected(plan: Plan) -> Tally:
    """One tally of forgeries, with a bar on a terminal and each new kind of find at once."""
    from rich.console import Console
    from rich.progress import Progress

    console, tally = Console(stderr=True), Tally()
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("forgeries", total=plan.count - plan.skip * PORTION)
        try:
            for k, found in enumerate(plan.portions(), plan.skip):
                for kind in found.finds.keys() - tally.finds.keys():
                    console.print(f"portion {k}: {' '.join(kind)}", markup=False)
                tally.join(found)
                progress.update(task, completed=tally.count)
        except KeyboardInterrupt:
            console.print(f"stopped early, after {tally.count:,} forgeries")
    return tally


def told(tally: Tally, as_code: bool) -> Iterator[str]:
    """The table and the finds, the smallest of each kind."""
    yield from table(tally)
    for key, found in sorted(tally.finds.items()):
        find = min(map(reduced, found), key=lambda f: len(code(f.evidence)))
        yield ""
        yield from story(find, tally.seen[key])
        if as_code:
            yield f"  {code(find.claim.before)} {find.claim.relation} {code(find.claim.after)}"
            yield f"  {code(find.evidence)}"


def is_wrong(find: Find) -> bool:
    """Whether a find is one of the kernel: what the judge says, not an inference alone."""
    return not find.inner


def holes(tally: Tally) -> Iterator[str]:
    """Which of the holes that were known before show in the finds."""
    found = {hole(reduced(find)) for finds in tally.finds.values() for find in finds}
    yield from (f"{'found' if name in found else 'not found'}: {name}" for name in HOLES)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--skip", type=int, default=0, help=f"portions of {PORTION} to leave out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--code", action="store_true", help="finds as Python, to be repeated")
    parser.add_argument("--report-holes", action="store_true", help="known holes that are found")
    chosen = parser.parse_args()
    for stop in (signal.SIGINT, signal.SIGTERM):  # which a run in the background may ignore
        signal.signal(stop, signal.default_int_handler)
    tally = collected(Plan(chosen.count, chosen.skip, chosen.seed, chosen.jobs))
    for line in told(tally, chosen.code):
        print(line, flush=True)
    if chosen.report_holes:
        print("", *holes(tally), sep="\n")
    wrong = [find for found in tally.finds.values() for find in found if is_wrong(find)]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
