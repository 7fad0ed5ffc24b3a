"""Inequalities with absolute values, for either sign of what stands between bars.

|sin(x) - sin(y)| <= |x - y|      y <= x and sin(y) <= sin(x): sin(x) - sin(y) <= x - y, and so on
"""

from __future__ import annotations

from collections.abc import Iterable

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.language.claims import ORDERS, Claim, Context, manifestly_real
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Cases,
    Evidence,
    Have,
    Lemma,
    Sign,
)
from derivcheck.kernel.language.terms import ZERO, App, Term, call, free_names, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.conclusions import Prover, alone, assuming

MAX_BARS = 2
"""How many absolute values are opened, one inside the cases of the other."""


def prove(claim: Claim, limits: Limits, provers: Iterable[Prover]) -> Evidence | None:
    """Evidence for an inequality with absolute values, or None.

    Arguments:
        provers: of comparisons, in their order.
    """
    if claim.relation not in ORDERS:
        return None
    goal = App(claim.relation, (claim.before, claim.after))
    if not 0 < len(_between_bars(goal, claim.context)) <= MAX_BARS:
        return None
    found = _by_signs(goal, claim.context, limits, tuple(provers))
    return found and with_domain(claim, found)


def _between_bars(goal: App, context: Context) -> list[Term]:
    """What is real and stands between bars, the shortest first."""
    bars = (t for t in subterms(goal) if isinstance(t, App) and t.head == "abs")
    found = dict.fromkeys(
        t.args[0] for t in bars if free_names(t) and manifestly_real(t.args[0], context)
    )
    return sorted(found, key=lambda u: len(list(subterms(u))))


def _by_signs(
    goal: App, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    inner = _between_bars(goal, context)
    if not inner:
        return alone(goal, context, limits, provers)
    u, side = inner[0], _is_not_negative(inner[0])
    known, otherwise = assuming(context, side), assuming(context, negation(side))
    yes = _opened(goal, "abs_nonneg", u, u, known, limits, provers)
    no = yes and _opened(goal, "abs_nonpos", u, -u, otherwise, limits, provers)
    return Cases(side, yes, no) if yes and no else None


def _is_not_negative(u: Term) -> Term:
    """That a term is not negative; of a difference, how the two terms compare."""
    match u:
        case App("+", (a, App("neg", (b,)))):
            return call("<=", b, a)
    return call("<=", ZERO, u)


def _opened(
    goal: App,
    row: str,
    u: Term,
    value: Term,
    context: Context,
    limits: Limits,
    provers: tuple[Prover, ...],
) -> Evidence | None:
    """Evidence for the inequality where a row tells what an absolute value is."""
    left, right = (replaced(t, call("abs", u), value) for t in goal.args)
    plain = App(goal.head, (left, right))
    found = _by_signs(plain, context, limits, provers)
    if found is None:
        return None
    same = Arithmetic(difference(*goal.args), difference(left, right), (Axiom(row, (("u", u),)),))
    return Have((Lemma(plain, found),), Lemma(goal, Sign(same)))
