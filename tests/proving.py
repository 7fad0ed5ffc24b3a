"""Provers made for tests: what they propose is judged by the kernel like everything else."""

from __future__ import annotations

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Each,
    Evidence,
    Hypothesis,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.terms import App
from derivcheck.provers.foundations.limits import Limits
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
            return Each((Suppose(None), Suppose(None)))
        case "implies" | "implied by":
            return Suppose(None)
    return Lemma(App(claim.relation, (claim.before, claim.after)))


def entries(*provers) -> tuple[Entry, ...]:
    """A table of provers, each called by the name of its function."""
    return tuple(Entry(p.__name__, p, "for a test") for p in provers)
