"""What rows of the axioms ask at all values of a name: shown at any of them."""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.evidence import Evidence, Generalise, Lemma, Suppose
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, substitute
from derivcheck.provers.foundations.proof_context import ProofContext, opened

Shown = Callable[[ProofContext, Term], Evidence | None]
"""Evidence for a statement whose sides have values by what is known, lemmas being learnt."""


Helped = Callable[[ProofContext, str], None]
"""Learns what helps about a name of which a premise is known."""


def everywhere(
    known: ProofContext, every: Term, shown: Shown, helped: Helped | None = None
) -> bool:
    """Learns that a statement holds for all values, under a premise perhaps.

    Arguments:
        every: `for all`.
        shown: shows the conclusion at a name of which the premise is known.
        helped: learns what helps.
    """
    assert isinstance(every, Bind)
    name, inner, wanted = opened(known, every)
    if helped is not None:
        helped(inner, name)
    of = shown(inner, wanted) if inner.defined(wanted) else None
    if of is None:
        return False
    for s in needed(every, known.facts.context):
        if not known.facts.holds(s):
            assert isinstance(s, Bind)
            if not known.learn(_general(s, name, inner, None)):
                return False
    return known.learn(_general(every, name, inner, of))


def _general(s: Bind, name: str, inner: ProofContext, of: Evidence | None) -> Evidence:
    """That a statement holds for all values, by lemmas about one of them."""
    body = substitute(s.body, {s.var: Sym(name)})
    match body:
        case App("implies", (_, conclusion)):
            return Lemma(s, Generalise(name, Suppose(inner.shown(of or Lemma(conclusion)))))
    return Lemma(s, Generalise(name, inner.shown(of or Lemma(body))))
