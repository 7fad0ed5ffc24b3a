"""Partial derivatives of abstract functions, each by one of its arguments, as terms."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf

from derivcheck.kernel.language.claims import Context, differential_sort
from derivcheck.kernel.language.sorts import Trait
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, free_names, fresh


@dataclass(frozen=True, slots=True)
class Partial:
    """An abstract function, differentiated so many times by each argument, at terms."""

    name: str
    orders: tuple[int | Fraction, ...]
    at: tuple[Term, ...]

    def higher(self, k: int, context: Context) -> Term:
        """Its derivative by argument k as a term, the first arguments innermost."""
        taken = frozenset({self.name}).union(*map(free_names, self.at))
        actual, binders = list(self.at), []
        for n, order in enumerate(self.orders):
            if order or n == k:
                name = fresh("t", taken)
                taken |= {name}
                actual[n] = Sym(name)
                binders.append((name, (self.at[n], Num(order + (n == k)))))
        t: Term = App("apply", (Sym(self.name), *actual))
        for name, args in binders:
            sort = differential_sort(args[0], context.sorts, context.field)
            t = Bind("diff", name, t, args, sort)
        return t


def partial(t: Term) -> Partial | None:
    """What an application or nested derivatives of one are, each by one argument of its own."""
    match t:
        case App("apply", (Sym(name), *at)):
            return Partial(name, (0,) * len(at), tuple(at))
        case Bind("diff", x, body, (u, Num(order))) if inner := partial(body):
            slots = [k for k, a in enumerate(inner.at) if x in free_names(a)]
            if [inner.at[k] for k in slots] != [Sym(x)] or not natural(order) or inner.name == x:
                return None
            (k,) = slots
            orders = (*inner.orders[:k], inner.orders[k] + order, *inner.orders[k + 1 :])
            return Partial(inner.name, orders, (*inner.at[:k], u, *inner.at[k + 1 :]))
    return None


def natural(order: int | Fraction) -> bool:
    """Whether an order is a positive whole number."""
    return order.denominator == 1 and order >= 1


SMOOTHNESS: dict[frozenset[Trait], float] = {
    frozenset(): inf, frozenset(("C0",)): 0, frozenset(("C1",)): 1, frozenset(("C2",)): 2,
}  # fmt: skip
"""What is declared of a function -> how many times it is continuously differentiable."""


def reserve(p: Partial, context: Context) -> float:
    """How many derivatives by its arguments a partial still has that are continuous, itself too.

    Below zero nothing is known of it.  Up to that number their order does not matter
    (Rudin, Principles of Mathematical Analysis, 9.41).
    """
    sort = context.sorts.get(p.name)
    if not sort or sort.base != "function" or (sort.traits and context.field != "real"):
        return -1
    if sort.codomain != "real" and sort.codomain != "complex":
        return -1  # whole numbers jump
    return SMOOTHNESS.get(sort.traits, -1) - float(sum(p.orders))
