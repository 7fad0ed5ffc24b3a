"""Bounds of bounds: x < t from x < y and y < t, for what polynomials do not bring together.

A question goes in; the proof context learns how the names in it compare with the quotients and
roots that bound other names, m*g/k of x < y and y < m*g/k.  Polynomial bounds are added up anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from derivcheck.kernel.language.evidence import Arithmetic, Lemma, Sign
from derivcheck.kernel.language.terms import (
    App,
    Sym,
    Term,
    conjuncts,
    free_names,
    is_infinite,
    subterms,
)
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_CHAINED = 8
"""How many bounds are looked at."""
BELOW = {"<": ("<", False), "<=": ("<=", False), ">": ("<", True), ">=": ("<=", True)}
"""Relation -> the same from the lesser side, and whether the sides change places."""


class Bound(NamedTuple):
    """What is less, or not greater, than what."""

    low: Term
    rel: str
    high: Term


def chained(known: ProofContext, s: Term) -> None:
    """Learns what the names in a question are bounded by, through other names."""
    bounds = list(_bounds(known))
    ends = [b for b in bounds if _is_far(b.low) or _is_far(b.high)]
    links = [b for b in bounds if isinstance(b.low, Sym) and isinstance(b.high, Sym)]
    if not ends or not links or not _touched(free_names(s), links):
        return
    for end in ends:  # which grow
        pairs = [pair for link in links for pair in ((end, link), (link, end))]
        for one, two in pairs if len(ends) < MAX_CHAINED else ():
            new = Bound(one.low, "<" if "<" in (one.rel, two.rel) else "<=", two.high)
            through = one.high == two.low and isinstance(one.high, Sym)
            if through and _joined(known, one, two, new):
                ends.append(new)


def _touched(names: frozenset[str], links: list[Bound]) -> bool:
    """Whether a name in a question is compared with another name."""
    return any(isinstance(t, Sym) and t.name in names for b in links for t in (b.low, b.high))


def _joined(known: ProofContext, one: Bound, two: Bound, new: Bound) -> bool:
    """Whether what two comparisons make together is new; it is learned then."""
    found = App(new.rel, (new.low, new.high))
    gap = (one.low - one.high) + (two.low - two.high)
    if found in known.facts.statements:
        return False
    if not known.learn(Lemma(found, Sign(Arithmetic(new.low - new.high, gap)))):
        return False
    known.given = (*known.given, found)
    return True


def _bounds(known: ProofContext) -> Iterator[Bound]:
    """The known comparisons, from the lesser side."""
    for s in conjuncts(known.given):
        match s:
            case App(rel, (a, b)) if rel in BELOW and not is_infinite(s):
                rel, turned = BELOW[rel]
                yield Bound(b, rel, a) if turned else Bound(a, rel, b)


def _is_far(t: Term) -> bool:
    """Whether a term is a quotient with names below, or holds a root."""
    parts = [u for u in subterms(t) if isinstance(u, App)]
    return any(u.head == "sqrt" or (u.head == "/" and free_names(u.args[1])) for u in parts)
