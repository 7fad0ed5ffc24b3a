"""Random true steps are never refuted, random false ones never proved; most are decided.

What was covered is printed at the end of the run; `python tests/fuzz.py` runs for as long as you
like, `--hypothesis-profile long` a hundred times as many steps.
"""

from __future__ import annotations

import random

import pytest
from fuzz import COVERED, MAKERS, run
from hypothesis import settings
from identities import LAWS, WORLDS, allowed, true_step

from derivcheck.kernel.refutation.comparison import Differ, compare
from derivcheck.provers.foundations.limits import Limits
from derivcheck.verdicts.settings import Settings

STEPS = 150
"""How many steps of each kind the test run makes; `make random` makes more."""
ORDINARY = settings.get_profile("ci").max_examples
NEEDED = {"true": ("proved", 0.90), "false": ("refuted", 0.99)}
COUNTED = Settings(seconds=0, limits=Limits(rewrites=100))
"""Counts alone bound the work, so that every run finds the same."""


@pytest.mark.parametrize("kind", MAKERS)
def test_random_steps(kind: str, request: pytest.FixtureRequest) -> None:
    """None gets the wrong verdict, most are decided, and they are varied."""
    tally = run(kind, STEPS * settings().max_examples // ORDINARY, 0, COUNTED)
    request.node.user_properties.append((COVERED, list(tally.lines())))
    verdict, least = NEEDED[tally.kind]
    assert tally.wrong == []
    assert tally.rate(verdict) >= least
    assert set("+ * / ^ exp log sin sqrt diff sum subs I".split()) <= tally.heads.keys()
    assert max(tally.levels) >= 8


def test_true_steps_are_true_at_random_points() -> None:
    rng = random.Random(5)
    for _ in range(300):
        made = true_step(rng)
        world = next(w for w in WORLDS if w.context is made.claim.context)
        assert not isinstance(compare(made.claim, allowed(rng, world)), Differ), made


def test_every_law_is_used() -> None:
    rng = random.Random(6)
    used = {law for _ in range(6_000) for law in true_step(rng).laws}
    assert sorted(LAWS.keys() - used) == []
