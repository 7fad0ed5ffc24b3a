"""A proof from what is never true is told: anything follows from it."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

HEAD = "symbols:\n  x, y: real\nassume: y > 0\nsteps:\n"
NEVER_TRUE = {
    # steps, with y > 0: whether the second is warned of
    "a number that is excluded": ("- given: y = -1\n- implies: y = 7", True),
    "a true line from it": ("- given: y = -1\n- implies: y^2 = 1", True),
    "a contradiction": ("- given: x^2 + 1 = 0\n- implies: 0 = 1", False),
    "on the way to a contradiction": ("- given: x^2 + 1 = 0\n- implies: x^2 = -1", False),
    "an equivalence": ("- given: x^2 + 1 = 0\n- iff: x^2 = -1", False),
    "what may be true": ("- given: y = 1\n- implies: y^2 = 1", False),
    "what is true for some": ("- given: x^2 = x\n- implies: x^2 <= 1", False),
}


@pytest.mark.parametrize(("steps", "warned"), NEVER_TRUE.values(), ids=NEVER_TRUE)
@pytest.mark.parametrize("strict", [False, True])
def test_a_step_from_what_is_never_true_is_warned_of(
    steps: str, warned: bool, strict: bool
) -> None:
    (derivation,) = load("test.yaml", f"{HEAD}{steps}\n")
    step = check_derivation(derivation, Settings(strict=strict)).steps[1]
    assert step.verdict is not None
    assert (step.verdict.name, step.code) == ("proved", "DC604" if warned else None)
    assert [d.code for d in step.diagnostics] == (["DC604"] if warned else [])
    assert step.as_expected is not (warned and strict)
