"""Arrays that move freely: which norms vanish next to nowhere."""

from __future__ import annotations

import pytest

from derivcheck.kernel.checker.loose import loose
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Arithmetic, Domain
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, App, Sym, Term, call

n, x, v, w, C = map(Sym, "nxvwC")
SHAPE, SQUARE = ((ONE, n),), ((ONE, n), (ONE, n))
SORTS = {
    "n": INTEGER, "x": REAL, "v": Sort("real", SHAPE), "w": Sort("real", SHAPE),
    "C": Sort("real", SQUARE), "Q": Sort("real", SQUARE, frozenset(("invertible",))),
    "k": Sort("integer", SHAPE),
}  # fmt: skip
PLAIN = Context(SORTS)


def product(*parts: Term) -> Term:
    return call("matmul", *parts)


def turned(t: Term) -> Term:
    return call("transpose", t)


def apart(t: Term) -> Term:
    return call("!=", call("norm", t), 0)


def known(*assumed: Term) -> Context:
    return Context(SORTS, assumed)


NO_ARRAYS = call("=", C, call("zeros", n, n))
BOUND: dict[str, tuple[Term, Context]] = {
    "no norm": (call("!=", x, 0), PLAIN),
    "a comparison": (call("<", 0, call("norm", w)), PLAIN),
    "a norm that is not one": (call("!=", call("norm", w), 1), PLAIN),
    "of numbers": (apart(x), PLAIN),
    "of whole numbers": (apart(Sym("k")), PLAIN),
    "beside which no other is": (apart(w), known(call("=", w, v))),
    "of which something is declared": (apart(Sym("Q")), PLAIN),
    "the same twice in a sum": (apart(w + product(C, w)), known(NO_ARRAYS)),
    "in a sum, twice": (apart(w + -w), PLAIN),
    "a product of entries": (apart(call("hadamard", w, w)), PLAIN),
    "a product of entries in a sum": (
        apart(call("hadamard", w, w) + v), known(call("=", v, call("zeros", n)))),
    "what cancels": (apart(product(C, w) - product(C, w)), PLAIN),
    "a product with itself": (apart(product(w, turned(w), w)), PLAIN),
    "a product with a sum": (apart(product(C + C, w)), PLAIN),
    "a product with an array of which something is assumed": (
        apart(product(C, w)), known(NO_ARRAYS)),
    "a product with one of which something is declared": (apart(product(Sym("Q"), w)), PLAIN),
}  # fmt: skip


@pytest.mark.parametrize(("condition", "context"), BOUND.values(), ids=BOUND)
def test_what_may_vanish_on_more(condition: Term, context: Context) -> None:
    assert not loose(condition, context)


LOOSE: dict[str, Term] = {
    "an array": apart(w),
    "its contrary": apart(-w),
    "a sum": apart(w + v),
    "a difference": apart(v - w),
    "a product": apart(product(C, w)),
    "a product with a transpose": apart(product(turned(C), w)),
    "a product in a sum": apart(product(C, w) + product(w, turned(w), w)),
}


@pytest.mark.parametrize("condition", LOOSE.values(), ids=LOOSE)
def test_what_vanishes_next_to_nowhere(condition: Term) -> None:
    assert loose(condition, PLAIN)


def divided(*assumed: Term) -> Claim:
    return Claim(known(*assumed), ZERO * call("norm", w), "=", ZERO / call("norm", w))


def test_it_is_a_condition_that_may_be_told() -> None:
    told = Domain((), ((apart(w), ()),), Arithmetic(*divided_sides()))
    found = judge(divided(), told)
    assert getattr(found, "conditions", None) == (apart(w),)


def test_it_is_none_where_something_is_assumed() -> None:
    told = Domain((), ((apart(w), ()),), Arithmetic(*divided_sides()))
    found = judge(divided(App("=", (w, call("zeros", n)))), told)
    assert getattr(found, "reason", "") == "not seen to fail on an exceptional set only"


def test_it_is_none_where_the_old_side_needs_it_to_be_zero() -> None:
    before = call("sqrt", -call("norm", w))
    after = call("norm", w) / call("norm", w) * before
    told = Domain((), ((apart(w), ()),), Arithmetic(before, after))
    found = judge(Claim(PLAIN, before, "=", after), told)
    assert getattr(found, "reason", "") == "not seen to fail on an exceptional set only"


def divided_sides() -> tuple[Term, Term]:
    return divided().before, divided().after
