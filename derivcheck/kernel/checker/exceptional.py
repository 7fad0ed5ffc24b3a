"""Exceptional sets: when losing the points that violate a condition is losing next to nothing.

A condition may be listed instead of proved if the points that violate it lie in the zero sets of
countably many analytic functions, none of them identically zero on the allowed set
(docs/language.md, "Where a step must hold").  What is accepted: compositions of entire functions,
and of functions that are analytic on an open half-line whose argument is affine or always inside;
that keeps the domain connected, so that one point with a nonzero value is enough (identity theorem;
Krantz and Parks, A Primer of Real Analytic Functions, section 1.2).

Whole numbers are looked at as points of the real line.  There the zeros must be few and not only
isolated, as those of `cos(pi*n/2)` are, every odd number; they are few where nothing oscillates:
functions made of Pfaffian ones have finitely many zeros in one variable, or an interval of them
(Wilkie, A theorem of the complement and some new o-minimal structures, Selecta Math. 5, 1999).
Whole numbers that are bounded by numbers have no exceptional set (`unbounded.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from derivcheck.kernel.algebra.elementary import evaluate
from derivcheck.kernel.algebra.values import is_of
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.facts import Facts, bare, negation
from derivcheck.kernel.checker.regular import branches, closed_parts, moving, regular
from derivcheck.kernel.checker.unbounded import line, linked, parts_of, unbounded
from derivcheck.kernel.language.claims import Context, integral
from derivcheck.kernel.language.conditions import simpler
from derivcheck.kernel.language.continuity import continuous, stays
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.handbook import (
    ENTIRE,
    HALF_PLANE,
    MEROMORPHIC,
    ON_THE_LINE,
    OSCILLATING,
    filled,
)
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import (
    FALSE,
    TRUE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    numeral,
    substitute,
    subterms,
)

Point = Mapping[str, Term]
NOWHERE: Point = {}
Grows = Callable[[frozenset[str]], bool]
"""Whether whole numbers are seen not to be bounded by numbers."""
Truth = Callable[[Term], bool]
"""Whether a statement is seen to be true at the point."""


def exceptional(
    condition: Term, point: Point, facts: Facts, context: Context, along: Point = NOWHERE
) -> bool:
    """Whether the allowed points that violate a condition form an exceptional set.

    Arguments:
        condition: of definedness.
        point: what vanishes where the condition fails must not vanish there; of functions and
            arrays, which no such condition is about, nothing may be assumed of its numbers.
        facts: what is known where the condition is looked at.
        context: says which points are allowed.
        along: a direction in which whole numbers may grow.
    """
    sorts = context.sorts
    if not point.keys() <= sorts.keys():
        return False
    scalars = {n: t for n, t in point.items() if sorts[n].is_scalar}
    nothing = facts.about(bare(context), ())

    def here(s: Term) -> bool:
        return nothing.true(substitute(s, scalars))

    free = all(_has_sort(t, sorts[n], context) for n, t in scalars.items())
    free = free and all(_around(s, here, context) for s in context.assumptions)
    free = free and regular(frozenset(free_names(condition)), facts)
    rates = {n: Fraction(q) for n, t in along.items() if (q := numeral(t)) is not None}

    def grows(names: frozenset[str]) -> bool:
        told = (s for s in parts_of(facts.statements) if not nothing.true(s))
        bounds = (s for s in told if not _bounds_nothing(s, here, facts))
        return unbounded(names, rates, bounds, facts.context)

    return free and _has_room(condition, grows, facts) and _exceptional(condition, here, facts)


def narrowed(condition: Term, context: Context, known: Facts, *lines: Term) -> Context:
    """A context in which lines are assumed to have values, where that may leave next to nothing.

    `sqrt(-x^2)` has one at 0 alone, so that to lose 0 is to lose all; `1/x` has room all around.

    Arguments:
        condition: what is not linked to its names does not matter to it.
        known: what is known at all allowed points but those of exceptional sets.
    """
    assumed, plain = context.assumptions, Facts(context)
    needs = (c for t in lines for c in definedness(t, context) if not _leaves_room(c, plain))
    weak = tuple(c for c in needs if not known.holds(c))
    near = linked(free_names(condition), (*assumed, *weak))
    return replace(context, assumptions=(*assumed, *(c for c in weak if c in near)))


def _leaves_room(condition: Term, facts: Facts) -> bool:
    """Whether a condition holds around each point at which it does, as strict comparisons do.

    That is so of what is continuous: `1/(1 - sign(x)^2)` has a value at 0 alone.  Derivatives of
    what no binder makes exist beside any point, where they exist at all, over the reals; of
    functions that are not smooth they may exist where those are multiplied by zero.
    """
    match condition:
        case App("or" | "and", parts):
            return all(_leaves_room(p, facts) for p in parts)
        case App("defined", (Bind("diff") as t,)) if (context := facts.context).field == "real":
            odd = any((s := context.sorts[n]).traits or s.codomain != "real" for n in free_names(t))
            return not odd and all(u.head == "diff" for u in subterms(t) if isinstance(u, Bind))
        case App("!=", (App("floor", (u,)), v)) if u == v:  # whole numbers lie apart
            return _leaves_room(call("!=", u, 0), facts)
        case App("!=" | "<" | ">"):
            return closed_parts((condition,), moving((condition,), facts.context), facts) == []
    return False


def _has_sort(t: Term, sort: Sort, context: Context) -> bool:
    truth = sort.base == "boolean"
    return t in (TRUE, FALSE) if truth else is_of(evaluate(t, context.field), sort.base)


def _around(s: Term, here: Truth, context: Context) -> bool:
    """Whether an assumption is true at a point and all around it; whole numbers do not move."""
    names = moving((s,), context)

    def strictly(p: Term) -> bool:
        sides = p.args if isinstance(p, App) else ()
        steady = all(continuous(u, n, here, context) for u in sides for n in names)
        return (steady and stays(p, here)) or (names.isdisjoint(free_names(p)) and here(p))

    return any(all(map(strictly, branch)) for branch in branches(s, context))


def _has_room(condition: Term, grows: Grows, facts: Facts) -> bool:
    """Whether the whole numbers of a condition are not bounded by numbers.

    Their bounds do not matter where one other number is all that the condition leaves out, at one
    value of a number that is not bounded, whatever else there is.
    """
    names = frozenset(free_names(condition))
    counts = frozenset(v for v in names if integral(Sym(v), facts.context))
    match condition:
        case App("!=", (a, b)) if not grows(counts):
            free = (v for v in sorted(names) if v not in counts or grows(frozenset((v,))))
            return any(moves(a - b, v, facts) for v in free)
    return grows(counts)


def _bounds_nothing(s: Term, here: Truth, facts: Facts) -> bool:
    """Whether a statement is false on an exceptional set only; what has no value is false."""
    match s:
        case App("!=", (a, b)):
            return _meromorphic(a - b, facts)
        case App("or", parts):
            valued = (p for p in parts if not needed(p, facts.context))
            return any(_bounds_nothing(p, here, facts) and here(p) for p in valued)
    return False


def _exceptional(condition: Term, here: Truth, facts: Facts) -> bool:
    return all(facts.holds(c) or _fails_rarely(c, here, facts) for c in simpler(condition))


def _fails_rarely(condition: Term, here: Truth, facts: Facts) -> bool:
    match condition:
        case App("!=", (a, b)):
            return _meromorphic(a - b, facts) and here(condition)
        case App(">" | "<" as rel, (a, b)) if facts.holds(App(rel + "=", (a, b))):
            return analytic(a - b, facts) and here(condition)
        case App("or", parts) if any(_rare(negation(p), here, facts) for p in parts):
            return True
    choices = (s for s in facts.statements if isinstance(s, App) and s.head == "or")
    return any(
        all(_rare(p, here, facts) or facts.knowing(p).holds(condition) for p in choice.args)
        for choice in choices
    )


def _rare(part: Term, here: Truth, facts: Facts) -> bool:
    """Whether a statement holds on an exceptional set only: an equation, or `u is whole`."""
    match part:
        case App("and", parts):
            return any(_rare(p, here, facts) for p in parts)
        case App("=", (App("floor", (u,)), v)) if u == v:
            return analytic(call("sin", u), facts) and here(negation(part))
        case App("=", (a, b)):
            return analytic(a - b, facts) and here(negation(part))
    return False


def _meromorphic(t: Term, facts: Facts) -> bool:
    """Whether a term is a quotient of analytic functions, which vanishes only where one does."""
    match t:
        case App("+" | "*" | "/" | "neg", parts):
            return all(_meromorphic(p, facts) for p in parts)
        case App("^", (u, v)) if (n := facts.field.constant(v)) is not None and n.denominator == 1:
            return _meromorphic(u, facts)
        case App(head, (u,)) if head in MEROMORPHIC:
            return analytic(call("sin", u), facts)
    return analytic(t, facts)


def analytic(t: Term, facts: Facts) -> bool:
    """Whether a term is analytic on a connected set, wherever it is defined."""
    real = facts.context.field == "real"
    match t:
        case Num():
            return True
        case Bind("subs", var, body, (value,)):
            return analytic(substitute(body, {var: value}), facts)
        case Sym(name):
            sorts = facts.context.sorts
            return name in sorts and sorts[name].is_number
        case App("/", (u, v)):
            return analytic(u, facts) and analytic(v, facts) and _one_sided(v, facts, "!=")
        case App("^", (u, v)):
            return analytic(u, facts) and analytic(v, facts) and _smooth_power(u, v, facts)
        case App(head, (u,)) if real and head in HALF_PLANE:
            return analytic(u, facts) and _one_sided(filled(HALF_PLANE[head], u), facts, ">")
        case App(head, parts) if head in (ON_THE_LINE if real else ENTIRE):
            counts = any(integral(Sym(v), facts.context) for v in free_names(t))
            steady = not counts or head not in OSCILLATING[facts.context.field]
            return steady and all(analytic(p, facts) for p in parts)
    return False


def _smooth_power(u: Term, v: Term, facts: Facts) -> bool:
    exponent = facts.field.constant(v)
    if exponent is not None and exponent.denominator == 1:
        return exponent >= 0 or _one_sided(u, facts, "!=")
    known = exponent is not None or facts.holds(App(">", (u, ZERO)))  # (-1)^n is real as well
    return known and facts.context.field == "real" and _one_sided(u, facts, ">")


def _one_sided(u: Term, facts: Facts, rel: str) -> bool:
    """Whether u stays on one side of zero on a connected set: always, or as an affine function."""
    sorts = {v: s if s.base == "complex" else REAL for v, s in facts.context.sorts.items()}
    everywhere = Facts(Context(sorts, (), facts.context.field))
    if everywhere.holds(call(rel, u, ZERO)):
        return True
    field = everywhere.field
    slopes = [line(u, name, field) for name in free_names(u)]
    fixed = (s is not None and not free_names(fraction(field, field.value(s))) for s in slopes)
    return rel == ">" and all(fixed)


def moves(t: Term, x: str, facts: Facts) -> bool:
    """Whether a term is affine in a number, with a slope that is not zero."""
    slope = line(t, x, facts.field)
    return slope is not None and facts.holds(call("!=", slope, ZERO))
