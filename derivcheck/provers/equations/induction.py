"""Equations for all integers from a bound on: the first one, and each from the one before."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.facts import Facts, bare
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Induction
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with a sum or product up to an integer name, or None."""
    if claim.relation != "=":
        return None
    known = known_of(claim).facts
    for var, base in starts(claim):
        found = _from(claim, var, base, known, limits)
        if found is not None:
            return with_domain(claim, found)
    return None


def starts(claim: Claim) -> Iterator[tuple[str, Term]]:
    """The integer names in the upper bounds of sums and products, with their lower bounds."""
    parts = (t for side in (claim.before, claim.after) for t in subterms(side))
    series = (t for t in parts if isinstance(t, Bind) and t.head in ("sum", "prod"))
    for name in sorted({name for t in series for name in free_names(t.args[1])}):
        sort = claim.context.sorts.get(name)
        if sort is not None and sort.base == "integer" and not sort.shape:
            yield from ((name, base) for base in bounds(claim, name))


def bounds(claim: Claim, name: str) -> Iterator[Term]:
    """Lower bounds that an integer name is known to have, those of a premise first."""
    for statement in conjuncts((*claim.context.facts, *claim.context.assumptions)):
        match statement:
            case App("<=", (Num() | Sym() as base, Sym(found))) if found == name:
                yield base
            case App(">=", (Sym(found), Num() | Sym() as base)) if found == name:
                yield base
            case App("<", (Num(value), Sym(found))) if found == name and value == int(value):
                yield Num(value + 1)
            case App(">", (Sym(found), Num(value))) if found == name and value == int(value):
                yield Num(value + 1)


def _from(claim: Claim, var: str, base: Term, facts: Facts, limits: Limits) -> Evidence | None:
    left, right = claim.before, claim.after
    rest = [s for s in facts.statements if var not in free_names(s)]
    without = Facts(bare(facts.context), rest)
    first = _shown(left, right, {var: base}, ProofContext(without, discharge), limits)
    if first is None:
        return None
    above = without.knowing(call("<=", base, Sym(var)), App("=", (left, right)))
    step = _shown(left, right, {var: Sym(var) + 1}, ProofContext(above, discharge), limits)
    return None if step is None else Induction(left, right, var, base, first, step)


def _shown(
    left: Term, right: Term, at: dict[str, Term], known: ProofContext, limits: Limits
) -> Evidence | None:
    return split(substitute(left, at), substitute(right, at), known, limits, 0)
