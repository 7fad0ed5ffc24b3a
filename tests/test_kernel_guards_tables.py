"""Rows of definedness, signs and derivatives against mpmath: where there is no value, no slope."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import mpmath
import pytest
from forms import (
    HALF,
    PI,
    SORTS,
    VECTOR,
    I,
    defined,
    eq,
    every,
    j,
    k,
    lam,
    log,
    n,
    real,
    rel,
    t,
    total,
    x,
    y,
)

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import MINUS, NULL, PLUS
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import COMPLEX, REAL, definedness, needed
from derivcheck.kernel.language.derivatives import DERIVATIVES, derivative
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.sorts import COMPLEX as COMPLEX_NUMBER
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
)

HUGE = 1e13
"""What a pole gives at a number that is only near it."""


class NoValue(Exception):
    """There is none."""


# --- the functions as mpmath has them ------------------------------------------------------------


def _mod(u: Any, v: Any) -> Any:
    return u - v * mpmath.floor(u / v)


def _root(u: Any, order: Any) -> Any:
    return mpmath.sign(u) * abs(u) ** (1 / order) if order % 2 else u ** (1 / order)


def _arg(u: Any) -> Any:
    return mpmath.im(mpmath.log(u / abs(u)))


def _level(round_: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def level(u: Any) -> Any:
        if mpmath.im(u):
            raise NoValue
        return round_(mpmath.re(u))

    return level


def _gcd(u: Any, v: Any) -> Any:
    if any(mpmath.im(w) or w != mpmath.floor(mpmath.re(w)) for w in (u, v)):
        raise NoValue
    return mpmath.mpf(math.gcd(*(int(mpmath.re(w)) for w in (u, v))))


def _first(u: Any, *_: Any) -> Any:
    return u


OTHERS: dict[str, Callable[..., Any]] = {
    "abs":       abs,
    "floor":     _level(mpmath.floor),
    "ceiling":   _level(mpmath.ceil),
    "acot":      lambda u: mpmath.pi / 2 if u == 0 else mpmath.atan(1 / u),
    "cbrt":      lambda u: _root(u, mpmath.mpf(3)),
    "root":      _root,
    "log":       lambda u, *base: mpmath.log(u) / mpmath.log(base[0]) if base else mpmath.log(u),
    "digamma":   lambda u: mpmath.psi(0, u),
    "acoth":     lambda u: mpmath.atanh(1 / u),
    "conjugate": mpmath.conj,
    "arg":       _arg,
    "atan2":     lambda u, v: _arg(v + 1j * u),
    "mod":       _mod,
    "gcd":       _gcd,
    "/":         lambda u, v: u / v,
    "+":         lambda u, v: u + v,
    "neg":       lambda u: -u,
    "min":       lambda *u: min(u),
    "max":       lambda *u: max(u),
    "pi":        lambda: mpmath.pi(),
    "E":         lambda: mpmath.e(),
    "I":         lambda: mpmath.mpc(0, 1),
    "EulerGamma": lambda: mpmath.euler(),
    "Catalan":   lambda: mpmath.catalan(),
}  # fmt: skip


def number_of(t: Term) -> Any:
    """A closed term by mpmath alone."""
    match t:
        case Num(value):
            return mpmath.mpf(value.numerator) / value.denominator
        case App("*", parts):
            return mpmath.fprod(map(number_of, parts))
        case App("+", parts):
            return mpmath.fsum(map(number_of, parts))
        case App(head, args):
            return (OTHERS.get(head) or getattr(mpmath, head))(*map(number_of, args))
    raise AssertionError(t)


def value_of(head: str, args: tuple[Term, ...], field: str) -> Any:
    """The value of a function.  Raises: NoValue, over the reals also if it is not real."""
    try:
        found = mpmath.mpmathify((OTHERS.get(head) or getattr(mpmath, head))(*map(number_of, args)))
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        raise NoValue from error
    if not mpmath.isfinite(found) or abs(found) > HUGE or (field == "real" and mpmath.im(found)):
        raise NoValue
    return found


def has_value(head: str, args: tuple[Term, ...], field: str) -> bool:
    try:
        value_of(head, args, field)
    except NoValue:
        return False
    return True


# --- definedness ---------------------------------------------------------------------------------

LESS, MORE = number(-1), number(2)
HOLES: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "log":       ((0, -1), (HALF, 2)),
    "sqrt":      ((-1,), (0, 2)),
    "tan":       ((PI / 2,), (0, 1)),
    "sec":       ((PI / 2,), (0, 1)),
    "csc":       ((0,), (1, -1)),
    "cot":       ((0,), (1, -1)),
    "asin":      ((2, -2), (1, -1, 0)),
    "acos":      ((2, -2), (1, -1, 0)),
    "asec":      ((0, HALF, -HALF), (1, -1, 2)),
    "acsc":      ((0, HALF, -HALF), (1, -1, 2)),
    "csch":      ((0,), (1, -1)),
    "coth":      ((0,), (1, -1)),
    "acosh":     ((HALF, -1), (1, 2)),
    "atanh":     ((1, -1, 2, -2), (0, HALF)),
    "acoth":     ((1, -1, HALF), (2, -2)),
    "asech":     ((0, 2, -1), (1, HALF)),
    "acsch":     ((0,), (1, -1)),
    "gamma":     ((0, -1), (1, HALF, -HALF)),
    "factorial": ((-1, -2), (0, HALF, -HALF)),
    "digamma":   ((0, -1), (1, HALF, -HALF)),
    "loggamma":  ((0, -HALF), (1, HALF)),
    "lambertw":  ((-1, -HALF), (1, 0, -HALF / 2)),
    "zeta":      ((1,), (2, HALF, 0)),
    "arg":       ((0,), (1, -1)),
    "atan2":     (((0, 0),), ((0, 1), (1, 0))),
    "mod":       (((1, 0),), ((1, 2), (0, -1))),
    "gcd":       (((HALF, 1), (1, HALF)), ((4, 6), (0, -3))),
    "beta":      (((0, 1), (1, 0), (-1, HALF)), ((1, 1), (HALF, 2))),
    "binomial":  (((-1, HALF),), ((HALF, 2), (2, 1))),
    "/":         (((1, 0),), ((1, 2), (0, 1))),
}  # fmt: skip
"""Head -> arguments at which it has no value over the reals, and at which it has one."""

HOLES_OF_THE_PLANE: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "log":       ((0,), (-1, I)),
    "floor":     ((I, 1 + I), (1, HALF)),
    "ceiling":   ((I, 1 + I), (1, HALF)),
    "tan":       ((PI / 2,), (I, 1)),
    "sec":       ((PI / 2,), (I, 1)),
    "csc":       ((0,), (I, 1)),
    "cot":       ((0,), (I, 1)),
    "csch":      ((0, PI * I), (I, 1)),
    "coth":      ((0, PI * I), (I, 1)),
    "sech":      ((PI * I / 2,), (I, 1)),
    "tanh":      ((PI * I / 2,), (I, 1)),
    "atan":      ((I, -I), (1, 2 * I)),
    "atanh":     ((1, -1), (I, 2)),
    "acoth":     ((1, -1, 0), (I, 2)),
    "gamma":     ((0, -1), (I, HALF, -1 + I)),
    "digamma":   ((0, -1), (I, HALF, -1 + I)),
    "factorial": ((-1, -2), (I, HALF, -1 + I)),
    "zeta":      ((1,), (I, 2)),
    "arg":       ((0,), (I, -1)),
    "beta":      (((0, 1), (-1, HALF)), ((1, 1), (HALF, 2))),
    "binomial":  (((-1, HALF),), ((HALF, 2),)),
    "/":         (((1, 0),), ((1, I),)),
}  # fmt: skip

EVERYWHERE = {
    "real": "exp cbrt abs sign floor ceiling sin cos atan acot sinh cosh tanh sech asinh rgamma erf erfc re im "
            "conjugate min max + neg pi E EulerGamma Catalan".split(),
    "complex": "exp abs sign sin cos sinh cosh sqrt asin acos asinh acosh rgamma erf erfc re im conjugate + neg pi E I "
               "EulerGamma Catalan".split(),
}  # fmt: skip
"""Heads that have a value at all numbers."""

NO_NUMBERS = {
    "vector", "transpose", "tr", "det", "matmul", "inv", "apply",  # arrays and functions
    "adjoint", "norm", "hadamard", "kron", "vec", "diag", "block", "matpow",
    "I",  # over the reals
}  # fmt: skip
LEFT_OUT = {"complex": {"acsch"}, "real": set[str]()}
"""Rows that ask too much: acsch has no row of its own over the plane."""


def as_arguments(point: Any) -> tuple[Term, ...]:
    several = point if isinstance(point, tuple) else (point,)
    return tuple(number(u) if isinstance(u, int) else u for u in several)


def places(which: int) -> Iterator[Any]:
    for field, table in (("real", HOLES), ("complex", HOLES_OF_THE_PLANE)):
        for head, row in table.items():
            for m_, point in enumerate(row[which]):
                yield pytest.param(head, as_arguments(point), field, id=f"{head}-{field}-{m_}")


def known(head: str, args: tuple[Term, ...], field: Any) -> bool:
    """Whether the checker sees that a function of numbers has a value."""
    context = Context({}, (), field)
    return all(map(Facts(context).holds, definedness(App(head, args), context)))


@pytest.mark.parametrize(("head", "args", "field"), list(places(0)))
def test_where_there_is_no_value_a_condition_fails(
    head: str, args: tuple[Term, ...], field: str
) -> None:
    assert not has_value(head, args, field)
    assert not known(head, args, field)


@pytest.mark.parametrize(("head", "args", "field"), list(places(1)))
def test_where_there_is_a_value_the_conditions_hold(
    head: str, args: tuple[Term, ...], field: str
) -> None:
    assert has_value(head, args, field)
    assert known(head, args, field)


@pytest.mark.parametrize("field", ["real", "complex"])
def test_each_row_of_definedness_is_looked_at(field: str) -> None:
    table, holes = (REAL, HOLES) if field == "real" else (COMPLEX, HOLES_OF_THE_PLANE)
    assert set(table) - NO_NUMBERS - LEFT_OUT[field] == {*holes, *EVERYWHERE[field]} - NO_NUMBERS


@pytest.mark.parametrize("field", ["real", "complex"])
def test_functions_that_are_defined_everywhere(field: Any) -> None:
    nullary = {"pi", "E", "I", "EulerGamma", "Catalan"}
    for head in EVERYWHERE[field]:
        args = () if head in nullary else (x, x) if head in ("+", "min", "max") else (x,)
        assert not definedness(App(head, args), Context(SORTS, (), field))


WRITTEN = rel("!=", 2, 0)
"""What a half asks as it is written."""
CONDITIONS = {
    "an inverse":                (call("inv", x), (rel("!=", call("det", x), 0),)),
    "a natural power":           (x**2, ()),
    "a power of zero":           (x**0, ()),
    "a negative power":          (x ** number(-1), (rel("!=", x, 0),)),
    "a root by its exponent":    (x**HALF, (WRITTEN, rel(">=", x, 0))),
    "a reciprocal root":         (x**-HALF, (WRITTEN, rel(">", x, 0))),
    "a whole exponent":          (x**n, (call("or", rel("!=", x, 0), rel(">=", n, 0)),)),
    "an even root":              (call("root", x, 2), (rel(">=", x, 0),)),
    "an odd root":               (call("root", x, 3), ()),
    "a root of order zero":      (call("root", x, 0), (defined(call("root", x, 0)),)),
    "a root of half an order":   (call("root", x, HALF), (WRITTEN, defined(call("root", x, HALF)),)),
    "a root of unknown order":   (call("root", x, n), (defined(call("root", x, n)),)),
    "a root of negative order":  (call("root", x, -3), (defined(call("root", x, -3)),)),
    "a logarithm to a base":     (call("log", x, y), (rel(">", x, 0), rel(">", y, 0), rel("!=", call("log", y), 0))),
    "a binomial of whole numbers": (call("binomial", n, n), ()),
    "a head nobody knows":       (call("frobnicate", x), (defined(call("frobnicate", x)),)),
    "infinity":                  (call("oo"), (defined(call("oo")),)),
    "an indicator":              (call("indicator", rel(">", 1 / x, 0)), ()),
    "what an indicator hides":   (call("indicator", rel(">", x, 0)) * (1 / x), (call("implies", rel(">", x, 0), rel("!=", x, 0)),)),
    "a statement":               (eq(1 / x, 1), ()),
    "a real exponent": (x**y, (call("or", rel(">", x, 0), call("and", eq(x, 0), rel(">", y, 0)),
        call("and", eq(call("floor", y), y), call("or", rel("!=", x, 0), rel(">=", y, 0)))),)),
}  # fmt: skip


up = rel(">", x, 0)
down = rel("<", x, 0)
b, M = map(Sym, "bM")


def entry(*indices: Term | int, of: Term = b) -> App:
    return call("index", of, *indices)


def at(head: str, body: Term, *args: Term, var: str = "t") -> Bind:
    return Bind(head, var, body, args)


CONDITIONS |= {
    "an entry":                  (entry(n), (rel("<=", 1, n), rel("<=", n, 2))),
    "an entry with two indices": (entry(1, 2), (defined(entry(1, 2)),)),
    "an entry of what nobody declared": (entry(n, of=Sym("c")), (defined(entry(n, of=Sym("c"))),)),
    "an entry of a vector":      (entry(n, of=call("vector", x, y)), (rel("<=", 1, n), rel("<=", n, 2))),
    "an entry of a sum":         (entry(n, of=b + b), (call("<=", 1, n), call("<=", n, 2))),
    "an odd root of half an order": (call("root", x, number(Fraction(3, 2))), (WRITTEN, defined(call("root", x, number(Fraction(3, 2)))))),
    "a case and another":        (call("piecewise", 1 / x, up, 1 / y, TRUE), (call("implies", up, rel("!=", x, 0)),
        call("implies", call("and", call("not", up), TRUE), rel("!=", y, 0)))),
    "a case alone":              (call("piecewise", 1 / x, up), (call("implies", up, rel("!=", x, 0)), up)),
    "two cases":                 (call("piecewise", x, up, y, down), (call("or", up, down),)),
    "a sum":                     (total(1 / x), (every(rel("!=", x, 0), 1, k),)),
    "a sum to a real number":    (total(j, 1, x), (eq(call("floor", x), x),)),
    "a sum from a real number":  (total(j, y, k), (eq(call("floor", y), y),)),
    "a sum to what may have no value": (total(j, 1, 1 / n), (rel("!=", n, 0), eq(call("floor", 1 / n), 1 / n))),
    "an infinite sum":           (total(j, 1, INFINITY), (defined(total(j, 1, INFINITY)),)),
    "a sum from minus infinity": (total(j, -INFINITY, 1), (defined(total(j, -INFINITY, 1)),)),
    "an integral":               (at("int", t, 1 / x, y), (rel("!=", x, 0), defined(at("int", t, 1 / x, y)))),
    "an integral to infinity":   (at("int", t, ZERO, INFINITY), (defined(at("int", t, ZERO, INFINITY)),)),
    "a derivative":              (at("diff", log(t), x, ONE), (up,)),
    "a derivative of what has none": (at("diff", call("floor", t), x, ONE), (rel("!=", call("floor", x), x),)),
    "a derivative by an entry":  (at("diff", entry(1), b, ONE, n, var="b"), (rel("<=", 1, n), rel("<=", n, 2), rel("<=", 1, ONE), rel("<=", 1, number(2)))),
    "an antiderivative":         (at("antiderivative", log(t), x), (up,)),
    "an antiderivative of what has no slope": (
        at("antiderivative", call("floor", t), x), (rel("!=", call("floor", x), x),)),
    "a substitution":            (at("subs", log(t), x), (up,)),
    "a substitution of infinity": (at("subs", ONE, INFINITY), (defined(INFINITY),)),
    "a power of a matrix":       (call("matpow", M, y), (rel("<=", 0, y), eq(call("floor", y), y))),
    "a function of entries":     (call("each", lam(call("sin", j)), b), ()),
    "a function of entries that has poles": (call("each", lam(1 / j), b), tuple(every(c, 1, 2) for c in (
        rel("<=", 1, j), rel("<=", j, 2), eq(call("floor", j), j), rel("!=", entry(j), 0)))),
    "a sum for a function of entries": (call("each", total(j, 1, x), b), (defined(call("each", total(j, 1, x), b)),)),
    "a statement for all":       (every(rel(">", 1 / x, 0)), ()),
}  # fmt: skip


@pytest.mark.parametrize(("term", "conditions"), CONDITIONS.values(), ids=CONDITIONS)
def test_conditions_of_a_term(term: Term, conditions: tuple[Term, ...]) -> None:
    assert definedness(term, real(b=VECTOR)) == conditions


NEEDED: dict[str, tuple[Term, Any, tuple[Term, ...]]] = {
    "an equation": (eq(1 / x, 1), "real", (rel("!=", x, 0),)),
    "a conclusion": (call("implies", up, rel(">", 1 / x, 0)), "real", (call("implies", up, rel("!=", x, 0)),)),
    "a comparison with infinity": (rel("<", 1 / x, INFINITY), "real", (rel("!=", x, 0),)),
    "an equation with infinity": (eq(x, INFINITY), "real", (defined(INFINITY),)),
    "that something is defined": (defined(1 / x), "real", ()),
    "a statement for all": (every(rel(">", 1 / (x + j), 0), 1 / y, k), "real",
        (rel("!=", y, 0), every(rel("!=", x + j, 0), 1 / y, k))),
    "a statement for all up to infinity": (every(rel(">", j, 0), 1, INFINITY), "real", ()),
    "complex numbers that are ordered": (rel("<", x, Sym("z")), "complex", (eq(call("im", Sym("z")), 0),)),
    "complex numbers that are equal": (eq(x, Sym("z")), "complex", ()),
    "real numbers of the plane": (rel("<", x, call("abs", Sym("z"))), "complex", ()),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "field", "conditions"), NEEDED.values(), ids=NEEDED)
def test_what_a_statement_needs(statement: Term, field: Any, conditions: tuple[Term, ...]) -> None:
    assert needed(statement, Context({**SORTS, "z": COMPLEX_NUMBER}, (), field)) == conditions


def test_an_inverse_over_the_plane() -> None:
    assert definedness(call("inv", x), Context(SORTS, (), "complex")) == (
        rel("!=", call("det", x), 0),
    )


def test_real_functions_are_opaque_over_the_plane() -> None:
    for head in "cbrt acot asec acsc asech acsch loggamma".split():
        if head not in LEFT_OUT["complex"]:
            u = call(head, x)
            assert definedness(u, Context(SORTS, (), "complex")) == (defined(u),)


CONDITIONS_OF_THE_PLANE = {
    "a root by its exponent":  (x**HALF, (WRITTEN,)),
    "a reciprocal root":       (x**-HALF, (WRITTEN, rel("!=", x, 0))),
    "a natural power":         (x**2, ()),
    "a power":                 (x**y, (call("or", rel("!=", x, 0), eq(y, 0), rel(">", call("re", y), 0)),)),
    "a root":                  (call("root", x, 3), (defined(call("root", x, 3)),)),
    "a cube root":             (call("cbrt", x), (defined(call("cbrt", x)),)),
    "a power of a matrix":     (call("matpow", M, n), (rel("<=", 0, n), eq(call("floor", n), n))),
    "an integral to infinity": (at("int", t, ZERO, INFINITY), (defined(at("int", t, ZERO, INFINITY)),)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("term", "conditions"), CONDITIONS_OF_THE_PLANE.values(), ids=CONDITIONS_OF_THE_PLANE
)
def test_conditions_of_a_term_of_the_plane(term: Term, conditions: tuple[Term, ...]) -> None:
    assert definedness(term, Context(SORTS, (), "complex")) == conditions


# --- signs ---------------------------------------------------------------------------------------

NUMBERS = [number(q) for q in (-2, -1, 0, 1, 2)] + [-HALF, HALF, -3 * HALF, 3 * HALF]
CONSTANTS = frozenset("pi E EulerGamma Catalan".split())
PAIRS = frozenset(h for h, row in HANDBOOK.items() if row.least == 2 and h != "root")
REAL_HEADS = sorted(HANDBOOK.keys() - {"I"})
TRUTH = {"indicator": ((rel("<", 0, 1),), (rel("<", 1, 0),))}


def samples(head: str) -> list[tuple[Term, ...]]:
    if head in CONSTANTS:
        return [()]
    if head == "root":
        return [(u, number(order)) for u, order in product(NUMBERS, (2, 3))]
    if head == "log":
        return [*((u,) for u in NUMBERS), *product(NUMBERS, NUMBERS)]
    return list(product(NUMBERS, NUMBERS) if head in PAIRS else ((u,) for u in NUMBERS))


@pytest.mark.parametrize("head", REAL_HEADS)
def test_signs_are_those_of_mpmath(head: str) -> None:
    seen = 0
    for args in samples(head):
        if not has_value(head, args, "real"):
            continue
        found = value_of(head, args, "real")
        sign = NULL if abs(found) < 1e-12 else PLUS if mpmath.re(found) > 0 else MINUS
        assert Facts(Context({})).signs.sign(App(head, args)) & sign, (args, found)
        seen += 1
    assert seen


def test_signs_of_indicators() -> None:
    yes, no = (App("indicator", args) for args in TRUTH["indicator"])
    signs = Facts(Context({})).signs
    assert signs.sign(yes) & PLUS and signs.sign(no) & NULL


POSITIVE = (rel(">", x, 0),)
NEGATIVE = (rel("<", x, 0),)
SIGNS: dict[str, tuple[tuple[Term, ...], Term]] = {
    **{head: (POSITIVE, rel(">", call(head, x), 0))
       for head in "sinh tanh asinh atan asin atanh csch coth acoth acsch sign cbrt erf abs sqrt gamma rgamma factorial".split()},
    **{f"{head} of a negative number": (NEGATIVE, rel("<", call(head, x), 0))
       for head in "sinh tanh asinh atan asin atanh csch coth acoth acsch sign cbrt erf".split()},
    **{f"{head} of any number": ((), rel(">", call(head, x), 0)) for head in "exp cosh sech".split()},
    **{f"{head} is not negative": ((), rel(">=", call(head, x), 0)) for head in "abs sqrt acos acosh asech".split()},
    "a root":                  (POSITIVE, rel(">", call("root", x, 3), 0)),
    "a logarithm above":       ((rel(">", x, 1),), rel(">", call("log", x), 0)),
    "a logarithm below":       ((rel("<", x, 1),), rel("<", call("log", x), 0)),
    "gamma never vanishes":    ((), rel("!=", call("gamma", x), 0)),
    "a factorial from zero":   ((rel(">=", x, 0),), rel(">", call("factorial", x), 0)),
    "a factorial never vanishes": ((), rel("!=", call("factorial", x), 0)),
    "beta":                    ((*POSITIVE, rel(">", y, 0)), rel(">", call("beta", x, y), 0)),
    "an indicator":            ((), rel(">=", call("indicator", rel(">", x, 0)), 0)),
}  # fmt: skip


@pytest.mark.parametrize(("assumptions", "statement"), SIGNS.values(), ids=SIGNS)
def test_signs_that_are_known(assumptions: tuple[Term, ...], statement: Term) -> None:
    assert Facts(real(*assumptions)).holds(statement)


NOT_SIGNS: dict[str, tuple[tuple[Term, ...], Term]] = {
    "a root of any number":    ((), rel(">", call("sqrt", x), 0)),
    "an absolute value":       ((), rel(">", call("abs", x), 0)),
    "an absolute value of what may vanish": ((rel(">=", x, 0),), rel("!=", call("abs", x), 0)),
    "gamma of any number":     ((), rel(">", call("gamma", x), 0)),
    "1/gamma of any number":   ((), rel("!=", call("rgamma", x), 0)),
    "a factorial":             ((), rel(">", call("factorial", x), 0)),
    "beta of one positive number": (POSITIVE, rel(">", call("beta", x, y), 0)),
    "beta of the other":       (POSITIVE, rel(">", call("beta", y, x), 0)),
    "beta of negative numbers": ((*NEGATIVE, rel("<", y, 0)), rel(">", call("beta", x, y), 0)),
    "a logarithm to a base":   ((rel(">", x, 1),), rel(">", call("log", x, y), 0)),
    "a logarithm":             (POSITIVE, rel(">", call("log", x), 0)),
    "an inverse cosine":       ((), rel(">", call("acos", x), 0)),
    "an indicator":            ((), rel(">", call("indicator", rel(">", x, 0)), 0)),
    "a sign":                  ((), rel("!=", call("sign", x), 0)),
}  # fmt: skip


@pytest.mark.parametrize(("assumptions", "statement"), NOT_SIGNS.values(), ids=NOT_SIGNS)
def test_signs_that_are_not_known(assumptions: tuple[Term, ...], statement: Term) -> None:
    assert not Facts(real(*assumptions)).holds(statement)


# --- derivatives ---------------------------------------------------------------------------------

KINKS: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "log":       ((0, -1), (HALF, 2)),
    "sqrt":      ((0, -1), (HALF, 2)),
    "cbrt":      ((0,), (1, -1)),
    "abs":       ((0,), (1, -1)),
    "sign":      ((0,), (1, -1)),
    "tan":       ((PI / 2,), (0, 1)),
    "sec":       ((PI / 2,), (0, 1)),
    "csc":       ((0,), (1, -1)),
    "cot":       ((0,), (1, -1)),
    "asin":      ((1, -1, 2, -2), (0, HALF)),
    "acos":      ((1, -1, 2, -2), (0, HALF)),
    "acot":      ((0,), (1, -1)),
    "asec":      ((1, -1, HALF, 0), (2, -2)),
    "acsc":      ((1, -1, HALF, 0), (2, -2)),
    "csch":      ((0,), (1, -1)),
    "coth":      ((0,), (1, -1)),
    "acosh":     ((1, HALF), (2,)),
    "atanh":     ((1, -1, 2, -2), (0, HALF)),
    "acoth":     ((1, -1, HALF), (2, -2)),
    "asech":     ((0, 1, 2, -1), (HALF,)),
    "acsch":     ((0,), (1, -1)),
    "gamma":     ((0, -1), (1, HALF, -HALF)),
    "loggamma":  ((0, -HALF), (1, HALF)),
    "lambertw":  ((-1, -HALF), (1, 0, -HALF / 2)),
    "factorial": ((-1, -2), (0, HALF, -HALF)),
}  # fmt: skip
"""Head -> numbers at which it has no slope over the reals, and at which it has one."""

KINKS_OF_THE_PLANE: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "log":       ((0, -1), (1, I, -1 + I)),
    "sqrt":      ((0, -1), (1, I, -1 + I)),
    "tan":       ((PI / 2,), (0, I)),
    "sec":       ((PI / 2,), (0, I)),
    "csc":       ((0,), (1, I)),
    "cot":       ((0,), (1, I)),
    "tanh":      ((PI * I / 2,), (0, 1)),
    "sech":      ((PI * I / 2,), (0, 1)),
    "csch":      ((0, PI * I), (1, I)),
    "coth":      ((0, PI * I), (1, I)),
    "gamma":     ((0, -1), (1, HALF)),
}  # fmt: skip


def slopes(which: int) -> Iterator[Any]:
    for field, table in (("real", KINKS), ("complex", KINKS_OF_THE_PLANE)):
        for head, row in table.items():
            for m_, point in enumerate(row[which]):
                yield pytest.param(head, as_arguments(point)[0], field, id=f"{head}-{field}-{m_}")


def is_smooth(head: str, at: Term, field: str) -> bool:
    """Whether the difference quotients of all directions agree."""
    step = 1e-9
    turns = [1, -1] if field == "real" else [1, -1, 1j, -1j]
    function = OTHERS.get(head) or getattr(mpmath, head)
    try:
        middle, here = value_of(head, (at,), field), number_of(at)
        rates = [(function(here + step * u) - middle) / (step * u) for u in turns]
    except (NoValue, ValueError, ZeroDivisionError):
        return False
    flat = field == "complex" or not any(map(mpmath.im, rates))
    return flat and all(abs(q) < 1e3 and abs(q - rates[0]) < 1e-3 for q in rates)


def has_slope(head: str, at: Term, field: Any) -> bool:
    """Whether the checker sees that a function has a derivative at a number."""
    found = derivative(Bind("diff", "t", call(head, Sym("t")), (at, ONE)), Context({}, (), field))
    return found is not None and all(map(Facts(Context({}, (), field)).holds, found[1]))


@pytest.mark.parametrize(("head", "at", "field"), list(slopes(0)))
def test_where_there_is_no_slope_a_condition_fails(head: str, at: Term, field: str) -> None:
    assert not is_smooth(head, at, field)
    assert not has_slope(head, at, field)


@pytest.mark.parametrize(("head", "at", "field"), list(slopes(1)))
def test_where_there_is_a_slope_the_conditions_hold(head: str, at: Term, field: str) -> None:
    assert is_smooth(head, at, field)
    assert has_slope(head, at, field)


@pytest.mark.parametrize("head", DERIVATIVES)
def test_each_row_of_derivatives_is_looked_at(head: str) -> None:
    for field, table in (("real", KINKS), ("complex", KINKS_OF_THE_PLANE)):
        where = HANDBOOK[head].smooth if field == "real" else HANDBOOK[head].holomorphic
        assert (head in table) == bool(where)
        if where == ():
            assert has_slope(head, ZERO, field)
        if where is None:
            assert (
                derivative(
                    Bind("diff", "x", call(head, x), (x, ONE)), Context(SORTS, (), "complex")
                )
                is None
            )
