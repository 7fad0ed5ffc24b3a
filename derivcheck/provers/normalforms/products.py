"""Products of symbolic length: by their factors, but for one place, and as exponentials.

    prod(f*g)  ->  prod(f)*prod(g)          prod(f, j != c)  ->  prod(f, a..c-1)*prod(f, c+1..b)
    prod(f)    ->  exp(sum(log(f)))         under a derivative, for positive f

Source: Graham, Knuth and Patashnik, Concrete Mathematics, section 2.3; the logarithmic derivative:
Spivak, Calculus, chapter 18.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Axiom, Chain, Congruence, Evidence, Symmetry
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
    children,
    free_names,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.ends import split_off
from derivcheck.provers.normalforms.shifted import zero_of


def multiplied(basis: Basis, t: Bind) -> None:
    """prod(f*g) = prod(f)*prod(g); constant factors and exponents go out, exponents are summed."""
    a, b = t.args

    def of(body: Term) -> Bind:
        return Bind("lambda", t.var, body, ())

    match t.body:
        case u if t.var not in free_names(u):
            basis.axiom("prod_constant", u=u, a=a, b=b)
        case App("*", (first, *rest)):
            basis.axiom("prod_mul", f=of(first), g=of(product_of(list(rest))), a=a, b=b)
        case App("neg", (u,)):
            basis.axiom("prod_mul", f=of(-ONE), g=of(u), a=a, b=b)
        case App("/", (u, v)):
            basis.axiom("prod_div", f=of(u), g=of(v), a=a, b=b)
        case App("^", (u, n)) if t.var not in free_names(n):
            basis.axiom("prod_power", f=of(u), n=n, a=a, b=b) or basis.axiom(
                "prod_powers", f=of(u), u=n, a=a, b=b
            )
        case App("^", (u, v)) if t.var not in free_names(u):
            basis.axiom("prod_exponents", u=u, f=of(v), a=a, b=b)
        case App("exp", (u,)):
            basis.propose(Symmetry(Axiom("exp_sum", (("f", of(u)), ("a", a), ("b", b)))))
        case Sym(name) if name == t.var and basis.field.constant(a) == 1:
            basis.axiom("prod_factorial", n=b)
        case _ if not _parted(basis, t):
            split_off(basis, t)


def _parted(basis: Basis, t: Bind) -> bool:
    """A product with cases, cut where the variable has the value that they speak of."""
    f, (low, high) = Bind("lambda", t.var, t.body, ()), t.args
    for s in subterms(t.body) if isinstance(t.body, App) and t.body.head == "piecewise" else ():
        match s:
            case App("=" | "!=", (one, other)) if t.var in free_names(s):
                place = zero_of(basis, one - other, t.var)
            case _:
                continue
        if place is not None and basis.axiom("prod_split", f=f, a=low, b=high, c=place):
            return basis.axiom("prod_last", f=f, a=low, b=place)
    return False


def differentiable(basis: Basis, t: Bind) -> Bind:
    """A derivative with the products in its body as exponentials, where they are positive."""
    products = [u for u in subterms(t.body) if isinstance(u, Bind) and u.head == "prod"]
    if not any(t.var in free_names(u) for u in products) or len(t.args) > len((t.var, ONE)):
        return t
    name = name_for(basis, t)
    old = renamed(t, name)
    known = basis.known.inside(t, name)
    known = known.knowing(*definedness(old.body, known.facts.context))
    inner = Basis(known, basis.handlers, basis.limits)
    new = replace(old, body=_exponential(inner, name, old.body))
    if new == old or not inner.equal(old.body, new.body):
        return t
    parts = (inner.evidence(old.body, new.body), *(None for _ in t.args))
    return new if basis.propose(Congruence(old, new, parts, name), (old, new)) else t


def _exponential(inner: Basis, name: str, t: Term) -> Term:
    """A term in which products that mention a name are exponentials of sums of logarithms."""
    match t:
        case Bind("prod", var, body, args) if name in free_names(t):
            found = call("exp", Bind("sum", var, call("log", body), args))
            inner.leave(t)
            return found if inner.propose(_sum_of_logarithms(inner, t)) else t
        case App():
            return rebuild(t, tuple(_exponential(inner, name, u) for u in children(t)))
    return t


def _sum_of_logarithms(inner: Basis, t: Bind) -> Evidence:
    """exp(sum(log(f))) = prod(exp(log(f))) = prod(f)."""
    body, name = call("log", t.body), name_for(inner, t)
    old, new = (renamed(replace(t, body=u), name) for u in (call("exp", body), t.body))
    letters = (("f", Bind("lambda", t.var, body, ())), ("a", t.args[0]), ("b", t.args[1]))
    undone = Axiom("exp_log", (("u", new.body),))
    under = Congruence(old, new, (undone, *(None for _ in t.args)), name)
    return Chain((Axiom("exp_sum", letters), under))
