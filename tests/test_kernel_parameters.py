"""Integrals that depend on a parameter: first where nothing says that they do so continuously."""

from __future__ import annotations

import pytest
from forms import PI, real, rel, x, y, z

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.sorts import COMPLEX, REAL
from derivcheck.kernel.language.terms import INFINITY, ONE, ZERO, Bind, Term, call


def area(body: Term, low: Term, high: Term, var: str = "y") -> Bind:
    return Bind("int", var, body, (low, high))


POSITIVE, WEAKLY = rel("<", 0, x), rel("<=", 0, x)
FAR = area(x * call("exp", -x * y), ZERO, INFINITY)
NOT_SEEN: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "up to infinity, where it jumps at 0":    (FAR, (WEAKLY,)),
    "a pole at an end for one value":         (area(x / (x**2 + y**2), ZERO, ONE), (WEAKLY,)),
    "a pole within the range":                (area(1 / (y - x), ZERO, ONE), ()),
    "a root that has no value at an end":     (area(call("log", y), ZERO, x), (POSITIVE,)),
    "a bound that jumps":                     (area(y, ZERO, call("floor", x)), ()),
    "a body that jumps in the parameter":     (area(y * call("floor", x), ZERO, ONE), ()),
    "a body that jumps in its variable":      (area(x * call("floor", y), ZERO, ONE), ()),
    "an order that is not known":             (area(1 / (y + 1), ZERO, x), ()),
    "an exponent over a base that may be 0":  (area(y**x, ZERO, ONE), (WEAKLY,)),
    "a pole inside of an inner integral":
        (area(area(1 / (x + y + z), ZERO, ONE, "z"), ZERO, ONE), (WEAKLY,)),
}  # fmt: skip
SEEN: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "an exponential":             (area(call("exp", -x * y), ZERO, ONE), ()),
    "no pole all along":          (area(1 / (x + y), ZERO, ONE), (POSITIVE,)),
    "a bound that moves":         (area(1 / (y + 1), ZERO, x), (WEAKLY,)),
    "an absolute value":          (area(call("abs", x - y), x, PI), ()),
    "the name of the parameter":  (area(x**2, ZERO, x, "x"), ()),
    "an inner integral":          (area(area(x * y * z, ZERO, y, "z"), ZERO, x), ()),
    "an exponent":                (area(y**x, ONE, ONE + 1), ()),
}  # fmt: skip


def seen(t: Term, statements: tuple[Term, ...]) -> bool:
    facts = Facts(real(), statements)
    return continuous(t, "x", facts.holds, facts.context)


@pytest.mark.parametrize(("t", "statements"), NOT_SEEN.values(), ids=NOT_SEEN)
def test_what_is_not_seen_to_be_continuous(t: Term, statements: tuple[Term, ...]) -> None:
    assert not seen(t, statements)


@pytest.mark.parametrize(("t", "statements"), SEEN.values(), ids=SEEN)
def test_what_is_continuous(t: Term, statements: tuple[Term, ...]) -> None:
    assert seen(t, statements)


def test_complex_integrals_say_nothing() -> None:
    context = Context({"x": COMPLEX}, (), "complex")
    assert not continuous(area(x * y, ZERO, ONE), "x", Facts(context).holds, context)


def test_a_name_that_is_known_is_not_captured() -> None:
    """y > 1 is about another y than the one that is integrated over."""
    facts = Facts(Context({"x": REAL, "y": REAL}, (rel("<", 1, y),)))
    t = area(1 / (y - x), ZERO, ONE)
    assert not continuous(t, "x", facts.knowing(rel("<", x, y)).holds, facts.context)
