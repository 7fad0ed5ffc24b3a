"""Solutions of linear differential equations: what has the same values at one point is the same.

    x'' = -w^2*x for all t      x(t) and x(0)*cos(w*t) + x'(0)/w*sin(w*t) have the same x, x' at 0

The difference of two solutions solves the homogeneous equation, whose coefficients are read off an
equation that is given for all values of a name (Rudin, Principles of Mathematical Analysis, chapter
5, exercises 27 and 28).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Evidence,
    Generalise,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    conjuncts,
    free_names,
    fresh,
    substitute,
    subterms,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext, opened
from derivcheck.provers.foundations.unknown_functions import named, order_of
from derivcheck.provers.normalforms.functional import applications

MAX_POINTS = 4
"""At how many points the values are compared."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A function f with f'' = u*f' + v*f, but for terms without f, for all values of a name."""

    f: str
    u: Term
    v: Term


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence that two solutions of a given equation agree, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    sides = (claim.before, claim.after)
    for equation in _given(known_of(claim).facts):
        applied = [a for t in sides for f, a in applications(t) if f == equation.f]
        names = {u.name: None for (u,) in applied if isinstance(u, Sym)}
        points = dict.fromkeys([*(u for (u,) in applied if not isinstance(u, Sym)), ZERO])
        for x in names:
            for a in list(points)[:MAX_POINTS]:
                found = x not in free_names(a) and _agree(claim, equation, x, a, limits)
                if found:
                    return with_domain(claim, found)
    return None


def _given(facts: Facts) -> Iterator[Equation]:
    """The equations of second order that are known for all values of a name, alone or in pairs."""
    yield from _of_pairs(facts)
    for s in conjuncts(facts.statements):
        match s:
            case Bind("forall", t, App("=", (left, right)), ()):
                gap = left - right
                for f in {f: None for f, a in applications(gap) if a == (Sym(t),)}:
                    found = _linear(facts, f, t, gap)
                    if found is not None:
                        yield found


def _of_pairs(facts: Facts) -> Iterator[Equation]:
    """What each of two functions solves that have linear equations of first order together.

    With y' = a*y + b*z + .., z' = c*y + d*z + .. both solve u'' = (a + d)*u' - (a*d - b*c)*u + ..,
    as the matrix solves its characteristic equation.
    """
    stated = [s for s in conjuncts(facts.statements) if isinstance(s, Bind)]
    for one, other in combinations((s for s in stated if s.head == "forall"), 2):
        names = sorted(_differentiated(one) | _differentiated(other))
        rows = [_row(facts, s, names) for s in (one, other)] if len(names) == 2 else []
        if None in rows or not rows:
            continue
        matrix = {f: row for found in rows if found is not None for f, row in found.items()}
        if matrix.keys() != set(names):
            continue
        (a, b), (c, d) = (matrix[f] for f in names)
        field = facts.field
        trace, less = (fraction(field, field.value(t)) for t in (a + d, b * c - a * d))
        yield from (Equation(f, trace, less) for f in names)


def _differentiated(s: Bind) -> frozenset[str]:
    """The functions of which a first derivative stands in a statement about all values."""
    found = (f for f, _ in applications(s.body))
    slopes = [u for u in subterms(s.body) if isinstance(u, Bind) and u.head == "diff"]
    return frozenset(f for f in found if any(order_of(u, f, Sym(s.var)) == 1 for u in slopes))


def _row(facts: Facts, s: Bind, names: Sequence[str]) -> dict[str, tuple[Term, ...]] | None:
    """The function that an equation gives the derivative of, and its coefficients there."""
    slopes, values = ([f"{f}^({n})" for f in names] for n in (1, 0))
    match s:
        case Bind("forall", t, App("=", (left, right)), ()):
            gap = left - right
        case _:
            return None
    pairs = zip(slopes, values, strict=True)
    gap = named(gap, t, {f: (Sym(p), Sym(v)) for f, (p, v) in zip(names, pairs, strict=True)})
    field, atoms = facts.field, [*slopes, *values]
    nothing: dict[str, Term] = dict.fromkeys(atoms, ZERO)
    rest = substitute(gap, nothing)
    at_unit = (substitute(gap, {**nothing, y: ONE}) for y in atoms)
    of = [fraction(field, field.value(one - rest)) for one in at_unit]
    whole = sum((c * Sym(y) for c, y in zip(of, atoms, strict=True)), start=rest)
    held = frozenset().union(*map(free_names, of))
    led = [k for k, c in enumerate(of[:2]) if c != ZERO]
    if held & {t, *names} or free_names(rest) & {*names} or len(led) != 1:
        return None
    if not field.equal(gap, whole):
        return None
    return {names[led[0]]: tuple(-c / of[led[0]] for c in of[2:])}


def _linear(facts: Facts, f: str, t: str, gap: Term) -> Equation | None:
    """An equation solved for the second derivative, if it is linear with constant coefficients;
    one of first order is differentiated."""
    at, value = Sym(t), App("apply", (Sym(f), Sym(t)))
    for u in tuple(subterms(gap)):
        if (n := order_of(u, f, at)) in (1, 2):
            gap = replaced(gap, u, Sym(f"{f}^({n})"))
    gap = replaced(gap, value, Sym(f"{f}^(0)"))
    atoms = [f"{f}^({n})" for n in range(3)]
    field, rest = facts.field, substitute(gap, dict.fromkeys(atoms, ZERO))
    at_unit = (substitute(gap, {**dict.fromkeys(atoms, ZERO), y: ONE}) for y in atoms)
    of = [fraction(field, field.value(one - rest)) for one in at_unit]
    whole = sum((c * Sym(y) for c, y in zip(of, atoms, strict=True)), start=rest)
    if any({t, f} & free_names(c) for c in of) or f in free_names(rest):
        return None
    if not field.equal(gap, whole) or of[1:] == [ZERO, ZERO]:
        return None
    if of[2] == ZERO:  # y' = u*y, and so y'' = u*y'
        of = [ZERO, *of[:2]]
    u, v = (fraction(field, field.value(-c / of[2])) for c in of[1::-1])
    return Equation(f, u, v)


def _agree(claim: Claim, equation: Equation, x: str, a: Term, limits: Limits) -> Evidence | None:
    """Evidence that the difference of two sides vanishes with its derivative at a point."""
    known = known_of(claim)
    s = fresh(x, taken_by(known.facts, claim.before, claim.after))
    f = Bind("lambda", s, substitute(claim.before - claim.after, {x: Sym(s)}), ())
    letters = {"f": f, "a": a, "b": Sym(x), "u": equation.u, "v": equation.v}
    row = Axiom("linear_equation", (*letters.items(), ("c", MINUS_INFINITY), ("w", INFINITY)))
    for condition in instance(AXIOMS[row.name], row.bindings)[1]:
        match condition:
            case App("=", (left, right)):
                known_there = reduced(left, right, known, limits)
                if not known_there.equal(left, right):
                    return None
                known.learn(known_there.arithmetic(left, right))
            case Bind("forall"):
                if not _everywhere(known, condition, limits):
                    return None
    if known.inferred(row) is None:
        return None
    return known.shown(Arithmetic(claim.before, claim.after, (row,)))


def _everywhere(known: ProofContext, every: Bind, limits: Limits) -> bool:
    """Learns that a function solves an equation."""
    name, inner, wanted = opened(known, every)
    match wanted:
        case App("=", (left, right)):
            pass
        case _:
            return False
    if not inner.defined(left, right):
        return False
    basis = reduced(left, right, inner, limits)
    if not basis.equal(left, right):
        return False
    of = basis.wrapped(basis.arithmetic(left, right))
    return known.learn(Lemma(every, Generalise(name, Suppose(of))))
