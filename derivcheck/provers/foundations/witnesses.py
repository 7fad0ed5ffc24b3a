"""Points that show a polynomial to be no sum of squares, nor of known differences, nor of products.

Wherever the differences are not negative such a sum is not either, whatever its atoms are, which
may be any numbers here.  A few points cost less than a linear program without a solution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.provers.foundations.polynomials import places_of

VALUES = (1.0, 0.0, 2.0, 0.5, -1.0, 8.0, 64.0, 3.0, 0.125, -2.0, 0.25, 1024.0, -0.5)
"""What stands for an atom; powers and products of these are exact."""
MAX_POINTS = 400
"""At how many points one looks."""
STRIDES = (1, 3, 4, 7, 9, 12)
"""By how many values atoms go on from one point to the next, each by another number."""

Terms = Sequence[tuple[tuple[tuple[int, int], ...], float]]


def negative_somewhere(
    p: Poly, places: Sequence[int], forms: Sequence[Poly], zeros: Sequence[Poly] = ()
) -> bool:
    """Whether a polynomial is negative at a point at which forms in its atoms are not.

    Arguments:
        p: over the integers.
        places: of the atoms.
        forms, zeros: of the same ring; of what is zero only equations of two atoms are looked at.
    """
    same = {place: place for place in places}
    for zero in zeros:
        pair = places_of(zero)
        if len(pair) != 2 or len(zero) != 2 or zero.total_degree() != 1 or sum(zero.coeffs()) != 0:
            return False
        one, other = (same[n] for n in pair)
        same = {n: one if m == other else m for n, m in same.items()}
    target, *known = (_terms(q, same) for q in (p, *forms))
    free = sorted(set(same.values()))
    return any(
        _value(target, point) < 0 and all(_value(q, point) >= 0 for q in known)
        for point in _points(free)
    )


def _points(places: Sequence[int]) -> Iterator[dict[int, float]]:
    for k in range(MAX_POINTS):
        turns = (k * STRIDES[n % len(STRIDES)] + k // len(VALUES) * n for n in range(len(places)))
        yield {m: VALUES[turn % len(VALUES)] for m, turn in zip(places, turns, strict=True)}


def _terms(p: Poly, same: dict[int, int]) -> Terms:
    """Coefficients with the exponents of the atoms that occur."""
    return [
        (tuple((same[n], int(e)) for n, e in enumerate(m) if e), float(int(c)))
        for m, c in p.terms()
    ]


def _value(terms: Terms, point: dict[int, float]) -> float:
    total = 0.0
    for powers, c in terms:
        for n, e in powers:
            c *= point[n] ** e
        total += c
    return total
