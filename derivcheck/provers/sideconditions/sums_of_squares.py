"""Polynomials as sums of squares times products of known differences: a^3 + b^3 + c^3 >= 3*a*b*c.

A polynomial that is positive on a compact set given by inequalities is a sum of squares times
products of these (K. Schmuedgen, The K-moment problem for compact semi-algebraic sets, 1991).
Squares of binomials are tried, for which the factors solve a linear program (A. A. Ahmadi and
A. Majumdar, DSOS and SDSOS optimization, SIAM Journal on Applied Algebra and Geometry 3, 2019);
unlike a semidefinite one it is solved exactly, so that equality at a point does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, islice
from typing import NamedTuple

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.writing import power_product, product_of, written
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import NOT_NEGATIVE, PLUS, within
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Hypothesis, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Term,
    call,
    conjuncts,
    is_infinite,
    number,
)
from derivcheck.provers.foundations.polynomials import coefficients, places_of, sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.simplex import combination
from derivcheck.provers.foundations.square_roots import rational_root
from derivcheck.provers.foundations.witnesses import negative_somewhere
from derivcheck.provers.sideconditions.atoms_of_roots import in_root, order_of, over_roots, rooted
from derivcheck.provers.sideconditions.known_forms import Form, known_forms

MAX_DEGREE, MAX_ATOMS, MAX_FORMS, MAX_FACTORS = 8, 6, 6, 2
"""What is looked at: the degree of a polynomial, its atoms, known differences, how many times
each other."""
MAX_COLUMNS, MAX_PIVOTS = 500, 150
"""How large a linear program may be, and how many steps its solution may take."""

MAX_PAIRS = 3
"""How many pairs of roots are compared."""

TURNED = {"<": True, "<=": True, ">": False, ">=": False}
"""Relation -> whether the difference of the sides is looked at with its sign turned."""

Monomial = tuple[int, ...]


class Zero(NamedTuple):
    """What is known to be zero.

    Arguments:
        poly: over the atoms.
        by: evidence that it is; None where arithmetic knows.
    """

    poly: Poly
    by: Evidence | None


class Problem(NamedTuple):
    """What shall be written as a sum, and what may be used for it.

    Arguments:
        poly: the polynomial.
        places: of the atoms in the ring of which monomials are made.
        forms: what is known not to be negative.
        zeros: what is known to be zero.
        lemmas: the evidence for all equations, those put in too.
    """

    poly: Poly
    places: tuple[int, ...]
    forms: tuple[Form, ...]
    zeros: tuple[Zero, ...]
    lemmas: tuple[Evidence, ...]


def by_sums_of_squares(known: ProofContext, s: Term, rel: str, gap: Term) -> None:
    """Learns a comparison if the difference of its sides is a sum of squares times known ones."""
    facts = known.facts
    if rel not in TURNED or facts.context.field != "real" or not known.near:
        return
    v = facts.field.value(gap)
    under = written(facts.field, v.bottom)
    if facts.signs.sign(under) != PLUS:
        return
    top = facts.field.up(v.top) * (-1 if TURNED[rel] else 1)
    if rel in ("<", ">"):
        _order_roots(known, top)
        facts = known.facts
    found = as_squares(facts, top, strict=rel in ("<", ">"))
    if found is not None:
        form, lemmas = found
        whole = (-form if TURNED[rel] else form) / under
        known.learn(Lemma(s, Sign(Arithmetic(gap, whole, lemmas))))


def _order_roots(known: ProofContext, p: Poly) -> None:
    """Learns which of several roots is greater, so that their difference is not zero."""
    for one, other in islice(combinations(rooted(known.facts, p), 2), MAX_PAIRS):
        _ = known.holds(call("<", one, other)) or known.holds(call("<", other, one))


def as_squares(facts: Facts, p: Poly, strict: bool) -> tuple[Term, tuple[Evidence, ...]] | None:
    """A polynomial as a sum of squares times known differences, and the equations used.

    Arguments:
        strict: whether it shall not be zero.
    """
    problem = _problem(facts, over_roots(facts, p))
    least = 1 if len(problem.forms) > 1 else 2
    if not least <= problem.poly.total_degree() <= MAX_DEGREE or len(problem.places) > MAX_ATOMS:
        return None
    forms, zeros = [f.poly for f in problem.forms], [z.poly for z in problem.zeros]
    if negative_somewhere(problem.poly, problem.places, forms, zeros):
        return None
    for most in range(MAX_FACTORS + 1) if problem.forms else (0,):
        found = _solved(problem, list(_columns(facts, problem, most)), strict)
        if found is not None:
            return found, problem.lemmas
    return None


# --- what a polynomial may be made of ------------------------------------------------------------


def _problem(facts: Facts, p: Poly) -> Problem:
    """A polynomial with what is known of its atoms, and of those that equations tie to them."""
    p, used, left = _put_in(p, list(_zeros(facts, p)))
    places, zeros = set(places_of(p)), []
    for zero in left:
        if not places.isdisjoint(places_of(zero.poly)):
            zeros.append(zero)
            places.update(places_of(zero.poly))
    zeros += [*_circles(facts, p, places), *_powers(facts, p)]
    forms = tuple(islice(_forms(facts, p, places), MAX_FORMS))
    lemmas = tuple(zero.by for zero in (*used, *zeros) if zero.by is not None)
    return Problem(p, tuple(sorted(places)), forms, tuple(zeros), lemmas)


def _put_in(p: Poly, zeros: list[Zero]) -> tuple[Poly, list[Zero], list[Zero]]:
    """A polynomial with the values of atoms put in that equations of a higher degree give.

    Linear equations are left to the linear program, for it keeps what is symmetric.

    Returns:
        The polynomial, the equations used and those left.
    """
    used, left = [], []
    for zero in zeros:
        place = next((n for n in places_of(p) if _is_value(zero.poly, n)), None)
        if place is None:
            left.append(zero)
            continue
        rows = coefficients(zero.poly, place)
        images = [p.context().gen(k) for k in range(p.context().nvars())]
        images[place] = -rows[0] * rows[1]  # the coefficient is 1 or -1
        p = p.compose(*images)
        used.append(zero)
    return p, used, left


def _is_value(q: Poly, place: int) -> bool:
    """Whether an equation of a higher degree gives the value of an atom."""
    if q.degrees()[place] != 1 or q.total_degree() < 2:
        return False
    slope = coefficients(q, place)[1]
    return slope.is_constant() and abs(int(slope.leading_coefficient())) == 1


def _zeros(facts: Facts, p: Poly) -> Iterator[Zero]:
    """Known equations between polynomials."""
    for s in conjuncts(facts.statements):
        match s:
            case App("=", (a, b)) if not (
                is_infinite(a) or is_infinite(b) or facts.field.is_array(a)
            ):
                q = facts.field.up(facts.field.value(a - b).top)
                if q.context() is p.context() and places_of(q):
                    yield Zero(q, Hypothesis(s))


def _circles(facts: Facts, p: Poly, places: set[int]) -> Iterator[Zero]:
    """sin(u)^2 + cos(u)^2 - 1 for each sine and cosine of the same argument."""
    ring = p.context()
    terms = {facts.field.terms[ring.nvars() - 1 - n]: n for n in places}
    for t, n in terms.items():
        match t:
            case App("sin", (u,)) if (cosine := App("cos", (u,))) in terms:
                s, c = ring.gen(n), ring.gen(terms[cosine])
                yield Zero(s * s + c * c - 1, Axiom("sin_square", (("u", u),)))


def _powers(facts: Facts, p: Poly) -> Iterator[Zero]:
    """sqrt(u)^2 - u for each root of a polynomial u in what the others are roots of."""
    roots = rooted(facts, p)
    for root, of in roots.items():
        v = facts.field.value(of)
        q = facts.field.up(v.top)
        if of in facts.field.terms or not v.bottom.is_one() or q.context() is not p.context():
            continue
        for other, inner in roots.items():
            q = in_root(facts, q, other, inner)
        place = q.context().nvars() - 1 - facts.field.terms.index(root)
        if set(places_of(q)) <= set(places_of(p)):
            yield Zero(q.context().gen(place) ** (order_of(root) or 1) - q, None)


def _forms(facts: Facts, p: Poly, places: set[int]) -> Iterator[Form]:
    """Atoms that are not negative, and known differences."""
    ring, seen = p.context(), set()
    for place in sorted(places):
        t = facts.field.terms[ring.nvars() - 1 - place]
        sign = facts.signs.sign(t)
        if within(sign, NOT_NEGATIVE):
            seen.add(repr(ring.gen(place)))
            yield Form(t, ring.gen(place), sign == PLUS)
    for form in known_forms(facts, p, places):
        if repr(form.poly) not in seen:
            seen.add(repr(form.poly))
            yield form


# --- the linear program --------------------------------------------------------------------------


def _columns(facts: Facts, problem: Problem, most: int) -> Iterator[Form]:
    """Squares of monomials and binomials times products of known differences.

    Arguments:
        most: how many differences are multiplied.
    """
    ring = problem.poly.context()
    for size in range(most + 1):
        for chosen in combinations_with_replacement(problem.forms, size):
            outer = ring.from_dict({(0,) * ring.nvars(): 1})
            for form in chosen:
                outer = outer * form.poly
            terms, strict = [form.term for form in chosen], all(form.strict for form in chosen)
            for square, q in _squares(facts, problem, outer):
                yield Form(
                    product_of([*terms, square]) if square != ONE else product_of(terms),
                    outer * q,
                    strict and facts.signs.sign(square) == PLUS,
                )


def _squares(facts: Facts, problem: Problem, outer: Poly) -> Iterator[tuple[Term, Poly]]:
    """Squares of monomials and binomials that fit together with a factor."""
    ring, monomials = outer.context(), _fitting(problem, outer)
    for m in monomials:
        q = ring.from_dict({m: 1})
        yield power_product(facts.field, m) ** 2 if any(m) else ONE, q * q
    for m, n in combinations(monomials, 2):
        for a, b in _weights(problem.poly, m, n):
            q = ring.from_dict({m: a, n: b})
            yield written(facts.field, q) ** 2, q * q


def _fitting(problem: Problem, outer: Poly) -> list[Monomial]:
    """Monomials whose squares, times a factor, fit into a polynomial.

    No sum of squares has a higher degree in a name, or a lower one in all, than what it makes up;
    equations may lower degrees.
    """
    p, low, under = problem.poly, 0, outer.degrees()
    highest: Sequence[int] = (p.total_degree(),) * len(under)
    if not problem.zeros:
        low = min(map(sum, p.monoms())) - outer.total_degree()
        highest = p.degrees() if len(outer) == 1 else highest
    room = (p.total_degree() - outer.total_degree()) // 2
    return [
        m for m in _monomials(problem, room)
        if 2 * sum(m) >= low
        and all(2 * d + e <= most for d, e, most in zip(m, under, highest, strict=True))
    ]  # fmt: skip


def _monomials(problem: Problem, degree: int) -> Iterator[Monomial]:
    """Monomials up to a degree in the atoms."""
    size = problem.poly.context().nvars()
    for d in range(degree + 1):
        for chosen in combinations_with_replacement(problem.places, d):
            yield tuple(chosen.count(n) for n in range(size))


def _weights(p: Poly, m: Monomial, n: Monomial) -> Iterator[tuple[int, int]]:
    """Coefficients for two monomials: equal ones, and those that the squares of both have."""
    yield from ((1, -1), (1, 1))
    a, b = (int(p[tuple(2 * d for d in one)]) for one in (m, n))
    if a > 0 and b > 0 and a != b:
        root = rational_root(Fraction(a, b))
        if root is not None:
            x, y = root.as_integer_ratio()
            yield from ((x, -y), (x, y))


def _multiples(problem: Problem) -> Iterator[Poly]:
    """What is known to be zero times monomials, and the same negated."""
    p = problem.poly
    for zero in problem.zeros:
        room = max(p.total_degree() - zero.poly.total_degree(), 0)
        for m in _monomials(problem, room):
            q = zero.poly * p.context().from_dict({m: 1})
            yield from (q, -q)


def _solved(problem: Problem, columns: Sequence[Form], strict: bool) -> Term | None:
    """A polynomial as a sum of columns with positive factors, what is zero left out."""
    polys = [*(column.poly for column in columns), *_multiples(problem)]
    wanted = [k for k, column in enumerate(columns) if column.strict and strict]
    if len(polys) > MAX_COLUMNS or (strict and not wanted):
        return None
    found = combination(problem.poly, polys, wanted, MAX_PIVOTS)
    if found is None:
        return None
    return sum_of([number(c) * columns[n].term for n, c in found if n < len(columns)])
