"""Forgeries about limits along sequences: rows whose sequences may lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.axioms import AXIOMS, instance, letters
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Asymptotics,
    Axiom,
    Evidence,
    Generalise,
    Have,
    Lemma,
    Tail,
)
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
    substitute,
)
from forging.grow import Nursery

ROWS = tuple(row for row in AXIOMS.values() if ("s", 1) in letters(row))
UP: tuple[Callable[[Term], Term], ...] = (lambda k: k, lambda k: 2 * k, lambda k: k**2)
DOWN: tuple[Callable[[Term], Term], ...] = (lambda k: -k, lambda k: -(2 * k))
ABOVE: tuple[Callable[[Term], Term], ...] = (lambda k: 1 / k, lambda k: call("exp", -k))
BELOW: tuple[Callable[[Term], Term], ...] = (lambda k: -1 / k, lambda k: -call("exp", -k))
ASTRAY: tuple[Callable[[Term], Term], ...] = (lambda k: 0 * k, lambda k: 1 + 1 / k, lambda k: k / 2)


def by_rows(n: Nursery) -> Have:
    """A row, with what it asks shown as far as expansions find it."""
    row, var, name = n.pick(ROWS), n.material.fresh(), n.material.variable()
    k, v = Sym(var), Sym(name)
    fitting = DOWN if "back" in row.name else UP if "far" in row.name or "terms" in row.name else (
        BELOW if "below" in row.name else ABOVE)  # fmt: skip
    at = n.pick(fitting if n.chance(0.9) else (*UP, *DOWN, *ABOVE, *BELOW, *ASTRAY))(k)
    body = n.pick((v, 1 / v, v**2, call("exp", v), number(-1) ** v, n.material.body(name)))
    here = substitute(body, {name: at})
    along = here if n.chance(0.95) else n.pick((ZERO, ONE, k))
    values = {
        "f": Bind("lambda", name, body, ()),
        "g": Bind("lambda", var, at, ()),
        "s": Bind("lambda", var, along, ()),
        "a": ZERO if n.chance(0.9) else n.material.number(),
        "u": _goal(n, Bind("lim-", var, along, (INFINITY,))),
    }
    of = Axiom(row.name, tuple((letter, values[letter]) for letter, _ in letters(row)))
    shown = [e for c in instance(row, of.bindings)[1] for e in _shown(n, c, var)]
    return Have(tuple(shown), of)


def _goal(n: Nursery, limit: Bind) -> Term:
    try:
        found = limit_of(limit, 3, n.facts)
    except Rejected:
        return n.material.number()
    return found if found not in INFINITE and n.chance(0.9) else n.pick((ZERO, ONE))


def _shown(n: Nursery, condition: Term, var: str) -> tuple[Evidence, ...]:
    match condition:
        case Bind("forall"):
            inside = substitute(condition.body, {condition.var: Sym(var)})
            match inside:
                case App("=", (u, w)) if u != call("floor", w):
                    return (Lemma(condition, Generalise(var, Arithmetic(u, w))),)
            return (Lemma(condition, Generalise(var, None)),)
        case App("=", (Bind() as limit, value)):
            goes = Asymptotics(limit, value, Num(3))
            return Lemma(call("defined", limit), goes), goes
        case App("defined", (Bind("sum") as whole,)):
            return (Tail(whole, Num(3)),)
    return ()
