"""Inequalities between sums of products of positive numbers, by weighted means.

    x/y + y/z + z/x >= 3      x^3 + y^3 + z^3 >= 3*x*y*z      x + y + 8/(x*y) >= 6

A product with a negative factor, -c*m, is made up for by others m1, m2, .. that it is a weighted
geometric mean of: the exponents of m are the mean of theirs, with weights w1 + w2 + .. = 1.  Each
of c1*m1 = w1*c*m*q1, .. is at least w1*c*m*(1 + log(q1)), and the logarithms add up to a number.
What makes up for what is a question of linear equations in unknowns that are not negative, one a
pair.  Source: Chandrasekaran and Shah, Relative entropy relaxations for signomial optimization,
SIAM J. Optim. 26, 2016, section 2; Hardy, Littlewood and Polya, Inequalities, section 2.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from math import prod
from typing import NamedTuple

from flint import fmpq

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import of_powers, places_of, sum_of
from derivcheck.provers.foundations.simplex import Row, nonnegative
from derivcheck.provers.normalforms.basis import Basis, scaled
from derivcheck.provers.sideconditions.signed_forms import ascending, difference

MAX_PRODUCTS = 16
"""How many products a difference may have."""
MAX_PAIRS = 48
"""How many pairs of products are weighed."""
MAX_PIVOTS = 60
"""How many steps the simplex method may take."""
MAX_SIZE, MAX_ZERO, MAX_ZEROS = 4, 4, 2
"""Of how many numbers zeros are looked for, how large these are, and how many are tried."""

Exponents = tuple[int, ...]


class Share(NamedTuple):
    """A part of a product with a positive factor, for one with a negative factor.

    Arguments:
        amount: the factor of the part.
        of, makes_up_for: the products.
        weight: what it makes up for; the factor of the other is the sum of all these.
    """

    amount: Fraction
    of: Exponents
    makes_up_for: Exponents
    weight: Fraction


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality, or None."""
    if claim.relation not in ("<", "<=", ">", ">=") or claim.context.field != "real":
        return None
    goal, known = App(claim.relation, (claim.before, claim.after)), known_of(claim)
    low, high = ascending(goal)
    basis = reduced(claim.before, claim.after, known, limits)
    gap = difference(high, low)
    basis.visit(gap)
    found = _by_means(basis, goal, gap)
    return with_domain(claim, found) if found else None


def _by_means(basis: Basis, goal: App, gap: Term) -> Evidence | None:
    v = basis.value(gap)
    top, under = basis.field.up(v.top), basis.polynomial(v.bottom)
    atoms = _positive(basis, top)
    if atoms is None or not basis.known.holds(call("<", ZERO, under)):
        return None
    places = places_of(top)
    factors = {tuple(int(m[n]) for n in places): int(c) for m, c in top.terms()}
    for shares in _shared(factors):
        form = _form(basis, basis.polynomial(v.top), atoms, shares)
        if form is not None:
            form = form if under == ONE else form / under
            turned = form if goal.head in (">", ">=") else -form
            shown = Sign(basis.arithmetic(difference(*goal.args), turned))
            if basis.known.inferred(Lemma(goal, shown)) is not None:
                return basis.wrapped(shown)
    return None


def _positive(basis: Basis, p: Poly) -> list[Term] | None:
    """The atoms of a polynomial, if all are known to be positive and some factors are negative."""
    if not 1 < len(p) <= MAX_PRODUCTS or all(c > 0 for c in p.coeffs()):
        return None
    last = p.context().nvars() - 1
    atoms = [basis.field.terms[last - n] for n in places_of(p)]
    positive = all(basis.known.holds(call("<", ZERO, t)) for t in atoms)
    return atoms if atoms and positive else None


# --- what makes up for what ----------------------------------------------------------------------


def _shared(factors: dict[Exponents, int]) -> Iterator[list[Share]]:
    """Ways to make up for the products with negative factors.

    Those that become equalities where all numbers are 1; then where the whole is seen to be zero;
    one product alone also where that is not seen.
    """
    size = len(next(iter(factors)))
    points = product(range(1, MAX_ZERO + 1), repeat=size) if size <= MAX_SIZE else ()
    zeros = (s for s in points if not sum(c * _at(s, m) for m, c in factors.items()))
    for s in dict.fromkeys(((1,) * size, *islice(zeros, MAX_ZEROS))):
        scaled_by = {m: c * _at(s, m) for m, c in factors.items()}
        for share in _weighed(scaled_by, limited=True):
            yield [
                x._replace(amount=x.amount / _at(s, x.of), weight=x.weight / _at(s, x.makes_up_for))
                for x in share
            ]
    if sum(c < 0 for c in factors.values()) == 1:
        yield from _weighed(factors, limited=False)


def _at(point: Sequence[int], exponents: Exponents) -> int:
    """The value of a product."""
    return prod(x**e for x, e in zip(point, exponents, strict=True))


def _weighed(factors: dict[Exponents, int], *, limited: bool) -> Iterator[list[Share]]:
    """Shares for each product with a negative factor; if limited, of no more than there is."""
    more = {m: c for m, c in factors.items() if c > 0}
    less = {m: -c for m, c in factors.items() if c < 0}
    pairs = [(n, m) for n in less for m in more]
    if len(pairs) > MAX_PAIRS:
        return
    slack = len(more) if limited else 0
    rows = [[*row[:-1], *[fmpq(0)] * slack, row[-1]] for row in _balance(pairs, less)]
    for k, (of, c) in enumerate(more.items() if limited else ()):
        used = [int(m == of) for _, m in pairs]
        rows.append([fmpq(q) for q in (*used, *(int(j == k) for j in range(slack)), c)])
    if found := nonnegative(rows, (), MAX_PIVOTS):
        weights = (Fraction(int(w.p), int(w.q)) for w in found)
        chosen = [(w, n, m) for w, (n, m) in zip(weights, pairs, strict=False) if w]
        yield [Share(w if limited else Fraction(more[m]), m, n, w) for w, n, m in chosen]


def _balance(pairs: list[tuple[Exponents, Exponents]], less: dict[Exponents, int]) -> list[Row]:
    """Equations for the weights: as much as each product needs, with its exponents as the mean."""
    rows = list[Row]()
    for n, c in less.items():
        mine = [int(of == n) for of, _ in pairs]
        means = [[of[k] * m for m, (_, of) in zip(mine, pairs, strict=True)] for k in range(len(n))]
        rows.append([fmpq(m) for m in (*mine, c)])
        rows += [[fmpq(e) for e in (*row, c * n[k])] for k, row in enumerate(means)]
    return rows


# --- evidence ------------------------------------------------------------------------------------


def _form(basis: Basis, whole: Term, atoms: list[Term], shares: list[Share]) -> Term | None:
    """A polynomial as what products are above their tangents, and what is left."""
    above = list[Term]()
    for s in shares:
        powers = zip(atoms, (a - b for a, b in zip(s.of, s.makes_up_for, strict=True)), strict=True)
        q = scaled(s.amount / s.weight, of_powers([(t, e) for t, e in powers if e]))
        if not basis.known.learn(Axiom("log_tangent", (("u", q),))):
            return None
        below = of_powers([(t, e) for t, e in zip(atoms, s.makes_up_for, strict=True) if e])
        above.append(scaled(s.weight, below * difference(q - ONE, call("log", q))))
    basis.visit(sum_of(above))
    left = fraction(basis.field, basis.value(whole - sum_of(above)))
    if left == ZERO:
        return sum_of(above)
    return sum_of([*above, left]) if basis.known.holds(call("<=", ZERO, left)) else None
