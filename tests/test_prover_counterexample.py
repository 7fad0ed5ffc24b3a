"""The search for points of difference: refusals first, then wrong steps with the expected point."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck import check_step
from derivcheck.counterexamples.search import relevant_names, search
from derivcheck.kernel.enclosures.evaluation import holds
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Point as Evidence
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    Bind,
    Sym,
    Term,
    alpha_equal,
    call,
    number,
)
from derivcheck.kernel.refutation.comparison import Differ, LostDomain, compare
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.provers.sampling.points import points

x, y, z, w, a, b, k, i, m, j, v, f, n, A, B = map(
    Sym, ["x", "y", "z", "w", "a", "b", "k", "i", "l", "j", "v", "f", "n", "A", "B"]
)
BUDGET = 32

PLAIN = Context(dict.fromkeys("xyab", REAL))
POSITIVE = Context({"x": REAL, "y": REAL}, (call(">", x, 0), call(">", y, 0)))
NARROW = Context({"x": REAL}, (call("<", 5, x), call("<", x, 6)))
PLANE = Context({"z": Sort("complex"), "w": Sort("complex")}, field="complex")
SMOOTH = Context({"f": Sort("function", arity=1), "x": REAL})
TWO_PLACES = Context({"f": Sort("function", arity=2), "x": REAL, "y": REAL})
WHOLE = Context({"n": INTEGER}, (call(">=", n, 1),))
INDEXED = Context(
    {"k": INTEGER, "v": Sort("real", ((ONE, k),)), "i": INTEGER, "l": INTEGER},
    (call("<=", 1, k), call("in", i, 1, k), call("in", m, 1, k)),
)
CIRCLE = Context({"x": REAL, "y": REAL}, (call("=", x**2 + y**2, 1),))
SIMPLEX = Context(
    {"k": INTEGER, "v": Sort("real", ((ONE, k),))},
    (
        call("<=", 1, k),
        call("=", Bind("sum", "j", call("index", v, j), (ONE, k)), 1),
        Bind("forall", "j", call(">", call("index", v, j), 0), (ONE, k)),
    ),
)
SQUARE = ((ONE, TWO), (ONE, TWO))
MATRICES = Context(
    {
        "A": Sort("real", SQUARE, frozenset({"invertible"})),
        "B": Sort("real", SQUARE, frozenset({"positive definite"})),
    }
)


def total(body: Term) -> Term:
    return Bind("sum", "j", body, (ONE, k))


def diff(body: Term, at: Term = x) -> Term:
    return Bind("diff", "x", body, (at, ONE))


VJ = call("index", v, j)
SOFTMAX = call("exp", call("index", v, i)) / total(call("exp", VJ))
GRADIENT = Bind("diff", "v", call("log", total(call("exp", VJ))), (v, ONE, i))
LINE = call("=", y, a * x + b)

TRUE_STEPS: dict[str, tuple[Context, Term, Any, Term]] = {
    "binomial theorem":       (PLAIN, (x + y) ** 2, "=", x**2 + 2 * x * y + y**2),
    "removable division":     (PLAIN, x / x, "=", ONE),
    "multiplying by t/t":     (PLAIN, ONE, "=", x / x),
    "addition theorem":       (PLAIN, call("sin", x + y), "=", call("sin", x) * call("cos",
        y) + call("cos", x) * call("sin", y)),
    "log, positive":          (POSITIVE, call("log", x * y), "=", call("log", x) + call("log", y)),
    "root, positive":         (POSITIVE, call("sqrt", x**2), "=", x),
    "in an interval":         (NARROW, call("abs", x - 5), "=", x - 5),
    "same line":              (PLAIN, LINE, "implies", call("=", y - b, a * x)),
    "weaker":                 (PLAIN, call("=", x, 2), "implies", call("=", x**2, 4)),
    "two equations":          (PLAIN, call("and", call("=", x + y, 5), call("=", x - y, 1)),
        "implies", call("=", x, 3)),
    "factors":                (PLAIN, call("=", x * y, 0), "iff", call("or", call("=", x, 0),
        call("=", y, 0))),
    "circle":                 (CIRCLE, x**4 - y**4, "=", x**2 - y**2),
    "chain rule":             (SMOOTH, diff(call("apply", f, x**2)), "=", 2 * x * Bind("diff",
        "u", call("apply", f, Sym("u")), (x**2, ONE))),
    "softmax gradient":       (INDEXED, GRADIENT, "=", SOFTMAX),
    "linearity of the sum":   (INDEXED, total(2 * VJ), "=", 2 * total(VJ)),
    "sum over the simplex":   (SIMPLEX, total(3 * VJ), "=", number(3)),
    "inverse of a product":   (MATRICES, call("inv", call("matmul", A, B)), "=", call("matmul",
        call("inv", B), call("inv", A))),
    "square of a square":     (PLAIN, x**2, ">=", ZERO),
    "arithmetic series":      (WHOLE, Bind("sum", "j", j, (ONE, n)), "=", n * (n + 1) / 2),
}  # fmt: skip


@pytest.mark.parametrize(
    ("context", "before", "relation", "after"), TRUE_STEPS.values(), ids=TRUE_STEPS
)
def test_true_steps_are_not_refuted(
    context: Context, before: Term, relation: Any, after: Term
) -> None:
    found = search(Claim(context, before, relation, after), BUDGET)
    assert found.point is None
    assert found.agreeing > 0


def point(**values: Term | int | Fraction) -> dict[str, Term]:
    return {name: number(t) if isinstance(t, int | Fraction) else t for name, t in values.items()}


WRONG_STEPS: dict[str, tuple[Context, Term, Any, Term, dict[str, Term]]] = {
    "log of a square":         (PLAIN, call("log", x**2), "=", 2 * call("log", x), point(x=-1)),
    "root of a square":        (PLAIN, call("sqrt", x**2), "=", x, point(x=-1)),
    "root of a product":       (PLAIN, call("sqrt", x * y), "=", call("sqrt", x) * call("sqrt",
        y), point(x=-1, y=-1)),
    "freshman's dream":        (PLAIN, (x + y) ** 2, "=", x**2 + y**2, point(x=2, y=3)),
    "reciprocal of a sum":     (PLAIN, 1 / (x + y), "=", 1 / x + 1 / y, point(x=2, y=3)),
    "forgotten sign":          (PLAIN, -(x - y), "=", -x - y, point(x=2, y=3)),
    "sine of a double":        (PLAIN, call("sin", 2 * x), "=", 2 * call("sin", x), point(x=1)),
    "log of a sum":            (POSITIVE, call("log", x + y), "=", call("log", x) + call("log",
        y), point(x=1, y=1)),
    "narrow interval":         (NARROW, x, "=", x**2, point(x=Fraction(11, 2))),
    "forgotten inner":         (PLAIN, diff(call("sin", x**2)), "=", call("cos", x**2), point(x=0)),
    "abstract inner":          (SMOOTH, diff(call("apply", f, x**2)), "=", diff(call("apply", f,
        x), x**2), point(x=3)),
    "arguments swapped":       (TWO_PLACES, call("apply", f, x, y), "=", call("apply", f, y, x),
        point()),
    "divided by zero":         (PLAIN, call("=", a * x, a * y), "iff", call("=", x, y), point(a=0)),
    "lost a sign":             (PLAIN, call("=", x**2, y), "implies", call("=", x, call("sqrt",
        y)), point(x=-1, y=1)),
    "either sign":             (PLAIN, call("=", call("abs", x), 1), "implies", call("=", x, 1),
        point(x=-1)),
    "the root of a square":    (PLAIN, call("=", call("sqrt", x**2), y), "implies", call("=", x,
        y), point(x=-1, y=1)),
    "wrong line":              (PLAIN, LINE, "implies", call("=", y + b, a * x), point(a=2, b=3)),
    "conclusion of a system":  (PLAIN, call("and", call("=", x + y, 5), call("=", x - y, 1)),
        "implies", call("=", x, 2), point(x=3, y=2)),
    "converse":                (PLAIN, call("=", x, 2), "implied by", call("=", x**2, 4),
        point(x=-2)),
    "claim with implies":      (PLAIN, TRUE, "implies", call("implies", call("=", x**2, 1),
        call("=", x, 1)), point(x=-1)),
    "undefined is false":      (PLAIN, call("=", (x**2 - 4) / (x - 2), 0), "iff", call("=",
        x**2 - 4, 0), point(x=2)),
    "order":                   (PLAIN, x, "<=", x**2, point(x=Fraction(1, 2))),
    "equal after all":         (PLAIN, x, "!=", x**2, point(x=0)),
    "complex logarithm":       (PLANE, call("log", z * w), "=", call("log", z) + call("log", w),
        point(z=-1, w=-1)),
    "complex root":            (PLANE, call("sqrt", z**2), "=", z, point(z=-1)),
    "sum of squares":          (INDEXED, total(VJ) ** 2, "=", total(VJ**2), point(k=2)),
    "wrong index":             (INDEXED, GRADIENT, "=", call("exp", call("index", v,
        m)) / total(call("exp", VJ)), point(k=3)),
    "missing indicator":       (INDEXED, Bind("diff", "v", call("index", v, m), (v, ONE, i)), "=",
        ONE, point(k=3)),
    "sum of squares, integer": (WHOLE, Bind("sum", "j", j**2, (ONE, n)), "=", n * (n + 1) / 2,
        point(n=2)),
    "on the circle":           (CIRCLE, x, "=", y, point()),
    "simplex":                 (SIMPLEX, total(VJ**2), "=", ONE, point(k=2)),
    "matrices do not commute": (MATRICES, call("matmul", A, B), "=", call("matmul", B, A), point()),
    "no names":                (PLAIN, number(2) + 2, "=", number(5), point()),
}  # fmt: skip


@pytest.mark.parametrize(
    ("context", "before", "relation", "after", "expected"), WRONG_STEPS.values(), ids=WRONG_STEPS
)
def test_wrong_steps_fail_at_a_simple_point(
    context: Context, before: Term, relation: Any, after: Term, expected: dict[str, Term]
) -> None:
    claim = Claim(context, before, relation, after)
    found = search(claim, BUDGET)
    assert found.point is not None
    assert isinstance(compare(claim, found.point), Differ | LostDomain)
    assert {name: found.point[name] for name in expected} == expected


def test_premises_are_proved_where_balls_cannot_tell() -> None:
    pi = call("pi")
    solved = Claim(PLAIN, call("=", x, 2 * pi * y), "implies", call("=", x, 3 * pi * y))
    found = search(solved, BUDGET)
    assert found.point and len(found.given) == 1
    assert isinstance(judge(solved, Evidence(tuple(found.point.items()), found.given)), Refuted)
    double = call("=", call("cos", 2 * x), 2 * call("cos", x) ** 2 - 1)
    turned = call("=", call("sin", 2 * x), call("sin", x) * call("cos", x))
    assert search(Claim(PLAIN, double, "implies", turned), BUDGET).given
    assert search(Claim(PLAIN, double, "implies", double), BUDGET).point is None


def test_irrational_and_complex_roots_are_tried() -> None:
    either = call("=", call("log", x**2), 2)
    assert search(Claim(PLAIN, either, "implies", call("=", x, call("exp", ONE))), BUDGET).given
    golden = call("=", x**2 - x - 1, 0)
    found = search(Claim(PLAIN, golden, "implies", call("=", x**3, 2 * x + 2)), BUDGET)
    assert found.given and found.point
    assert found.point["x"] == number(Fraction(1, 2)) + number(Fraction(1, 2)) * call(
        "sqrt", number(5)
    )
    unity = call("=", z**2 + z + 1, 0)
    assert search(Claim(PLANE, unity, "implies", call("=", z**4, 1)), BUDGET).given
    assert search(Claim(PLANE, unity, "implies", call("=", z**3, 1)), BUDGET).point is None


def test_the_other_root_is_tried_too() -> None:
    root = call("=", x, call("sqrt", TWO))
    found = search(Claim(PLAIN, call("=", x**2, 2), "iff", root), BUDGET)
    assert found.point == {"x": -call("sqrt", TWO)}


def test_the_derivative_of_an_antiderivative_has_values() -> None:
    whole = Bind("antiderivative", "x", x**2, (x,))
    found = search(Claim(PLAIN, Bind("diff", "x", whole, (x, ONE)), "=", x**3), BUDGET)
    assert found.point is not None
    assert search(Claim(PLAIN, Bind("diff", "x", whole, (x, ONE)), "=", x**2), BUDGET).agreeing


def test_an_index_out_of_range_is_a_lost_domain() -> None:
    claim = Claim(INDEXED, ONE, "=", call("index", v, i + 1) / call("index", v, i + 1))
    assert isinstance(search(claim, BUDGET).outcome, LostDomain)


def test_the_search_is_deterministic() -> None:
    claim = Claim(PLAIN, call("sin", x * y), "<=", a + 3)
    for seed in (0, 1):
        assert search(claim, BUDGET, seed).point == search(claim, BUDGET, seed).point


def test_contradictory_assumptions_allow_no_point() -> None:
    context = Context({"x": REAL}, (call("<", x, 0), call(">", x, 0)))
    found = search(Claim(context, ONE, "=", TWO), BUDGET)
    assert (found.point, found.allowed) == (None, 0)


def test_only_the_names_that_matter_are_given() -> None:
    assert relevant_names(Claim(PLAIN, x, "=", y)) == {"x", "y"}
    assert relevant_names(Claim(INDEXED, v, "=", v)) == {"k", "v", "i", "l"}


def test_later_points_keep_bringing_new_values() -> None:
    found = search(Claim(NARROW, x, "=", x), 40)
    assert found.agreeing == 40


COEFFICIENTS = st.integers(-9, 9)


@settings(max_examples=60, deadline=None)
@given(COEFFICIENTS, COEFFICIENTS, COEFFICIENTS)
def test_points_are_forced_onto_linear_equations(p: int, q: int, r: int) -> None:
    equation = call("=", p * x + q * y, r)
    if p == 0 or q == 0:
        return
    drawn = points(PLAIN, frozenset("xy"), [(equation,)], 0)
    for _, drawing in zip(range(12), drawn, strict=False):
        assert holds(equation, drawing.chosen, PLAIN) is True


@settings(max_examples=60, deadline=None)
@given(COEFFICIENTS, COEFFICIENTS, COEFFICIENTS, COEFFICIENTS)
def test_different_quadratics_are_told_apart(p: int, q: int, r: int, s: int) -> None:
    claim = Claim(PLAIN, p * x**2 + q * x, "=", r * x**2 + s * x)
    found = search(claim, BUDGET)
    assert (found.point is None) == ((p, q) == (r, s))


def test_functions_stand_at_points_as_lambdas() -> None:
    found = search(Claim(SMOOTH, call("apply", f, x), "=", x), BUDGET)
    assert found.point is not None
    assert alpha_equal(found.point["f"], Bind("lambda", "t", Sym("t") ** 2, ()))


SOLVED = {
    "a zero of the cosine":      ("cos(x) = 0", "sin(x) = 1", "-pi/2"),
    "the other angle":           ("sin(x) = 1/2", "x = pi/6", "5*pi/6"),
    "a multiple of the name":    ("sin(2*x) = 1", "x = pi/2", "pi/4"),
    "an exponential":            ("exp(2*x) = 3", "x = 1", "log(3)/2"),
    "a power of a number":       ("2^x = 8", "x = 2", "3"),
    "a logarithm":               ("log(x) = 2", "x = 4", "exp(2)"),
    "a hyperbolic cosine":       ("cosh(x) = 2", "sinh(x) = sqrt(3)", "-acosh(2)"),
    "a square of a sine":        ("sin(x)^2 = 1/4 and x > 0", "x = pi/6", None),
    "an integral":               ("int(x*t, t = 0..1) = 3", "x = 3", "6"),
}  # fmt: skip
"""What is supposed, what does not follow, and where it fails."""


@pytest.mark.parametrize(("before", "after", "at"), SOLVED.values(), ids=SOLVED)
def test_points_solve_what_is_supposed(before: str, after: str, at: str | None) -> None:
    verdict = check_step(before, after, relation="implies", symbols={"x": "real"})
    assert verdict.name == "refuted"
    assert verdict.counterexample is not None
    assert at in (None, verdict.counterexample.point["x"])


@pytest.mark.parametrize("value", ["2*pi", "8*pi/(36*pi - 27*sqrt(3))", "log(2)"])
def test_an_assumed_value_allows_a_point(value: str) -> None:
    step = ("x^2 - 1", "(x - 1)*(x + 1)")
    assert check_step(*step, symbols={"x": "real"}, assume=[f"x = {value}"]).name == "proved"


COMPLEX_SOLVED = {
    "a cosine off the axes":     ("cos(z) = -I", "sin(z) = 1"),
    "a cosine on the cut":       ("cos(z) = 2", "sin(z) = 1"),
    "a tangent on the cut":      ("tan(z) = 2*I", "z = atan(3)"),
    "a hyperbolic cosine":       ("cosh(z) = 0", "z = pi*I/2"),
    "an exponential":            ("exp(z) = 2", "z = log(2)"),
    "a logarithm":               ("log(w, 10) = I*z", "log(w, 10) = 2*I*z"),
    "a derivative of a name":    ("diff(w, z) = I*cos(z) - 1", "diff(w, z) = I*cos(z) - sin(z)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), COMPLEX_SOLVED.values(), ids=COMPLEX_SOLVED)
def test_points_solve_what_is_supposed_of_complex_names(before: str, after: str) -> None:
    symbols = {"z": "complex", "w": "complex"}
    assert check_step(before, after, relation="implies", symbols=symbols).name == "refuted"


TOGETHER = {
    "a value twice":          ("y = s + v*t*sin(a) - g*t^2/2 and y = 1", "s + v*t = 2"),
    "one defined by another": ("t = 2*v*sin(a)/g and a = v*t*cos(a)", "s = v"),
    "a power in both":        ("y = v^4*t/(32*pi^2*a^2) and v = sqrt(y/g)", "s = v"),
    "not the first solution": ("y = (s - v)/t and y = y*(s + v)/2", "a = y"),
    "with an integral":       ("1 = int(g*sin(x)^2, x = 0..a) and s = g", "s = a"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TOGETHER.values(), ids=TOGETHER)
def test_points_solve_several_equations(before: str, after: str) -> None:
    symbols = dict.fromkeys("agstvy", "positive real")
    assert check_step(before, after, relation="implies", symbols=symbols).name == "refuted"


def test_the_end_of_an_interval_is_a_point() -> None:
    """No evaluation in balls shows that -pi >= -pi."""
    symbols, ends = {"t": "real"}, ["t >= -pi", "t < pi"]
    step = ("arg(cos(t) + I*sin(t))", "t")
    assert check_step(*step, symbols=symbols, assume=ends).name == "refuted"
    assert check_step(*step, symbols=symbols, assume=["t > -pi", "t <= pi"]).name == "proved"
