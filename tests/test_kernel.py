"""The judge: what it must refuse, what it accepts, and that any evidence gets an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest
from forms import moved
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.wellformed import well_formed
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context, Relation
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Asymptotics,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Continuity,
    Derivative,
    Domain,
    Each,
    Either,
    Enclosure,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    Linearity,
    NewtonLeibniz,
    Point,
    Sign,
    Suppose,
    Symmetry,
)
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    FALSE,
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
    substitute,
)
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.provers.foundations.inductions import induction

x, y, z, t, s, i, j, k, n, m, f, A, B = map(Sym, "xyztsijknmfAB")
PI, UNIT = App("pi", ()), App("I", ())
cos_turns = call("cos", PI * n / 2)
parity = 1 + call("^", -ONE, n)
one_side = call("sqrt", (2 * n + 1) ** 2) - (2 * n + 1)
turning = call("exp", UNIT * PI * n) + 1
POINTS = {"x": REAL, "y": REAL, "n": INTEGER, "m": INTEGER, "k": INTEGER}
MATRIX = Sort("real", ((ONE, number(2)), (ONE, number(2))))
MATRICES = Context({"A": MATRIX, "B": MATRIX})


def real(*assumptions: Term, **sorts: Sort) -> Context:
    return Context({**POINTS, **sorts}, assumptions)


def plane(*assumptions: Term) -> Context:
    return Context({"z": COMPLEX, "x": REAL}, assumptions, "complex")


def earlier(*facts: Term, field: Any = "real") -> Context:
    complex_names = {"z": COMPLEX} if field == "complex" else {}
    return Context({**POINTS, **complex_names}, (), field, facts)


def sin(u: Term) -> Term:
    return call("sin", u)


def log(u: Term) -> Term:
    return call("log", u)


def sqrt(u: Term) -> Term:
    return call("sqrt", u)


def rel(head: str, a: Term | int, b: Term | int) -> Term:
    return call(head, a, b)


def one(p: Term) -> Term:
    return call("indicator", p)


def total(body: Term, low: Term | int = 1, high: Term | int = k, var: str = "j") -> Term:
    low, high = (number(u) if isinstance(u, int) else u for u in (low, high))
    return Bind("sum", var, body, (low, high))


def rate(body: Term, at: Term = x, var: str = "x") -> Term:
    return Bind("diff", var, body, (at, ONE))


def area(body: Term, low: Term, high: Term) -> Term:
    return Bind("int", "t", body, (low, high))


def newton_leibniz(body: Term, primitive: Term, low: Term, high: Term) -> NewtonLeibniz:
    inner, found = (substitute(u, {"t": s}) for u in (body, primitive))
    slope = rate(found, s, "s")
    derivative = Arithmetic(slope, inner, (Derivative(slope),))
    return NewtonLeibniz(area(body, low, high), found, "s", derivative)


def toward(body: Term, at: Term, head: str = "lim") -> Term:
    return Bind(head, "t", body, (at,))


def converges(whole: Term, by: Evidence, *known: Term) -> tuple[Claim, Evidence]:
    """That a binder has a value, as a claim, with the evidence."""
    given = call("and", TRUE, *(call("defined", u) for u in (ONE, *known)))
    return implied(given, call("defined", whole)), Suppose(by)


def moves(
    body: Term, ends: tuple[Term, Term], inner: Term, slope: Term, low: Term, high: Term
) -> tuple[Claim, Evidence]:
    """That an integral in a new variable s has a value; that the ends fit is left to arithmetic."""
    steep = rate(inner, s, "s")
    new = Bind("int", "s", substitute(body, {"t": inner}) * steep, (low, high))
    lemma = Lemma(rel("!=", steep, 0), Sign(Arithmetic(steep, slope, (Derivative(steep),))))
    moving = moved(body, ends, inner, low, high, lemma, kind="_exists")
    return converges(new, moving, area(body, *ends))


def near_ends(body: Term, primitive: Term, low: Term, high: Term) -> Term:
    """What a primitive makes near the ends of an interval."""
    found = substitute(primitive, {"t": s})
    return Bind("lim-", "s", found, (high,)) - Bind("lim+", "s", found, (low,))


def axiom(name: str, **bindings: Term | int) -> Axiom:
    terms = {k: number(v) if isinstance(v, int) else v for k, v in bindings.items()}
    return Axiom(name, tuple(terms.items()))


def lam(body: Term, var: str = "j") -> Term:
    return Bind("lambda", var, body, ())


def equal(before: Term, after: Term, context: Context | None = None) -> Claim:
    return Claim(context or real(), before, "=", after)


def implied(before: Term, after: Term, context: Context | None = None) -> Claim:
    return Claim(context or real(), before, "implies", after)


def by_factor(left: Term, right: Term, other: Term, *lemmas: Evidence) -> Evidence:
    """That two numbers are equal, as their difference times another is 0."""
    gap = left - right
    row = Axiom("zero_product", (("u", gap), ("v", other)))
    return Have((Arithmetic(gap * other, ZERO, lemmas),), Arithmetic(left, right, (row,)))


def by_arithmetic(*lemmas: Evidence) -> Callable[[Claim], Evidence]:
    return lambda claim: Arithmetic(claim.before, claim.after, lemmas)


BY_SIGNS = Suppose(None)
positive = rel(">", x, 0)
guard = one(positive)
line = rel("=", y, guard)
square_zero = rel("=", x**2, 0)
choice = call("piecewise", 1, rel("=", x / x, 1), 2, TRUE)
double = total(
    total(one(rel("=", i, j)) - one(rel("=", i, j + 1)), 1, INFINITY, "j"), 1, INFINITY, "i"
)
other = total(
    total(one(rel("=", i, j)) - one(rel("=", i, j + 1)), 1, INFINITY, "i"), 1, INFINITY, "j"
)
swap = axiom(
    "sum_swap",
    f=lam(lam(one(rel("=", i, j)) - one(rel("=", i, j + 1))), "i"),
    a=1, b=INFINITY, u=1, v=INFINITY,
)  # fmt: skip
reciprocal = call("atan", x) + call("atan", 1 / x)
nested, captured = (
    total(total(u, 1, 3, "i"), 1, 2) for u in (i, j)
)  # fmt: skip
triangle = total(j, 1, n)
sum_step = Arithmetic(
    total(j, 1, n + 1),
    (n + 1) * (n + 2) / 2,
    (
        Chain((
            axiom("sum_last", f=lam(j), a=1, b=n + 1),
            Congruence(
                total(j, 1, n + 1 - 1) + (n + 1),
                total(j, 1, n) + (n + 1),
                (Congruence(total(j, 1, n + 1 - 1), total(j, 1, n), (None, None, Arithmetic(n + 1 - 1, n))), None),
            ),
        )),
        Hypothesis(rel("=", triangle, n * (n + 1) / 2)),
    ),
)  # fmt: skip

PI = call("pi")
TWO_ROOTS = call("sqrt", number(2)) + call("sqrt", number(3))
NESTED = call("sqrt", 5 + 2 * call("sqrt", number(6)))
SIX = Axiom("sqrt_mul", (("u", number(2)), ("v", number(3))))
CUBE = (7 + 5 * call("sqrt", number(2))) ** (ONE / 3)
PLANE, UNIT = Context({}, field="complex"), call("I")
ON_THE_CUT = call("sqrt", call("sqrt", UNIT) ** number(4))
TURN = rel("=", x, 2 * PI * y)
AT_TURN = (("x", 2 * PI), ("y", ONE))
BY_VALUES = Arithmetic(x, 2 * PI * y, (Hypothesis(rel("=", x, 2 * PI)), Hypothesis(rel("=", y, 1))))

REFUSED: dict[str, tuple[Claim, Evidence]] = {
    "an integral of numbers by itself": (
        implied(TRUE, call("defined", area(call("exp", -t), ZERO, call("oo")))), Suppose(None)),
    "an enclosure of what diverges": (
        implied(TRUE, call("defined", area(call("exp", t), ZERO, call("oo")))),
        Suppose(Enclosure(area(call("exp", t), ZERO, call("oo"))))),
    "an enclosure of another integral": (
        implied(TRUE, call("defined", area(call("exp", t), ZERO, call("oo")))),
        Suppose(Enclosure(area(call("exp", -t), ZERO, call("oo"))))),
    "an enclosure of what holds a name": (
        implied(TRUE, call("defined", area(x, ZERO, ONE))), Suppose(Enclosure(area(x, ZERO, ONE)))),
    # --- domains ---
    "log(x^2) to 2*log(x)": (
        equal(log(x**2), 2 * log(x)), axiom("log_pow", u=x, v=2)),
    "sqrt(x^2) to x": (
        equal(sqrt(x**2), x), axiom("sqrt_square_nonneg", u=x)),
    "sqrt(x*y) to sqrt(x)*sqrt(y)": (
        equal(sqrt(x * y), sqrt(x) * sqrt(y)), axiom("sqrt_mul", u=x, v=y)),
    "a denominator x - |x|": (
        equal(ONE, (x - call("abs", x)) / (x - call("abs", x))),
        Arithmetic(ONE, (x - call("abs", x)) / (x - call("abs", x)))),
    "a logarithm times zero appears": (
        equal(y, y + 0 * log(x)), Arithmetic(y, y + 0 * log(x))),
    "a logarithm times zero inside an integral": (
        equal(Bind("int", "t", t, (ZERO, ONE)), Bind("int", "t", t + 0 * log(x), (ZERO, ONE))),
        Arithmetic(Bind("int", "t", t, (ZERO, ONE)), Bind("int", "t", t + 0 * log(x), (ZERO, ONE)))),
    "zero to the zero is not zero": (
        equal(x**0, ZERO), Arithmetic(x**0, ZERO)),
    "a power of a negative base": (
        equal((x**2) ** y, x ** (2 * y)), axiom("pow_nested", u=x, v=2, w=y)),
    "a base that may be zero": (
        equal((x**n) ** (-y), x ** (n * (-y))), axiom("pow_pow", u=x, v=n, w=-y)),
    # --- the complex field ---
    "log(z*z) over C": (
        equal(log(z * z), log(z) + log(z), plane()), axiom("log_mul", u=z, v=z)),
    "sqrt(z*z) over C": (
        equal(sqrt(z * z), sqrt(z) * sqrt(z), plane()), axiom("sqrt_mul", u=z, v=z)),
    "log(exp(z)) over C": (
        equal(log(call("exp", z)), z, plane()), axiom("log_exp", u=z)),
    "|z|^2 = z^2 over C": (
        equal(call("abs", z) ** 2, z**2, plane()), axiom("abs_square", u=z)),
    "|z| > 1 and z^2 = x say nothing about x over C": (
        implied(TRUE, positive, plane(rel(">", call("abs", z), 1), rel("=", z**2, x))), BY_SIGNS),
    "a for-all speaks of reals": (
        equal(call("conjugate", z), z,
              earlier(Bind("forall", "x", rel("=", call("conjugate", x), x), ()), field="complex")),
        Hypothesis(Bind("forall", "x", rel("=", call("conjugate", x), x), ()), (z,))),
    # --- hypotheses at a point ---
    "x = 1 under diff": (
        equal(rate(x**2), rate(ONE), real(rel("=", x, 1))),
        Congruence(rate(x**2), rate(ONE), (Arithmetic(s**2, ONE, (Hypothesis(rel("=", s, 1)),)), None, None), "s")),
    "x = 1 under diff by its name": (
        equal(rate(x**2), ZERO, real(rel("=", x, 1))),
        Arithmetic(rate(x**2), ZERO, (Hypothesis(rel("=", x, 1)),))),
    "the name of a binder is not fresh": (
        equal(total(x * j), total(j * j), real(rel("=", x, m), j=INTEGER)),
        Congruence(total(x * j), total(j * j), (Arithmetic(x * m, m * m, (Hypothesis(rel("=", x, m)),)), None, None), "m")),
    "no congruence under for all": (
        implied(Bind("forall", "y", rel("=", y, x), ()), Bind("forall", "y", rel("=", y, x + 1), ())),
        Congruence(Bind("forall", "y", rel("=", y, x), ()), Bind("forall", "y", rel("=", y, x + 1), ()), (None,), "s")),
    "no congruence under lambda": (
        equal(lam(x - x), lam(ZERO)), Congruence(lam(x - x), lam(ZERO), (Arithmetic(x - x, ZERO),), "s")),
    "a derivative at an integer is no integer": (
        equal(rate(sin(t * PI), n, "t"), rate(ZERO, n, "t")),
        Congruence(rate(sin(t * PI), n, "t"), rate(ZERO, n, "t"), (axiom("sin_n_pi", n=s), None, None), "s")),
    "a reserved name": (
        equal(nested, captured),
        Congruence(nested, captured, (Arithmetic(total(i, 1, 3, "i"), total(Sym("#0"), 1, 3, "i")), None, None), "#0")),
    "an index is not captured": (
        equal(total(j * y), y * total(j), real(y=INTEGER)), Linearity(total(j * y), ((j, y),))),
    # --- sums ---
    "collapse without a range": (
        equal(total(one(rel("=", j, n)) * j), n), axiom("sum_collapse", f=lam(j), a=1, b=k, c=n)),
    "collapse at half an integer": (
        equal(total(one(rel("=", j, x)) * j), x, real(rel("<=", 1, x), rel("<=", x, k))),
        axiom("sum_collapse", f=lam(j), a=1, b=k, c=x)),
    "the last term of an empty sum": (
        equal(total(j), total(j, 1, k - 1) + k), axiom("sum_last", f=lam(j), a=1, b=k)),
    "a sum of a constant, backwards": (
        equal(total(x), x * (k - 1 + 1)), axiom("sum_constant", u=x, a=1, b=k)),
    "linearity with the bound variable outside": (
        equal(total(j * x), j * total(x), real(j=INTEGER)), Linearity(total(j * x), ((j, x),))),
    "infinite sums do not swap": (
        equal(double - other, 0 * double * other),
        Arithmetic(double - other, 0 * double * other, (swap,))),
    # --- indicators ---
    "1{P}*(1/1{P}) is not 1": (
        equal(guard * (1 / guard), ONE), Arithmetic(guard * (1 / guard), ONE)),
    "a root hides the indicator": (
        equal(guard * (1 / sqrt(guard) ** 2), ONE), Arithmetic(guard * (1 / sqrt(guard) ** 2), ONE)),
    "a lemma hides the indicator": (
        equal(guard * (1 / y), ONE, real(line)),
        Arithmetic(guard * (1 / y), ONE, (Symmetry(Hypothesis(line)),))),
    "a relation between guarded denominators": (
        equal(guard * sqrt(1 / x) + 5, guard * sqrt(1 / x) + 7, real(square_zero)),
        Arithmetic(guard * sqrt(1 / x) + 5, guard * sqrt(1 / x) + 7, (Hypothesis(square_zero),))),
    "an undefined statement is false": (
        equal(choice, call("piecewise", 1, rel("=", 1, 1), 2, TRUE)),
        Arithmetic(choice, call("piecewise", 1, rel("=", 1, 1), 2, TRUE))),
    "an indicator of an undefined statement": (
        equal(one(rel("=", x / x, 1)), ONE), axiom("indicator_true", p=rel("=", x / x, 1))),
    # --- statements ---
    "not of an undefined statement": (
        implied(call("not", rel("=", x / x, 1)), call("not", rel("=", 1, 1))), BY_SIGNS),
    "for all of an undefined statement": (
        implied(TRUE, Bind("forall", "j", rel(">", x / x, 0), (ONE, number(2)))), BY_SIGNS),
    "a range holds integers": (
        implied(call("and", rel("<=", 1, x), rel("<=", x, 3)), call("in", x, 1, 3)), BY_SIGNS),
    "a fact holds where it is defined": (
        implied(TRUE, rel("!=", x, 0), earlier(rel("!=", x**2 / x, 0))), BY_SIGNS),
    "a square root of both sides": (
        implied(rel("=", x**2, 4), rel("=", x, 2)),
        Suppose(Arithmetic(x, number(2), (Hypothesis(rel("=", x**2, 4)),)))),
    "division by what may be zero": (
        implied(rel("=", x * y, x), rel("=", y, 1)),
        Suppose(Arithmetic(y, ONE, (Hypothesis(rel("=", x * y, x)),)))),
    "matrices with zero product": (
        implied(rel("!=", A, B), rel("!=", (A - B) ** 2, 0), MATRICES), BY_SIGNS),
    "sums of matrices do not commute": (
        equal(total(A * j, 1, 2) * total(B * j, 1, 2), total(B * j, 1, 2) * total(A * j, 1, 2), MATRICES),
        Arithmetic(total(A * j, 1, 2) * total(B * j, 1, 2), total(B * j, 1, 2) * total(A * j, 1, 2))),
    "an equivalence from one direction": (
        Claim(real(), rel("=", x, 2), "iff", rel("=", x**2, 4)), BY_SIGNS),
    # --- inference ---
    "the case of an undefined statement": (
        equal(x / x, ONE), Cases(rel(">", 1 / (y - 1), 0), Arithmetic(x / x, ONE), Arithmetic(x / x, ONE))),
    "two cases of different equations": (
        equal(call("abs", x), x), Cases(rel(">=", x, 0), axiom("abs_nonneg", u=x), axiom("abs_nonpos", u=x))),
    "one case of two": (
        equal(call("abs", x), x), Cases(rel(">=", x, 0), axiom("abs_nonneg", u=x), axiom("abs_nonneg", u=x))),
    "a link that is not defined": (
        equal(x, y), Chain((Arithmetic(x, x + 0 * log(-ONE)), Arithmetic(x + 0 * log(-ONE), y)))),
    "a broken chain": (
        equal(x, x), Chain((Arithmetic(x, x + 0), Arithmetic(x * 1, x)))),
    "an empty chain": (equal(x, x), Chain(())),
    "another equation": (equal(x + 1, x), Arithmetic(x, x)),
    "an equation the wrong way round": (equal(x, x + 0), Arithmetic(x + 0, x)),
    "an equation nobody stated": (equal(x, y), Hypothesis(rel("=", x, y))),
    "an unknown axiom": (equal(x, y), axiom("because", u=x)),
    "a primitive across a pole": (
        equal(area(1 / t**2, -ONE, ONE), number(-2)),
        newton_leibniz(1 / t**2, -(1 / t), -ONE, ONE)),
    "a logarithm across its pole": (
        equal(area(1 / t, -ONE, ONE), ZERO),
        newton_leibniz(1 / t, call("log", call("abs", t)), -ONE, ONE)),
    "a primitive that jumps": (
        equal(area(ZERO * t, -ONE, ONE), number(2)),
        newton_leibniz(ZERO * t, call("sign", t), -ONE, ONE)),
    "a primitive that jumps where the tangent has its pole": (
        equal(area(1 / (1 + sin(t) ** 2), ZERO, PI), ZERO),
        newton_leibniz(1 / (1 + sin(t) ** 2), call("atan", call("sqrt", 2) * call("tan", t)) / call("sqrt", 2), ZERO, PI)),
    "a primitive of something else": (
        equal(area(t, ZERO, ONE), ONE), newton_leibniz(t, t**2, ZERO, ONE)),
    "a primitive as a name that is taken": (
        equal(area(t, ZERO, x), x * x), NewtonLeibniz(area(t, ZERO, x), x * x, "x", Arithmetic(x, x))),
    "a primitive of an infinite interval": (
        equal(area(call("exp", -t), ZERO, call("oo")), ONE),
        newton_leibniz(call("exp", -t), -call("exp", -t), ZERO, call("oo"))),
    "a primitive by limits, which end comes first being unknown": (
        equal(area(1 / t, x, y), near_ends(1 / t, log(t), x, y)), newton_leibniz(1 / t, log(t), x, y)),
    "a limit at a pole": (
        equal(toward(1 / t, ZERO, "lim+"), 1 / ZERO), Continuity(toward(1 / t, ZERO, "lim+"))),
    "a limit at the end of a domain, from both sides": (
        equal(toward(sqrt(t), ZERO), sqrt(ZERO)), Continuity(toward(sqrt(t), ZERO))),
    "a limit from beyond a domain": (
        equal(toward(sqrt(t), ZERO, "lim-"), sqrt(ZERO)), Continuity(toward(sqrt(t), ZERO, "lim-"))),
    "a limit at a step": (
        equal(toward(call("floor", t), ONE), call("floor", ONE)), Continuity(toward(call("floor", t), ONE))),
    "a limit of powers of zero": (
        equal(toward(ZERO**t, ZERO, "lim+"), ZERO**ZERO), Continuity(toward(ZERO**t, ZERO, "lim+"))),
    "a limit at an unknown point": (
        equal(toward(sqrt(t), x), sqrt(x)), Continuity(toward(sqrt(t), x))),
    "a limit at infinity": (
        equal(toward(t, call("oo")), call("oo")), Continuity(toward(t, call("oo")))),
    "an integral that diverges at an end": converges(
        area(1 / t, ZERO, ONE), newton_leibniz(1 / t, log(t), ZERO, ONE)),
    "an integral of parts that diverge": converges(
        area(1 / t - 1 / t, ZERO, ONE), Linearity(area(1 / t - 1 / t, ZERO, ONE), ((ONE, 1 / t), (-ONE, 1 / t)))),
    "a part of an integral that converges": converges(
        area(1 / t, ZERO, ONE), Linearity(area(1 / t, ZERO, ONE), ((ONE, 1 / t - 1 / t), (ONE, 1 / t))),
        area(1 / t - 1 / t, ZERO, ONE)),
    "a like integrand with a pole": converges(
        area(t / t, -ONE, ONE),
        Congruence(area(ONE, -ONE, ONE), area(t / t, -ONE, ONE), (Arithmetic(ONE, s / s), None, None), "s"),
        area(ONE, -ONE, ONE)),
    "a multiple by a factor that may have no value": converges(
        area(t**x, ZERO, ONE), Linearity(area(t**x, ZERO, ONE), ((1 / y, y * t**x),)),
        area(y * t**x, ZERO, ONE)),
    "a limit at the end of another integral": converges(
        Bind("lim+", "s", log(s), (ZERO,)), newton_leibniz(ONE, t, ZERO, ONE), area(ONE, ZERO, ONE)),
    "a derivative because of another": converges(
        rate(call("apply", f, x)), Linearity(rate(call("apply", f, x)), ((ONE, call("apply", f, x)),)),
        rate(call("apply", f, x))),
    "a change of variables that turns back": moves(t, (ONE, ONE), s**2, 2 * s, -ONE, ONE),
    "a change of variables across a pole": moves(t, (-ONE, ONE), 1 / s, -1 / s**2, -ONE, ONE),
    "a change of variables to other ends": moves(t, (ZERO, ONE), 2 * s, 2 * ONE, ZERO, ONE),
    "a change of variables from the upper end": moves(t, (ONE, ZERO), s, ONE, ONE, ZERO),
    "a change of variables between unknown ends": moves(t, (x, y), s, ONE, x, y),
    "a change of variables that jumps": moves(
        t, (ZERO, 2 * ONE), s + call("floor", s), ONE, ZERO, ONE),
    "a change of variables that stands still": moves(t, (ONE, ONE), s - s + 1, ZERO, ZERO, ONE),
    "a change of variables without a slope somewhere": moves(
        t, (-ONE, ONE), s**3, 3 * s**2, -ONE, ONE),
    "induction over the reals": (
        equal(x, x), induction(rel("=", x, x), "x", ONE, Arithmetic(ONE, ONE), Arithmetic(x + 1, x + 1))),
    "induction below its start": (
        equal(triangle, n * (n + 1) / 2),
        induction(rel("=", triangle, n * (n + 1) / 2), "n", ONE, axiom("sum_one", f=lam(j), a=1), sum_step)),
    "induction without a first step": (
        equal(triangle, n * (n + 1) / 2 + 1, real(rel("<=", 1, n))),
        induction(rel("=", triangle, n * (n + 1) / 2 + 1), "n", ONE, Arithmetic(ONE, ONE), sum_step)),
    "a comparison by arithmetic": (Claim(real(), x, "<=", x), Arithmetic(x, x)),
    "a sign that is not known": (Claim(real(), x, "<=", x**2), Lemma(rel("<=", x, x**2))),
    # --- lemmas ---
    "a sign by another difference": (
        Claim(real(), x**2, ">=", ZERO - 1), Sign(Arithmetic(x**2, x**2))),
    "a sign of an undefined form": (
        Claim(real(), x**2, ">=", ZERO), Sign(Arithmetic(x**2, x**2 + 0 * log(x)))),
    "a lemma that is not proved": (
        equal(x / x, ONE), Have((Lemma(rel(">", x, 0)),), Arithmetic(x / x, ONE))),
    "a disjunction nobody stated": (
        implied(TRUE, positive), Suppose(Either(call("or", positive, rel("<=", x, 0)), (None, None)))),
    "an alternative with an undefined side": (
        implied(call("or", rel(">", 1 / x, 0), rel("=", y, 0)), rel("!=", x, 0)),
        Suppose(Either(call("or", rel(">", 1 / x, 0), rel("=", y, 0)), (None, None)))),
    "an instance out of range": (
        implied(TRUE, rel("=", x, 0), earlier(Bind("forall", "j", rel("=", j * x, 0), (ONE, k)))),
        Suppose(Arithmetic(x, ZERO, (Hypothesis(Bind("forall", "j", rel("=", j * x, 0), (ONE, k)), (ONE,)),)))),
    "half a conjunction": (
        implied(positive, call("and", positive, rel(">", y, 0))), Suppose(Each((None,)))),
    "a general statement by a name that is taken": (
        implied(TRUE, Bind("forall", "j", rel("=", j, x), (ONE, k)), real(rel("=", y, x))),
        Suppose(Generalise("y", None))),
    "an open half line is no exceptional set": (
        equal(log(x**2), 2 * log(x)), Domain((), ((rel(">", x, 0), (("x", ONE),)),), axiom("log_pow", u=x, v=2))),
    "a positive cube root is no exceptional set": (
        equal(ONE, ONE + 0 * log(call("cbrt", x))),
        Domain((), ((rel(">", call("cbrt", x), 0), (("x", ONE),)),), Arithmetic(ONE, ONE + 0 * log(call("cbrt", x))))),
    "a quotient that vanishes everywhere": (
        equal(ONE, ONE + 0 / ((x - x) / y)),
        Domain((), ((rel("!=", y, 0), (("y", ONE),)), (rel("!=", (x - x) / y, 0), (("x", ONE), ("y", ONE)))),
               Arithmetic(ONE, ONE + 0 / ((x - x) / y)))),
    "an essential singularity": (
        equal(ONE, ONE / (call("exp", 1 / x) - 2) * (call("exp", 1 / x) - 2)),
        Domain((), ((rel("!=", x, 0), (("x", ONE),)), (rel("!=", call("exp", 1 / x) - 2, 0), (("x", ONE),))),
               Arithmetic(ONE, ONE / (call("exp", 1 / x) - 2) * (call("exp", 1 / x) - 2)))),
    "a condition that vanishes everywhere": (
        equal(ONE, (x - x) / (x - x)), Domain((), ((rel("!=", x - x, 0), (("x", ONE),)),), Arithmetic(ONE, ONE))),
    "an exceptional set that is all that is allowed": (
        equal(ONE, (x - 1) / (x - 1), real(rel("<=", x, 1), rel(">=", x, 1))),
        Domain((), ((rel("!=", x - 1, 0), (("x", number(2)),)),), Arithmetic(ONE, (x - 1) / (x - 1)))),
    "zeros at every odd number": (
        equal(ONE, cos_turns / cos_turns),
        Domain((), ((rel("!=", cos_turns, 0), (("n", ZERO),)),), Arithmetic(ONE, cos_turns / cos_turns))),
    "zeros at every odd number, times a real name": (
        equal(ONE, x * cos_turns / (x * cos_turns)),
        Domain((), ((rel("!=", x, 0), (("x", ONE), ("n", ZERO))), (rel("!=", cos_turns, 0), (("x", ONE), ("n", ZERO)))),
               Arithmetic(ONE, x * cos_turns / (x * cos_turns)))),
    "the parity of a number is no exception": (
        equal(ONE, parity / parity),
        Domain((), ((rel("!=", parity, 0), (("n", number(2)),)),), Arithmetic(ONE, parity / parity))),
    "one side of a pole between whole numbers": (
        equal(ONE, one_side / one_side),
        Domain((), ((rel("!=", one_side, 0), (("n", -ONE),)),), Arithmetic(ONE, one_side / one_side))),
    "an exponential that turns": (
        equal(ONE, turning / turning, Context(POINTS, (), "complex")),
        Domain((), ((rel("!=", turning, 0), (("n", ZERO),)),), Arithmetic(ONE, turning / turning))),
    "allowed points without room": (
        equal(ONE, (call("cos", x) + 1) / (call("cos", x) + 1), real(rel("<=", sin(x)**2, 0))),
        Domain((), ((rel("!=", call("cos", x) + 1, 0), (("x", ZERO),)),),
               Arithmetic(ONE, (call("cos", x) + 1) / (call("cos", x) + 1)))),
    "a condition that is none of the new side": (
        equal(y, y), Domain((), ((rel("!=", x, 0), (("x", ONE),)),), Arithmetic(y, y))),
    "numbers as close as 10^-40": (
        equal(TWO_ROOTS, NESTED + 1 / number(10) ** 40),
        by_factor(TWO_ROOTS, NESTED + 1 / number(10) ** 40, TWO_ROOTS + NESTED, SIX)),
    "roots of unlike signs": (
        equal(call("sqrt", number(2)), -call("sqrt", number(2))),
        by_factor(call("sqrt", number(2)), -call("sqrt", number(2)), call("sqrt", number(2)) - call("sqrt", number(2)))),
    "the other complex root": (
        Claim(PLANE, call("sqrt", number(-8) - 6 * UNIT), "=", 3 * UNIT - 1),
        by_factor(call("sqrt", number(-8) - 6 * UNIT), 3 * UNIT - 1, call("sqrt", number(-8) - 6 * UNIT) + 3 * UNIT - 1)),
    "a root on the cut": (
        Claim(PLANE, ON_THE_CUT, "=", -UNIT), by_factor(ON_THE_CUT, -UNIT, ON_THE_CUT - UNIT)),
    "a number that has no value": (
        equal(call("sqrt", -TWO_ROOTS), call("sqrt", -NESTED)),
        by_factor(call("sqrt", -TWO_ROOTS), call("sqrt", -NESTED), call("sqrt", -TWO_ROOTS) + call("sqrt", -NESTED))),
    "a root of an order beyond all limits": (
        equal(number(2) ** (ONE / 10**9), ONE), by_factor(number(2) ** (ONE / 10**9), ONE, ONE)),
    "nothing absurd": (implied(positive, rel("=", x, 7)), Suppose(Absurd(Lemma(positive)))),
    "absurd by something unknown": (implied(positive, rel("=", x, 7)), Suppose(Absurd(Lemma(rel("<", x, 0))))),
    # --- points ---
    "a point where both sides agree": (equal(x**2, x), Point((("x", ONE),))),
    "a point that is not allowed": (equal(x**2, x, real(rel("<", x, 1))), Point((("x", number(2)),))),
    "a point at which the old side is undefined": (equal(x / x, ONE), Point((("x", ZERO),))),
    "a point that loses an exceptional set only": (equal(ONE, x / x), Point((("x", ZERO),))),
    "half an integer": (equal(n**2, n), Point((("n", ONE / 2),))),
    "a point without a value": (equal(x, y), Point((("x", ONE),))),
    "a point with a name in it": (equal(x, y), Point((("x", y), ("y", ONE)))),
    "a premise that is taken for granted": (
        implied(TURN, rel("=", x, 4 * PI)), Point(AT_TURN, (Hypothesis(rel("=", x, 2 * PI * y)),))),
    "a premise proved of another point": (
        implied(TURN, rel("=", x, 4 * PI)), Point((("x", 2 * PI), ("y", number(2))), (BY_VALUES,))),
    "a premise that nothing shows": (implied(TURN, rel("=", x, 4 * PI)), Point(AT_TURN)),
    "a premise where the conclusion holds": (implied(TURN, rel("=", x, 2 * PI)), Point(AT_TURN, (BY_VALUES,))),
    "an equation without sides": (
        implied(rel("=", 1 / (y - 1), 1 / (y - 1)), rel("=", y, 2)),
        Point((("y", ONE),), (Arithmetic(1 / (y - 1), 1 / (y - 1)),))),
    "an equation of a name that is bound elsewhere": (
        implied(Bind("forall", "y", TURN, (ONE, number(2))), rel("=", x, 4 * PI)), Point(AT_TURN, (BY_VALUES,))),
}  # fmt: skip

interval = real(rel("<", 0, x))
ACCEPTED: dict[str, tuple[Claim, Evidence, tuple[Term, ...]]] = {
    "absurd": (
        implied(call("and", positive, rel("<", x, 0)), rel("=", x, 7)), Suppose(Absurd(Lemma(positive))), ()),
    "roots": (equal(TWO_ROOTS, NESTED), by_factor(TWO_ROOTS, NESTED, TWO_ROOTS + NESTED, SIX), ()),
    "complex roots": (
        Claim(PLANE, call("sqrt", number(-8) - 6 * UNIT), "=", 1 - 3 * UNIT),
        by_factor(call("sqrt", number(-8) - 6 * UNIT), 1 - 3 * UNIT, call("sqrt", number(-8) - 6 * UNIT) + 1 - 3 * UNIT), ()),
    "roots of high order": (
        equal((7 + 5 * call("sqrt", number(2))) ** (ONE / 3), 1 + call("sqrt", number(2))),
        by_factor(CUBE, 1 + call("sqrt", number(2)),
                  CUBE**2 + CUBE * (1 + call("sqrt", number(2))) + (1 + call("sqrt", number(2))) ** 2), ()),
    "x/x to 1": (equal(x / x, ONE), Arithmetic(x / x, ONE), (rel("!=", x, 0),)),
    "1 to x/x": (
        equal(ONE, x / x), Domain((), ((rel("!=", x, 0), (("x", ONE),)),), Arithmetic(ONE, x / x)), (rel("!=", x, 0),)),
    "few whole numbers are lost": (
        equal(ONE, (number(2)**n - 1) / (number(2)**n - 1)),
        Domain((), ((rel("!=", number(2)**n - 1, 0), (("n", ONE),)),), Arithmetic(ONE, (number(2)**n - 1) / (number(2)**n - 1))),
        (rel("!=", number(2)**n - 1, 0),)),
    "a sign by rewriting": (
        Claim(real(), x**2 + 1, ">=", 2 * x), Sign(Arithmetic(x**2 + 1 - 2 * x, (x - 1) ** 2)), ()),
    "by alternatives": (
        implied(call("or", rel("=", x, 1), rel("=", x, 2)), rel("<", x, 3)),
        Suppose(Either(call("or", rel("=", x, 1), rel("=", x, 2)), (None, None))), ()),
    "an instance": (
        implied(TRUE, rel("=", x, 0), real(Bind("forall", "j", rel("=", j * x, 0), (ONE, number(3))))),
        Suppose(Arithmetic(x, ZERO, (Hypothesis(Bind("forall", "j", rel("=", j * x, 0), (ONE, number(3))), (ONE,)),))), ()),
    "a general statement": (
        implied(TRUE, Bind("forall", "j", rel(">", j, 0), (ONE, k))), Suppose(Generalise("s", None)), ()),
    "a logarithm of an absolute value": (
        equal(ONE, ONE + 0 * log(call("abs", x))),
        Domain((), ((rel(">", call("abs", x), 0), (("x", ONE),)),), Arithmetic(ONE, ONE + 0 * log(call("abs", x)))),
        (rel(">", call("abs", x), 0),)),
    "a quotient": (
        equal(ONE, x / y / (x / y)),
        Domain((), ((rel("!=", y, 0), (("y", ONE),)), (rel("!=", x / y, 0), (("x", ONE), ("y", ONE)))),
               Arithmetic(ONE, x / y / (x / y))), (rel("!=", y, 0), rel("!=", x / y, 0))),
    "a lemma about the domain": (
        equal(ONE, (x**2 - 2 * x + 2) / (x**2 - 2 * x + 2)),
        Domain((Lemma(rel("!=", x**2 - 2 * x + 2, 0), Sign(Arithmetic(x**2 - 2 * x + 2, (x - 1) ** 2 + 1))),), (),
               Arithmetic(ONE, (x**2 - 2 * x + 2) / (x**2 - 2 * x + 2))), ()),
    "x/x to 1 where x > 0": (equal(x / x, ONE, interval), Arithmetic(x / x, ONE), ()),
    "sqrt(x)^2 to x": (equal(sqrt(x) ** 2, x), Arithmetic(sqrt(x) ** 2, x), (rel(">=", x, 0),)),
    "log(x^2) to 2*log(x) where x > 0": (
        equal(log(x**2), 2 * log(x), interval), axiom("log_pow", u=x, v=2), ()),
    "sqrt(x^2) to |x|": (equal(sqrt(x**2), call("abs", x)), axiom("sqrt_square", u=x), ()),
    "a collapsing sum": (
        equal(total(one(rel("=", j, n)) * j), n, real(rel("<=", 1, n), rel("<=", n, k))),
        axiom("sum_collapse", f=lam(j), a=1, b=k, c=n), ()),
    "a derivative": (equal(rate(sin(x)), call("cos", x)), Derivative(rate(sin(x))), ()),
    "under a binder": (
        equal(total(call("abs", j)), total(j)),
        Congruence(total(call("abs", j)), total(j), (axiom("abs_nonneg", u=s), None, None), "s"), ()),
    "linearity": (equal(total(x * j), x * total(j)), Linearity(total(x * j), ((x, j),)), ()),
    "two cases": (
        equal(call("abs", x) * sin(0 * x), ZERO),
        Cases(rel(">=", x, 0), *2 * [Arithmetic(call("abs", x) * sin(0 * x), ZERO, (axiom("sin_zero"),))]), ()),
    "a primitive": (
        equal(area(t, ZERO, x), x**2 / 2 - ZERO**2 / 2), newton_leibniz(t, t**2 / 2, ZERO, x), ()),
    "a primitive near the ends": (
        equal(area(call("exp", -t), ZERO, call("oo")), near_ends(call("exp", -t), -call("exp", -t), ZERO, call("oo"))),
        Domain((Enclosure(area(call("exp", -t), ZERO, call("oo"))),
                Lemma(call("defined", Bind("lim-", "s", -call("exp", -s), (call("oo"),))),
                      newton_leibniz(call("exp", -t), -call("exp", -t), ZERO, call("oo"))),), (),
               newton_leibniz(call("exp", -t), -call("exp", -t), ZERO, call("oo"))), ()),
    "a change of variables": (*moves(1 / (1 + t), (ZERO, 2 * ONE), 2 * s, 2 * ONE, ZERO, ONE), ()),
    "a change of variables that falls": (*moves(t**x, (ONE, ZERO), 1 - s, -ONE, ZERO, ONE), ()),
    "a change of variables by a cube": (*moves(t**x, (ZERO, ONE), s**3, 3 * s**2, ZERO, ONE), ()),
    "a limit by continuity": (equal(toward(t**2, x), x**2), Continuity(toward(t**2, x)), ()),
    "a limit at the end of a domain": (
        equal(toward(sqrt(t), ZERO, "lim+"), sqrt(ZERO)), Continuity(toward(sqrt(t), ZERO, "lim+")), ()),
    "a limit off a pole": (
        equal(toward(1 / t, x), 1 / x, real(rel("!=", x, 0))), Continuity(toward(1 / t, x)), ()),
    "an integral like another": (
        *converges(area(t**x * 2, ZERO, ONE),
                   Congruence(area(2 * t**x, ZERO, ONE), area(t**x * 2, ZERO, ONE),
                              (Arithmetic(2 * s**x, s**x * 2), None, None), "s"),
                   area(2 * t**x, ZERO, ONE)), ()),
    "a multiple of an integral": (
        *converges(area(t**x * 2, ZERO, ONE), Linearity(area(t**x * 2, ZERO, ONE), ((number(2), t**x),)),
                   area(t**x, ZERO, ONE)), ()),
    "an integral by its primitive": (
        *converges(area(t**2 * x, ZERO, y), newton_leibniz(t**2 * x, t**3 * x / 3, ZERO, y)), ()),
    "an integral with a moving exponent": (
        implied(rel("<", 0, x), call("defined", area(x**t, ZERO, ONE))), Suppose(None), ()),
    "an integral of numbers": (
        implied(TRUE, call("defined", area(call("exp", -t), ZERO, call("oo")))),
        Suppose(Enclosure(area(call("exp", -t), ZERO, call("oo")))), ()),
    "induction": (
        equal(triangle, n * (n + 1) / 2, real(rel("<=", 1, n))),
        induction(rel("=", triangle, n * (n + 1) / 2), "n", ONE,
                  Arithmetic(total(j, 1, ONE), ONE * (ONE + 1) / 2, (axiom("sum_one", f=lam(j), a=1),)),
                  Arithmetic(total(j, 1, n + 1), (n + 1) * (n + 1 + 1) / 2, sum_step.lemmas)), ()),
    "a substitution": (
        equal(Bind("subs", "t", 1 / t, (x,)), 1 / x), Arithmetic(Bind("subs", "t", 1 / t, (x,)), 1 / x), ()),
    "an indicator of what is defined": (
        equal(guard * (1 / x) * x, guard), Arithmetic(guard * (1 / x) * x, guard), ()),
    "a guarded denominator that is known": (
        equal(guard * (sin(ZERO) / x), ZERO, interval),
        Arithmetic(guard * (sin(ZERO) / x), ZERO, (axiom("sin_zero"),)), ()),
    "a comparison": (Claim(interval, x, ">", ZERO), Lemma(rel(">", x, 0)), ()),
    "an equivalence": (
        Claim(real(), rel("=", x, 1), "iff", rel("=", x + 1, 2)),
        Each((BY_SIGNS, Suppose(Arithmetic(x, ONE, (Hypothesis(rel("=", x + 1, 2)),))))), ()),
    "a fact where it is defined": (
        implied(rel("!=", x, 0), rel("!=", x**3, 0), earlier(rel("!=", x**2 / x, 0))), BY_SIGNS, ()),
    "an integer in a range": (
        implied(call("and", rel("<=", 1, n), rel("<=", n, 3)), call("in", n, 1, 3)), BY_SIGNS, ()),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(claim: Claim, evidence: Evidence) -> None:
    assert isinstance(judge(claim, evidence), Rejected)


@pytest.mark.parametrize(("claim", "evidence", "conditions"), ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_accepted(claim: Claim, evidence: Evidence, conditions: tuple[Term, ...]) -> None:
    assert judge(claim, evidence) == Proved(claim, conditions)


def test_premises_that_balls_cannot_tell_are_proved_at_the_point() -> None:
    claim = implied(TURN, rel("=", x, 4 * PI))
    assert judge(claim, Point(AT_TURN, (BY_VALUES,))) == Refuted(claim, AT_TURN, True, False)


def test_a_point_of_difference_is_accepted() -> None:
    claim, at = equal(log(x**2), 2 * log(x)), (("x", -ONE),)
    assert judge(claim, Point(at)) == Refuted(claim, at, 0, None)


@pytest.mark.parametrize(("claim", "evidence", "conditions"), ACCEPTED.values(), ids=ACCEPTED)
def test_evidence_for_one_claim_does_not_serve_another(
    claim: Claim, evidence: Evidence, conditions: tuple[Term, ...]
) -> None:
    false = FALSE if claim.relation in ("iff", "implies") else claim.after + 1
    if claim.relation in (">", ">="):
        false = claim.before + 1
    if isinstance(evidence, Suppose) and isinstance(evidence.of, Absurd):
        claim, false = replace(claim, before=TRUE), claim.after
    assert isinstance(judge(replace(claim, after=false), evidence), Rejected)
    if claim.relation == "=":
        assert isinstance(judge(replace(claim, relation="!="), evidence), Rejected)


def test_a_verdict_built_elsewhere_is_no_evidence() -> None:
    claim = equal(x, y)
    for forged in (Proved(claim, ()), Refuted(claim, (), 0, 1), Rejected("no")):
        assert isinstance(judge(claim, forged), Rejected)  # type: ignore[arg-type]  # malformed


def test_evidence_that_shares_its_parts_is_not_unfolded() -> None:
    evidence: Evidence = Arithmetic(x, x)
    for _ in range(100):
        evidence = Chain((evidence, evidence))
    assert isinstance(judge(equal(x, x), evidence), Rejected)


def test_a_rewritten_atom_keeps_its_sign() -> None:
    field = Field(Context(dict.fromkeys("xy", REAL)))
    assert field.assume(sin(x), Num(2)) and field.assume(x, -y)
    assert not field.equal(sin(y), Num(2))
    assert field.equal(sin(-y), sin(x))


def test_an_atom_that_would_rewrite_itself_is_a_relation() -> None:
    field = Field(Context(dict.fromkeys("xy", REAL)))
    assert field.assume(sin(x), sin(sin(y)) + 1)
    assert not field.assume(x, y)
    assert field.equal(sin(x), sin(sin(y)) + 1)


def test_a_product_that_explodes_is_answered() -> None:
    factors = tuple(Sym(f"a{n}") + Sym(f"b{n}") for n in range(40))
    product = App("*", factors)
    claim = equal(product, App("*", factors[::-1]), Context())
    assert isinstance(judge(claim, Arithmetic(claim.before, claim.after)), Rejected)


def test_deep_evidence_and_terms_are_answered() -> None:
    evidence: Evidence = Arithmetic(x, x)
    tower: Term = x
    for _ in range(400):
        evidence, tower = Symmetry(evidence), sin(tower)
    assert isinstance(judge(equal(x, x), evidence), Rejected)
    assert isinstance(judge(equal(x, x), Arithmetic(tower, x)), Rejected)
    assert isinstance(judge(equal(tower, tower), Arithmetic(x, x)), Rejected)


# --- any evidence gets an answer -----------------------------------------------------------------

HEADS = (
    "+ * / ^ neg sin log sqrt abs sum prod int diff lim index apply piecewise indicator where "
    "vector inv det matmul transpose gamma rgamma binomial min max root floor mod oo pi I E = != "
    "< in and or not implies iff true defined subs antiderivative frobnicate"
).split()
NAMES = ["x", "y", "n", "k", "A", "f", "z", "j", "", "#0", "x'"]


def _terms() -> st.SearchStrategy[Any]:
    leaves = st.sampled_from([*map(Sym, NAMES), ZERO, ONE, number(2), number(-1), INFINITY, TRUE])
    binders = ["sum", "prod", "int", "diff", "lim", "subs", "forall", "lambda", "antiderivative"]
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(App, st.sampled_from(HEADS), st.lists(inner, max_size=4).map(tuple)),
            st.builds(Bind, st.sampled_from(binders), st.sampled_from(NAMES), inner,
                      st.lists(inner, max_size=3).map(tuple)),
        ),
        max_leaves=7,
    )  # fmt: skip


TERMS = _terms()


def terms() -> st.SearchStrategy[Any]:
    return TERMS


def junk() -> st.SearchStrategy[Any]:
    odd = [None, 3, "sin", (), ((),), [1], {}, 2.5, b"x", Arithmetic, object(), Sym(3)]  # type: ignore[arg-type]
    return st.one_of(st.sampled_from(odd), terms(), st.builds(App, st.just("+"), st.just(7)))


def evidence_trees() -> st.SearchStrategy[Any]:
    names = st.sampled_from(
        [*NAMES, "log_mul", "sum_collapse", "sum_last", "abs_nonneg", "pow_add"]
    )
    pairs = st.lists(st.tuples(names, terms()), max_size=3).map(tuple)

    def kinds(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        part, several = st.one_of(inner, st.none(), junk()), st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(Congruence, terms(), terms(), st.lists(part, max_size=3).map(tuple), names),
            st.builds(Cases, terms(), inner, part),
            st.builds(Chain, several),
            st.builds(Symmetry, part),
            st.builds(NewtonLeibniz, terms(), terms(), names, inner, several),
            st.builds(Sign, part),
            st.builds(Absurd, part),
            st.builds(Point, pairs, several),
            st.builds(Suppose, part),
            st.builds(Generalise, names, part),
            st.builds(Lemma, terms(), part),
            st.builds(Have, several, part),
            st.builds(Each, several),
            st.builds(Either, terms(), several),
            st.builds(
                Domain, several, st.lists(st.tuples(terms(), pairs), max_size=2).map(tuple), part
            ),
            st.builds(Arithmetic, terms(), terms(), several),
        )

    leaves = st.one_of(
        st.builds(Arithmetic, terms(), terms()),
        st.builds(Axiom, names, pairs),
        st.builds(Derivative, terms()),
        st.builds(Continuity, terms()),
        st.builds(Asymptotics, terms(), terms(), terms()),
        st.builds(Linearity, terms(), st.lists(st.tuples(terms(), terms()), max_size=3).map(tuple)),
        st.builds(Hypothesis, terms(), st.lists(terms(), max_size=2).map(tuple)),
        st.builds(Point, pairs),
        junk(),
    )
    return st.recursive(leaves, kinds, max_leaves=4)


EVIDENCE = evidence_trees()


def contexts() -> st.SearchStrategy[Context]:
    sorts = {**POINTS, "A": MATRIX, "f": Sort("function", arity=1), "z": COMPLEX}
    stated = st.lists(terms(), max_size=2).map(tuple)
    return st.builds(Context, st.just(sorts), stated, st.sampled_from(["real", "complex"]))


def test_a_term_of_shared_parts_is_not_expanded() -> None:
    wide = call("+", *[x] * 100_000)
    wider = call("+", *[wide] * 100_000)
    assert not well_formed(Arithmetic(wider, wider))


@given(st.data())
def test_any_evidence_gets_an_answer(data: st.DataObject) -> None:
    relation: Relation = data.draw(st.sampled_from(get_args(Relation)))
    claim = Claim(data.draw(contexts()), data.draw(terms()), relation, data.draw(terms()))
    assert isinstance(judge(claim, data.draw(EVIDENCE)), Proved | Refuted | Rejected)


@given(st.data())
def test_evidence_of_the_claim_itself_gets_an_answer(data: st.DataObject) -> None:
    """Evidence that mentions the sides of the claim reaches further than random evidence."""
    before, after = data.draw(terms()), data.draw(terms())
    claim = Claim(data.draw(contexts()), before, "=", after)
    for evidence in (
        Arithmetic(before, after, (data.draw(EVIDENCE),)),
        Chain((Derivative(before), Symmetry(Derivative(after)))),
        Cases(data.draw(terms()), Arithmetic(before, after), Arithmetic(before, after)),
        induction(
            rel("=", before, after), "n", ONE, Arithmetic(before, after), Arithmetic(before, after)
        ),
        Point((("x", data.draw(terms())), ("n", ONE))),
    ):
        assert isinstance(judge(claim, evidence), Proved | Refuted | Rejected)


def test_every_number_is_a_number() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        Num(-1)  # type: ignore[arg-type]  # what is refused
