"""Integrals by primitives: evidence from what the search for one has found.

Nothing that is found is trusted: the kernel differentiates it, between the ends of the integral.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import Derivative, Lemma, NewtonLeibniz
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    is_infinite,
    substitute,
    subterms,
)
from derivcheck.provers.antiderivatives.search import primitive
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.kinks import order_range, without_cases


def newton_leibniz(basis: Basis, t: Bind, name: str) -> bool:
    """An integral by a primitive; True if the kernel accepts it.

    Arguments:
        name: a fresh one, for the variable.
    """
    key = ("no primitive", t, basis.known.facts)
    if key in basis.memory:
        return False
    found = by_primitive(basis, t, name)
    if found is None:
        basis.memory[key] = 1  # what is distributed is asked for twice
        return False
    if is_infinite(t) and not basis.known.learn(Lemma(App("defined", (t,)), found)):
        return False
    return basis.propose(found)


def by_primitive(basis: Basis, t: Bind, name: str) -> NewtonLeibniz | None:
    """Evidence for an integral by a primitive that is found by its shape."""
    if basis.known.facts.context.field != "real" and is_infinite(t):
        return None
    body = substitute(t.body, {t.var: Sym(name)})
    known = basis.known.inside(t, name)
    order_range(known, t, name)
    plain = without_cases(body, known)
    found = primitive(plain, name, Field(known.facts.context), basis.known.holds)
    if found is None:
        return None
    found = without_cases(found, known)
    rate = Bind("diff", name, found, (Sym(name), ONE))
    if not known.defined(rate):
        return None
    known.defined(body)  # what it takes is asked where the integral is to exist
    lemmas = tuple(known.lemmas)
    more = definedness(body, known.facts.context)
    inner = Basis(known.knowing(*more) if more else known, basis.handlers, basis.limits)
    inner.visit(rate)
    inner.visit(body)
    if not inner.equal(rate, body):
        return None
    return NewtonLeibniz(t, found, name, inner.evidence(rate, body), lemmas)


def integrals_of(side: Term) -> Iterator[Bind]:
    """The integrals of a term that no binder outside of them moves, each once."""
    names = free_names(side)
    for t in dict.fromkeys(subterms(side)):
        if isinstance(t, Bind) and t.head == "int" and free_names(t) <= names:
            yield t


def parameters(basis: Basis, side: Term) -> Iterator[Term]:
    """What is zero where the primitives of the integrals of a term divide by zero throughout."""
    known = basis.known
    for t in integrals_of(side):
        name = fresh(t.var, taken_by(known.facts, t))
        body = substitute(t.body, {t.var: Sym(name)})
        found = primitive(body, name, Field(known.facts.context), known.inside(t, name).holds)
        for condition in definedness(found, known.facts.context) if found else ():
            match condition:
                case App("!=", (u, v)) if name not in free_names(condition):
                    yield from (call("=", p, ZERO) for p, _ in basis.factors(u - v)[1])


def by_limits(basis: Basis, f: Term, var: str, a: Term, b: Term) -> NewtonLeibniz | None:
    """The integral of the derivative of a function, by the function at the ends or near them.

    Arguments:
        f, var: the function and its variable.
        a, b: the ends.
    """
    name = fresh(var, taken_by(basis.known.facts, f, a, b))
    body = substitute(f, {var: Sym(name)})
    rate = Bind("diff", name, body, (Sym(name), ONE))
    slope = derivative(rate, basis.known.facts.context)
    if slope is None:
        return None
    whole = Bind("int", name, slope[0], (a, b))
    known = basis.known.inside(whole, name)
    if not known.defined(rate):
        return None
    return NewtonLeibniz(whole, body, name, Derivative(rate), tuple(known.lemmas))
