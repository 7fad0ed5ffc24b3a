"""Rules at one limit."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.scale import Unexpanded
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.terms import INFINITE, ONE, ZERO, App, Bind, Sym, Term

ORDER = 4
"""How many terms of an expansion tell where numerator and denominator go."""


def by_rates(t: Term, facts: Facts) -> Term | None:
    """The limit of a quotient as that of the quotient of the derivatives, l'Hopital's rule.

    Numerator and denominator must both go to 0, or the denominator to infinity, and the derivative
    of the denominator must not vanish beside the point (Rudin, Principles of Mathematical Analysis,
    5.13); that the new limit exists is a matter of the step itself.
    """
    match t:
        case Bind(head, var, App("/", (u, v)), (at,)) if head in LIMITS:
            rates = [
                derivative(Bind("diff", var, w, (Sym(var), ONE)), facts.context) for w in (u, v)
            ]
            parts = [rate[0] for rate in rates if rate is not None]
            if len(parts) == 2 and all(_allows(way, parts[1], facts) for way in _sides(t)):
                return Bind(head, var, parts[0] / parts[1], (at,))
    return None


def _sides(t: Bind) -> list[Bind]:
    """A limit from both sides as the two from one side."""
    if t.head != "lim" or t.args[0] in INFINITE:
        return [t]
    return [replace(t, head=head) for head in ("lim-", "lim+")]


def _allows(t: Bind, slope: Term, facts: Facts) -> bool:
    """Whether a quotient is 0/0, or its denominator goes to infinity with a slope that is not 0."""
    match t.body:
        case App("/", (u, v)):
            try:
                limit_of(replace(t, body=1 / slope), ORDER, facts)
                low = limit_of(replace(t, body=v), ORDER, facts)
                return low in INFINITE or low == ZERO == limit_of(replace(t, body=u), ORDER, facts)
            except Unexpanded:
                pass
    return False
