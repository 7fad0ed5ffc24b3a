"""Integrals beside others: by parts, in other variables, over ranges split or turned round.

For every limit of a function F at an end of an integral in a step, the integral of F' is what F
makes at both ends, and a combination of the integrals of the step (Rudin, Principles of
Mathematical Analysis, 6.12, 6.19, 6.21 and 6.22).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Linearity
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    is_infinite,
    substitute,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.combinations import combination
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import continued
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.binders import multiple_of
from derivcheck.provers.normalforms.bodies import under
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.primitives import by_limits, by_primitive, integrals_of
from derivcheck.provers.normalforms.ranges import moved_to, reflected, split_at, turned
from derivcheck.provers.normalforms.substitution import (
    changes,
    involutions,
    makes_multiple,
    moved,
    substitution,
)
from derivcheck.provers.normalforms.termwise import termwise

MAX_PRIMITIVES = 6
"""How many functions are taken for primitives."""
MAX_TOGETHER = 6
"""How many integrals are looked at as one."""
MAX_SPLIT, MAX_CHANGED = 5, 3
"""How many integrals are put together, and in how many variables are changed."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with integrals, or None."""
    sides = (claim.before, claim.after)
    if claim.relation != "=" or not any(map(_has_integral, sides)):
        return None
    basis, allowed = continued(claim, limits), ProofContext(facts_of(claim), discharge)
    if not any(_has_integral(basis.normal(side)) for side in sides):
        return None  # all of them have values, which differ

    def involve(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
        return _involve(basis, sides, allowed)

    before = (_turn, _split, _together, _by_ends, _change, _move, _termwise)
    for use in (*before, _reflect, involve, _halve):
        for _ in use(basis, sides):
            if basis.equal(*sides):
                return with_domain(claim, basis.evidence(*sides))
    return None


def _has_integral(side: Term) -> bool:
    return any(isinstance(t, Bind) and t.head == "int" for t in subterms(side))


def _integrals(sides: tuple[Term, Term]) -> Iterator[Bind]:
    """Those that no binder outside of them moves: the others are for whoever goes inside."""
    return iter(dict.fromkeys(t for side in sides for t in integrals_of(side)))


def _turn(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals over the same range, one of them turned round."""
    ranges = {t.args for t in _integrals(sides)}
    for t in _integrals(sides):
        if t.args[::-1] in ranges:
            turned(basis, t)
            yield


def _termwise(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals of sums by the integrals of their terms."""
    for t in list(_integrals(sides))[:MAX_CHANGED]:
        if termwise(basis, t):
            yield


def _split(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals over two parts of a range put together."""
    for t, one, two in product(list(_integrals(sides))[:MAX_SPLIT], repeat=3):
        (a, b), (low, c), (d, high) = t.args, one.args, two.args
        if (low, high) == (a, b) and c == d and c not in (a, b):
            split_at(basis, t, c)
            yield


def _alone(sides: tuple[Term, Term]) -> list[tuple[Bind, Bind]]:
    """Integrals of one side beside those of the other that are not on both."""
    before, after = ([*_integrals((side, side))] for side in sides)
    left = [t for t in before if t not in after][:MAX_CHANGED]
    right = [t for t in after if t not in before][:MAX_CHANGED]
    return [*product(left, right), *product(right, left)]


def _move(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals over the ranges of others, by affine changes of variables."""
    for t, other in _alone(sides):
        for ends in (other.args, other.args[::-1]):
            low, high = ends
            if ends != t.args and moved_to(basis, t, (low, high)):
                turned(basis, other)
                yield


def _reflect(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals with their variables running back, and together with themselves as they were."""
    for t in list(_integrals(sides))[:MAX_CHANGED]:
        other = reflected(basis, t)
        if other is not None:
            basis.visit(under(basis, other))
            yield
            back = substitute(t.body, {t.var: App("+", t.args) - Sym(t.var)})
            both = replace(t, body=t.body + back)
            simple = under(basis, both)
            found = by_primitive(basis, simple, name_for(basis, simple))
            if found is not None and basis.propose(found):
                basis.propose(Linearity(both, ((ONE, t.body), (ONE, back))))
                yield


def _involve(basis: Basis, sides: tuple[Term, Term], allowed: ProofContext) -> Iterator[None]:
    """Integrals in a variable that exchanges the ends, together with themselves as they were.

    Arguments:
        allowed: what is known whether or not they converge; symmetry says nothing of those that
            are not shown to.
    """
    for t in list(_integrals(sides))[:MAX_CHANGED]:
        name = name_for(basis, t)
        low, high = t.args
        ordered = basis.known.holds(call("<", low, high))
        if not ordered or not allowed.holds(App("defined", (t,))):
            continue
        for inner in involutions(basis, t, name):
            found = substitution(basis, replace(t, args=(high, low)), inner, name, (low, high))
            turned(basis, t)
            new = None if found is None else moved(basis.known, found)
            if (
                found is not None
                and new is not None
                and basis.propose(found.shown, (found.old, found.new))
            ):
                yield
                _against(basis, renamed(t, name), new.body)
                yield


def _against(basis: Basis, t: Bind, body: Term) -> None:
    """An integral less one over the same range by a primitive of the difference."""
    both = replace(t, body=t.body - body)
    simple = under(basis, both)
    found = by_primitive(basis, simple, name_for(basis, simple))
    if found is not None and basis.propose(found):
        basis.propose(Linearity(both, ((ONE, t.body), (-ONE, body))))


def _halve(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals beside one over half their range: split there, the other half laid on it."""
    found = list(_integrals(sides))[:MAX_CHANGED]
    for t in (t for t in found if not any(map(is_infinite, t.args))):
        low, high = t.args
        middle = basis.normal((low + high) / 2)
        ends = ((low, middle), (middle, high))
        if not any(_same(basis, other.args, half) for other in found for half in ends):
            continue
        first, last = (replace(t, args=args) for args in ends)
        for onto in ((high, middle), (middle, high)) if split_at(basis, t, middle) else ():
            laid = moved_to(basis, first, onto)
            if laid is not None:
                basis.visit(under(basis, laid))
                turned(basis, last)
                yield


def _together(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals over one range, with their factors, by a primitive of what they make together."""
    found = list(_integrals(sides))
    for ends in dict.fromkeys(t.args for t in found):
        alike = [t for t in found if t.args == ends][:MAX_TOGETHER]
        factors = _factors(basis, sides, alike) if len(alike) > 1 else None
        if factors is None:
            continue
        name = name_for(basis, *alike)
        pieces = tuple((c, renamed(t, name).body) for c, t in zip(factors, alike, strict=True))
        whole = Bind("int", name, App("+", tuple(c * body for c, body in pieces)), ends)
        primitive = by_primitive(basis, whole, name)
        if primitive is not None and basis.propose(Linearity(whole, pieces)):
            basis.propose(primitive)
            yield


def _factors(basis: Basis, sides: tuple[Term, Term], alike: list[Bind]) -> list[Term] | None:
    """The factors of integrals in the difference of two sides; None if one is not in it."""
    told = combination(basis, sides, alike)
    return None if told is None or ZERO in told[1] else told[1]


def _same(basis: Basis, one: tuple[Term, ...], other: tuple[Term, ...]) -> bool:
    pairs = zip(one, other, strict=True)
    return not any(map(is_infinite, (*one, *other))) and all(
        basis.field.equal(a, b) for a, b in pairs
    )


def _by_ends(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals by the limits of primitives."""
    for end, a, b in islice(_ends(sides), MAX_PRIMITIVES):
        _use(basis, sides, end, a, b)
        yield


def _change(basis: Basis, sides: tuple[Term, Term]) -> Iterator[None]:
    """Integrals in the variables of others."""
    for t, other in _alone(sides):
        back = Bind("int", t.var, t.body, t.args[::-1])
        for whole in (t, back):
            for found in changes(basis, whole, other, makes_multiple):
                if whole is back:
                    turned(basis, t)
                if moved(basis.known, found) is not None and basis.propose(
                    found.shown, (found.old, found.new)
                ):
                    yield


def _ends(sides: tuple[Term, Term]) -> Iterator[tuple[Bind, Term, Term]]:
    """The limits at the ends of integrals, each function once for each interval."""
    parts = [t for side in sides for t in dict.fromkeys(subterms(side)) if isinstance(t, Bind)]
    ranges = dict.fromkeys(t.args for t in parts if t.head == "int")
    seen = set()
    for t in parts:
        for a, b in ranges if t.head in LIMITS else ():
            if t.args[0] in (a, b) and (t.var, t.body, a, b) not in seen:
                seen.add((t.var, t.body, a, b))
                yield t, a, b


def _use(basis: Basis, sides: tuple[Term, Term], end: Bind, a: Term, b: Term) -> None:
    """The integral of F' by F at the ends, and by the other integrals."""
    found = by_limits(basis, end.body, end.var, a, b)
    if found is None or not isinstance(found.term, Bind):
        return
    whole = found.term
    integrals = [renamed(t, whole.var) for t in _integrals(sides) if t.args == (a, b)]
    pieces = _combination(basis, whole, integrals)
    if pieces is not None and basis.propose(Linearity(whole, pieces)):
        basis.propose(found)


def _combination(
    basis: Basis, whole: Bind, integrals: list[Bind]
) -> tuple[tuple[Term, Term], ...] | None:
    """A body as a multiple of another, or as a sum or difference of two multiples of others."""
    for t in integrals:
        ratio = multiple_of(basis, whole, t.body)
        if ratio is not None:
            return ((ratio, t.body),)
    for t in integrals:
        for sign in (ONE, -ONE):
            rest = replace(whole, body=whole.body - sign * t.body)
            for other in integrals:
                ratio = multiple_of(basis, rest, other.body)
                if ratio is not None:
                    return ((sign, t.body), (ratio, other.body))
    return None
