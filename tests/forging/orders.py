"""Lines with terms of an order: claims made of them, and whether one is seen to be false."""

from __future__ import annotations

from typing import Any

from mpmath import mp

from derivcheck.kernel.checker.rules.order import summands, without
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Have, Order, Point
from derivcheck.kernel.language.orders import ordered, places
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
)
from forging.evaluate import Evaluator
from forging.grow import Nursery
from forging.outcomes import Undefined, Unknown, as_float

SMALL = (12, 24, 36)
"""How near a variable comes to its place, in binary digits."""
MORE = 100
"""By what a quotient that is not bounded grows from one to the next."""
GERMS = ("exp", "sin", "cos", "log", "sqrt", "abs", "atan", "floor")


def step(n: Nursery) -> tuple[Claim, Evidence]:
    """A line and another with terms of an order, with evidence that one is the other's."""
    names = [s for s in n.world.names if n.world.context.sorts[s].is_number] or ["x"]
    x, to = Sym(n.pick(names)), n.pick((ZERO, ZERO, ZERO, ONE, INFINITY, n.material.number()))
    var = 1 / x if to in INFINITE else x - to if to != ZERO else x

    def order() -> Term:
        h = n.pick((var, var**2, var**3, ONE, call("sqrt", var), n.material.body(x.name)))
        return App("O", (h, x, n.pick((to,) * 9 + (ZERO,))))

    def line() -> Term:
        germ = call(n.pick(GERMS), n.pick((var, 1 + var, var + order(), var**2)))
        parts = (
            ONE,
            var,
            -var,
            var**2 / 2,
            germ,
            germ / var,
            order(),
            order() * order(),
            n.material.body(x.name),
        )
        return n.pick(parts) + n.pick(parts)

    before, after = line(), n.pick((line(), line() + order(), 1 + var + order(), var * order()))
    if n.chance(0.15):
        head = n.pick(("lim", "lim+", "lim-"))
        before = Bind(head, x.name, before, (to,))
        after = n.pick((ZERO, ONE, after, Bind(head, x.name, after, (to,))))
    told = Order(
        Num(n.pick((2, 4, 6))), n.pick((ZERO, ZERO, ONE, TWO)), n.pick((None, n.piece().evidence))
    )
    evidence = n.pick((told, told, Have((n.piece().evidence,), told), n.piece().evidence, None))
    if n.chance(0.3):
        values = tuple((s, number(1)) for s in n.world.names if s != x.name)
        evidence = Point(values, (told,))
    return Claim(n.world.context, before, "=", after), evidence or Have((), None)


def grows(ev: Evaluator, claim: Claim, point: dict[str, Any]) -> bool:
    """Whether what two lines differ by is seen to be of no order of the new one."""
    found = (places(claim.before) or frozenset()) | (places(claim.after) or frozenset())
    if len(found) != 1:
        return False
    ((x, to),) = found
    try:
        slots = summands(claim.after)
        gap = _wave(claim.before) - without(claim.after)
    except Rejected:
        return False

    def size(near: Any) -> Any:
        """The quotient at a place; 0 where it is not looked at."""
        try:
            at = {**point, x.name: near if to in INFINITE else ev.value(to, point) + 1 / near}
            if any(ev.truth(s, at) is not True for s in claim.context.assumptions):
                return 0
            most = max((abs(as_float(ev.value(h, at))) for h in slots), default=mp.mpf(0))
            return abs(as_float(ev.value(gap, at))) / most if most else mp.inf
        except (Undefined, Unknown):
            return 0

    sides = (1,) if to == INFINITY else (-1,) if to in INFINITE else (1, -1)
    ways = ([size(side * mp.mpf(2) ** k) for k in SMALL] for side in sides)
    return any(a > 0 and MORE * a < b and MORE * b < c for a, b, c in ways)


def _wave(t: Term) -> Term:
    """A line with one choice of what it stands for."""
    match t:
        case App("O", (h, _, _)):
            return h
        case App(head, args) if ordered(t):
            return App(head, tuple(map(_wave, args)))
    return t
