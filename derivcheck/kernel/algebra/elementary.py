"""The value of an elementary term without names, rigorously.

Elementary is what is made of numbers by arithmetic and functions.  A value is exact as long as the
operations allow, else a ball of the working precision.  Where a term is defined, its value is in
the ball; where it is not, nothing is said, and whoever asks must know that it is.  Statements,
cases and binders have their values elsewhere (`enclosures/`): no proof looks at them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import Any

from flint import acb, fmpq

from derivcheck.kernel.algebra.functions import CONSTANTS, applied
from derivcheck.kernel.algebra.values import Number, Stop, Unknown, divide, power, tidy
from derivcheck.kernel.language.claims import Field
from derivcheck.kernel.language.terms import App, Num, Term
from derivcheck.kernel.work import tick

FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip
"""What a misshapen term may cause; it can only give no value."""


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
        return applied(head, args, self.principal)


ARITHMETIC: dict[str, Any] = {
    "+": lambda *xs: sum(xs[1:], start=xs[0]), "*": lambda *xs: prod(xs[1:], start=xs[0]),
    "/": divide, "neg": lambda x: -x, "I": lambda: acb(0, 1),
}  # fmt: skip
"""head -> function of numbers; no claim over the real field holds I."""
