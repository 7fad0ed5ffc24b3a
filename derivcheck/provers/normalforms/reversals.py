"""Sums over products of entries of which equations are known: detailed balance.

    for all i, k: w[i]*P[i, k] = w[k]*P[k, i]
    sum(w[i]*P[i, j], i = 1..n) = w[j]*sum(P[j, i], i = 1..n)

An equation between products replaces one by the other where some index of the sums stands in fewer
factors then: over that index less is summed (Kelly, Reversibility and Stochastic Networks, 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import Arithmetic, Chain, Hypothesis
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    conjuncts,
    free_names,
    substitute,
)
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import (
    exchanges,
    factors_of,
    flattened,
    nested,
    under,
)
from derivcheck.provers.normalforms.functional import instances
from derivcheck.provers.normalforms.leading import adopt


@dataclass(frozen=True, slots=True)
class Law:
    """An equation between products of entries that holds for all values of some names."""

    statement: Term
    names: tuple[str, ...]
    sides: tuple[list[Term], list[Term]]


def reversed_products(basis: Basis, t: Bind) -> bool:
    """Rewrites what stands under sums so that an index stands in fewer factors; whether it has."""
    laws = list(_laws(basis.known.facts.statements))
    if not laws:
        return False
    flat = flattened(t, taken_by(basis.known.facts, t))
    ends = dict(flat.indices)
    indices = list(ends)
    if any(free_names(u) & ends.keys() for bounds in ends.values() for u in bounds):
        return False
    factors = factors_of(flat.body)
    spread = _spread(factors, indices)
    for law, values, others in _rewritten(laws, factors):
        if _spread(others, indices) < spread:
            body = product_of(others)
            fact = Arithmetic(flat.body, body, (Hypothesis(law.statement, values),))
            link = under(flat.indices, flat.body, body, fact)
            order = sorted(indices, key=lambda name: -_spread(others, [name]))
            new = nested([(name, ends[name]) for name in order], body)
            _look_up(basis, new)
            links = (*flat.links, link, *exchanges(flat.indices, body, order))
            return basis.propose(Chain(links))
    return False


def _look_up(basis: Basis, t: Term) -> None:
    """Uses what is known for all indices at those that occur."""
    for found in instances(basis.known.facts.statements, (t,)):
        match basis.known.inferred(found):
            case App("=", (left, right)):
                adopt(basis, found, left, right)


def _laws(statements: Sequence[Term]) -> Iterator[Law]:
    """The equations between products of entries among statements."""
    for statement in conjuncts(statements):
        inner, names = statement, list[str]()
        while isinstance(inner, Bind) and inner.head == "forall" and inner.args:
            names.append(inner.var)
            inner = inner.body
        match inner:
            case App("=", (one, other)) if len(names) > 1:
                sides = factors_of(one), factors_of(other)
                if all(isinstance(u, App) and u.head == "index" for side in sides for u in side):
                    yield Law(statement, tuple(names), sides)


def _spread(factors: Sequence[Term], indices: Sequence[str]) -> int:
    """In how many factors that index stands that stands in the fewest."""
    return min((sum(name in free_names(u) for u in factors) for name in indices), default=0)


def _rewritten(
    laws: Sequence[Law], factors: Sequence[Term]
) -> Iterator[tuple[Law, tuple[Term, ...], list[Term]]]:
    """The ways to replace some factors by a law, with the values of its names."""
    for law in laws:
        for old, new in (law.sides, law.sides[::-1]):
            for values, rest in _matches(old, list(factors), dict.fromkeys(law.names)):
                at = {name: value for name, value in values.items() if value is not None}
                if len(at) == len(law.names):
                    changed = [substitute(u, at) for u in new]
                    yield law, tuple(at.values()), [*rest, *changed]


def _matches(
    patterns: Sequence[Term], factors: list[Term], values: dict[str, Term | None]
) -> Iterator[tuple[dict[str, Term | None], list[Term]]]:
    """Values of names with which patterns are factors, and the factors that are left."""
    if not patterns:
        yield values, factors
        return
    for n, u in enumerate(factors):
        found = _matched(patterns[0], u, values)
        if found is not None:
            yield from _matches(patterns[1:], [*factors[:n], *factors[n + 1 :]], found)


def _matched(
    pattern: Term, u: Term, values: dict[str, Term | None]
) -> dict[str, Term | None] | None:
    """Values of names with which an entry is another one."""
    found = dict(values)
    match pattern, u:
        case App("index", (f, *at)), App("index", (g, *others)) if f == g:
            for one, other in zip(at, others, strict=True):
                if isinstance(one, Sym) and one.name in found:
                    if found[one.name] not in (None, other):
                        return None
                    found[one.name] = other
                elif one != other:
                    return None
            return found
    return None
