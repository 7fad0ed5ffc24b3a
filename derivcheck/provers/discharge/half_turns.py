"""Whole numbers of half turns: u is whole where sin(pi*u) is zero.

    u = n + r with n = floor(u), 0 <= r < 1      sin(pi*r)^2 = sin(pi*u)^2 = 0, and sin(pi*r) > 0
                                                 unless r = 0

Solutions of trigonometric equations are found so: x = k*pi from sin(x) = 0, x = pi/4 + k*pi from
tan(x) = 1 (DLMF 4.14, 4.17).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Absurd, Arithmetic, Axiom, Cases, Hypothesis, Lemma
from derivcheck.kernel.language.terms import (
    TWO,
    ZERO,
    App,
    Term,
    call,
    conjuncts,
    free_names,
    subterms,
    whole,
)
from derivcheck.provers.foundations.inverse_pairs import CIRCULAR
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.trigonometric import PI


def by_half_turns(known: ProofContext, u: Term, limits: Limits) -> None:
    """Learns that u is whole, if what is known of sines and cosines says so."""
    equations = list(_circular(known, u))
    if not equations or known.facts.context.field != "real":
        return
    angle = PI * (u - call("floor", u))
    rest = call("sin", angle)
    no = known.denying(whole(u))
    for row in ("floor_lower", "floor_upper"):
        no.learn(Axiom(row, (("u", u),)))
    square = _by_one(no, rest, equations, limits) or _by_all(no, rest, equations, limits)
    above = Axiom("sin_sign", (("n", ZERO), ("u", angle)))
    if square is None or not no.learn(square) or not no.learn(above):
        return
    zero = Axiom("zero_power", (("u", rest), ("n", TWO)))
    if no.inferred(zero) is not None:
        known.learn(Lemma(whole(u), Cases(whole(u), Lemma(whole(u)), no.shown(Absurd(zero)))))


def _by_all(known: ProofContext, rest: Term, equations: list[App], limits: Limits) -> Lemma | None:
    """That a square is zero by some equations together."""
    basis = Basis(known, HANDLERS, limits)
    for s in equations:
        basis.visit(s.args[0] - s.args[1])
        basis.propose(Hypothesis(s))
    basis.visit(rest)
    if not basis.equal(rest**TWO, ZERO):
        return None
    return Lemma(App("=", (rest**TWO, ZERO)), basis.evidence(rest**TWO, ZERO))


def _by_one(known: ProofContext, rest: Term, equations: list[App], limits: Limits) -> Lemma | None:
    """That a square is zero as that of a sine or cosine of a sum of names is, which is the same."""
    for s in equations:
        match s:
            case App("=", (App("sin" | "cos") as one, zero)) if zero == ZERO:
                basis = Basis(known.knowing(), HANDLERS, limits)
                basis.visit(rest - one)
                if basis.equal(rest**TWO, one**TWO):
                    same = basis.wrapped(basis.evidence(rest**TWO, one**TWO))
                    last = Arithmetic(rest**TWO, ZERO, (same, Hypothesis(s)))
                    return Lemma(App("=", (rest**TWO, ZERO)), last)
    return None


def _circular(known: ProofContext, u: Term) -> Iterator[App]:
    """The known equations of sines and cosines of names of a term."""
    for s in conjuncts(known.facts.statements):
        match s:
            case App("=", sides) if free_names(s) & free_names(u):
                parts = (t for side in sides for t in subterms(side) if isinstance(t, App))
                if any(t.head in CIRCULAR for t in parts):
                    yield s
