"""Changes of variables: an integral as another one with a function put in for its variable.

The function is affine, by the ends, or a part of the other integrand that leads from end to end.
The kernel checks that it is strictly monotone between them (`kernel/language/evidence.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Evidence, Lemma, Substitution
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    is_infinite,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.binders import name_for, settled

MAX_CANDIDATES = 8
"""How many parts of an integrand are tried as new variables."""


def changes(basis: Basis, t: Bind, other: Bind) -> Iterator[Substitution]:
    """Integrals over the range of another that an integral may be rewritten to.

    Arguments:
        t: what is rewritten.
        other: whose range and parts are looked at.
    """
    low, high = other.args
    if any(map(is_infinite, other.args)) or not basis.known.holds(call("<", low, high)):
        return
    name = name_for(basis, other, t)
    for inner in _candidates(basis, t, other, name):
        if inner == Sym(name):
            continue
        first = _leads(basis, inner, name, low, t.args[0])
        last = _leads(basis, inner, name, high, t.args[1]) if first else None
        if first is None or last is None:
            continue
        lemmas = _monotone(basis, inner, name, low, high)
        if lemmas is not None:
            yield Substitution(t, inner, name, low, high, first, last, lemmas)


def moved(known: ProofContext, of: Substitution) -> Bind | None:
    """The integral in the new variable, if it is found to have a value."""
    if not known.holds(App("defined", (of.term,))):
        return None
    match known.inferred(of):
        case App("=", (_, Bind() as new)) if known.learn(Lemma(App("defined", (new,)), of)):
            return new
    return None


def _candidates(basis: Basis, t: Bind, other: Bind, name: str) -> Iterator[Term]:
    """Functions of a name that may lead from the ends of one range to those of another."""
    (c, d), (a, b) = t.args, other.args
    body = substitute(other.body, {other.var: Sym(name)})
    parts = [p for p in dict.fromkeys(subterms(body)) if isinstance(p, App) and p != body]
    yield from [p for p in reversed(parts) if name in free_names(p)][:MAX_CANDIDATES]
    if not any(map(is_infinite, t.args)):
        yield basis.normal(c + (d - c) / (b - a) * (Sym(name) - a))


def _leads(basis: Basis, inner: Term, name: str, end: Term, bound: Term) -> Evidence | None:
    """Evidence that a function leads from an end to a bound."""
    value = substitute(inner, {name: end})
    session = Basis(basis.known, basis.handlers, basis.limits)
    session.visit(value)
    return session.evidence(value, bound) if session.equal(value, bound) else None


def _monotone(
    basis: Basis, inner: Term, name: str, low: Term, high: Term
) -> tuple[Evidence, ...] | None:
    """Lemmas by which a function has a slope between two ends that does not vanish; None if it is
    not seen to, or not to be continuous at the ends.
    """
    known = basis.known.between(name, low, high)
    rate = Bind("diff", name, inner, (Sym(name), ONE))
    if not known.defined(rate) or not known.nonzero(rate):
        return None
    near = (Bind("lim+", name, inner, (low,)), Bind("lim-", name, inner, (high,)))
    return tuple(known.lemmas) if all(settled(basis.known, end) for end in near) else None
