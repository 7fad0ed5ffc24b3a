"""Integrals of sums by the integrals of their terms.

    int(sum(h(i, x), i = a..b), x = u..v) = sum(int(h(i, x), x = u..v), i = a..b)

What stands beside the sum goes into it first.  A sum to infinity may be taken out where the sum of
the integrals of absolute values converges (Rudin, Real and Complex Analysis, 1.38).
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import INFINITY, Bind, Sym, Term, fresh, substitute
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import same
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.contractions import factors_of


def termwise(basis: Basis, t: Bind) -> bool:
    """An integral of a sum as a sum of integrals; True if the kernel accepts it."""
    whole = _with_factors_inside(basis, t)
    if whole is None:
        return False
    row = _row(whole)
    terms_exist(basis.known, whole)
    return (whole.body == t.body or same(basis, t, whole)) and basis.propose(row)


def terms_exist(known: ProofContext, t: Bind) -> bool:
    """Learns that an integral of a sum has a value because those of its terms have."""
    if not isinstance(t.body, Bind) or t.body.head != "sum" or t.body.args[1] == INFINITY:
        return False
    return known.learn(replace(_row(t), name="int_of_sum_exists"))


def _with_factors_inside(basis: Basis, t: Bind) -> Bind | None:
    """The integral with all factors of its body under a sum, if it has just one."""
    t = renamed(t, name_for(basis, t))
    parts = factors_of(t.body)
    sums = [u for u in parts if isinstance(u, Bind) and u.head == "sum"]
    if len(sums) != 1:
        return None
    i = fresh(sums[0].var, taken_by(basis.known.facts, t) | {t.var})
    rest = [u for u in parts if u is not sums[0]]
    body = substitute(sums[0].body, {sums[0].var: Sym(i)})
    return replace(t, body=replace(sums[0], var=i, body=product_of([*rest, body])))


def _row(t: Bind) -> Axiom:
    """The row about an integral of a sum."""
    assert isinstance(t.body, Bind)
    (a, b), (u, v) = t.body.args, t.args
    h = Bind("lambda", t.body.var, Bind("lambda", t.var, t.body.body, ()), ())
    letters: dict[str, Term] = {"h": h, "a": a, "b": b, "u": u, "v": v}
    if b == INFINITY:
        del letters["b"]
    return Axiom("int_of_series" if b == INFINITY else "int_of_sum", tuple(letters.items()))
