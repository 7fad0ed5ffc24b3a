"""Comparisons with powers x^p of what is not negative: where it is zero, and where it is not.

    x^p <= 1 for 0 <= x <= 1 and p > 0      0^p = 0, and else p*log(x) <= 0

DLMF 4.2.26; the power of zero is that of docs/language.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Cases, Hypothesis, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Term,
    call,
    free_names,
    numeral,
    subterms,
)
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.sideconditions.signed_forms import difference


def by_zero_base(known: ProofContext, s: App, limits: Limits) -> None:
    """Learns a comparison where a base is zero and where it is not."""
    if not known.near or known.facts.context.field != "real":
        return
    base = next(_open(known, s), None)
    if base is None:
        return
    zero = App("=", (base, ZERO))
    yes, no = known.knowing(zero), known.denying(zero)
    basis, gap = Basis(yes.knowing(), HANDLERS, limits), difference(*s.args)
    if not basis.propose(Hypothesis(zero), (base, ZERO)):
        return
    basis.visit(gap)
    there = basis.normal(gap)
    if not basis.known.holds(call(s.head, there, ZERO)) or not no.holds(s):
        return
    at_zero = basis.known.shown(Sign(basis.arithmetic(gap, there)))
    known.learn(Lemma(s, Cases(zero, at_zero, no.shown(Lemma(s)))))


def _open(known: ProofContext, s: App) -> Iterator[Term]:
    """Bases of powers with exponents that are no numerals, which may be zero, but not negative."""
    for t in dict.fromkeys(subterms(s)):
        match t:
            case App("^", (u, n)) if numeral(n) is None and free_names(u):
                if known.facts.holds(call("<=", ZERO, u)) and not known.facts.holds(
                    call("<", ZERO, u)
                ):
                    yield u
