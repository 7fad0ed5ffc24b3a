"""Points that stand alone, by the kernel itself: what must not be refuted at a point, and what is."""

from __future__ import annotations

import pytest

from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Point
from derivcheck.kernel.language.sorts import BOOLEAN, INTEGER, REAL
from derivcheck.kernel.language.terms import FALSE, ONE, TRUE, ZERO, App, Sym, Term, call

SORTS = {"x": REAL, "y": REAL, "z": REAL, "n": INTEGER, "p": BOOLEAN, "q": BOOLEAN}
POINT = (("x", ZERO), ("y", ZERO), ("z", -ONE), ("n", ZERO), ("p", TRUE), ("q", FALSE))

x, y, z, n, p, q = map(Sym, "xyznpq")
zero, far = call("=", x, 0), call(">", x, 1)
apart = call("or", far, zero)


def alike(t: Term) -> Term:
    """A quotient that is 1 where t is not zero."""
    return t / t


KEPT: dict[str, tuple[tuple[Term, ...], Term]] = {
    "an end of a half-line": ((call(">=", x, 0),), alike(x)),
    "another condition holds there": ((apart,), alike(x - 5)),
    "another condition holds there, beside one that is rare": (
        (apart,), alike(x - 5) * alike(y)),
    "a number beside it moves": ((apart,), alike(x + y)),
    "a bounded number beside it moves": (
        (apart, call("<=", -1, y), call("<=", y, 1)), alike(x + y)),
    "a whole number beside it grows": ((apart,), alike(x + n)),
    "a line of which one point is lost": ((call("=", x, y),), alike(x)),
    "what is its own size": ((call("=", call("abs", x), x),), alike(x)),
    "whole on a half-line": (
        (call("=", call("floor", call("abs", x) - x), call("abs", x) - x),), alike(x)),
    "what is denied has no value": (
        (call("or", zero, call("not", call(">=", call("sqrt", z), 0))),), alike(x)),
    "a square below a number": ((call("<=", x**2, 4),), alike(x)),
    "a square above a number from below": ((call(">=", 4, x**2),), alike(x)),
    "a sum of numbers of both signs": (
        (call("<=", App("+", (-ONE, -ONE, x**2)), 0),), alike(x)),
    "a product of two that vanish": ((call("<=", x**2 * y**2, 0),), alike(x)),
    "a square that is not negative": ((call(">=", x**2, 0),), alike(x)),
    "a square that is not negative, turned": ((call("<=", 0, x**2),), alike(x)),
    "a cube": ((call("<=", x**3, 0),), alike(x)),
    "a size that is not negative": ((call(">=", call("abs", x), 0),), alike(x)),
    "a product with a factor that is negative": ((call(">=", 0, x**2 * (-1 - x)),), alike(x)),
    "an alternative beside it": ((call("or", zero, call(">", x, -1)),), alike(x)),
    "a truth that is denied": ((call("or", call("not", p), call(">", x, -1)),), alike(x)),
}  # fmt: skip
LOST: dict[str, tuple[tuple[Term, ...], Term]] = {
    "beside a half-line": ((apart,), alike(x)),
    "beside a truth": ((apart, p), alike(x)),
    "beside a bound": ((apart, call("<=", x, 5), call("<=", -5, x)), alike(x)),
    "beside a bounded whole number": (
        (apart, call("<=", 0, n), call("<=", n, 3)), alike(x + n)),
    "between weak bounds": ((call(">=", x, 0), call(">=", 0, x)), alike(x)),
    "a whole number": ((call("=", call("floor", 2 * x), 2 * x),), alike(x)),
    "a square of a difference": ((call("<=", (x - y) ** 2, 0),), alike(x - y)),
    "a cube of a difference": ((call("=", (x - y) ** 3, 0),), alike(x - y)),
    "a size of a difference": ((call("<=", call("abs", x - y), 0),), alike(x - y)),
    "a product with a factor that is negative": ((call("<=", 0, x**2 * (-1 - x)),), alike(x)),
    "an implication": ((call("implies", call("<", x, 1), zero),), alike(x)),
    "a conjunction": ((call("or", far, call("and", zero, call("=", y, 0))),), alike(x * y)),
    "a conjunction that is denied": (
        (call("not", call("and", call("<=", x, 1), call("!=", x, 0))),), alike(x)),
    "beside a truth that is denied": ((apart, call("not", q)), alike(x)),
    "what is denied": ((call("not", call("or", call("<", x, 0), call(">", x, 0))),), alike(x)),
}  # fmt: skip


@pytest.mark.parametrize(("assumed", "after"), KEPT.values(), ids=KEPT)
def test_near_the_point_others_are_allowed(assumed: tuple[Term, ...], after: Term) -> None:
    found = judge(Claim(Context(SORTS, assumed), ONE, "=", after), Point(POINT))
    assert isinstance(found, Rejected)
    assert found.reason == "the claim is not seen to fail at the point"


@pytest.mark.parametrize(("assumed", "after"), LOST.values(), ids=LOST)
def test_near_the_point_no_other_is_allowed(assumed: tuple[Term, ...], after: Term) -> None:
    found = judge(Claim(Context(SORTS, assumed), ONE, "=", after), Point(POINT))
    assert not isinstance(found, Rejected)
    assert (found.before, found.after) == (1, None)  # type: ignore[union-attr]  # it is refuted
