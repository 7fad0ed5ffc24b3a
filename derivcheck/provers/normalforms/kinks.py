"""Kinks and jumps of an integrand: where in its range another formula begins.

Absolute values, signs, extremes and comparisons change where a polynomial of degree one or two, or
a sine or cosine of an affine argument, is zero; whole parts where an affine argument is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import ceil, floor

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.definedness import STATEMENTS
from derivcheck.kernel.language.evidence import Absurd, Arithmetic, Either, Lemma, Sign
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    between,
    call,
    children,
    free_names,
    is_infinite,
    number,
    subterms,
)  # fmt: skip
from derivcheck.provers.antiderivatives.changes import argument, line
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.ranges import split_at
from derivcheck.provers.sideconditions.bernstein import bounds
from derivcheck.provers.sideconditions.signed_forms import difference

MAX_POINTS = 24
"""How many points of a range are looked at."""


def at_kinks(basis: Basis, t: Bind) -> bool:
    """An integral as two over the parts of its range left and right of a kink inside it."""
    point = kink(basis, t)
    return point is not None and split_at(basis, t, point)


def kink(basis: Basis, t: Bind) -> Term | None:
    """A point strictly inside a range where another formula of the integrand may begin."""
    low, high = t.args
    uni = Univariate(basis.field, basis.known.holds)
    for point in islice(_points(t, uni), MAX_POINTS):
        if basis.known.holds(call("<", low, point)) and basis.known.holds(call("<", point, high)):
            return point
    return None


def without_cases(t: Term, known: ProofContext) -> Term:
    """A term with absolute values, signs, extremes and cases decided where they are known."""
    match t:
        case App("abs", (u,)) if known.holds(call("<=", 0, u)):
            return without_cases(u, known)
        case App("abs", (u,)) if known.holds(call("<=", u, 0)):
            return -without_cases(u, known)
        case App("sign", (u,)) if known.holds(call("<", 0, u)):
            return ONE
        case App("sign", (u,)) if known.holds(call("<", u, 0)):
            return -ONE
        case App("max" | "min" as head, (u, v)) if known.holds(call("<=", u, v)):
            return without_cases(v if head == "max" else u, known)
        case App("max" | "min" as head, (u, v)) if known.holds(call("<=", v, u)):
            return without_cases(u if head == "max" else v, known)
        case App("indicator" | "where", (*value, p)) if known.holds(p):
            return without_cases(value[0], known) if value else ONE
        case App("indicator" | "where", (*_, p)) if known.holds(negation(p)):
            return ZERO
        case App("piecewise", (u, p, *rest)) if known.holds(p) or not rest:
            return without_cases(u, known)
        case App("piecewise", (_, p, *rest)) if known.holds(negation(p)):
            return without_cases(App("piecewise", tuple(rest)), known)
        case App("floor", (u,)) if (low := bounds(known.facts, u)[0]) is not None:
            n = floor(low)
            within = known.holds(call("<=", n, u)) and known.holds(call("<", u, n + 1))
            return number(n) if within else t
        case App(head, args) if head not in STATEMENTS:
            return App(head, tuple(without_cases(u, known) for u in args))
    return t


def order_range(known: ProofContext, t: Bind, name: str) -> None:
    """Learns which way round a range goes, so that nobody need distinguish the two ways again.

    Where both may be, the sign of what is in it, if that is the same.

    Arguments:
        known: inside the range of t, whose variable is a name.
    """
    if t.head != "int" or any(map(is_infinite, t.args)):
        return
    for ends in (t.args, t.args[::-1]):
        if known.holds(call("<=", *ends)) and _lies(known, t, Sym(name), *ends):
            return
    _ = known.holds(call("<", ZERO, Sym(name))) or known.holds(call("<", Sym(name), ZERO))


def _lies(known: ProofContext, t: Bind, x: Term, low: Term, high: Term) -> bool:
    """Learns that the variable of an integral is between its bounds, of which one is not less.

    Where high < x < low were true, low - x would be the sum of low - high and high - x.
    """
    (either_way,) = between(x, *t.args)
    empty = low - high
    for a, b, form in ((low, x, empty + (high - x)), (x, high, x - low + empty)):
        s, shown = call("<", a, b), Sign(Arithmetic(difference(a, b), form))
        parts = tuple(
            Lemma(s) if s in children(way)
            else Absurd(Lemma(way)) if known.facts.knowing(way).fails(way)
            else Lemma(s, shown)
            for way in children(either_way)
        )  # fmt: skip
        if not known.learn(Lemma(s, Either(either_way, parts))) and not known.holds(s):
            return False
    return True


def _points(t: Bind, uni: Univariate) -> Iterator[Term]:
    for part in dict.fromkeys(subterms(t.body)):
        if t.var not in free_names(part):
            continue
        match part:
            case App("abs" | "sign", (u,)):
                yield from _zeros(u, t, uni)
            case App("max" | "min", (u, v)):
                yield from _zeros(u - v, t, uni)
            case App(rel, (u, v)) if rel in ALLOWED and not {u, v} & set(INFINITE):
                yield from _zeros(u - v, t, uni)
            case App("floor" | "ceiling", (u,)):
                yield from _multiples(u, ONE, number(0), t, uni)
            case App("mod", (u, v)) if t.var not in free_names(v):
                yield from _multiples(u, v, number(0), t, uni)


def _zeros(u: Term, t: Bind, uni: Univariate) -> Iterator[Term]:
    """The zeros of a polynomial of low degree, of a sine or a cosine."""
    pi = App("pi", ())
    if (v := argument(u, ("sin",), t.var)) is not None:
        yield from _multiples(v, pi, number(0), t, uni)
    if (v := argument(u, ("cos",), t.var)) is not None:
        yield from _multiples(v, pi, pi / 2, t, uni)
    found = polynomials(u, t.var, uni)
    match found:
        case ([c, b], _):
            yield uni.tidy(-(c / b))
        case ([c, b, a], _):
            root = uni.root(uni.tidy(b**2 - 4 * a * c))
            yield uni.tidy((-b - root) / (2 * a))
            yield uni.tidy((-b + root) / (2 * a))


def _multiples(u: Term, unit: Term, offset: Term, t: Bind, uni: Univariate) -> Iterator[Term]:
    """Where an affine argument is a multiple of a unit, but for an offset, inside a range."""
    affine = line(u, t.var, uni)
    if affine is None or any(map(is_infinite, t.args)):
        return
    start, slope = affine
    found = [uni.field.constant((start + slope * end - offset) / unit) for end in t.args]
    ends = sorted(q for q in found if q is not None)
    if len(ends) < 2:
        return
    low, high = ends
    for k in range(floor(low) + 1, min(ceil(high), floor(low) + MAX_POINTS)):
        yield uni.tidy((number(k) * unit + offset - start) / slope)
