"""Terms and evidence written short, for the tests of the kernel's guards."""

from __future__ import annotations

from typing import Any

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Continuity,
    Derivative,
    Either,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    NewtonLeibniz,
    Suppose,
)
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
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


def change_row(first: Term, last: Term, kind: str = "") -> str:
    """The row for a change of variables between two bounds of the integral that is changed."""
    far: dict[Term, str] = {INFINITY: "_infinity", MINUS_INFINITY: "_minus_infinity"}
    ways = [f"_{way}{far[u]}" for way, u in (("from", first), ("to", last)) if u in far]
    return f"change{''.join(ways)}{kind}"


def moved(
    body: Term, ends: tuple[Any, Any], inner: Term, low: Any, high: Any, *inside: Evidence,
    kind: str = "", leads: tuple[tuple[Evidence, ...], ...] = ((), ()),
) -> Evidence:  # fmt: skip
    """A change of variables to s; that the ends fit is left to continuity and arithmetic.

    Arguments:
        inside: lemmas about s between the ends.
        kind: of the row: what it says of existence.
        leads: lemmas about where `inner` leads, instead.
    """
    low, high = (number(u) if isinstance(u, int) else u for u in (low, high))
    first, last = (number(u) if isinstance(u, int) else u for u in ends)
    row = change_row(first, last, kind)
    letters = {"f": lam(body, "t"), "g": lam(inner, "s"), "a": low, "b": high}
    letters |= {name: u for name, u in (("u", first), ("v", last)) if u not in INFINITE}
    of = Axiom(row, tuple(letters.items()))
    steep, *near = instance(AXIOMS[row], of.bindings)[1][-3:]
    assert isinstance(steep, Bind)
    wanted = substitute(steep.body, {steep.var: s}).args[1]  # type: ignore[union-attr]  # implies
    lemmas: list[Evidence] = [Lemma(steep, Generalise("s", Suppose(Have(inside, Lemma(wanted)))))]
    for one, of_one in zip(near, leads, strict=True):
        t, to = one.args  # type: ignore[union-attr]  # an equation
        lemmas += of_one or [Lemma(one, Arithmetic(t, to, (Continuity(t),)))]
    return Have(tuple(lemmas), of)


def hypothesis(p: Term, *at: Term | int) -> Hypothesis:
    return Hypothesis(p, tuple(number(u) if isinstance(u, int) else u for u in at))
