"""That sums, integrals and limits have values: because others have, or balls enclose one."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.requirements import (
    require_bounds,
    require_continuous,
    require_defined,
)
from derivcheck.kernel.checker.rules.equality import OPENED
from derivcheck.kernel.checker.suppositions import (
    inside,
    knowing_defined,
    opened_alike,
    taken_by,
)
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Asymptotics,
    Congruence,
    Enclosure,
    Evidence,
    Have,
    Linearity,
    NewtonLeibniz,
)
from derivcheck.kernel.language.terms import (
    INFINITY,
    App,
    Bind,
    Sym,
    Term,
    alpha_equal,
    children,
    free_names,
    fresh,
    whole,
)  # fmt: skip

LIKE_BODIES = OPENED - {"antiderivative"}
"""Binders that have a value wherever a binder of the same kind with an equal body has."""
CONVERGING = LIKE_BODIES - {"diff"}


def enclosure(e: Enclosure, facts: Facts, by: Deduction) -> Term:
    """What holds no names has a value, because balls enclose one."""
    if free_names(e.term) or not facts.encloses(e.term, facts.context.field):
        raise Rejected("no value is seen to be enclosed", e.term)
    return App("defined", (e.term,))


def by_expansion(goal: App, e: Asymptotics, facts: Facts, by: Deduction) -> None:
    """A limit that an expansion gives has a value."""
    if not alpha_equal(goal.args[0], e.term):
        raise Rejected("the evidence is of something else")
    by.infer(e, facts)


def by_bodies(goal: App, of: Congruence | Linearity, facts: Facts, by: Deduction) -> None:
    """A binder has a value because others have whose bodies make up its own, wherever they have.

    A limit is taken along the points at which its body has a value: these must be the same, or
    hold all whole numbers on the way to infinity.  What is shown first of equal bodies may show
    that one is defined wherever the other is.
    """
    t, lemmas, var = _required_bind(goal, LIKE_BODIES, facts), tuple[Evidence, ...](), ""
    match of:
        case Congruence(Bind() as old, new, (part, *rest), var) if not any(rest):
            wholes, factors = [old], []
            lemmas = part.lemmas if isinstance(part, Have) else ()
        case Linearity(new, pieces):
            wholes = [replace(t, body=g) for _, g in pieces]
            factors = [c for c, _ in pieces]
        case _:
            raise Rejected("the evidence is of something else")
    if not alpha_equal(new, t):
        raise Rejected("the evidence proves something else")
    by.infer(of, facts)
    require_defined(facts, *factors, *wholes)
    var = var if lemmas else fresh(t.var, taken_by(facts, t, *wholes))
    under, body, *bodies = opened_alike(facts, t, *wholes, var=var)
    known, needs = knowing_defined(under, *bodies), definedness(body, under.context)
    if t.args == (INFINITY,) and not all(map(known.holds, needs)):
        known = under.knowing(whole(Sym(var)))  # enough points, whatever is between them
    if not all(map(known.holds, needs)):
        known = by.having(lemmas, known)
    require_defined(known, body)
    if t.head in LIMITS:
        require_defined(knowing_defined(under, body), *bodies)


def _required_bind(goal: App, heads: frozenset[str], facts: Facts) -> Bind:
    """The binder of which a goal says that it converges, if what it reaches to means something.

    Raises: Rejected.
    """
    t = goal.args[0]
    if not isinstance(t, Bind) or t.head not in heads:
        raise Rejected("the evidence proves something else", goal)
    require_bounds(facts, t)
    return t


def by_primitive(goal: App, of: NewtonLeibniz, facts: Facts, by: Deduction) -> None:
    """An integral converges if its primitive does at both ends; so does that at one end with both.

    For the first the integrand must be continuous between the ends.
    """
    t, found = _required_bind(goal, CONVERGING, facts), by.agreement(of, facts)
    whole, other = found.left, found.right
    ends = (u.args[0] if isinstance(u, App) and u.head == "neg" else u for u in children(other))
    related = [whole, *ends]
    if alpha_equal(whole, t):
        require_continuous(t, of.var, by.having(of.inside, inside(t, of.var, facts)))
    if not any(alpha_equal(u, t) for u in related):
        raise Rejected("the evidence is of something else")
    require_defined(facts, *(u for u in related if not alpha_equal(u, t)))
