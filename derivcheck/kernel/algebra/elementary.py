"""The value of an elementary term without names, rigorously.

Elementary is what is made of numbers by arithmetic and functions.  A value is exact as long as the
operations allow, else a ball of the working precision.  Where a term is defined, its value is in
the ball; where it is not, nothing is said, and whoever asks must know that it is.  Statements,
cases and binders have their values elsewhere (`enclosures/`): no proof looks at them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import prod
from typing import Any

from flint import acb, fmpq, fmpq_poly

from derivcheck.kernel.algebra.functions import CONSTANTS, TURNED, applied, at_turn
from derivcheck.kernel.algebra.values import Number, Stop, Unknown, divide, power, tidy
from derivcheck.kernel.language.claims import Field
from derivcheck.kernel.language.terms import App, Num, Term
from derivcheck.kernel.work import tick

FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip
"""What a misshapen term may cause; it can only give no value."""

Rational = Callable[[Term], fmpq | None]


def evaluate(t: Term, scalars: Field) -> Number | None:
    """The value of an elementary term without names, at the working precision of flint; or None.

    Arguments:
        t: its depth is limited by the caller.
        scalars: over the complex field roots, logarithms and powers are the principal ones.
    """
    try:
        return _Values(scalars == "complex").of(t)
    except (Stop, *FAULTS):
        return None


@dataclass(frozen=True, slots=True)
class _Values:
    """Values over one of the fields, and those worked out so far."""

    principal: bool
    known: dict[Term, Number] = field(default_factory=dict)

    def of(self, t: Term) -> Number:
        """The value of a term.  Raises: Stop."""
        if type(t) is Num:
            return fmpq(t.value.numerator, t.value.denominator)
        if type(t) is not App:
            raise Stop(Unknown("neither a number nor a function of numbers"))
        tick()
        if t not in self.known:
            self.known[t] = self._applied(t.head, t.args)
        return self.known[t]

    def _applied(self, head: str, parts: tuple[Term, ...]) -> Number:
        if head in CONSTANTS:
            return CONSTANTS[head]()
        args = [self.of(u) for u in parts]
        if head in ARITHMETIC:
            return tidy(ARITHMETIC[head](*args))
        if head == "^":
            return power(args[0], args[1], self.principal)
        q = half_turns(parts[0], self._rational) if head in TURNED else None
        return applied(head, args, self.principal) if q is None else at_turn(head, q)

    def _rational(self, t: Term) -> fmpq | None:
        found = self.of(t)
        return found if type(found) is fmpq else None


ARITHMETIC: dict[str, Any] = {
    "+": lambda *xs: sum(xs[1:], start=xs[0]), "*": lambda *xs: prod(xs[1:], start=xs[0]),
    "/": divide, "neg": lambda x: -x, "I": lambda: acb(0, 1),
}  # fmt: skip
"""head -> function of numbers; no claim over the real field holds I."""


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
