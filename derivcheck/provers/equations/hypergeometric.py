"""Sums of hypergeometric terms that have a closed form: by Zeilberger's recurrence of first order.

If S(n) is the sum of F(n, k) and T(n) the other side, F(n + 1, k) - T(n + 1)/T(n)*F(n, k) is by
Gosper's algorithm a difference f(k + 1) - f(k); so S(n + 1) follows from S(n), by induction
(Petkovsek, Wilf and Zeilberger, A = B, chapters 6 and 7).  The certificate is written as a multiple
of F(n, k - 1), which has a value at the upper end as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Cases,
    Chain,
    Congruence,
    Evidence,
    Hypothesis,
    Linearity,
    Symmetry,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    is_infinite,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import SPLITS, grounds, starts
from derivcheck.provers.equations.terms_alike import multiple
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.antidifferences import antidifference
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import factors_of
from derivcheck.provers.normalforms.gosper import is_rational
from derivcheck.provers.normalforms.handlers import HANDLERS

SCALARS = {head: handler for head, handler in HANDLERS.items() if head not in ("sum", "prod")}
"""Sums are left as they are."""
MAX_GROWTH = 3
"""By how many terms a sum may grow from n to n + 1."""
MAX_RATES = 3
"""How many summands of a value are looked at."""
HEADS = frozenset(("binomial", "factorial", "gamma", "^"))
"""What hypergeometric terms are made of, beside rational functions."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for the value of a sum of hypergeometric terms, or None."""
    sides = (claim.before, claim.after)
    if claim.relation != "=" or claim.context.field != "real":
        return None
    for side, value in (sides, sides[::-1]):
        found = multiple(side)
        if found is not None and found[0] == ONE:
            of = _valued(claim, found[1], value, limits)
        elif found is not None and known_of(claim).nonzero(found[0]):
            c, series = found
            whole = Claim(claim.context, series, "=", _without(c, value))
            inner = _valued(whole, series, whole.after, limits)
            of = inner and Arithmetic(claim.before, claim.after, (inner,))
        else:
            of = None
        if of is not None:
            return with_domain(claim, of)
    return None


def _without(c: Term, value: Term) -> Term:
    """A value without a factor, which is left out where it is written."""
    rest = factors_of(value)
    for u in factors_of(c):
        if u not in rest:
            return value / c
        rest.remove(u)
    return product_of(rest) if rest else ONE


def _valued(claim: Claim, series: Bind, value: Term, limits: Limits) -> Evidence | None:
    """Evidence for the value of a sum, its terms being hypergeometric."""
    if _is_hypergeometric(series) and series.args[0] == ONE:
        found = _with_first(claim, series, value, limits)
        if found is not None:
            return found
    for var, base in starts(claim) if _is_hypergeometric(series) else ():
        found = _by_induction(claim, series, value, var, base, limits)
        found = found or _above_start(claim, series, value, var, base, limits)
        if found is not None:
            return found
    return None


def _with_first(claim: Claim, series: Bind, value: Term, limits: Limits) -> Evidence | None:
    """By the value of the sum from 0 on, where the term at 0 is not zero."""
    first = substitute(series.body, {series.var: ZERO})
    whole = replace(series, args=(ZERO, series.args[1]))
    basis = Basis(known_of(claim), SCALARS, limits)
    if not basis.known.defined(first) or not basis.propose(series_row("sum_first", whole)):
        return None
    for t in (first, value):
        basis.visit(t)
    if basis.equal(first, ZERO):
        return None
    total = basis.normal(value + first)
    found = _valued(Claim(claim.context, whole, "=", total), whole, total, limits)
    if found is None or not basis.propose(found) or not basis.equal(series, value):
        return None
    sides = (series, value) if claim.before == series else (value, series)
    return basis.evidence(*sides)


def _above_start(
    claim: Claim, series: Bind, value: Term, var: str, base: Term, limits: Limits
) -> Evidence | None:
    """By an induction from one above the bound, where the value is zero at the bound itself."""
    known, at_base = known_of(claim), call("=", Sym(var), base)
    above = known.denying(at_base)
    start = number(base.value + 1) if isinstance(base, Num) else base + 1
    yes = split(claim.before, claim.after, known.knowing(at_base), limits, 0)
    if yes is None or not above.holds(call("<=", start, Sym(var))):
        return None
    found = _by_induction(claim, series, value, var, start, limits)
    return None if found is None else Cases(at_base, yes, above.shown(found))


def _is_hypergeometric(t: Bind) -> bool:
    heads = (u.head for u in subterms(t.body) if isinstance(u, App) and t.var in free_names(u))
    return not is_infinite(t) and any(head in HEADS for head in heads)


def _by_induction(
    claim: Claim, series: Bind, value: Term, var: str, base: Term, limits: Limits
) -> Evidence | None:
    assumed = App("=", (claim.before, claim.after))
    start, above = grounds(assumed, var, base, known_of(claim).facts)
    sides = [substitute(side, {var: base}) for side in (claim.before, claim.after)]
    first = split(sides[0], sides[1], start, limits, SPLITS)
    if first is None:
        return None
    step = _step(above, claim, series, value, var, limits)
    return None if step is None else induction(assumed, var, base, first, step)


def _step(
    known: ProofContext, claim: Claim, series: Bind, value: Term, var: str, limits: Limits
) -> Evidence | None:
    """Evidence for the claim at n + 1 from that at n: sums by the terms at their ends.

    A value that is no hypergeometric term may be a sum of some, of which one says the rate.
    """
    parts = dict.fromkeys((value, *islice(_terms(value), MAX_RATES)))
    for part in parts:
        lemma = _recurrence(known, series, part, var, limits)
        found = lemma and _by(known, claim, series, var, limits, lemma)
        if found:
            return found
    return None


def _terms(t: Term) -> Iterator[Term]:
    """The summands of a term, of a numerator and of factors too."""
    match t:
        case App("+", parts):
            yield from (u for part in parts for u in _terms(part))
        case App("neg", (u,)):
            yield from _terms(u)
        case App("/", (u, v)):
            yield from (w / v for w in _terms(u))
        case App("*", parts):
            yield from map(product_of, map(list, product(*map(_terms, parts))))
        case _:
            yield t


def _by(
    known: ProofContext, claim: Claim, series: Bind, var: str, limits: Limits, lemma: Evidence
) -> Evidence | None:
    """The same by a recurrence."""
    at_next: dict[str, Term] = {var: Sym(var) + 1}
    ends = tuple(substitute(u, at_next) for u in series.args)
    after = replace(series, body=substitute(series.body, at_next), args=ends)
    stated = Hypothesis(App("=", (claim.before, claim.after)))
    assumed = Symmetry(stated) if claim.after == series else stated  # the sum is what is replaced
    basis = Basis(known, SCALARS, limits)
    rows = (assumed, series_row("sum_first", series), *_ends(basis, series, after), lemma)
    if not all(map(basis.propose, rows)):
        return None
    sides = [substitute(side, at_next) for side in (claim.before, claim.after)]
    for side in sides:
        basis.visit(side)
    return basis.evidence(sides[0], sides[1]) if basis.equal(sides[0], sides[1]) else None


def _ends(basis: Basis, before: Bind, after: Bind) -> Iterator[Evidence]:
    """The sum at n + 1 by the one over the range of that at n, without the first term."""
    (a, b), (_, top) = before.args, after.args
    grown = basis.field.constant(top - b)
    steps = int(grown) if grown is not None and 0 < grown <= MAX_GROWTH else 0
    for n in range(steps, 0, -1):
        yield series_row("sum_last", replace(after, args=(a, b + number(n))))
    yield series_row("sum_first", replace(after, args=(a, b)))


def _recurrence(
    known: ProofContext, series: Bind, value: Term, var: str, limits: Limits
) -> Evidence | None:
    """Evidence for sum(F(n + 1, k)) - T(n + 1)/T(n)*sum(F(n, k)) = f(b + 1) - f(a + 1), k > a."""
    a, b = series.args
    name = fresh(series.var, taken_by(known.facts, series))
    k = Sym(name)
    at_next: dict[str, Term] = {var: Sym(var) + 1}
    body = substitute(series.body, {series.var: k})
    following, ends = substitute(body, at_next), (a + 1, b)
    rate = ZERO if value == ZERO else substitute(value, at_next) / value
    ratio = -_normal(known.positive(), rate, limits)
    if not is_rational(ratio, frozenset((name, var))):
        return None
    gap = following + ratio * body
    whole = Bind("sum", name, gap, ends)
    inner = known.inside(whole, name)
    inner = inner.knowing(*definedness(gap, inner.facts.context))
    core = _core(substitute(body, {name: k - 1}), frozenset((name, var)))
    f = antidifference(Basis(inner.positive(), HANDLERS, limits), gap, core, name)
    if f is None:
        return None
    moved = substitute(f, {name: k + 1}) - f
    basis = Basis(inner.knowing(*definedness(moved, inner.facts.context)), HANDLERS, limits)
    basis.visit(gap)
    basis.visit(moved)
    if not basis.equal(gap, moved):
        return None
    parts = (basis.evidence(gap, moved), None, None)
    row = series_row("sum_telescope", Bind("sum", name, f, ends))
    apart = Symmetry(Linearity(whole, ((ONE, following), (ratio, body))))
    return Chain((apart, Congruence(whole, Bind("sum", name, moved, ends), parts, name), row))


def _core(t: Term, names: frozenset[str]) -> Term:
    """A product without its rational factors, which may vanish where it begins."""
    return product_of([u for u in factors_of(t) if not is_rational(u, names)])


def _normal(known: ProofContext, t: Term, limits: Limits) -> Term:
    basis = Basis(known.knowing(), HANDLERS, limits)
    basis.visit(t)
    return basis.normal(t)
