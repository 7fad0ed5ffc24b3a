"""Inequalities between circular functions of an angle that is bounded: one range after the other.

    sin(x) > 1/2             2*cos((x + pi/6)/2)*sin((x - pi/6)/2) > 0
    0 <= x <= 2*pi           so for pi/6 < x < 5*pi/6, and nowhere else

A difference of sines is a product whose factors have one sign between their zeros (DLMF 4.14,
4.21.7 to 4.21.11); of tangents, sin(u - v) over the cosines of both (DLMF 4.21.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, pi
from typing import TypeGuard

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Cases,
    Evidence,
    Lemma,
    Sign,
)
from derivcheck.kernel.language.terms import (
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.equations.cases import split
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.trigonometric import PI
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.inversion import value_of
from derivcheck.provers.statements.turns import (
    CIRCULAR,
    CLOSE,
    MAX_ZEROS,
    SIGNS,
    angle_of,
    angle_of_sine,
    bounds_of,
    denied,
    float_of,
    learns_sign,
    shown_at,
)

ORDER = frozenset("< <= > >=".split())
MAX_ATOMS = 2
"""The most circular functions in a comparison."""


@dataclass(frozen=True, slots=True)
class Product:
    """What has the sign of the difference of two sides.

    Arguments:
        x: the one name in them.
        sides: of a comparison.
        form: equal to their difference, made of the factors and of numbers.
        factors: sines and cosines of angles that are linear in x.
    """

    x: Sym
    sides: tuple[Term, Term]
    form: Term
    factors: tuple[App, ...]

    @property
    def gap(self) -> Term:
        """The difference of the sides."""
        return difference(*self.sides)

    def at(self, t: Term, value: float) -> float | None:
        """A term, as a decimal number, where x has a value."""
        return float_of(substitute(t, {self.x.name: number(Fraction(value))}))

    def turns(self, factor: App, value: float) -> float | None:
        """How many of its zeros a factor has passed at a value of x."""
        found = self.at(factor.args[0], value)
        return None if found is None else found / pi - float(SIGNS[factor.head][1])


def by_turn_signs(goal: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence for a comparison with, or from one with, circular functions of a bounded angle."""
    if known.facts.context.field != "real" or not _is_comparison(goal):
        return None
    for statement in (goal, *conjuncts(known.facts.statements)):
        match statement:
            case App(rel, (left, right)) if rel in ORDER:
                product = product_of(left, right, known)
                if product is not None and free_names(goal) == {product.x.name}:
                    return _by_ranges(goal, product, known, limits)
    return None


def _is_comparison(goal: Term) -> bool:
    match goal:
        case App("or", parts):
            return all(map(_is_comparison, parts))
    return isinstance(goal, App) and goal.head in ALLOWED


def product_of(left: Term, right: Term, known: ProofContext) -> Product | None:
    """The product that a difference of two circular functions is, or of one and a number."""
    gap, names = difference(left, right), free_names(left) | free_names(right)
    atoms = list(dict.fromkeys(t for t in subterms(gap) if _is_circular(t)))
    if not 1 <= len(atoms) <= MAX_ATOMS or len(names) != 1:
        return None
    first, field = atoms[0], known.facts.field
    other = value_of(gap, first, known)
    if other is None or first in subterms(other):
        return None
    other = fraction(field, field.value(other))
    scale = fraction(field, field.value(replaced(gap, first, other + 1)))
    found = _phase(first, other, known) or _factors(first, other)
    if found is None or free_names(scale):
        return None
    form, factors = found
    return Product(Sym(*names), (left, right), scale * form, factors)


def _is_circular(t: Term) -> TypeGuard[App]:
    return isinstance(t, App) and t.head in CIRCULAR and bool(free_names(t))


def _phase(first: App, other: Term, known: ProofContext) -> tuple[Term, tuple[App, ...]] | None:
    """sin(u) - c*cos(u) and cos(u) - c*sin(u) as one function of a shifted angle, tan(v) = c."""
    head = {"sin": "cos", "cos": "sin"}.get(first.head)
    if head is None or App(head, first.args) not in subterms(other):
        return None
    field, (u,) = known.facts.field, first.args
    v = angle_of(fraction(field, field.value(other / App(head, (u,)))), "tan")
    if v is None or free_names(v):
        return None
    turned = App(first.head, (u - v if first.head == "sin" else u + v,))
    return turned / call("cos", v), (turned,)


def _factors(first: App, other: Term) -> tuple[Term, tuple[App, ...]] | None:
    """The product that first - other is, and its factors that are not numbers."""
    u = first.args[0]
    if other == ZERO and first.head in SIGNS:
        return first, (first,)
    if first.head == "tan":
        v = angle_of(other, "tan")
        if v is None:
            return None
        turned, *under = App("sin", (u - v,)), App("cos", (u,)), App("cos", (v,))
        return turned / (under[0] * under[1]), (turned, *(t for t in under if free_names(t)))
    one, two = angle_of_sine(first), angle_of_sine(other)
    if one is None or two is None:
        return None
    factors = App("cos", ((one + two) / TWO,)), App("sin", ((one - two) / TWO,))
    return TWO * factors[0] * factors[1], factors


def _by_ranges(
    goal: Term, product: Product, known: ProofContext, limits: Limits
) -> Evidence | None:
    """The goal between the zeros of the factors, and at them."""
    low, high = [float_of(e) for e in bounds_of(product.x, known)] or (None, None)
    if low is None or high is None:
        return None
    places = _places(product, low, high, known)
    if places is None or not known.defined(product.gap, product.form):
        return None
    same = App("=", (product.gap, product.form))
    of = split(product.gap, product.form, known, limits, 0)
    if of is None or not known.learn(Lemma(same, of)):
        return None
    found = _from(places, goal, product, known, (low, high), limits)
    return found and known.shown(found)


def _places(
    product: Product, low: float, high: float, known: ProofContext
) -> list[tuple[float, Term]] | None:
    """Where a factor is zero between two numbers, in order; None if that is not known."""
    found = dict[float, Term]()
    for factor in product.factors:
        ends = [v for end in (low, high) if (v := product.turns(factor, end)) is not None]
        if len(ends) < 2:
            return None
        numbers = range(ceil(min(ends) - CLOSE), floor(max(ends) + CLOSE) + 1)
        if len(numbers) > MAX_ZEROS:
            return None
        for n in numbers:
            angle = number(n + SIGNS[factor.head][1]) * PI
            at = value_of(factor.args[0] - angle, product.x, known)
            value = None if at is None else float_of(at)
            if at is None or value is None:
                return None
            if all(abs(value - v) > CLOSE for v in found):
                found[value] = at
    return sorted(found.items())


def _from(
    places: list[tuple[float, Term]],
    goal: Term,
    product: Product,
    known: ProofContext,
    ends: tuple[float, float],
    limits: Limits,
) -> Evidence | None:
    """The goal below the first place, at it, and beyond it."""
    low, high = ends
    if not places:
        return _between(goal, product, known, ends)
    (value, at), *rest = places
    below, here = call("<", product.x, at), call("=", product.x, at)
    before = _between(goal, product, known.knowing(below), (low, value))
    after = known.denying(below)
    there = before and _at(goal, product, after.knowing(here), value, limits)
    beyond = there and _from(rest, goal, product, after.denying(here), (value, high), limits)
    if not (before and there and beyond):
        return None
    return known.shown(Cases(below, before, after.shown(Cases(here, there, beyond))))


def _at(
    goal: Term, product: Product, known: ProofContext, value: float, limits: Limits
) -> Evidence | None:
    """The goal at a place where the sides may be equal."""
    gap = product.at(product.gap, value)
    if gap is not None and abs(gap) < CLOSE:
        of = split(*product.sides, known, limits, 0)
        if of is not None and known.learn(Lemma(App("=", product.sides), of)):
            return denied(known, known.facts.holds) or shown_at(goal, known)
    return shown_at(goal, known)


def _between(
    goal: Term, product: Product, known: ProofContext, ends: tuple[float, float]
) -> Evidence | None:
    """The goal where no factor is zero."""
    low, high = ends
    middle = (low + high) / 2
    size = product.at(product.form, middle)
    if high - low < CLOSE or size is None:
        return shown_at(goal, known)
    if not all(_signed(factor, product, known, middle) for factor in product.factors):
        return None
    rel = "<" if size < 0 else ">"
    same = Lemma(App("=", (product.gap, product.form)))
    if not known.holds(App(rel, (product.form, ZERO))):
        return None
    sign = Sign(Arithmetic(product.gap, product.form, (same,)))
    if not known.learn(Lemma(App(rel, product.sides), sign)):
        return None
    return denied(known, known.facts.holds) or shown_at(goal, known)


def _signed(factor: App, product: Product, known: ProofContext, value: float) -> bool:
    """Whether the sign of a factor is learnt, which it has around a value."""
    turns = product.turns(factor, value)
    if turns is None:
        return False
    return learns_sign(known, SIGNS[factor.head][0], floor(turns), factor.args[0])
