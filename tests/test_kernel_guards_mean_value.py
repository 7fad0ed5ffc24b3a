"""Derivatives by the mean value theorem: which conditions of the table need not be known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.mean_value import is_open, removable
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Sym, Term, call, number

n, x, y, v, w = map(Sym, "nxyvw")
VECTOR = Sort("real", ((ONE, n),))
SORTS = {
    "n": INTEGER,
    "x": REAL,
    "y": REAL,
    "v": VECTOR,
    "w": VECTOR,
    "C": Sort("real", ((ONE, n), (ONE, n))),
}
TWICE = 2 * call("abs", x)
APART = (call("!=", x, 0),)


def size(t: Term) -> Term:
    return call("abs", t)


def rate(t: Term, at: Term = x, var: str = "x", *more: Term) -> Bind:
    return Bind("diff", var, t, (at, ONE, *more))


def step(
    before: Term,
    after: Term = TWICE,
    *assumed: Term,
    relation: Any = "=",
    field: Any = "real",
    **sorts: Sort,
) -> Claim:
    return Claim(Context({**SORTS, **sorts}, assumed, field), before, relation, after)


def left_out(claim: Claim) -> tuple[Term, ...]:
    known = Facts(claim.context).knowing(*definedness(claim.before, claim.context))
    return removable(claim, known)


BENT = x * size(x)
KINK = rate(BENT)
SQUARE = call("matmul", call("transpose", w), w)


def length(t: Term) -> Claim:
    """The rate of |t|*(w' w), and what is lost where t is zero."""
    cubed = call("norm", t) * SQUARE
    return Claim(Context(SORTS), rate(cubed, w, "w"), "=", w / call("norm", t))


LENGTH, DIRECTION = length(w).before, length(w).after
PRODUCT = call("matmul", Sym("C"), w)

KEPT: dict[str, Claim] = {
    # --- the step ---
    "a strict comparison": step(KINK, TWICE + 1, relation="<"),
    "a denial": step(KINK, TWICE + 1, relation="!="),
    "of complex numbers": step(KINK, field="complex"),
    "no derivative": step(BENT),
    "two derivatives": step(KINK + rate(x * size(x - 1))),
    "a derivative times a name": step(y * KINK),
    "a derivative times zero": step(ZERO * KINK),
    "a derivative over a name": step(KINK / y),
    "a derivative below the line": step(1 / KINK),
    "a derivative inside a function": step(size(KINK)),
    "beside what may have no value": step(KINK + 1 / x),
    "beside what jumps": step(KINK + call("floor", x)),
    "a new side that jumps": step(KINK, TWICE + call("indicator", call("=", x, 0))),
    "at another place": step(rate(BENT, y)),
    "at a multiple": step(rate(BENT, 2 * x)),
    "where its conditions are known": step(KINK, TWICE, call("<", 0, x)),
    "that exists nowhere else": step(rate(size(x))),
    "of which the table knows nothing": step(rate(BENT * call("besselj", 1, x))),
    "by an integer": step(rate(n * size(n), n, "n"), 2 * size(n)),
    # --- what is assumed ---
    "at one point": step(KINK, TWICE, call("=", x, 0)),
    "at one point or beside it": step(
        KINK, TWICE, App("or", (call("=", x, 0), call("<", 1, x)))),
    "at one point, by a bound": step(KINK, TWICE, call("<=", x**2, 0)),
    "at one point, by two bounds": step(KINK, TWICE, call("<=", 0, x), call("<=", x, 0)),
    "at one point, by a bound of a square": step(
        KINK, TWICE, call("<=", x, 1), call("<=", 0, -(x**2))),
    "between names": step(KINK, TWICE, call("<=", y, x), call("<=", x, n), call("<", y, n)),
    "below a name": step(KINK, TWICE, call("<=", -1, x), call("<=", x, y), call("<", -1, y)),
    "above a name": step(KINK, TWICE, call("<=", y, x), call("<=", x, 1), call("<", y, 1)),
    "below a multiple": step(KINK, TWICE, call("<=", 2 * x, 1), call("<=", 0, x)),
    "between bounds that move with it": step(KINK, TWICE, call("<=", x, x**2), call("<=", 0, x)),
    "where something jumps": step(KINK, TWICE, call("<", -1, call("floor", x))),
    "where something has a value": step(KINK, TWICE, call("<", -1, 1 / x)),
    "up to where something has a value": step(KINK, TWICE, call("<=", -1, 1 / x)),
    # --- where the conditions fail ---
    "at all points, where a name is zero": step(rate(x * size(x * y))),
    "at points that a name may make all": step(rate(x * size(x * y + 0 * x))),
    "on half of the line": step(rate(call("max", x, size(x)) * x)),
    "an array beside which no other is": step(LENGTH, DIRECTION, call("=", w, v)),
    "an array that is lost on one side only": step(LENGTH, w),
    "an array of which something is declared": step(
        LENGTH, DIRECTION, w=Sort("real", ((ONE, n),), frozenset(("invertible",)))),
    "what does not move": length(v),
    "one part of a sum, which is a product with itself": length(
        call("matmul", w, call("transpose", w), w) + v),
    "a product of entries": length(call("hadamard", w, v)),
    "what cancels": length(PRODUCT - PRODUCT),
    "a product with itself": length(call("matmul", w, call("transpose", w), w)),
    "a product with a sum": length(call("matmul", Sym("C") + Sym("C"), w)),
    "a product with an array of which something is assumed": replace(
        length(PRODUCT), context=Context(SORTS, (call("=", Sym("C"), call("zeros", n, n)),))),
}  # fmt: skip


@pytest.mark.parametrize("claim", KEPT.values(), ids=KEPT)
def test_conditions_that_must_be_known(claim: Claim) -> None:
    assert left_out(claim) == ()


LEFT_OUT: dict[str, tuple[Claim, tuple[Term, ...]]] = {
    "an equation": (step(KINK), APART),
    "no more than": (step(KINK, relation="<="), APART),
    "no less than": (step(KINK, relation=">="), APART),
    "a multiple": (step(number(3) * KINK), APART),
    "a part": (step(KINK / number(3)), APART),
    "a negative": (step(-KINK), APART),
    "a sum": (step(KINK + x**2 + size(y) + call("floor", y)), APART),
    "on a half-line": (step(KINK, TWICE, call("<=", 0, x)), APART),
    "on a half-line, of a multiple": (step(KINK, TWICE, call("<=", 2 * x, 1)), APART),
    "on an open half-line": (step(KINK, TWICE, call("<", -1, x)), APART),
    "beside a point": (step(KINK, TWICE, call("!=", x, 1)), APART),
    "on an interval": (step(KINK, TWICE, call("<=", -1, x), call(">=", 1, x)), APART),
    "another name is known": (step(KINK, TWICE, call("=", y, 3)), APART),
    "a root": (step(rate(x * call("sqrt", x**2))), (call(">", x**2, 0),)),
    "whole numbers": (
        step(rate(call("floor", x) * call("sin", x)), y), (call("!=", call("floor", x), x),)),
    **{
        f"a length {name}": (length(t), (call("!=", call("norm", t), 0),))
        for name, t in {
            "": w,
            "of a sum": w + v,
            "of a difference": v - w,
            "of a product": PRODUCT,
            "of a product with a transpose": call("matmul", call("transpose", Sym("C")), w),
        }.items()
    },
}  # fmt: skip


@pytest.mark.parametrize(("claim", "found"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_conditions_that_need_not_be_known(claim: Claim, found: tuple[Term, ...]) -> None:
    assert left_out(claim) == found


@pytest.mark.parametrize("relation", ["<", ">", "!="])
def test_what_holds_beside_a_point(relation: str) -> None:
    assert is_open(call(relation, x, y))


@pytest.mark.parametrize(
    "condition",
    [
        call("<=", x, y),
        call("=", x, y),
        x,
        Bind("forall", "k", call("<", x, y), (ONE, n), "integer"),
    ],
)
def test_what_need_not_hold_beside_a_point(condition: Term) -> None:
    assert not is_open(condition)
