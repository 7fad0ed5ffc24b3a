"""Functions that y' = c*(y - a)*(y - b) gives: logistic growth between two constants.

    y' = y*(1 - y), y(0) = 1/2      1/(1 + exp(-s))

(y - a)/(y - b) grows like exp(c*(a - b)*s); where y begins between a and b, it stays there, and
has a value everywhere (Coddington and Levinson, Theory of Ordinary Differential Equations, 1.1).
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
from derivcheck.provers.foundations.square_roots import rational_root
from derivcheck.provers.foundations.unknown_functions import named, values_at_zero
from derivcheck.provers.sampling.given_functions import abstracted, for_all

SHARES = (Fraction(1, 2), Fraction(1, 3), Fraction(3, 4))
"""How far between the two constants a function begins if it is not given, in turn."""


def growing(name: str, statements: Sequence[Term], turn: int) -> Term | None:
    """A function that satisfies an equation of that kind, if that is all that is stated of it.

    Arguments:
        name: of the function.
        statements: about it, of any kind; what is known of the other names has been put in.
        turn: which value is chosen at 0 if it is not given.
    """
    laws = [p for p in statements if for_all(p)]
    found = _constants(name, laws[0]) if len(laws) == 1 else None
    if found is None:
        return None
    c, a, b = found
    start = values_at_zero(statements).get(name, a + (b - a) * SHARES[turn % len(SHARES)])
    if not a < start < b:
        return None
    share = (start - a) / (b - start)
    wave = number(share) * call("exp", number(c * (a - b)) * Sym("s"))
    return abstracted((number(a) + number(b) * wave) / (1 + wave), 1)


def _constants(name: str, law: Term) -> tuple[Fraction, Fraction, Fraction] | None:
    """The factor in front and the two constants, the smaller first."""
    match law:
        case Bind("forall", t, App("=", (left, right)), ()):
            gap = left - right
        case _:
            return None
    slope, value = Sym("p0"), Sym("p1")
    gap = named(gap, t, {name: (slope, value)})
    if not free_names(gap) <= {"p0", "p1"}:
        return None
    field = Field(Context({"p0": REAL, "p1": REAL}))

    def put(p: Term, q: Term) -> Fraction | None:
        return field.constant(substitute(gap, {"p0": p, "p1": q}))

    rest, lead, low, high = put(ZERO, ZERO), put(ONE, ZERO), put(ZERO, -ONE), put(ZERO, ONE)
    if rest is None or lead is None or low is None or high is None or lead == rest:
        return None
    lead -= rest
    square, line = (high + low) / 2 - rest, (high - low) / 2
    whole = number(lead) * slope + number(square) * value**2 + number(line) * value + number(rest)
    inside = line**2 - 4 * square * rest
    if not square or inside <= 0 or not field.equal(gap, whole):
        return None
    root = rational_root(inside)
    if root is None:
        return None
    a, b = sorted(((-line - root) / (2 * square), (-line + root) / (2 * square)))
    return -square / lead, a, b
