"""Absolute values, maxima and minima: which of their arguments they are, where that is known.

A term goes in; the term without them comes out, with the rows by which it is equal.
"""

from __future__ import annotations

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.evidence import Axiom, Evidence
from derivcheck.kernel.language.terms import App, Term
from derivcheck.provers.foundations.proof_context import ProofContext

DECIDED: dict[str, tuple[tuple[str, str], ...]] = {
    "abs": (("abs_nonneg", "u"), ("abs_nonpos", "u")),
    "max": (("max_first", "uv"), ("max_second", "uv")),
    "min": (("min_first", "uv"), ("min_second", "uv")),
}
"""head -> the rows that say what it is where something is known, with their letters."""


def without_absolutes(known: ProofContext, t: Term) -> tuple[Term, tuple[Evidence, ...]]:
    """A term with |u| replaced by u or -u where the sign of u is known; max and min likewise."""
    lemmas: list[Evidence] = []
    return _plain(known, t, lemmas), tuple(lemmas)


def _plain(known: ProofContext, t: Term, lemmas: list[Evidence]) -> Term:
    """The same; the rows are added to the lemmas."""
    match t:
        case App(head, args) if head in DECIDED and len(args) == len(DECIDED[head][0][1]):
            for name, letters in DECIDED[head]:
                row = Axiom(name, tuple(zip(letters, args, strict=True)))
                statement, conditions = instance(AXIOMS[name], row.bindings)
                if all(map(known.holds, conditions)) and isinstance(statement, App):
                    lemmas.append(row)
                    return _plain(known, statement.args[1], lemmas)
        case App("+" | "*" | "neg" | "/" as head, parts):
            return App(head, tuple([_plain(known, u, lemmas) for u in parts]))
    return t
