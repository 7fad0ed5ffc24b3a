"""Random true and false steps against the checker: `python tests/fuzz.py --count 100000 -j 2`.

A true step that is refuted, a false one that is proved and a crash are printed at once and make the
exit code 1; what stays undecided is counted by the law that was used.  Ended early by Ctrl-C or
`kill`, a run tells of the steps that it has decided; another goes on with `--skip`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from identities import Made, false_step, heads, levels, true_step

from derivcheck.notation.plain import show
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.report import Verdict
from derivcheck.verdicts.settings import Settings

COVERED = "covered"
"""The lines that the end of a test run prints."""
PORTION = 500
"""Steps that are made and decided together, from one state of the random numbers."""


@dataclass(slots=True)
class Tally:
    """What happened to steps of one kind, `true` or `false`."""

    kind: str
    verdicts: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    levels: Counter[int] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, made: Made, verdict: Verdict) -> None:
        self.verdicts[verdict.name] += 1
        self.heads.update(heads(made.claim))
        self.levels[levels(made.claim)] += 1
        if verdict.name == {"true": "refuted", "false": "proved"}[self.kind]:
            self.wrong.append(f"{verdict.name}: {told(made)} {verdict.counterexample}")
        if verdict.name == "undecided":
            self.open.update(set(made.laws))
            self.examples.setdefault(made.laws[-1], []).append(told(made))

    def join(self, other: Tally) -> None:
        """Count the steps of another tally of the same kind too."""
        for mine, more in (
            (self.verdicts, other.verdicts), (self.heads, other.heads),
            (self.levels, other.levels), (self.open, other.open),
        ):  # fmt: skip
            mine.update(more)  # type: ignore[arg-type]  # one of heads with another of heads
        for law, told_of in other.examples.items():
            self.examples.setdefault(law, []).extend(told_of)
        self.wrong.extend(other.wrong)

    def rate(self, verdict: str) -> float:
        return self.verdicts[verdict] / max(1, self.verdicts.total())

    def lines(self) -> Iterator[str]:
        """The tally in text."""
        yield f"{self.kind} steps: {_counts(self.verdicts)}"
        yield f"  heads: {_counts(self.heads)}"
        yield f"  depths: {_counts(dict(sorted(self.levels.items())))}"
        if self.open:
            yield f"  undecided by law: {_counts(self.open.most_common(12))}"


def _counts(counts: object) -> str:
    pairs = dict(counts)  # type: ignore[call-overload]  # a mapping or pairs
    return ", ".join(f"{name} {count}" for name, count in pairs.items())


def told(made: Made) -> str:
    """A step in text, with how it was made."""
    return f"{show(made.claim.before)}  =  {show(made.claim.after)}   [{'; '.join(made.laws)}]"


MAKERS: dict[str, Callable[[random.Random], Made]] = {"true": true_step, "false": false_step}


def run(kind: str, count: int, seed: object, settings: Settings | None = None) -> Tally:
    """Decide `count` random steps of a kind.  A crash or an inconsistency is raised."""
    rng, tally = random.Random(f"{kind} {seed}"), Tally(kind)
    for _ in range(count):
        made = MAKERS[kind](rng)
        try:
            verdict = decide(made.claim, settings or Settings())
        except Exception as error:
            raise AssertionError(told(made)) from error
        tally.add(made, verdict)
    return tally


@dataclass(frozen=True, slots=True)
class Plan:
    """Which random steps are decided, and how.

    Arguments:
        count: how many steps there are, made in portions.
        skip: how many portions of these are left out, because another run had them.
        seed: fixes the steps.
        jobs: how many processes share them.
        seconds: the limit of a step.
    """

    count: int
    skip: int
    seed: int
    jobs: int
    seconds: float

    def portions(self, kind: str) -> Iterator[Tally]:
        """The tallies, portion by portion."""
        with multiprocessing.get_context("spawn").Pool(self.jobs) as pool:
            yield from pool.imap(
                partial(self.portion, kind), range(self.skip, -(-self.count // PORTION))
            )

    def portion(self, kind: str, k: int) -> Tally:
        """The tally of one portion."""
        size = min(PORTION, self.count - k * PORTION)
        return run(kind, size, f"{self.seed} {k}", Settings(seconds=self.seconds))


def collected(kind: str, plan: Plan) -> Tally:
    """One tally of random steps, with a bar on a terminal and what is wrong at once."""
    from rich.console import Console
    from rich.progress import Progress

    console, tally = Console(stderr=True), Tally(kind)
    count = plan.count - plan.skip * PORTION
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(f"{kind} steps", total=count)
        try:
            for found in plan.portions(kind):
                tally.join(found)
                progress.update(task, completed=tally.verdicts.total())
                for text in found.wrong:
                    console.print(text, markup=False)
        except KeyboardInterrupt:
            console.print(f"stopped early, {tally.verdicts.total():,} of {count:,} steps")
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--skip", type=int, default=0, help=f"portions of {PORTION} to leave out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=Settings().seconds, help="for a step")
    parser.add_argument("--kind", choices=[*MAKERS], action="append")
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="undecided examples per law")
    chosen = parser.parse_args()
    for stop in (signal.SIGINT, signal.SIGTERM):  # which a run in the background may ignore
        signal.signal(stop, signal.default_int_handler)
    wrong = 0
    for kind in chosen.kind or MAKERS:
        plan = Plan(chosen.count, chosen.skip, chosen.seed, chosen.jobs, chosen.seconds)
        tally = collected(kind, plan)
        print("\n".join([*tally.lines(), *tally.wrong]), flush=True)
        for law, found in sorted(tally.examples.items()):
            for text in sorted(found, key=len)[: chosen.show]:
                print(f"  {law}: {text}", flush=True)
        wrong += len(tally.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
