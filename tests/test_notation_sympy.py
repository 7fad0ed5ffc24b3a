from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.codes import CODES
from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    call,
    number,
    substitute,
    term,
)
from derivcheck.notation.sympy import from_sympy, to_sympy

x, y, z, a, f, n, i, j, k, A, B = map(Sym, ["x", "y", "z", "a", "f", "n", "i", "j", "k", "A", "B"])
SQUARE = Sort("real", ((ONE, n), (ONE, n)))
CONTEXT = Context(
    {
        "x": REAL, "y": REAL, "z": REAL, "n": INTEGER, "i": INTEGER, "j": INTEGER, "k": INTEGER,
        "a": Sort("real", ((ONE, k),)), "f": Sort("function", arity=1), "A": SQUARE, "B": SQUARE,
    },
    (call("<=", 1, k), call(">", z, 0)),
)  # fmt: skip


def big(head, var, body, lower, upper):
    return Bind(head, var, body, (term(lower), term(upper)))


def diff(body, var, order=ONE, at=None, *indices):
    return Bind("diff", var, body, (at or Sym(var), order, *indices))


aj = call("index", a, j)
positive = call(">", x, 0)

# fmt: off
BOTH_WAYS = {
    "quotient of equals":     (x / x,                        "x/x"),
    "logarithm of a square":  (call("log", x**2),            "log(x**2)"),
    "difference of equals":   (x - x,                        "-x + x"),
    "zero factor":            (0 * x,                        "0*x"),
    "zeroth power":           (x**0,                         "x**0"),
    "square of a root":       (call("sqrt", x) ** 2,         "(sqrt(x))**2"),
    "inverse exponentials":   (call("exp", x) * call("exp", -x), "exp(-x)*exp(x)"),
    "modulus of a modulus":   (call("abs", call("abs", x)),  "Abs(Abs(x))"),
    "sine of zero":           (call("sin", 0),               "sin(0)"),
    "factorial":              (call("factorial", 3),         "factorial(3)"),
    "uncancelled fraction":   (TWO / 4,                      "2/4"),
    "fraction":               (number(Fraction(-1, 3)),      None),
    "subtracted difference":  (x - (y - z),                  "x - (y - z)"),
    "sum over known size":    (big("sum", "j", aj, 1, k),    "Sum(a[j], (j, 1, k))"),
    "sum that may be empty":  (big("sum", "j", aj, 1, n),
                               "Piecewise((Sum(a[j], (j, 1, n)), n >= 1), (0, True))"),
    "product maybe empty":    (big("prod", "j", aj, 1, n),
                               "Piecewise((Product(a[j], (j, 1, n)), n >= 1), (1, True))"),
    "series":                 (big("sum", "j", x**j, 0, INFINITY), "Sum(x**j, (j, 0, oo))"),
    "nested sum":             (big("sum", "i", big("sum", "j", i * j, 1, k), 1, k), None),
    "indicator of indices":   (call("indicator", call("=", i, j)) * x, "x*KroneckerDelta(i, j)"),
    "indicator of numbers":   (call("indicator", call("=", x, y)),
                               "Piecewise((1, Eq(x, y)), (0, True))"),
    "where":                  (App("where", (x, positive)),  "Piecewise((x, x > 0), (0, True))"),
    "cases":                  (App("piecewise", (x, positive, -x, TRUE)),
                               "Piecewise((x, x > 0), (-x, True))"),
    "cube root":              (call("cbrt", x),              "Abs(x)**(1/3)*sign(x)"),
    "odd root":               (call("root", x, n),           None),
    "derivative":             (diff(x**2, "x"),              "Derivative(x**2, x)"),
    "derivative of a constant": (diff(y, "x"),               "Derivative(y, x)"),
    "derivative by an entry": (diff(Sym("L"), "a", ONE, None, i), "Derivative(L, a[i])"),
    "second derivative":      (diff(x**3, "x", TWO),         "Derivative(x**3, (x, 2))"),
    "derivative at a point":  (diff(call("apply", f, x), "x", ONE, TWO),
                               "Subs(Derivative(f(x), x), x, 2)"),
    "antiderivative":         (Bind("antiderivative", "x", x**2, (x,)), "Integral(x**2, x)"),
    "integral":               (big("int", "x", x**2, 0, 1),  "Integral(x**2, (x, 0, 1))"),
    "limit":                  (Bind("lim", "x", 1 / x, (ZERO,)), "Limit(1/x, x, 0, dir='+-')"),
    "limit from above":       (Bind("lim+", "x", 1 / x, (ZERO,)), None),
    "limit at infinity":      (Bind("lim", "x", 1 / x, (INFINITY,)), None),
    "substitution":           (Bind("subs", "x", x**2, (y,)), "Subs(x**2, x, y)"),
    "conjunction":            (call("and", call("<", x, 1), call("!=", x, 0)), None),
    "implication":            (call("implies", call("=", x, 1), call("not", positive)), None),
    "trivial equation":       (call("=", x, x),              "Eq(x, x)"),
    "column":                 (App("vector", (x, y)),        "Matrix([[x], [y]])"),
    "matrix":                 (App("vector", (App("vector", (x, y)), App("vector", (y, x)))), None),
    "matrices":               (call("inv", A * B) + call("transpose", A), None),
    "trace":                  (call("tr", A * B),            "Trace(A*B)"),
    "lambda":                 (Bind("lambda", "x", x**2, ()), "Lambda(x, x**2)"),
}
# fmt: on


@pytest.mark.parametrize("made, text", BOTH_WAYS.values(), ids=BOTH_WAYS)
def test_term_goes_to_sympy_and_back(made, text):
    lowered = to_sympy(made, CONTEXT)
    assert from_sympy(lowered) == made
    assert text is None or str(lowered) == text


X, Y = sympy.Symbol("x"), sympy.Symbol("y")
REFUSED = {
    "text": "x + 1",
    "not a number": sympy.nan,
    "unknown function": sympy.airyai(X),
    "two symbols of one name": X + sympy.Symbol("x", positive=True),
    "odd name": sympy.Symbol("x; y"),
    "list": [X],
    "open integral": sympy.Integral(X, (X, 1)),
    "derivative by a call": sympy.Derivative(sympy.Function("f")(X) ** 2, sympy.Function("f")(X)),
    "set": sympy.Interval(0, 1),
}


@pytest.mark.parametrize("given_", REFUSED.values(), ids=REFUSED)
def test_unknown_sympy_object_is_refused(given_):
    with pytest.raises(Diagnosis) as refusal:
        from_sympy(given_)
    assert refusal.value.diagnostic.code == "DC109"


@pytest.mark.parametrize("made", [Bind("forall", "x", positive, ()), App("index", (aj, i))])
def test_term_without_sympy_form_is_refused(made):
    with pytest.raises(Diagnosis) as refusal:
        to_sympy(made, CONTEXT)
    assert refusal.value.diagnostic.code == "DC110"


def test_codes_are_explained():
    codes = CODES if isinstance(CODES, dict) else {row.code for row in CODES}
    assert {"DC109", "DC110"} <= set(codes)


@pytest.mark.parametrize(
    "expression, expected",
    [
        (sympy.Float("0.25"), Num(Fraction(1, 4))),
        (3, number(3)),
        (True, TRUE),
        (X >= Y, call(">=", x, y)),
        (-sympy.oo, -INFINITY),
        (sympy.Derivative(X * Y, X, Y), diff(diff(x * y, "x"), "y")),
        (sympy.MatrixSymbol("A", 2, 2)[0, 1], call("index", A, 1, 2)),
    ],
)
def test_users_expression_is_read(expression, expected):
    assert from_sympy(expression) == expected


def test_bound_symbol_does_not_capture_a_free_one_of_its_name():
    bound, free = sympy.Symbol("j", integer=True), sympy.Symbol("j")
    made = from_sympy(sympy.Sum(bound * free, (bound, 1, 3)))
    assert made == big("sum", "j_1", Sym("j_1") * j, 1, 3) or made == big(
        "sum", "j_1", j * Sym("j_1"), 1, 3
    )


def test_symbol_carries_its_declaration():
    assert to_sympy(z, CONTEXT).is_positive
    assert to_sympy(k, CONTEXT).is_integer
    assert to_sympy(x, CONTEXT).is_real
    assert to_sympy(x, CONTEXT).is_positive is None


def test_empty_sum_is_zero_where_sympy_would_count_backwards():
    made = big("sum", "j", j, 5, 2)
    assert to_sympy(made, CONTEXT).doit() == 0
    assert sympy.Sum(sympy.Symbol("j"), (sympy.Symbol("j"), 5, 2)).doit() == -7


SMALL = st.integers(1, 4).map(number)
LEAVES = st.sampled_from([x, y, Sym("m")]) | SMALL
HEADS = "neg exp abs sin cos sqrt cbrt sign floor atan"
UNARY = st.sampled_from(HEADS.split())


def big_enough(t):
    """`where(1, P)` is read back as the indicator `1{P}`."""
    return t != ONE


def extended(inner):
    return st.one_of(
        st.builds(lambda h, p, q: App(h, (p, q)), st.sampled_from("+*/"), inner, inner),
        st.builds(lambda p, m: p**m, inner, SMALL),
        st.builds(lambda h, p: App(h, (p,)), UNARY, inner),
        st.builds(lambda p, q: App("where", (p, call("<", q, 2))), inner.filter(big_enough), inner),
        st.builds(lambda p, u: big("sum", "m", p, 1, u), inner, st.integers(-1, 3)),
        st.builds(lambda p, v: Bind("subs", "x", p, (v,)), inner, SMALL),
    )


TERMS = st.recursive(LEAVES, extended, max_leaves=8)
POINT = {"x": Fraction(3, 7), "y": Fraction(-5, 3), "m": Fraction(2)}
DIRECT = {
    "exp": sympy.exp, "abs": abs, "sin": sympy.sin, "cos": sympy.cos, "sign": sympy.sign,
    "floor": sympy.floor, "atan": sympy.atan,
}  # fmt: skip


def value(t):
    """The value of a closed term to 30 digits, straight from the conventions."""
    match t:
        case Num(v):
            return sympy.Float(sympy.Rational(v.numerator, v.denominator), 30)
        case App("+", (p, q)):
            return value(p) + value(q)
        case App("*", (p, q)):
            return value(p) * value(q)
        case App("/", (p, q)):
            return defined(value(p), value(q))
        case App("^", (p, Num(v))):
            return value(p) ** int(v)
        case App("neg", (p,)):
            return -value(p)
        case App("sqrt", (p,)):
            if value(p) < 0:
                raise ZeroDivisionError
            return sympy.sqrt(value(p))
        case App("cbrt", (p,)):
            return sympy.sign(value(p)) * abs(value(p)) ** sympy.Rational(1, 3)
        case App("where", (p, App(_, (q, r)))):
            return value(p) if value(q) < value(r) else sympy.Integer(0)
        case App(head, (p,)):
            return sympy.N(DIRECT[head](value(p)), 30)
        case Bind("sum", var, body, (_, upper)):
            terms = range(1, int(value(upper)) + 1)
            return sum((value(substitute(body, {var: number(v)})) for v in terms), sympy.Integer(0))
        case Bind("subs", var, body, (v,)):
            return value(substitute(body, {var: v}))
    raise AssertionError(t)


def defined(top, bottom):
    if abs(bottom) < 1e-12:
        raise ZeroDivisionError
    return top / bottom


@given(TERMS)
def test_random_term_goes_to_sympy_and_back(made):
    try:
        form = to_sympy(made, CONTEXT)
    except Diagnosis as refused:  # SymPy stumbles over relations between numerals
        assert refused.diagnostic.code == "DC110"
        return
    assert from_sympy(form) == made


@settings(deadline=None, max_examples=40)
@given(TERMS)
def test_sympy_form_has_the_value_of_the_term(made):
    values = {name: number(v) for name, v in POINT.items()}
    closed = substitute(made, values)
    try:
        expected = value(closed)
    except (ZeroDivisionError, OverflowError):
        return
    if not expected.is_finite or abs(expected) > 1e9:
        return
    try:
        found = to_sympy(closed, CONTEXT).doit().evalf(30)
    except (TypeError, Diagnosis):  # SymPy stumbles over relations between numerals
        return
    assert abs(found - expected) < 1e-9 * (1 + abs(expected))
