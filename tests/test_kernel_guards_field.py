"""Exact arithmetic: what is equal by it, what must stay apart, and what equations do to it."""

from __future__ import annotations

from typing import Any

import pytest
from forms import (
    HALF,
    SORTS,
    VECTOR,
    I,
    binder,
    defined,
    eq,
    every,
    j,
    k,
    lam,
    log,
    m,
    n,
    one,
    rel,
    sin,
    total,
    x,
    y,
    z,
)

from derivcheck.kernel.claims import Context
from derivcheck.kernel.field import MAX_EXPONENT, Field
from derivcheck.kernel.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.terms import FALSE, ONE, TRUE, ZERO, App, Bind, Sym, Term, call, number

MATRIX = Sort("real", ((ONE, number(2)), (ONE, number(2))))
CONTEXT = Context({**SORTS, "z": REAL, "a": VECTOR, "A": MATRIX, "B": MATRIX})
A, B, a = map(Sym, "ABa")
p = rel(">", x, 0)
guard = one(p)
sqrt = lambda u: call("sqrt", u)  # noqa: E731  # as in a formula
exp = lambda u: call("exp", u)  # noqa: E731  # as above
nowhere = 1 / (x - x)
many = x + y

EQUAL: dict[str, tuple[Term, Term]] = {
    "a difference of squares": ((x + y) * (x - y), x**2 - y**2),
    "a quotient": ((x**2 - y**2) / (x - y), x + y),
    "a quotient of negative numbers": (x / -y, -(x / y)),
    "a power of a power": ((x**2) ** 3, x**6),
    "a negative power": (x ** number(-2), 1 / x**2),
    "a logarithm to a base": (call("log", x, y), log(x) / log(y)),
    "a guarded term": (call("where", x, p), guard * x),
    # --- what is opaque ---
    "nothing over nothing is itself": (x / (x - x), x / (y - y)),
    "a large power": ((x + y) ** 10_000, (y + x) ** 10_000),
    "a large odd power of a negative": ((-x - y) ** 10_001, -((x + y) ** 10_001)),
    "a large even power of a negative": ((-x - y) ** 10_000, (x + y) ** 10_000),
    "a power of a name": (x**y, x ** (2 * y - y)),
    # --- roots and functions ---
    "a square of a root": (sqrt(x) ** 2, x),
    "a root of a square number": (sqrt(number(4)), number(2)),
    "a cube of a cube root": ((x ** (ONE / 3)) ** 3, x),
    "a reciprocal root": (x**-HALF * sqrt(x), ONE),
    "a root by its exponent": (x**HALF, sqrt(x)),
    "a root in the denominator": (1 / (sqrt(x) - sqrt(y)), (sqrt(x) + sqrt(y)) / (x - y)),
    "a function of a number": (log(ONE), ZERO),
    "the imaginary unit": (I**2, -ONE),
    "an odd function": (sin(-x), -sin(x)),
    "an odd function of a difference": (sin(x - y), -sin(y - x)),
    "an even function": (call("cos", -x), call("cos", x)),
    "an even function of a difference": (call("cos", x - y), call("cos", y - x)),
    "an odd function of nothing": (call("erf", x - x + y), call("erf", y)),
    # --- indicators ---
    "truth": (one(TRUE), ONE),
    "falsehood": (one(FALSE), ZERO),
    "an equation that holds": (one(eq(x + 1, 1 + x)), ONE),
    "an equation that fails": (one(eq(x + 1, x)), ZERO),
    "an inequation that holds": (one(rel("!=", x + 1, x)), ONE),
    "a square": (guard**2, guard),
    "the other way round": (one(rel(">", x, y)), one(rel("<", y, x))),
    "sides that are swapped": (one(eq(x, y)), one(eq(y, x))),
    "a multiple": (one(eq(2 * x, 2 * y)), one(eq(x, y))),
    "an inequation": (one(rel("!=", x, y)), 1 - one(eq(x, y))),
    # --- binders ---
    "a bound name": (total(j), binder("sum", "m", m, 1, k)),
    "a body": (total(j + j), total(2 * j)),
    "a substitution": (binder("subs", "t", Sym("t") ** 2, x), x**2),
    # --- arrays ---
    "a sum of matrices": (A + B, B + A),
    "a multiple of a matrix": (2 * A - A, A),
    "a product of matrices": (A * B, A * B),
    "a determinant is a number": (call("det", A) * call("det", B), call("det", B) * call("det", A)),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right"), EQUAL.values(), ids=EQUAL)
def test_what_is_equal(left: Term, right: Term) -> None:
    assert Field(CONTEXT).equal(left, right)


UNEQUAL: dict[str, tuple[Term, Term]] = {
    "names": (x, y),
    "a name and a number": (x, ONE),
    "a power of another order": (x**2, x**3),
    "nothing over nothing": (0 / (x - x), ZERO),
    "a term over nothing": (x / (x - x), y / (x - x)),
    "a power of nothing": ((x - x) ** number(-1), ZERO),
    "a power of nothing, twice": ((x - x) ** number(-1), (x - x) ** number(-2)),
    "a guard over itself": (guard * (1 / guard), ONE),
    "a guard over itself is no guard": (guard / guard, ONE),
    "a sum with a guard over itself": ((1 + guard) / (1 + guard), ONE),
    "a negative power of a guard": (guard * guard ** number(-1), ONE),
    "a guarded term": (call("where", x, p), x),
    "a power too large": (x ** (MAX_EXPONENT + 1), x**MAX_EXPONENT * x),
    "a large odd power of a negative": ((-x - y) ** 10_001, (x + y) ** 10_001),
    "a large even power of a negative": ((-x - y) ** 10_000, -((x + y) ** 10_000)),
    "large powers": ((x + y) ** 10_000, (x + y) ** 10_001),
    "a root of a square": (sqrt(x**2), x),
    "roots of other orders": (x**HALF, x ** (ONE / 3)),
    "a root of nothing": ((x - x) ** -HALF, ZERO),
    "a function of a number": (sin(ONE), ZERO),
    "an odd function": (sin(-x), sin(x)),
    "an even function": (call("cos", -x), -call("cos", x)),
    "neither even nor odd": (log(-x), log(x)),
    "an exponential is neither": (exp(-x), exp(x)),
    "a logarithm to a base": (call("log", x, y), log(x)),
    "an equation without a value": (one(eq(1 / x, 1 / x)), ONE),
    "an inequation without a value": (one(rel("!=", 1 / x, y)), 1 - one(eq(1 / x, y))),
    "an equation that has more values": (one(eq(x / x, 1)), one(eq(ONE, 1))),
    "strict and not": (one(rel(">", x, y)), one(rel(">=", x, y))),
    "greater and less": (one(rel(">", x, y)), one(rel("<", x, y))),
    "an equation and another": (one(eq(x, y)), one(eq(x, 2 * y))),
    "two bodies": (total(j), total(j + 1)),
    "two ranges": (total(j), total(j, 1, n)),
    "two binders": (total(j), binder("prod", "j", j, 1, k)),
    "two bound names": (total(binder("sum", "i", j, 1, k)), total(binder("sum", "i", Sym("i"), 1, k))),
    "a product of matrices": (A * B, B * A),
    "a square of a matrix": (A**2 * B, B * A**2),
    "a quotient of matrices": (A / B * B, A),
    "a reciprocal matrix": (A * A ** number(-1), ONE),
    "a root of a matrix": (A**HALF * A**HALF, A),
    "a product of a sum of matrices": ((A + B) * A, A * (A + B)),
    "a case of matrices": (call("piecewise", A, p, B, TRUE) * A, A * call("piecewise", A, p, B, TRUE)),
    "a sum of many matrices": (total(A * j) * B, B * total(A * j)),
    "an equation of matrices": (one(eq(A * B, B * A)), ONE),
    "an inverse": (call("inv", A) * B, B * call("inv", A)),
    "a transpose": (call("transpose", A) * B, B * call("transpose", A)),
    "vectors": (call("vector", x, y) * a, a * call("vector", x, y)),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right"), UNEQUAL.values(), ids=UNEQUAL)
def test_what_stays_apart(left: Term, right: Term) -> None:
    assert not Field(CONTEXT).equal(left, right)


ASSUMED: dict[str, tuple[tuple[tuple[Term, Term], ...], Term, Term, bool]] = {
    "an atom": (((sin(x), number(2)),), sin(x) * y, 2 * y, True),
    "an atom inside": (((sin(x), number(2)),), exp(sin(x)), exp(number(2)), True),
    "a name": (((x, y),), x**2, y**2, True),
    "the other side": (((x + y, z),), z, x + y, True),
    "a power": (((x**2, number(2)),), x**4, number(4), True),
    "a power inside": (((x**2, number(2)),), exp(x**2), exp(number(2)), True),
    "a power says nothing of the name": (((x**2, number(4)),), x, number(2), False),
    "a product": (((x * y, ONE),), x * y * z, z, True),
    "a product says nothing of a factor": (((x * y, x),), y, ONE, False),
    "a sum and a product": (((x + y, number(3)), (x * y, ONE)), x**2 - 3 * x, -ONE, True),
    "relations together": (((x**2 + y**2, ONE), (x * y, ZERO), (x + y, z)), z**2, ONE, True),
    "itself": (((x, 2 * x),), x, ZERO, True),
    "an atom by itself": (((sin(x), sin(sin(x)) + 1),), sin(sin(x)), sin(x) - 1, True),
    "an atom that is renamed": (((y, sin(x)), (x, z)), y, sin(z), True),
    "an atom that is renamed first": (((x, z), (y, sin(x))), y, sin(z), True),
    "a power that is known twice": (((x**2, number(2)), (x**2, y)), y, number(2), True),
    "two powers": (((x**2, number(2)), (y**2, number(3))), (x * y) ** 2, number(6), True),
    "another power": (((x**3, number(2)),), x**2, number(2), False),
    "a power above": (((x**3, number(2)),), x**5, 2 * x**2, True),
    "a fraction of a power": (((x**2, number(2)),), 1 / (x - 1), x + 1, True),
    "nothing of another name": (((x, y),), z, y, False),
    "nothing of a function of another": (((sin(x), y),), sin(z), y, False),
    "signs are kept": (((sin(x), number(2)), (x, -y)), sin(y), number(2), False),
    "rules in a circle": (((x, y), (y, x)), x, y, True),
}  # fmt: skip


@pytest.mark.parametrize(("equations", "left", "right", "follows"), ASSUMED.values(), ids=ASSUMED)
def test_what_follows_from_equations(
    equations: Any, left: Term, right: Term, follows: bool
) -> None:
    field, other = Field(CONTEXT), Field(CONTEXT)
    other.value(left), other.value(right)
    for one_, two in equations:
        field.assume(one_, two)
        other.assume(one_, two)
    assert field.equal(left, right) == other.equal(left, right) == follows


def test_more_atoms_than_a_ring_has_room_for() -> None:
    names = [Sym(f"a{i}") for i in range(40)]
    whole = App("+", tuple(names))
    field = Field(Context({u.name: REAL for u in names}))
    first = field.value(names[0])
    assert field.equal(whole - names[-1], App("+", tuple(names[:-1])))
    assert field.key(names[0]) == field.key(names[0] + 0)
    assert field.value(names[0]) != first and field.equal(names[0] * whole, whole * names[0])


def test_numbers_and_names_of_a_field() -> None:
    field = Field(CONTEXT)
    assert field.constant(number(6) / 4) == 3 * field.constant(HALF)
    assert (
        field.constant(x - x) == 0 and field.constant(x) is None and field.constant(1 / x) is None
    )
    assert field.knows("s", REAL) and field.knows("s", REAL) and field.knows("x", REAL)
    assert not field.knows("x", INTEGER) and not field.knows("v", VECTOR)
    assert field.is_array(a) and field.is_array(2 * a + a) and not field.is_array(call("det", A))
    assert not field.is_array(call("index", a, 1)) and not field.is_array(x)


KEYS: dict[str, tuple[Term, Term, bool]] = {
    "an equation that holds": (eq(x + 1, 1 + x), TRUE, True),
    "an equation that fails": (eq(x + 1, x), FALSE, True),
    "an inequation that holds": (rel("!=", x + 1, x), TRUE, True),
    "an inequation that fails": (rel("!=", x, x), FALSE, True),
    "an equation without a value": (eq(1 / x, 1 / x), TRUE, False),
    "the other way round": (rel(">=", x, y), rel("<=", y, x), True),
    "a negative multiple": (eq(x, y), eq(2 * y, 2 * x), True),
    "an equation and an inequation": (eq(x, y), rel("!=", x, y), False),
    "a comparison that is simplified": (rel("<", x + x, y), rel("<", 2 * x, y), True),
    "a comparison without a value": (rel("<", x / x, 2), rel("<", ONE, 2), False),
    "what has a value": (defined(x + x), defined(2 * x), True),
    "a conjunction": (call("and", eq(x, x), p), call("and", TRUE, p), True),
    "matrices that commute": (eq(A * B, B * A), TRUE, False),
    "a statement for all": (every(eq(j, x)), Bind("forall", "m", eq(m, x), ()), True),
    "two functions": (lam(j), lam(j + 1), False),
    "what is written with bound names": (eq(1 / total(j), 1), eq(1 / binder("sum", "m", m, 1, k), 1), True),
    "what is written with other bound names": (eq(1 / total(j), 1), eq(1 / total(j + 1), 1), False),
}  # fmt: skip


@pytest.mark.parametrize(("one_", "two", "alike"), KEYS.values(), ids=KEYS)
def test_statements_that_are_alike(one_: Term, two: Term, alike: bool) -> None:
    field = Field(CONTEXT)
    assert (field.key(one_) == field.key(two)) == alike
