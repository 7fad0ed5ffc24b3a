"""Kinks: where a derivative certainly does not exist, so that the table's conditions are necessary.

The conditions of the table suffice.  Where they fail a derivative may exist all the same, as that
of x*|x| at 0 does.  They are necessary where

    the body has no value on one side at least, as sqrt(x) at 0, or at the point itself, or
    the body is a sum of what bends one way and has a kink there: its derivatives from left
    and right differ, and what bends the same way does not make up for that (Rockafellar, Convex
    Analysis, 24.1), or
    one root or jump stands alone in a sum of what is differentiable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.conditions import simpler
from derivcheck.kernel.language.handbook import Conditions, filled
from derivcheck.kernel.language.pieces import apart, not_whole
from derivcheck.kernel.language.shapes import entered
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    joined,
    numeral,
    subterms,
)  # fmt: skip

Existence = Callable[[Bind, Context], Conditions | None]
"""The table's conditions of a derivative."""
SIMPLE = frozenset("sin cos tan cot sinh tanh asin atan asinh atanh log erf".split())
"""Functions whose derivatives are not zero where they are."""

RISING = frozenset("exp log sinh tanh asinh atan erf".split())
"""Functions whose derivatives are never zero, so that a kink inside is one outside."""


class Kink(NamedTuple):
    """A condition of the table at which a body has a kink.

    Arguments:
        way: 1 if it is convex there, -1 if concave, 0 for a root or a jump.
        sure: whether there is one; else there is, or what is inside does not change in first order.
    """

    way: int
    condition: Term
    sure: bool = True


class Kinks(NamedTuple):
    """What the table of derivatives says where its conditions fail.

    Arguments:
        certain: that no derivative exists there.
        faithful: that its formula is right if one does, or has no value.
    """

    certain: bool
    faithful: bool


def kinks(t: Bind, needs: Conditions, context: Context, existence: Existence) -> Kinks:
    """Whether a derivative exists nowhere else than where the table says so.

    Arguments:
        t: a derivative at the variable's own place.
        needs: the conditions under which its body has a value.
        existence: the table.
    """
    conditions = existence(t, context)
    if conditions is None:
        return Kinks(False, False)

    def is_smooth(part: Term) -> bool:
        found = existence(Bind("diff", t.var, part, (t.args[0], ONE, *t.args[2:]), t.sort), context)
        return found is not None and all(_needed(c, needs, t.var) for c in found)

    loose = any(_of_any_entry(c, t.var) for c in conditions if c not in needs)
    left = {_core(c) for c in conditions if not _needed(c, needs, t.var)}
    if not left:
        return Kinks(not loose, True)
    found = list(_kinks(t.body, t.var, 1, context, is_smooth))
    ways = {kink.way if kink is not None else None for kink in found}
    alone = len(found) == 1 and None not in ways
    seen = {k.condition for k in found if k is not None}
    faithful = (alone or ways in ({1}, {-1})) and left <= seen
    sure = not loose and all(k.sure for k in found if k is not None)
    return Kinks(faithful and sure, faithful)


def _of_any_entry(c: Term, var: str) -> bool:
    """Whether a condition is asked of an entry, be it the one that changes or not."""
    match c:
        case App("implies", _):
            return False
        case Bind(_, _, body):
            return _of_any_entry(body, var)
    return _has_entry(c, var)


def _core(c: Term) -> Term:
    """A condition without what must hold for it to matter."""
    match c:
        case App("implies", (_, q)):
            return _core(q)
        case Bind("forall", _, body):
            return replace(c, body=_core(body))
    return c


def _needed(c: Term, needs: Conditions, var: str) -> bool:
    """Whether the body has no value at a point at which a condition fails, or on one side of it."""
    match c:
        case _ if c in needs or _implied(c, needs) or _ends(c, var, needs):
            return True
        case App("implies", (_, q)):
            return _needed(q, needs, var)
        case App("and", parts):
            return all(_needed(p, needs, var) for p in parts)
        case Bind("forall", j, body, args, sort):
            alike = (j, args, sort)
            same = (n for n in needs if isinstance(n, Bind) and (n.var, n.args, n.sort) == alike)
            return _needed(body, (*needs, *(n.body for n in same)), var)
    return False


def _implied(c: Term, needs: Conditions) -> bool:
    """Whether something the body needs fails where u = 0 does: `1/u`, `log(abs(u))`."""
    needed = (n for n in needs if isinstance(n, App) and n.head in ("!=", ">"))
    return any(c in simpler(App("!=", n.args)) for n in needed)


def _ends(c: Term, var: str, needs: Conditions) -> bool:
    """Whether the body's domain ends where a condition fails, which crosses zero there."""
    match c:
        case App("<", (a, App("abs", (u,)) as b)) if App("<=", (a, b)) in needs:
            return _slope(u, var)
        case App("<" | ">" as rel, (a, b)):
            return App(rel + "=", (a, b)) in needs and crosses(a - b, var)
        case App("or", (App(">", (u, zero)) as inside, whole)) if zero == ZERO:
            powers = (n.args for n in needs if isinstance(n, App) and n.head == "or")
            return any((inside, whole) == (p[0], p[-1]) for p in powers) and crosses(u, var)
    return False


def _kinks(
    t: Term, var: str, way: int, context: Context, is_smooth: Callable[[Term], bool]
) -> Iterator[Kink | None]:
    """The kinks of a sum; None for what is neither differentiable nor known to have one."""
    match t:
        case _ if var not in free_names(t) or is_smooth(t):
            return
        case App("+", parts):
            for part in parts:
                yield from _kinks(part, var, way, context, is_smooth)
        case App("neg", (u,)):
            yield from _kinks(u, var, -way, context, is_smooth)
        case App("*", (k, u)) | App("/", (u, k)) if number := numeral(k):
            yield from _kinks(u, var, way if number > 0 else -way, context, is_smooth)
        case App(head, (u,)) if head in RISING:
            inner = list(_kinks(u, var, way, context, is_smooth))
            yield inner[0]._replace(way=0) if len(inner) == 1 and inner[0] is not None else None
        case App(head, args) if row := BENT.get((head, len(args))):
            yield _bent(row, args, var, way) if all(map(is_smooth, args)) else None
        case Bind("sum", _, body, (low, high)) if var not in free_names(low) | free_names(high):
            inside = _kinks(body, var, way, entered(t, context), is_smooth)
            yield from (_all(t, kink) for kink in inside)
        case _:
            yield None


def _all(t: Bind, kink: Kink | None) -> Kink | None:
    """A kink of each summand; of more than one root or jump nothing is known."""
    if kink is None or not kink.way:
        return None
    return kink._replace(condition=Bind("forall", t.var, kink.condition, t.args))


def _bent(row: Row, args: tuple[Term, ...], var: str, way: int) -> Kink | None:
    """The kink of a head; of what bends, one that may not change there in first order."""
    bends, leads, inner, condition = row
    sure = leads(filled(inner, *args), var)
    flat = bends != 0 and (len(args) == 1 or any(var not in free_names(u) for u in args))
    return Kink(way * bends, filled(condition, *args), sure) if sure or flat else None


def crosses(u: Term, var: str) -> bool:
    """Whether a term has a slope wherever it is zero: it is affine, or its zeros are simple.

    Of an array it holds one entry, which is the one that changes where that is asked.
    """
    if sum(1 for s in subterms(u) if s == Sym(var)) > 1 and _has_entry(u, var):
        return False
    match u:
        case App(head, (v,)) if head in SIMPLE:
            return _slope(v, var)
    found = _affine(u, var)
    return found is not None and any(found)


def _has_entry(u: Term, var: str) -> bool:
    return any(
        isinstance(s, App) and s.head == "index" and s.args[0] == Sym(var) for s in subterms(u)
    )


def _slope(u: Term, var: str) -> bool:
    found = _affine(u, var)
    return found is not None and bool(found[1])


Rational = int | Fraction
Line = tuple[Rational | None, Rational | None]
"""The constant part and the slope of an affine term where they are numerals, else None."""
LINEAR = frozenset("neg / * matmul transpose index".split())
"""Heads that are linear in each argument, but for a divisor."""


def _affine(u: Term, var: str) -> Line | None:
    if var not in free_names(u):
        return numeral(u), 0
    match u:
        case Sym() | App("index", (Sym(), *_)):
            return 0, 1
        case App("+", parts):
            found = [_affine(p, var) for p in parts]
            known = [f for f in found if f is not None]
            whole = len(known) == len(found)
            return (_added(f[0] for f in known), _added(f[1] for f in known)) if whole else None
        case App("/", (_, k)) if var in free_names(k):
            return None
        case App(head, parts) if head in LINEAR:
            moving, by = [p for p in parts if var in free_names(p)], _factor(u, var)
            inner = _affine(moving[0], var) if len(moving) == 1 else None
            return inner and (0 if inner[0] == 0 else _times(by, inner[0]), _times(by, inner[1]))
    return None


def _factor(u: App, var: str) -> Rational | None:
    """By what a product, a quotient or a negation multiplies what moves in it."""
    if u.head == "*":
        return numeral(joined("*", [p for p in u.args if var not in free_names(p)], ONE))
    return numeral(App(u.head, tuple(ONE if var in free_names(p) else p for p in u.args)))


def _times(a: Rational | None, b: Rational | None) -> Rational | None:
    return None if a is None or b is None else a * b


def _added(parts: Iterable[Rational | None]) -> Rational | None:
    found = list(parts)
    return None if None in found else sum(q for q in found if q is not None)


Row = tuple[int, Callable[[Term, str], bool], Term, Term]
_u, _v = Sym("u"), Sym("v")
BENT: dict[tuple[str, int], Row] = {
    ("abs", 1):     (1, crosses, _u, call("!=", _u, 0)),
    ("norm", 1):    (1, crosses, _u, call("!=", call("norm", _u), 0)),
    ("max", 2):     (1, crosses, _u - _v, apart(_u, _v)),
    ("min", 2):     (-1, crosses, _u - _v, apart(_u, _v)),
    ("sign", 1):    (0, crosses, _u, call("!=", _u, 0)),
    ("cbrt", 1):    (0, crosses, _u, call("!=", _u, 0)),
    ("floor", 1):   (0, _slope, _u, not_whole(_u)),
    ("ceiling", 1): (0, _slope, _u, not_whole(_u)),
}  # fmt: skip
"""Head of u and v -> 1 if it bends up where it has a kink, -1 if down, 0 for a root or a jump; what
is asked of what leads there; that; the condition."""
