"""The axioms: one aligned row each, sampled by the tests because it is a row.

A row says: wherever its conditions hold and both sides are defined, the sides are equal.  The
kernel discharges definedness apart, so that `log(u*v) = log(u) + log(v)` needs no condition over
the reals: `log(u)` and `log(v)` being defined is condition enough.  `field` says where a row holds:
`real`, `complex` (principal values) or `both`.

Letters stand for terms; `f(j)`, `g(j)`, `s(j)`, `h(i, j)` for terms that may contain the bound variables,
p and q for statements, `r(j)` for one about j, K, L, M and N for arrays, P for a matrix that is positive
definite (`definite.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
    whole,
)  # fmt: skip
from derivcheck.kernel.work import remembered

Scope = Literal["real", "complex", "both"]


@dataclass(frozen=True, slots=True)
class Row:
    """An axiom: a statement that holds under conditions, with its source."""

    name: str
    statement: Term
    conditions: tuple[Term, ...]
    field: Scope
    source: str


u, v, w, n, a, b, c = map(Sym, "uvwnabc")
p, q, i, j = map(Sym, "pqij")
M, N, K, L, P = map(Sym, "MNKLP")
PI, E, I = App("pi", ()), App("E", ()), App("I", ())
HALF = number(1) / 2


def _head(name: str) -> Callable[..., Term]:
    return lambda *args: call(name, *args)


exp, log, sqrt, sin, cos, tan, atan, sign, gamma, rgamma, digamma, zeta, one, no, lt, le, ne = map(
    _head,
    "exp log sqrt sin cos tan atan sign gamma rgamma digamma zeta indicator not < <= !=".split(),
)
absolute, exists = _head("abs"), _head("defined")
matmul, turned, inv, det, tr, norm, eye = map(_head, "matmul transpose inv det tr norm eye".split())
zeros, kron, vec, entry, choose = map(_head, "zeros kron vec index piecewise".split())


UNIT = entry(eye(n), j)
"""A unit vector with n entries."""
RULE_OF_SARRUS = App("+", (
    number(1) * entry(M, 1, 1) * entry(M, 2, 2) * entry(M, 3, 3),
    number(1) * entry(M, 1, 2) * entry(M, 2, 3) * entry(M, 3, 1),
    number(1) * entry(M, 1, 3) * entry(M, 2, 1) * entry(M, 3, 2),
    number(-1) * entry(M, 1, 3) * entry(M, 2, 2) * entry(M, 3, 1),
    number(-1) * entry(M, 1, 2) * entry(M, 2, 1) * entry(M, 3, 3),
    number(-1) * entry(M, 1, 1) * entry(M, 2, 3) * entry(M, 3, 2),
))  # fmt: skip
ADJUGATE = call("vector", call("vector", entry(M, 2, 2), -entry(M, 1, 2)),
                call("vector", -entry(M, 2, 1), entry(M, 1, 1)))  # fmt: skip


def blocks(*rows: tuple[Term, ...]) -> Term:
    return App("block", tuple(App("vector", row) for row in rows))


def upper(s: Term, t: Term) -> Term:
    """The first s columns of a unit matrix with s + t rows."""
    return blocks((eye(s),), (zeros(t, s),))


def lower(s: Term, t: Term) -> Term:
    """Its last t columns."""
    return blocks((zeros(s, t),), (eye(t),))


UPPER, LOWER, UPPER_ROWS, LOWER_ROWS = (
    upper(u, v),
    lower(u, v),
    turned(upper(w, n)),
    turned(lower(w, n)),
)
OFF_POLES = App("or", (lt(0, u), ne(call("floor", u), u)))
SHIFTED = substitute(OFF_POLES, {"u": u + n})


def _applied(name: str) -> Callable[..., Term]:
    return lambda *args: App("apply", (Sym(name), *args))


def _over(head: str) -> Callable[..., Term]:
    """A binder that runs from a to b, or elsewhere."""

    def made(body: Term, low: Term = a, high: Term = b, var: str = "j") -> Term:
        return Bind(head, var, body, (low, high))

    return made


f, g, h, r, s = map(_applied, "fghrs")
total, product, area = map(_over, ("sum", "prod", "int"))


def iterated(body: Term, inner: tuple[Term, Term], var: str = "j", other: str = "i") -> Term:
    """The integral over other = a..b of that over a variable between inner bounds."""
    return area(area(body, *inner, var), a, b, other)


AREA, FIRST_PART = area(f(j)), area(f(j), a, c)
LAST_PART, TURNED = area(f(j), c, b), area(f(j), b, a)
SCALED = Bind("int", "j", f(c * j + u), (a, b))
SCALED_AREA = Bind("int", "j", f(j), (c * a + u, c * b + u))
FAR = Bind("lim-", "j", f(c * j), (INFINITY,))
NEAR_FAR = Bind("lim-", "j", f(j), (INFINITY,))
TO_ATAN = Bind("lim-", "j", atan(j), (INFINITY,))
TO_EXP = Bind("lim-", "j", j**u * exp(-(c * j)), (INFINITY,))
TO_POWER = Bind("lim-", "j", j ** (-u), (INFINITY,))
TO_LOG = Bind("lim-", "j", j ** (-u) * log(j), (INFINITY,))
BACK = Bind("lim+", "j", f(j), (MINUS_INFINITY,))
MIRRORED = Bind("lim-", "j", f(-j), (INFINITY,))
SQUARE = iterated(h(i, j), (u, v)), iterated(absolute(h(i, j)), (u, v))
BELOW_DIAGONAL = iterated(h(i, j), (a, i)), iterated(absolute(h(i, j)), (a, i))
ABOVE_DIAGONAL = iterated(h(i, j), (i, b)), iterated(absolute(h(i, j)), (i, b))
"""Integrals over a rectangle and over triangles, and those of absolute values."""
GAMMA = Bind("int", "j", j ** (u - 1) * exp(-j), (ZERO, INFINITY))
BETA = Bind("int", "j", j ** (u - 1) * (1 - j) ** (v - 1), (ZERO, ONE))
GAMMA_OF_POWER = area(j ** (u - 1) * exp(-(c * j**v)), ZERO, INFINITY)
BETA_TO_INFINITY = area(j ** (u - 1) * (1 + j) ** (-u - v), ZERO, INFINITY)
BETA_OF_ANGLE = area(sin(j) ** (2 * u - 1) * cos(j) ** (2 * v - 1), ZERO, call("pi") / 2)
GAUSSIAN_WAVE = area(exp(-(c * j**2)) * cos(u * j), ZERO, INFINITY)
BOSE = area(j ** (u - 1) / (exp(c * j) - 1), ZERO, INFINITY)
DIRICHLET, LOG_SINE = area(sin(c * j) / j, ZERO, INFINITY), area(log(sin(j)), ZERO, call("pi") / 2)

FURTHER, SHIFTED_TERMS = total(f(j), c, INFINITY), total(f(j + c), a - c, INFINITY)
ALL_TERMS, BUT_THE_FIRST = total(f(j), a, INFINITY), total(f(j), a + 1, INFINITY)
FAR_OUT = Bind("lim-", "j", g(j), (INFINITY,))
GAPS = Bind("forall", "j", call("=", g(j + 1) - g(j), f(j)), (a, INFINITY))
"""What the terms of a series are the differences of, and that they are, all having values."""
PARTIAL = Bind("lim", "i", total(f(j), a, i), (INFINITY,), "real")
PARTIAL_COUNTED = Bind("lim", "i", total(f(j), a, i), (INFINITY,), "integer")
ALL_FACTORS = product(f(j), a, INFINITY)
PARTIAL_PRODUCTS = Bind("lim", "i", product(f(j), a, i), (INFINITY,), "integer")
LIM_BOTH, LIM_ABOVE, LIM_BELOW = (
    Bind("lim", "j", f(j), (a,)),
    Bind("lim+", "j", f(j), (a,)),
    Bind("lim-", "j", f(j), (a,)),
)
FAR_ABOVE = Bind("lim-", "j", f(a + 1 / j), (INFINITY,))
FAR_BELOW = Bind("lim-", "j", f(a - 1 / j), (INFINITY,))
FINITE, ALIKE = lt(a, a + 1), call("=", LIM_ABOVE, LIM_BELOW)
RIEMANN_SUM = total(f(j / i), ONE, i) / i
RIEMANN = Bind("lim", "i", RIEMANN_SUM, (INFINITY,), "real")
RIEMANN_COUNTED = Bind("lim", "i", RIEMANN_SUM, (INFINITY,), "integer")
ALL_AREA = Bind("int", "j", f(j), (a, INFINITY))
PARTIAL_AREA = Bind("lim", "i", Bind("int", "j", f(j), (a, i)), (INFINITY,), "real")
POSITIVE_TERMS = Bind("forall", "j", lt(0, f(j)), (a, b))
NONNEGATIVE_TERMS = Bind("forall", "j", le(0, f(j)), (a, b))
AVERAGE = (call("=", total(f(j)), 1), NONNEGATIVE_TERMS)
"""What makes f the weights of an average."""

SLOPE, BEND = Bind("diff", "i", f(i), (j, ONE)), Bind("diff", "i", f(i), (j, number(2)))
BELOW, ABOVE, BELOW_WEAKLY, ABOVE_WEAKLY = lt(j, b), lt(a, j), le(j, b), le(a, j)


def where(*statements: Term) -> Term:
    """That the last of some statements about any number j holds where the others do."""
    *premises, conclusion = statements
    return Bind("forall", "j", call("implies", call("and", *premises), conclusion), ())


CONTINUOUS = call("=", Bind("lim", "i", f(i), (j,)), f(j))
CONTINUOUS_TO_ONE = (where(le(0, j), le(j, 1), CONTINUOUS),)
BOUNDED_TO_ONE = (
    where(lt(0, j), lt(j, 1), CONTINUOUS),
    where(le(0, j), le(j, 1), le(absolute(f(j)), c)),
    lt(c, c + 1),
)
"""That f is continuous from 0 to 1, both included; between, and has a bound."""
AT_ONE_POINT = (call("=", f(a), 0), call("=", substitute(SLOPE, {"j": a}), 0))
STEPS = Bind("forall", "j", call("implies", r(j), r(j + 1)), (a, b - 1))
"""That r is handed on from each whole number to the next."""
STARTING = call("=", Bind("lim+", "j", f(j), (a,)), c)
ENDING = call("=", Bind("lim-", "j", f(j), (b,)), c)

R, C, B = "real", "complex", "both"
TURNING = Bind("diff", "i", g(i), (j, ONE))
MONOTONE, INTO = (lt(a, b), where(ABOVE, BELOW, ne(TURNING, 0))), area(f(g(j)) * TURNING)
"""That g keeps on rising, or falling, from a to b; an integral with g put in for its variable."""
SLOPE_AT, SLOPE_AT_END = Bind("diff", "i", f(i), (a, ONE)), Bind("diff", "i", f(i), (b, ONE))
SLOPE_ALONG = (lt(a, b), where(ABOVE, BELOW, call("=", SLOPE, g(j))))
"""The derivative of f at two numbers, and what it is between them."""
SLOPE_AROUND = (
    *SLOPE_ALONG,
    lt(c, a),
    where(lt(c, j), lt(j, a), call("=", SLOPE, g(j))),
    exists(Bind("lim", "j", g(j), (a,))),
    call("=", LIM_BOTH, f(a)),
)
"""That it has a limit at a number, being the same function on both sides; f is continuous there."""
ON_THE_WAY = Bind("forall", "i", call("=", f(g(i)), s(i)), (ONE, INFINITY))
"""What f is along the sequence g(1), g(2), ..; there it has values."""
TO_NUMBER = (
    call("=", Bind("lim-", "i", g(i), (INFINITY,)), a),
    call("=", Bind("lim-", "i", s(i), (INFINITY,)), u),
)
UNBOUNDED = call("=", Bind("lim-", "i", 1 / (1 + absolute(s(i))), (INFINITY,)), 0)
FAR_AWAY = call("=", Bind("lim-", "i", exp(-g(i)), (INFINITY,)), 0)
FAR_BACK = call("=", Bind("lim-", "i", exp(g(i)), (INFINITY,)), 0)
"""Where g and s go; to infinity, too."""
COUNTED = Bind("forall", "i", whole(g(i)), (ONE, INFINITY))
VALUED = Bind("forall", "i", call("=", g(i), g(i)), (ONE, INFINITY))
BESIDE = Bind("forall", "i", ne(g(i), a), (ONE, INFINITY))
FROM_ABOVE = Bind("forall", "i", lt(a, g(i)), (ONE, INFINITY))
FROM_BELOW = Bind("forall", "i", lt(g(i), a), (ONE, INFINITY))
"""From where g goes there."""
_PLACES = (
    ("lim", LIM_BOTH, (BESIDE, TO_NUMBER[0])),
    ("lim_above", LIM_ABOVE, (FROM_ABOVE, TO_NUMBER[0])),
    ("lim_below", LIM_BELOW, (FROM_BELOW, TO_NUMBER[0])),
    ("lim_far", Bind("lim", "j", f(j), (INFINITY,), "real"), (VALUED, FAR_AWAY)),
    ("lim_below_far", Bind("lim-", "j", f(j), (INFINITY,), "real"), (VALUED, FAR_AWAY)),
    ("lim_back", Bind("lim", "j", f(j), (MINUS_INFINITY,), "real"), (VALUED, FAR_BACK)),
    ("lim_above_back", Bind("lim+", "j", f(j), (MINUS_INFINITY,), "real"), (VALUED, FAR_BACK)),
    ("lim_far_counted", Bind("lim", "j", f(j), (INFINITY,), "integer"), (COUNTED, FAR_AWAY)),
    ("lim_below_far_counted", Bind("lim-", "j", f(j), (INFINITY,), "integer"), (COUNTED, FAR_AWAY)),
    ("lim_back_counted", Bind("lim", "j", f(j), (MINUS_INFINITY,), "integer"), (COUNTED, FAR_BACK)),
    ("lim_above_back_counted", Bind("lim+", "j", f(j), (MINUS_INFINITY,), "integer"), (COUNTED, FAR_BACK)),
)  # fmt: skip
"""Limits, and what makes g a sequence that leads to where the limit does."""
_FIRST = (
    ("", u, call("=", Bind("lim+", "j", g(j), (a,)), u)),
    ("_from_infinity", INFINITY, call("=", Bind("lim+", "j", exp(-g(j)), (a,)), 0)),
    ("_from_minus_infinity", MINUS_INFINITY, call("=", Bind("lim+", "j", exp(g(j)), (a,)), 0)),
)
_LAST = (
    ("", v, call("=", Bind("lim-", "j", g(j), (b,)), v)),
    ("_to_infinity", INFINITY, call("=", Bind("lim-", "j", exp(-g(j)), (b,)), 0)),
    ("_to_minus_infinity", MINUS_INFINITY, call("=", Bind("lim-", "j", exp(g(j)), (b,)), 0)),
)
"""Where g goes at a and at b, infinity included, and what says so."""
_CHANGES = tuple((f"change{m}{n}", area(f(j), c, d), (*MONOTONE, p, q), R, "Rudin 5.12, 6.19")
                 for m, c, p in _FIRST for n, d, q in _LAST if c != d)  # fmt: skip
fact = _head("factorial")
WITHIN = (lt(-1, u), lt(u, 1))
_SERIES: tuple[tuple[str, Term, Term, Term, tuple[Term, ...], str, str], ...] = (
    # name, term, first index, value, conditions, field, source; each converges where they hold
    ("exp_series",   u ** j / fact(j),                  ZERO, exp(u),           (), B, "DLMF 4.2.19"),
    ("cosh_series",  u ** (2 * j) / fact(2 * j),        ZERO, call("cosh", u),  (), B, "DLMF 4.33.2"),
    ("sinh_series",  u ** (2 * j + 1) / fact(2 * j + 1), ZERO, call("sinh", u), (), B, "DLMF 4.33.1"),
    ("cos_series",   number(-1) ** j * u ** (2 * j) / fact(2 * j), ZERO, cos(u), (), B, "DLMF 4.19.2"),
    ("sin_series",   number(-1) ** j * u ** (2 * j + 1) / fact(2 * j + 1), ZERO, sin(u), (), B, "DLMF 4.19.1"),
    ("log_series",   u ** j / j,  ONE, -log(1 - u), (le(-1, u), lt(u, 1)),             R, "DLMF 4.6.1"),
    ("atan_series",  number(-1) ** j * u ** (2 * j + 1) / (2 * j + 1), ZERO, atan(u),
                                                     (le(-1, u), le(u, 1)),            R, "DLMF 4.24.3"),
    ("atanh_series", u ** (2 * j + 1) / (2 * j + 1), ZERO, call("atanh", u), WITHIN,   R, "DLMF 4.38.5"),
    ("asin_series",  gamma(j + HALF) * u ** (2 * j + 1) / (fact(j) * (2 * j + 1)), ZERO,
                     sqrt(PI) * call("asin", u),     (le(-1, u), le(u, 1)),            R, "DLMF 4.24.1"),
    ("power_series", gamma(v + j) * u ** j / fact(j), ZERO, gamma(v) * (1 - u) ** (-v),
                     (*WITHIN, substitute(OFF_POLES, {"u": v})),                       R, "DLMF 4.6.7"),
    ("zeta_series",  1 / j ** u,                        ONE, zeta(u),     (lt(1, u),), R, "DLMF 25.2.1"),
    ("eta_series",   number(-1) ** j / j ** u, ONE, (number(2) ** (1 - u) - 1) * zeta(u),
                                                         (lt(0, u), ne(u, 1)),         R, "DLMF 25.2.3"),
    ("odd_series",   1 / (2 * j + 1) ** u, ZERO, (1 - number(2) ** (-u)) * zeta(u), (lt(1, u),), R, "DLMF 25.2.2"),
)  # fmt: skip
_TABLE: tuple[tuple[str, Term, Term, tuple[Term, ...], str, str], ...] = (
    # --- arrays ---
    ("left_inverse",     matmul(inv(M), M, N),    N,                              (), B, "Magnus and Neudecker 1.10"),
    ("right_inverse",    matmul(M, inv(M), N),    N,                              (), B, "Magnus and Neudecker 1.10"),
    ("determinant_lemma", det(eye(u) + matmul(M, N)), 1 + matmul(N, M),           (), B, "Magnus and Neudecker 1.9"),
    ("sylvester", det(eye(u) + matmul(M, N)), det(eye(v) + matmul(N, M)),         (), B, "Magnus and Neudecker 1.9, exercise"),
    ("product_entries", matmul(M, N), total(matmul(M, UNIT, turned(UNIT), N), ONE, n), (), B, "Magnus and Neudecker 1.3"),
    ("trace_entries", tr(M),   total(matmul(turned(UNIT), M, UNIT), ONE, n),      (), B, "Magnus and Neudecker 1.10"),
    ("det_two",          det(M + zeros(2, 2)), entry(M, 1, 1) * entry(M, 2, 2) - entry(M, 1, 2) * entry(M, 2, 1),
                                                                                  (), B, "Magnus and Neudecker 1.9"),
    ("det_three",        det(M + zeros(3, 3)), RULE_OF_SARRUS,                    (), B, "Magnus and Neudecker 1.9"),
    ("det_diag",  det(call("diag", M + zeros(n))), product(entry(M, j), ONE, n),  (), B, "Magnus and Neudecker 1.9"),
    ("inv_two",          inv(M + zeros(2, 2)), ADJUGATE / det(M),                 (), B, "Magnus and Neudecker 1.9"),
    ("kron_product", matmul(kron(M, N), kron(K, L)), kron(matmul(M, K), matmul(N, L)), (), B, "Magnus and Neudecker 2.2"),
    ("kron_transpose",   turned(kron(M, N)),      kron(turned(M), turned(N)),     (), B, "Magnus and Neudecker 2.2"),
    ("kron_sum_left",    kron(M + K, N),          kron(M, N) + kron(K, N),        (), B, "Magnus and Neudecker 2.2"),
    ("kron_sum_right",   kron(M, N + K),          kron(M, N) + kron(M, K),        (), B, "Magnus and Neudecker 2.2"),
    ("kron_scale_left",  kron(u * M, N),          u * kron(M, N),                 (), B, "Magnus and Neudecker 2.2"),
    ("kron_scale_right", kron(M, u * N),          u * kron(M, N),                 (), B, "Magnus and Neudecker 2.2"),
    ("kron_nested",      kron(kron(M, N), K),     kron(M, kron(N, K)),            (), B, "Magnus and Neudecker 2.2"),
    ("kron_unit",        kron(eye(u), eye(v)),    eye(u * v),                     (), B, "Magnus and Neudecker 2.2"),
    ("kron_trace",       tr(kron(M, N)),          tr(M) * tr(N),                  (), B, "Magnus and Neudecker 2.2"),
    ("kron_det", det(kron(M + zeros(u, u), N + zeros(v, v))), det(M) ** v * det(N) ** u, (), B, "Magnus and Neudecker 2.3"),
    ("vec_product", vec(matmul(M, N, K)), matmul(kron(turned(K), M), vec(N)),     (), B, "Magnus and Neudecker 2.4"),
    ("vec_sum",          vec(M + N),              vec(M) + vec(N),                (), B, "Magnus and Neudecker 2.4"),
    ("diag_product", matmul(call("diag", M + zeros(n)), call("diag", N)), call("diag", call("hadamard", M, N)), (), B, "Magnus and Neudecker 1.6"),
    ("vec_scale",        vec(u * M),              u * vec(M),                     (), B, "Magnus and Neudecker 2.4"),
    ("vec_trace", matmul(turned(vec(M)), vec(N)), tr(matmul(turned(M), N)),       (), B, "Magnus and Neudecker 2.4"),
    ("block_beside", blocks((M, N)), matmul(M, UPPER_ROWS) + matmul(N, LOWER_ROWS), (), B, "Magnus and Neudecker 1.11"),
    ("block_above",  blocks((M,), (K,)), matmul(UPPER, M) + matmul(LOWER, K),     (), B, "Magnus and Neudecker 1.11"),
    ("block_square", blocks((M, N), (K, L)), App("+", (
        matmul(UPPER, M, UPPER_ROWS), matmul(UPPER, N, LOWER_ROWS),
        matmul(LOWER, K, UPPER_ROWS), matmul(LOWER, L, LOWER_ROWS))),
                                                                                  (), B, "Magnus and Neudecker 1.11"),
    ("upper_upper",      matmul(turned(UPPER), UPPER), eye(u),                    (), B, "Magnus and Neudecker 1.11"),
    ("upper_lower",      matmul(turned(UPPER), LOWER), zeros(u, v),               (), B, "Magnus and Neudecker 1.11"),
    ("lower_lower",      matmul(turned(LOWER), LOWER), eye(v),                    (), B, "Magnus and Neudecker 1.11"),
    ("unit_parts", eye(u + v), matmul(UPPER, turned(UPPER)) + matmul(LOWER, turned(LOWER)), (), B, "Magnus and Neudecker 1.11"),
    ("det_upper", det(blocks((M, N), (zeros(v, u), L))), det(M) * det(L),         (), B, "Magnus and Neudecker 1.11"),
    ("det_lower", det(blocks((M, zeros(u, v)), (K, L))), det(M) * det(L),         (), B, "Magnus and Neudecker 1.11"),
    # --- exponential and logarithm ---
    ("exp_zero",         exp(ZERO),               ONE,                            (), B, "DLMF 4.2"),
    ("exp_one",          E,                       exp(ONE),                       (), B, "DLMF 4.2.11"),
    ("exp_add",          exp(u + v),              exp(u) * exp(v),                (), B, "DLMF 4.8.16"),
    ("exp_neg",          exp(-u),                 1 / exp(u),                     (), B, "DLMF 4.8.15"),
    ("exp_times",        exp(n * u),              exp(u) ** n,           (whole(n),), B, "DLMF 4.8.15"),
    ("exp_power",        exp(u * v),              exp(u) ** v,                    (), R, "DLMF 4.8.15"),
    ("exp_log",          exp(log(u)),             u,                              (), B, "DLMF 4.8.4"),
    ("exp_times_log",    exp(v * log(u)),         u ** v,                         (), B, "DLMF 4.2.26"),
    ("log_exp",          log(exp(u)),             u,                              (), R, "DLMF 4.8.10"),
    ("log_one",          log(ONE),                ZERO,                           (), B, "DLMF 4.2"),
    ("log_mul",          log(u * v),              log(u) + log(v),                (), R, "DLMF 4.8.2"),
    ("log_mul_positive", log(u * v),              log(u) + log(v),        (lt(0, u),), B, "DLMF 4.8.1"),
    ("log_div",          log(u / v),              log(u) - log(v),                (), R, "DLMF 4.8.6"),
    ("log_pow",          log(u ** v),             v * log(u),                     (), R, "DLMF 4.8.14"),
    ("log_pow_positive", log(u ** v), v * log(u), (lt(0, u), call("=", call("im", v), 0)), C, "DLMF 4.8.14"),
    ("log_negative",     log(-u),                 log(u) + I * PI,        (lt(0, u),), C, "DLMF 4.2.2"),
    ("log_turned",       log(I * u),              log(u) + I * PI / 2,    (lt(0, u),), C, "DLMF 4.2.2"),
    ("log_turned_back",  log(-(I * u)),           log(u) - I * PI / 2,    (lt(0, u),), C, "DLMF 4.2.2"),
    ("log_mul_abs",      log(u * v),   log(absolute(u)) + log(absolute(v)),       (), R, "DLMF 4.8.2"),
    ("log_div_abs",      log(u / v),   log(absolute(u)) - log(absolute(v)),       (), R, "DLMF 4.8.6"),
    ("log_pow_abs",      log(u ** n),  n * log(absolute(u)),             (whole(n),), R, "DLMF 4.8.14"),
    ("log_abs_pow",      log(absolute(u) ** n),   n * log(absolute(u)),           (), R, "DLMF 4.8.14"),
    # --- powers and roots ---
    ("pow_add",          u ** (v + w),            u ** v * u ** w,                (), B, "DLMF 4.2.32"),
    ("pow_neg",          u ** (-v),               1 / u ** v,                     (), B, "DLMF 4.2.32"),
    ("pow_times",        u ** (n * v),            (u ** v) ** n,         (whole(n),), B, "DLMF 4.2.29"),
    ("pow_pow", (u ** v) ** w, u ** (v * w), (lt(0, u), call("=", call("im", v), 0)), B, "DLMF 4.2.33"),
    ("pow_integer_base", (u ** n) ** w,           (u ** w) ** n, (whole(n), whole(w)), B, "DLMF 4.2.29"),
    ("pow_pow_whole",    (u ** n) ** a,           u ** (n * a),   (whole(n), whole(a)), B, "DLMF 4.2.29"),
    ("pow_nested",       (u ** v) ** w,           u ** (v * w),           (le(0, u),), R, "DLMF 4.2.33"),
    ("pow_mul",          (u * v) ** w,            u ** w * v ** w,                (), R, "DLMF 4.2.35"),
    ("pow_mul_positive", (u * v) ** w,            u ** w * v ** w,        (lt(0, u),), B, "DLMF 4.2.35"),
    ("pow_mul_whole",    (u * v) ** n,            u ** n * v ** n,      (whole(n),), B, "DLMF 4.2.35"),
    ("pow_div",          (u / v) ** w,            u ** w / v ** w,                (), R, "DLMF 4.2.35"),
    ("pow_mul_abs", (u * v) ** w, absolute(u) ** w * absolute(v) ** w, (le(0, u * v),), R, "DLMF 4.2.35"),
    ("pow_one",          ONE ** v,                ONE,                            (), B, "DLMF 4.2.31"),
    ("power_of_zero",    ZERO ** v,               one(call("=", v, 0)),           (), R, "docs/language.md"),
    ("e_power",          E ** v,                  exp(v),                         (), B, "DLMF 4.2.32"),
    ("pow_exp",          u ** v,                  exp(v * log(u)),                (), B, "DLMF 4.2.26"),
    ("exp_pow_real",     exp(u) ** v,             exp(u * v),                     (), R, "DLMF 4.2.33"),
    ("pow_even",         u ** v,     absolute(u) ** v,            (whole(v / 2),), R, "DLMF 4.2.29"),
    ("minus_one_even",   number(-1) ** (2 * n),   ONE,                  (whole(n),), B, "GKP 4.6"),
    ("minus_one_power",  number(-1) ** (n ** a * b), number(-1) ** (n * b),
                                 (whole(n), whole(a), lt(0, a), whole(b)), B, "GKP 4.6"),
    ("sqrt_mul",         sqrt(u * v),             sqrt(u) * sqrt(v),              (), R, "DLMF 4.2.35"),
    ("sqrt_mul_positive", sqrt(u * v),            sqrt(u) * sqrt(v),      (le(0, u),), B, "DLMF 4.2.35"),
    ("sqrt_div",         sqrt(u / v),             sqrt(u) / sqrt(v),              (), R, "DLMF 4.2.35"),
    ("sqrt_square",      sqrt(u ** 2),            absolute(u),                    (), R, "definition of |u|"),
    ("sqrt_square_nonneg", sqrt(u ** 2),          u,                      (le(0, u),), B, "definition of |u|"),
    ("sqrt_minus",       sqrt(-u),                I * sqrt(u),            (le(0, u),), C, "DLMF 4.2.7"),
    ("sqrt_square_right", sqrt(u ** 2),           u,   (lt(0, call("re", u)),), C, "DLMF 4.2.26"),
    ("root_square", (u ** 2) ** v, absolute(u) ** (2 * v), (call("=", call("im", u), 0),), B, "definition of |u|"),
    ("cbrt_order",       call("cbrt", u),         call("root", u, 3),             (), R, "docs/language.md"),
    ("root_nonneg",      call("root", u, n),      u ** (1 / n),           (le(0, u),), R, "docs/language.md"),
    ("root_power",       call("root", u, n) ** n, u,                              (), R, "docs/language.md"),
    ("root_mul",  call("root", u * v, n), call("root", u, n) * call("root", v, n), (), R, "DLMF 4.2.35"),
    ("root_pow",         call("root", u ** a, n), call("root", u, n) ** a,        (), R, "DLMF 4.2.35"),
    ("root_order",       call("root", u, a),      call("root", u, b) ** (b / a),  (), R, "DLMF 4.2.33"),
    ("root_root", call("root", call("root", u, a), b), call("root", u, n), (call("=", n, a * b),), R, "DLMF 4.2.33"),
    ("root_abs",  absolute(call("root", u, n)),   call("root", absolute(u), n),   (), R, "DLMF 1.9.11"),
    ("root_sign",        sign(call("root", u, n)), sign(u),                       (), R, "definition of sign"),
    # --- absolute value and sign ---
    ("abs_nonneg",       absolute(u),             u,                      (le(0, u),), B, "definition of |u|"),
    ("abs_nonpos",       absolute(u),             -u,                     (le(u, 0),), B, "definition of |u|"),
    ("abs_mul",          absolute(u * v),         absolute(u) * absolute(v),      (), B, "DLMF 1.9.11"),
    ("abs_div",          absolute(u / v),         absolute(u) / absolute(v),      (), B, "DLMF 1.9.12"),
    ("abs_pow",          absolute(u ** n),        absolute(u) ** n,      (whole(n),), B, "DLMF 1.9.11"),
    ("abs_pow_real",     absolute(u ** v),        absolute(u) ** v,               (), R, "DLMF 4.2.33"),
    ("abs_square",       absolute(u) ** 2,        u ** 2,                         (), R, "definition of |u|"),
    ("abs_exp",          absolute(exp(u)),        exp(u),                         (), R, "DLMF 4.2"),
    ("abs_sign",         absolute(u),             sign(u) * u,                    (), R, "definition of sign"),
    ("sign_positive",    sign(u),                 ONE,                    (lt(0, u),), B, "definition of sign"),
    ("sign_negative",    sign(u),                 -ONE,                   (lt(u, 0),), B, "definition of sign"),
    ("sign_zero",        sign(ZERO),              ZERO,                           (), B, "definition of sign"),
    ("sign_quotient",    sign(u),                 u / absolute(u),                (), R, "definition of sign"),
    ("sign_square",      sign(u) ** 2,            ONE,                    (ne(u, 0),), R, "definition of sign"),
    ("sign_abs",         sign(u) * absolute(u),   u,                              (), R, "definition of sign"),
    ("sign_mul",         sign(u * v),             sign(u) * sign(v),              (), R, "definition of sign"),
    ("max_first",        call("max", u, v),       u,                      (le(v, u),), R, "definition of max"),
    ("max_second",       call("max", u, v),       v,                      (le(u, v),), R, "definition of max"),
    ("min_first",        call("min", u, v),       u,                      (le(u, v),), R, "definition of min"),
    ("min_second",       call("min", u, v),       v,                      (le(v, u),), R, "definition of min"),
    ("max_abs",          call("max", u, v),       (u + v + absolute(u - v)) / 2,  (), R, "definition of max"),
    ("min_abs",          call("min", u, v),       (u + v - absolute(u - v)) / 2,  (), R, "definition of min"),
    ("floor_shift",      call("floor", u + n),    call("floor", u) + n,  (whole(n),), R, "DLMF, Notation"),
    ("floor_whole",      call("floor", n),        n,                     (whole(n),), R, "DLMF, Notation"),
    ("floor_between",    call("floor", u),        n, (whole(n), le(n, u), lt(u, n + 1)), R, "DLMF, Notation"),
    ("ceiling_floor",    call("ceiling", u),      -call("floor", -u),             (), R, "DLMF, Notation"),
    ("mod_floor",        call("mod", u, v),       u - v * call("floor", u / v),   (), R, "DLMF, Notation"),
    ("gcd_swap",         call("gcd", u, v),       call("gcd", v, u),              (), R, "DLMF 27.1"),
    ("gcd_negative",     call("gcd", u, v),       call("gcd", -u, v),             (), R, "DLMF 27.1"),
    ("gcd_step",         call("gcd", u, v),       call("gcd", u - n * v, v), (whole(n),), R, "Knuth TAOCP 4.5.2"),
    ("gcd_zero",         call("gcd", u, ZERO),    absolute(u),                    (), R, "Knuth TAOCP 4.5.2"),
    ("gcd_scale",        call("gcd", n * u, n * v), absolute(n) * call("gcd", u, v), (), R, "Knuth TAOCP 4.5.2"),
    # --- circular functions ---
    ("sin_square",       sin(u) ** 2,             1 - cos(u) ** 2,                (), B, "DLMF 4.21.12"),
    ("sin_add",          sin(u + v),              sin(u) * cos(v) + cos(u) * sin(v), (), B, "DLMF 4.21.2"),
    ("cos_add",          cos(u + v),              cos(u) * cos(v) - sin(u) * sin(v), (), B, "DLMF 4.21.3"),
    ("sin_double",       sin(2 * u),              2 * sin(u) * cos(u),            (), B, "DLMF 4.21.27"),
    ("cos_double",       cos(2 * u),              2 * cos(u) ** 2 - 1,            (), B, "DLMF 4.21.28"),
    ("tan_quotient",     tan(u),                  sin(u) / cos(u),                (), B, "DLMF 4.14.4"),
    ("cot_quotient",     call("cot", u),          cos(u) / sin(u),                (), B, "DLMF 4.14.7"),
    ("sec_reciprocal",   call("sec", u),          1 / cos(u),                     (), B, "DLMF 4.14.6"),
    ("csc_reciprocal",   call("csc", u),          1 / sin(u),                     (), B, "DLMF 4.14.5"),
    ("sin_zero",         sin(ZERO),               ZERO,                           (), B, "DLMF 4.17"),
    ("cos_zero",         cos(ZERO),               ONE,                            (), B, "DLMF 4.17"),
    ("sin_pi",           sin(PI),                 ZERO,                           (), B, "DLMF 4.17"),
    ("cos_pi",           cos(PI),                 -ONE,                           (), B, "DLMF 4.17"),
    ("sin_pi_2",         sin(PI / 2),             ONE,                            (), B, "DLMF 4.17"),
    ("cos_pi_2",         cos(PI / 2),             ZERO,                           (), B, "DLMF 4.17"),
    ("sin_pi_3",         sin(PI / 3),             sqrt(number(3)) / 2,            (), B, "DLMF 4.17"),
    ("cos_pi_3",         cos(PI / 3),             HALF,                           (), B, "DLMF 4.17"),
    ("sin_pi_4",         sin(PI / 4),             sqrt(number(2)) / 2,            (), B, "DLMF 4.17"),
    ("cos_pi_4",         cos(PI / 4),             sqrt(number(2)) / 2,            (), B, "DLMF 4.17"),
    ("sin_pi_6",         sin(PI / 6),             HALF,                           (), B, "DLMF 4.17"),
    ("cos_pi_6",         cos(PI / 6),             sqrt(number(3)) / 2,            (), B, "DLMF 4.17"),
    ("cos_pi_5",         cos(PI / 5),             (1 + sqrt(number(5))) / 4,      (), B, "DLMF 4.17"),
    ("sin_pi_5",         sin(PI / 5), sqrt(10 - 2 * sqrt(number(5))) / 4,         (), B, "DLMF 4.17"),
    ("cos_pi_12",        cos(PI / 12), (sqrt(number(6)) + sqrt(number(2))) / 4,   (), B, "DLMF 4.17"),
    ("sin_pi_12",        sin(PI / 12), (sqrt(number(6)) - sqrt(number(2))) / 4,   (), B, "DLMF 4.17"),
    ("cos_pi_8",         cos(PI / 8),             sqrt(2 + sqrt(number(2))) / 2,  (), B, "DLMF 4.17"),
    ("sin_pi_8",         sin(PI / 8),             sqrt(2 - sqrt(number(2))) / 2,  (), B, "DLMF 4.17"),
    ("sin_n_pi",         sin(n * PI),             ZERO,                  (whole(n),), B, "DLMF 4.17"),
    ("cos_n_pi",         cos(n * PI),             number(-1) ** n,       (whole(n),), B, "DLMF 4.17"),
    ("exp_euler",        exp(I * u),              cos(u) + I * sin(u),            (), C, "DLMF 4.14.1"),
    ("sin_imaginary",    sin(I * u),              I * call("sinh", u),            (), C, "DLMF 4.28.8"),
    ("cos_imaginary",    cos(I * u),              call("cosh", u),                (), C, "DLMF 4.28.9"),
    ("sin_exp",          sin(u),  (exp(I * u) - exp(-(I * u))) / (2 * I),         (), C, "DLMF 4.14.1"),
    ("cos_exp",          cos(u),  (exp(I * u) + exp(-(I * u))) / 2,               (), C, "DLMF 4.14.2"),
    # --- inverse circular functions ---
    ("sin_asin",         sin(call("asin", u)),    u,                              (), B, "DLMF 4.23"),
    ("cos_asin",         cos(call("asin", u)),    sqrt(1 - u ** 2),               (), B, "DLMF 4.23"),
    ("cos_acos",         cos(call("acos", u)),    u,                              (), B, "DLMF 4.23"),
    ("sin_acos",         sin(call("acos", u)),    sqrt(1 - u ** 2),               (), B, "DLMF 4.23"),
    ("sin_atan",         sin(atan(u)),            u / sqrt(1 + u ** 2),           (), R, "DLMF 4.23"),
    ("cos_atan",         cos(atan(u)),            1 / sqrt(1 + u ** 2),           (), R, "DLMF 4.23"),
    ("sin_half_asin",    sin(call("asin", u) / 2), (sqrt(1 + u) - sqrt(1 - u)) / 2, (), R, "DLMF 4.21.20"),
    ("cos_half_asin",    cos(call("asin", u) / 2), (sqrt(1 + u) + sqrt(1 - u)) / 2, (), R, "DLMF 4.21.21"),
    ("sin_half_atan",    sin(atan(u) / 2), cos(atan(u) / 2) * u / (1 + sqrt(1 + u ** 2)), (), R, "DLMF 4.21.22"),
    ("cos_half_atan",    cos(atan(u) / 2), sqrt((1 + 1 / sqrt(1 + u ** 2)) / 2),  (), R, "DLMF 4.21.21"),
    ("acos_asin",        call("acos", u),         PI / 2 - call("asin", u),       (), B, "DLMF 4.23.16"),
    ("asin_atan",        call("asin", u),         atan(u / sqrt(1 - u ** 2)),     (), R, "DLMF 4.23"),
    ("asin_one",         call("asin", ONE),       PI / 2,                         (), B, "DLMF 4.23"),
    ("acot_atan",        call("acot", u),         atan(1 / u),                    (), R, "DLMF 4.23.9"),
    ("cot_acot",         call("cot", call("acot", u)), u,                         (), R, "DLMF 4.23.9"),
    ("sec_asec",         call("sec", call("asec", u)), u,                         (), R, "DLMF 4.23.8"),
    ("csc_acsc",         call("csc", call("acsc", u)), u,                         (), R, "DLMF 4.23.7"),
    ("acot_zero",        call("acot", ZERO),      PI / 2,                         (), R, "docs/language.md"),
    ("asec_acos",        call("asec", u),         call("acos", 1 / u),            (), R, "DLMF 4.23.8"),
    ("acsc_asin",        call("acsc", u),         call("asin", 1 / u),            (), R, "DLMF 4.23.7"),
    ("atan_zero",        atan(ZERO),              ZERO,                           (), B, "DLMF 4.23"),
    ("atan_one",         atan(ONE),               PI / 4,                         (), B, "DLMF 4.23"),
    ("atan_sqrt3",       atan(sqrt(number(3))),   PI / 3,                         (), B, "DLMF 4.23"),
    ("asin_half",        call("asin", HALF),      PI / 6,                         (), B, "DLMF 4.23"),
    ("asin_sqrt2",       call("asin", sqrt(number(2)) / 2), PI / 4,               (), B, "DLMF 4.23"),
    ("asin_sqrt3",       call("asin", sqrt(number(3)) / 2), PI / 3,               (), B, "DLMF 4.23"),
    ("asin_zero",        call("asin", ZERO),      ZERO,                           (), B, "DLMF 4.23"),
    ("atan_inverse",     atan(1 / u),             PI / 2 - atan(u),       (lt(0, u),), B, "DLMF 4.23"),
    ("atan_inverse_neg", atan(1 / u),             -(PI / 2) - atan(u),    (lt(u, 0),), R, "DLMF 4.23"),
    ("atan_add", atan(u) + atan(v), atan((u + v) / (1 - u * v)),
     (lt(u * v, 1), call("=", call("im", u), 0), call("=", call("im", v), 0)),        B, "DLMF 4.24.15"),
    ("atan2_right",      call("atan2", u, v),     atan(u / v),            (lt(0, v),), R, "DLMF 4.23.35"),
    ("atan2_upper",      call("atan2", u, v),     atan(u / v) + PI, (lt(v, 0), le(0, u)), R, "DLMF 4.23.35"),
    ("atan2_lower",      call("atan2", u, v),     atan(u / v) - PI, (lt(v, 0), lt(u, 0)), R, "DLMF 4.23.35"),
    ("atan_tan",         atan(tan(u)), u, (lt(-(PI / 2), u), lt(u, PI / 2)),          B, "DLMF 4.23"),
    ("asin_sin",         call("asin", sin(u)), u, (le(-(PI / 2), u), le(u, PI / 2)),  B, "DLMF 4.23"),
    ("acos_cos",         call("acos", cos(u)), u, (le(0, u), le(u, PI)),              B, "DLMF 4.23"),
    # --- hyperbolic functions ---
    ("sinh_exp",         call("sinh", u),         (exp(u) - exp(-u)) / 2,         (), B, "DLMF 4.28.1"),
    ("cosh_exp",         call("cosh", u),         (exp(u) + exp(-u)) / 2,         (), B, "DLMF 4.28.2"),
    ("tanh_exp",         call("tanh", u), (exp(u) - exp(-u)) / (exp(u) + exp(-u)),     (), B, "DLMF 4.28.4"),
    ("coth_exp",         call("coth", u), (exp(u) + exp(-u)) / (exp(u) - exp(-u)),     (), B, "DLMF 4.28.7"),
    ("sech_exp",         call("sech", u),         2 / (exp(u) + exp(-u)),         (), B, "DLMF 4.28.6"),
    ("csch_exp",         call("csch", u),         2 / (exp(u) - exp(-u)),         (), B, "DLMF 4.28.5"),
    ("tan_atan",         tan(atan(u)),            u,                              (), B, "DLMF 4.23.3"),
    ("sinh_asinh",       call("sinh", call("asinh", u)), u,                       (), B, "DLMF 4.37.1"),
    ("cosh_acosh",       call("cosh", call("acosh", u)), u,                       (), B, "DLMF 4.37.2"),
    ("tanh_atanh",       call("tanh", call("atanh", u)), u,                       (), B, "DLMF 4.37.3"),
    ("asinh_sinh",       call("asinh", call("sinh", u)), u,                       (), R, "DLMF 4.37.1"),
    ("coth_quotient",    call("coth", u), call("cosh", u) / call("sinh", u),      (), B, "DLMF 4.28.11"),
    ("sech_reciprocal",  call("sech", u),         1 / call("cosh", u),            (), B, "DLMF 4.28.13"),
    ("csch_reciprocal",  call("csch", u),         1 / call("sinh", u),            (), B, "DLMF 4.28.12"),
    ("coth_acoth",       call("coth", call("acoth", u)), u,                       (), R, "DLMF 4.37.6"),
    ("sech_asech",       call("sech", call("asech", u)), u,                       (), R, "DLMF 4.37.5"),
    ("csch_acsch",       call("csch", call("acsch", u)), u,                       (), R, "DLMF 4.37.4"),
    ("acsch_csch",       call("acsch", call("csch", u)), u,                       (), R, "DLMF 4.37.7"),
    ("acoth_coth",       call("acoth", call("coth", u)), u,                       (), R, "DLMF 4.37.9"),
    ("asech_sech",       call("asech", call("sech", u)), absolute(u),             (), R, "DLMF 4.37.8"),
    ("acosh_cosh",       call("acosh", call("cosh", u)), absolute(u),             (), R, "DLMF 4.37.2"),
    ("atanh_tanh",       call("atanh", call("tanh", u)), u,                       (), R, "DLMF 4.37.3"),
    ("asinh_log",        call("asinh", u),        log(u + sqrt(u ** 2 + 1)),      (), R, "DLMF 4.37.16"),
    ("acosh_log",        call("acosh", u),        log(u + sqrt(u ** 2 - 1)),      (), R, "DLMF 4.37.19"),
    ("atanh_log",        call("atanh", u),        log((1 + u) / (1 - u)) / 2,     (), R, "DLMF 4.37.24"),
    ("acoth_log",        call("acoth", u),        log((u + 1) / (u - 1)) / 2,     (), R, "DLMF 4.37.9"),
    ("asech_acosh",      call("asech", u),        call("acosh", 1 / u),           (), R, "DLMF 4.37.8"),
    ("acsch_asinh",      call("acsch", u),        call("asinh", 1 / u),           (), R, "DLMF 4.37.7"),
    # --- principal values by logarithms, on the cuts too (W. Kahan, Branch cuts, 1987) ---
    ("asin_principal", call("asin", u),   -(I * log(I * u + sqrt(1 - u ** 2))),   (), C, "DLMF 4.23.19"),
    ("acos_principal", call("acos", u),   -(I * log(u + I * sqrt(1 - u ** 2))),   (), C, "DLMF 4.23.22"),
    ("acos_halves",    call("acos", u),
     -(2 * I * log(sqrt((1 + u) / 2) + I * sqrt((1 - u) / 2))),                   (), C, "DLMF 4.23.23"),
    ("atan_principal", atan(u), I / 2 * (log(1 - I * u) - log(1 + I * u)),        (), C, "DLMF 4.23.26"),
    ("asinh_principal", call("asinh", u), log(u + sqrt(u ** 2 + 1)),              (), C, "DLMF 4.37.16"),
    ("acosh_principal", call("acosh", u), log(u + sqrt(u - 1) * sqrt(u + 1)),     (), C, "DLMF 4.37.19"),
    ("acosh_halves",   call("acosh", u),
     2 * log(sqrt((u + 1) / 2) + sqrt((u - 1) / 2)),                              (), C, "DLMF 4.37.21"),
    ("atanh_principal", call("atanh", u), (log(1 + u) - log(1 - u)) / 2,          (), C, "DLMF 4.37.24"),
    # --- the complex field ---
    ("conjugate_real",   call("conjugate", u),    u,        (call("=", call("im", u), 0),), B, "DLMF 1.9.7"),
    ("im_real",          call("im", u),           ZERO,     (call("=", call("im", u), 0),), B, "DLMF 1.9.1"),
    ("re_real",          call("re", u),           u,        (call("=", call("im", u), 0),), B, "DLMF 1.9.1"),
    ("re_im",            call("re", u),           u - I * call("im", u),          (), C, "DLMF 1.9.1"),
    ("im_add",           call("im", u + v),       call("im", u) + call("im", v),  (), C, "DLMF 1.9.1"),
    ("im_mul", call("im", u * v), call("re", u) * call("im", v) + call("im", u) * call("re", v), (), C, "DLMF 1.9.13"),
    ("im_div", call("im", u / v), call("im", u * call("conjugate", v)) / (v * call("conjugate", v)), (), C, "DLMF 1.9.15"),
    ("im_unit",          call("im", I),           ONE,                            (), C, "DLMF 1.9.1"),
    ("abs_root", absolute(u), sqrt(call("re", u) ** 2 + call("im", u) ** 2),      (), C, "DLMF 1.9.7"),
    ("abs_exp_re",       absolute(exp(u)),        exp(call("re", u)),             (), C, "DLMF 4.2.29"),
    ("conjugate_twice",  call("conjugate", call("conjugate", u)), u,              (), B, "DLMF 1.9.7"),
    ("conjugate_im",     call("conjugate", u),    u - 2 * I * call("im", u),      (), C, "DLMF 1.9.7"),
    ("abs_conjugate",    absolute(u) ** 2,        u * call("conjugate", u),       (), C, "DLMF 1.9.7"),
    ("abs_same",   absolute(u), absolute(v), (call("=", u * call("conjugate", u), v * call("conjugate", v)),), C, "DLMF 1.9.7"),
    ("conjugate_add", call("conjugate", u + v), call("conjugate", u) + call("conjugate", v), (), B, "DLMF 1.9.20"),
    ("conjugate_mul", call("conjugate", u * v), call("conjugate", u) * call("conjugate", v), (), B, "DLMF 1.9.21"),
    ("conjugate_exp", call("conjugate", exp(u)), exp(call("conjugate", u)),           (), B, "DLMF 1.9.7"),
    ("arg_positive",     call("arg", u),          ZERO,                   (lt(0, u),), B, "DLMF 1.9.6"),
    ("arg_negative",     call("arg", u),          PI,                     (lt(u, 0),), B, "DLMF 1.9.6"),
    ("arg_right", call("arg", u), atan(call("im", u) / call("re", u)), (lt(0, call("re", u)),), C, "DLMF 1.9.6"),
    ("arg_upper", call("arg", u), PI / 2 - atan(call("re", u) / call("im", u)), (lt(0, call("im", u)),), C, "DLMF 1.9.6"),
    ("arg_lower", call("arg", u), -(PI / 2) - atan(call("re", u) / call("im", u)), (lt(call("im", u), 0),), C, "DLMF 1.9.6"),
    ("arg_scale",        call("arg", u * v),      call("arg", v),         (lt(0, u),), B, "DLMF 1.9.21"),
    ("arg_exp", call("arg", exp(u)), call("im", u), (lt(-PI, call("im", u)), le(call("im", u), PI)), C, "DLMF 1.9.5"),
    ("log_phase",        log(u),                  log(absolute(u)) + I * call("arg", u), (), C, "DLMF 4.2.3"),
    # --- gamma and its kin ---
    ("factorial_gamma",  call("factorial", u),    gamma(u + 1),                   (), B, "DLMF 5.4.1"),
    ("gamma_one",        gamma(ONE),              ONE,                            (), B, "DLMF 5.4.1"),
    ("gamma_half",       gamma(HALF),             sqrt(PI),                       (), B, "DLMF 5.4.6"),
    ("rgamma_half",      call("rgamma", HALF),    1 / sqrt(PI),                   (), B, "DLMF 5.4.6"),
    ("gamma_reflection", gamma(u) * gamma(1 - u), PI / sin(PI * u),               (), B, "DLMF 5.5.3"),
    ("rgamma_reflection", rgamma(u) * rgamma(1 - u), sin(PI * u) / PI,            (), B, "DLMF 5.5.3"),
    ("rgamma_duplication", rgamma(2 * u), number(2) ** (1 - 2 * u) * sqrt(PI) * rgamma(u) * rgamma(u + HALF), (), B, "DLMF 5.5.5"),
    ("rgamma_multiplication", rgamma(n * u),
     (2 * PI) ** ((n - 1) / 2) * n ** (HALF - n * u) * product(rgamma(u + j / n), ZERO, n - 1),
     (whole(n), lt(0, n)),                                                            B, "DLMF 5.5.6"),
    ("digamma_one",      digamma(ONE),            -App("EulerGamma", ()),         (), B, "DLMF 5.4.12"),
    ("digamma_reflection", digamma(1 - u), digamma(u) + PI * cos(PI * u) / sin(PI * u), (), B, "DLMF 5.5.4"),
    ("digamma_multiplication", digamma(n * u), total(digamma(u + j / n), ZERO, n - 1) / n + log(n),
     (whole(n), lt(0, n)),                                                            B, "DLMF 5.5.9"),
    ("gamma_reciprocal", gamma(u),                1 / call("rgamma", u),          (), B, "DLMF 5.2.1"),
    ("rgamma_shift",     call("rgamma", u),       u * call("rgamma", u + 1),      (), B, "DLMF 5.5.1"),
    ("rgamma_gamma",     call("rgamma", u),       1 / gamma(u),                   (), B, "DLMF 5.2.1"),
    ("binomial_gamma", call("binomial", u, v),
     gamma(u + 1) * call("rgamma", v + 1) * call("rgamma", u - v + 1),            (), R, "DLMF 1.2.6"),
    ("binomial_below",   call("binomial", n, a),  ZERO,  (whole(n), whole(a), lt(n, 0)), R, "docs/language.md, Combinatorics"),
    ("binomial_symmetry", call("binomial", u, v), call("binomial", u, u - v),     (), R, "DLMF 1.2.1, 1.2.6"),
    ("binomial_zero",    call("binomial", u, ZERO), ONE,                  (le(0, u),), R, "DLMF 1.2.1"),
    ("beta_gamma", call("beta", u, v), gamma(u) * gamma(v) / gamma(u + v),        (), B, "DLMF 5.12.1"),
    ("beta_rgamma", call("beta", u, v), gamma(u) * gamma(v) * rgamma(u + v),      (), B, "DLMF 5.12.1"),
    ("zeta_2",            zeta(number(2)),          PI ** 2 / 6,                    (), B, "DLMF 25.6.2"),
    ("zeta_4",            zeta(number(4)),          PI ** 4 / 90,                   (), B, "DLMF 25.6.2"),
    ("zeta_6",            zeta(number(6)),          PI ** 6 / 945,                  (), B, "DLMF 25.6.2"),
    ("zeta_8",            zeta(number(8)),          PI ** 8 / 9450,                 (), B, "DLMF 25.6.2"),
    ("zeta_10",           zeta(number(10)),         PI ** 10 / 93555,               (), B, "DLMF 25.6.2"),
    ("zeta_0",            zeta(number(0)),          -HALF,                          (), B, "DLMF 25.6.1"),
    ("zeta_minus_1",      zeta(number(-1)),         -number(1) / 12,                (), B, "DLMF 25.6.3"),
    ("zeta_minus_2",      zeta(number(-2)),         ZERO,                           (), B, "DLMF 25.6.3"),
    ("zeta_minus_3",      zeta(number(-3)),         number(1) / 120,                (), B, "DLMF 25.6.3"),
    ("zeta_minus_4",      zeta(number(-4)),         ZERO,                           (), B, "DLMF 25.6.3"),
    ("zeta_minus_5",      zeta(number(-5)),         -number(1) / 252,               (), B, "DLMF 25.6.3"),
    ("zeta_minus_6",      zeta(number(-6)),         ZERO,                           (), B, "DLMF 25.6.3"),
    ("zeta_minus_7",      zeta(number(-7)),         number(1) / 240,                (), B, "DLMF 25.6.3"),
    ("digamma_shift",    call("digamma", u + 1),  call("digamma", u) + 1 / u,     (), B, "DLMF 5.5.2"),
    ("loggamma_log",     call("loggamma", u),     log(gamma(u)),                  (), R, "DLMF 5.2"),
    ("exp_lambertw", exp(call("lambertw", u)), u / call("lambertw", u),            (), R, "DLMF 4.13.1"),
    ("log_lambertw", log(call("lambertw", u)), log(u) - call("lambertw", u),       (), R, "DLMF 4.13.1"),
    ("erfc_erf",         call("erfc", u),         1 - call("erf", u),             (), B, "DLMF 7.2.2"),
    # --- cases ---
    ("indicator_true",   one(p),                  ONE,                          (p,), B, "definition of 1{P}"),
    ("indicator_false",  one(p),                  ZERO,                     (no(p),), B, "definition of 1{P}"),
    ("indicator_square", one(p) ** 2,             one(p),                         (), B, "definition of 1{P}"),
    ("indicator_swap", one(call("=", u, v)) * f(u), one(call("=", u, v)) * f(v),  (), B, "definition of 1{P}"),
    ("indicator_not",    one(ne(u, v)), 1 - one(call("=", u, v)), (call("=", u - v, u - v),), B, "definition of 1{P}"),
    ("indicator_and",    one(App("and", (p, q))), one(p) * one(q),                (), B, "definition of 1{P}"),
    ("piecewise_first",  choose(u, p, v, TRUE),   u,                            (p,), B, "definition of cases"),
    ("piecewise_last",   choose(u, p, v, TRUE),   v,                        (no(p),), B, "definition of cases"),
    ("piecewise_only",   choose(u, p),            u,                              (), B, "definition of cases"),
    ("piecewise_one",    choose(u, p, v, q),      u,                            (p,), B, "definition of cases"),
    ("piecewise_two",    choose(u, p, v, q),      v,                        (no(p),), B, "definition of cases"),
    ("piecewise_rest", choose(u, p, v, q, w, TRUE), choose(v, q, w, TRUE),  (no(p),), B, "definition of cases"),
    ("piecewise_head", choose(u, p, v, q, w, TRUE), u,                          (p,), B, "definition of cases"),
    # --- finite sums and products (lower, upper integers; f(j) may contain j) ---
    ("sum_empty",        total(f(j)),             ZERO,                   (lt(b, a),), B, "GKP 2.1"),
    ("sum_one",          total(f(j), a, a),       f(a),                           (), B, "GKP 2.1"),
    ("sum_last",  total(f(j)), total(f(j), a, b - 1) + f(b),              (le(a, b),), B, "GKP 2.3"),
    ("sum_first", total(f(j)), f(a) + total(f(j), a + 1, b),              (le(a, b),), B, "GKP 2.3"),
    ("sum_split", total(f(j)), total(f(j), a, c) + total(f(j), c + 1, b),
                                                   (le(a - 1, c), le(c, b), whole(c)), B, "GKP 2.3"),
    ("sum_shift", total(f(j)), total(f(j + c), a - c, b - c),               (whole(c),), B, "GKP 2.4"),
    ("sum_reverse", total(f(j)), total(f(a + b - j)),                               (), B, "GKP 2.4"),
    ("sum_constant", total(u), u * (b - a + 1),                     (le(a - 1, b),), B, "GKP 2.3"),
    ("sum_collapse", total(one(call("=", j, c)) * f(j)), f(c),
                                                   (le(a, c), le(c, b), whole(c)), B, "GKP 2.1"),
    ("sum_swap", total(total(h(i, j), u, v, "j"), a, b, "i"), total(total(h(i, j), a, b, "i"), u, v, "j"),
                                     (whole(a), whole(b), whole(u), whole(v)), B, "GKP 2.27"),
    ("sum_triangle", total(total(h(i, j), i, b, "j"), a, b, "i"), total(total(h(i, j), a, j, "i"), a, b, "j"),
                                                           (whole(a), whole(b)), B, "GKP 2.32"),
    ("sum_from",  total(one(le(c, j)) * f(j)), total(f(j), c, b), (le(a, c), whole(c)), B, "GKP 2.4"),
    ("sum_until", total(one(le(j, c)) * f(j)), total(f(j), a, c), (le(c, b), whole(c)), B, "GKP 2.4"),
    ("sum_after", total(one(lt(c, j)) * f(j)), total(f(j), c + 1, b), (le(a, c + 1), whole(c)), B, "GKP 2.4"),
    ("sum_before", total(one(lt(j, c)) * f(j)), total(f(j), a, c - 1), (le(c - 1, b), whole(c)), B, "GKP 2.4"),
    ("sum_telescope", total(f(j + 1) - f(j)), f(b + 1) - f(a),             (le(a - 1, b),), B, "GKP 2.48"),
    ("sum_arithmetic", total(j), (a + b) * (b - a + 1) / 2,         (le(a - 1, b),), B, "GKP 2.1"),
    ("sum_squares", total(j ** 2, ONE), b * (b + 1) * (2 * b + 1) / 6,      (le(0, b),), B, "GKP 2.5"),
    ("sum_cubes", total(j ** 3, ONE), (b * (b + 1) / 2) ** 2,               (le(0, b),), B, "GKP 6.5"),
    ("sum_geometric", total(u ** j), (u ** a - u ** (b + 1)) / (1 - u), (le(a - 1, b),), B, "GKP 2.25"),
    # --- infinite sums ---
    ("partial_sums",     PARTIAL,                 ALL_TERMS,                      (), B, "Rudin 3.21"),
    ("partial_sums_counted", PARTIAL_COUNTED,     ALL_TERMS,                      (), B, "Rudin 3.21"),
    ("telescoped",       ALL_TERMS,               FAR_OUT - g(a),             (GAPS,), B, "Rudin 3.21"),
    ("partial_integrals", PARTIAL_AREA,           ALL_AREA,                       (), R, "Rudin, exercise 6.8"),
    ("series_shift",     ALL_TERMS,               SHIFTED_TERMS,          (whole(c),), B, "Rudin 3.21"),
    *((n, total(t, low, INFINITY), s, c, *where) for n, t, low, s, c, *where in _SERIES),  # type: ignore[arg-type]  # texts
    ("prod_empty",       product(f(j)),           ONE,                    (lt(b, a),), B, "GKP 2.1"),
    ("prod_one",         product(f(j), a, a),     f(a),                           (), B, "GKP 2.1"),
    ("prod_last", product(f(j)), product(f(j), a, b - 1) * f(b),          (le(a, b),), B, "GKP 2.3"),
    ("prod_first", product(f(j)), f(a) * product(f(j), a + 1, b),         (le(a, b),), B, "GKP 2.3"),
    ("prod_split", product(f(j)), product(f(j), a, c) * product(f(j), c + 1, b),
                                                   (le(a - 1, c), le(c, b), whole(c)), B, "GKP 2.3"),
    ("prod_shift", product(f(j)), product(f(j + c), a - c, b - c),          (whole(c),), B, "GKP 2.4"),
    ("prod_telescope", product(f(j + 1) / f(j)), f(b + 1) / f(a),          (le(a - 1, b),), B, "GKP 2.48"),
    ("partial_products", PARTIAL_PRODUCTS,        ALL_FACTORS,                    (), B, "Rudin, RCA 15.1"),
    ("prod_constant",    product(u),              u ** (b - a + 1), (le(a - 1, b),), B, "GKP 2.3"),
    ("prod_mul", product(f(j) * g(j)), product(f(j)) * product(g(j)),             (), B, "GKP 2.3"),
    ("prod_div", product(f(j) / g(j)), product(f(j)) / product(g(j)),             (), B, "GKP 2.3"),
    ("prod_factorial",   product(j, ONE, n),      call("factorial", n),   (le(0, n),), B, "DLMF 5.4.1"),
    ("prod_power",       product(f(j) ** n),      product(f(j)) ** n,       (whole(n),), B, "GKP 2.3"),
    ("prod_powers",      product(f(j) ** u),      product(f(j)) ** u, (POSITIVE_TERMS,), R, "DLMF 4.2.33"),
    ("prod_exponents",   product(u ** f(j)),      u ** total(f(j)),           (lt(0, u),), R, "DLMF 4.2.32"),
    ("exp_sum",          exp(total(f(j))),        product(exp(f(j))),             (), B, "DLMF 4.8.16"),
    ("log_prod",         log(product(f(j))),      total(log(f(j))),               (), R, "DLMF 4.8.2"),
    # --- integrals ---
    ("int_split",        AREA,                    FIRST_PART + LAST_PART,         (), B, "Rudin 6.12, 6.23"),
    ("int_turned",       AREA,                    -TURNED,                        (), B, "Rudin 6.12, 6.23"),
    ("riemann_sums", RIEMANN, area(f(j), ZERO, ONE), CONTINUOUS_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    ("riemann_sums_counted", RIEMANN_COUNTED, area(f(j), ZERO, ONE), CONTINUOUS_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    ("riemann_sums_bounded", RIEMANN, area(f(j), ZERO, ONE), BOUNDED_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    ("riemann_sums_bounded_counted", RIEMANN_COUNTED, area(f(j), ZERO, ONE), BOUNDED_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    *((name, old, INTO, *where) for name, old, *where in _CHANGES),  # type: ignore[arg-type]  # texts
    ("int_affine",       SCALED,                  SCALED_AREA / c,                (), B, "Rudin 6.19, 6.23"),
    ("gamma_integral",   GAMMA,                   gamma(u),              (lt(0, u),), R, "DLMF 5.2.1"),
    ("beta_integral",    BETA,            call("beta", u, v), (lt(0, u), lt(0, v)), R, "DLMF 5.12.1"),
    ("gamma_of_power_integral", GAMMA_OF_POWER, gamma(u / v) / (v * c ** (u / v)),
                                              (lt(0, u), lt(0, v), lt(0, c)), R, "DLMF 5.9.1"),
    ("gamma_of_power_plane_integral", GAMMA_OF_POWER, gamma(u / v) / (v * c ** (u / v)),
                                  (lt(0, u), lt(0, v), lt(0, call("re", c))), C, "DLMF 5.9.1"),
    ("re_of_integral",   call("re", AREA),        area(call("re", f(j))),         (), C, "Rudin 6.23"),
    ("im_of_integral",   call("im", AREA),        area(call("im", f(j))),         (), C, "Rudin 6.23"),
    ("conjugate_of_integral", call("conjugate", AREA), area(call("conjugate", f(j))), (), C, "Rudin 6.23"),
    ("beta_to_infinity_integral", BETA_TO_INFINITY, call("beta", u, v), (lt(0, u), lt(0, v)), R, "DLMF 5.12.3"),
    ("beta_of_angle_integral", BETA_OF_ANGLE, call("beta", u, v) / 2, (lt(0, u), lt(0, v)), R, "DLMF 5.12.2"),
    ("gaussian_wave_integral", GAUSSIAN_WAVE, sqrt(PI / c) * exp(-(u**2 / (4 * c))) / 2, (lt(0, c),), R, "GR 3.896.4"),
    ("bose_integral",    BOSE,      gamma(u) * zeta(u) / c**u, (lt(1, u), lt(0, c)), R, "DLMF 25.5.1"),
    ("dirichlet_integral", DIRICHLET,             sign(c) * PI / 2,               (), R, "GR 3.721.1"),
    ("log_sine_integral", LOG_SINE,               -(PI * log(2) / 2),             (), R, "GR 4.224.3"),
    ("int_swap", SQUARE[0], area(area(h(i, j), a, b, "i"), u, v, "j"), (exists(SQUARE[1]),), R, "Rudin, RCA 8.8"),
    ("int_below_diagonal", BELOW_DIAGONAL[0], iterated(h(i, j), (j, b), "i", "j"),
                                               (exists(BELOW_DIAGONAL[1]),), R, "Rudin, RCA 8.8"),
    ("int_above_diagonal", ABOVE_DIAGONAL[0], iterated(h(i, j), (a, j), "i", "j"),
                                               (exists(ABOVE_DIAGONAL[1]),), R, "Rudin, RCA 8.8"),
    ("int_of_sum", area(total(h(i, j), var="i"), u, v), total(area(h(i, j), u, v), var="i"),
                                                         (whole(a), whole(b)), R, "Rudin 6.12"),
    ("int_of_series", area(total(h(i, j), a, INFINITY, "i"), u, v), total(area(h(i, j), u, v), a, INFINITY, "i"),
     (exists(total(area(absolute(h(i, j)), u, v), a, INFINITY, "i")),), R, "Rudin, RCA 1.38"),
    # --- limits at infinity ---
    ("lim_scaled",       FAR,                     NEAR_FAR,              (lt(0, c),), R, "Rudin 4.2"),
    ("lim_from_above",   LIM_ABOVE,               FAR_ABOVE,              (FINITE,), R, "Rudin 4.33"),
    ("lim_from_below",   LIM_BELOW,               FAR_BELOW,              (FINITE,), R, "Rudin 4.33"),
    ("slope_from_above", SLOPE_AT, Bind("lim+", "j", g(j), (a,)), SLOPE_ALONG, R, "Rudin 5.10"),
    ("slope_from_below", SLOPE_AT_END, Bind("lim-", "j", g(j), (b,)), SLOPE_ALONG, R, "Rudin 5.10"),
    ("lim_from_sides",   LIM_BOTH,                LIM_ABOVE,         (ALIKE, FINITE), R, "Rudin 4.25"),
    ("lim_mirrored",     BACK,                    MIRRORED,                       (), R, "Rudin 4.33"),
    ("lim_atan",         TO_ATAN,                 PI / 2,                         (), R, "DLMF 4.23.8"),
    ("lim_exp",          TO_EXP,                  ZERO,                  (lt(0, c),), R, "Rudin 8.6"),
    ("lim_power",        TO_POWER,                ZERO,                  (lt(0, u),), R, "Rudin 3.20"),
    ("lim_log",          TO_LOG,                  ZERO,                  (lt(0, u),), R, "Rudin 8.6"),
    *((f"{n}_along", t, u, (ON_THE_WAY, *goes, TO_NUMBER[1]), R, "Rudin 4.2") for n, t, goes in _PLACES),
)  # fmt: skip

_ORDER: tuple[tuple[str, Term, tuple[Term, ...], str, str], ...] = (
    # --- comparisons of elementary functions ---
    ("abs_upper",        le(u, absolute(u)),                          (), R, "DLMF 1.9.10"),
    ("abs_lower",        le(-u, absolute(u)),                         (), R, "DLMF 1.9.10"),
    ("coth_beyond",      lt(1, absolute(call("coth", u))),            (), R, "DLMF 4.28"),
    ("cosh_lower",       le(1, call("cosh", u)),                      (), R, "DLMF 4.28"),
    ("sech_upper",       le(call("sech", u), 1),                      (), R, "DLMF 4.28"),
    ("tanh_upper",       lt(call("tanh", u), 1),                      (), R, "DLMF 4.28"),
    ("tanh_lower",       lt(-1, call("tanh", u)),                     (), R, "DLMF 4.28"),
    ("abs_triangle",     le(absolute(u + v), absolute(u) + absolute(v)), (), B, "DLMF 1.9.13"),
    ("re_upper",         le(call("re", u), absolute(u)),              (), C, "DLMF 1.9.10"),
    ("im_upper",         le(call("im", u), absolute(u)),              (), C, "DLMF 1.9.10"),
    ("sin_upper",        le(sin(u), 1),                               (), R, "DLMF 4.21.12"),
    ("sin_lower",        le(number(-1), sin(u)),                      (), R, "DLMF 4.21.12"),
    ("cos_upper",        le(cos(u), 1),                               (), R, "DLMF 4.21.12"),
    ("cos_lower",        le(number(-1), cos(u)),                      (), R, "DLMF 4.21.12"),
    ("sin_sign", lt(0, number(-1) ** n * sin(u)), (whole(n), lt(n * PI, u), lt(u, (n + 1) * PI)), R, "DLMF 4.14"),
    ("sin_sign_weak", le(0, number(-1) ** n * sin(u)), (whole(n), le(n * PI, u), le(u, (n + 1) * PI)), R, "DLMF 4.14"),
    ("cos_sign", lt(0, number(-1) ** n * cos(u)), (whole(n), lt((n - HALF) * PI, u), lt(u, (n + HALF) * PI)), R, "DLMF 4.14"),
    ("cos_sign_weak", le(0, number(-1) ** n * cos(u)), (whole(n), le((n - HALF) * PI, u), le(u, (n + HALF) * PI)), R, "DLMF 4.14"),
    ("exp_tangent",      le(1 + u, exp(u)),                           (), R, "DLMF 4.5.7"),
    ("log_tangent",      le(log(u), u - 1),                           (), R, "DLMF 4.5.4"),
    ("log_lower",        le(1 - 1 / u, log(u)),              (lt(0, u),), R, "DLMF 4.5.1"),
    ("sin_chord",        le(sin(u), u),                      (le(0, u),), R, "DLMF 4.18.1"),
    ("cos_parabola",     le(1 - u ** 2 / 2, cos(u)),                  (), R, "DLMF 4.19.2"),
    ("exp_monotone",     lt(exp(u), exp(v)),                  (lt(u, v),), R, "DLMF 4.2"),
    ("exp_monotone_weak", le(exp(u), exp(v)),                 (le(u, v),), R, "DLMF 4.2"),
    ("log_monotone",     lt(log(u), log(v)),                  (lt(u, v),), R, "DLMF 4.2"),
    ("log_monotone_weak", le(log(u), log(v)),                 (le(u, v),), R, "DLMF 4.2"),
    ("sqrt_monotone",    lt(sqrt(u), sqrt(v)),                (lt(u, v),), R, "DLMF 4.2"),
    ("sqrt_monotone_weak", le(sqrt(u), sqrt(v)),              (le(u, v),), R, "DLMF 4.2"),
    ("sqrt_above",       le(u, sqrt(v)),                 (le(u ** 2, v),), R, "ordered fields"),
    ("sqrt_above_strictly", lt(u, sqrt(v)),              (lt(u ** 2, v),), R, "ordered fields"),
    ("sqrt_below",       le(sqrt(v), u),       (le(0, u), le(v, u ** 2)), R, "ordered fields"),
    ("sqrt_below_strictly", lt(sqrt(v), u),    (le(0, u), lt(v, u ** 2)), R, "ordered fields"),
    ("square_order",     le(u, v),      (le(u ** 2, v ** 2), le(0, u), le(0, v)), B, "ordered fields"),
    ("square_order_strictly", lt(u, v), (lt(u ** 2, v ** 2), le(0, u), le(0, v)), B, "ordered fields"),
    ("square_monotone",  lt(u ** 2, v ** 2),         (le(0, u), lt(u, v)), R, "ordered fields"),
    ("lambertw_lower",   lt(-1, call("lambertw", u)),     (lt(-(1 / E), u),), R, "DLMF 4.13"),
    # --- the sign of a derivative ---
    ("constant", call("=", f(a), f(b)),
                   (le(a, b), where(ABOVE_WEAKLY, BELOW_WEAKLY, call("=", SLOPE, 0))), R, "Rudin 5.11"),
    ("increasing_weakly", le(f(a), f(b)),
                   (le(a, b), where(ABOVE_WEAKLY, BELOW_WEAKLY, le(0, SLOPE))),      R, "Rudin 5.11"),
    ("increasing", lt(f(a), f(b)), (lt(a, b), where(ABOVE_WEAKLY, BELOW_WEAKLY, le(0, SLOPE)),
                   lt(a, c), where(ABOVE, BELOW, lt(j, c), lt(0, SLOPE))),           R, "Rudin 5.11"),
    ("concave_weakly", le(0, f(c)), (le(a, c), le(c, b), le(0, f(a)), le(0, f(b)),
                   where(ABOVE_WEAKLY, BELOW_WEAKLY, le(BEND, 0))),     R, "Rudin, chapter 5, exercise 14"),
    ("concave", lt(0, f(c)), (lt(a, c), lt(c, b), le(0, f(a)), le(0, f(b)),
                   where(ABOVE_WEAKLY, BELOW_WEAKLY, le(BEND, 0)),
                   where(ABOVE, BELOW, lt(BEND, 0))),                   R, "Rudin, chapter 5, exercise 14"),
    ("increasing_from", lt(c, f(b)), (lt(a, b), where(ABOVE, BELOW_WEAKLY, lt(0, SLOPE)), STARTING), R, "Rudin 5.11"),
    ("increasing_to", lt(f(a), c), (lt(a, b), where(ABOVE_WEAKLY, BELOW, lt(0, SLOPE)), ENDING), R, "Rudin 5.11"),
    ("gcd_lower",        le(1, call("gcd", u, v)),          (ne(u, 0),), R, "DLMF 27.1"),
    ("floor_lower",      le(call("floor", u), u),                     (), R, "DLMF, Notation"),
    ("floor_upper",      lt(u, call("floor", u) + 1),                 (), R, "DLMF, Notation"),
    # --- arrays ---
    ("gram",             le(0, tr(matmul(turned(M), M))),             (), R, "Magnus and Neudecker 1.13"),
    ("gram_nonzero",     lt(0, tr(matmul(turned(M), M))), (ne(M, call("zeros", n)),), R, "Magnus and Neudecker 1.13"),
    ("cauchy_schwarz", le(tr(matmul(turned(M), N)) ** 2, tr(matmul(turned(M), M)) * tr(matmul(turned(N), N))), (), R, "Magnus and Neudecker 11.2"),
    ("definite_schwarz", le(tr(matmul(turned(M), P, N)) ** 2, tr(matmul(turned(M), P, M)) * tr(matmul(turned(N), P, N))), (), R, "Magnus and Neudecker 11.2"),
    ("norm_form",        le(tr(matmul(turned(M), N)), norm(M) * norm(N)), (), R, "Magnus and Neudecker 11.2"),
    ("norm_schwarz",     le(absolute(tr(matmul(turned(M), N))), norm(M) * norm(N)), (), R, "Magnus and Neudecker 11.2"),
    ("norm_product",     le(norm(matmul(M, N)), norm(M) * norm(N)),   (), R, "Horn and Johnson 5.6"),
    ("norm_sum",         le(norm(M + N), norm(M) + norm(N)),          (), R, "Horn and Johnson 5.6"),
    ("definite",         le(0, tr(matmul(turned(M), P, M))),          (), R, "Magnus and Neudecker 1.13"),
    ("definite_nonzero", lt(0, tr(matmul(turned(M), P, M))), (ne(M, call("zeros", n)),), R, "Magnus and Neudecker 1.13"),
    ("definite_inverse", le(0, tr(matmul(turned(M), inv(P), M))),     (), R, "Magnus and Neudecker 1.13"),
    ("definite_inverse_nonzero", lt(0, tr(matmul(turned(M), inv(P), M))), (ne(M, call("zeros", n)),), R, "Magnus and Neudecker 1.13"),
    ("definite_entry",   lt(0, entry(P, i, i)),                       (), R, "Magnus and Neudecker 1.13"),
    ("definite_det",     lt(0, det(P)),                               (), R, "Magnus and Neudecker 1.13"),
    ("definite_trace",   lt(0, tr(P)),                                (), R, "Magnus and Neudecker 1.13"),
    ("definite_inverse_trace", lt(0, tr(inv(P))),                     (), R, "Magnus and Neudecker 1.13"),
    # --- sums term by term ---
    ("sum_nonnegative",  le(0, total(f(j))),        (NONNEGATIVE_TERMS,), R, "HLP 1.2"),
    ("sum_positive",     lt(0, total(f(j))), (POSITIVE_TERMS, le(a, b)), R, "HLP 1.2"),
    ("sum_member", le(f(c), total(f(j))), (NONNEGATIVE_TERMS, le(a, c), le(c, b), whole(c)), R, "HLP 1.2"),
    ("prod_positive", lt(0, product(f(j))), (POSITIVE_TERMS, whole(b), whole(a)), R, "HLP 1.2"),
    ("sum_abs", le(absolute(total(f(j))), total(absolute(f(j)))),     (), B, "Rudin 1.33"),
    ("sum_cauchy", le(total(f(j) * g(j)) ** 2, total(f(j) ** 2) * total(g(j) ** 2)), (), R, "HLP 2.4"),
    ("sum_means", le(product(f(j)) ** (1 / (b - a + 1)), total(f(j)) / (b - a + 1)),
                                         (NONNEGATIVE_TERMS, le(a, b)), R, "HLP 2.5"),
    ("jensen_exp", le(exp(total(f(j) * g(j))), total(f(j) * exp(g(j)))), AVERAGE, R, "HLP 3.6"),
    ("jensen_log", le(total(f(j) * log(g(j))), log(total(f(j) * g(j)))), AVERAGE, R, "HLP 3.6"),
    # --- integrals by their integrands ---
    ("int_nonnegative",  le(0, AREA), (where(ABOVE, BELOW, le(0, f(j))), le(a, b)), R, "Rudin 6.12"),
    ("int_positive",     lt(0, AREA), (where(ABOVE, BELOW, lt(0, f(j))), lt(a, b)), R, "Rudin 11.33"),
    ("int_abs",          le(absolute(AREA), area(absolute(f(j)))),    (le(a, b),), R, "Rudin 6.13"),
    ("int_cauchy", le(area(f(j) * g(j)) ** 2, area(f(j) ** 2) * area(g(j) ** 2)), (), R, "Rudin 11.35"),
    # --- whole numbers one after the other ---
    ("induction", r(b), (r(a), STEPS, le(a, b), whole(a), whole(b)), B, "GKP 1.1"),
    # --- differential equations ---
    ("linear_equation", call("=", f(b), 0), (*AT_ONE_POINT, le(c, a), le(a, w), le(c, b), le(b, w),
                   where(le(c, j), le(j, w), call("=", BEND, u * SLOPE + v * f(j)))),
                                                                     R, "Rudin, chapter 5, exercise 28"),
    # --- parts of a turn ---
    ("not_a_turn",       ne(exp(2 * PI * I * u), 1), (lt(0, u), lt(u, 1)), C, "DLMF 4.2.20"),
    # --- fields without zero divisors ---
    ("zero_factor", App("or", (call("=", u, 0), call("=", v, 0))), (call("=", u * v, 0),), B, "fields"),
    ("zero_product",     call("=", u, 0),   (call("=", u * v, 0), ne(v, 0)), B, "fields"),
    ("zero_power",       call("=", u, 0), (call("=", u ** n, 0), whole(n), lt(0, n)), B, "fields"),
    ("zero_times",       call("=", u * v, 0),        (call("=", u, 0),), B, "fields"),
    ("nonzero_factor",   ne(u, 0),                        (ne(u * v, 0),), B, "fields"),
    ("nonzero_product",  ne(u * v, 0),              (ne(u, 0), ne(v, 0)), B, "fields"),
    ("nonzero_inside",   ne(u, 0),                    (ne(absolute(u), 0),), B, "definition of |u|"),
    ("nonzero_real",     ne(u, 0),                (ne(call("re", u), 0),), C, "DLMF 1.9.1"),
    ("nonzero_imaginary", ne(u, 0),               (ne(call("im", u), 0),), C, "DLMF 1.9.1"),
    ("nonzero_conjugate", ne(call("conjugate", u), 0),           (ne(u, 0),), C, "DLMF 1.9.7"),
    ("nonzero_conjugated", ne(u, 0),          (ne(call("conjugate", u), 0),), C, "DLMF 1.9.7"),
    ("nonzero_radicand", ne(u, 0),                        (ne(sqrt(u), 0),), B, "DLMF 4.2"),
    ("nonzero_base",     ne(u, 0),          (ne(u ** v, 0), lt(0, v)), B, "DLMF 4.2.26"),
    ("odd_power_sign",   le(0, u), (le(0, u ** v), whole((v + 1) / 2)), R, "ordered fields"),
    ("odd_power_positive", lt(0, u), (lt(0, u ** v), whole((v + 1) / 2)), R, "ordered fields"),
    ("rgamma_nonzero",   ne(call("rgamma", u), 0),             (OFF_POLES,), B, "DLMF 5.2.1"),
    ("off_poles_shift",  SHIFTED,           (OFF_POLES, whole(n), le(0, n)), R, "DLMF 5.2.1"),
    ("off_poles_nonzero", ne(u + n, 0),     (OFF_POLES, whole(n), le(0, n)), R, "DLMF 5.2.1"),
    ("rgamma_off_poles", ne(call("rgamma", u), 0), (call("=", gamma(u), gamma(u)),), C, "DLMF 5.2.1"),
    # --- infinite sums that have values ---
    *((f"{n}_exists", exists(total(t, low, INFINITY)), c, *where) for n, t, low, _, c, *where in _SERIES),  # type: ignore[arg-type]  # texts
    ("telescoped_exists", exists(ALL_TERMS), (exists(FAR_OUT), GAPS, whole(a)), B, "Rudin 3.21"),
    ("partial_sums_exists", exists(PARTIAL),               (exists(ALL_TERMS),), B, "Rudin 3.21"),
    ("partial_sums_counted_exists", exists(PARTIAL_COUNTED), (exists(ALL_TERMS),), B, "Rudin 3.21"),
    ("series_of_sums_exists", exists(ALL_TERMS),               (exists(PARTIAL),), B, "Rudin 3.21"),
    ("partial_products_exists", exists(PARTIAL_PRODUCTS), (exists(ALL_FACTORS),), B, "Rudin, RCA 15.1"),
    ("product_of_partials_exists", exists(ALL_FACTORS), (exists(PARTIAL_PRODUCTS),), B, "Rudin, RCA 15.1"),
    ("series_shift_exists", exists(SHIFTED_TERMS), (exists(ALL_TERMS), whole(c)), B, "Rudin 3.21"),
    ("series_first_exists", exists(ALL_TERMS), (exists(BUT_THE_FIRST), call("=", f(a), f(a))), B, "Rudin 3.21"),
    ("series_rest_exists", exists(FURTHER), (exists(ALL_TERMS), le(a, c), whole(c)), B, "Rudin 3.21"),
    # --- integrals and limits that have values ---
    ("partial_integrals_exists", exists(PARTIAL_AREA),      (exists(ALL_AREA),), R, "Rudin, exercise 6.8"),
    ("riemann_sums_exists", exists(RIEMANN), CONTINUOUS_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    ("riemann_sums_counted_exists", exists(RIEMANN_COUNTED), CONTINUOUS_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    ("riemann_sums_bounded_exists", exists(RIEMANN), BOUNDED_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    ("riemann_sums_bounded_counted_exists", exists(RIEMANN_COUNTED), BOUNDED_TO_ONE, R, "Rudin 6.7, 6.8, 6.10"),
    ("int_turned_exists", exists(TURNED),                 (exists(AREA),), B, "Rudin 6.12, 6.23"),
    ("int_joined_exists", exists(AREA), (exists(FIRST_PART), exists(LAST_PART)), B, "Rudin 6.12, 6.23"),
    ("int_first_exists", exists(FIRST_PART), (exists(AREA), le(a, c), le(c, b)), B, "Rudin 6.12, 6.23"),
    ("int_last_exists",  exists(LAST_PART), (exists(AREA), le(a, c), le(c, b)), B, "Rudin 6.12, 6.23"),
    ("int_of_sum_exists", exists(area(total(h(i, j), var="i"), u, v)),
     (Bind("forall", "i", exists(area(h(i, j), u, v)), (a, b)), whole(a), whole(b)), R, "Rudin 6.12"),
    *((f"{name}_exists", exists(INTO), (exists(old), *c), *where) for name, old, c, *where in _CHANGES),  # type: ignore[arg-type]  # texts
    *((f"{name}_back_exists", exists(old), (exists(INTO), *c), *where) for name, old, c, *where in _CHANGES),  # type: ignore[arg-type]  # texts
    ("int_affine_exists", exists(SCALED),     (exists(SCALED_AREA), ne(c, 0)), R, "Rudin 6.19"),
    ("lim_scaled_exists", exists(FAR),        (exists(NEAR_FAR), lt(0, c)), R, "Rudin 4.2"),
    ("lim_from_above_exists", exists(LIM_ABOVE), (exists(FAR_ABOVE), FINITE), R, "Rudin 4.33"),
    ("lim_from_below_exists", exists(LIM_BELOW), (exists(FAR_BELOW), FINITE), R, "Rudin 4.33"),
    ("slope_exists",     exists(SLOPE_AT),                      SLOPE_AROUND, R, "Rudin 5.10"),
    ("lim_from_sides_exists", exists(LIM_BOTH), (ALIKE, FINITE), R, "Rudin 4.25"),
    ("lim_mirrored_exists", exists(BACK),              (exists(MIRRORED),), R, "Rudin 4.33"),
    ("lim_atan_exists",  exists(TO_ATAN),                             (), R, "DLMF 4.23.8"),
    ("lim_exp_exists",   exists(TO_EXP),                     (lt(0, c),), R, "Rudin 8.6"),
    ("lim_power_exists", exists(TO_POWER),                   (lt(0, u),), R, "Rudin 3.20"),
    ("lim_log_exists",   exists(TO_LOG),                     (lt(0, u),), R, "Rudin 8.6"),
    *((f"{n}_unbounded", no(exists(t)), (ON_THE_WAY, *goes, UNBOUNDED), R, "Rudin 4.2")
      for n, t, goes in _PLACES),
    ("terms_along",      call("=", u, 0),
     (exists(ALL_TERMS), ON_THE_WAY, COUNTED, FAR_AWAY, TO_NUMBER[1]),     R, "Rudin 3.23"),
    ("terms_unbounded",  no(exists(ALL_TERMS)), (ON_THE_WAY, COUNTED, FAR_AWAY, UNBOUNDED), R, "Rudin 3.23"),
    ("gamma_exists",     exists(GAMMA),                       (lt(0, u),), R, "DLMF 5.2.1"),
    ("beta_exists",      exists(BETA),             (lt(0, u), lt(0, v)), R, "DLMF 5.12.1"),
    ("gamma_of_power_exists", exists(GAMMA_OF_POWER), (lt(0, u), lt(0, v), lt(0, c)), R, "DLMF 5.9.1"),
    ("gamma_of_power_plane_exists", exists(GAMMA_OF_POWER),
                                  (lt(0, u), lt(0, v), lt(0, call("re", c))), C, "DLMF 5.9.1"),
    ("beta_to_infinity_exists", exists(BETA_TO_INFINITY), (lt(0, u), lt(0, v)), R, "DLMF 5.12.3"),
    ("beta_of_angle_exists", exists(BETA_OF_ANGLE), (lt(0, u), lt(0, v)), R, "DLMF 5.12.2"),
    ("gaussian_wave_exists", exists(GAUSSIAN_WAVE),           (lt(0, c),), R, "GR 3.896.4"),
    ("bose_exists",      exists(BOSE),             (lt(1, u), lt(0, c)), R, "DLMF 25.5.1"),
    ("dirichlet_exists", exists(DIRICHLET),                           (), R, "GR 3.721.1"),
    ("log_sine_exists",  exists(LOG_SINE),                            (), R, "GR 4.224.3"),
    ("gamma_needed",     lt(0, u),                         (exists(GAMMA),), R, "DLMF 5.2.1"),
    ("beta_needed_first", lt(0, u),                         (exists(BETA),), R, "DLMF 5.12.1"),
    ("beta_needed_second", lt(0, v),                        (exists(BETA),), R, "DLMF 5.12.1"),
    # --- functions that take each value once ---
    ("sqrt_injective",   call("=", u, v),    (call("=", sqrt(u), sqrt(v)),), B, "DLMF 4.2"),
    ("square_injective", call("=", u, v), (call("=", u ** 2, v ** 2), le(0, u), le(0, v)), B, "DLMF 4.2"),
    ("power_injective",  call("=", u, v),
     (call("=", u ** n, v ** n), le(0, u), le(0, v), whole(n), lt(0, n)),            R, "DLMF 4.2"),
    ("cube_injective", call("=", u, v), (call("=", u ** n, v ** n), whole((n + 1) / 2), lt(0, n)), R, "DLMF 4.2"),
    ("abs_equal", App("or", (call("=", u, v), call("=", u, -v))), (call("=", absolute(u), absolute(v)),), R, "definition of |u|"),
)  # fmt: skip

_EQUATIONS = tuple((n, call("=", s, t), *rest) for n, s, t, *rest in _TABLE)
_INJECTIVE = tuple(
    (f"{h}_injective", call("=", u, v), (call("=", call(h, u), call(h, v)),), R, "strictly monotone")
    for h, row in HANDBOOK.items() if row.monotone and h != "sqrt"
)  # fmt: skip
AXIOMS: dict[str, Row] = {r[0]: Row(*r) for r in (*_EQUATIONS, *_ORDER, *_INJECTIVE)}  # type: ignore[arg-type, misc]  # R, C, B are Scope
"""name -> row.  GKP: Graham, Knuth and Patashnik, Concrete Mathematics, second edition; Rudin:
Principles of Mathematical Analysis, third edition; RCA: his Real and Complex Analysis; GR:
Gradshteyn and Ryzhik, Table of Integrals, Series, and Products."""


Kind = int | Literal["statement", "statement of a number", "array", "definite", "other"]
"""What stands for a letter: a number (0), a function of so many numbers, a statement, one about a
number, an array, a matrix that is positive definite."""


MAX_INSTANCES = 1_024
"""How many instances are remembered: what a prover proposes the judge looks at again."""


@remembered(MAX_INSTANCES)
def letters(row: Row) -> tuple[tuple[str, Kind], ...]:
    """The letters of a row, each with what must stand for it."""
    stated = call("and", row.statement, *row.conditions)
    return tuple((name, LETTERS.get(name, 0)) for name in sorted(free_names(stated)))


LETTERS: dict[str, Kind] = {
    "f": 1, "g": 1, "s": 1, "h": 2, "r": "statement of a number",
    "p": "statement", "q": "statement", "K": "array", "L": "array", "M": "array", "N": "array",
    "P": "definite",
}  # fmt: skip
"""What stands for letters that are no numbers, in all rows."""


@remembered(MAX_INSTANCES)
def instance(row: Row, bindings: tuple[tuple[str, Term], ...]) -> tuple[Term, tuple[Term, ...]]:
    """The statement and the conditions of a row with terms in place of its letters."""
    values = dict(bindings)
    conditions = tuple(substitute(condition, values) for condition in row.conditions)
    return substitute(row.statement, values), conditions
