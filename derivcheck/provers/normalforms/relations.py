"""Relations between arctangents of numbers written with roots: 2*atan(1/sqrt(2)) = acos(1/3).

A relation with small whole coefficients is proposed by lattice reduction of the digits and shown by
the addition theorem, one arctangent after the other, which must end at the arctangent of zero.

Source: A. K. Lenstra, H. W. Lenstra, L. Lovasz, "Factoring polynomials with rational coefficients",
Mathematische Annalen 261 (1982).
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, ctx, fmpz_mat

from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Evidence,
)
from derivcheck.kernel.language.terms import ZERO, App, Term, call, number
from derivcheck.provers.normalforms.algebraic_numbers import same
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.trigonometric import PI

BITS, SPARE = 200, 20
"""How many digits a relation must explain, and how many of the last need not agree."""
MAX_OTHERS = 4
"""How many other arctangents are looked at."""
MAX_SUMMANDS = 24
"""How many arctangents a relation may add up, multiples counted."""
UNIT = PI / 12
"""The angle of which the rest is a multiple."""


def related(basis: Basis, u: Term) -> bool:
    """atan(u) by the arctangents of numbers seen before, if there is a relation."""
    others = [key[1] for key in basis.memory if isinstance(key, tuple) and key[0] == "slope"]
    slopes = [u, *others[-MAX_OTHERS:]]
    basis.memory["slope", u] = 1
    found = _relation(basis, slopes) if others else None
    if found is None:
        return False
    *multiples, turns = found
    pairs = list(zip(multiples, slopes, strict=True))
    summands = [s if n > 0 else -s for n, s in pairs for _ in range(abs(n))]
    rest = (number(n) * call("atan", s) for n, s in pairs[1:])
    angle = App("+", (number(turns) * UNIT, *rest)) / number(-multiples[0])
    lemmas = _added(basis, summands)
    return bool(lemmas) and basis.propose(Arithmetic(call("atan", u), angle, lemmas))


def _relation(basis: Basis, slopes: Sequence[Term]) -> list[int] | None:
    """Whole multiples of arctangents, and of the unit, that seem to add up to zero."""
    with ctx.workprec(2 * BITS):
        terms = (*(call("atan", s) for s in slopes), UNIT)
        values = [evaluate(t, {}, basis.known.facts.context) for t in terms]
        balls = [v * 2**BITS for v in values if isinstance(v, arb)]
        digits = [d for d in (b.mid().floor().unique_fmpz() for b in balls) if d is not None]
    if len(digits) < len(terms):
        return None
    size = len(digits)
    rows = [[int(i == j) for j in range(size)] + [digits[i]] for i in range(size)]
    *found, gap = map(int, fmpz_mat(rows).lll().tolist()[0])
    small = sum(map(abs, found[:-1])) <= MAX_SUMMANDS and abs(gap) < 2**SPARE
    return found if small and found[0] else None


def _added(basis: Basis, summands: Sequence[Term]) -> tuple[Evidence, ...]:
    """Lemmas that write a sum of arctangents as +-atan(v) and a multiple of pi, if v is zero."""
    lemmas: list[Evidence] = []
    holds = basis.known.facts.holds
    total, sign = summands[0], 1
    for s in summands[1:]:
        s = s if sign > 0 else -s
        lemmas.append(Axiom("atan_add", (("u", total), ("v", s))))
        total = basis.normal((total + s) / (1 - total * s))
        beyond = next((t for t in (total, -total) if holds(call("<", 1, t))), None)
        if beyond is not None:
            lemmas.append(Axiom("atan_inverse", (("u", 1 / beyond),)))
            total, sign = basis.normal(1 / total), -sign
    shown = same(basis, total, ZERO)
    if shown is None:
        return ()
    none = Congruence(call("atan", total), call("atan", ZERO), (shown,))
    return (*lemmas, Chain((none, Axiom("atan_zero", ()))))
