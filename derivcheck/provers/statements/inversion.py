"""Equations between numbers by what undoes a function, where premises give the rest.

v = sqrt(w)       v^2 = w, and both are not negative
t = -log(q)/k     q = exp(-k*t)
a = atan(q)       q = tan(a), and a is in the range
u = v             exp(u) = exp(v), or log(u) = log(v), or (u - v)^2 = 0
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Congruence, Evidence, Have, Lemma
from derivcheck.kernel.language.terms import ZERO, App, Term, call, number, subterms
from derivcheck.provers.equations.cases import split
from derivcheck.provers.foundations.inverse_pairs import INVERSE, UNDONE
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import difference

MAX_ORDER = 12
"""The highest power to which both sides are raised."""
SOLVED = frozenset("log exp asin acos atan asinh atanh".split())
"""Heads f whose equation f(u) = v is solved for u."""
INJECTIVE = {"exp": "exp_injective", "log": "log_injective"}
"""head -> the row by which it takes each value once."""


def undone(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence for an equation from one that something undoes, or None."""
    if known.facts.context.field != "real":
        return _by_square(left, right, known, limits)
    return (
        _by_square(left, right, known, limits)
        or _by_power(left, right, known, limits)
        or _by_inverse(left, right, known, limits)
        or _by_injective(left, right, known, limits)
    )


def _by_square(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """u = v from (u - v)^2 = 0: what is known gives the square where it does not give u - v."""
    gap = difference(left, right)
    square = gap ** number(2)
    of = split(square, ZERO, known, limits, 0)
    if of is None:
        return None
    zero = Axiom("zero_power", (("u", gap), ("n", number(2))))
    last = zero if right == ZERO else Arithmetic(left, right, (zero,))
    return known.shown(Have((Lemma(call("=", square, ZERO), of),), last))


def _by_power(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """u = v from u^n = v^n where neither is negative, or n is odd."""
    of_roots = lcm(*(q for side in (left, right) for q in _exponents(side, known) if q < 0))
    stated = {n for s in known.facts.statements for n in _exponents(s, known) if n > 1}
    for n in sorted(n for n in stated | {of_roots} if 1 < n <= MAX_ORDER):
        if n % 2 == 0 and not all(known.holds(call("<=", 0, u)) for u in (left, right)):
            continue
        powers = left ** number(n), right ** number(n)
        of = split(*powers, known, limits, 0)
        row = "cube_injective" if n % 2 else "power_injective"
        last = Axiom(row, (("u", left), ("v", right), ("n", number(n))))
        if of:
            return known.shown(Have((Lemma(call("=", *powers), of),), last))
    return None


def _exponents(t: Term, known: ProofContext) -> Iterator[int]:
    """The whole exponents in a term, and the orders of roots negated."""
    for u in subterms(t):
        match u:
            case App("sqrt", _):
                yield -2
            case App("^", (_, exponent)):
                value = known.facts.field.constant(exponent)
                if value is not None:
                    yield -value.denominator if value.denominator > 1 else int(value)


def _by_inverse(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """An equation that a function of a term solves, from that term."""
    parts = (t for side in (left, right) for t in subterms(side) if isinstance(t, App))
    for t in dict.fromkeys(t for t in parts if t.head in SOLVED and len(t.args) == 1):
        value = value_of(left - right, t, known)
        if value is None or t in subterms(value):
            continue
        inner = INVERSE[t.head]
        image = call(inner, value)
        of = split(t.args[0], image, known, limits, 0) if known.defined(image) else None
        last = Axiom(UNDONE[t.head, inner], (("u", value),))
        if of and known.inferred(last):
            same = Congruence(t, call(t.head, image), (of,))
            return known.shown(Arithmetic(left, right, (same, last)))
    return None


def value_of(gap: Term, atom: Term, known: ProofContext) -> Term | None:
    """The value of an atom at which a term vanishes that is linear in it."""
    field = known.facts.field
    top = field.value(gap).top
    found = field.used(field.value(atom))
    if len(found) != 1:
        return None
    place = top.context().nvars() - 1 - min(found)
    rows = coefficients(top, place)
    if sorted(rows) not in ([0, 1], [1]):
        return None
    offset = written(field, rows[0]) if 0 in rows else ZERO
    slope = field.constant(written(field, rows[1]))
    if slope is not None:
        return offset * number(-1 / Fraction(slope))
    return -(offset / written(field, rows[1])) if known.nonzero(written(field, rows[1])) else None


def _by_injective(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """u = v from f(u) = f(v) for a function that premises or sides contain."""
    stated = (*known.facts.statements, left, right)
    heads = {t.head for s in stated for t in subterms(s) if isinstance(t, App)}
    for f, row in INJECTIVE.items() if heads & {"exp", "log", "^"} else ():
        images = call(f, left), call(f, right)
        if not known.defined(*images):
            continue
        of = split(*images, known, limits, 0)
        if of:
            last = Axiom(row, (("u", left), ("v", right)))
            return known.shown(Have((Lemma(call("=", *images), of),), last))
    return None
