"""Kinks and jumps of an integrand: where in its range another formula begins.

Absolute values, signs, extremes and comparisons change where a term is zero, whole parts where one
is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

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
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.ranges import split_at
from derivcheck.provers.normalforms.zeros import levels, zeros
from derivcheck.provers.sideconditions.candidates import whole_part
from derivcheck.provers.sideconditions.signed_forms import difference

MAX_POINTS = 24
"""How many points of a range are looked at."""


def at_kinks(basis: Basis, t: Bind) -> bool:
    """An integral as two over the parts of its range left and right of a kink inside it."""
    point = kink(basis, t)
    return point is not None and split_at(basis, t, point)


def kink(basis: Basis, t: Bind) -> Term | None:
    """A point of a range, but for its ends, where another formula of the integrand may begin."""
    low, high = t.args
    uni = Univariate(basis.field, basis.known.holds)
    for found in islice(_points(t, uni), MAX_POINTS):
        basis.visit(found)
        point = basis.normal(found)
        if _precedes(basis, low, point) and _precedes(basis, point, high):
            return point
    return None


def _precedes(basis: Basis, a: Term, b: Term) -> bool:
    """Whether one term is below another or, where they are not the same, may touch it."""
    known = basis.known
    if known.holds(call("<", a, b)):
        return True
    apart = not is_infinite(a) and not is_infinite(b) and not basis.field.equal(a, b)
    return apart and known.holds(call("<=", a, b))


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
        case App("floor", (u,)) if (n := whole_part(known, u)) is not None:
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
                yield from zeros(u, t, uni)
            case App("max" | "min", (u, v)):
                yield from zeros(u - v, t, uni)
            case App(rel, (u, v)) if rel in ALLOWED and not {u, v} & set(INFINITE):
                yield from zeros(u - v, t, uni)
            case App("floor" | "ceiling", (u,)):
                yield from levels(u, ONE, t, uni)
            case App("mod", (u, v)) if t.var not in free_names(v):
                yield from levels(u, v, t, uni)
