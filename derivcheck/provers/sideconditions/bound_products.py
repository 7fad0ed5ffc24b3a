"""Polynomials as sums of products of known differences: 1 + x*y > 0 for x, y between -1 and 1.

A polynomial that is positive where some linear forms are not negative is a sum of products of these
with positive factors, if what they leave is bounded (D. Handelman, Representing polynomials by
positive linear functions on compact convex polyhedra, 1988); the factors are found by the simplex
method, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.writing import product_of, written
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import PLUS
from derivcheck.kernel.language.evidence import Arithmetic, Lemma, Sign
from derivcheck.kernel.language.terms import Term, number
from derivcheck.provers.foundations.polynomials import places_of, sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.simplex import combination
from derivcheck.provers.foundations.witnesses import negative_somewhere
from derivcheck.provers.sideconditions.atoms_of_roots import over_roots
from derivcheck.provers.sideconditions.known_forms import Form, known_forms

MAX_DEGREE, MAX_FORMS, MAX_ATOMS = 3, 9, 5
"""What is looked at: the degree of the polynomial, known differences, atoms."""
MAX_CURVED = 2
"""How many differences of a higher degree are looked at."""
MAX_HIGHER = 6
"""How many differences are multiplied to a higher degree than that of the polynomial."""
MAX_PIVOTS = 120
"""How many steps the simplex method may take."""

COMPARED = {"<": (True,), "<=": (True,), ">": (False,), ">=": (False,), "!=": (False, True)}
"""Relation -> whether the difference of the sides is looked at with its sign turned."""
WEAK = ("<=", ">=")


def by_products(known: ProofContext, s: Term, rel: str, gap: Term) -> None:
    """Learns a comparison if the difference of its sides is a sum of products of known ones."""
    facts = known.facts
    if rel not in COMPARED or facts.context.field != "real" or not known.near:
        return
    v = facts.field.value(gap)
    top, bottom = facts.field.up(v.top), facts.field.up(v.bottom)
    whole = written(facts.field, bottom)
    under = whole if facts.signs.sign(whole) == PLUS else _as_products(facts, bottom)
    for negative in COMPARED[rel] if under else ():
        found = _as_products(facts, -top if negative else top, rel not in WEAK)
        if found and under:
            form = (-found if negative else found) / under
            if known.learn(Lemma(s, Sign(Arithmetic(gap, form)))):
                return


def _as_products(facts: Facts, p: Poly, strictly: bool = True) -> Term | None:
    """A polynomial as a sum of products of known differences with positive factors.

    Arguments:
        strictly: whether one of the products must be positive, so that the sum is.
    """
    p = over_roots(facts, p)
    used, degree = places_of(p), p.total_degree()
    if not 1 < degree <= MAX_DEGREE or not 1 < len(used) <= MAX_ATOMS:
        return None
    forms = _forms(facts, p, set(used))
    if negative_somewhere(p, used, [form.poly for form in forms]):
        return None
    return _combined(p, forms, degree, strictly) or _combined(
        p, forms[:MAX_HIGHER], degree + 1, strictly
    )


def _combined(p: Poly, forms: Sequence[Form], degree: int, strictly: bool) -> Term | None:
    """The same by products up to a degree."""
    columns: list[tuple[Term, Poly, bool]] = []
    for size in range(degree, -1, -1):
        for chosen in combinations_with_replacement(forms, size):
            if sum(form.poly.total_degree() for form in chosen) > degree:
                continue
            q = p * 0 + 1
            for form in chosen:
                q = q * form.poly
            strict = all(form.strict for form in chosen)
            columns.append((product_of([form.term for form in chosen]), q, strict))
    wanted = [n for n, (_, _, strict) in enumerate(columns) if strictly and strict]
    found = combination(p, [q for _, q, _ in columns], wanted, MAX_PIVOTS)
    return None if found is None else sum_of([number(c) * columns[n][0] for n, c in found])


def _forms(facts: Facts, p: Poly, places: set[int]) -> list[Form]:
    """Known differences in the atoms of a polynomial: those that are linear in them, the strict
    ones first, and a few of a higher degree.
    """
    found: dict[str, Form] = {}
    for form in sorted(known_forms(facts, p, places), key=lambda form: not form.strict):
        found.setdefault(repr(form.poly), form)
    linear = [form for form in found.values() if form.poly.total_degree() == 1]
    curved = [form for form in found.values() if 1 < form.poly.total_degree() < p.total_degree()]
    return [*linear[: MAX_FORMS - len(curved[:MAX_CURVED])], *curved[:MAX_CURVED]]
