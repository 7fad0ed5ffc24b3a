"""Conclusions part by part: each comparison and equation under its premise, by whatever proves it.

0 < 1 - b^n < 1                 1 - b^n > 0 by induction, 1 - b^n < 1 by a sign
x > 1 implies log(x) < x - 1    log(x) < x - 1 for x > 1, by its derivative
for all t > 0: sin(t) < t       sin(t) < t for t > 0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from derivcheck.kernel.checker.proof import Proved, goal_of
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context, range_of
from derivcheck.kernel.language.evidence import Domain, Each, Evidence, Generalise, Have, Suppose
from derivcheck.kernel.language.shapes import bound_sort
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    fresh,
    substitute,
)
from derivcheck.provers.foundations.limits import Limits

Prover = Callable[[Claim, Limits], Evidence | None]
MAX_PARTS = 6
"""How many parts a conjunction may have."""


def prove(claim: Claim, limits: Limits, provers: Iterable[Prover]) -> Evidence | None:
    """Evidence for comparisons and equations that follow from a statement, or None.

    Arguments:
        provers: of comparisons and equations, in their order.
    """
    match goal_of(claim):
        case App("implies", (p, q)) if p != TRUE or _is_compound(q):
            of = _shown(q, _assuming(claim.context, p), limits, tuple(provers))
            return Suppose(of) if of else None
    return None


def _is_compound(s: Term) -> bool:
    return isinstance(s, Bind) or (isinstance(s, App) and s.head == "and")


def _assuming(context: Context, *premises: Term) -> Context:
    return replace(context, assumptions=(*context.assumptions, *premises))


def _shown(
    goal: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a statement by its parts."""
    match goal:
        case App("and", parts) if len(parts) <= MAX_PARTS:
            found = tuple(_each(parts, context, limits, provers))
            return Each(found) if len(found) == len(parts) else None
        case App("implies", (p, q)):
            of = _shown(q, _assuming(context, p), limits, provers)
            return Suppose(of) if of else None
        case Bind("forall", var, body):
            name = fresh(var, free_names(goal).union(context.sorts))
            inner = replace(context, sorts={**context.sorts, name: bound_sort(goal, context)})
            inner = _assuming(inner, *range_of(goal, Sym(name), (), context))
            of = _shown(substitute(body, {var: Sym(name)}), inner, limits, provers)
            return Generalise(name, of) if of else None
    return alone(goal, context, limits, provers)


def _each(
    parts: Iterable[Term], context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Iterator[Evidence]:
    """Evidence for statements, up to the first for which there is none."""
    for part in parts:
        found = _shown(part, context, limits, provers)
        if found is None:
            return
        yield found


def alone(
    part: Term, context: Context, limits: Limits, provers: Iterable[Prover]
) -> Evidence | None:
    """Evidence for an equation or a comparison without conditions."""
    match part:
        case App("=" | "<" | "<=" | ">" | ">=" as rel, (a, b)):
            claim = Claim(context, a, rel, b)
        case _:
            return None
    for prover in provers:
        if (found := prover(claim, limits)) is None:
            continue
        verdict = judge(claim, found)
        if isinstance(verdict, Proved) and not verdict.conditions:
            return _bare(found)
    return None


def _bare(found: Evidence) -> Evidence:
    """Evidence for the statement from that for the step."""
    match found:
        case Domain(known, (), of) if of is not None:
            return Have(known, of) if known else of
    return found
