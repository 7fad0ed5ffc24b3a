"""Equations between circular functions of an angle that is bounded: one value after the other.

    sin(x) = 1/2                  2*cos((x + pi/6)/2)*sin((x - pi/6)/2) = 0
    sin(u) = 0, 0 < u < 3*pi      u = pi or u = 2*pi

A sine is zero at multiples of pi and has one sign between them; differences of sines are products
(DLMF 4.14, 4.17, 4.21.7 to 4.21.11).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import asin, atan, ceil, floor, isclose, pi

from flint import arb, fmpq

from derivcheck.kernel.algebra.elementary import evaluate
from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.evidence import Absurd, Axiom, Cases, Evidence, Have, Lemma
from derivcheck.kernel.language.terms import (
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.equations.cases import split
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.trigonometric import PI

SIGNS = {"sin": ("sin_sign", Fraction(0)), "cos": ("cos_sign", Fraction(-1, 2))}
"""Head -> the row that says its sign from n*pi to (n + 1)*pi, both moved by so many times pi."""
DENOMINATORS = (12, 10, 8)
"""Of the angles, in turns of pi, whose sines are looked for."""
CIRCULAR = {"sin", "cos", "tan"}
MAX_ZEROS = 8
"""The most zeros between the bounds of an angle."""
CLOSE = 1e-9


def _product(left: Term, right: Term) -> Term | None:
    """What is zero where two sides are equal."""
    match left, right:
        case (App("tan", (u,)), c) | (c, App("tan", (u,))):
            angle = angle_of(c, "tan")
            return None if angle is None else call("sin", u - angle)
    factors = factors_of_sines(left, right)
    return factors and factors[0] * factors[1]


def factors_of_sines(left: Term, right: Term) -> tuple[Term, Term] | None:
    """The factors of a difference of sines, each a function of half the angles together."""
    if ZERO in (left, right) or not free_names(left) | free_names(right):
        return None
    u, v = angle_of_sine(left), angle_of_sine(right)
    if u is None or v is None:
        return None
    return call("cos", (u + v) / TWO), call("sin", (u - v) / TWO)


def angle_of_sine(t: Term) -> Term | None:
    """An angle of which a term is the sine."""
    match t:
        case App("sin", (u,)):
            return u
        case App("cos", (u,)):
            return u + PI / TWO
        case App("neg", (App("sin" | "cos"),)):
            inner = angle_of_sine(t.args[0])
            return None if inner is None else -inner
    return angle_of(t, "sin")


def angle_of(t: Term, head: str) -> Term | None:
    """The angle of a number, if it is a simple part of pi."""
    match t:
        case App("tan", (u,)) if head == "tan":
            return u
    x = None if free_names(t) else float_of(t)
    if x is None or (head == "sin" and abs(x) > 1):
        return None
    turns = (asin(x) if head == "sin" else atan(x)) / pi
    for d in DENOMINATORS:
        if isclose(turns * d, round(turns * d), abs_tol=CLOSE):
            return number(Fraction(round(turns * d), d)) * PI
    return None


def float_of(t: Term) -> float | None:
    """A number without names, as a decimal one."""
    found = evaluate(t, "real")
    return float(arb(found)) if type(found) in (fmpq, arb) else None


def by_turns(goal: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence for a statement about an angle by an equation of circular functions of it."""
    if known.facts.context.field != "real":
        return None
    for statement in conjuncts(known.facts.statements):
        match statement:
            case App("=", (App("sin" | "cos"), zero)) if zero == ZERO:
                found = _one_by_one(goal, statement, known)
            case App("=", (left, right)) if CIRCULAR & {_head(left), _head(right)}:
                found = _by_factors(goal, left, right, known, limits)
            case _:
                continue
        if found is not None:
            return found
    return None


def _head(t: Term) -> str:
    return t.head if isinstance(t, App) else ""


def _by_factors(
    goal: Term, left: Term, right: Term, known: ProofContext, limits: Limits
) -> Evidence | None:
    """The goal where one factor of what is zero is, and where it is not, and the others are."""
    product = _product(left, right)
    of = None if product is None else split(product, ZERO, known, limits, 0)
    if product is None or of is None:
        return None
    match product:
        case App("*", (one, other)):
            zero = App("=", (other, ZERO))
            yes, no = known.knowing(zero), known.denying(zero)
            first = _one_by_one(goal, zero, yes)
            no.learn(Lemma(call("=", product, ZERO), of))
            no.learn(Axiom("zero_product", (("u", one), ("v", other))))
            last = first and _one_by_one(goal, App("=", (one, ZERO)), no)
            return known.shown(Cases(zero, first, last)) if first and last else None
    return _one_by_one(goal, App("=", (product, ZERO)), known, Lemma(call("=", product, ZERO), of))


def _zeros(head: str, u: Term, known: ProofContext) -> range:
    """The numbers of the zeros that an angle may be at, with one more; empty if there is no end."""
    names = free_names(u)
    ends = [float_of(substitute(u, {x: e})) for x in names for e in bounds_of(Sym(x), known)]
    values = [e for e in ends if e is not None]
    if len(names) != 1 or len(values) < 2:
        return range(0)
    low, high = (end / pi - SIGNS[head][1] for end in (min(values), max(values)))
    first, last = ceil(low - CLOSE), floor(high + CLOSE)
    return range(first, last + 2) if last - first <= MAX_ZEROS else range(0)


def bounds_of(x: Term, known: ProofContext) -> list[Term]:
    """The greatest lower bound and the least upper bound of a name that are numbers."""
    lows, highs = list[tuple[float, Term]](), list[tuple[float, Term]]()
    for statement in conjuncts(known.facts.statements):
        match statement:
            case App("<" | "<=", (a, b)) | App(">" | ">=", (b, a)):
                for found, side, other in ((lows, b, a), (highs, a, b)):
                    if side == x and not free_names(other) and (v := float_of(other)) is not None:
                        found.append((v, other))
    if not lows or not highs:
        return []
    return [max(lows, key=lambda p: p[0])[1], min(highs, key=lambda p: p[0])[1]]


def _one_by_one(
    goal: Term, zero: App, known: ProofContext, told: Evidence | None = None
) -> Evidence | None:
    """The goal at every zero that the bounds of an angle leave.

    Arguments:
        zero: that a sine or a cosine is zero; `told`: evidence for it, if it is not known.
    """
    match zero:
        case App(_, (App("sin" | "cos" as head, (u,)), _)):
            zeros = _zeros(head, u, known)
            if zeros and (told is None or known.learn(told)):
                return _from(zeros, goal, zero, head, u, known)
    return None


def _from(
    zeros: range, goal: Term, zero: App, head: str, u: Term, known: ProofContext
) -> Evidence | None:
    """The goal at the first zero, and beyond it at the others; between them there is none."""
    (row, moved), n = SIGNS[head], zeros[0]
    at = number(n + moved) * PI
    if len(zeros) == 1:
        return _between(zero, row, n - 1, u, known)
    below, here = call("<", u, at), call("=", u, at)
    before, after = _between(zero, row, n - 1, u, known.knowing(below)), known.denying(below)
    if before is None or (shown := shown_at(goal, after.knowing(here))) is None:
        return None
    beyond = _from(zeros[1:], goal, zero, head, u, after.denying(here))
    if beyond is None:
        return None
    return known.shown(Cases(below, before, after.shown(Cases(here, shown, beyond))))


def _between(zero: App, row: str, n: int, u: Term, known: ProofContext) -> Evidence | None:
    """That there is no zero between two multiples of pi."""
    signed = learns_sign(known, row, n, u)
    return known.shown(Absurd(Lemma(zero))) if signed and known.holds(negation(zero)) else None


def learns_sign(known: ProofContext, row: str, n: int, u: Term) -> bool:
    """Whether the sign between two multiples of pi is learnt, as its conditions are."""
    sign = Axiom(row, (("n", number(n)), ("u", u)))
    _, conditions = instance(AXIOMS[row], sign.bindings)
    return all(map(known.holds, conditions)) and known.learn(sign)


def shown_at(goal: Term, known: ProofContext) -> Evidence | None:
    """The goal, or one of its parts, at a value; or that it is not allowed."""
    for part in goal.args if isinstance(goal, App) and goal.head == "or" else (goal,):
        if isinstance(part, App) and known.defined(part) and known.holds(part):
            return known.shown(Have((Lemma(part),), Lemma(goal)))
    return denied(known, known.holds)


def denied(known: ProofContext, holds: Callable[[Term], bool]) -> Evidence | None:
    """A comparison that is given, and whose contrary holds.

    Arguments:
        holds: with a search, or without one.
    """
    for statement in conjuncts(known.given):
        compared = isinstance(statement, App) and statement.head in ALLOWED
        if compared and holds(negation(statement)):
            return known.shown(Absurd(Lemma(statement)))
    return None
