"""What holds of indices by bounds on their differences, and that sums over them have values."""

from __future__ import annotations

from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Each, Evidence, Generalise, Have, Lemma, Suppose
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    between_weakly,
    conjuncts,
    fresh,
    substitute,
)  # fmt: skip
from derivcheck.provers.foundations.differences import Differences
from derivcheck.provers.foundations.proof_context import ProofContext


def have_values(known: ProofContext, *terms: Term) -> None:
    """Learns that terms are defined, as far as that follows from bounds on differences."""
    for t in terms:
        establish(known, *definedness(t, known.facts.context))


def establish(known: ProofContext, *conditions: Term) -> None:
    """Learns conditions that follow from bounds on differences, as far as they do."""
    order: Differences | None = None
    for condition in conditions:
        if known.facts.holds(condition):
            continue
        order = order or Differences.of(known.facts.statements)
        found = _settled(known, condition, order)
        if found is not None:
            known.learn(Lemma(condition, found))


def _settled(known: ProofContext, s: Term, order: Differences) -> Evidence | None:
    """Evidence for a statement by bounds on differences, or by what a search finds, or None."""
    match s:
        case Bind("forall", _, _, (_, _)):
            name = fresh(s.var, taken_by(known.facts, s))
            inner, body = known.inside(s, name), substitute(s.body, {s.var: Sym(name)})
            found = _settled(inner, body, order.knowing(*between_weakly(Sym(name), s.args)))
            return None if found is None else Generalise(name, found)
        case App("implies", (p, q)):
            found = _settled(known.supposing(p), q, order.knowing(*conjuncts((p,))))
            return None if found is None else Suppose(found)
        case App("and", parts):
            each = [_settled(known, q, order) for q in parts]
            return Each(tuple(e for e in each if e is not None)) if None not in each else None
    lemmas = order.shown(s)
    if lemmas is not None:
        return Have(lemmas, Lemma(s))
    return known.shown(Lemma(s)) if known.holds(s) else None
