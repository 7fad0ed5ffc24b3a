"""Exceptional sets: when losing the points that violate a condition is losing next to nothing.

A condition may be listed instead of proved if the points that violate it lie in the zero set of an
analytic function that is not identically zero on the allowed set (docs/language.md, "Where a step
must hold").  What is accepted: compositions of entire functions, and of functions that are analytic
on an open half-line whose argument is affine or always inside; that keeps the domain connected, so
that one point with a nonzero value is enough (identity theorem; Krantz and Parks, A Primer of Real
Analytic Functions, section 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product

from derivcheck.kernel.allowed import obstacle
from derivcheck.kernel.claims import Claim, Context
from derivcheck.kernel.comparison import Differ, compare
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.terms import ZERO, App, Bind, Num, Sym, Term, free_names, number, subterms

ENTIRE = frozenset(
    [
        "+",
        "*",
        "neg",
        "exp",
        "sin",
        "cos",
        "sinh",
        "cosh",
        "atan",
        "tanh",
        "asinh",
        "erf",
        "pi",
        "E",
        "EulerGamma",
        "Catalan",
    ]
)
"""Heads that are real-analytic on the whole real line."""
ENTIRE_COMPLEX = frozenset(
    [
        "+",
        "*",
        "neg",
        "exp",
        "sin",
        "cos",
        "sinh",
        "cosh",
        "erf",
        "pi",
        "E",
        "I",
        "EulerGamma",
        "Catalan",
    ]
)
"""Heads that are entire."""

WITNESSES = tuple(
    number(Fraction(q)) for q in ("2", "3", "1/2", "-2", "1/3", "1", "5", "-1", "-3/2")
)
"""Values tried for a name when looking for a point where a function is not zero."""
MAX_WITNESSES = 80
"""How many points are tried."""

Point = dict[str, Term]


def exceptional(condition: Term, facts: Facts) -> bool:
    """Whether the allowed points that violate a condition form an exceptional set."""
    match condition:
        case App("and", parts):
            return all(facts.holds(p) or exceptional(p, facts) for p in parts)
        case App("implies", (_, consequent)):
            return exceptional(consequent, facts)
        case App("!=", (App("*", parts), Num(zero))) if zero == 0:
            factors = [App("!=", (p, ZERO)) for p in parts]
            return all(facts.holds(p) or exceptional(p, facts) for p in factors)
        case App("!=", (a, b)) if _not_zero(a - b, facts):
            return True
        case App(">" | "<" as rel, (a, b)) if facts.holds(App(rel + "=", (a, b))):
            return _not_zero(a - b, facts)
        case App("or", (App(">", (u, Num())), App("!=", (App("floor", (v,)), w)), *_)) if (
            u == v == w
        ):
            return _varies(u, facts)
    return any(_all_rare(s, condition, facts) for s in facts.statements)


def _all_rare(known: Term, condition: Term, facts: Facts) -> bool:
    """Whether each member of a known disjunction is exceptional or implies the condition."""
    match known:
        case App("or", parts):
            return all(_rare(p, facts) or facts.knowing(p).holds(condition) for p in parts)
    return False


def _rare(p: Term, facts: Facts) -> bool:
    """Whether a statement holds on an exceptional set only."""
    match p:
        case App("and", parts):
            return any(_rare(part, facts) for part in parts)
        case App("=", (App("floor", (u,)), v)) if u == v:
            return _varies(u, facts)
        case App("=", (a, b)):
            return _not_zero(a - b, facts)
    return False


def _not_zero(t: Term, facts: Facts) -> bool:
    """Whether t is analytic on the allowed set and not identically zero there."""
    if facts.field.value(t).top.is_zero() or not _free(facts) or not _analytic(t, facts):
        return False
    claim = Claim(facts.context, t, "=", ZERO)
    return any(isinstance(compare(claim, p), Differ) for p in _points(t, facts.context))


def _varies(u: Term, facts: Facts) -> bool:
    """Whether u is analytic and not constant in a real or complex name of the allowed set."""
    if not _free(facts) or not _analytic(u, facts):
        return False
    sorts = facts.context.sorts
    moving = [n for n in free_names(u) if sorts[n].base in ("real", "complex")]
    for point in islice(_points(u, facts.context), len(WITNESSES)):
        if obstacle(facts.context, point) is None:
            moved = ({**point, name: value} for name in moving for value in WITNESSES)
            if any(_differ(u, point, other, facts.context) for other in moved):
                return True
    return False


def _differ(u: Term, one: Point, two: Point, context: Context) -> bool:
    if obstacle(context, two) is not None:
        return False
    primed = {name: name + "'" for name in one}
    sorts = {**context.sorts, **{primed[n]: context.sorts[n] for n in one}}
    other = _renamed(u, primed)
    both = {**one, **{primed[n]: value for n, value in two.items()}}
    claim = Claim(Context(sorts, (), context.field), u, "=", other)
    return isinstance(compare(claim, both), Differ)


def _renamed(t: Term, names: dict[str, str]) -> Term:
    match t:
        case Sym(name):
            return Sym(names.get(name, name))
        case App(head, args):
            return App(head, tuple(_renamed(a, names) for a in args))
    return t


def _free(facts: Facts) -> bool:
    """Whether the assumptions leave room: comparisons other than equations only."""
    return all(_leaves_room(s) for s in facts.context.assumptions)


def _leaves_room(s: Term) -> bool:
    match s:
        case App("<" | ">" | "<=" | ">=" | "!=", _):
            return True
        case App("and", parts):
            return all(map(_leaves_room, parts))
        case Bind("forall", _, body, _):
            return _leaves_room(body)
    return False


def _analytic(t: Term, facts: Facts) -> bool:
    real = facts.context.field == "real"
    match t:
        case Num():
            return True
        case Sym(name):
            sort = facts.context.sorts.get(name)
            return sort is not None and not sort.shape and sort.base not in ("boolean", "function")
        case App("/", (u, v)):
            return _analytic(u, facts) and _analytic(v, facts) and _one_sided(v, facts, "!=")
        case App("^", (u, v)):
            return _analytic(u, facts) and _analytic(v, facts) and _smooth_power(u, v, facts)
        case App("log" | "sqrt", (u,)):
            return real and _analytic(u, facts) and _one_sided(u, facts, ">")
        case App(head, parts):
            return head in (ENTIRE if real else ENTIRE_COMPLEX) and all(
                _analytic(p, facts) for p in parts
            )
    return False


def _smooth_power(u: Term, v: Term, facts: Facts) -> bool:
    exponent = facts.field.constant(v)
    if exponent is not None and exponent.denominator == 1:
        return exponent >= 0 or _one_sided(u, facts, "!=")
    return facts.context.field == "real" and _one_sided(u, facts, ">")


def _one_sided(u: Term, facts: Facts, rel: str) -> bool:
    """Whether u stays on one side of zero on a connected set: always, or as an affine function."""
    if Facts(Context(facts.context.sorts, (), facts.context.field)).holds(App(rel, (u, ZERO))):
        return True
    return rel == ">" and all(map(_affine_part, subterms(u)))


def _affine_part(t: Term) -> bool:
    match t:
        case Num() | Sym() | App("+" | "neg" | "pi" | "E", _):
            return True
        case App("*", parts):
            return sum(bool(free_names(p)) for p in parts) <= 1
        case App("/", (_, v)):
            return not free_names(v)
    return False


def _points(t: Term, context: Context) -> Iterator[Point]:
    """Candidate points for the names of a term and of the assumptions, diverse ones first."""
    names = sorted(free_names(t).union(*map(free_names, context.assumptions)))
    if any(n not in context.sorts or context.sorts[n].shape for n in names):
        return
    size, width = len(WITNESSES), len(names)
    turned = ((WITNESSES[(k + 2 * n) % size] for n in range(width)) for k in range(size))
    small = product([number(n) for n in (1, 2, 3, -1)], repeat=min(width, 3))
    rows = [*map(tuple, turned), *(tuple(v[n % 3] for n in range(width)) for v in small)]
    for row in rows[:MAX_WITNESSES]:
        yield dict(zip(names, row, strict=True))
