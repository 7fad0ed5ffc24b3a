"""Bounds of forms, signs of sums far out, and what binders ask of their arguments."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import MINUS, NOT_NEGATIVE, NOT_POSITIVE, PLUS, Bounds, _raised
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

ABOVE = {
    "open from below":   (Bounds(low=NIL), PLUS),
    "closed from below": (Bounds(low=NIL, open_low=False), NOT_NEGATIVE),
    "beyond, closed":    (Bounds(low=UNIT, open_low=False), PLUS),
    "open from above":   (Bounds(high=NIL), MINUS),
    "closed from above": (Bounds(high=NIL, open_high=False), NOT_POSITIVE),
    "below, closed":     (Bounds(high=-UNIT, open_high=False), MINUS),
}  # fmt: skip


@pytest.mark.parametrize(("bounds", "sign"), ABOVE.values(), ids=ABOVE)
def test_bounds_say_a_sign(bounds: Bounds, sign: int) -> None:
    assert bounds.above(NIL) == sign


RAISED = {
    "open stays open":      ((UNIT, True, UNIT, False), (UNIT, True)),
    "closed becomes open":  ((UNIT, False, UNIT, True), (UNIT, True)),
    "closed stays closed":  ((UNIT, False, UNIT, False), (UNIT, False)),
    "below says nothing":   ((UNIT, False, NIL, True), (UNIT, False)),
    "above is the greater": ((NIL, True, UNIT, False), (UNIT, False)),
}  # fmt: skip


@pytest.mark.parametrize(("given", "end"), RAISED.values(), ids=RAISED)
def test_the_greater_of_two_ends(given, end) -> None:
    assert _raised(*given, False) == end


def series(low: Term, high: Term) -> Bind:
    return Bind("sum", "j", call("exp", j), (low, high))


SIGNS = {
    "of some terms":            (series(ONE, number(3)), PLUS),
    "of terms without end":     (series(ONE, INFINITY), NOT_NEGATIVE),
    "of terms from far below":  (series(MINUS_INFINITY, ZERO), NOT_NEGATIVE),
    "of a power of order zero": (x**0, PLUS),
}  # fmt: skip


@pytest.mark.parametrize(("t", "sign"), SIGNS.values(), ids=SIGNS)
def test_signs(t: Term, sign: int) -> None:
    assert Facts(Context({"x": REAL})).signs.sign(t) == sign


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
