"""Points that stand alone: near them the new side of a step has a value at no allowed point.

Where x > 1 or x = 0 is assumed, nothing near 0 is allowed but 0, and `1` to `x/x` loses all of it.
What is assumed is looked at around the point: what is false all around drops out of it.  Then what
is left denies a condition of the new side, or pins the numbers that the condition is about: an
equation of a function of one number that is analytic and not zero has isolated solutions (identity
theorem; Krantz and Parks, A Primer of Real Analytic Functions, section 1.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from derivcheck.kernel.checker.exceptional import analytic, moves
from derivcheck.kernel.checker.facts import EXPANDED, Facts, bare, negation
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.terms import (
    FALSE,
    ZERO,
    App,
    Num,
    Term,
    call,
    conjuncts,
    free_names,
    joined,
    number,
    substitute,
)  # fmt: skip

TRIED = (1, 2, 3)
"""Where a function of one number is looked at: it must not be zero everywhere."""
TURNED = {"=": "=", "<=": ">=", ">=": "<="}

Truth = Callable[[Term], bool | None]
"""Whether a statement is true at a point or around it; None if that is unknown."""
Bounded = Callable[[frozenset[str]], bool]
"""Whether what is assumed bounds whole numbers by numbers."""


def stands_alone(claim: Claim, here: Truth, around: Truth, bounded: Bounded) -> bool:
    """Whether near an allowed point the new side has a value at no allowed point.

    Arguments:
        here: at the point.
        around: at all points around it.
    """
    context = claim.context
    nearby = conjuncts([_near(p, around, context) for p in context.assumptions])
    nothing = Facts(bare(context))
    facts = nothing.knowing(*nearby, *(r for q in nearby for r in _equations(q, around)))
    fixed = frozenset(n for s in facts.statements for n in _pinned(s, nothing))

    def is_fixed(name: str) -> bool:
        whole = context.sorts[name].base == "integer"
        return name in fixed or (whole and bounded(frozenset((name,))))

    def lost(c: Term) -> bool:
        return facts.fails(c) or (all(map(is_fixed, free_names(c))) and here(c) is False)

    return any(map(lost, definedness(claim.after, context)))


def _pinned(s: Term, nothing: Facts) -> Iterator[str]:
    """The number of an equation about one, which this leaves isolated values only."""
    names = free_names(s)
    if len(names) != 1:
        return
    match s:
        case App("=", (App("floor", _), b)):
            yield from (n for n in names if moves(b, n, nothing))
        case App("=", (a, b)):
            yield from (n for n in names if _has_isolated_zeros(a - b, n, nothing))


def _has_isolated_zeros(t: Term, x: str, facts: Facts) -> bool:
    """Whether a term is zero at isolated values of a number only, whatever else there is."""
    if moves(t, x, facts):
        return True
    if free_names(t) != {x} or not analytic(t, facts):
        return False
    known = facts.about(bare(facts.context), ())
    return any(known.true(call("!=", substitute(t, {x: number(n)}), ZERO)) for n in TRIED)


def _equations(s: Term, around: Truth) -> Iterator[Term]:
    """What follows from a comparison with zero, as factors have a sign around the point."""
    match s:
        case App("=" | "<=" | ">=", (t, zero)) if zero == ZERO:
            rel, left = s.head, list[Term]()
            for u in t.args if isinstance(t, App) and t.head == "*" else (t,):
                if around(call("<", u, 0)):
                    rel = TURNED[rel]
                elif not around(call(">", u, 0)):
                    left.append(u)
            if len(left) == 1:
                yield from _zero(rel, left[0])
        case App("<=" | ">=", (zero, t)) if zero == ZERO:
            yield from _equations(App(TURNED[s.head], (t, zero)), around)


def _zero(rel: str, u: Term) -> Iterator[Term]:
    """What is no more than zero and cannot be less is zero."""
    yield App(rel, (u, ZERO))
    match u:
        case App("^", (v, Num(n))) if rel == "=" or (rel == "<=" and n % 2 == 0):
            yield App("=", (v, ZERO))
        case App("abs" | "sqrt", (v,)) if rel != ">=":
            yield App("=", (v, ZERO))


def _near(s: Term, around: Truth, context: Context) -> Term:
    """A statement without what is false all around a point."""
    again = partial(_near, around=around, context=context)
    match s:
        case App(head, (p, q)) if head in EXPANDED:
            return again(EXPANDED[head](p, q))
        case App("not", (p,)) if negation(p) != s and not needed(p, context):
            return again(negation(p))
        case App("or", parts):
            left = [q for p in parts if (q := again(p)) != FALSE]
            return joined("or", left, FALSE)
        case App("and", parts):
            found = [again(p) for p in parts]
            return FALSE if FALSE in found else App("and", tuple(found))
    return FALSE if around(s) is False else s
