"""Provers made for tests: what they propose is judged by the kernel like everything else."""

from __future__ import annotations

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import Arithmetic, Both, Entails, Evidence, Hypothesis, Order
from derivcheck.kernel.terms import App
from derivcheck.provers.limits import Limits
from derivcheck.provers.order import Entry


def plain(claim: Claim, limits: Limits) -> Evidence | None:
    """Exact arithmetic; the signs; the consequent as a side condition; a fact as it stands."""
    match claim.relation:
        case "=":
            equation = App("=", (claim.before, claim.after))
            if equation in claim.context.facts:
                return Hypothesis(equation)
            return Arithmetic(claim.before, claim.after)
        case "iff":
            return Both(Entails((None,)), Entails((None,)))
        case "implies" | "implied by":
            goal = claim.after if claim.relation == "implies" else claim.before
            count = len(goal.args) if isinstance(goal, App) and goal.head == "and" else 1
            return Entails((None,) * count)
    return Order()


def entries(*provers) -> tuple[Entry, ...]:
    """A table of provers, each called by the name of its function."""
    return tuple(Entry(p.__name__, p, "for a test") for p in provers)
