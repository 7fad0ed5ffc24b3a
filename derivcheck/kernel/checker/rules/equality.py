"""Equality: transitive, symmetric, and kept by equal parts, under binders too."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.requirements import require_defined, require_fresh, require_sides
from derivcheck.kernel.checker.rules.linearity import LINEAR
from derivcheck.kernel.checker.suppositions import inside, knowing_defined
from derivcheck.kernel.checker.theorems import Agreement, Rejected, equal
from derivcheck.kernel.language.definedness import is_statement
from derivcheck.kernel.language.evidence import Chain, Congruence, Evidence, Symmetry
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.shapes import MADE
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    alpha_equal,
    children,
    substitute,
)  # fmt: skip

OPENED = LINEAR | {"prod", "antiderivative"}
"""Binders under which equal bodies make equal wholes."""

SIZED = {f for f, row in HEADS.items() if row.kind in (*MADE, "binder")}.union(
    "apply index piecewise".split()
) - {"matmul", "transpose", "tr", "norm"}
"""Heads of which zeros of different shapes, which are one to the field, make different things."""


def chain(e: Chain, facts: Facts, by: Deduction) -> Term:
    """Equations one after the other."""
    if not e.links:
        raise Rejected("an empty chain proves nothing")
    links = [by.agreement(link, facts) for link in e.links]
    known = knowing_defined(facts, links[0].left, links[-1].right)
    for one, other in pairwise(links):
        if not alpha_equal(one.right, other.left):
            raise Rejected("a chain is broken")
        require_defined(known, one.right)
    return equal(links[0].left, links[-1].right)


def symmetry(e: Symmetry, facts: Facts, by: Deduction) -> Term:
    """An equation the other way round."""
    found = by.agreement(e.of, facts)
    return equal(found.right, found.left)


def congruence(e: Congruence, facts: Facts, by: Deduction) -> Term:
    """Two wholes by their parts."""
    left, right = e.left, e.right
    olds, news = children(left), children(right)
    if is_statement(left):
        raise Rejected("statements are not equal to one another")
    if _shape(left) != _shape(right) or len(olds) != len(news) or len(e.parts) != len(olds):
        raise Rejected("congruence needs two terms of one shape")
    if any(part is not None and _stated(left, n) for n, part in enumerate(e.parts)):
        raise Rejected("statements are not rewritten by equations")
    start = 0
    if isinstance(left, Bind) and isinstance(right, Bind):
        _require_bodies(e, left, right, facts, by)
        start = 1
    for part, old, new in zip(e.parts[start:], olds[start:], news[start:], strict=True):
        _require_part(part, old, new, facts, by)
        if part and _shape(left)[1] in SIZED and not facts.field.fits(equal(old, new)):
            raise Rejected("parts of different shapes are not exchanged", new)
    return equal(left, right)


def _shape(t: Term) -> tuple[Any, ...]:
    if isinstance(t, Bind):
        return (Bind, t.head, t.sort, len(children(t)))
    return (App, t.head, len(children(t))) if isinstance(t, App) else (t,)


def _stated(t: Term, n: int) -> bool:
    """Whether a part of a term is a statement, by its head or by its place."""
    match t:
        case App("indicator" | "where" | "piecewise" as head, _):
            return head == "indicator" or n % 2 == 1
    return is_statement(children(t)[n])


def _require_part(part: Evidence | None, old: Term, new: Term, facts: Facts, by: Deduction) -> None:
    found = Agreement(old, old) if part is None else by.agreement(part, facts)
    require_sides(found, old, new)


def _require_bodies(e: Congruence, left: Bind, right: Bind, facts: Facts, by: Deduction) -> None:
    if left.head not in OPENED:
        raise Rejected(f"no congruence under {left.head}")
    part = e.parts[0]
    if part is None:
        if not alpha_equal(replace(left, args=()), replace(right, args=())):
            raise Rejected("bodies without evidence differ")
        return
    require_fresh(e.var, facts, left, right)
    old, new = (substitute(t.body, {t.var: Sym(e.var)}) for t in (left, right))
    under = inside(left, e.var, facts)
    if left.head in LIMITS:
        _require_accumulating(under, old, new)
    # a whole is defined only where its body is
    _require_part(part, old, new, knowing_defined(under, old, new), by)


def _require_accumulating(under: Facts, *bodies: Term) -> None:
    """One of two bodies of limits has values wherever the other has.  Raises: Rejected.

    Else the points at which they agree need not come near to where the limits lead.
    """
    old, new = bodies
    try:
        require_defined(knowing_defined(under, old), new)
    except Rejected:
        require_defined(knowing_defined(under, new), old)
