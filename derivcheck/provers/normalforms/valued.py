"""What a term is once its sums, integrals and limits are worked out."""

from __future__ import annotations

from derivcheck.kernel.language.evidence import Have
from derivcheck.kernel.language.terms import Bind, Term, subterms
from derivcheck.provers.normalforms.basis import Basis


def valued(basis: Basis, side: Term) -> Have | None:
    """Evidence of what a side is, without binders."""
    basis.visit(side)
    if basis.refined:
        basis.revisit(side)
    value = basis.normal(side)
    if any(isinstance(u, Bind) for u in subterms(value)) or not basis.equal(side, value):
        return None
    if not basis.known.defined(side, value):
        return None
    return Have(tuple(basis.known.lemmas), basis.arithmetic(side, value))
