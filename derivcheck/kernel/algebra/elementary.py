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

from flint import acb, fmpq

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
    """The rational q for which a term is q*pi by its form.

    Arguments:
        rational: the rational number that a factor is, or None.
    """
    match t:
        case App("pi", ()):
            return fmpq(1)
        case App("neg", (u,)):
            inner = half_turns(u, rational)
            return None if inner is None else -inner
        case App("/", (u, v)):
            over, under = half_turns(u, rational), rational(v)
            return over / under if over is not None and under else None
        case App("*", parts):
            found = [half_turns(u, rational) for u in parts]
            if len(parts) - found.count(None) == 1:
                pairs = zip(parts, found, strict=True)
                factors = [q if q is not None else rational(u) for u, q in pairs]
                numbers = [q for q in factors if q is not None]
                return prod(numbers, start=fmpq(1)) if len(numbers) == len(parts) else None
        case App("+", parts):
            turns = [fmpq(0) if rational(u) == 0 else half_turns(u, rational) for u in parts]
            known = [q for q in turns if q is not None]
            return sum(known, start=fmpq(0)) if len(known) == len(turns) else None
    return None
