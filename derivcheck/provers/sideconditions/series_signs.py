"""Signs of sums, products and integrals by those of their terms.

A question goes in; the proof context learns which of them are positive, and which of its terms are
at most such a sum (Hardy, Littlewood and Polya, Inequalities, section 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.signs import NOT_NEGATIVE, PLUS, within
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Term,
    call,
    conjuncts,
    free_names,
    substitute,
    subterms,
    whole,
)  # fmt: skip
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.sideconditions.known_instances import values

ROWS = {
    "sum": ("sum_positive", "sum_nonnegative"), "prod": ("prod_positive",),
    "int": ("int_positive", "int_nonnegative"),
}  # fmt: skip
"""What is tried of each kind, the stronger first."""
MAX_MEMBERS = 2
"""Of how many terms it is asked whether they are in a sum."""
MAX_SERIES = 4
"""How many sums and products of one question are looked at."""


def of_series(known: ProofContext, s: Term) -> None:
    """Learns that sums and products in a question are positive, or not negative."""
    for t in _series(s)[:MAX_SERIES]:
        if not within(known.facts.signs.sign(t), PLUS):
            _learnt(known, t)
        for _ in _members(known, t, s):
            pass
    for t, value in _told(known, s)[:MAX_SERIES]:
        for c in _members(known, t, s):
            known.holds(call("<=", substitute(t.body, {t.var: c}), value))


def _series(s: Term) -> list[Bind]:
    return [t for t in dict.fromkeys(subterms(s)) if isinstance(t, Bind) and t.head in ROWS]


def _told(known: ProofContext, s: Term) -> list[tuple[Bind, Term]]:
    """Sums that are told to have a value, some of whose terms stand in a question."""
    found, names = list[tuple[Bind, Term]](), free_names(s)
    for p in conjuncts(known.given):
        match p:
            case App("=", (Bind("sum") as t, value)) | App("=", (value, Bind("sum") as t)):
                if names & free_names(t.body) and t not in _series(s):
                    found.append((t, value))
    return found


def _members(known: ProofContext, t: Bind, s: Term) -> Iterator[Term]:
    """Learns that terms of a sum that stand in a question are at most the sum; their indices."""
    if t.head == "sum":
        for c in values(s, free_names(t.body) - {t.var})[:MAX_MEMBERS]:
            if known.facts.holds(whole(c)) and known.learn(series_row("sum_member", t, c=c)):
                yield c


def _learnt(known: ProofContext, t: Bind) -> bool:
    rows = ROWS[t.head][: 1 if within(known.facts.signs.sign(t), NOT_NEGATIVE) else 2]
    return any(known.learn(series_row(row, t)) for row in rows)
