"""Mutants: the proof checker with one guard missing, each to be killed by the kernel's own tests.

    python tests/mutants.py [--only FILE]... [--tests PATTERN]... [--list] [-j N]

Every mutant is the checker with one change (`mutation.py`), made in a fork of a process that has
collected the tests; the tests that reach the changed line run, those that found its neighbours
first.  A mutant that hangs is killed by its time limit and counts as found.  No file is written.

Ends with 1 if a mutant survives that `equivalent_mutants.py` does not list, or if one listed is
found after all or does not exist.
"""

from __future__ import annotations

import argparse
import os
import pickle
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from equivalent_mutants import EQUIVALENT
from hypothesis import settings
from mutation import CHECKER, Mutant, forget, mutants, source

HERE = Path(__file__).resolve().parent
TESTS = (
    "test_kernel_guards_*.py", "test_kernel_forged.py", "test_kernel_unbounded.py",
    "test_kernel_convergence.py", "test_kernel_asymptotics.py", "test_kernel_entries.py",
    "test_kernel.py", "test_axioms.py", "test_soundness.py",
)  # fmt: skip
"""The kernel's own tests."""
SAMPLED = ("test_axioms.py",)
"""Tests of the rows of tables, which run for changes of rows only."""
NOT_OF_THE_KERNEL = ("test_a_true_step_is_proved", "test_a_false_step_is_not_proved",
                     "test_a_denial_of_what_has_no_value")  # fmt: skip
"""Tests in those files that ask the provers."""
SECONDS = 30
"""How much processor time one test of a mutant may take."""
MEMORY = 3 << 30
EXAMPLES = 10
"""How many examples each random test sees."""
SURVIVED, FOUND = 0, 1

Place = tuple[str, int]
"""A module of the kernel and a line of it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the mutants.  Returns: the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", action="append", metavar="FILE", help="mutants of a module only")
    parser.add_argument("--tests", action="append", metavar="PATTERN", help="other test files")
    parser.add_argument("--list", action="store_true", help="list the mutants and run nothing")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    options = parser.parse_args(arguments)
    changes = mutants({name.removesuffix(".py") for name in options.only or ()})
    if options.list:
        print("\n".join(f"{m.file}.py:{m.line}: {m.name}" for m in changes))
        return 0
    files = [str(f) for p in options.tests or TESTS for f in sorted(HERE.glob(p))]
    hunt = Hunt(changes, max(options.j, 1))
    wanted = ["-p", "no:terminal", "-p", "no:cacheprovider", "--assert=plain", *files]
    pytest.main(wanted, plugins=[hunt])
    return hunt.report()


class Hunt:
    """A plugin of pytest whose loop over the tests is a loop over the mutants."""

    def __init__(self, changes: list[Mutant], processes: int) -> None:
        self.mutants, self.processes = changes, processes
        self.failed = False
        self.survivors: list[Mutant] = []
        self.places = {(m.file, m.line) for m in changes}
        self.done = self.stopped = 0
        self.broken = ""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = [i for i in items if not i.name.startswith(NOT_OF_THE_KERNEL)]

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.failed |= report.failed

    def pytest_runtestloop(self, session: Any) -> bool:
        settings.register_profile("mutants", settings.get_profile("ci"), max_examples=EXAMPLES)
        settings.load_profile("mutants")
        for item in session.items:
            if hasattr(item.obj, "is_hypothesis_test"):
                item.obj._hypothesis_internal_use_settings = settings.get_profile("mutants")
        self.items = session.items
        reached = self._in_child(self._traced)
        if reached is None:
            self.broken = "the tests fail without any mutant"
            return True
        lines, seconds = reached
        self._hunt(lines, seconds)
        return True

    # --- which tests reach which lines ------------------------------------------------------------

    def _in_child(self, work: Any) -> Any:
        """What work returns, done in a fork."""
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            _quiet()
            with os.fdopen(writer, "wb") as out:
                pickle.dump(work(), out)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as data:
            found = pickle.load(data)  # written by the fork above
        os.waitpid(child, 0)
        return found

    def _traced(self) -> tuple[dict[Place, set[int]], list[float]] | None:
        """The tests that reach each line with a mutant, and how long each test takes."""
        reached: dict[Place, set[int]] = defaultdict(set)
        seconds: list[float] = []
        for n, item in enumerate(self.items):
            start = time.perf_counter()
            if item.path.name not in SAMPLED:
                for place in self._lines_of(item):
                    reached[place].add(n)
            seconds.append(time.perf_counter() - start)
            if self.failed:
                return None
        return dict(reached), seconds

    def _lines_of(self, item: Any) -> set[Place]:
        """The lines with mutants that a test reaches; code all of which is seen is not traced."""
        files = {str(source(name)): name for name in CHECKER}
        seen: set[Place] = set()
        missing: dict[CodeType, set[Place]] = {}

        def entered(frame: FrameType, event: str, arg: Any) -> Any:
            code = frame.f_code
            if code not in missing:
                name = files.get(code.co_filename, "")
                lines = {(name, line) for _, _, line in code.co_lines() if name and line}
                missing[code] = lines & self.places
            return inside if missing[code] else None

        def inside(frame: FrameType, event: str, arg: Any) -> Any:
            place = files[frame.f_code.co_filename], frame.f_lineno
            seen.add(place)
            missing[frame.f_code].discard(place)
            return inside if missing[frame.f_code] else None

        forget()
        sys.settrace(entered)
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            sys.settrace(None)
        return seen

    # --- the mutants ------------------------------------------------------------------------------

    def _hunt(self, lines: dict[Place, set[int]], seconds: list[float]) -> None:
        reader, writer = os.pipe()
        found_by: dict[str, Counter[int]] = defaultdict(Counter)
        running: dict[int, Mutant] = {}
        waiting = self.mutants[::-1]
        while waiting or running:
            while waiting and len(running) < self.processes:
                m = waiting.pop()
                order = self._order(m, lines, seconds, found_by[m.place])
                child = os.fork()
                if not child:
                    self._one(m, order, writer)
                running[child] = m
            child, status = os.wait()
            m = running.pop(child)
            if status == 0:
                self.survivors.append(m)
            elif os.WIFSIGNALED(status):
                self.stopped += 1
            else:
                found_by[m.place][int.from_bytes(os.read(reader, 4), "big")] += 1
            self.done += 1
            _progress(self.done, len(self.mutants), len(self.survivors))

    def _order(
        self, m: Mutant, lines: dict[Place, set[int]], seconds: list[float], known: Counter[int]
    ) -> list[int]:
        """The tests that may find a mutant: first those called like it, or that found others."""
        word = m.name.partition(":")[0]
        reached = _reached(m, lines, self.items)
        return sorted(
            reached, key=lambda n: (word not in self.items[n].name, -known[n], seconds[n])
        )

    def _one(self, m: Mutant, order: list[int], writer: int) -> None:
        """Runs the tests on a mutant, in a fork that ends here."""
        _quiet()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        killer = order[0] if order else 0
        try:
            m.apply()
            for n in order:
                killer = n
                signal.setitimer(signal.ITIMER_PROF, SECONDS)
                self.items[n].config.hook.pytest_runtest_protocol(item=self.items[n], nextitem=None)
                if self.failed:
                    break
        except BaseException:  # a mutant may break anything
            self.failed = True
        if self.failed:
            os.write(writer, killer.to_bytes(4, "big"))
        os._exit(FOUND if self.failed else SURVIVED)

    def report(self) -> int:
        """Prints the counts by file and the survivors.  Returns: the exit code."""
        if self.broken:
            print(self.broken, file=sys.stderr)
            return 2
        alive = {m.key for m in self.survivors}
        print(f"{'':14}{'mutants':>8}{'killed':>8}{'equivalent':>12}{'alive':>7}")
        for title, of in (("file", lambda m: f"{m.file}.py"), ("kind", lambda m: m.kind)):
            for name in sorted({of(m) for m in self.mutants}):
                _count(name, [m for m in self.mutants if of(m) == name], alive)
            print() if title == "file" else None
        _count("all", self.mutants, alive)
        if self.stopped:
            print(f"{self.stopped} of those killed kept a test busy for {SECONDS} seconds")
        unknown = [m for m in self.survivors if m.key not in EQUIVALENT]
        for m in sorted(unknown, key=lambda m: (m.file, m.line)):
            print(f"alive: {m.file}.py:{m.line}: {m.name}")
        every = {m.key for m in self.mutants}
        files = {m.file for m in self.mutants}
        stale = [k for k in EQUIVALENT if k not in alive and k.partition(":")[0] in files]
        for key in stale:
            print(f"listed as equivalent, but {'killed' if key in every else 'unknown'}: {key}")
        return 1 if unknown or stale else 0


def _reached(m: Mutant, lines: dict[Place, set[int]], items: Sequence[Any]) -> set[int]:
    """The tests that reach a changed line; of a row of a table all, of what is early all others."""
    if m.kind == "row":
        return set(range(len(items)))
    if m.early:
        return {n for n, item in enumerate(items) if item.path.name not in SAMPLED}
    return lines.get((m.file, m.line), set())


def _count(name: str, of: list[Mutant], alive: set[str]) -> None:
    left = [m for m in of if m.key in alive]
    same = sum(m.key in EQUIVALENT for m in left)
    print(f"{name:14}{len(of):8}{len(of) - len(left):8}{same:12}{len(left) - same:7}")


def _quiet() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _progress(done: int, of: int, alive: int) -> None:
    text, terminal = f"{done}/{of} mutants, {alive} alive", sys.stderr.isatty()
    if terminal:
        print(f"\r{text}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done % 100 == 0:
        print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
