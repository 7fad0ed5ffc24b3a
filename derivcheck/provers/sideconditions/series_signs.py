"""Signs of sums and products by those of their terms (Hardy, Littlewood and Polya, Inequalities, 1.2).

A question goes in; the proof context learns which of the sums and products in it are positive.
"""

from __future__ import annotations

from derivcheck.kernel.checker.signs import NOT_NEGATIVE, PLUS, within
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import Bind, Term, subterms
from derivcheck.provers.foundations.proof_context import ProofContext

ROWS = {"sum": ("sum_positive", "sum_nonnegative"), "prod": ("prod_positive",)}
"""What is tried of each kind, the stronger first."""
MAX_SERIES = 4
"""How many sums and products of one question are looked at."""


def of_series(known: ProofContext, s: Term) -> None:
    """Learns that sums and products in a question are positive, or not negative."""
    found = [t for t in dict.fromkeys(subterms(s)) if isinstance(t, Bind) and t.head in ROWS]
    for t in found[:MAX_SERIES]:
        if not within(known.facts.signs.sign(t), PLUS):
            _learnt(known, t)


def _learnt(known: ProofContext, t: Bind) -> bool:
    f, (a, b) = Bind("lambda", t.var, t.body, ()), t.args
    rows = ROWS[t.head][: 1 if within(known.facts.signs.sign(t), NOT_NEGATIVE) else 2]
    return any(known.learn(Axiom(row, (("f", f), ("a", a), ("b", b)))) for row in rows)
