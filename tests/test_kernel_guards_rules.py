"""Rules guard by guard: series by differences, entries, definite matrices, derivatives at kinks."""

from __future__ import annotations

import pytest
from forms import rel, same

from derivcheck.kernel.checker.definite import DEFINITE, SEMIDEFINITE, UNKNOWN, definiteness
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Derivative,
    Entries,
    Evidence,
    NewtonLeibniz,
)
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TWO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    substitute,
)  # fmt: skip

c, i, j, n, m, x, A, P, X, Y = map(Sym, "cijnmxAPXY")
SQUARE = ((ONE, n), (ONE, n))
SORTS = {
    "n": INTEGER, "m": INTEGER, "x": REAL, "c": REAL, "A": Sort("real", SQUARE),
    "P": Sort("real", SQUARE, frozenset(("symmetric", "positive definite"))),
    "T": Sort("real", (*SQUARE, (ONE, n))), "X": Sort("real", ((ONE, n), (ONE, m))), "Y": Sort("real", SQUARE, frozenset(("invertible",))),
}  # fmt: skip
SIDES, UNDEFINED = (
    "a part of the evidence proves something else",
    "a definedness condition is not known",
)
PRIMITIVE = "a primitive gives an integral"
SHOWN = "not every entry is shown"


def facts(*stated: Term) -> Facts:
    return Facts(Context(SORTS, (rel("<=", 1, n), rel("<=", 1, m), *stated)))


def by_differences(head: str = "sum", high: Term = INFINITY) -> NewtonLeibniz:
    """Terms 1/(j*(j + 1)) by a function of which they are the differences, as if by a primitive."""
    s, body = Sym("s"), 1 / (j * (j + 1))
    gap, of = -(1 / (s + 1)) - -(1 / s), substitute(body, {"j": s})
    return NewtonLeibniz(Bind(head, "j", body, (ONE, high)), -(1 / s), "s", Arithmetic(gap, of))


SIZE = call("abs", x)


def slope(t: Term) -> Derivative:
    return Derivative(Bind("diff", "x", t, (x, ONE)))


def shown(t: Term, *places: tuple[int, ...]) -> Entries:
    """An array by some of its entries, each equal to itself."""
    return Entries(t, t, (), tuple(same(call("index", t, *at)) for at in places))


HALVES = App("vector", (ONE,) * 65)
REJECTED: dict[str, tuple[Evidence, str]] = {
    "a product by differences": (by_differences(head="prod", high=TWO), PRIMITIVE),
    "the greatest by differences": (by_differences(head="greatest", high=TWO), PRIMITIVE),
    "a sum by differences": (by_differences(), PRIMITIVE),
    "a derivative that may exist at a kink": (
        slope(x * SIZE), "a side condition is not known"),
    "a derivative of cases that may be one": (
        slope(call("max", x**2, -(x**2))), "a side condition is not known"),
    "an entry too few": (shown(App("vector", (x, c)), (1,)), SHOWN),
    "an entry too many": (shown(App("vector", (x, c)), (1,), (2,), (3,)), SHOWN),
    "as many entries as nobody looks at": (shown(HALVES, *((k,) for k in range(1, 66))), SHOWN),
    "half an entry": (shown(call("ones", Num(5) / 2), (1,), (2,)), SHOWN),
    "no entries of a symbolic size": (shown(call("ones", n)), SHOWN),
    "entries of an array of a symbolic size": (shown(call("ones", n, 1), (1, 1)), SHOWN),
}  # fmt: skip
ACCEPTED: dict[str, Evidence] = {
    "a derivative at a kink": slope(SIZE),
    "a derivative that exists only there": slope(call("sqrt", x)),
    "every entry": shown(App("vector", (x, c)), (1,), (2,)),
    "as many entries as are looked at": shown(
        App("vector", (ONE,) * 64), *((k,) for k in range(1, 65))),
    "a definite matrix as any other": Axiom("definite", (("M", P), ("P", P))),
}  # fmt: skip


@pytest.mark.parametrize(("evidence", "reason"), REJECTED.values(), ids=REJECTED)
def test_what_a_rule_rejects(evidence: Evidence, reason: str) -> None:
    with pytest.raises(Rejected) as found:
        infer(evidence, facts())
    assert found.value.reason == reason


@pytest.mark.parametrize("evidence", ACCEPTED.values(), ids=ACCEPTED)
def test_what_a_rule_accepts(evidence: Evidence) -> None:
    assert infer(evidence, facts()).statement


def turned(t: Term) -> Term:
    return call("transpose", t)


GRAM = call("matmul", turned(X), X)
DEFINITENESS: dict[str, tuple[Term, tuple[Term, ...], int]] = {
    "of nothing known": (A, (), UNKNOWN),
    "a multiple by what has no sign": (c * P, (), UNKNOWN),
    "a sum with what is not known": (P + A, (), UNKNOWN),
    "what is not known between": (call("matmul", turned(X), A, X), (), UNKNOWN),
    "what is not known between regular ones": (call("matmul", turned(Y), A, Y), (), UNKNOWN),
    "a product of two": (call("matmul", P, call("inv", A)), (), UNKNOWN),
    "an inverse of what is not known": (call("inv", A), (), UNKNOWN),
    "a quotient by a matrix": (c / P, (), UNKNOWN),
    "one by a matrix, between": (call("matmul", turned(Y), 1 / P, Y), (), UNKNOWN),
    "a multiple that may be zero": (c * P, (rel("<=", 0, c),), SEMIDEFINITE),
    "a Gram matrix": (GRAM, (), SEMIDEFINITE),
    "a square Gram matrix": (call("matmul", turned(A), A), (), SEMIDEFINITE),
    "a Gram matrix of what has no determinant": (
        GRAM, (rel("!=", call("det", X), 0),), SEMIDEFINITE),
    "a multiple": (c * P, (rel("<", 0, c),), DEFINITE),
    "a quotient": (P / c, (rel("<", 0, c),), DEFINITE),
    "a sum": (P + GRAM, (), DEFINITE),
    "an inverse": (call("inv", call("matmul", turned(Y), Y)), (), DEFINITE),
    "a congruence": (call("matmul", turned(Y), P, Y), (), DEFINITE),
    "a square of a symmetric one": (call("matmul", P, P), (), DEFINITE),
    "a sum with what may be taken away": (P + c * GRAM, (), UNKNOWN),
    "a difference": (P - GRAM, (), UNKNOWN),
    "of two axes and a third": (call("index", Sym("T"), i), (), UNKNOWN),
    "a form of what is itself one": (
        call("matmul", turned(Y), call("inv", P + GRAM), Y), (), DEFINITE),
}  # fmt: skip


@pytest.mark.parametrize(("t", "stated", "found"), DEFINITENESS.values(), ids=DEFINITENESS)
def test_what_is_seen_of_a_matrix(t: Term, stated: tuple[Term, ...], found: int) -> None:
    assert definiteness(t, facts(*stated)) == found
