"""The questions that forgery asks the kernel; what changes there is met here.

concluded   what evidence proves in a context, and whether its sides are then known to be defined
confirmed   the same as a claim on its own, by the judge
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.wellformed import well_formed
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.evidence import Evidence, Have, Lemma, Suppose
from derivcheck.kernel.language.terms import TRUE, App, Term, free_names
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.kernel.refutation.sequences import SHOWING

REFUSALS = (Rejected, RecursionError, MemoryError)
"""What the judge takes for a refusal; anything else is a crash."""


def concluded(evidence: Evidence, facts: Facts) -> Term | None:
    """What evidence proves, None if it is refused.  Raises: whatever the kernel crashes with."""
    if not well_formed(evidence):
        return None
    try:
        found = SHOWING.infer(evidence, facts)
    except REFUSALS:
        return None
    return getattr(found, "statement", found)


def with_lemmas(lemmas: Sequence[Evidence], facts: Facts) -> Facts | None:
    """The facts with lemmas; None if one is refused."""
    try:
        return SHOWING.having(lemmas, facts)
    except REFUSALS:
        return None


def is_strong(evidence: Evidence) -> bool:
    """Whether what evidence proves has sides that are defined, not only equal where they are."""
    return isinstance(evidence, Lemma)


def confirmed(
    statement: Term, evidence: Evidence, lemmas: Sequence[Evidence], context: Context
) -> tuple[Claim, Evidence, bool]:
    """A claim that says what evidence is seen to prove, evidence for it, and whether it is proved.

    Of what is only known where both sides are defined, that they are is supposed.
    """
    if is_strong(evidence):
        claim = Claim(context, TRUE, "implies", statement)
        whole: Evidence = Suppose(Have((*lemmas, evidence), None))
    else:
        supposed = needed(statement, context)
        claim = Claim(context, joined(supposed), "implies", statement)
        whole = Suppose(Have(tuple(lemmas), evidence) if lemmas else evidence)
    return claim, whole, isinstance(judge(claim, whole), Proved)


def names(t: Term) -> frozenset[str]:
    """The free names of a term."""
    return free_names(t)


def joined(statements: Sequence[Term]) -> Term:
    """The conjunction."""
    if len(statements) < 2:
        return statements[0] if statements else TRUE
    return App("and", tuple(statements))


def judged(claim: Claim, evidence: Any) -> Proved | Refuted | None:
    """The verdict of the judge, None for a rejection."""
    found = judge(claim, evidence)
    return found if isinstance(found, Proved | Refuted) else None
