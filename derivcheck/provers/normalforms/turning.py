"""Sums of exponentials over the complex numbers as geometric sums (GKP 2.25).

Over whole turns such a sum is 0, unless each term is 1: the orthogonality of the discrete Fourier
transform (Knuth, The Art of Computer Programming 2, section 4.3.3).
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Cases,
    Congruence,
    Evidence,
    Hypothesis,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    whole,
)
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import same
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.leading import adopt
from derivcheck.provers.sideconditions.turns import TURN

WITHIN = "sums over whole turns within others"
"""A key of handlers with which these are worked out too: they are no longer exchanged then."""


def turning(basis: Basis, t: Bind) -> bool:
    """sum(exp(c*j)) as a geometric sum over the complex numbers, before it falls into waves."""
    (lower, upper), j = t.args, Sym(t.var)
    if basis.known.facts.context.field == "real":
        return False
    w = _exponent(t.body)
    c = None if w is None else basis.normal(w / j)
    if c is None or t.var in free_names(c):
        return False
    t = _as_one(basis, t, c)
    name = name_for(basis, t)
    old, new = renamed(t, name), renamed(replace(t, body=call("exp", c) ** j), name)
    row = Axiom("exp_times", (("n", Sym(name)), ("u", c)))
    shown = Arithmetic(old.body, new.body, (row,)) if old.body != new.body else None
    told = shown is None or basis.propose(Congruence(old, new, (shown, None, None), name))
    if not told:
        return False
    summed = basis.axiom("sum_geometric", u=call("exp", c), a=lower, b=upper)
    return summed or _over_whole_turns(basis, new, c)


def _exponent(t: Term) -> Term | None:
    """The exponent of a product of exponentials; None of anything else."""
    match t:
        case App("exp", (w,)):
            return w
        case App("^", (u, n)):
            rate = _exponent(u)
            return None if rate is None else rate * n
        case App("*" | "/", parts):
            rates = [ZERO if u == ONE else _exponent(u) for u in parts]
            found = [w for w in rates if w is not None]
            if len(found) == len(rates):
                return App("+", tuple(found)) if t.head == "*" else found[0] - found[1]
    return None


def _as_one(basis: Basis, t: Bind, c: Term) -> Bind:
    """A sum of products of exponentials as one of exponentials."""
    plain = t.body.head == "exp" if isinstance(t.body, App) else False
    geometric = t.body == call("exp", c) ** Sym(t.var)
    one = replace(t, body=call("exp", c * Sym(t.var)))
    return t if plain or geometric or not same(basis, t, one) else one


def _over_whole_turns(basis: Basis, t: Bind, c: Term) -> bool:
    """sum(exp(2*pi*i*u)^j) over a range in which u*j gets whole: as many as there are, or 0."""
    if basis.level and WITHIN not in basis.handlers:
        return False
    lower, upper = t.args
    part, steps = basis.value(c / TURN), upper - lower + ONE
    u, standing = basis.term(part), call("=", basis.polynomial(basis.field.up(part.top)), ZERO)
    known = basis.known
    if not free_names(u) or not known.holds(whole(basis.normal(u * steps))):
        return False
    if known.holds(standing) or known.holds(negation(standing)) or not known.defined(standing):
        return False
    total = steps * call("indicator", standing)
    yes = _equal(basis, known.knowing(standing), t, total, standing)
    no = yes and _equal(basis, known.denying(standing), t, total)
    return bool(yes and no and basis.propose(Cases(standing, yes, no), (t, total)))


def _equal(
    basis: Basis, known: ProofContext, t: Bind, total: Term, given: Term | None = None
) -> Evidence | None:
    """Evidence in one case that a sum is as said, where an equation may be given; or None."""
    inner = Basis(known, basis.handlers, basis.limits)
    inner.level = basis.level
    match given:
        case App("=", (left, right)):
            adopt(inner, Hypothesis(given), left, right)
    inner.visit(t)
    inner.visit(total)
    return inner.evidence(t, total) if inner.equal(t, total) else None
