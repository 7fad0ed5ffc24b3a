"""Rules at one limit."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.terms import INFINITE, ONE, ZERO, App, Bind, Sym, Term

ORDER = 4
"""How many terms of an expansion tell where numerator and denominator go."""


def by_rates(t: Term, facts: Facts) -> Term | None:
    """The limit of a quotient as that of the quotient of the derivatives, l'Hopital's rule.

    Without common factors numerator and denominator must both go to 0 or both to infinity, and the
    derivative of the denominator must not vanish beside the point (Rudin, Principles of
    Mathematical Analysis, 5.13); that the new limit exists is a matter of the step itself.
    """
    match t:
        case Bind(head, var, App("/") as body, (at,)) if head in LIMITS:
            value = facts.field.value(body)
            parts = [written(facts.field, p) for p in (value.top, value.bottom)]
            ways = _sides(t)
            if not all(_is_indeterminate(way, parts, facts) for way in ways):
                return None
            slopes = (Bind("diff", var, p, (Sym(var), ONE)) for p in parts)
            found = [rate[0] for s in slopes if (rate := derivative(s, facts.context)) is not None]
            if len(found) < len(parts):
                return None
            above, below = found
            if any(_tends(replace(way, body=1 / below), facts) is None for way in ways):
                return None
            return Bind(head, var, above / below, (at,))
    return None


def _sides(t: Bind) -> list[Bind]:
    """A limit from both sides as the two from one side."""
    if t.head != "lim" or t.args[0] in INFINITE:
        return [t]
    return [replace(t, head=head) for head in ("lim-", "lim+")]


def _is_indeterminate(t: Bind, parts: list[Term], facts: Facts) -> bool:
    """Whether a quotient of two parts is 0/0, or infinite divided by infinite."""
    ends = [_tends(replace(t, body=part), facts) for part in parts]
    return all(end == ZERO for end in ends) or all(end in INFINITE for end in ends)


def _tends(t: Bind, facts: Facts) -> Term | None:
    """Where a body goes, as far as an expansion tells."""
    try:
        return limit_of(t, ORDER, facts)
    except Rejected:
        return None
