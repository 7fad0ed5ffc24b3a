"""Equations for all integers from a bound on: the first one, and each from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.kernel.checker.facts import Facts, bare
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Chain, Evidence
from derivcheck.kernel.language.terms import (
    ONE,
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
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.functional import given

SPLITS = 1
"""How many cases the first equation may take, as `binomial(0, r)` does."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with a sum or product up to an integer name, or a recurrence."""
    if claim.relation != "=":
        return None
    known = known_of(claim).facts
    for var, base in starts(claim):
        found = _from(claim, var, base, known, limits)
        if found is not None:
            return with_domain(claim, found)
    return None


def starts(claim: Claim) -> Iterator[tuple[str, Term]]:
    """The integer names in the upper bounds of sums and products, and at which a function is asked
    of that is given by a recurrence, with their lower bounds.
    """
    for name in sorted(frozenset().union(*map(free_names, _places(claim)))):
        if is_integer(claim.context, name):
            yield from ((name, base) for base in known_bounds(claim.context, name))


def is_integer(context: Context, name: str) -> bool:
    """Whether a name is declared as one integer."""
    sort = context.sorts.get(name)
    return sort is not None and sort.base == "integer" and not sort.shape


def _places(claim: Claim) -> Iterator[Term]:
    """The upper bounds of sums and products, the arguments of functions given by equations."""
    functions = given((*claim.context.assumptions, *claim.context.facts))
    for t in (t for side in (claim.before, claim.after) for t in subterms(side)):
        match t:
            case Bind("sum" | "prod", _, _, (_, upper)):
                yield upper
            case App("apply", (Sym(f), argument)) if f in functions:
                yield argument


def known_bounds(context: Context, name: str) -> Iterator[Term]:
    """Lower bounds that an integer name is known to have, those of a premise first."""
    return bounds((*context.facts, *context.assumptions), name)


def bounds(statements: tuple[Term, ...], name: str) -> Iterator[Term]:
    """Lower bounds that statements give an integer name."""
    for statement in conjuncts(statements):
        match statement:
            case App("<=", (Num() | Sym() as base, Sym(found))) if found == name:
                yield base
            case App(">=", (Sym(found), Num() | Sym() as base)) if found == name:
                yield base
            case App("<", (Num(value), Sym(found))) if found == name and value == int(value):
                yield Num(value + 1)
            case App(">", (Sym(found), Num(value))) if found == name and value == int(value):
                yield Num(value + 1)


def grounds(
    statement: Term, var: str, base: Term, facts: Facts
) -> tuple[ProofContext, ProofContext]:
    """What is known for the first case of an induction, and for its step."""
    rest = [s for s in facts.statements if var not in free_names(s)]
    without = facts.about(bare(facts.context), rest)
    above = without.knowing(call("<=", base, Sym(var)), statement)
    return ProofContext(without, discharge), ProofContext(above, discharge)


def _from(claim: Claim, var: str, base: Term, facts: Facts, limits: Limits) -> Evidence | None:
    basis = Basis(ProofContext(facts, discharge), {}, limits)
    sides = [_placed(side, var, basis) for side in (claim.before, claim.after)]
    (left, before), (right, after) = sides
    found = _by_steps(left, right, var, base, facts, limits)
    if found is None or not before + after:
        return found
    there = Arithmetic(claim.before, left, before)
    return Chain((there, found, Arithmetic(right, claim.after, after)))


def _placed(t: Term, var: str, basis: Basis) -> tuple[Term, tuple[Axiom, ...]]:
    """A side with the ranges from 1 on that begin at a name, and the rows that say so.

    Where their terms have values is then seen for every value of the name.
    """
    rows = list[Axiom]()
    for u in tuple(subterms(t)):
        match u:
            case Bind("sum" | "prod", j, body, (a, b)) if var in free_names(a):
                moved = basis.normal(a - 1)
                if free_names(u) <= free_names(t) and j not in free_names(moved):
                    rows.append(series_row(f"{u.head}_shift", u, c=moved))
                    inner, ends = (
                        substitute(body, {j: Sym(j) + moved}),
                        (ONE, basis.normal(b - moved)),
                    )
                    t = replaced(t, u, replace(u, body=inner, args=ends))
    return t, tuple(rows)


def _by_steps(
    left: Term, right: Term, var: str, base: Term, facts: Facts, limits: Limits
) -> Evidence | None:
    start, above = grounds(App("=", (left, right)), var, base, facts)
    first = _shown(left, right, {var: base}, start, limits, SPLITS)
    if first is None:
        return None
    step = _shown(left, right, {var: Sym(var) + 1}, above, limits)
    return None if step is None else induction(App("=", (left, right)), var, base, first, step)


def _shown(
    left: Term,
    right: Term,
    at: dict[str, Term],
    known: ProofContext,
    limits: Limits,
    splits: int = 0,
) -> Evidence | None:
    return split(substitute(left, at), substitute(right, at), known, limits, splits)
