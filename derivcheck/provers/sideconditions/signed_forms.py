"""Ways to write a term so that its sign may be seen: factored, as a square and a rest, by a norm.

Also as a sum of known differences with positive factors (the linear case of the Positivstellensatz,
Stengle 1974).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, TypeGuard

from flint import arb

from derivcheck.kernel.algebra.atoms import Poly, Value
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import (
    ANY,
    NOT_NEGATIVE,
    NOT_POSITIVE,
    NULL,
    PLUS,
    Sign,
    within,
)  # fmt: skip
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.claims import Field as Scalars
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    conjuncts,
    free_names,
    is_infinite,
    number,
    subterms,
)  # fmt: skip
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.polynomials import (
    MAX_DEGREE,
    coefficients,
    factored,
    places_of,
    sum_of,
)
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.simplex import combination
from derivcheck.provers.sideconditions.bernstein import on_interval

MAX_LINEAR = 3
"""How many facts a positive linear combination may use."""
MAX_BALANCED, MAX_PIVOTS = 12, 40
"""How many facts a combination by the simplex method may use, and how many steps of that."""
MAX_ROOTS = 3
"""How many square roots a sum may have for one after the other to be removed."""
MAX_TERMS = 30
"""How many terms may be left when a square root is removed from a sum."""
WIDTH = Fraction(1, 1000)
"""How far the bounds of a number are from it, about."""
MAX_NUMBERS = 1_024
"""How many numbers are remembered with what they are about."""

HALF = number(Fraction(1, 2))


def difference(a: Term, b: Term) -> Term:
    """The term whose sign says how two terms compare, as the kernel wants it written."""
    return a if b == ZERO else a - b


def ascending(goal: App) -> tuple[Term, Term]:
    """The sides of an inequality, the one that is less first."""
    left, right = goal.args
    return (left, right) if goal.head in ("<", "<=") else (right, left)


def is_root(t: Term) -> TypeGuard[App]:
    """Whether a term is a square root, however it is written."""
    return isinstance(t, App) and (t.head == "sqrt" or (t.head == "^" and t.args[1] == HALF))


def forms(facts: Facts, t: Term, wanted: Sign) -> Iterator[Term]:
    """A term in ways whose sign may be seen, where one of some signs is wanted."""
    v = facts.field.value(t)
    if v.bottom.is_constant() and int(v.bottom.leading_coefficient()) == 1:
        yield from _ways(facts, v.top, wanted)
        return
    under = signed(facts, v.bottom)
    for top in _ways(facts, v.top, ANY):
        yield top / under
    yield from _dominated(facts, t)


def _ways(facts: Facts, p: Poly, wanted: Sign) -> Iterator[Term]:
    """A polynomial as a term, in ways whose sign may be seen."""
    yield written(facts.field, p)
    yield from _combined(facts, p, wanted)
    yield from _completed(facts, p)
    yield from _factored(facts, p)
    yield from _over_roots(facts, p)
    yield from _dominated(facts, written(facts.field, p))
    yield from on_interval(facts, p)


def signed(facts: Facts, p: Poly) -> Term:
    """A polynomial as a term whose sign the table sees, if that is found."""
    best = written(facts.field, p)
    for form in _ways(facts, p, ANY):
        if facts.signs.sign(form) in (1, 2, 4):
            return form
        if facts.signs.sign(best) == ANY != facts.signs.sign(form):
            best = form
    return best


def _factored(facts: Facts, p: Poly) -> Iterator[Term]:
    if len(p) < 2 or p.total_degree() > MAX_DEGREE:
        return
    content, factors = p.factor()
    if len(factors) == 1 and factors[0][1] == 1 and abs(int(content)) == 1:
        return
    parts = [number(int(content))] if content != 1 else []
    for factor, power in factors:
        part = signed(facts, factor) if factor != p else written(facts.field, p)
        parts.append(part if power == 1 else part ** number(int(power)))
    yield parts[0] if len(parts) == 1 else App("*", tuple(parts))


def _over_roots(facts: Facts, p: Poly) -> Iterator[Term]:
    """The factors over square roots that occur elsewhere: x^2 - a by x - sqrt(a)."""
    if len(p) < 2 or p.total_degree() > MAX_DEGREE:
        return
    for n, t in enumerate([*facts.field.terms]):
        if not is_root(t):
            continue
        radicand = facts.field.value(t.args[0])
        p = facts.field.up(p)  # the radicand may have brought new atoms
        root = p.context().nvars() - 1 - n
        inside = None if p.degrees()[root] else _in_root(facts, p, root, radicand)
        content, factors = (1, []) if inside is None else factored(inside)
        if len(factors) > 1:
            parts = [_combination_of_facts(facts, q) ** number(e) for q, e in factors]
            yield App("*", (number(content), *parts))


def _in_root(facts: Facts, p: Poly, root: int, radicand: Value) -> Poly | None:
    """A polynomial with root^2 - b for a name x, where the radicand is x + b; None if it is not.

    Arguments:
        root: the place of the root in the ring.
    """
    top, last = facts.field.up(radicand.top), p.context().nvars() - 1
    for place, degree in enumerate(top.degrees() if radicand.bottom.is_one() else ()):
        if degree != 1 or not p.degrees()[place]:
            continue
        is_name = isinstance(facts.field.terms[last - place], Sym)
        if is_name and coefficients(top, place)[1].is_one():
            x, r = p.context().gen(place), p.context().gen(root)
            rows = coefficients(p, place).items()
            return sum((q * (r * r - top + x) ** d for d, q in rows), start=p * 0)
    return None


def _combination_of_facts(facts: Facts, p: Poly) -> Term:
    """A polynomial as known differences whose sign is seen, else as it is."""
    plain = written(facts.field, p)
    forms = (plain, *_combined(facts, p, ANY))
    return next((form for form in forms if facts.signs.sign(form) != ANY), plain)


def _completed(facts: Facts, p: Poly) -> Iterator[Term]:
    """a*(x + b/2a)^2 + (c - b^2/4a) for a quadratic in one atom with a numeral a."""
    for n, d in enumerate(reversed(p.degrees())):
        if d != 2:
            continue
        place = p.context().nvars() - 1 - n
        rows, none = coefficients(p, place), p.context().from_dict({})
        a, b, c = (rows.get(degree, none) for degree in (2, 1, 0))
        if not a.is_constant():
            continue
        lead, x = int(a.leading_coefficient()), facts.field.terms[n]
        rest = c * (4 * lead) - b * b
        square = number(lead) * (x + written(facts.field, b) / number(2 * lead)) ** 2
        yield square + _signed_rest(facts, rest) / number(4 * lead)


def _signed_rest(facts: Facts, rest: Poly) -> Term:
    for form in (written(facts.field, rest), *_factored(facts, rest)):
        if facts.signs.sign(form) != ANY:
            return form
    return written(facts.field, rest)


def _dominated(facts: Facts, t: Term) -> Iterator[Term]:
    """r + c*sqrt(w), c a sum too, as (r^2 - c^2*w)/(r - c*sqrt(w)), whose numerator decides.

    Each root that goes doubles the degree, and the roots can go in every order: few are let in,
    and one must go for good.
    """
    number_of_roots = _count_roots(t)
    if number_of_roots > MAX_ROOTS:
        return
    parts = t.args if isinstance(t, App) and t.head == "+" else ()
    of_root = {part: roots[0] for part in parts if len(roots := _roots(part)) == 1}
    for root in dict.fromkeys(of_root.values()):
        mine = [part for part in parts if of_root.get(part) == root]
        rest = sum_of([part for part in parts if of_root.get(part) != root])
        if rest == ZERO:
            continue
        factor = sum_of([replaced(part, root, ONE) for part in mine])
        gap = facts.field.value(rest**2 - factor**2 * root.args[0])
        left = written(facts.field, gap.top) if len(gap.top) <= MAX_TERMS else t
        if _count_roots(left) >= number_of_roots:
            continue
        conjugate = sum_of([rest, *(-part for part in mine)])
        yield signed(facts, gap.top) / (signed(facts, gap.bottom) * conjugate)


def _roots(t: Term) -> list[App]:
    return [u for u in subterms(t) if is_root(u)]


def _count_roots(t: Term) -> int:
    return len(set(_roots(t)))


# --- positive combinations of facts --------------------------------------------------------------


class _Fact(NamedTuple):
    """What is known of a term that is not negative.

    Arguments:
        exact: whether it is zero.
        strict: whether it is not.
    """

    term: Term
    poly: Poly
    exact: bool
    strict: bool


def _combined(facts: Facts, p: Poly, wanted: Sign) -> Iterator[Term]:
    """p or -p as a nonnegative number plus positive multiples of known differences."""
    found = list(_differences(facts))
    found += _of_numbers(facts, (p, *(facts.field.up(f.poly) for f in found)))
    found += _of_atoms(facts, p) if found else ()
    known = list({(tuple(f.poly.terms()), f.exact, f.strict): f for f in found}.values())
    for sign, allowed in ((1, NOT_NEGATIVE), (-1, NOT_POSITIVE)):
        if not wanted & allowed:
            continue
        whole, weak = facts.field.up(p * sign), bool(wanted & NULL)
        parts = _combination(whole, known, MAX_LINEAR, weak) or _balanced(whole, known, weak)
        if parts is not None:
            terms = [number(sign * c) * t for c, t in parts]
            yield terms[0] if len(terms) == 1 else App("+", tuple(terms))


def differences(facts: Facts) -> Iterator[tuple[str, Term]]:
    """What the known comparisons of numbers say is not negative, each with its relation."""
    for s in conjuncts(facts.statements):
        match s:
            case App("in", (x, lower, upper)):
                sides = [(lower, x), (x, upper)]
            case App("<" | "<=", (a, b)):
                sides = [(a, b)]
            case App(">" | ">=" | "=", (b, a)):
                sides = [(a, b)]
            case _:
                continue
        for a, b in sides:
            if not is_infinite(a) and not is_infinite(b) and not facts.field.is_array(a):
                yield s.head, difference(b, a)


def _differences(facts: Facts) -> Iterator[_Fact]:
    for head, t in differences(facts):
        v = facts.field.value(t)
        if v.bottom.is_constant() and not v.top.is_constant():
            scale = int(v.bottom.leading_coefficient())
            strict = facts.signs.sign(t) == PLUS
            yield _Fact(t * number(scale), v.top, head == "=", strict)


def _of_numbers(facts: Facts, polys: Iterable[Poly]) -> Iterator[_Fact]:
    """Rational bounds of the numbers such as pi that are summands of polynomials."""
    several = (p for p in polys if len(p) > 1)
    places = {m[::-1].index(1) for p in several for m in p.monoms() if sum(m) == 1}
    for t in [facts.field.terms[n] for n in sorted(places)]:
        near = None if free_names(t) else _near(t, facts.context.field)
        if near is not None:
            for difference in (t - number(near - WIDTH), number(near + WIDTH) - t):
                v = facts.field.value(difference)
                scaled = difference * number(int(v.bottom.leading_coefficient()))
                yield _Fact(scaled, v.top, exact=False, strict=True)


@remembered(MAX_NUMBERS)
def _near(t: Term, scalars: Scalars) -> Fraction | None:
    """About the value of a term without names: an integral takes long, and is asked for often."""
    value = evaluate(t, {}, Context({}, (), scalars))
    return round(float(value) / WIDTH) * WIDTH if isinstance(value, arb) else None


def _of_atoms(facts: Facts, p: Poly) -> Iterator[_Fact]:
    """Functions that are summands of a polynomial and of which the table sees the sign."""
    for place in places_of(p):
        t, x = facts.field.terms[p.context().nvars() - 1 - place], p.context().gen(place)
        sign = ANY if isinstance(t, Sym) or not p[x.monomial(0)] else facts.signs.sign(t)
        if within(sign, NOT_NEGATIVE):
            yield _Fact(t, x, exact=False, strict=sign == PLUS)


def _combination(
    p: Poly, facts: list[_Fact], most: int, weak: bool
) -> list[tuple[Fraction, Term]] | None:
    """Nonnegative multiples that make up p, a number among them; some part positive if not weak."""
    if p.is_constant():
        c = 0 if p.is_zero() else int(p.leading_coefficient())
        return [(Fraction(c), ONE)] if c > 0 or (c == 0 and weak) else None
    if not most:
        return None
    monomial, lead = p.monomial(0), int(p.leading_coefficient())
    for t, fact, exact, strict in facts:
        fact = fact.project_to_context(p.context()) if fact.context() is not p.context() else fact
        c = int(fact[monomial])
        if c * lead > 0 or (exact and c):
            sign = 1 if c * lead > 0 else -1
            left = p * abs(c) - fact * (abs(lead) * sign)
            rest = _combination(left, facts, most - 1, weak or strict)
            if rest is not None:
                ratio = Fraction(lead, c)
                return [(ratio, t), *((q / abs(c), u) for q, u in rest if q)]
    return None


def _balanced(p: Poly, facts: list[_Fact], weak: bool) -> list[tuple[Fraction, Term]] | None:
    """The same of a linear polynomial by Farkas' lemma: whatever the order of its names."""
    if p.total_degree() != 1 or len(p) < 2:
        return None
    linear = [(f, f.poly.project_to_context(p.context())) for f in facts]
    linear = [(f, q) for f, q in linear if q.total_degree() == 1]
    if len(linear) > MAX_BALANCED:
        return None
    columns = [(ONE, p * 0 + 1, True), *((f.term, q, f.strict) for f, q in linear)]
    columns += [(-f.term, -q, False) for f, q in linear if f.exact]
    wanted = [n for n, (_, _, strict) in enumerate(columns) if strict and not weak]
    found = (
        combination(p, [q for _, q, _ in columns], wanted, MAX_PIVOTS) if weak or wanted else None
    )
    return None if found is None else [(c, columns[n][0]) for n, c in found]
