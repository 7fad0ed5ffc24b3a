"""Whole steps: claims, most of them false, with evidence for steps and points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Domain,
    Each,
    Evidence,
    Point,
    Sign,
    Suppose,
)
from derivcheck.kernel.language.terms import ONE, TWO, ZERO, App, Bind, Sym, Term, number
from forging import asked, orders
from forging.grow import Nursery
from forging.material import CLOSED, ODD, PLAIN_NUMBERS, RELATIONS
from forging.recipes import equality

Step = tuple[Claim, Evidence]


def claim(n: Nursery, before: Term, relation: Any, after: Term) -> Claim:
    return Claim(n.world.context, before, relation, after)


def domain(n: Nursery) -> Step:
    """A step whose sides have other domains, with lemmas that are meant to hide it."""
    t = n.material.binder() if n.chance(0.5) else n.material.term(2)
    before, after = n.pick(SIDES)(n, t)
    found = tuple(n.piece().evidence for _ in range(n.rng.randrange(3)))
    rare = tuple((s, point(n)) for s in asked.needed(after, n.world.context)[:2] if n.chance(0.5))
    if n.chance(0.2):
        proof = n.pick((None, Sign(Arithmetic(before - after, before - after))))
        return claim(n, before, n.pick(RELATIONS), after), Domain(found, rare, proof)
    along = point(n) if n.chance(0.5) else ()
    shown = equality(n, before, after, n.facts)
    return claim(n, before, "=", after), Domain(found, rare, shown, along)


SIDES: tuple[Callable[[Nursery, Term], tuple[Term, Term]], ...] = (
    lambda n, t: (ZERO, 0 * t),
    lambda n, t: (t, n.material.inside(t)),
    lambda n, t: (n.material.inside(t), t),
    lambda n, t: n.equation().statement.args,
    lambda n, t: (n.material.inside(t), n.material.inside(t)),
    lambda n, t: (ONE, t / t),
    lambda n, t: (ZERO, 0 * n.material.padded(t)),
    lambda n, t: (u := n.material.own(), u + 0 * n.material.padded(ONE)),
)


def comparison(n: Nursery) -> Step:
    """A comparison of something that has a value because it is the old side."""
    t = n.pick(BINDERS) if n.chance(0.5) else n.material.binder()
    proof = n.pick((Domain((), (), None), Sign(Arithmetic(t, t))))
    return claim(n, t, n.pick(RELATIONS), ZERO), proof


BINDERS = tuple(t for t in (*CLOSED, *ODD) if isinstance(t, Bind) and t.head != "lambda")


def false(n: Nursery) -> Step:
    """A false step by whatever was accepted."""
    x = Sym(n.pick(n.material.numbers)) if n.material.numbers else ONE
    before, relation, after = n.pick(
        ((ONE, "=", TWO), (x, "=", x + 1), (x, "<", x), (ONE, ">", TWO))
    )
    of = n.pick((Absurd(n.piece().evidence), n.piece().evidence, None))
    known = tuple(n.piece().evidence for _ in range(n.rng.randrange(3)))
    return claim(n, before, relation, after), Domain(known, (), of)


def statement(n: Nursery) -> Step:
    """A step between statements by what was accepted for one of them."""
    p, q = n.material.statement(), n.piece().statement if n.chance(0.5) else n.material.statement()
    relation = n.pick(("implies", "implied by", "iff"))
    half = Suppose(n.pick((None, n.piece().evidence)))
    return claim(n, p, relation, q), Each((half, Suppose(None))) if relation == "iff" else half


def point(n: Nursery) -> tuple[tuple[str, Term], ...]:
    """Values for names, some of them no values, some for names that are none."""
    names = [*n.world.names, *(n.material.name() for _ in range(n.rng.randrange(2)))]
    return tuple((name, _value(n, name)) for name in names if n.chance(0.97))


def _value(n: Nursery, name: str) -> Term:
    sort = n.world.context.sorts.get(name)
    if sort is not None and sort.shape and n.chance(0.8):
        return App("vector", tuple(n.pick(PLAIN_NUMBERS) for _ in range(3)))
    if sort is not None and sort.base == "function" and n.chance(0.8):
        return Bind("lambda", "t", n.material.body("t"), ())
    if n.chance(0.75):
        return n.pick(PLAIN_NUMBERS)
    return n.pick((*ODD, *CLOSED, number(2), n.material.term(1)))


def counterexample(n: Nursery) -> Step:
    """A step and a point at which it is said to fail."""
    t = n.material.term(2)
    before, after = n.pick(SIDES)(n, t)
    relation = "=" if n.chance(0.7) else n.pick(RELATIONS)
    given = tuple(n.piece().evidence for _ in range(n.rng.randrange(3)))
    made = claim(n, before, relation, after)
    if n.chance(0.2):
        made = claim(n, n.material.statement(), n.pick(("iff", "implies")), n.material.statement())
    return made, Point(point(n), given)


STEPS: dict[str, tuple[Callable[[Nursery], Step], ...]] = {
    "Domain": (domain, domain, domain, comparison, false, statement), "Point": (counterexample,),
    "Order": (orders.step,),
}  # fmt: skip
"""kind -> how steps with evidence of it are made."""
