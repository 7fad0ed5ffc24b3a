"""A run of forgery: nurseries in random contexts, what was tried, accepted and found."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.enclosures.evaluation import has_value
from derivcheck.kernel.language.evidence import Evidence
from forging import edited
from forging.finds import Find, Inspector
from forging.grow import Nursery
from forging.material import WORLDS, World
from forging.recipes import RECIPES, WEIGHTS
from forging.shrink import shrunk
from forging.steps import STEPS
from forging.trees import KINDS, size

SEASON = 50
"""How many forgeries grow in one nursery."""
KEPT = 2
"""How many finds of one signature are kept, the smallest ones."""
EDITED_SHARE = 0.1
"""The share of nurseries that edit genuine proofs."""
CHOICES = tuple(kind for kind in KINDS for _ in range(WEIGHTS.get(kind.__name__, 1)))


@dataclass(slots=True)
class Tally:
    """What became of forgeries: by kind of evidence and row, and what was found."""

    tried: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    finds: dict[tuple[str, ...], list[Find]] = field(default_factory=dict)

    def add(self, kind: str, accepted: bool, find: Find | None) -> None:
        self.tried[kind] += 1
        self.accepted[kind] += accepted
        if find is not None:
            self.seen[signature(find)] += 1
            self._kept(find)

    def _kept(self, find: Find) -> None:
        found = self.finds.setdefault(signature(find), [])
        found.append(find)
        found.sort(key=lambda f: size(f.evidence))
        del found[KEPT:]

    def join(self, other: Tally) -> None:
        """Count the forgeries of another tally too."""
        self.tried.update(other.tried)
        self.accepted.update(other.accepted)
        self.seen.update(other.seen)
        for found in other.finds.values():
            for find in found:
                self._kept(find)

    @property
    def count(self) -> int:
        return self.tried.total()

    def rates(self) -> Iterator[tuple[str, int, int]]:
        """name, tried, accepted; all rows of axioms together, then each."""
        names = sorted(self.tried, key=lambda name: (" " in name, name))
        kinds = {name.split()[0] for name in names}
        for kind in sorted(kinds):
            mine = [name for name in names if name.split()[0] == kind]
            yield kind, sum(self.tried[m] for m in mine), sum(self.accepted[m] for m in mine)
        for name in names:
            if " " in name:
                yield name, self.tried[name], self.accepted[name]


def signature(find: Find) -> tuple[str, ...]:
    """What finds of one sort have in common."""
    return (find.kind, find.fault, "inner" if find.inner else "judged")


@cache
def inspector(world: World) -> Inspector:
    return Inspector(world)


def run(count: int, seed: object) -> Tally:
    """Make and judge `count` forgeries."""
    rng, tally = random.Random(f"forge {seed}"), Tally()
    while tally.count < count:
        world = WORLDS[rng.randrange(len(WORLDS))]
        nursery = Nursery(world, rng, Facts(world.context, (), has_value))
        season = min(SEASON, count - tally.count)
        if rng.random() < EDITED_SHARE:
            _edited_season(nursery, season, tally)
        else:
            _season(nursery, season, tally)
    return tally


def _season(nursery: Nursery, count: int, tally: Tally) -> None:
    eye = inspector(nursery.world)
    for _ in range(count):
        kind = nursery.pick(CHOICES)
        if kind.__name__ in STEPS and nursery.chance(0.9):
            claim, evidence = nursery.pick(STEPS[kind.__name__])(nursery)
            verdict, find = eye.step(kind.__name__, claim, evidence)
            tally.add(kind.__name__, verdict is not None, find)
            continue
        tried = nursery.grow(kind, RECIPES.get(kind.__name__))
        find = eye.inspected(tried)
        tally.add(tried.kind, tried.statement is not None, find)
        if find is None:
            nursery.keep(tried)


def _edited_season(nursery: Nursery, count: int, tally: Tally) -> None:
    for _ in range(count):
        world, claim, evidence = edited.forgery(nursery)
        verdict, find = inspector(world).step("Edited", claim, evidence)
        tally.add("Edited", verdict is not None, find)


# --- finds made small ----------------------------------------------------------------------------


def reduced(find: Find) -> Find:
    """The find with claim and evidence as small as greedy replacement makes them."""
    if find.inner:
        return find
    eye = inspector(find.world)

    def bad(claim: Any, evidence: Evidence) -> bool:
        found = eye.step(find.kind, claim, evidence)[1]
        return found is not None and found.fault == find.fault

    claim, evidence = shrunk(find.claim, find.evidence, bad)
    again = eye.step(find.kind, claim, evidence)[1]
    return find if again is None else replace(again, kind=find.kind)
