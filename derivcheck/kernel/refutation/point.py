"""Refutations: the one place that makes `Refuted`, from a point at which a claim fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.checker.constancy import constants
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import having
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.wellformed import readable, well_formed
from derivcheck.kernel.enclosures.evaluation import has_value, holds, instantiated
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Evidence, Order, Point
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.shapes import bound_sort
from derivcheck.kernel.language.sorts import Shape
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    conjuncts,
    free_names,
    fresh,
    number,
    substitute,
)  # fmt: skip
from derivcheck.kernel.refutation import families
from derivcheck.kernel.refutation.comparison import Differ, LostDomain, compare
from derivcheck.kernel.refutation.divergence import elsewhere
from derivcheck.kernel.refutation.outgrown import at_point, differing
from derivcheck.kernel.refutation.sequences import SHOWING


@dataclass(frozen=True, slots=True)
class Refuted:
    """The claim fails at a point: the values of both sides there, None where a side has none.

    A claim `for all x: P` is given as P, with x among the names of the point, and one about
    families as that about their rates of change.
    """

    claim: Claim
    point: tuple[tuple[str, Term], ...]
    before: Value | bool | None
    after: Value | bool | None


def refuted(claim: Claim, evidence: Point) -> Refuted:
    """What a claim says at a point at which it fails.  Raises: Rejected."""
    if not well_formed(evidence) or not readable(claim):
        raise Rejected("the evidence or the claim is malformed")
    point = dict(evidence.values)  # one value a name: two would let anything follow
    values = tuple(point.items())
    if ordered(claim.before) or ordered(claim.after):
        return _outgrown(claim, evidence)
    line, by = generalised(claim), evidence.by
    one = families.rates(line, by)
    if one is None:
        raise Rejected("lines that change at different rates may be the same family")
    facts = facts_at(one.context, values)
    if not evidence.by and not constants(one):
        gone = elsewhere(one, point, evidence.given, facts)
        if gone is not None:
            return Refuted(one, values, *gone)
    known = frozenset(_granted(lemma, facts) for lemma in evidence.given)
    match compare(one, point, known):
        case Differ(before, after) if not constants(one):
            return Refuted(one, values, before, after)
        case LostDomain(before) if families.lost(line):
            if not by or isinstance(compare(families.losing(line, by), point, known), LostDomain):
                return Refuted(one, values, before, None)
    raise Rejected("the claim is not seen to fail at the point")


def _outgrown(claim: Claim, evidence: Point) -> Refuted:
    """The same of lines with terms of an order.  Raises: Rejected."""
    match evidence.given:
        case (*lemmas, Order() as told):
            point = dict(evidence.values)
            found = differing(claim, point, having(lemmas, at_point(claim, point)), told)
            sides = (found.before, found.after) if found else (None, None)
            return Refuted(claim, evidence.values, *sides)
    raise Rejected("terms of an order have a rule of their own")


def _granted(lemma: Evidence, facts: Facts) -> Term:
    """What holds at a point by a lemma; comparison asks it of atoms only whose sides have values.

    Raises: Rejected.
    """
    found = SHOWING.infer(lemma, facts).statement
    atom = isinstance(found, App) and found.head in ALLOWED
    return found if atom else SHOWING.certain(lemma, facts).statement


def facts_at(context: Context, values: tuple[tuple[str, Term], ...]) -> Facts:
    """What is known at a point: its numbers and entries, and the assumptions seen to hold there."""
    point, sorts = dict(values), context.sorts
    assumed = (instantiated(p, point) for p in conjuncts(context.assumptions))
    met = (p for p in assumed if holds(p, point, context))
    numbers = [n for n in point if n in sorts and sorts[n].base not in ("boolean", "function")]
    told = (eq for n in numbers for eq in _entries(Sym(n), point[n], sorts[n].shape))
    return Facts(Context(sorts, (*told, *met), context.field), (), has_value)


def _entries(u: Term, t: Term, shape: Shape) -> Iterator[Term]:
    """The equations that say what a number is, or each entry of an array that begins at 1."""
    if not shape:
        yield App("=", (u, t))
    elif isinstance(t, App) and t.head == "vector" and shape[0][0] == ONE:
        place = u.args if isinstance(u, App) else (u,)
        for i, v in enumerate(t.args, 1):
            yield from _entries(App("index", (*place, number(i))), v, shape[1:])


def generalised(claim: Claim) -> Claim:
    """A claim `for all x: P` as the claim P about a declared x; any other claim as it is.

    What fails for some x fails: P at a value of x is a counterexample to `for all x: P`.
    """
    match claim:
        case Claim(context, before, "implies", Bind("forall", _, _, ()) as t):
            stated = (*context.assumptions, *context.facts, before, t)
            sizes = frozenset[str]().union(*(sort.sizes for sort in context.sorts.values()))
            name = fresh(t.var, sizes.union(*map(free_names, stated)))
            sorts = {**context.sorts, name: bound_sort(t, context)}
            body = substitute(t.body, {t.var: Sym(name)})
            return generalised(Claim(replace(context, sorts=sorts), before, "implies", body))
    return claim
