"""Triangle inequalities between the absolute values in a question (DLMF 1.9.13).

Over the real numbers the signs of what stands between the bars say more; here they have none.
"""

from __future__ import annotations

from itertools import permutations

from derivcheck.kernel.language.claims import ORDERS
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import App, Term, subterms
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_DISTANCES = 5
"""How many absolute values are looked at."""
PARTS = {"re": "re_upper", "im": "im_upper"}
"""The parts of a complex number -> the row by which each is at most |u|."""


def of_distances(known: ProofContext, s: Term) -> None:
    """Learns, over the complex numbers, that |u| is at most |v| + |u - v| where all three occur,
    and that the parts of a number are at most its absolute value.
    """
    if known.facts.context.field == "real" or not isinstance(s, App) or s.head not in ORDERS:
        return
    for t in dict.fromkeys(subterms(s)):
        if isinstance(t, App) and t.head in PARTS:
            known.learn(Axiom(PARTS[t.head], (("u", t.args[0]),)))
    found = {t.args[0]: None for t in subterms(s) if isinstance(t, App) and t.head == "abs"}
    for u in list(found)[:MAX_DISTANCES]:
        _summands(known, u)
    for u, v, w in permutations(list(found)[:MAX_DISTANCES], 3):
        if known.facts.field.equal(u, v + w) and v + w != u:
            known.learn(Axiom("abs_triangle", (("u", v), ("v", w))))


def _summands(known: ProofContext, u: Term) -> None:
    """|u1 + u2 + ..| by the first summand and the others."""
    while isinstance(u, App) and u.head == "+":
        one, *rest = u.args
        u = rest[0] if len(rest) == 1 else App("+", tuple(rest))
        known.learn(Axiom("abs_triangle", (("u", one), ("v", u))))
