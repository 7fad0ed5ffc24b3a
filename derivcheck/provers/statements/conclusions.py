"""Conclusions part by part: each comparison and equation under its premise, by whatever proves it.

0 < 1 - b^n < 1                 1 - b^n > 0 by induction, 1 - b^n < 1 by a sign
x > 1 implies log(x) < x - 1    log(x) < x - 1 for x > 1, by its derivative
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from derivcheck.kernel.checker.proof import Proved, goal_of
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Domain, Each, Evidence, Have, Suppose
from derivcheck.kernel.language.terms import TRUE, App, Term
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
        case App("implies", (p, q)):
            parts = q.args if isinstance(q, App) and q.head == "and" else (q,)
        case _:
            return None
    if len(parts) > MAX_PARTS or (len(parts) == 1 and p == TRUE):
        return None
    under = replace(claim.context, facts=(*claim.context.facts, p))
    found = list[Evidence]()
    for part in parts:
        shown = alone(part, under, limits, provers)
        if shown is None:
            return None
        found.append(shown)
    return Suppose(found[0] if q == parts[0] else Each(tuple(found)))


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
