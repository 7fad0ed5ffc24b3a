"""Bounds of forms, signs of sums far out, and what binders ask of their arguments."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import (
    ANY,
    MINUS,
    NOT_NEGATIVE,
    NOT_POSITIVE,
    NOT_ZERO,
    NULL,
    PLUS,
    Bounds,
    above,
    rounded,
    times,
)
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.sorts import COMPLEX, REAL
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    number,
)

NIL, UNIT = Fraction(0), Fraction(1)
x, z, j = Sym("x"), Sym("z"), Sym("j")

TWICE = 2 * UNIT

ABOVE = {
    "nothing is known":     ((), UNIT, ANY),
    "open from below":      (((NIL, PLUS),), NIL, PLUS),
    "closed from below":    (((NIL, NOT_NEGATIVE),), NIL, NOT_NEGATIVE),
    "beyond, closed":       (((UNIT, NOT_NEGATIVE),), NIL, PLUS),
    "not yet beyond":       (((NIL, PLUS),), UNIT, ANY),
    "open from above":      (((NIL, MINUS),), NIL, MINUS),
    "closed from above":    (((NIL, NOT_POSITIVE),), NIL, NOT_POSITIVE),
    "below, closed":        (((-UNIT, NOT_POSITIVE),), NIL, MINUS),
    "not yet below":        (((NIL, MINUS),), -UNIT, ANY),
    "not there":            (((NIL, NOT_ZERO),), NIL, NOT_ZERO),
    "not somewhere else":   (((UNIT, NOT_ZERO),), NIL, ANY),
    "a number, from above": (((UNIT, NULL),), NIL, PLUS),
    "a number, from below": (((-UNIT, NULL),), NIL, MINUS),
    "closed becomes open":  (((NIL, NOT_NEGATIVE), (NIL, NOT_ZERO)), NIL, PLUS),
    "from both sides":      (((NIL, NOT_NEGATIVE), (NIL, NOT_POSITIVE)), NIL, NULL),
    "the greater counts":   (((NIL, PLUS), (TWICE, NOT_NEGATIVE)), UNIT, PLUS),
    "the less says nothing": (((TWICE, NOT_NEGATIVE), (NIL, PLUS)), UNIT, PLUS),
}  # fmt: skip


@pytest.mark.parametrize(("bounds", "q", "sign"), ABOVE.values(), ids=ABOVE)
def test_bounds_say_a_sign(bounds: Bounds, q: Fraction, sign: int) -> None:
    assert above(bounds, q) == sign


ROUNDED = {
    "above a whole number":     ((UNIT, PLUS), (TWICE, NOT_NEGATIVE)),
    "above a half":             ((UNIT / 2, PLUS), (UNIT, NOT_NEGATIVE)),
    "from a half on":           ((UNIT / 2, NOT_NEGATIVE), (UNIT, NOT_NEGATIVE)),
    "from a whole number on":   ((UNIT, NOT_NEGATIVE), (UNIT, NOT_NEGATIVE)),
    "below a whole number":     ((UNIT, MINUS), (NIL, NOT_POSITIVE)),
    "below a half":             ((UNIT / 2, MINUS), (NIL, NOT_POSITIVE)),
    "up to a half":             ((UNIT / 2, NOT_POSITIVE), (NIL, NOT_POSITIVE)),
    "up to a whole number":     ((UNIT, NOT_POSITIVE), (UNIT, NOT_POSITIVE)),
    "a number":                 ((UNIT, NULL), (UNIT, NULL)),
    "not a number":             ((UNIT, NOT_ZERO), (UNIT, NOT_ZERO)),
}  # fmt: skip


@pytest.mark.parametrize(("known", "found"), ROUNDED.values(), ids=ROUNDED)
def test_what_is_known_of_whole_numbers(known, found) -> None:
    assert rounded(*known) == found


@pytest.mark.parametrize("a", range(8))
@pytest.mark.parametrize("b", range(8))
def test_signs_of_products(a: int, b: int) -> None:
    """Those of all products of numbers with such signs; none where there are no numbers."""
    some = {MINUS: -1, NULL: 0, PLUS: 1}
    products = {(m > 0) - (m < 0) for s in some for t in some
                if a & s and b & t for m in (some[s] * some[t],)}  # fmt: skip
    assert times(a, b) == sum(s for s, value in some.items() if value in products)


def series(low: Term, high: Term) -> Bind:
    return Bind("sum", "j", call("exp", j), (low, high))


SIGNS = {
    "of some terms":            (series(ONE, number(3)), PLUS),
    "of terms without end":     (series(ONE, INFINITY), NOT_NEGATIVE),
    "of terms from far below":  (series(MINUS_INFINITY, ZERO), NOT_NEGATIVE),
    "of a power of order zero": (x**0, PLUS),
    "of an angle":              (call("acos", x), NOT_NEGATIVE),
    "of a root of a negative":  (call("sqrt", -(1 + x**2)), NOT_NEGATIVE),
    "of a quotient by zero":    (ONE / ZERO, ANY),
    "of what divides by zero":  (x / (x - x), ANY),
}  # fmt: skip


@pytest.mark.parametrize(("t", "sign"), SIGNS.values(), ids=SIGNS)
def test_signs(t: Term, sign: int) -> None:
    known = Facts(Context({"x": REAL}))  # signs do not keep it alive
    assert known.signs.sign(t) == sign


PLANE = Context({"z": COMPLEX, "x": REAL}, (), "complex")
AREA = Bind("int", "t", Sym("t"), (ZERO, z))
FAR = Bind("int", "t", Sym("t"), (x, INFINITY))
NOWHERE = Bind("diff", "t", ZERO, (INFINITY, ONE), "complex")


def real(u: Term) -> App:
    return App("=", (call("im", u), ZERO))


BINDERS = {
    "a bound that may not be real": (AREA, (real(z), App("defined", (AREA,)))),
    "a bound without end": (FAR, (App("defined", (FAR,)),)),
    "a derivative at infinity": (NOWHERE, (App("defined", (INFINITY,)),)),
}  # fmt: skip


@pytest.mark.parametrize(("t", "conditions"), BINDERS.values(), ids=BINDERS)
def test_what_binders_ask_of_their_arguments(t: Bind, conditions: tuple[Term, ...]) -> None:
    assert definedness(t, PLANE) == conditions
