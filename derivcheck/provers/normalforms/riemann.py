"""Limits of Riemann sums: lim(sum(f(k/n), k = 1..n)/n, n -> oo) = int(f(x), x = 0..1).

What is summed is a function of k/n once k = x*n is put in: n cancels.  Source: Rudin, Principles
of Mathematical Analysis, 6.7 and 6.8.
"""

from __future__ import annotations

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Generalise,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    fresh,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext, opened
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import alike
from derivcheck.provers.normalforms.infinite_sums import tidied


def riemann(basis: Basis, t: Bind) -> bool:
    """Proposes the value of a limit of Riemann sums; whether it is accepted."""
    function = _function(basis, t)
    if function is None:
        return False
    row = "riemann_sums_counted" if t.sort == "integer" else "riemann_sums"
    letters = (("f", function),)
    statement, (smooth,) = instance(AXIOMS[row], letters)
    if not _smooth(basis.known, smooth):
        return False
    if not basis.known.learn(Axiom(f"{row}_exists", letters)):
        return False
    assert isinstance(statement, App) and isinstance(statement.args[0], Bind)
    same = alike(basis, statement.args[0], t)
    if same is None or not basis.known.learn(Lemma(App("defined", (t,)), same)):
        return False
    return basis.propose(Axiom(row, letters)) and basis.propose(same, (same.left, same.right))


def _function(basis: Basis, t: Bind) -> Bind | None:
    """What is summed at k/n, if a limit is one of sums from 1 to n."""
    if t.head != "lim" or t.args != (INFINITY,):
        return None
    sums = [u for u in subterms(t.body) if isinstance(u, Bind) and u.head == "sum"]
    if len(sums) != 1 or sums[0].args != (ONE, Sym(t.var)):
        return None
    (whole,) = sums
    x = fresh("x", taken_by(basis.known.facts, t) | {t.var, whole.var})
    inner = Basis(_between(basis.known, t, x), basis.handlers, basis.limits)
    none, one = (replaced(t.body, whole, u) for u in (ZERO, ONE))
    if not inner.equal(none, ZERO):
        return None
    n = Sym(t.var)
    at = n * one * substitute(whole.body, {whole.var: Sym(x) * n})
    if not inner.known.defined(at):
        return None
    inner.visit(at)
    found = tidied(inner, inner.normal(at), t.var)
    return None if t.var in free_names(found) else Bind("lambda", x, found, ())


def _between(known: ProofContext, t: Bind, x: str) -> ProofContext:
    """What is known of the name of a limit far out, and of a number between 0 and 1."""
    return known.inside(t, t.var).between(x, ZERO, ONE)


def _smooth(known: ProofContext, every: Term) -> bool:
    """Learns that a function has a derivative from 0 to 1."""
    assert isinstance(every, Bind)
    name, inner, wanted = opened(known, every)
    if not isinstance(wanted, App) or not inner.defined(wanted):
        return False
    one = Lemma(wanted, Arithmetic(*wanted.args))
    return known.learn(Lemma(every, Generalise(name, Suppose(inner.shown(one)))))
