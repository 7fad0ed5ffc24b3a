"""Derivatives of what is made of pieces: where the pieces do not change, and what then follows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.pieces import MAX_PIECES
from derivcheck.kernel.language.sorts import BOOLEAN, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
)

n, x, y, p = map(Sym, "nxyp")
CONTEXT = Context(
    {"n": INTEGER, "x": REAL, "y": REAL, "p": BOOLEAN, "v": Sort("real", ((ONE, n),))}
)
BELOW, ABOVE = call("<", x, 1), call("<", y, 1)
APART = call("!=", x, 1)


def rate(body: Term) -> tuple[Term, tuple[Term, ...]] | None:
    return derivative(Bind("diff", "x", body, (x, ONE)), CONTEXT)


def held(condition: Term) -> Term:
    return App("indicator", (condition,))


def cases(*parts: Term) -> App:
    return App("piecewise", parts)


def total(last: Term) -> Bind:
    return Bind("sum", "k", Sym("k"), (ONE, last), "integer")


NOT_COVERED: dict[str, Term] = {
    # --- statements that may change though no two sides meet ---
    "a side that may lose its value": held(call("<", 1 / x, 1)),
    "a side with a negative power": held(call("<", x ** number(-1), 1)),
    "a side with a root": held(call("<", App("^", (x, Num(Fraction(1, 2)))), 1)),
    "a side with a moving exponent": held(call("<", number(2) ** x, 1)),
    "a power of a side that may lose its value": held(call("<", (1 / x) ** 2, 1)),
    "a side over zero": held(call("<", x / ZERO, 1)),
    "a side over a name": held(call("<", x / y, 1)),
    "a part of a side that may lose its value": held(call("<", (1 / x) / number(2), 1)),
    "a side that jumps": held(call("<", call("floor", x), 1)),
    "a logarithm": held(call("<", call("log", x), 1)),
    "a root of a side": held(call("<", call("sqrt", x), 1)),
    "a function of a side that may lose its value": held(call("<", call("sin", 1 / x), 1)),
    "a sum with what may lose its value": held(call("<", x + 1 / x, 1)),
    "a function of which nothing is known": held(call("<", App("apply", (Sym("f"), x)), 1)),
    "a sum to a side": held(call("<", total(x), 1)),
    "whether it is whole": held(call("in", x, ONE, n)),
    "whether it has a value": held(App("defined", (total(x),))),
    "for all": held(Bind("forall", "k", call("<", Sym("k"), x), (ONE, n), "integer")),
    "one of two that may change": held(call("and", BELOW, call("<", 1 / x, 1))),
    "a case that may change": cases(x**2, call("<", 1 / x, 1), y, TRUE),
    "the second case may change": cases(x**2, ABOVE, x, call("<", 1 / x, 1)),
    "a condition that may change": App("where", (x, call("<", 1 / x, 1))),
    "the greatest of too many": call("max", *(x + k for k in range(MAX_PIECES + 1))),
}  # fmt: skip


@pytest.mark.parametrize("body", NOT_COVERED.values(), ids=NOT_COVERED)
def test_what_the_table_does_not_cover(body: Term) -> None:
    assert rate(body) is None


COVERED: dict[str, tuple[Term, Term, tuple[Term, ...]]] = {
    "an indicator": (held(BELOW), ZERO, (APART,)),
    "an indicator of equality": (held(call("=", x, 1)), ZERO, (APART,)),
    "an indicator of another name": (held(ABOVE), ZERO, ()),
    "an indicator of what has no value everywhere, without the name": (
        held(call("<", 1 / y, 1)), ZERO, ()),
    "an indicator of a truth": (held(p), ZERO, ()),
    "an indicator of two": (
        held(call("and", BELOW, App("not", (call("<=", y, x),)))), ZERO, (APART, call("!=", y, x))),
    "sides that have values everywhere": (
        held(call("<", call("sin", x**2 / number(2)), -(x * y))), ZERO,
        (call("!=", call("sin", x**2 / number(2)), -(x * y)),)),
    "where": (App("where", (x, BELOW)), App("where", (ONE, BELOW)), (APART,)),
    "cases": (cases(x**2, BELOW, x, TRUE), cases(2 * x, BELOW, ONE, TRUE), (APART,)),
    "cases by another name": (cases(x**2, ABOVE, x, TRUE), cases(2 * x, ABOVE, ONE, TRUE), ()),
    "the greater": (call("max", x, y), ONE * held(call(">", x, y)), (call("!=", x, y),)),
    "the less": (call("min", x, y), ONE * held(call("<", x, y)), (call("!=", x, y),)),
    "the greater of other names": (call("max", y, 2), ZERO, ()),
    "the greatest of one": (App("max", (x**2,)), 2 * x, ()),
    "the greatest of three": (
        call("max", x, y, 2), ONE * held(call("and", call(">", x, y), call(">", x, 2))),
        (call("!=", x, y), call("!=", x, 2), call("!=", y, 2))),
    "a remainder": (
        call("mod", x, y), ONE, (call("!=", y, 0), call("!=", call("floor", x / y), x / y))),
    "a whole part": (call("floor", x), ZERO, (call("!=", call("floor", x), x),)),
    "a whole part from above": (call("ceiling", x), ZERO, (call("!=", call("floor", x), x),)),
}  # fmt: skip


@pytest.mark.parametrize(("body", "found", "conditions"), COVERED.values(), ids=COVERED)
def test_what_the_table_covers(body: Term, found: Term, conditions: tuple[Term, ...]) -> None:
    assert rate(body) == (found, conditions)
