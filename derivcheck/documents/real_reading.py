"""Claims of a complex file that say the same over the real numbers.  TRUSTED.

One `I` in a file makes every root, logarithm and power in it principal.  A claim in which nothing
is complex, and each of these is taken of what is never negative, has the same values either way; it
is read over the real numbers, where more can be decided: limits, integrals, series and order.

An entire function, or one with poles, is on the line the real one by the handbook; the logarithm,
the root and `b^e` are so where `u >= 0` and `b >= 0` (DLMF 4.2, 4.4: principal values are real on
the positive axis, and both conventions give `0^e` the same value).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Claim, Context, integral
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import ZERO, App, Bind, Num, Sym, Term, call, substitute

ON_REALS = frozenset(
    "abs sign re im conjugate floor ceiling mod min max factorial binomial".split()
)
"""Functions that are on real numbers what they are over the reals, by their definition."""
_CUT_AT_ZERO = ("log", "sqrt")
"""Those that are the real ones at the end of their cut as well: both or neither has a value."""
_PLAIN = {f for f, row in HEADS.items() if f not in HANDBOOK and row.kind != "binder"} - {"^", "O"}
"""Heads that have nothing to do with the field."""


def read_over_the_reals(claim: Claim) -> Claim:
    """The same claim over the real numbers, if it says the same there; else as it is."""
    context = claim.context
    if context.field == "real":
        return claim
    sorts = {n: s for n, s in context.sorts.items() if "complex" not in (s.base, s.codomain)}
    stated = tuple(s for s in context.assumptions if not _of_another(s, sorts))
    known = _assumed(replace(context, sorts=sorts, assumptions=(), facts=()), stated)
    if known is None or not _agrees(claim.before, known):
        return claim
    if not _agrees(
        claim.after, known.knowing(claim.before) if claim.relation == "implies" else known
    ):
        return claim
    facts = tuple(s for s in context.facts if _agrees(s, known))
    return replace(claim, context=Context(sorts, stated, "real", facts))


def _of_another(s: Term, sorts: Mapping[str, Sort]) -> bool:
    """Whether an assumption only keeps one complex number from zero."""
    match s:
        case App("!=", (Sym(name), Num(value))):
            return name not in sorts and value == 0
    return False


def _assumed(context: Context, stated: Iterable[Term]) -> Facts | None:
    """What assumptions say, if all say the same: each by what those say that are seen to before."""
    left, known = list(stated), Facts(context)
    while left:
        same = [s for s in left if _agrees(s, known)]
        if not same:
            return None
        known = known.knowing(*same)
        left = [s for s in left if s not in same]
    return known


def _agrees(t: Term, known: Facts, moving: bool = False) -> bool:
    """Whether a term or statement has the same value either way, or none, by what is known.

    Arguments:
        moving: whether it is differentiated, so that it must agree beside the point as well.
    """
    match t:
        case Num():
            return True
        case Sym(name):
            sort = known.context.sorts.get(name)
            return sort is not None and "complex" not in (sort.base, sort.codomain)
        case App("implies", (p, q)):
            return _agrees(p, known, moving) and _agrees(q, known.knowing(p), moving)
        case App(head, args):
            return all(_agrees(u, known, moving) for u in args) and _on_line(
                head, args, known, moving
            )
        case Bind(sort="complex"):
            return False
        case Bind(head, _, _, args):
            inside, _, body = known.opened(t)
            moves = moving or head == "diff"
            return all(_agrees(u, known, moving) for u in args) and _agrees(body, inside, moves)
    return False


def _on_line(head: str, args: tuple[Term, ...], known: Facts, moving: bool) -> bool:
    """Whether a head is the real function at real arguments."""
    at_least = "<" if moving else "<="
    if head == "^":
        base, exponent = args
        return integral(exponent, known.context) or known.holds(call(at_least, ZERO, base))
    if head in _PLAIN:
        return True
    if head in ON_REALS:
        return not moving
    row = HANDBOOK.get(head)
    if row is None or head == "I" or len(args) > 1:
        return False
    if isinstance(row.analytic, str):
        return row.analytic != ""
    if head in _CUT_AT_ZERO:
        return known.holds(call(at_least, ZERO, args[0]))
    return known.holds(call("<", ZERO, substitute(row.analytic, {"u": args[0]})))
