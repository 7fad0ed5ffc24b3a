"""Contractions: sums over several indices of one product, in a canonical order of the indices.

A product under a sum that holds sums itself is one product under several sums.  As a monomial in
tensors with dummy indices it is determined up to the order of its factors, the names of its indices
and the order of its sums; of these the least is taken.  Each factor stands as far out as it can, so
that what is not connected is written apart (Manssur, Portugal and Svaiter, Group-theoretic approach
for symbolic tensor manipulation, Int. J. Mod. Phys. C 13, 2002; the group is small, and tried out).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Evidence,
    Linearity,
    Symmetry,
)
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    fresh,
    substitute,
)  # fmt: skip
from derivcheck.provers.foundations.series import is_sum
from derivcheck.provers.normalforms.basis import Basis

MAX_INDICES = 5
"""The most indices whose orders are tried out."""
MAX_FACTORS = 8
"""The highest power of a sum that is written as a product."""

Index = tuple[str, tuple[Term, ...]]
"""A name, and its range."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A product under sums that stand directly in one another, and how a term is equal to that.

    Arguments:
        indices: from outside.
        body: the product, with no sum as a factor.
        links: of a chain that leads there from the term.
    """

    indices: tuple[Index, ...]
    body: Term
    links: tuple[Evidence, ...]


def contraction(basis: Basis, t: Bind) -> bool:
    """Rewrites a sum over a product of sums as its canonical form; whether it has one.

    Arguments:
        t: a sum; its body is a product in normal form.
    """
    taken = taken_by(basis.known.facts, t)
    flat = flattened(t, taken)
    names = {name for name, _ in flat.indices}
    if not 1 < len(names) <= MAX_INDICES:
        return False
    if any(free_names(end) & names for _, ends in flat.indices for end in ends):
        return False
    canonical, order = _canonical(factors_of(flat.body), dict(flat.indices), 0)
    if not isinstance(canonical, Bind) or len(order) != len(names):
        return False
    again = flattened(canonical, taken)
    links = (*flat.links, *exchanges(flat.indices, flat.body, order), *_matched(flat, order, again))
    back = (Symmetry(Chain(again.links)),) if again.links else ()
    return basis.propose(Chain((*links, *back)))


# --- flat ----------------------------------------------------------------------------------------


def flattened(t: Term, taken: set[str]) -> Flat:
    """A term as a product under sums.

    Arguments:
        taken: names that mean something; those of the indices are added.
    """
    match t:
        case Bind("sum", var, body, ends):
            name = _new(var, taken)
            return _below((name, ends), substitute(body, {var: Sym(name)}), taken)
    parts = factors_of(t)
    place = next((n for n, part in enumerate(parts) if is_sum(part)), None)
    if place is None:
        return Flat((), t, ())
    inner, rest = parts[place], product_of([*parts[:place], *parts[place + 1 :]])
    if not isinstance(inner, Bind) or rest == ONE:
        return flattened(inner, taken)
    name = _new(inner.var, taken)
    body = substitute(inner.body, {inner.var: Sym(name)})
    moved = Bind("sum", name, rest * body, inner.args)
    found = _below((name, inner.args), moved.body, taken)
    apart = rest * Bind("sum", name, body, inner.args)
    links = (Arithmetic(t, apart), Symmetry(Linearity(moved, ((rest, body),))))
    return Flat(found.indices, found.body, (*links, *found.links))


def _below(index: Index, body: Term, taken: set[str]) -> Flat:
    """A sum over an index that has been opened."""
    inner = flattened(body, taken)
    indices = (index, *inner.indices)
    if not inner.links:
        return Flat(indices, inner.body, ())
    end = nested(inner.indices, inner.body)
    return Flat(indices, inner.body, (under((index,), body, end, Chain(inner.links)),))


def factors_of(t: Term) -> list[Term]:
    """The factors of a product, powers of sums written out, what divides as a factor."""
    match t:
        case App("*", parts):
            return [u for part in parts for u in factors_of(part)]
        case App("/", (u, v)):
            return [*(w for w in factors_of(u) if w != ONE), ONE / v]
        case App("^", (u, Num(n))) if is_sum(u) and n.denominator == 1 and 0 < n <= MAX_FACTORS:
            return [u] * int(n)
    return [t]


def _new(stem: str, taken: set[str]) -> str:
    name = fresh(stem, taken)
    taken.add(name)
    return name


def nested(indices: Sequence[Index], body: Term) -> Term:
    """A body under sums, the first outermost."""
    for name, ends in reversed(indices):
        body = Bind("sum", name, body, ends)
    return body


def under(indices: Sequence[Index], left: Term, right: Term, shown: Evidence) -> Evidence:
    """Evidence for the equality of two sums from that of their bodies."""
    for name, ends in reversed(indices):
        left, right = (Bind("sum", name, u, ends) for u in (left, right))
        shown = Congruence(left, right, (shown, *(None for _ in ends)), name)
    return shown


# --- in another order ----------------------------------------------------------------------------


def exchanges(indices: Sequence[Index], body: Term, order: Sequence[str]) -> Iterator[Evidence]:
    """The exchanges of neighbours that bring sums into an order.

    Arguments:
        indices: of the sums, from outside.
        body: what stands under them.
        order: of their names.
    """
    left = list(indices)
    for place, name in enumerate(order):
        at = next(n for n, (other, _) in enumerate(left) if other == name)
        for n in range(at - 1, place - 1, -1):
            yield _exchanged(left, n, body)
            left[n : n + 2] = left[n + 1], left[n]


def _exchanged(indices: Sequence[Index], n: int, body: Term) -> Evidence:
    """The exchange of two neighbouring sums."""
    (one, (a, b)), (two, (u, v)) = indices[n : n + 2]
    rest = nested(indices[n + 2 :], body)
    f = Bind("lambda", one, Bind("lambda", two, rest, ()), ())
    row = Axiom("sum_swap", (("h", f), ("a", a), ("b", b), ("u", u), ("v", v)))
    pair = indices[n], indices[n + 1]
    return under(indices[:n], nested(pair, rest), nested(pair[::-1], rest), row)


def _matched(flat: Flat, order: Sequence[str], again: Flat) -> Iterator[Evidence]:
    """The body as the canonical form has it: its factors may stand in another order."""
    names: dict[str, Term] = {
        other: Sym(name) for name, (other, _) in zip(order, again.indices, strict=True)
    }
    body = substitute(again.body, names)
    if body != flat.body:
        ends = dict(flat.indices)
        indices = [(name, ends[name]) for name in order]
        yield under(indices, flat.body, body, Arithmetic(flat.body, body))


# --- the canonical order -------------------------------------------------------------------------


def _canonical(
    factors: Sequence[Term], ends: Mapping[str, tuple[Term, ...]], depth: int
) -> tuple[Term, list[str]]:
    """The canonical form of a product under sums, and its indices in the order of that.

    Arguments:
        factors: of the product.
        ends: index -> its range.
        depth: how many sums stand around; their indices are called by their numbers.
    """
    parts = [u for u in factors if not free_names(u) & ends.keys()]
    found = [
        min(_choices(some, ends, names, depth), key=lambda choice: spelled(choice[0]))
        for names, some in _connected(factors, ends)
    ]
    found.sort(key=lambda choice: spelled(choice[0]))
    whole = product_of([*sorted(parts, key=spelled), *(u for u, _ in found)])
    return whole, [name for _, order in found for name in order]


def _choices(
    factors: Sequence[Term], ends: Mapping[str, tuple[Term, ...]], names: set[str], depth: int
) -> Iterator[tuple[Term, list[str]]]:
    """The ways to write connected factors, each with another index outermost."""
    for name in names:
        called = f"j_{depth}"
        inside = [substitute(u, {name: Sym(called)}) for u in factors]
        body, order = _canonical(inside, {v: ends[v] for v in names - {name}}, depth + 1)
        yield Bind("sum", called, body, ends[name]), [name, *order]


def _connected(
    factors: Sequence[Term], ends: Mapping[str, tuple[Term, ...]]
) -> list[tuple[set[str], list[Term]]]:
    """The indices that factors connect, with these factors."""
    groups: list[tuple[set[str], list[Term]]] = []
    for u in factors:
        names, some = set(free_names(u) & ends.keys()), [u]
        if not names:
            continue
        for group in [g for g in groups if g[0] & names]:
            groups.remove(group)
            names, some = names | group[0], [*group[1], *some]
        groups.append((names, some))
    return groups


def spelled(t: Term, depth: int = 0) -> str:
    """A term as a text that says nothing of the names of its bound variables."""
    match t:
        case Bind(head, var, body, args):
            inner = spelled(substitute(body, {var: Sym(f"#{depth}")}), depth + 1)
            return f"{head}({inner};{','.join(spelled(u, depth) for u in args)})"
        case App(head, args):
            texts = [spelled(u, depth) for u in args]
            return f"{head}({','.join(sorted(texts) if head in '+*' else texts)})"
        case Sym(name):
            return name
    return repr(t)
