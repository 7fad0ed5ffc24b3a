"""Linear binders: sums, integrals, derivatives and limits of combinations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import LIMITS, Facts, bare
from derivcheck.kernel.checker.requirements import require_defined
from derivcheck.kernel.checker.suppositions import knowing_defined, opened_alike
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.evidence import Linearity
from derivcheck.kernel.language.shapes import bound_sort
from derivcheck.kernel.language.terms import ONE, App, Bind, Term, free_names, joined

LINEAR = LIMITS | {"sum", "int", "diff"}
"""Binders of a combination that are the combination of binders."""


def linearity(e: Linearity, facts: Facts, by: Deduction) -> Term:
    """A binder of a combination with factors free of its variable."""
    t = e.term
    if not isinstance(t, Bind) or t.head not in LINEAR:
        raise Rejected("linearity is about sums, integrals, derivatives and limits")
    if any(t.var in free_names(c) for c, _ in e.pieces):
        raise Rejected("a factor contains the bound variable")
    sorts = {**facts.context.sorts, t.var: bound_sort(t, facts.context)}
    field = Field(replace(bare(facts.context), sorts=sorts))
    if not field.equal(t.body, _combination(e.pieces)):
        raise Rejected("the pieces do not make up the body")
    wholes = [replace(t, body=g) for _, g in e.pieces]
    if t.head in LIMITS:  # where the body has values the pieces must, else they never meet
        under, body, *pieces = opened_alike(facts, t, *wholes)
        require_defined(knowing_defined(under, body), *pieces)
    return equal(t, _combination([(c, w) for (c, _), w in zip(e.pieces, wholes, strict=True)]))


def _combination(pieces: Sequence[tuple[Term, Term]]) -> Term:
    terms = tuple(g if c == ONE else App("*", (c, g)) for c, g in pieces)
    return joined("+", terms)
