"""Two functions that linear equations give together: exp(s*A) times their values at 0.

    y' = z, z' = -y, y(0) = 0, z(0) = 1      y = sin, z = cos

With m half the trace of A and d = m^2 - det A, exp(s*A) is exp(m*s) times C*1 + S*(A - m*1), where
C and S are cosh(r*s) and sinh(r*s)/r for r^2 = d > 0, cos(r*s) and sin(r*s)/r for r^2 = -d > 0,
1 and s for d = 0 (Moler and Van Loan, Nineteen dubious ways to compute the exponential of a
matrix, section 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
)
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.square_roots import root_term
from derivcheck.provers.foundations.unknown_functions import named, values_at_zero
from derivcheck.provers.sampling.given_functions import abstracted

STARTS = ((1, 0), (0, 1), (1, 1), (2, -1))
"""Values at 0 where none are given, in turn."""
MAX_CACHED = 64
"""Of how many sets of statements it is remembered what they give."""

Pair = tuple[Fraction, Fraction]
_s = Sym("s")


def paired(names: Sequence[str], statements: Sequence[Term], turn: int) -> dict[str, Term]:
    """Two functions that satisfy linear equations in their first derivatives, or none.

    Arguments:
        names: of the functions.
        statements: of any kind.
        turn: which values are chosen for what is not given.
    """
    if len(names) != 2:
        return {}
    stated = tuple(p for p in statements if free_names(p) <= frozenset(names))
    matrix = _matrix(tuple(names), stated)
    if matrix is None:
        return {}
    start = STARTS[turn % len(STARTS)]
    given = dict(zip(names, map(Fraction, start), strict=True)) | values_at_zero(stated)
    return _solution(names, matrix, (given[names[0]], given[names[1]]))


@remembered(MAX_CACHED)
def _matrix(names: tuple[str, ...], stated: tuple[Term, ...]) -> tuple[Pair, ...] | None:
    """The coefficients of two equations that are solved for the derivatives."""
    rows: dict[int, Pair] = {}
    for p in stated:
        match p:
            case Bind("forall", t, App("=", (left, right)), ()):
                found = _row(names, t, left - right)
                if found is None or found[0] in rows:
                    return None
                rows[found[0]] = found[1]
    return (rows[0], rows[1]) if len(rows) == 2 else None


def _row(names: Sequence[str], t: str, gap: Term) -> tuple[int, Pair] | None:
    """Which derivative an equation gives, and the coefficients of the two functions."""
    atoms = [Sym(f"p{k}") for k in range(4)]
    gap = named(gap, t, {f: (atoms[k], atoms[2 + k]) for k, f in enumerate(names)})
    if not free_names(gap) <= {a.name for a in atoms}:
        return None
    field = Field(Context({a.name: REAL for a in atoms}))
    nothing: dict[str, Term] = {a.name: ZERO for a in atoms}
    of = [field.constant(substitute(gap, {**nothing, a.name: ONE})) for a in atoms]
    if None in of:
        return None
    c = [Fraction(q) for q in of if q is not None]
    whole: Term = ZERO
    for q, a in zip(c, atoms, strict=True):
        whole = whole + number(q) * a
    led = [k for k in (0, 1) if c[k]]
    if len(led) != 1 or not field.equal(gap, whole):
        return None
    lead = -c[led[0]]
    return led[0], (c[2] / lead, c[3] / lead)


def _solution(names: Sequence[str], matrix: tuple[Pair, ...], start: Pair) -> dict[str, Term]:
    """The functions with some values at 0."""
    (a, b), (c, d) = matrix
    middle, less = (a + d) / 2, (a - d) ** 2 / 4 + b * c
    root = root_term(abs(less)) if less else ONE
    angle = root * _s if root != ONE else _s
    heads = ("cosh", "sinh") if less > 0 else ("cos", "sin")
    parts = (call(heads[0], angle), call(heads[1], angle)) if less else (ONE, _s)
    parts = parts if root == ONE else (parts[0], parts[1] / root)
    y, z = start
    moved = ((a - middle) * y + b * z, c * y + (d - middle) * z)
    found = {}
    for name, first, second in zip(names, start, moved, strict=True):
        body = _combined((first, second), parts)
        if middle and body != ZERO:
            body = call("exp", number(middle) * _s) * body
        found[name] = abstracted(body, 1)
    return found


def _combined(factors: Pair, parts: tuple[Term, Term]) -> Term:
    found = [
        p if q == 1 else number(q) * p if p != ONE else number(q)
        for q, p in zip(factors, parts, strict=True) if q
    ]  # fmt: skip
    return found[0] + found[1] if len(found) == 2 else found[0] if found else ZERO
