"""Sums and products of one body over ranges with an end in common, brought to one range.

Terms at the ends are split off, or the longer range is divided where the shorter one ends (Graham,
Knuth and Patashnik, Concrete Mathematics, section 2.3).
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.terms import ZERO, Bind, Term
from derivcheck.provers.normalforms.basis import Basis

MAX_UNROLLED = 24
"""The longest numeral range that is written out."""


def split_off(basis: Basis, t: Bind) -> None:
    """Brings sums, or products, of one body over like ranges to one range.

    Terms at the ends are split off, or else the range is divided.
    """
    key = basis.field.key(replace(t, args=(ZERO, ZERO)))
    ranges = basis.ranges.setdefault(key, [])
    if any(_cut_to(basis, t, ends) for ends in ranges):
        return
    others = [*ranges]
    ranges.append((t.args[0], t.args[1]))
    any(_divided(basis, t, ends) for ends in others)


def _cut_to(basis: Basis, t: Bind, ends: tuple[Term, Term]) -> bool:
    """Terms at the ends split off, whose number is known; whether there are few."""
    (lower, upper), (low, high) = t.args, ends
    first, last = basis.field.constant(lower - low), basis.field.constant(upper - high)
    if first is None or last is None or first.denominator != 1 or last.denominator != 1:
        return False
    if max(abs(first), abs(last)) > MAX_UNROLLED:
        return False
    _cut(basis, t, (lower, upper), int(-first), int(last))
    _cut(basis, t, (low, high), int(first), int(-last))
    return True


def _divided(basis: Basis, t: Bind, ends: tuple[Term, ...]) -> bool:
    """One of two ranges with an end in common divided at the other end of the other, a name."""
    f, equal = Bind("lambda", t.var, t.body, ()), basis.field.equal
    (lower, upper), (low, high) = t.args, ends
    if equal(lower, low) == equal(upper, high):
        return False
    one, two = (upper, high) if equal(lower, low) else (lower - 1, low - 1)
    if basis.field.constant(one - two) is not None:
        return False
    places = ((low, high, one), (lower, upper, two))
    return any(
        basis.axiom(f"{t.head}_split", f=f, a=a, b=b, c=basis.normal(c)) for a, b, c in places
    )


def _cut(basis: Basis, t: Bind, ends: tuple[Term, Term], first: int, last: int) -> None:
    """As many terms as given off both ends of a range, none where a count is negative."""
    f, (lower, upper) = Bind("lambda", t.var, t.body, ()), ends
    for _ in range(last):
        if not basis.axiom(f"{t.head}_last", f=f, a=lower, b=upper):
            return
        upper = basis.normal(upper - 1)
    for _ in range(first):
        if not basis.axiom(f"{t.head}_first", f=f, a=lower, b=upper):
            return
        lower = basis.normal(lower + 1)
