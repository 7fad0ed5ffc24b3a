"""Comparisons of positive numbers by their logarithms, where powers have exponents with names.

(y/x)^g > 1      g*(log(y) - log(x)) > 0 for x < y and g > 0
p > q            log(p) - log(q) = g*(log(y) - log(x)) for p*x^g = q*y^g
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Evidence, Have, Lemma, Sign
from derivcheck.kernel.language.terms import App, call, number, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.power_laws import is_power, of_logarithms, products
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import of_powers
from derivcheck.provers.statements import implications
from derivcheck.provers.statements.known_values import signs_learnt

Prover = Callable[[Claim, Limits], Evidence | None]


def prove(claim: Claim, limits: Limits, provers: Iterable[Prover]) -> Evidence | None:
    """Evidence for a comparison from that of the logarithms of its sides, or None.

    Arguments:
        provers: of comparisons, in their order.
    """
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    known = known_of(claim)
    laws = [law for law in products(known) if any(map(is_power, subterms(law)))]
    about = (u for t in (claim.before, claim.after, *laws) for u in subterms(t))
    images = call("log", claim.before), call("log", claim.after)
    if not any(map(is_power, about)) or not known.defined(*images):
        return None
    basis = of_logarithms(known, laws, limits)
    for image in images:
        basis.visit(image)
    gap = images[0] - images[1]
    content, factors = basis.factors(gap)
    if not signs_learnt(known, [p for p, _ in factors], claim.context, limits, tuple(provers)):
        return None
    form = number(content) * of_powers(factors)
    lower = App(claim.relation, images)
    stated = App(claim.relation, (claim.before, claim.after))
    back = implications.prove(Claim(claim.context, lower, "implies", stated), limits)
    if back is None or not known.learn(
        Lemma(lower, basis.wrapped(Sign(basis.arithmetic(gap, form))))
    ):
        return None
    rule = App("implies", (lower, stated))
    return with_domain(claim, known.shown(Have((Lemma(rule, back),), Lemma(stated))))
