"""Arrays entry by entry, and what is made of entries: derivatives by arrays above all.

An equation of arrays is one of their entries at fresh indices.  Derivatives are taken by the table
of differentials (`kernel/language/differentials.py`) in the direction of a unit matrix; what they
are is compared as words first, then as sums over entries.

Source: Magnus and Neudecker, Matrix Differential Calculus, chapters 8 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from math import prod

from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.judge import grounds
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Chain, Congruence, Entries, Evidence
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import INTEGER, Shape
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    between_weakly,
    children,
    conjuncts,
    free_names,
    fresh,
    number,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import is_sum
from derivcheck.provers.normalforms.basis import Basis, Handler
from derivcheck.provers.normalforms.determinants import known_equations
from derivcheck.provers.normalforms.entries import (
    COMPONENTS,
    COMPONENTS_APART,
    OUTSIDE,
    OUTSIDE_APART,
    SETTLED,
)
from derivcheck.provers.normalforms.functional import instances
from derivcheck.provers.normalforms.words import has_arrays

Ways = tuple[dict[str, Handler], ...]

WAYS = (SETTLED, OUTSIDE, COMPONENTS)
"""Words as they are, then as sums over entries, last in arguments of functions as well."""
WAYS_BESIDE_SUMS = (SETTLED, OUTSIDE_APART, COMPONENTS_APART)
"""The same where a sum is written, on a side or in what is known."""
CASES = 1
"""How many indices may be distinguished from others, one after the other."""
MAX_WRITTEN = 16
"""How many entries of an array are compared one by one."""
MAX_PLACES = 8
"""At how many indices known equations of arrays are taken for a number."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of arrays or of what is made of arrays, or None."""
    if claim.relation != "=":
        return None
    shape, sides = shape_of(claim.before, claim.context), (claim.before, claim.after)
    known = ProofContext(grounds(claim).both, discharge)
    if not shape:
        entered = _learn_components(known, limits, free_indices(*sides))
        if not entered and not any(map(has_arrays, sides)):
            return None
    about = free_names(claim.before) | free_names(claim.after)
    found = None
    if shape and not frozenset[str]().union(*map(free_names, _array_equations(known))) <= about:
        found = by_entries_alone(*sides, known, limits)
    found = found or by_entries(*sides, known, limits)
    return None if found is None else with_domain(claim, known.shown(found))


def by_entries_alone(
    left: Term, right: Term, known: ProofContext, limits: Limits
) -> Evidence | None:
    """Evidence that two terms are equal whatever equations of arrays hold, which are dear."""
    context, apart = known.facts.context, frozenset(_array_equations(known))
    stated = (
        tuple(s for s in some if s not in apart) for some in (context.assumptions, context.facts)
    )
    assumptions, facts = stated
    plain = replace(context, assumptions=assumptions, facts=facts)
    bare = ProofContext(grounds(Claim(plain, left, "=", right)).both, discharge)
    found = by_entries(left, right, bare, limits)
    return None if found is None else bare.shown(found)


def by_entries(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence that two terms of one shape are equal, by known equations of arrays as well."""
    shape = shape_of(left, known.facts.context) or ()
    written = (left, right, *known.facts.statements)
    ways = WAYS_BESIDE_SUMS if any(is_sum(t) for u in written for t in subterms(u)) else WAYS
    if not shape:
        return _equal(left, right, known, limits, ways[1:])
    places, names = _written(shape), tuple[str, ...]()
    facts = known.facts
    if not places:
        names = _names(shape, known, left, right)
        places = [tuple(map(Sym, names))]
        for name, bounds in zip(names, shape, strict=True):
            facts = facts.entering(name, INTEGER, *between_weakly(Sym(name), bounds))
    found = []
    for at in places:
        one, other = (App("index", (t, *at)) for t in (left, right))
        there = ProofContext(facts, discharge)
        _enter(there, at)
        shown = _equal(one, other, there, limits, ways) or split(one, other, there, limits, CASES)
        if shown is None and _learn_components(there, limits, at):
            shown = _equal(one, other, there, limits, ways[-1:])
        if shown is None:
            return None
        found.append(there.shown(shown))
    return Entries(left, right, names, tuple(found))


def _array_equations(known: ProofContext) -> list[Term]:
    """The equations of arrays that are assumed or given."""
    context = known.facts.context
    stated = (*context.assumptions, *context.facts)
    return [s for s in stated if isinstance(s, App) and s.head == "=" and _is_array(known, s)]


def _is_array(known: ProofContext, equation: App) -> bool:
    return any(shape_of(u, known.facts.context) for u in equation.args)


def _enter(known: ProofContext, at: tuple[Term, ...]) -> None:
    """Learns the entries of known equations of arrays at some indices."""
    for left, right, evidence in list(known_equations(known.facts)):
        if len(shape_of(left, known.facts.context) or ()) == len(at):
            one, other = (App("index", (t, *at)) for t in (left, right))
            known.learn(Congruence(one, other, (evidence, *(None for _ in at))))


def _learn_components(known: ProofContext, limits: Limits, at: Iterable[Term]) -> bool:
    """Learns known equations of arrays at some indices, in entries of factors; if any."""
    learnt = [known.learn(row) for row in component_equations(known, limits, at)]
    return any(learnt)


def component_equations(
    known: ProofContext, limits: Limits, at: Iterable[Term]
) -> Iterator[Evidence]:
    """Known equations of arrays at some indices, in this order, in entries of their factors."""
    equations = list(known_equations(known.facts))
    ranks = {len(shape_of(left, known.facts.context) or ()) for left, _, _ in equations} - {0}
    at = tuple(dict.fromkeys(at))
    places = [
        place
        for rank in sorted(ranks)
        for place in (combinations(at, rank) if len(at) >= rank else product(at, repeat=rank))
    ]
    for place in places[:MAX_PLACES]:
        for left, right, evidence in equations:
            if len(shape_of(left, known.facts.context) or ()) == len(place):
                one, other = (App("index", (t, *place)) for t in (left, right))
                same = Congruence(one, other, (evidence, *(None for _ in place)))
                yield _in_components(Basis(known, COMPONENTS_APART, limits), one, other, same)


def _in_components(basis: Basis, one: Term, other: Term, same: Evidence) -> Evidence:
    for t in (one, other):
        basis.visit(t)
    first, last = basis.normal(one), basis.normal(other)
    return Chain((basis.evidence(first, one), same, basis.evidence(other, last)))


def free_indices(*terms: Term) -> list[Term]:
    """The indices of entries in terms that speak of no bound name, in the order they stand in."""
    return list(chain.from_iterable(_free_indices(t, frozenset()) for t in terms))


def _free_indices(t: Term, bound: frozenset[str]) -> Iterator[Term]:
    """The indices of entries in a term that speak of no bound name."""
    if isinstance(t, App) and t.head == "index":
        yield from (u for u in t.args[1:] if bound.isdisjoint(free_names(u)))
    inside = bound | {t.var} if isinstance(t, Bind) else bound
    for part in children(t):
        yield from _free_indices(part, inside)


def _equal(
    one: Term, other: Term, known: ProofContext, limits: Limits, ways: Ways
) -> Evidence | None:
    """Evidence that two numbers are equal, the first way in which they are seen to be."""
    for handlers in ways:
        basis = reduced(one, other, known, limits, handlers)
        if not basis.equal(one, other) and _instantiated(basis, one, other):
            basis = reduced(one, other, known, limits, handlers)
        if basis.equal(one, other):
            return basis.evidence(one, other)
    return None


def _instantiated(basis: Basis, *terms: Term) -> bool:
    """Learns what is known for all indices at those that the sums over entries bring; if any is."""
    known = basis.known
    if not any(isinstance(s, Bind) for s in conjuncts(known.facts.statements)):
        return False
    sums = [basis.normal(t) for t in terms]
    found = [known.learn(instance) for instance in instances(known.facts.statements, sums)]
    return any(found)


def _written(shape: Shape) -> list[tuple[Term, ...]]:
    """The indices of all entries of an array of a small numeral shape; else none."""
    runs: list[range] = []
    for axis in shape:
        match axis:
            case (Num(low), Num(high)):
                runs.append(range(int(low), int(high) + 1))
            case _:
                return []
    if prod(map(len, runs)) > MAX_WRITTEN:
        return []
    return [tuple(map(number, at)) for at in product(*runs)]


def _names(shape: Shape, known: ProofContext, *terms: Term) -> tuple[str, ...]:
    taken = taken_by(known.facts, *terms)
    names: list[str] = []
    for stem in ("i", "j", "k", "l")[: len(shape)]:
        names.append(fresh(stem, taken))
        taken.add(names[-1])
    return tuple(names)
