"""Inequalities by what an increasing function makes of their sides (DLMF 4.2).

2^x < 8      x*log(2) < 3*log(2)
log(x) < 2   x < exp(2)
"""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.kernel.evidence import Arithmetic, Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.signs import ALLOWED, within
from derivcheck.kernel.terms import ZERO, App, Term, call, free_names, subterms
from derivcheck.provers.basis import Basis
from derivcheck.provers.knowledge import Knowledge
from derivcheck.provers.signed_forms import forms

INVERSES = {
    "log": (("exp", "^"), "exp_monotone", "exp", "exp_log"),
    "exp": (("log",), "log_monotone", "log", "log_exp"),
}
"""f -> heads it is of use for, the row by which its inverse g increases, g, the row g(f(u)) = u."""
WEAK = {"<": "", ">": "", "<=": "_weak", ">=": "_weak"}
"""Relation -> what the name of the row ends with."""


def by_increasing(
    known: Knowledge, s: Term, rel: str, a: Term, b: Term, basis_of: Callable[[Knowledge], Basis]
) -> None:
    """Learns `a rel b` if an increasing function of both sides shows it.

    Arguments:
        known: what may be used and learned.
        s, rel, a, b: the inequality and its parts.
        basis_of: the session in which the images are brought to normal form.
    """
    if rel not in WEAK or known.facts.context.field != "real":
        return
    heads = {t.head for t in subterms(s) if isinstance(t, App) and free_names(t)}
    for f, (useful, row, g, undone) in INVERSES.items():
        if heads.isdisjoint(useful):
            continue
        images = call(f, a), call(f, b)
        inner = known.knowing()
        if not inner.defined(*images):
            continue
        basis = basis_of(inner)
        for image in images:
            basis.visit(image)
        gap = images[0] - images[1]
        shown = _signed(inner, basis, call(rel, *images), rel, gap)
        if shown is None or not inner.learn(shown):
            continue
        low, high = images if rel in ("<", "<=") else images[::-1]
        rows = tuple(Axiom(undone, (("u", u),)) for u in (a, b))
        if inner.learn(Axiom(row + WEAK[rel], (("u", low), ("v", high)))):
            again = Arithmetic(a - b, call(g, images[0]) - call(g, images[1]), rows)
            known.learn(Lemma(s, inner.shown(Sign(again))))
            return


def _signed(known: Knowledge, basis: Basis, s: Term, rel: str, gap: Term) -> Evidence | None:
    """The inequality between the images, by a form of their difference over the basis."""
    normal = basis.normal(gap)
    for form in (normal, *forms(known.facts, normal, ALLOWED[rel])):
        if within(known.facts.signs.sign(form), ALLOWED[rel]) or known.holds(call(rel, form, ZERO)):
            return Lemma(s, Sign(basis.arithmetic(gap, form)))
    return None
