"""Limits of Riemann sums: lim(sum(f(k/n), k = 1..n)/n, n -> oo) = int(f(x), x = 0..1).

What is summed is a function of k/n once k = x*n is put in: n cancels.  Source: Rudin, Principles
of Mathematical Analysis, 6.7 and 6.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import (
    Axiom,
    Continuity,
    Generalise,
    Lemma,
    Linearity,
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
    number,
    substitute,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext, opened
from derivcheck.provers.normalforms.asymptotic import settled
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import alike, same
from derivcheck.provers.normalforms.infinite_sums import tidied

MAX_BLOCKS = 4
"""How many times as long as n a range may be, and how many terms are at its ends."""
Letters = tuple[tuple[str, Term], ...]


def riemann(basis: Basis, t: Bind) -> bool:
    """Proposes the value of a limit of Riemann sums; whether it is accepted."""
    if _in_blocks(basis, t):
        return True
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
    whole = _sum_of(t)
    if whole is None or whole.args != (ONE, Sym(t.var)):
        return None
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


def _sum_of(t: Bind) -> Bind | None:
    """The only sum in the body of a limit to infinity."""
    if t.head != "lim" or t.args != (INFINITY,):
        return None
    sums = [u for u in subterms(t.body) if isinstance(u, Bind) and u.head == "sum"]
    return sums[0] if len(sums) == 1 else None


# --- other ranges --------------------------------------------------------------------------------


def _in_blocks(basis: Basis, t: Bind) -> bool:
    """Proposes a limit of sums from p*n + q to r*n + s by those of sums from 1 to n."""
    whole = _sum_of(t)
    ends = None if whole is None else [_steps(basis, u, t.var) for u in whole.args]
    if whole is None or ends is None or whole.args == (ONE, Sym(t.var)):
        return False
    (low, high) = ends
    if low is None or high is None or not low[0] < high[0] <= low[0] + MAX_BLOCKS:
        return False
    scale, n = replaced(t.body, whole, ONE), Sym(t.var)
    parts = [(ONE, scale * part) for part in _parts(whole, n, low, high)]
    plain = replace(t, body=sum_of([part for _, part in parts]))
    for _, part in parts:
        basis.visit(piece := replace(t, body=part))
        if not basis.known.holds(App("defined", (piece,))):
            return False
    apart = Linearity(plain, tuple(parts))
    exists = Lemma(App("defined", (plain,)), apart)
    return basis.known.learn(exists) and basis.propose(apart) and same(basis, t, plain)


def _steps(basis: Basis, u: Term, n: str) -> tuple[int, int] | None:
    """The whole numbers r and s of r*n + s, neither far from zero."""
    s = basis.field.constant(substitute(u, {n: ZERO}))
    r = basis.field.constant(substitute(u, {n: ONE}) - substitute(u, {n: ZERO}))
    if r is None or s is None or r.denominator != 1 or s.denominator != 1 or abs(s) > MAX_BLOCKS:
        return None
    fits = basis.field.equal(u, number(r) * Sym(n) + number(s))
    return (int(r), int(s)) if fits and 0 <= r <= MAX_BLOCKS else None


def _parts(whole: Bind, n: Term, low: tuple[int, int], high: tuple[int, int]) -> Iterator[Term]:
    """Sums from 1 to n, and the terms at both ends that these have too much or too few."""
    k = Sym(whole.var)
    for m in range(low[0], high[0]):
        at = k + number(m) * n if m else k
        yield replace(whole, body=substitute(whole.body, {whole.var: at}), args=(ONE, n))
    for (m, over), sign in ((low, -1), (high, 1)):
        last = over - 1 if sign < 0 else over
        for j in range(min(last, 0) + 1, max(last, 0) + 1):
            at = number(m) * n + number(j) if m else number(j)
            term = substitute(whole.body, {whole.var: at})
            yield term if (last > 0) == (sign > 0) else -term


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
