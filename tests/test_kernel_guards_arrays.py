"""Arrays guard by guard: entries by component form, differentials by rows, what is not in them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from forms import binder, lam, log, n, s, t, v, x

from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.components import any_entry, applied, component
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.differentials import squared_norm
from derivcheck.kernel.language.sorts import INTEGER, REAL, Axis, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    call,
    number,
)

A, T, b, f, i = map(Sym, "ATbfi")
UNDECLARED = Sym("unknown")
PAIR: Axis = (ONE, TWO)
CONTEXT = Context({
    "x": REAL, "n": INTEGER, "i": INTEGER, "v": Sort("real", (PAIR,)), "A": Sort("real", (PAIR,) * 2),
    "T": Sort("real", (PAIR,) * 3), "b": Sort("real", ((ZERO, ONE),)), "f": Sort("function", arity=1),
})  # fmt: skip


def vector(*parts: Term) -> Term:
    return App("vector", parts)


def entry(array: Term, *indices: Term | int) -> Term:
    return call("index", array, *indices)


def each(function: Term, *arrays: Term) -> Term:
    return App("each", (function, *arrays))


def lam2(body: Term) -> Term:
    return lam(lam(body, "s"), "t")


# --- entries -------------------------------------------------------------------------------------

NOT_WORKED_OUT: dict[str, Term] = {
    "a row of a sum of matrices": entry(A + A, i),
    "a row of a transpose": entry(call("transpose", A), i),
    "an entry of a sum of unlike arrays": entry(A + v, i, i),
    "an entry before the first": entry(vector(ONE, TWO), 0),
    "an entry past the end": entry(vector(ONE, TWO), 3),
    "an entry between two": entry(vector(ONE, TWO), Num(Fraction(3, 2))),
    "an entry whose place is not known": entry(vector(ONE, TWO), i),
    "what no function makes of entries": entry(each(call("exp", x), v), i),
}


@pytest.mark.parametrize("t", NOT_WORKED_OUT.values(), ids=NOT_WORKED_OUT)
def test_entries_that_are_not_worked_out(t: Term) -> None:
    assert component(t, CONTEXT) is None


def test_entries_of_a_function_of_arrays_are_its_values() -> None:
    assert component(entry(each(f, v), i), CONTEXT) == App("apply", (f, entry(v, i)))
    assert component(entry(each(lam2(t + s), v, x), i), CONTEXT) == entry(v, i) + x


NO_FUNCTIONS: dict[str, Term] = {
    "a number": ONE, "a term": call("exp", x), "another binder": binder("sum", "t", t, 1, 2),
}  # fmt: skip


@pytest.mark.parametrize("function", NO_FUNCTIONS.values(), ids=NO_FUNCTIONS)
def test_what_is_no_function_is_not_applied(function: Term) -> None:
    assert applied(function, (x,)) is None


def test_what_has_no_shape_has_no_entries() -> None:
    assert any_entry(vector(UNDECLARED), CONTEXT)[0] is None


# --- differentials -------------------------------------------------------------------------------


def found(body: Term) -> tuple[Term, tuple[Term, ...]] | None:
    return derivative(Bind("diff", "x", body, (x, ONE)), CONTEXT)


OPAQUE: dict[str, Term] = {
    "a power zero of a matrix": call("matpow", x * A, 0),
    "too great a power of a matrix": call("matpow", x * A, 13),
    "a power of a matrix that is not known": call("matpow", x * A, n),
    "a function of entries that moves": each(lam(x * t, "t"), v),
    "no function of entries": each(call("exp", n), x * v),
    "a function of entries of unlike arrays": each(lam2(log(t) * s), x * v, A),
    "a column whose number moves": call("column", A, x),
}


@pytest.mark.parametrize("body", OPAQUE.values(), ids=OPAQUE)
def test_what_has_no_differential(body: Term) -> None:
    assert found(body) is None


POSITIVE = Bind("forall", "j", call(">", entry(x * v, Sym("j")), 0), PAIR, "integer")
DIFFERENTIALS: dict[str, tuple[Term, Term, tuple[Term, ...]]] = {
    "a power one": (call("matpow", x * A, 1), A, ()),
    "a square": (
        call("matpow", x * A, 2), call("matmul", A, x * A) + call("matmul", x * A, A), ()),
    "the inverse as a power": (
        call("matpow", x * A, -ONE),
        -call("matmul", call("inv", x * A), A, call("inv", x * A)), (call("!=", call("det", x * A), 0),)),
    "a list with an array that stays": (
        vector(v, x * v), vector(call("zeros", 2), v), ()),
    "a list with one of three axes that stays": (vector(T, x * T), vector(ZERO * T, T), ()),
    "a list with one whose indices begin at zero": (vector(b, x * b), vector(ZERO * b, b), ()),
    "a list with a name nobody declared": (vector(UNDECLARED, x), vector(ZERO, ONE), ()),
    "a function of entries": (each(lam(log(t), "t"), x * v), call("hadamard", each(lam(1 / t, "t"), x * v), v), (POSITIVE,)),
    "a function of entries, one of which stay": (
        each(lam2(t * s), v, x * v), call("hadamard", each(lam2(t), v, x * v), v), ()),
    "a function of a number and entries": (
        each(lam2(log(t) * s), x, v), each(lam2(1 / t * s), x, v) * ONE, (call(">", x, 0),)),
}  # fmt: skip


@pytest.mark.parametrize(("body", "rate", "conditions"), DIFFERENTIALS.values(), ids=DIFFERENTIALS)
def test_differentials(body: Term, rate: Term, conditions: tuple[Term, ...]) -> None:
    result = found(body)
    assert result is not None and alpha_equal(result[0], rate) and result[1] == conditions


ROOTED: dict[str, tuple[Term, Field]] = {
    "a norm": (call("norm", v), "real"),
    "a power zero": (call("norm", v) ** 0, "real"),
    "an odd power": (call("norm", v) ** 3, "real"),
    "over the complex field": (call("norm", v) ** 2, "complex"),
}


@pytest.mark.parametrize(("power", "field"), ROOTED.values(), ids=ROOTED)
def test_powers_of_norms_with_a_root(power: Term, field: Field) -> None:
    assert squared_norm(power, field) is None


def test_powers_of_norms_without_their_roots() -> None:
    square = call("tr", call("matmul", call("transpose", v), v))
    assert squared_norm(call("norm", v) ** 2, "real") == square
    assert squared_norm(call("norm", v) ** 6, "real") == square ** number(3)
