"""Arrays entry by entry, and what is made of entries: derivatives by arrays above all.

An equation of arrays is one of their entries at fresh indices.  Derivatives are taken by the table
of differentials (`kernel/language/differentials.py`) in the direction of a unit matrix; what they
are is compared as words first, then as sums over entries.

Source: Magnus and Neudecker, Matrix Differential Calculus, chapters 8 and 9.
"""

from __future__ import annotations

from derivcheck.kernel.judge import grounds
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Entries, Evidence
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.shapes import MADE, shape_of
from derivcheck.kernel.language.sorts import INTEGER, Shape
from derivcheck.kernel.language.terms import (
    App,
    Sym,
    Term,
    between_weakly,
    free_names,
    fresh,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.entries import COMPONENTS
from derivcheck.provers.normalforms.handlers import HANDLERS

WAYS = (HANDLERS, COMPONENTS)
"""Words as they are, then as sums over entries."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of arrays or of what is made of arrays, or None."""
    if claim.relation != "=":
        return None
    shape = shape_of(claim.before, claim.context)
    if not shape and not any(map(_has_arrays, (claim.before, claim.after))):
        return None
    known = ProofContext(grounds(claim).both, discharge)
    found = _by_entries(claim.before, claim.after, shape or (), known, limits)
    return None if found is None else with_domain(claim, known.shown(found))


def _has_arrays(t: Term) -> bool:
    return any(
        isinstance(u, App) and (HEADS[u.head].kind in MADE or u.head in ("index", "each"))
        for u in subterms(t)
    )


def _by_entries(
    left: Term, right: Term, shape: Shape, known: ProofContext, limits: Limits
) -> Evidence | None:
    """Evidence that two terms of one shape are equal."""
    names = _names(shape, known, left, right)
    facts = known.facts
    for name, bounds in zip(names, shape, strict=True):
        facts = facts.entering(name, INTEGER, *between_weakly(Sym(name), bounds))
    one, other = (App("index", (t, *map(Sym, names))) if names else t for t in (left, right))
    for handlers in WAYS if names else WAYS[1:]:
        basis = reduced(one, other, ProofContext(facts, discharge), limits, handlers)
        if basis.equal(one, other):
            found = basis.evidence(one, other)
            return Entries(left, right, names, found) if names else found
    return None


def _names(shape: Shape, known: ProofContext, *terms: Term) -> tuple[str, ...]:
    taken = set(known.facts.context.sorts).union(
        *map(free_names, (*terms, *known.facts.statements))
    )
    names: list[str] = []
    for stem in ("i", "j", "k", "l")[: len(shape)]:
        names.append(fresh(stem, taken))
        taken.add(names[-1])
    return tuple(names)
