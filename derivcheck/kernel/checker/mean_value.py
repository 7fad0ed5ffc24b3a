"""Derivatives by the mean value theorem: where the table says nothing of a single point.

    diff(x*|x|, x) = 2*|x|      by the table for x != 0

Where a derivative exists, it is the limit of derivatives nearby, if these have one: between p and q
the difference quotient is a derivative in between (Rudin, Principles, 5.10).  So a step that holds
beside a point, with a new side that is continuous there, holds at the point: either the derivative
does not exist there, or it is that limit.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivcheck.kernel.checker.exceptional import isolated_zeros, moves
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.regular import closed_parts
from derivcheck.kernel.checker.unbounded import line
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.conditions import simpler
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.definedness import definedness, differentiable, needed
from derivcheck.kernel.language.derivatives import existence
from derivcheck.kernel.language.handbook import Conditions
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    numeral,
)  # fmt: skip

OPEN = frozenset("< > !=".split())


def removable(claim: Claim, before: Facts) -> Conditions:
    """Conditions of the table that need not be known, as what holds where they do holds anyway.

    Arguments:
        claim: a step between numbers.
        before: what is known where its old side has a value.
    """
    context = claim.context
    t = _rate(claim.before, claim)
    if t is None or claim.relation not in ("=", "<=", ">=") or context.field != "real":
        return ()
    x, sort = t.var, context.sorts.get(t.var)
    conditions = existence(t, context)
    if conditions is None or differentiable(t, context) is not None or t.args[0] != Sym(x):
        return ()
    left = tuple(c for c in conditions if not before.holds(c))
    if left and all(_lost(c, t, claim) for c in left):
        return left
    if t.args[2:] or sort is None or sort.base != "real" or sort.shape:
        return ()
    steady = continuous(claim.after, x, before.holds, context)
    beside = steady and _beside(x, context.assumptions, before)
    return left if beside and all(_isolated(c, x, before) for c in left) else ()


def _lost(condition: Term, t: Bind, claim: Claim) -> bool:
    """Whether the new side is lost where a condition fails, on an exceptional set only.

    A norm is zero on one if what is inside moves freely with the variable: by itself or times
    arrays of which nothing is assumed.
    """
    match condition:
        case App("!=", (App("norm", (u,)), zero)) if zero == ZERO:
            needed_too = condition in definedness(claim.after, claim.context)
            return needed_too and _free(u, t.var, claim.context)
    return False


def _free(u: Term, x: str, context: Context) -> bool:
    match u:
        case App("neg", (v,)):
            return _free(v, x, context)
        case App("+", parts):
            moving = [p for p in parts if x in free_names(p)]
            return len(moving) == 1 and _free(moving[0], x, context)
        case App("matmul", parts):
            names = [
                p.args[0] if isinstance(p, App) and p.head == "transpose" else p for p in parts
            ]
            once = sum(Sym(x) == p for p in names) == 1
            return once and all(isinstance(p, Sym) and _any(p.name, context) for p in names)
    return u == Sym(x) and _any(x, context)


def _any(name: str, context: Context) -> bool:
    """Whether nothing is assumed of a declared array."""
    sort = context.sorts.get(name)
    if sort is None or not sort.shape or sort.base not in ("real", "complex") or sort.traits:
        return False
    return not any(name in free_names(s) for s in context.assumptions)


def is_open(condition: Term) -> bool:
    """Whether a condition on analytic terms that holds at a point holds beside it, by its form."""
    return isinstance(condition, App) and condition.head in OPEN


def _rate(t: Term, claim: Claim) -> Bind | None:
    """The one derivative of a sum whose other parts are continuous and have values everywhere."""
    match t:
        case Bind("diff"):
            return t
        case App("neg", (u,)):
            return _rate(u, claim)
        case App("*", (k, u)) | App("/", (u, k)) if numeral(k):
            return _rate(u, claim)
        case App("+", parts):
            found = [p for p in parts if not _is_plain(p, claim)]
            rate = _rate(found[0], claim) if len(found) == 1 else None
            others = (p for p in parts if p is not found[0]) if rate is not None else ()
            known = Facts(claim.context).holds
            steady = (continuous(p, rate.var, known, claim.context) for p in others if rate)
            return rate if all(steady) else None
    return None


def _is_plain(t: Term, claim: Claim) -> bool:
    return not definedness(t, claim.context)


def _beside(x: str, assumptions: Iterable[Term], facts: Facts) -> bool:
    """Whether beside each allowed point, on one side at least, all points are allowed.

    Weak comparisons must leave an interval: one that is affine, or numerals in order.
    """
    about = [s for s in assumptions if x in free_names(s)]
    weak = closed_parts(about, frozenset((x,)), facts)
    if weak is None or any(needed(s, facts.context) for s in about):
        return False
    if len(weak) <= 1:
        return all(line(t, x, facts.field) is not None for t in weak)
    least, greatest = list[Term](), list[Term]()
    for t in weak:
        match t:
            case App(_, (Sym(name), App("neg", (b,)))) if name == x and not free_names(b):
                greatest.append(b)
            case App(_, (a, App("neg", (Sym(name),)))) if name == x and not free_names(a):
                least.append(a)
            case _:
                return False
    return all(facts.holds(call("<", a, b)) for a in least for b in greatest)


def _isolated(condition: Term, x: str, facts: Facts) -> bool:
    """Whether a condition fails at isolated values of a variable only, whatever else there is."""
    return all(_fails_alone(c, x, facts) for c in simpler(condition))


def _fails_alone(c: Term, x: str, facts: Facts) -> bool:
    match c:
        case App("!=", (App("floor", (u,)), v)) if u == v:
            return moves(u, x, facts)
        case App("!=", (a, b)):
            return isolated_zeros(a - b, x, facts)
        case App("<" | ">" as rel, (a, b)) if facts.holds(App(rel + "=", (a, b))):
            return isolated_zeros(a - b, x, facts)
    return facts.holds(c)
