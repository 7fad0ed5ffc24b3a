"""Partial derivatives of abstract functions: in what order does not matter, of what does."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck.api import check_step
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import ONE, App, Bind, Sym, Term, number

SYMBOLS = {
    "f": "function real, real -> real", "g": "function real, real, real -> real",
    "x": "real", "y": "real", "z": "real",
}  # fmt: skip

FALSE = {
    "another order": ("diff(diff(f(x, y), x), y)", "diff(f(x, y), x, 2)"),
    "the other argument": ("diff(f(x, y), x)", "diff(f(x, y), y)"),
    "swapped arguments": ("diff(diff(f(x, y), x), y)", "diff(diff(f(y, x), x), y)"),
    "no derivative": ("diff(g(x, y, z), z)", "0"),
    "no mixed derivative": ("diff(diff(g(x, y, z), y), z)", "0"),
    "none of third order": ("diff(diff(diff(g(x, y, z), x), y), z)", "0"),
    "another of second order": ("diff(diff(g(x, y, z), x), y)", "diff(diff(g(x, y, z), x), z)"),
    "another of third order": (
        "diff(diff(g(x, y, z), x, 2), y)",
        "diff(diff(g(x, y, z), y, 2), x)",
    ),
    "a lost inner derivative": ("diff(diff(f(x, x*y), y), x)", "diff(f(x, x*y), y)/x"),
}
TRUE = {
    "two orders": ("diff(diff(f(x, y), x), y)", "diff(diff(f(x, y), y), x)"),
    "three orders": (
        "diff(diff(diff(g(x, y, z), z), x), y)",
        "diff(diff(diff(g(x, y, z), y), z), x)",
    ),
    "higher orders": ("diff(diff(f(x, y), x, 2), y)", "diff(diff(diff(f(x, y), x), y), x)"),
    "a Laplacian": (
        "diff(diff(f(x, y), x, 2) + diff(f(x, y), y, 2), x)",
        "diff(f(x, y), x, 3) + diff(diff(f(x, y), x), y, 2)",
    ),
    "a curl of a gradient": ("diff(diff(g(x, y, z), y), z) - diff(diff(g(x, y, z), z), y)", "0"),
    "a product": ("diff(diff(x*f(x, y), y), x)", "diff(f(x, y), y) + x*diff(diff(f(x, y), x), y)"),
}


@pytest.mark.parametrize(("before", "after"), FALSE.values(), ids=FALSE)
def test_other_partial_derivatives_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), TRUE.values(), ids=TRUE)
def test_smooth_functions_are_differentiated_in_any_order(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"


FUNCTION = Sort("function", arity=2)
X, Y, T = Sym("x"), Sym("y"), Sym("t")


def applied(*at: Term) -> Term:
    return App("apply", (Sym("f"), *at))


OPAQUE = {
    "half an order": (Bind("diff", "t", applied(T, Y), (X, number(Fraction(1, 2)))), FUNCTION),
    "no order": (Bind("diff", "t", applied(T, Y), (X, number(0))), FUNCTION),
    "a function once C0": (applied(X, Y), Sort("function", traits=frozenset({"C0"}), arity=2)),
}


@pytest.mark.parametrize(("body", "sort"), OPAQUE.values(), ids=OPAQUE)
def test_what_is_not_differentiable_for_certain_is_opaque(body: Term, sort: Sort) -> None:
    context = Context({"f": sort, "x": REAL, "y": REAL})
    assert derivative(Bind("diff", "x", body, (X, ONE)), context) is None


def test_two_arguments_that_are_one_are_differentiated_by_both() -> None:
    step = "diff(diff(f(x, x), x), x)", "diff(f(x, x), x, 2)"
    assert check_step(*step, symbols=SYMBOLS).name == "proved"
    once = "diff(f(x, x), x)", "2*diff(f(x, y), x)"
    assert check_step(*once, symbols=SYMBOLS, assume=["y = x"]).name == "refuted"


HEAT = "for all x, for all y, diff(f(x, y), y) = diff(f(x, y), (x, 2))"
WAVE = "for all x, for all y, diff(f(x, y), (y, 2)) = z^2*diff(f(x, y), (x, 2))"
HARMONIC = "for all x, for all y, diff(f(x, y), (x, 2)) + diff(f(x, y), (y, 2)) = 0"

WRONG_LAWS = {
    "heat with a wave's law": (HEAT, "diff(f(x, y), (y, 2))", "diff(f(x, y), (x, 2))"),
    "a wave of another speed": (WAVE, "diff(f(x, y), (y, 2), x)", "z*diff(f(x, y), (x, 3))"),
    "a harmonic function without curvature": (HARMONIC, "diff(f(x, y), (x, 2))", "0"),
    "a harmonic function as a wave": (HARMONIC, "diff(f(x, y), (x, 2))", "diff(f(x, y), (y, 2))"),
}
LAWS = {
    "heat once more": (HEAT, "diff(f(x, y), (y, 2))", "diff(f(x, y), (x, 4))"),
    "heat by the place": (HEAT, "diff(diff(f(x, y), y), x)", "diff(f(x, y), (x, 3))"),
    "a wave by the place": (WAVE, "diff(f(x, y), (y, 2), x)", "z^2*diff(f(x, y), (x, 3))"),
    "a harmonic function": (HARMONIC, "diff(f(x, y), (x, 2))", "-diff(f(x, y), (y, 2))"),
}


@pytest.mark.parametrize(("law", "before", "after"), WRONG_LAWS.values(), ids=WRONG_LAWS)
def test_what_partial_laws_do_not_say_is_refuted(law: str, before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=[law]).name == "refuted"


@pytest.mark.parametrize(("law", "before", "after"), LAWS.values(), ids=LAWS)
def test_partial_laws_are_used_under_derivatives(law: str, before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=[law]).name == "proved"
