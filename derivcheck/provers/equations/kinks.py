"""Derivatives at single points of which the table says nothing: where it holds, and where it fails.

    diff(x*|x|, x) = 2*|x|      for x != 0 by the table, for x = 0 by the slopes above x
    diff(sin(x)*|sin(x)|, x)    where sin(x) = 0 alike

A derivative that exists is the limit of those beside it (Rudin, Principles of Mathematical
Analysis, 5.10): the rows `slope_from_above` and `slope_from_below` of the kernel's axioms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.judge import grounds
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.derivatives import existence
from derivcheck.kernel.language.evidence import (
    Axiom,
    Cases,
    Continuity,
    Domain,
    Evidence,
    Lemma,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    fresh,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.equations.places import Place, places
from derivcheck.provers.foundations.everywhere import everywhere
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import expanded, settled

Way = Callable[[ProofContext, Place | None], Evidence | None]
"""Evidence by what is known, at one of the places where the table says nothing, or at none."""
MAX_PLACES = 3
"""At how many points cases are distinguished."""
DEPTH = 2
"""How often cases are distinguished where the table holds."""
WIDTHS = (ONE, ONE / 4)
"""How far one looks beside a point."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of a derivative that may exist where the table says nothing."""
    if claim.relation not in ("=", "<=", ">=") or claim.context.field != "real":
        return None
    known = known_of(claim)
    for t in _derivatives(claim):
        lost = [c for c in existence(t, claim.context) or () if not known.holds(c)]
        found_at = [*dict.fromkeys(p for c in lost for p in places(known, c, t.var, limits))]
        if any(known.holds(p.here) for p in found_at):
            return None  # it may exist nowhere that is allowed
        if 0 < len(found_at) <= MAX_PLACES:
            found = _by_cases(known, found_at, partial(_related, claim, t, limits))
            return None if found is None else _where_it_exists(claim, t, found_at, found, limits)
    return None


def _where_it_exists(
    claim: Claim, t: Bind, found_at: list[Place], of: Evidence, limits: Limits
) -> Evidence:
    """The evidence of a step, and that the derivative exists everywhere, if that is seen."""
    allowed, valued = ProofContext(grounds(claim).allowed, discharge), App("defined", (t,))
    slopes = _continuation(claim, t)
    way = partial(_exists, t, slopes, limits) if slopes else None
    exists = _by_cases(allowed, found_at, way) if way else None
    whole = with_domain(claim, of)
    if exists is None:
        return whole
    if isinstance(whole, Domain):
        return replace(whole, known=(Lemma(valued, exists), *whole.known))
    return Domain((Lemma(valued, exists),), (), whole)


def _derivatives(claim: Claim) -> Iterator[Bind]:
    """The derivatives by a real number at its own place."""
    for t in dict.fromkeys(subterms(claim.before)):
        match t:
            case Bind("diff", x, _, (Sym(y), order)) if x == y and order == ONE:
                sort = claim.context.sorts.get(x)
                if sort is not None and sort.base == "real" and not sort.shape:
                    yield t


def _by_cases(known: ProofContext, found_at: list[Place], way: Way) -> Evidence | None:
    """Evidence away from some places, and at each of them."""
    if not found_at:
        return way(known, None)
    first, *others = found_at
    yes = _by_cases(known.knowing(first.elsewhere), others, way)
    if not yes:
        return None
    at = known.knowing(first.here)
    first.count(at)
    no = way(at.knowing(), first)
    return known.shown(Cases(first.elsewhere, yes, at.shown(no))) if no else None


# --- what a derivative is ------------------------------------------------------------------------


def _related(
    claim: Claim, t: Bind, limits: Limits, known: ProofContext, place: Place | None
) -> Evidence | None:
    """Evidence for a step where the table holds, or at a point, by the slopes beside it."""
    sides, goal = (claim.before, claim.after), call(claim.relation, claim.before, claim.after)
    if place is None:
        if claim.relation == "=":
            return split(*sides, known, limits, DEPTH)
        return known.shown(Lemma(goal)) if known.holds(goal) else None
    x = Sym(t.var)
    for width in WIDTHS:
        for side, ends in (("above", (x, x + width)), ("below", (x - width, x))):
            slopes = (_continuation(claim, t), None)
            tried = (_beside(known.knowing(), t, (side, place), ends, limits, u) for u in slopes)
            found = next(filter(None, tried), None)
            if found is None:
                continue
            if claim.relation != "=":
                within = known.knowing()
                if all(map(within.learn, found)) and within.holds(goal):
                    return within.shown(Lemma(goal))
                continue
            basis = reduced(*sides, known, limits)
            if all(map(basis.propose, found)) and basis.equal(*sides):
                return basis.evidence(*sides)
    return None


def _beside(
    known: ProofContext,
    t: Bind,
    where: tuple[str, Place],
    ends: tuple[Term, Term],
    limits: Limits,
    slopes: Term | None,
) -> tuple[Evidence, Evidence] | None:
    """What a derivative at an end is, by what it is between two numbers, and where that leads.

    Arguments:
        where: the side, and the place.
        slopes: what it is, if the normal form does not do.
    """
    side, place = where
    low, high = ends
    name = fresh(t.var, taken_by(known.facts, t))
    inner = known.between(name, low, high)
    body = substitute(t.body, {t.var: Sym(name)})
    rate = Bind("diff", name, body, (Sym(name), ONE))
    place.leave(inner, name)
    if not known.holds(call("<", low, high)) or not inner.defined(rate):
        return None
    if slopes is None:
        slope = reduced(rate, ZERO, inner, limits).normal(rate)
    else:
        slope = substitute(slopes, {t.var: Sym(name)})
    head, end = ("lim+", low) if side == "above" else ("lim-", high)
    limit = Bind(head, name, slope, (end,))
    near = Continuity(limit) if settled(known, limit) else expanded(known, limit)
    if near is None:
        return None
    f, g = (Bind("lambda", name, u, ()) for u in (body, slope))
    row = Axiom(f"slope_from_{side}", (("f", f), ("g", g), ("a", low), ("b", high)))
    if not all(
        _learnt(known, s, place, limits) for s in instance(AXIOMS[row.name], row.bindings)[1]
    ):
        return None
    return known.shown(row), known.shown(near)


def _learnt(known: ProofContext, wanted: Term, place: Place, limits: Limits) -> bool:
    """Learns a condition of a row: by arithmetic at all numbers between two others."""

    def shown(within: ProofContext, s: Term) -> Evidence | None:
        if not isinstance(s, App):
            return None
        left, right = s.args
        found = split(left, right, within, limits, 1)
        return found or split(left, right, within, limits, 1)  # by what was learnt

    if not isinstance(wanted, Bind):
        return known.holds(wanted)
    return everywhere(known, wanted, shown, place.leave)


# --- that it exists ------------------------------------------------------------------------------


def _continuation(claim: Claim, t: Bind) -> Term | None:
    """What a derivative is everywhere, by the other side of an equation in which it stands once."""
    if claim.relation != "=":
        return None
    none, one = (replaced(claim.before, t, u) for u in (ZERO, ONE))
    field = ProofContext(grounds(claim).allowed, discharge).facts.field
    found = field.constant(one - none)
    rest = claim.after if field.equal(none, ZERO) else claim.after - none
    factor = number(found or 0)
    if not found or not field.equal(claim.before, factor * t + none):
        return None
    return rest if found == 1 else rest / factor


def _exists(
    t: Bind, slopes: Term, limits: Limits, known: ProofContext, place: Place | None
) -> Evidence | None:
    """Evidence that a derivative has a value, by the table or by a limit of the slopes."""
    known, x, valued = known.knowing(), Sym(t.var), App("defined", (t,))
    if place is None:
        return known.shown(Lemma(valued)) if known.holds(valued) else None
    name = fresh(t.var, taken_by(known.facts, t))
    body, slope = (substitute(u, {t.var: Sym(name)}) for u in (t.body, slopes))
    f, g = (Bind("lambda", name, u, ()) for u in (body, slope))
    whole, limit = (Bind("lim", name, u, (x,)) for u in (body, slope))
    if not settled(known, whole) or not settled(known, limit):
        return None
    if not known.learn(Lemma(call("=", whole, t.body), Continuity(whole))):
        return None
    for width in WIDTHS:
        row = Axiom("slope_exists", (
            ("f", f), ("g", g), ("a", x), ("b", x + width), ("c", x - width)))  # fmt: skip
        if all(
            _learnt(known, s, place, limits) for s in instance(AXIOMS[row.name], row.bindings)[1]
        ):
            return known.shown(Lemma(valued, row))
    return None
