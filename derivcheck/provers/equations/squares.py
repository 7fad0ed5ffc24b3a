"""Equal numbers of one sign by their squares, where a square root occurs.

cos(t) = sqrt(1 - a^2*sin(s)^2)      for sin(t) = a*sin(s) and cos(t) >= 0

A normal form sees no root of 1 - a^2*sin(s)^2; of the square of cos(t) it sees what it is.  So
does it see that the new side has a value: what stands under its root is a square.
"""

from __future__ import annotations

from functools import partial

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, number, subterms
from derivcheck.provers.equations import words
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.equations.entries import by_entries
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import is_root

MAX_ROOTS = 2
"""How many roots of the new side are looked at."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with a square root or a norm, or None."""
    sides = claim.before, claim.after
    if claim.relation != "=" or claim.context.field != "real":
        return None
    if not any(_is_root(t) for side in sides for t in subterms(side)):
        return None
    known = known_of(claim)
    if not _learn_squares(known, *sides, limits):
        return None
    found = _equal(known, *sides) or _equal(known, *(-side for side in sides))
    if found is None:
        return None
    learn = partial(_learn_radicand, claim=claim, limits=limits)
    return with_domain(claim, known.shown(Arithmetic(*sides, (found,))), learn)


def _is_root(t: Term) -> bool:
    """Whether a term is a square root, as the norm of an array is."""
    return is_root(t) or _is_norm(t)


def _is_norm(t: Term) -> bool:
    return isinstance(t, App) and t.head == "norm"


def _learn_squares(known: ProofContext, u: Term, v: Term, limits: Limits) -> bool:
    """Learns that two squares are equal, if they are."""
    squares = u ** number(2), v ** number(2)
    basis = reduced(*squares, known.knowing(), limits)
    if basis.equal(*squares):
        return known.learn(Lemma(App("=", squares), basis.evidence(*squares)))
    if not any(_is_norm(t) for side in (u, v) for t in subterms(side)):
        return False
    found = words.equal(*squares, known.knowing(), limits)
    found = found or by_entries(*squares, known, limits)
    return found is not None and known.learn(Lemma(App("=", squares), found))


def _equal(known: ProofContext, u: Term, v: Term) -> Evidence | None:
    """That two numbers with equal squares are equal, if neither is negative."""
    if not all(known.holds(call("<=", ZERO, side)) for side in (u, v)):
        return None
    return Axiom("square_injective", (("u", u), ("v", v)))


def _learn_radicand(known: ProofContext, claim: Claim, limits: Limits) -> None:
    """Learns that a radicand in the new side is a square of the old one over what stands beside."""
    for root in [t for t in subterms(claim.after) if is_root(t)][:MAX_ROOTS]:
        beside, under = replaced(claim.after, root, ONE), root.args[0]
        square = (claim.before / beside) ** number(2)
        stated = call(">=", under, ZERO)
        if known.holds(stated) or not known.nonzero(beside):
            continue
        basis = reduced(under, square, known.knowing(), limits)
        if basis.equal(under, square):
            known.learn(Lemma(stated, basis.wrapped(Sign(basis.arithmetic(under, square)))))
