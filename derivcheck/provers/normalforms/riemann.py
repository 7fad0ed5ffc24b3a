"""Limits of Riemann sums: lim(sum(f(k/n), k = 1..n)/n, n -> oo) = int(f(x), x = 0..1).

What is summed is a function of k/n once k = x*n is put in: n cancels.  Source: Rudin, Principles
of Mathematical Analysis, 6.7 and 6.8.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import (
    Axiom,
    Continuity,
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
    call,
    free_names,
    fresh,
    substitute,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext, opened
from derivcheck.provers.normalforms.asymptotic import settled
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import alike
from derivcheck.provers.normalforms.infinite_sums import tidied

Letters = tuple[tuple[str, Term], ...]


def riemann(basis: Basis, t: Bind) -> bool:
    """Proposes the value of a limit of Riemann sums; whether it is accepted."""
    key = ("riemann", basis.field.key(t))
    function = None if key in basis.memory else _function(basis, t)
    basis.memory[key] = 1
    if function is None:
        return False
    counted = "_counted" if t.sort == "integer" else ""
    whole: Letters = (("f", function),)
    if _summed(basis, t, f"riemann_sums{counted}", whole):
        return True
    row = f"riemann_sums_bounded{counted}"
    bounds = dict.fromkeys(_bounds(basis, function))
    return any(_summed(basis, t, row, (*whole, ("c", bound))) for bound in bounds)


def _summed(basis: Basis, t: Bind, row: str, letters: Letters) -> bool:
    """Proposes the value of a limit of Riemann sums by a row."""
    statement, conditions = instance(AXIOMS[row], letters)
    if not all(_everywhere(basis.known, s) for s in conditions):
        return False
    if not basis.known.learn(Axiom(f"{row}_exists", letters)):
        return False
    assert isinstance(statement, App) and isinstance(statement.args[0], Bind)
    same = alike(basis, statement.args[0], t)
    if same is None or not basis.known.learn(Lemma(App("defined", (t,)), same)):
        return False
    return basis.propose(Axiom(row, letters)) and basis.propose(same, (same.left, same.right))


def _bounds(basis: Basis, function: Bind) -> Iterator[Term]:
    """Numbers that may bound a function: its sizes at the ends."""
    for end in (ONE, ZERO):
        value = substitute(function.body, {function.var: end})
        if basis.known.defined(value):
            yield basis.normal(call("abs", value))


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
    return None if t.var in free_names(found) else Bind("lambda", x, _with_powers(found, x), ())


def _between(known: ProofContext, t: Bind, x: str) -> ProofContext:
    """What is known of the name of a limit far out, and of a number between 0 and 1."""
    return known.inside(t, t.var).between(x, ZERO, ONE)


def _everywhere(known: ProofContext, every: Term) -> bool:
    """Learns what a row asks of a function from 0 to 1, or of its bound."""
    if not isinstance(every, Bind):
        return known.holds(every)
    name, inner, wanted = opened(known.instead(), every)
    match wanted:
        case App("=", (Bind() as limit, _)):
            if not settled(inner, limit):
                return False
            found = Lemma(wanted, Continuity(limit))
        case _:
            found = Lemma(wanted)
    if not inner.defined(wanted) or not (found.of or inner.holds(wanted)):
        return False
    return known.learn(Lemma(every, Generalise(name, Suppose(inner.shown(found)))))


def _with_powers(t: Term, x: str) -> Term:
    """A function of a positive number with its powers as such, which have values at 0."""
    match t:
        case App("exp", (App("*", (v, App("log", (Sym(name),)))),)) if name == x:
            return Sym(x) ** v if x not in free_names(v) else t
        case App():
            return rebuild(t, tuple(_with_powers(u, x) for u in t.args))
    return t
