"""The determinants of matrices of two or three rows as polynomials in the entries."""

from __future__ import annotations

from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Lemma
from derivcheck.kernel.language.terms import App, Term, call, free_names, subterms
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.entries import COMPONENTS
from derivcheck.provers.normalforms.words import has_arrays

FEW = Limits(rewrites=40)
"""How far one determinant is worked out."""
ROWS = ("det_two", "det_three")
"""For two rows and for three."""


def work_out(known: ProofContext, s: Term) -> None:
    """Learns what the determinants in a statement are, where their matrices are written out."""
    for t in dict.fromkeys(subterms(s)):
        match t:
            case App("det", (App("vector" | "+" | "*" | "/" | "neg" | "matmul", _) as matrix,)):
                if free_names(t) <= known.facts.context.sorts.keys():
                    _learn(known, t, matrix)


def _learn(known: ProofContext, t: Term, matrix: Term) -> None:
    for name in ROWS:
        row = Axiom(name, (("M", matrix),))
        match known.inferred(row):
            case App("=", (_, value)):
                basis = Basis(known.knowing(), COMPONENTS, FEW)
                basis.visit(value)
                plain = basis.normal(value)
                if not has_arrays(plain):
                    same = Arithmetic(t, plain, (row, *basis.lemmas))
                    known.learn(Lemma(call("=", t, plain), basis.wrapped(same)))
                return
