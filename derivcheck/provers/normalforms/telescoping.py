"""Products of rational terms: by what they are quotients of, one step apart.

    1 - 1/k^2 = R(k + 1)/R(k) with R(k) = k/(k - 1)     so the product from 2 to n is R(n + 1)/R(2)

Factors that are one another moved by whole numbers are taken together (M. Petkovsek, H. Wilf and
D. Zeilberger, A = B, 5.2); what is left of factors of degree one goes into the gamma function.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Axiom, Chain, Congruence, Symmetry
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
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
    number,
    substitute,
)
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed

MAX_MOVED = 8
"""By how many steps factors are moved."""
MAX_FACTORS = 12


@dataclass(slots=True)
class Class:
    """Powers of one factor, moved by whole numbers."""

    base: Term
    powers: dict[int, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """The power of the factor that does not cancel."""
        return sum(self.powers.values())


def infinite_product(basis: Basis, t: Bind) -> bool:
    """Proposes that an infinite product is the limit of its partial products, if that exists."""
    low, high = t.args
    if t.head != "prod" or high != INFINITY or low in INFINITE:
        return False
    name = fresh("n", frozenset(basis.known.facts.context.sorts) | free_names(t) | {t.var})
    finite = replace(t, args=(low, Sym(name)))
    limit = Bind("lim", name, finite, (INFINITY,), "integer")
    letters = (("f", Bind("lambda", t.var, t.body, ())), ("a", low))
    if not basis.known.holds(App("defined", (limit,))):
        return False
    if not basis.known.learn(Axiom("product_of_partials_exists", letters)):
        return False
    return basis.propose(Symmetry(Axiom("partial_products", letters)))


def telescoped(basis: Basis, t: Bind) -> bool:
    """Proposes the value of a product over a range; whether it is accepted."""
    if is_infinite(t) or any(free_names(u) & {t.var} for u in t.args):
        return False
    name = name_for(basis, t)
    old = renamed(t, name)
    root = quotient_of(basis, old)
    if root is None:
        return False
    moved = substitute(root, {name: Sym(name) + 1})
    known = basis.known.inside(old, name)
    known = known.knowing(*definedness(old.body, known.facts.context))
    if not known.defined(moved / root):
        return False
    inner = Basis(known, basis.handlers, basis.limits)
    inner.visit(old.body)
    inner.visit(moved / root)
    if not inner.equal(old.body, moved / root):
        return False
    same = Congruence(
        old,
        replace(old, body=moved / root),
        (inner.evidence(old.body, moved / root), None, None),
        name,
    )
    f = Bind("lambda", name, root, ())
    row = Axiom("prod_telescope", (("f", f), ("a", t.args[0]), ("b", t.args[1])))
    return basis.propose(Chain((same, row)))


def quotient_of(basis: Basis, t: Bind) -> Term | None:
    """R with R(j + 1)/R(j) = f(j), for a product of a rational f; None if there is none."""
    known = basis.known.inside(t, t.var).positive()
    generic = Basis(known, {}, basis.limits)
    content, powers = generic.factors(t.body)
    found = _classes(generic, t.var, powers)
    if not found or (not basis.level and any(c.left for c in found)):
        return None
    root: Term = ONE
    lead: Term = number(content)
    j = Sym(t.var)
    for c in found:
        for moved, power in c.powers.items():
            for k in range(moved):
                root = root * substitute(c.base, {t.var: j + k}) ** number(power)
        if c.left:
            origin = substitute(c.base, {t.var: ZERO})
            slope = generic.normal(substitute(c.base, {t.var: ONE}) - origin)
            if not generic.equal(c.base, origin + slope * j):
                return None
            root = root * call("gamma", j + generic.normal(origin / slope)) ** number(c.left)
            lead = lead * slope ** number(c.left)
    lead = generic.normal(lead)
    return root if lead == ONE else root * lead**j


def _classes(generic: Basis, var: str, powers: list[tuple[Term, int]]) -> list[Class]:
    """The factors, those together that are one another moved; none if there are others."""
    found: list[Class] = []
    for factor, power in powers if len(powers) <= MAX_FACTORS else ():
        if var not in free_names(factor):
            return []
        for c in found:
            if (moved := _steps(generic, var, c.base, factor)) is not None:
                c.powers[moved] = power
                break
        else:
            found.append(Class(factor, {0: power}))
    return [_from_least(c, var) for c in found]


def _from_least(c: Class, var: str) -> Class:
    """The same with the factor that is moved least as the base."""
    least = min(c.powers)
    base = substitute(c.base, {var: Sym(var) + least})
    return Class(base, {moved - least: power for moved, power in c.powers.items()})


def _steps(generic: Basis, var: str, one: Term, other: Term) -> int | None:
    """By how many steps a factor is moved to be another."""
    for k in range(-MAX_MOVED, MAX_MOVED + 1):
        if generic.equal(substitute(one, {var: Sym(var) + k}), other):
            return k
    return None
