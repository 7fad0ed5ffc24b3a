"""Points of systems of laws: what is false of their solutions, and what is true of them."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.sorts import Sort
from derivcheck.notation.plain import read_statement
from derivcheck.notation.scope import Scope
from derivcheck.notation.writer import show
from derivcheck.provers.sampling.resting import resting

SYMBOLS = {"x, y, z": "function", "a, b, c, k": "positive real", "t": "real"}
PREY = ["for all t: x'(t) = x(t)*(a - b*y(t))", "for all t: y'(t) = y(t)*(c*x(t) - k)"]
EPIDEMIC = [
    "for all t: x'(t) = -b*x(t)*y(t)", "for all t: y'(t) = b*x(t)*y(t) - c*y(t)",
    "for all t: z'(t) = c*y(t)", "for all t: x(t) > 0",
]  # fmt: skip
COUPLED = [
    "for all t: x''(t) = -k*x(t) - c*(x(t) - y(t))",
    "for all t: y''(t) = -k*y(t) + c*(x(t) - y(t))",
]  # fmt: skip
PENDULUM = ["for all t: x''(t) = -a/b*sin(x(t))"]
CASES = {  # laws, before, after, verdict
    "a sign lost":           (PREY, "diff(c*x(t) + b*y(t), t)", "a*c*x(t) + b*k*y(t)", "refuted"),
    "a total that grows":    (EPIDEMIC, "diff(x(t) + y(t) + z(t), t)", "1", "refuted"),
    "the wrong mode":        (COUPLED, "x''(t) - y''(t)", "(k + c)*(y(t) - x(t))", "refuted"),
    "energy with a minus":   (PENDULUM, "diff(b*x'(t)^2/2 + a*cos(x(t)), t)", "0", "refuted"),
    "a total that stays":    (EPIDEMIC, "diff(x(t) + y(t) + z(t), t)", "0", "proved"),
    "the mode in step":      (COUPLED, "diff(x(t) + y(t), (t, 2))", "-k*(x(t) + y(t))", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("laws", "before", "after", "verdict"), CASES.values(), ids=CASES)
def test_steps_under_systems(laws: list[str], before: str, after: str, verdict: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=laws)
    assert found.name == verdict
    assert "no point was found that meets the assumptions" not in found.reasons


SORTS = {"x": Sort("function"), "y": Sort("function")}
FOUND = {  # what is stated of x and y, and functions that satisfy it
    "a name is left":        ("for all t: x'(t) = a*x(t)", None),
    "nothing for all":       ("x(0) = 1", None),
    "at its values":         ("for all t: x'(t) = 3*x(t) - x(t)*y(t)", ("s -> exp(3*s)", "s -> 0")),
    "nowhere":               ("for all t: x(t) < 0", None),
}  # fmt: skip


@pytest.mark.parametrize(("law", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_proposed(law: str, expected: tuple[str, str] | None) -> None:
    scope = Scope({**SORTS, "a": Sort("real")})
    found = resting(SORTS, [read_statement(law, scope).term], 0, lambda _: law[-1] != "0")
    assert (found and tuple(show(found[name]) for name in "xy")) == expected
