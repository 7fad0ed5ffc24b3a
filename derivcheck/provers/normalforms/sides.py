"""Limits of functions that are given by cases: from each side, as a limit far out.

lim(f(x), x -> a, +) = lim(f(a + 1/n), n -> oo), under which it is known on which side of a number
a + 1/n lies.  Source: Rudin, Principles of Mathematical Analysis, 4.25 and 4.33.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.evidence import Axiom, Lemma
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    App,
    Bind,
    Sym,
    call,
    free_names,
    substitute,
    subterms,
)
from derivcheck.provers.normalforms.asymptotic import expanded
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import simplified

CASES = frozenset("piecewise indicator where".split())
ROWS = {"lim+": "lim_from_above", "lim-": "lim_from_below"}


def from_sides(basis: Basis, t: Bind) -> bool:
    """Proposes a limit of what has cases by those from its sides; whether it is accepted."""
    if t.args[0] in INFINITE or not has_cases(t):
        return False
    return _from_one(basis, t) if t.head in ROWS else _from_both(basis, t)


def has_cases(t: Bind) -> bool:
    """Whether the body of a limit is given by cases of its variable."""
    parts = (u for u in subterms(t.body) if isinstance(u, App) and u.head in CASES)
    return any(t.var in free_names(u) for u in parts)


def _from_one(basis: Basis, t: Bind) -> bool:
    """A limit from one side as one far out."""
    (a,) = t.args
    at = a + 1 / Sym(t.var) if t.head == "lim+" else a - 1 / Sym(t.var)
    far = Bind("lim-", t.var, substitute(t.body, {t.var: at}), (INFINITY,))
    if not _decided(basis, far):
        return False
    letters = (("f", Bind("lambda", t.var, t.body, ())), ("a", a))
    row = ROWS[t.head]
    return basis.known.learn(Axiom(f"{row}_exists", letters)) and basis.propose(Axiom(row, letters))


def _decided(basis: Basis, far: Bind) -> bool:
    """Proposes a limit far out, where it is known which cases hold; whether it has a value."""
    found = simplified(basis, far)
    if found is None or not isinstance(found.left, Bind):
        return False
    value = expanded(basis.known, found.left)
    if value is None or not basis.known.learn(Lemma(App("defined", (found.left,)), value)):
        return False
    if not basis.known.learn(Lemma(App("defined", (far,)), found)):
        return False
    return basis.propose(value) and basis.propose(found, (found.left, found.right))


def _from_both(basis: Basis, t: Bind) -> bool:
    """A limit from both sides by the one from above, if it is that from below."""
    above, below = replace(t, head="lim+"), replace(t, head="lim-")
    if not all(_from_one(basis, one) for one in (above, below)):
        return False
    alike = call("=", above, below)
    if not basis.equal(above, below):
        return False
    if not basis.known.learn(Lemma(alike, basis.arithmetic(above, below))):
        return False
    letters = (("f", Bind("lambda", t.var, t.body, ())), ("a", t.args[0]))
    if not basis.known.learn(Axiom("lim_from_sides_exists", letters)):
        return False
    return basis.propose(Axiom("lim_from_sides", letters))
