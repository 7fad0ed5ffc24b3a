"""Signs of sums and products by those of their terms.

A question goes in; the proof context learns which of the sums and products in it are positive, and
which of its terms are at most such a sum (Hardy, Littlewood and Polya, Inequalities, section 1.2).
"""

from __future__ import annotations

from derivcheck.kernel.checker.signs import NOT_NEGATIVE, PLUS, within
from derivcheck.kernel.language.terms import Bind, Term, free_names, subterms, whole
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.sideconditions.known_instances import values

ROWS = {"sum": ("sum_positive", "sum_nonnegative"), "prod": ("prod_positive",)}
"""What is tried of each kind, the stronger first."""
MAX_MEMBERS = 2
"""Of how many terms it is asked whether they are in a sum."""
MAX_SERIES = 4
"""How many sums and products of one question are looked at."""


def of_series(known: ProofContext, s: Term) -> None:
    """Learns that sums and products in a question are positive, or not negative."""
    found = [t for t in dict.fromkeys(subterms(s)) if isinstance(t, Bind) and t.head in ROWS]
    for t in found[:MAX_SERIES]:
        if not within(known.facts.signs.sign(t), PLUS):
            _learnt(known, t)
        if t.head == "sum":
            for c in values(s, free_names(t.body) - {t.var})[:MAX_MEMBERS]:
                _member(known, t, c)


def _member(known: ProofContext, t: Bind, c: Term) -> None:
    """Learns that one of the terms is at most the sum."""
    if known.facts.holds(whole(c)):
        known.learn(series_row("sum_member", t, c=c))


def _learnt(known: ProofContext, t: Bind) -> bool:
    rows = ROWS[t.head][: 1 if within(known.facts.signs.sign(t), NOT_NEGATIVE) else 2]
    return any(known.learn(series_row(row, t)) for row in rows)
