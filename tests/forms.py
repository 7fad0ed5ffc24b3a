"""Terms and evidence written short, for the tests of the kernel's guards."""

from __future__ import annotations

from typing import Any

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Derivative,
    Either,
    Evidence,
    Hypothesis,
    Lemma,
    NewtonLeibniz,
    Substitution,
)
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    between,
    call,
    number,
    substitute,
)

x, y, z, n, m, k, j, s, t, f, v, w = map(Sym, "xyznmkjstfvw")
PI, I = call("pi"), call("I")  # noqa: E741  # the name it has in formulas
HALF = ONE / 2
SORTS = {"x": REAL, "y": REAL, "n": INTEGER, "m": INTEGER, "k": INTEGER}
VECTOR = Sort("real", ((ONE, number(2)),))


def real(*assumptions: Term, **sorts: Sort) -> Context:
    return Context({**SORTS, **sorts}, assumptions)


def plane(*assumptions: Term) -> Context:
    return Context({"x": REAL, "z": COMPLEX, "n": INTEGER}, assumptions, "complex")


def rel(head: str, *sides: Term | int) -> Term:
    return call(head, *sides)


def eq(a: Term | int, b: Term | int) -> Term:
    return call("=", a, b)


def log(u: Term) -> Term:
    return call("log", u)


def sin(u: Term) -> Term:
    return call("sin", u)


def one(p: Term) -> Term:
    return call("indicator", p)


def defined(u: Term) -> Term:
    return App("defined", (u,))


def binder(head: str, var: str, body: Term, *args: Term | int) -> Bind:
    return Bind(head, var, body, tuple(number(u) if isinstance(u, int) else u for u in args))


def total(body: Term, low: Term | int = 1, high: Term | int = k) -> Bind:
    return binder("sum", "j", body, low, high)


def rate(body: Term, var: str = "x") -> Bind:
    return binder("diff", var, body, Sym(var), 1)


def area(body: Term, low: Term | int, high: Term | int) -> Bind:
    return binder("int", "t", body, low, high)


def toward(body: Term, at: Term | int, head: str = "lim") -> Bind:
    return binder(head, "t", body, at)


def every(body: Term, *bounds: Term | int, var: str = "j") -> Bind:
    return binder("forall", var, body, *bounds)


def lam(body: Term, var: str = "j") -> Bind:
    return Bind("lambda", var, body, ())


def axiom(name: str, **bindings: Term | int) -> Axiom:
    return Axiom(
        name, tuple((a, number(u) if isinstance(u, int) else u) for a, u in bindings.items())
    )


def same(u: Term | int) -> Arithmetic:
    u = number(u) if isinstance(u, int) else u
    return Arithmetic(u, u)


def slope_of(primitive: Term) -> Bind:
    return rate(primitive, "s")


def primitive(
    body: Term, found: Term, low: Term | int, high: Term | int, *inside: Evidence
) -> NewtonLeibniz:
    """The evidence of an integral of `body` in t by a primitive in s, its slope by the table."""
    slope = slope_of(found)
    shown = Arithmetic(slope, substitute(body, {"t": s}), (Derivative(slope),))
    return NewtonLeibniz(area(body, low, high), found, "s", shown, inside)


def within(low: int, high: int) -> Lemma:
    """That s, between two numbers in either order, is between them in this one."""
    low_, high_ = number(low), number(high)
    (either,) = between(s, low_, high_)
    assert isinstance(either, App)
    return Lemma(either.args[0], Either(either, (None, Absurd(Lemma(rel("<", high_, s))))))


def near_ends(found: Term, low: Term | int, high: Term | int) -> Term:
    return binder("lim-", "s", found, high) - binder("lim+", "s", found, low)


def moved(
    body: Term, ends: tuple[Any, Any], inner: Term, low: Any, high: Any, *inside: Evidence
) -> Substitution:
    """A change of variables to s; that the ends fit is left to arithmetic."""
    low, high = (number(u) if isinstance(u, int) else u for u in (low, high))
    first, last = (number(u) if isinstance(u, int) else u for u in ends)
    fits = (Arithmetic(substitute(inner, {"s": u}), c) for u, c in ((low, first), (high, last)))
    return Substitution(area(body, first, last), inner, "s", low, high, *fits, inside)


def hypothesis(p: Term, *at: Term | int) -> Hypothesis:
    return Hypothesis(p, tuple(number(u) if isinstance(u, int) else u for u in at))
