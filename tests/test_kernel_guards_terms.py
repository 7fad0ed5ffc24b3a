"""Terms and derivatives: captured names, what is one term, and where the table stops."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from forms import (
    HALF,
    VECTOR,
    area,
    binder,
    eq,
    every,
    f,
    j,
    k,
    lam,
    log,
    n,
    one,
    rel,
    sin,
    t,
    total,
    toward,
    x,
    y,
    z,
)

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.derivatives import MAX_ORDER, derivative
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    between,
    call,
    children,
    conjuncts,
    free_names,
    fresh,
    is_infinite,
    number,
    numeral,
    substitute,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.positions import depth

# --- one term ------------------------------------------------------------------------------------

ALIKE: dict[str, tuple[Term, Term, bool]] = {
    "a name": (x, Sym("x"), True),
    "two names": (x, y, False),
    "two heads": (sin(x), call("cos", x), False),
    "two arguments": (sin(x), sin(y), False),
    "the last of two arguments": (x + y, x + z, False),
    "fewer arguments": (call("log", x), call("log", x, y), False),
    "a bound name": (total(j * x), Bind("sum", "m", Sym("m") * x, (ONE, k)), True),
    "a bound name that is free": (total(j * x), Bind("sum", "x", x * x, (ONE, k)), False),
    "a free name that is bound": (Bind("sum", "x", x * j, (ONE, k)), total(j * j), False),
    "two binders": (total(j), binder("prod", "j", j, 1, k), False),
    "two bodies": (total(j), total(j + 1), False),
    "two bodies of other names": (total(j), Bind("sum", "m", Sym("m") + 1, (ONE, k)), False),
    "two ranges": (total(j), total(j, 1, n), False),
    "fewer bounds": (every(eq(j, j), 1, k), every(eq(j, j)), False),
    "a number and a name": (ONE, x, False),
    "nested names": (
        Bind("sum", "i", total(Sym("i") * j), (ONE, k)), total(Bind("sum", "i", j * Sym("i"), (ONE, k))), True),
}  # fmt: skip


@pytest.mark.parametrize(("a", "b", "alike"), ALIKE.values(), ids=ALIKE)
def test_terms_that_are_alike(a: Term, b: Term, alike: bool) -> None:
    assert alpha_equal(a, b) == alpha_equal(b, a) == alike


SUBSTITUTED: dict[str, tuple[Term, dict[str, Term], Term]] = {
    "a name": (x + y, {"x": sin(y)}, sin(y) + y),
    "two names at once": (x + y, {"x": y, "y": x}, y + x),
    "nothing": (x + y, {"z": x}, x + y),
    "itself": (x + y, {"x": x}, x + y),
    "a bound name": (total(j), {"j": x}, total(j)),
    "a bound name in a bound": (total(j, 1, j), {"j": x}, total(j, 1, x)),
    "under a binder": (total(j * x), {"x": y}, total(j * y)),
    "a name that would be captured": (
        total(j * x), {"x": j}, Bind("sum", "j_1", Sym("j_1") * j, (ONE, k))),
    "a name that would be captured by the next": (
        total(j * x * Sym("j_1")), {"x": j}, Bind("sum", "j_2", Sym("j_2") * j * Sym("j_1"), (ONE, k))),
    "a name that does not occur": (total(j * y), {"y": z, "x": j}, total(j * z)),
    "a function": (call("apply", f, x), {"f": lam(j**2)}, x**2),
    "an argument of a function": (call("apply", f, x), {"x": y}, call("apply", f, y)),
    "a function of two": (call("apply", f, x, y), {"f": lam(lam(j - t, "t"))}, x - y),
    "a function by another name": (call("apply", f, x), {"f": Sym("g")}, call("apply", Sym("g"), x)),
    "an indicator for a factor, which would hide the others": (
        x * y, {"x": call("indicator", call("<", z, 0))}, call("where", 1, call("<", z, 0)) * y),
    "a function that becomes an indicator": (
        call("apply", f, x) * y, {"f": lam(call("indicator", call("<", j, 0)))},
        call("where", 1, call("<", x, 0)) * y),
    "what an indicator is about": (
        call("indicator", call("<", x, 0)) * y, {"x": z}, call("indicator", call("<", z, 0)) * y),
    "an indicator that is no factor": (
        x + y, {"x": call("indicator", call("<", z, 0))}, call("indicator", call("<", z, 0)) + y),
    "a function of one at two": (
        call("apply", f, x, y), {"f": lam(j**2)}, call("apply", x**2, y)),
    "a function with a range": (
        call("apply", f, x), {"f": Bind("lambda", "j", j, (ONE,))}, call("apply", Bind("lambda", "j", j, (ONE,)), x)),
}  # fmt: skip


@pytest.mark.parametrize(("term", "values", "found"), SUBSTITUTED.values(), ids=SUBSTITUTED)
def test_substitution(term: Term, values: dict[str, Term], found: Term) -> None:
    assert substitute(term, values) == found


def test_names_of_a_term() -> None:
    assert free_names(total(j * x, 1, n)) == {"x", "n"}
    assert free_names(Bind("sum", "j", j, (ONE, j))) == {"j"}
    assert free_names(ONE) == frozenset()
    assert fresh("x", {"y"}) == "x" and fresh("x", {"x", "x_1"}) == "x_2"


def test_numbers() -> None:
    assert number(Fraction(-1, 3)) == -(ONE / 3) and number(-2) == -Num(2)
    assert [numeral(u) for u in (Num(3), -Num(3), ONE / 3, -(ONE / 3))] == [
        3,
        -3,
        Fraction(1, 3),
        -Fraction(1, 3),
    ]
    assert [numeral(u) for u in (x, -x, x / 3, ONE / x, ONE / ZERO, ONE + 1)] == [None] * 6
    assert number(7) == Num(7) and number(Fraction(6, 2)) == Num(3)
    assert type(Num(Fraction(4, 2)).value) is int and Num(Fraction(1, 40)).value == Fraction(1, 40)
    for value in (Fraction(1, 3), -1, "1", Fraction(1, 6)):
        with pytest.raises(ValueError, match="Num"):
            Num(value)  # type: ignore[arg-type]


def test_parts_of_a_term() -> None:
    assert children(total(j)) == (j, ONE, k) and children(x) == ()
    assert rebuild(total(j), (x, ZERO, n)) == total(x, 0, n) and rebuild(x, ()) == x
    assert list(subterms(sin(x) + y)) == [sin(x) + y, sin(x), x, y]
    assert depth(x) == 1 and depth(sin(x) + y) == 3
    assert is_infinite(total(j, 1, INFINITY)) and not is_infinite(total(sin(j)))
    assert is_infinite(total(total(j, 1, INFINITY), 1, k))


def test_conjunctions_are_taken_apart() -> None:
    low, high, both = rel("<", 0, x), rel("<", x, 1), call("and", rel("<", 0, x), rel("<", x, 1))
    assert conjuncts((call("and", call("and", low, y), high), low)) == (low, y, high, low)
    others = (y, call("or", both, low), call("implies", both, low))
    assert conjuncts(others) == others and conjuncts(()) == ()


def test_what_is_between() -> None:
    assert between(x, MINUS_INFINITY, INFINITY) == ()
    assert between(x, MINUS_INFINITY, ONE) == (rel("<", x, 1),)
    assert between(x, ONE, INFINITY) == (rel("<", 1, x),)
    (either,) = between(x, ZERO, ONE)
    assert either == call(
        "or",
        call("and", rel("<", 0, x), rel("<", x, 1)),
        call("and", rel("<", 1, x), rel("<", x, 0)),
    )


# --- derivatives ---------------------------------------------------------------------------------

SMOOTH, C1 = Sort("function", arity=1), Sort("function", traits=frozenset({"C1"}), arity=1)
CONTEXT = Context(
    {"x": REAL, "y": REAL, "n": INTEGER, "k": INTEGER, "f": SMOOTH, "g": C1, "a": VECTOR}
    | {"F": Sort("function", arity=2), "g0": Sort("function", traits=frozenset({"C0"}), arity=1)}
    | {"G": Sort("function", traits=frozenset({"C2"}), arity=2)}
    | {"step": Sort("function", arity=1, codomain="integer")}
    | {"odd": Sort("function", traits=frozenset({"constant"}), arity=1)}
)
PLANE = Context({**CONTEXT.sorts, "z": COMPLEX}, (), "complex")
g, a, F, G = Sym("g"), Sym("a"), Sym("F"), Sym("G")


def by(body: Term, var: str = "x", order: Term = ONE, *indices: Term) -> Bind:
    return Bind("diff", var, body, (Sym(var), order, *indices))


def of(function: Term, *at: Term) -> Term:
    return call("apply", function, *at)


OPAQUE: dict[str, tuple[Term, Context]] = {
    "no derivative": (sin(x), CONTEXT),
    "order zero": (by(x, "x", ZERO), CONTEXT),
    "half an order": (by(x, "x", Num(Fraction(1, 2))), CONTEXT),
    "one and a half orders": (by(x, "x", Num(Fraction(3, 2))), CONTEXT),
    "half an order inside": (by(Bind("diff", "t", of(f, t), (x, Num(Fraction(1, 2))))), CONTEXT),
    "an order that is a name": (by(x, "x", n), CONTEXT),
    "too high an order": (by(x, "x", number(MAX_ORDER + 1)), CONTEXT),
    "a function that is only continuous": (by(of(Sym("g0"), x)), CONTEXT),
    "a function of whole values": (by(of(Sym("step"), x)), CONTEXT),
    "a function with a trait that says nothing of derivatives": (by(of(Sym("odd"), x)), CONTEXT),
    "a function that is smooth once over the plane": (by(of(g, x)), PLANE),
    "a function that is smooth once, twice": (by(of(g, x), "x", number(2)), CONTEXT),
    "a function nobody declared": (by(of(Sym("h"), x)), CONTEXT),
    "a name that is no function": (by(of(y, x)), CONTEXT),
    "the function itself": (by(of(f, x), "f"), CONTEXT),
    "a function that is the variable": (by(of(f, x) * Bind("diff", "f", of(f, f), (x, ONE))), CONTEXT),
    "a sum with a bound that moves": (by(total(j, 1, x)), CONTEXT),
    "a sum with a lower bound that moves": (by(total(j, x, k)), CONTEXT),
    "a sum of infinitely many": (by(total(j * x, 1, INFINITY)), CONTEXT),
    "a product of infinitely many": (by(binder("prod", "j", x + j, 1, INFINITY)), CONTEXT),
    "an integral of what moves over a half-line": (by(area(t * x, 0, INFINITY)), CONTEXT),
    "an integral of powers that have values at whole exponents": (by(area(x**t, 0, 1)), CONTEXT),
    "an integral of sums up to what moves along its range": (
        by(area(binder("sum", "j", x, 1, call("floor", t)), 0, 1)), CONTEXT),
    "an integral of what moves over the complex numbers": (by(area(t * x, 0, 1)), PLANE),
    "an integral over the complex numbers": (by(area(t, 0, x)), PLANE),
    "an antiderivative of what moves": (by(binder("antiderivative", "t", t * x, x)), CONTEXT),
    "a limit": (by(toward(x * t, 0)), CONTEXT),
    "a derivative of what is smooth once": (by(Bind("diff", "t", of(g, t), (x, ONE))), CONTEXT),
    "a mixed derivative of what is smooth twice": (
        by(Bind("diff", "s", Bind("diff", "t", of(G, t, Sym("s")), (x, ONE)), (y, ONE))), CONTEXT),
    "an integral of what moves and is smooth once": (by(area(of(g, t * x), 0, 1)), CONTEXT),
    "an entry by a number": (by(call("index", a, x)), CONTEXT),
    "an entry of another array by an entry": (by(call("index", a, call("index", Sym("b"), 1)), "b", ONE, n), CONTEXT),
    "an entry with too many indices": (by(call("index", a, 1, 2), "a", ONE, n), CONTEXT),
    "an entry at an entry": (by(call("index", a, call("index", a, 1)), "a", ONE, n), CONTEXT),
    "cbrt over the complex numbers": (by(call("cbrt", x)), PLANE),
    "an absolute value over the complex numbers": (by(call("abs", x)), PLANE),
}  # fmt: skip


@pytest.mark.parametrize(("term", "context"), OPAQUE.values(), ids=OPAQUE)
def test_derivatives_beyond_the_table(term: Term, context: Context) -> None:
    assert derivative(term, context) is None


def along(condition: Term, low: Term | int, high: Term | int) -> Bind:
    """A condition at every real number of a range."""
    low, high = (number(u) if isinstance(u, int) else u for u in (low, high))
    return Bind("forall", "t", condition, (low, high), "real")


positive, nonzero = rel(">", x, 0), rel("!=", x, 0)
RATES: dict[str, tuple[Bind, Context, Any, tuple[Term, ...]]] = {
    "a name": (by(x), CONTEXT, ONE, ()),
    "another name": (by(y), CONTEXT, ZERO, ()),
    "what does not move has no conditions": (by(1 / y), CONTEXT, ZERO, ()),
    "a negation": (by(-x), CONTEXT, -ONE, ()),
    "a negation that does not move": (by(-(0 * x)), CONTEXT, ZERO, ()),
    "a quotient": (by(y / x), CONTEXT, -(y / x**2), (nonzero,)),
    "a quotient by what does not move": (by(x / y), CONTEXT, 1 / y, (rel("!=", y, 0),)),
    "a zero by what does not move": (by(0 * x / y), CONTEXT, ZERO, (rel("!=", y, 0),)),
    "a square": (by(x**2), CONTEXT, 2 * x, ()),
    "a power one": (by(x**1), CONTEXT, ONE, ()),
    "a power zero": (by(x**0), CONTEXT, ZERO, ()),
    "a reciprocal": (by(x ** number(-1)), CONTEXT, -(1 / x**2), (nonzero,)),
    "a root by its exponent": (by(x**HALF), CONTEXT, HALF * x**-HALF, (positive,)),
    "a root by its exponent over the plane": (
        by(x**HALF), PLANE, HALF * x**-HALF, (call("or", rel("!=", call("im", x), 0), rel(">", call("re", x), 0)),)),
    "a natural power over the plane": (by(x**2), PLANE, 2 * x, ()),
    "an exponent that moves": (by(y**x), CONTEXT, y**x * log(y), (rel(">", y, 0),)),
    "a power by a name": (by(x**y), CONTEXT, y * x ** (y - 1), (call("or", positive, call("and", eq(call("floor", y), y),
        call("or", nonzero, rel(">=", y, 0)))),)),
    "a logarithm to a base": (
        by(call("log", x, y)), CONTEXT, 1 / (x * log(y)), (rel("!=", log(y), 0), positive)),
    "a function": (by(of(f, x**2)), CONTEXT, Bind("diff", "t", of(f, t), (x**2, ONE)) * (2 * x), ()),
    "a function that is smooth once": (by(of(g, x)), CONTEXT, Bind("diff", "t", of(g, t), (x, ONE)), ()),
    "a mixed derivative of a function that is smooth twice": (
        by(Bind("diff", "t", of(G, t, y), (x, ONE)), "y"), CONTEXT,
        Bind("diff", "s", Bind("diff", "t", of(G, t, Sym("s")), (x, ONE)), (y, ONE)), ()),
    "a function of what does not move": (by(of(f, y)), CONTEXT, ZERO, ()),
    "a function of two": (by(of(F, x, y)), CONTEXT, Bind("diff", "t", of(F, t, y), (x, ONE)), ()),
    "a function of two that both move": (
        by(of(F, x, x**2)), CONTEXT, Bind("diff", "t", of(F, t, x**2), (x, ONE))
        + Bind("diff", "t", of(F, x, t), (x**2, ONE)) * (2 * x), ()),
    "a mixed derivative": (
        by(Bind("diff", "t", of(F, t, y), (x, ONE)), "y"), CONTEXT,
        Bind("diff", "s", Bind("diff", "t", of(F, t, Sym("s")), (x, ONE)), (y, ONE)), ()),
    "a second derivative by one of two": (
        by(Bind("diff", "t", of(F, t, y), (x, ONE))), CONTEXT, Bind("diff", "t", of(F, t, y), (x, number(2))), ()),
    "a derivative of a function of a square": (
        by(Bind("diff", "t", of(f, t**2), (x, ONE))), CONTEXT,
        Bind("diff", "t", of(f, t), (x**2, number(2))) * (2 * x) ** 2 + 2 * Bind("diff", "t", of(f, t), (x**2, ONE)), ()),
    "what stands under a condition": (
        by(call("where", log(x), rel(">", y, 0))), CONTEXT, call("where", 1 / x, rel(">", y, 0)),
        (call("implies", rel(">", y, 0), positive),)),
    "a sum": (by(total(log(x) * j)), CONTEXT, total(j / x), (every(positive, 1, k),)),
    "a sum whose variable is called as the name": (
        by(Bind("sum", "x", x, (ONE, k))), CONTEXT, ZERO, ()),
    "a sum whose bound is called as the variable": (
        by(Bind("sum", "x", x * y, (ONE, k)), "y"), CONTEXT, Bind("sum", "x", x, (ONE, k)), ()),
    "an integral by its upper end": (by(area(sin(t), 0, x)), CONTEXT, sin(x), ()),
    "an integral by its lower end": (by(area(sin(t), x, 0)), CONTEXT, -sin(x), ()),
    "an integral by an end with a pole": (by(area(log(t), 1, x)), CONTEXT, log(x), (positive,)),
    "an integral of what moves": (by(area(sin(t * x), 0, 1)), CONTEXT, area(call("cos", t * x) * t, 0, 1), ()),
    "an integral of what moves to an end that moves": (
        by(area(t * x, 0, x)), CONTEXT, area(t, 0, x) + x * x, ()),
    "an integral of what moves, whichever end is less": (
        by(area(log(t + x), y, 1)), CONTEXT, area(1 / (t + x), y, 1),
        tuple(along(c, *ends) for c in (rel(">", t + x, 0), rel("!=", t + x, 0))
              for ends in ((y, 1), (1, y)))),
    "an antiderivative": (by(binder("antiderivative", "t", sin(t), x)), CONTEXT, sin(x), ()),
    "a derivative of a function": (
        by(Bind("diff", "t", of(f, t), (x, ONE))), CONTEXT, Bind("diff", "t", of(f, t), (x, number(2))), ()),
    "a derivative of a logarithm": (
        by(Bind("diff", "t", log(t), (x, ONE))), CONTEXT, -(1 / x**2), (positive, nonzero)),
    "a derivative at a bound name": (
        Bind("diff", "s", Bind("diff", "t", log(t), (Sym("s"), ONE)), (ONE, ONE)), CONTEXT, -ONE,
        (rel(">", ONE, 0), rel("!=", ONE, 0))),
    "a substitution": (by(Bind("subs", "t", t**2, (x,))), CONTEXT, 2 * x, ()),
    "the second": (by(x**3, "x", number(2)), CONTEXT, 6 * x, ()),
    "an entry by an entry": (by(call("index", a, k), "a", ONE, n), CONTEXT, one(eq(k, n)), ()),
    "a floor": (by(call("floor", x)), CONTEXT, ZERO, (rel("!=", call("floor", x), x),)),
    "a condition that moves": (
        by(call("where", x, rel(">", x, 0))), CONTEXT, call("where", ONE, rel(">", x, 0)), (nonzero,)),
    "an indicator that moves": (by(one(rel(">", x, 0))), CONTEXT, ZERO, (nonzero,)),
    "an integral of what jumps along its range": (
        by(area(x * call("floor", t), 0, 1)), CONTEXT, area(call("floor", t), 0, 1),
        tuple(along(rel("!=", call("floor", t), t), *ends) for ends in ((0, 1), (1, 0)))),
    "an integral of what is cut along its range": (
        by(area(call("where", x, rel(">", t, 0)), 0, 1)), CONTEXT,
        area(call("where", ONE, rel(">", t, 0)), 0, 1),
        tuple(along(rel("!=", t, 0), *ends) for ends in ((0, 1), (1, 0)))),
    "an integral of what jumps at the bound": (
        by(area(call("floor", t), 0, x)), CONTEXT, call("floor", x), (rel("!=", call("floor", x), x),)),
}  # fmt: skip


@pytest.mark.parametrize(("term", "context", "rate", "conditions"), RATES.values(), ids=RATES)
def test_derivatives_of_the_table(
    term: Bind, context: Context, rate: Term, conditions: tuple[Term, ...]
) -> None:
    found = derivative(term, context)
    assert found is not None
    assert alpha_equal(found[0], rate) or Field(context).equal(found[0], rate), found[0]
    assert set(found[1]) == set(conditions)


def test_a_product_is_differentiated_factor_by_factor() -> None:
    found = derivative(by(binder("prod", "j", x + j, 1, 2)), CONTEXT)
    assert found is not None and found[1] == ()
    match found[0]:
        case Bind(
            "sum", _, App("*", (Bind("prod", _, _, (_, low)), Bind("prod", _, _, (high, _)))), _
        ):
            assert low != high
        case other:
            pytest.fail(str(other))
