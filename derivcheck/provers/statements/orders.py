"""Lines with terms of an order, `exp(x) = 1 + x + O(x^2)`: by expansions, or a point for the rest.

N. G. de Bruijn, Asymptotic Methods in Analysis, 1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import product

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.rules.order import place, settled, summands
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import facts_of, judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Evidence, Order, Point
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    number,
)
from derivcheck.kernel.refutation.outgrown import at_point, differing
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.models import Models
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import asking
from derivcheck.provers.statements.conclusions import Prover, alone

LENGTHS = (4, 8, 12)
"""How many terms of an expansion are kept, in turn."""
MULTIPLES: tuple[Term, ...] = (ONE, ZERO, TWO)
"""What stands for the bounded factors of the old line at a point."""
MAX_DENOMINATOR = 100
"""Of the numbers that stand for names."""
_t = Sym("t")
FUNCTIONS = tuple(
    Bind("lambda", "t", body, ()) for body in (call("exp", _t), _t**3 + _t**2 + 1, call("sin", _t))
)
"""What stands for functions of one number."""


def prove(claim: Claim, limits: Limits, provers: Iterable[Prover]) -> Evidence | None:
    """Evidence for an equation of lines with terms of an order, or None.

    Arguments:
        provers: of what is left where the limits of such lines are known.
    """
    known = ProofContext(facts_of(claim), discharge)
    for length, which in product(LENGTHS, range(_summands(claim))):
        found = Order(Num(length), Num(which))
        try:
            left = asking(known, partial(settled, (claim.before, claim.after), found))
        except Rejected:
            continue
        if left is None:
            return known.shown(found)
        of = alone(App("=", left), claim.context, limits, provers)
        return known.shown(replace(found, of=of)) if of else None
    return None


def _summands(claim: Claim) -> int:
    try:
        return max(len(summands(claim.after)), 1)
    except Rejected:
        return 1


def refute(claim: Claim, limits: Limits) -> Evidence | None:
    """A point at which lines differ by more than the order they say; or None."""
    moving = _variable(claim)
    for values, length, multiple in product(_points(claim, moving), LENGTHS, MULTIPLES):
        told = Order(Num(length), multiple)
        known = ProofContext(at_point(claim, dict(values)), discharge)
        try:
            asking(known, partial(_differing, claim, dict(values), told))
        except Rejected:
            continue
        found = Point(values, (*known.lemmas, told))
        if isinstance(judge(claim, found), Refuted):
            return found
    return None


def _differing(claim: Claim, point: dict[str, Term], e: Order, facts: Facts) -> None:
    differing(claim, point, facts, e)


def _variable(claim: Claim) -> str:
    """The name that leads somewhere, if one does."""
    try:
        return place((claim.before, claim.after), facts_of(claim))[0].name
    except Rejected:
        return ""


def _points(claim: Claim, moving: str) -> Iterator[tuple[tuple[str, Term], ...]]:
    """A few points for all names that occur but one, at which what is assumed of them holds."""
    context = claim.context
    asked = (free_names(claim.before) | free_names(claim.after)) - {moving}
    names = asked.union(*(free_names(p) for p in context.assumptions)) - {moving}
    sorts = {name: context.sorts[name] for name in names}
    told = tuple(p for p in context.assumptions if moving not in free_names(p))
    functions = sorted(name for name in names if sorts[name].base == "function")
    if any(sorts[name].arity not in (None, 1) for name in functions):
        return
    numbers = {name: sort for name, sort in sorts.items() if name not in functions}
    models = Models(Facts(Context(numbers, told, context.field)))
    points = models.points if numbers else ({},)
    for point, made in product(points, FUNCTIONS[: len(FUNCTIONS) if functions else 1]):
        yield (
            *((name, made) for name in functions),
            *(
                (name, number(Fraction(v).limit_denominator(MAX_DENOMINATOR)))
                for name, v in sorted(point.items())
            ),
        )
