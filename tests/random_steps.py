"""Random true and false steps, judged and counted: for the commands that make such."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import derivcheck


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is written, with what is assumed."""

    before: str
    after: str
    assume: str
    true: bool


@dataclass(slots=True)
class Tally:
    verdicts: Counter[tuple[bool, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def add(self, step: Step, verdict: str) -> None:
        self.verdicts[step.true, verdict] += 1
        told = f"{step.before}  =  {step.after}   [{step.assume}]"
        if verdict == ("refuted" if step.true else "proved") or verdict == "invalid":
            self.wrong.append(f"{verdict}: {told}")
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
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--count", type=int, default=200, help="true steps, and as many false ones")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally = run(options.seed, options.count)
    for (true, verdict), number in sorted(tally.verdicts.items()):
        print(f"{'true' if true else 'false'} {verdict}: {number}")
    print(*tally.wrong, *(f"undecided: {told}" for told in tally.open[:20]), sep="\n")
    return 1 if tally.wrong else 0
