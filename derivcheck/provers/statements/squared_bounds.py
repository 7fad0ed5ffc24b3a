"""Inequalities between sums by those between their squares: |sum(a*b)| <= sqrt(sum(a^2)*sum(b^2)).

What is greater must not be negative; of what is less the absolute value is compared.
"""

from __future__ import annotations

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import TWO, ZERO, App, Num, Term, call, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.series import is_sum
from derivcheck.provers.sideconditions.signed_forms import ascending
from derivcheck.provers.statements import series_bounds
from derivcheck.provers.statements.conclusions import alone


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a weak inequality between sums, or None."""
    if claim.relation not in ("<=", ">=") or claim.context.field != "real":
        return None
    goal = App(claim.relation, (claim.before, claim.after))
    low, high = ascending(goal)
    if not any(map(is_sum, subterms(low))) or ZERO in (low, high) or not _has_root(goal):
        return None
    known, plain = known_of(claim), _without_bars(low)
    if not known.holds(call("<=", ZERO, high)):
        return None
    size, (one, other) = call("abs", plain), (plain**TWO, high**TWO)
    basis = reduced(one, other, known.knowing(), limits)
    one, other = basis.normal(one), basis.normal(other)
    squares = App("<=", (one, other))
    found = alone(squares, claim.context, limits, (series_bounds.prove,))
    if found is None or not known.learn(Lemma(squares, found)):
        return None
    goals = call("<=", size**TWO, high**TWO)
    basis.visit(size**TWO)
    shown = Sign(basis.arithmetic(size**TWO - high**TWO, one - other))
    if not known.learn(Lemma(goals, basis.wrapped(shown))):
        return None
    known.learn(Axiom("square_order", (("u", size), ("v", high))))
    known.learn(Axiom("abs_upper", (("u", plain),)))
    return with_domain(claim, known.shown(Lemma(goal))) if known.holds(goal) else None


def _has_root(t: Term) -> bool:
    """Whether a root stands in a term, or bars outside of its sums: else squares say no more."""
    roots = (u for u in subterms(t) if isinstance(u, App) and u.head in ("sqrt", "^"))
    return _has_bars(t) or any(u.head == "sqrt" or not isinstance(u.args[1], Num) for u in roots)


def _has_bars(t: Term) -> bool:
    return isinstance(t, App) and (t.head == "abs" or any(map(_has_bars, t.args)))


def _without_bars(t: Term) -> Term:
    """What stands between bars, if a term is an absolute value."""
    return t.args[0] if isinstance(t, App) and t.head == "abs" else t
