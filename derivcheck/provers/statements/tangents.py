"""Inequalities with logarithms by their tangents: log(u) >= 1 - 1/u.

A difference c1*log(t1) + c2*log(t2) + .. + r is sorted by factors of one sign, c1 being as often as
not the sum of some others: w1*log(q1) + w2*log(q2) + .. + r, q1, q2, .. quotients of products of
t1, t2, ..  Each logarithm is at least 1 - 1/q; where what is left is not negative, the difference
is not.  So are shown Jensen's inequality for log and x*log(x), the inequality of weighted means,
that of sums of logarithms, Gibbs' inequality and divergences of normal distributions (Hardy,
Littlewood and Polya, Inequalities, sections 2.5 and 3.6; Cover and Thomas, Elements of Information
Theory, 2.6 and 2.7).  Products of powers are compared by their logarithms, and so are exponentials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from derivcheck.kernel.algebra.writing import fraction, written
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    call,
    number,
    subterms,
)  # fmt: skip
from derivcheck.provers.discharge.monotone import by_increasing
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import (
    coefficients,
    of_powers,
    places_of,
    sum_of,
)  # fmt: skip
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.sideconditions.signed_forms import ascending, difference

MAX_LOGARITHMS = 6
"""How many logarithms a difference may hold."""
POWERS = (1, 2)
"""Powers of the quotients whose logarithms are compared with a tangent."""
FEW = Limits(rewrites=60)
"""How far logarithms of products are brought to normal form."""


class Part(NamedTuple):
    """A multiple of a logarithm.

    Arguments:
        factor: known not to be negative.
        of: what the logarithm is of.
        sign: 1 or -1, which stands before the factor.
    """

    factor: Term
    of: Term
    sign: int


class Gap(NamedTuple):
    """A difference that must not be negative: multiples of logarithms and more, over a divisor."""

    whole: Term
    parts: tuple[Part, ...]
    under: Term


Quotients = list[tuple[Term, Term]]
"""Factors, and of what the logarithms are that they stand before."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a weak inequality, or None."""
    if claim.relation not in ("<=", ">=") or claim.context.field != "real":
        return None
    goal = App(claim.relation, (claim.before, claim.after))
    low, high = ascending(goal)
    heads = {t.head for t in subterms(goal) if isinstance(t, App)}
    known, found = known_of(claim), None
    if "log" in heads:
        found = _by_tangents(known, goal, difference(high, low), limits)
    if found is None and any(map(_grows, (low, high))):
        found = _by_logarithms(known, goal, low, high)
    return with_domain(claim, found) if found else None


def _grows(t: Term) -> bool:
    """Whether an exponential is a factor of a term."""
    match t:
        case App("exp", _):
            return True
        case App("^", (_, v)):
            return not isinstance(v, Num)
        case App("*" | "/", parts):
            return any(map(_grows, parts))
    return False


def _by_logarithms(known: ProofContext, goal: App, low: Term, high: Term) -> Evidence | None:
    """Evidence by the logarithms of the sides, which are positive."""
    logs, inner = App("<=", (call("log", low), call("log", high))), known.knowing()
    if not inner.defined(*logs.args):
        return None
    shown = _by_tangents(inner, logs, logs.args[1] - logs.args[0], FEW)
    if shown is None or not known.learn(Lemma(logs, shown)):
        return None
    by_increasing(known, goal, FEW)
    return known.shown(Lemma(goal)) if known.holds(goal) else None


def _by_tangents(known: ProofContext, goal: App, whole: Term, limits: Limits) -> Evidence | None:
    """Evidence for an inequality by a difference of its sides that must not be negative."""
    before, after = goal.args
    basis = reduced(before, after, known, limits)
    basis.visit(whole)
    gap = _apart(basis, whole)
    if gap is None:
        return None
    for quotients in _sorted(basis, gap.parts):
        for power in POWERS:
            form = _form(basis, gap, quotients, power)
            if form is not None:
                turned = form if goal.head == ">=" else -form
                shown = Sign(basis.arithmetic(difference(before, after), turned))
                if basis.known.inferred(Lemma(goal, shown)) is not None:
                    return basis.wrapped(shown)
    return None


# --- what a difference is made of ----------------------------------------------------------------


def _apart(basis: Basis, whole: Term) -> Gap | None:
    """The multiples of logarithms in a difference, and what divides it."""
    v, field = basis.value(whole), basis.field
    under, top = basis.polynomial(v.bottom), field.up(v.top)
    last = top.context().nvars() - 1
    atoms = {n: field.terms[last - n] for n in places_of(top)}
    logs = {n: t.args[0] for n, t in atoms.items() if isinstance(t, App) and t.head == "log"}
    within = (u for t in logs.values() for u in subterms(t))
    inside = {u.args[0]: u for u in within if isinstance(u, App) and _is_exponential(u)}
    logs |= {n: inside[t] for n, t in atoms.items() if t in inside}
    if not 0 < len(logs) <= MAX_LOGARITHMS or not basis.known.holds(call("<", ZERO, under)):
        return None
    parts = []
    for place, t in logs.items():
        rows = coefficients(top, place)
        if set(rows) - {0, 1} or any(rows[1].degrees()[n] for n in logs):
            return None
        part = _part(basis, written(field, rows[1]), t)
        if part is None:
            return None
        parts.append(part)
    return Gap(whole, tuple(parts), under)


def _is_exponential(t: App) -> bool:
    """Whether a term is the exponential of an atom, which is a logarithm then."""
    match t:
        case App("exp", (Sym() | App("index"),)):
            return True
    return False


def _part(basis: Basis, factor: Term, t: Term) -> Part | None:
    """A multiple of a logarithm, if the sign of its factor is known."""
    if basis.known.holds(call("<=", ZERO, factor)):
        return Part(factor, t, 1)
    if basis.known.holds(call("<=", factor, ZERO)):
        return Part(basis.normal(-factor), t, -1)
    return None


def _sorted(basis: Basis, parts: Sequence[Part]) -> Iterator[Quotients]:
    """Ways to sort multiples of logarithms by factors, those of one sign that are no sums."""
    for sign in (-1, 1):
        mine = [p for p in parts if p.sign == sign]
        least = [p for p in mine if not _sum_among(basis, p, [q for q in mine if q is not p], 2)]
        powers: list[list[tuple[Term, int]]] = [[(p.of, p.sign)] for p in least]
        for p in parts:
            if not any(p is q for q in least):
                found = _sum_among(basis, p, least, 1)
                for q in found or ():
                    powers[least.index(q)].append((p.of, p.sign))
                if not found:
                    break
        else:
            yield [(p.factor, _quotient(row)) for p, row in zip(least, powers, strict=True)]


def _sum_among(basis: Basis, p: Part, others: Sequence[Part], fewest: int) -> Sequence[Part] | None:
    """Parts whose factors add up to that of another one."""
    for size in range(fewest, len(others) + 1):
        for chosen in combinations(others, size):
            if basis.normal(sum_of([q.factor for q in chosen]) - p.factor) == ZERO:
                return chosen
    return None


def _quotient(powers: Sequence[tuple[Term, int]]) -> Term:
    """A product of powers as a quotient of products."""
    over, below = (of_powers([(t, 1) for t, e in powers if e == side]) for side in (1, -1))
    return over if below == ONE else over / below


# --- tangents ------------------------------------------------------------------------------------


def _form(basis: Basis, gap: Gap, quotients: Quotients, power: int) -> Term | None:
    """A difference as what logarithms are above their tangents, and what is not negative."""
    above = []
    for factor, q in quotients:
        u = q if power == 1 else q ** number(power)
        if not basis.known.learn(Axiom("log_lower", (("u", u),))):
            return None
        weight = factor if power == 1 else factor / number(power)
        above.append(weight * difference(call("log", u), ONE - ONE / u) / gap.under)
    basis.visit(sum_of(above))
    left = fraction(basis.field, basis.value(gap.whole - sum_of(above)))
    if any(isinstance(t, App) and t.head == "log" for t in subterms(left)):
        return None
    if left == ZERO:
        return sum_of(above)
    return sum_of([*above, left]) if basis.known.holds(call("<=", ZERO, left)) else None
