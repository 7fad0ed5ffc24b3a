"""Values at points: refusals first, then values, then comparisons, then random terms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import acb, arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.kernel.algebra.values import Undefined, Unknown
from derivcheck.kernel.enclosures.arrays import Array
from derivcheck.kernel.enclosures.evaluation import evaluate, holds
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.sorts import BOOLEAN, COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
)
from derivcheck.kernel.refutation.comparison import (
    Agree,
    Differ,
    LostDomain,
    NotAllowed,
    UnknownOutcome,
    compare,
)
from derivcheck.notation.values import show_pair, show_value

x, y, n, z, a, k, f, j = map(Sym, "xynzakfj")
PI, UNIT = App("pi", ()), App("I", ())
HALF = ONE / 2
VECTOR = Sort("real", ((ONE, k),))
CONTEXT = Context({"x": REAL, "y": REAL, "n": INTEGER, "k": INTEGER, "a": VECTOR, "p": BOOLEAN})
PLANE = Context({"z": COMPLEX, "x": REAL}, field="complex")


def total(body: Term, lower: Term | int, upper: Term | int, head: str = "sum") -> Term:
    return Bind(head, "j", body, (call("neg", 0) if lower is None else _term(lower), _term(upper)))


def _term(t: Term | int) -> Term:
    return number(t) if isinstance(t, int) else t


def at(t: Term, context: Context = CONTEXT, **values: Term | int) -> Any:
    return evaluate(t, {name: _term(v) for name, v in values.items()}, context)


OPEN = {
    "log of a negative":              (call("log", x), -1),
    "sqrt of a negative":             (call("sqrt", x), -2),
    "asin above 1":                   (call("asin", x), 2),
    "acosh below 1":                  (call("acosh", x), 0),
    "atanh above 1":                  (call("atanh", x), 3),
    "acoth inside":                   (call("acoth", x), HALF),
    "asec inside":                    (call("asec", x), HALF),
    "even root of a negative":        (call("root", x, 4), -1),
    "negative base, half exponent":   (x**HALF, -1),
    "negative base, irrational":      (x ** call("sqrt", 2), -1),
    "in a term of a sum":             (total(call("log", x - j), 1, 2), 0),
    "where, by an integer condition": (call("where", call("log", x), call("=", n, 0)), -1),
    "where, by a strict condition":   (call("where", call("log", x), call("<", x, 0)), -1),
    "no case of a piecewise":         (call("piecewise", x, call(">", x, 0)), -1),
    "derivative outside the domain":  (Bind("diff", "x", call("log", x), (x, ONE)), -1),
    "constant base of log":           (call("log", x**2 + 1, number(-2)), 1),
    "index out of range":             (call("index", call("vector", 1, 2), x), 3),
    "index zero":                     (call("index", call("vector", 1, 2), x), 0),
}  # fmt: skip

BOUNDARY = {
    "division by zero":             (1 / x, 0),
    "zero over zero":               (x / x, 0),
    "log of zero":                  (call("log", x), 0),
    "zero to the -1":               (x ** number(-1), 0),
    "zero to the -1/2":             (x ** (-HALF), 0),
    "atanh at 1":                   (call("atanh", x), 1),
    "tan at a pole":                (call("tan", x), PI / 2),
    "cot at a pole":                (call("cot", 2 * x), PI / 2),
    "csch at zero":                 (call("csch", x), 0),
    "gamma at a pole":              (call("gamma", x), -2),
    "factorial of -1":              (call("factorial", x), -1),
    "zeta at 1":                    (call("zeta", x), 1),
    "modulus zero":                 (call("mod", 3, x), 0),
    "argument of zero":             (call("arg", x), 0),
    "singular matrix":              (call("inv", call("vector", call("vector", x))), 0),
    "log of a step":                (call("log", 1 - 2 * call("indicator", call("=", x, 0))), 0),
    "log of a floor":               (call("log", call("floor", x)), -1),
    "where, on a single point":     (call("where", call("log", x), call("=", x, -1)), -1),
    "indicator, on a single point": (call("indicator", call("=", x, -1)) * call("log", x), -1),
    "derivative at a pole":         (Bind("diff", "x", 1 / x, (x, ONE)), 0),
}  # fmt: skip

UNKNOWN = {
    "a ball that contains zero":      (1 / (call("sin", x) ** 2 + call("cos", x) ** 2 - 1), 1),
    "sqrt of a ball around zero":     (call("sqrt", call("exp", x) * call("exp", -x) - 1), 1),
    "an infinite sum":                (total(x**j, 0, INFINITY), 0),
    "a sum too long":                 (total(x, 0, 10**9), 1),
    "nested sums too long":           (total(total(j, 1, 200), 1, 200), 1),
    "a tower of powers":              (x ** (x ** (x**x)), 99),
    "a limit that does not exist":    (Bind("lim", "y", call("floor", y), (x,)), 1),
    "a pole inside an integral":      (Bind("int", "y", 1 / y, (number(-1), x)), 1),
    "derivative of |x| at the kink":  (Bind("diff", "x", call("abs", x), (x, ONE)), 0),
    "floor of an integer-valued ball": (call("floor", call("exp", call("log", x))), 3),
    "an unknown name":                (Sym("w"), 1),
    "an unknown head":                (call("frobnicate", x), 1),
    "infinity as a value":            (INFINITY + x, 1),
    "the imaginary unit over reals":  (UNIT * x, 1),
    "a vector plus a number":         (call("vector", 1, 2) + x, 1),
    "an applied unknown function":    (call("apply", f, x), 1),
    "a sum that is no binder":        (call("sum", x, 1), 1),
}  # fmt: skip


def from_one(t: Term, value: Term | int, second: Term | int = 0) -> Any:
    """What the step from 1 to a term is at a point."""
    point = {"x": _term(value), "y": _term(second), "n": ZERO}
    return compare(Claim(CONTEXT, ONE, "=", t), point)


@pytest.mark.parametrize(("t", "value"), OPEN.values(), ids=OPEN)
def test_undefined_nearby_too(t: Term, value: Term | int) -> None:
    assert isinstance(at(t, x=value, n=0), Undefined)
    assert isinstance(from_one(t, value), LostDomain)


@pytest.mark.parametrize(("t", "value"), BOUNDARY.values(), ids=BOUNDARY)
def test_undefined_at_the_point_only(t: Term, value: Term | int) -> None:
    assert isinstance(at(t, x=value), Undefined)
    assert isinstance(from_one(t, value), UnknownOutcome)


@pytest.mark.parametrize(("t", "value"), UNKNOWN.values(), ids=UNKNOWN)
def test_nothing_is_guessed(t: Term, value: Term | int) -> None:
    assert isinstance(at(t, x=value), Unknown)


EXACT = {
    "sum":                    (x + HALF, 1, Fraction(3, 2)),
    "quotient":               ((x - 1) / (x + 2), 2, Fraction(1, 4)),
    "zero to the zero":       (x**0, 0, 1),
    "zero to a half":         (x**HALF, 0, 0),
    "negative integer power": (x ** number(-3), -2, Fraction(-1, 8)),
    "integer-valued exponent": (number(-2) ** (x / 2), 6, -8),
    "rational root":          (x ** (TWO / 3), Fraction(8, 27), Fraction(4, 9)),
    "sqrt of a square":       (call("sqrt", x), Fraction(9, 49), Fraction(3, 7)),
    "cbrt of a negative":     (call("cbrt", x), -8, -2),
    "odd root of a negative": (call("root", x, 5), -32, -2),
    "exp of zero":            (call("exp", x), 0, 1),
    "log of one":             (call("log", x), 1, 0),
    "sin of pi/6":            (call("sin", x), PI / 6, Fraction(1, 2)),
    "cos of 7*pi":            (call("cos", 7 * x), PI, -1),
    "tan of pi":              (call("tan", x), PI, 0),
    "gamma":                  (call("gamma", x), 6, 120),
    "binomial outside":       (call("binomial", x, 7), 5, 0),
    "binomial":               (call("binomial", x, 2), 5, 10),
    "floor":                  (call("floor", x), Fraction(-7, 2), -4),
    "ceiling":                (call("ceiling", x), Fraction(-7, 2), -3),
    "mod of a negative":      (call("mod", x, 3), -7, 2),
    "max":                    (call("max", x, 3, 1), 2, 3),
    "min":                    (call("min", x, 3, 1), 2, 1),
    "empty sum":              (total(1 / x, 1, 0), 0, 0),
    "upper far below lower":  (total(j, 5, 1), 0, 0),
    "empty product":          (total(j, 1, 0, "prod"), 0, 1),
    "finite sum":             (total(j**2, 1, x), 4, 30),
    "finite product":         (total(j, 1, x, "prod"), 5, 120),
    "strong zero":            (call("indicator", call("!=", x, 0)) * (1 / x), 0, 0),
    "undefined is false":     (call("indicator", call(">", 1 / x, 0)), 0, 0),
    "where":                  (call("where", 1 / x, call("!=", x, 0)), 0, 0),
    "piecewise":              (call("piecewise", x, call(">", x, 0), -x, TRUE), -3, 3),
    "piecewise, undefined":   (call("piecewise", 1, call(">", 1 / x, 0), 2, TRUE), 0, 2),
    "nested index":           (call("index", call("vector", 5, 6, 7), x), 2, 6),
    "derivative":             (Bind("diff", "x", x**3, (x, TWO)), 5, 30),
    "substitution":           (Bind("subs", "y", y**2 + x, (x + 1,)), 2, 11),
    "determinant":            (call("det", call("vector", call("vector", 1, 2), call("vector", 3,
        x))), 4, -2),
    "trace":                  (call("tr", call("vector", call("vector", 1, 2), call("vector", 3,
        x))), 4, 5),
    "inner product":          (call("matmul", call("vector", 1, x), call("vector", 3, 4)), 2, 11),
}  # fmt: skip


@pytest.mark.parametrize(("t", "value", "expected"), EXACT.values(), ids=EXACT)
def test_exact_values(t: Term, value: Any, expected: Any) -> None:
    found = at(t, x=number(value) if isinstance(value, Fraction) else value)
    expected = Fraction(expected)
    assert type(found) is fmpq and found == fmpq(expected.numerator, expected.denominator)


BALLS = {
    "log":         (call("log", x), 2, "0.69314718055994530941"),
    "integral":    (Bind("int", "y", call("exp", -(y**2)), (ZERO, x)), 1, "0.74682413281242702539"),
    "log integral": (Bind("int", "y", call("log", y), (ONE, x)), 2, "0.38629436111989061883"),
    "acot of -1":  (call("acot", x), -1, "-0.78539816339744830961"),
    "log base 10": (call("log", x, 10), 2, "0.30102999566398119521"),
    "beta":        (call("beta", x, HALF), 2, "1.3333333333333333333"),
    "erf":         (call("erf", x), 1, "0.84270079294971486934"),
}  # fmt: skip


@pytest.mark.parametrize(("t", "value", "expected"), BALLS.values(), ids=BALLS)
def test_balls_contain_the_value(t: Term, value: int, expected: str) -> None:
    found = at(t, x=value)
    ball = arb(found) if type(found) is not acb else found.real
    assert abs(ball - arb(expected)) < arb("1e-14")


def test_declared_bases_of_indices() -> None:
    context = Context({"a": Sort("real", ((ZERO, k - 1),)), "k": INTEGER})
    point = {"a": call("vector", 5, 6), "k": TWO}
    assert evaluate(call("index", a, 0), point, context) == 5
    assert isinstance(evaluate(call("index", a, 2), point, context), Undefined)


def test_functions_are_applied_before_anything_else() -> None:
    context = Context({"f": Sort("function", arity=1), "x": REAL})
    rate = Bind("diff", "x", call("apply", f, x**2), (x, ONE))
    point = {"f": Bind("lambda", "s", Sym("s") ** 2, ()), "x": TWO}
    assert evaluate(rate, point, context) == 32


def test_principal_branches() -> None:
    assert at(call("sqrt", z), PLANE, z=-4) == acb(0, 2)
    assert at(UNIT * UNIT, PLANE) == -1
    assert at(call("log", z), PLANE, z=-1).imag.overlaps(arb.pi())
    assert isinstance(at(call("asin", z), PLANE, z=2), Unknown)


ON_THE_CUT = {
    "asin": (2, -2), "acos": (2, -2), "atanh": (2, -2), "acosh": (HALF, -2), "loggamma": (-HALF,),
    "atan": (2 * UNIT, -2 * UNIT), "asinh": (2 * UNIT, -2 * UNIT),
}  # fmt: skip
BESIDE_THE_CUT = {
    "asin": (2 * UNIT, HALF), "acos": (2 * UNIT, -UNIT), "atanh": (2 * UNIT, HALF),
    "acosh": (2 * UNIT, -UNIT, 2), "loggamma": (2 * UNIT, HALF),
    "atan": (UNIT / 2, -UNIT / 3, 2, -2), "asinh": (UNIT / 2, -UNIT / 3, 2, -2),
}  # fmt: skip
"""head -> arguments on the axes."""


@pytest.mark.parametrize("head", ON_THE_CUT)
def test_nothing_is_told_on_a_cut_and_everything_beside_it(head: str) -> None:
    for t in ON_THE_CUT[head]:
        assert isinstance(at(call(head, z), PLANE, z=t), Unknown)
    for t in BESIDE_THE_CUT[head]:
        found, where = (acb(at(u, PLANE, z=t)) for u in (call(head, z), z))
        expected = getattr(mpmath, head)(complex(where))
        assert abs(complex(found) - complex(expected)) < 1e-12, t


STATEMENTS = {
    "undefined side":        (call("=", 1 / x, 1 / x), 0, False),
    "not of undefined":      (call("not", call("=", 1 / x, 1)), 0, True),
    "!= of undefined":       (call("!=", 1 / x, 1), 0, False),
    "balls cannot be equal": (call("=", call("exp", call("log", x)), 3), 3, None),
    "the same text":         (call("=", call("exp", x), call("exp", x)), 3, True),
    "and decided by one":    (call("and", call("=", call("exp", call("log", x)), 3), FALSE), 3,
        False),
    "or decided by one":     (call("or", call("=", call("exp", call("log", x)), 3), TRUE), 3, True),
    "below infinity":        (call("<", x, INFINITY), 3, True),
    "above minus infinity":  (call("<", x, -INFINITY), 3, False),
    "membership":            (call("in", x, 1, 3), 3, True),
    "no integer":            (call("in", x, 1, 3), HALF, False),
    "bounded forall":        (Bind("forall", "j", call("<", j, x), (ONE, TWO)), 3, True),
    "bounded forall fails":  (Bind("forall", "j", call("<", j, x), (ONE, TWO)), 2, False),
    "empty forall":          (Bind("forall", "j", FALSE, (TWO, ONE)), 2, True),
    "unbounded forall":      (Bind("forall", "y", call(">", y**2, -1), ()), 2, None),
    "xor":                   (call("xor", call(">", x, 0), call(">", x, 1)), HALF, True),
    "vacuous":               (call("implies", call("<", x, 0), FALSE), 2, True),
    "irrational order":      (call("<", call("sqrt", x), Num(Fraction("1.5"))), 2, True),
    "defined":               (call("defined", 1 / x), 0, False),
}  # fmt: skip


@pytest.mark.parametrize(("t", "value", "expected"), STATEMENTS.values(), ids=STATEMENTS)
def test_truth(t: Term, value: Any, expected: bool | None) -> None:
    assert holds(t, {"x": _term(value)}, CONTEXT) is expected


def test_comparisons() -> None:
    def at_point(before: Term, relation: Any, after: Term, **values: Term | int) -> Any:
        claim = Claim(CONTEXT, before, relation, after)
        return compare(claim, {name: _term(v) for name, v in values.items()})

    log2 = 2 * call("log", x)
    assert at_point(call("log", x**2), "=", log2, x=-1) == LostDomain(0)
    assert at_point(x, "=", 1 / (TWO - 2), x=3) == LostDomain(3)
    assert at_point(ONE, "=", 1 / (x - call("abs", x)), x=3) == LostDomain(1)
    assert isinstance(at_point(ONE, "=", 1 / (x - call("abs", x)), x=0), UnknownOutcome)
    assert isinstance(at_point(ONE, "=", 1 / (n - 2), n=2), UnknownOutcome)
    assert isinstance(at_point(ONE, "=", x / x, x=0), UnknownOutcome)
    assert isinstance(at_point(x / x, "=", ONE, x=0), UnknownOutcome)
    differing = at_point(call("exp", x), "=", x + 2, x=1)
    assert show_pair(differing.before, differing.after) == ("2.71828...", "3")
    assert at_point(x, "<=", x - 1, x=1) == Differ(1, 0)
    assert at_point(x, "<=", x, x=1) == Agree(exact=True)
    assert at_point(call("=", x**2, 1), "implies", call("=", x, 1), x=-1) == Differ(True, False)
    assert at_point(call("=", x, 1), "implied by", call("=", x**2, 1), x=-1) == Differ(False, True)
    thin = call("sqrt", -(x**2) * y**2)
    assert isinstance(at_point(thin, "=", call("sqrt", -ONE - y**2), x=0, y=1), UnknownOutcome)
    tiny = call("sin", x) + 1 / TWO**100
    assert isinstance(at_point(call("sin", x), "=", tiny, x=1), Differ)
    agreeing = at_point(call("sin", 2 * x), "=", 2 * call("sin", x) * call("cos", x), x=1)
    assert agreeing == Agree(exact=False)


def test_values_as_text() -> None:
    assert show_value(call_value(call("sin", ONE))) == "0.841470..."
    assert show_pair(fmpq(1, 3), call_value(call("sin", 1))) == ("1/3", "0.841470...")


def call_value(t: Term) -> Any:
    return at(t)


def test_sum_terms_that_fail_depend_on_the_bounds() -> None:
    claim = Claim(CONTEXT, ONE, "=", total(1 / (j - 2), 1, n))
    assert isinstance(compare(claim, {"n": TWO}), UnknownOutcome)


NOT_ALLOWED = {
    "assumption false":   ({"x": REAL}, (call(">", x, 0),), {"x": -ONE}),
    "assumption unknown": ({"x": REAL}, (call("=", x**2, 2),), {"x": call("sqrt", 2)}),
    "undeclared":         ({}, (), {"x": ONE}),
    "not an integer":     ({"x": INTEGER}, (), {"x": HALF}),
    "not real":           ({"x": REAL}, (), {"x": UNIT}),
    "not rational":       ({"x": Sort("rational")}, (), {"x": PI}),
    "not a truth":        ({"x": BOOLEAN}, (), {"x": ONE}),
    "wrong length":       ({"x": Sort("real", ((ONE, TWO),))}, (), {"x": call("vector", 1)}),
    "not symmetric":      ({"x": Sort("real", ((ONE, TWO),) * 2, frozenset({"symmetric"}))}, (),
        {"x": call("vector", call("vector", 1, 2), call("vector", 3, 4))}),
    "not smooth":         ({"x": Sort("function", arity=1)}, (), {"x": Bind("lambda", "s",
        call("abs", Sym("s")), ())}),
    "a pole":             ({"x": Sort("function", arity=1)}, (), {"x": Bind("lambda", "s",
        1 / Sym("s"), ())}),
    "a pole by a power":  ({"x": Sort("function", arity=1)}, (), {"x": Bind("lambda", "s",
        Sym("s") ** number(-1), ())}),
    "a root at its end":  ({"x": Sort("function", arity=1)}, (), {"x": Bind("lambda", "s",
        call("sqrt", Sym("s") ** 2), ())}),
    "wrong arity":        ({"x": Sort("function", arity=2)}, (), {"x": Bind("lambda", "s",
        Sym("s"), ())}),
    "not closed":         ({"x": Sort("function", arity=1)}, (), {"x": Bind("lambda", "s", y, ())}),
}  # fmt: skip


@pytest.mark.parametrize("body", [1 / (1 + Sym("s") ** 2), call("log", 1 + call("exp", Sym("s")))])
def test_a_function_may_divide_by_what_never_vanishes(body: Term) -> None:
    claim = Claim(Context({"x": Sort("function", arity=1)}), ONE, "=", TWO)
    assert isinstance(compare(claim, {"x": Bind("lambda", "s", body, ())}), Differ)


@pytest.mark.parametrize(("sorts", "assumptions", "point"), NOT_ALLOWED.values(), ids=NOT_ALLOWED)
def test_points_that_are_not_allowed(sorts: Any, assumptions: Any, point: Any) -> None:
    claim = Claim(Context(sorts, assumptions), ONE, "=", TWO)
    assert isinstance(compare(claim, point), NotAllowed)


# --- random terms against an independent evaluation ----------------------------------------------

LEAVES = st.one_of(st.just(x), st.just(y), st.integers(-4, 4).map(number), st.just(HALF))


def _wider(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    heads = ("sin", "cos", "exp", "log", "sqrt", "abs", "atan", "sinh", "floor", "tan", "asin")
    return st.one_of(
        st.builds(lambda u, v: u + v, inner, inner),
        st.builds(lambda u, v: u - v, inner, inner),
        st.builds(lambda u, v: u * v, inner, inner),
        st.builds(lambda u, v: u / v, inner, inner),
        st.builds(lambda u, e: u ** number(e), inner, st.integers(-2, 3)),
        st.builds(call, st.sampled_from(heads), inner),
    )


TERMS = st.recursive(LEAVES, _wider, max_leaves=8)
RATIONALS = st.fractions(-5, 5, max_denominator=6)


class NotRealError(Exception):
    pass


def _reference(t: Term, values: dict[str, Any]) -> Any:
    """An independent evaluation with mpmath, `NotRealError` where it has no real value."""
    match t:
        case Num(v):
            return mpmath.mpf(v.numerator) / v.denominator
        case Sym(name):
            return values[name]
        case App(head, args):
            parts = [_reference(u, values) for u in args]
            found = REFERENCE[head](*parts)
            if isinstance(found, mpmath.mpc) or not mpmath.isfinite(found):
                raise NotRealError
            return found
    raise AssertionError


def _power(b: Any, e: Any) -> Any:
    if b == 0 and e < 0:
        raise ZeroDivisionError
    return b**e


REFERENCE: dict[str, Any] = {
    "+": lambda u, v: u + v, "*": lambda u, v: u * v, "/": lambda u, v: u / v,
    "neg": lambda u: -u, "^": _power, "abs": abs,
    **{head: getattr(mpmath, head)
       for head in ("sin", "cos", "exp", "log", "sqrt", "atan", "sinh", "floor", "tan", "asin")},
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(TERMS, RATIONALS, RATIONALS)
def test_values_agree_with_mpmath(t: Term, first: Fraction, second: Fraction) -> None:
    with ctx.workprec(128):
        found = at(t, x=number(first), y=number(second))
    if isinstance(found, Unknown | Undefined):
        return
    with mpmath.workdps(60):
        values = {"x": first, "y": second}
        exact = {v: mpmath.mpf(q.numerator) / q.denominator for v, q in values.items()}
        expected = _reference(t, exact)
        shown = mpmath.nstr(expected, 50)
    scale = abs(arb(shown)) + 1
    with ctx.workprec(256):
        assert not abs(arb(found) - arb(shown)) > scale * arb("1e-25")


@settings(max_examples=200, deadline=None)
@given(TERMS, RATIONALS, RATIONALS)
def test_undefined_agrees_with_mpmath(t: Term, first: Fraction, second: Fraction) -> None:
    found = at(t, x=number(first), y=number(second))
    if not isinstance(found, Undefined):
        return
    values = {"x": mpmath.mpf(first.numerator) / first.denominator}
    values["y"] = mpmath.mpf(second.numerator) / second.denominator
    if isinstance(from_one(t, number(first), number(second)), LostDomain):
        with pytest.raises((NotRealError, ZeroDivisionError, ValueError)):
            _reference(t, values)


WILD = st.recursive(
    st.one_of(
        LEAVES, st.just(INFINITY), st.just(TRUE), st.just(UNIT), st.just(call("vector", 1, 2))
    ),
    lambda inner: st.one_of(
        st.builds(
            lambda head, args: App(head, tuple(args)),
            st.sampled_from(
                [
                    "+",
                    "*",
                    "/",
                    "^",
                    "index",
                    "piecewise",
                    "where",
                    "=",
                    "<",
                    "and",
                    "not",
                    "in",
                    "det",
                    "inv",
                    "matmul",
                    "log",
                ]
            ),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(
            lambda head, body, args: Bind(head, "x", body, tuple(args)),
            st.sampled_from(["sum", "prod", "int", "lim", "diff", "subs", "forall", "lambda"]),
            inner,
            st.lists(inner, max_size=2),
        ),
    ),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None)
@given(WILD)
def test_every_term_has_an_answer(t: Term) -> None:
    for context in (CONTEXT, PLANE):
        found = at(t, context, x=1, y=2)
        assert isinstance(found, fmpq | arb | acb | Array | Undefined | Unknown)
        assert holds(t, {"x": ONE}, context) in (True, False, None)


def _rate(body: Term) -> Term:
    return Bind("diff", "t", body, (Sym("t"), ONE))


RATES: dict[str, tuple[Term, str | None]] = {
    "of a power":            (_rate(Sym("t") ** 3), "8.00000..."),
    "of a rate":             (_rate(_rate(Sym("t") ** 3)), "12.0000..."),
    "of one with a corner":  (_rate(call("abs", Sym("t"))), None),
    "where it has no value": (_rate(ONE / Sym("t")), None),
    "of one with a gap":     (_rate(Sym("t") / Sym("t")), None),
}  # fmt: skip


@pytest.mark.parametrize("case", RATES)
def test_rates_under_an_integral(case: str) -> None:
    body, expected = RATES[case]
    found = evaluate(Bind("int", "t", body, (number(0), TWO)), {}, Context({}))
    shown = None if isinstance(found, Undefined | Unknown) else show_value(found)
    assert shown == expected
