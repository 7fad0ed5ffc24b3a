"""Random true and false steps, judged and counted: for the commands that make such."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import derivcheck


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is written, with what is assumed; `true` is None where the judge is not sure."""

    before: str
    after: str
    assume: str
    true: bool | None


@dataclass(slots=True)
class Tally:
    verdicts: Counter[tuple[bool | None, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)

    def add(self, step: Step, verdict: str) -> None:
        self.verdicts[step.true, verdict] += 1
        told = f"{step.before}  =  {step.after}" + f"   [{step.assume}]" * bool(step.assume)
        mistaken = {True: "refuted", False: "proved", None: ""}[step.true]
        if verdict in (mistaken, "invalid"):
            self.wrong.append(f"{verdict}: {told}")
        elif step.true is None:
            self.apart.append(f"judge not sure, {verdict}: {told}")
        elif verdict == "undecided":
            self.open.append(told)


def judged(steps: Iterable[Step], symbols: Mapping[str, str]) -> Tally:
    tally = Tally()
    for step in steps:
        assume = (step.assume,) if step.assume else ()
        verdict = derivcheck.check_step(step.before, step.after, "=", symbols, assume)
        tally.add(step, verdict.name)
    return tally


def main(about: str | None, run: Callable[[int, int], Tally]) -> int:
    """Makes and judges so many steps, prints the figures; 1 if a verdict is wrong."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--count", type=int, default=200, help="true steps, and as many false ones")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return told(run(options.seed, options.count))


def told(tally: Tally) -> int:
    """Prints the figures, what is wrong, what the judge is not sure of and some undecided steps."""
    sides = {True: "true", False: "false", None: "not sure"}
    for (true, verdict), number in sorted(tally.verdicts.items(), key=str):
        print(f"{sides[true]} {verdict}: {number}")
    undecided = (f"undecided: {step}" for step in tally.open[:20])
    print(*tally.wrong, *tally.apart, *undecided, sep="\n", flush=True)
    return 1 if tally.wrong else 0
