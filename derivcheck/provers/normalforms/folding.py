"""Integrals of even functions over the whole line: twice that over the half of it.

The range is split at 0 and the variable of one half changes its sign, so that what converges on one
side converges on both (Rudin, Principles of Mathematical Analysis, 6.12 and 6.19).
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ZERO,
    App,
    Bind,
    Sym,
    substitute,
)
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import under
from derivcheck.provers.normalforms.bound_names import name_for
from derivcheck.provers.normalforms.ranges import split_at, turned
from derivcheck.provers.normalforms.substitution import Change, substitution


def folded(basis: Basis, t: Bind) -> bool:
    """An integral over the line by that over the half; True if the kernel accepts it."""
    found = mirrored(basis.known, basis, t)
    if (
        found is None
        or not split_at(basis, t, ZERO)
        or not basis.propose(found.shown, (found.old, found.new))
    ):
        return False
    basis.visit(under(basis, found.new))
    return turned(basis, _left(t))


def mirrored(known: ProofContext, basis: Basis, t: Bind) -> Change | None:
    """Learns that an even function has an integral over the line, where it has one over the half.

    Returns: the change of variables between the halves; None for others.
    """
    flipped = substitute(t.body, {t.var: -Sym(t.var)})
    if t.args != (MINUS_INFINITY, INFINITY) or not basis.field.equal(flipped, t.body):
        return None
    half, back = replace(t, args=(ZERO, INFINITY)), replace(t, args=(ZERO, MINUS_INFINITY))
    if not known.holds(App("defined", (half,))):
        return None
    name = name_for(basis, t)
    found = substitution(basis, back, -Sym(name), name, (ZERO, INFINITY))
    if found is None or not known.holds(App("defined", (found.new,))):
        return None
    lemmas: tuple[Evidence, ...] = (
        found.exists_back,
        series_row("int_turned_exists", back),
        series_row("int_joined_exists", t, c=ZERO),
    )
    return found if all(map(known.learn, lemmas)) else None


def _left(t: Bind) -> Bind:
    return replace(t, args=(MINUS_INFINITY, ZERO))
