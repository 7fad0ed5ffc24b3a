"""Circular functions of rational multiples of pi: exact where they are rational.

No proof looks at them: that cos(pi/3) is 1/2 follows from the axioms.  Source: DLMF 4.17.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb, fmpq, fmpq_poly

from derivcheck.kernel.algebra.elementary import ARITHMETIC
from derivcheck.kernel.algebra.values import Number, divide, tidy
from derivcheck.kernel.language.terms import App, Term

Rational = Callable[[Term], fmpq | None]

TURNED: dict[str, tuple[int, int]] = {
    "sin": (0, 2), "cos": (1, 2), "tan": (0, 1), "cot": (1, 0), "sec": (2, 1), "csc": (2, 0),
}  # fmt: skip
"""A trigonometric function as one of (sin, cos, 1) divided by another."""


def at_turn(head: str, turns: fmpq) -> Number:
    """A trigonometric function of `turns` times pi, exact where it is rational.  Raises: Stop."""
    parts = (arb.sin_pi_fmpq(turns), arb.cos_pi_fmpq(turns), fmpq(1))
    top, bottom = (tidy(parts[i]) for i in TURNED[head])
    return divide(top, bottom)


def half_turns(t: Term, rational: Rational) -> fmpq | None:
    """The rational q for which a term is q*pi by its form, where it has a value.

    Arguments:
        rational: the rational number that a part without pi is, or None.
    """
    p = _in_pi(t, rational)
    return p[1] if p is not None and p == fmpq_poly([0, p[1]]) else None


def _in_pi(t: Term, rational: Rational) -> fmpq_poly | None:
    """A term as a polynomial in pi, or None."""
    match t:
        case App("pi", ()):
            return fmpq_poly([0, 1])
        case App("+" | "*" | "/" | "neg" as head, parts):
            found = [_in_pi(u, rational) for u in parts]
            return None if None in found else _POLYNOMIALS[head](*found)
    q = rational(t)
    return None if q is None else fmpq_poly([q])


def _ratio(p: fmpq_poly, q: fmpq_poly) -> fmpq_poly | None:
    whole, rest = divmod(p, q) if q else (p, fmpq_poly([1]))
    return None if rest else whole


_POLYNOMIALS: dict[str, Any] = {**ARITHMETIC, "/": _ratio}
