"""Inequalities by what an increasing function makes of their sides (DLMF 4.2).

2^x < 8      x*log(2) < 3*log(2)
log(x) < 2   x < exp(2)
"""

from __future__ import annotations

from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Term,
    call,
    conjuncts,
    free_names,
    subterms,
)
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.sideconditions.signed_forms import difference, forms

INVERSES = {
    "log": (("exp", "^"), "exp_monotone", "exp", "exp_log"),
    "exp": (("log",), "log_monotone", "log", "log_exp"),
}
"""f -> heads it is of use for, the row by which its inverse g increases, g, the row g(f(u)) = u."""
EULER = App("E", ())
WEAK = {"<": "", ">": "", "<=": "_weak", ">=": "_weak"}
"""Relation -> what the name of the row ends with."""


def by_increasing(known: ProofContext, s: Term, limits: Limits) -> None:
    """Learns an inequality if an increasing function of both sides shows it.

    Arguments:
        known: what may be used and learned.
        s: the inequality.
        limits: how far the images are brought to normal form.
    """
    match s:
        case App(rel, (a, b)) if rel in WEAK and known.facts.context.field == "real":
            parts = (t for t in subterms(s) if isinstance(t, App) and t.args)
            heads = {t.head for t in parts if free_names(t.args[-1])}  # of powers the exponents
        case _:
            return
    for f, (useful, row, g, undone) in INVERSES.items():
        if heads.isdisjoint(useful) or (f == "exp" and not _is_between_logarithms(a, b)):
            continue
        inner, images = known.knowing(), (call(f, a), call(f, b))
        _restate(inner)
        basis = Basis(inner, HANDLERS, limits)
        shown = _shown(basis, rel, *images) if inner.defined(*images) else None
        if shown is None or not inner.learn(shown):
            continue
        low, high = images if rel in ("<", "<=") else images[::-1]
        rows = tuple(Axiom(undone, (("u", u),)) for u in (a, b))
        if inner.learn(Axiom(row + WEAK[rel], (("u", low), ("v", high)))):
            again = Arithmetic(difference(a, b), difference(*(call(g, v) for v in images)), rows)
            known.learn(Lemma(s, inner.shown(Sign(again))))
            return


def _is_between_logarithms(a: Term, b: Term) -> bool:
    """Whether the exponential function makes sides simpler: one is a logarithm, or both are sums of
    their multiples.
    """
    one = any(isinstance(t, App) and t.head == "log" for t in (a, b))
    return one or all(map(_is_of_logarithms, (a, b)))


def _restate(known: ProofContext) -> None:
    """Learns of exp(1) what is known of E."""
    for fact in conjuncts(known.given):
        match fact:
            case App(rel, (a, b)) if rel in ALLOWED and EULER in subterms(fact):
                gap = difference(a, b)
                form = replaced(gap, EULER, call("exp", ONE))
                again = Arithmetic(form, gap, (Axiom("exp_one", ()),))
                known.learn(Lemma(call(rel, form, ZERO), Sign(again)))


def _is_of_logarithms(t: Term) -> bool:
    """Whether a term is a sum of numbers and numeral multiples of logarithms."""
    match t:
        case App("log", _):
            return True
        case App("+" | "neg", parts):
            return all(map(_is_of_logarithms, parts))
        case App("*", parts):
            logs = [p for p in parts if free_names(p)]
            return len(logs) < 2 and all(map(_is_of_logarithms, logs))
        case App("/", (u, v)) if not free_names(v):
            return _is_of_logarithms(u)
    return not free_names(t)


def _shown(basis: Basis, rel: str, one: Term, other: Term) -> Evidence | None:
    """The inequality between the images, by a form of their difference over the basis."""
    known, gap = basis.known, difference(one, other)
    for image in (one, other):
        basis.visit(image)
    normal = basis.normal(gap)
    for form in (normal, *forms(known.facts, normal, ALLOWED[rel])):
        if within(known.facts.signs.sign(form), ALLOWED[rel]) or known.holds(call(rel, form, ZERO)):
            return Lemma(call(rel, one, other), Sign(basis.arithmetic(gap, form)))
    return None
