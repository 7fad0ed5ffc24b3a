"""Equations that follow from one that is known, both sides of which something undoes.

atan(u) = w           u = tan(w)
diff(u^2, u)/v = 0    2*u = 0
cbrt(u) = w           w^3 = u
u^5 = v^5             u = v
u^4 = v^4             |u| = |v|
(u - a)*(u - b) = 0   u = a or u = b
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from math import gcd
from typing import TypeGuard

from derivcheck.kernel.algebra.writing import fraction, power_product, written
from derivcheck.kernel.checker.axioms import AXIOMS
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Evidence,
    Hypothesis,
    Lemma,
    Symmetry,
)  # fmt: skip
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Bind,
    Num,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.definitions import definition
from derivcheck.provers.foundations.inverse_pairs import UNDONE
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import factored, of_powers
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis, numeral_factors
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.statements.exponential_equations import (
    without_exponentials,
    without_logarithms,
)
from derivcheck.provers.statements.inversion import value_of
from derivcheck.provers.statements.products import Powers, factors_of

UNDOING = {inner: (outer, row) for (outer, inner), row in UNDONE.items()} | {
    "^": ("log", "log_pow")
}
"""head f -> the function g that undoes it, and the row that says what g(f(u)) is."""
ROOTS: dict[str, tuple[str, ...]] = {
    "cbrt": ("cbrt_order", "root_power"), "root": ("root_power",)
}  # fmt: skip
"""head -> the rows by which a power of a root is the radicand, where arithmetic needs any."""
INJECTIVE = {f: row for f in HANDBOOK if f not in UNDOING and (row := f"{f}_injective") in AXIOMS}
"""head -> the row by which it takes each value once, its inverse having no name."""

HANDLED = frozenset((*UNDOING, *ROOTS, *INJECTIVE, "sqrt"))


def consequences(known: ProofContext, limits: Limits) -> Iterator[Evidence]:
    """Evidence for what the known equations between numbers amount to, to be learned in turn."""
    yield from _in_one_name(known)
    for statement in conjuncts(known.facts.statements):
        match statement:
            case App("=", (left, right)) if _is_numerical(statement, known):
                yield from _worked_out(known, statement, left - right, limits)
                yield from _stripped(known, statement, left - right)
                yield from without_logarithms(known, left - right, limits)
                yield from without_exponentials(known, statement, left, right)
                yield from _rooted(known, left, right)
                yield from _rounded(statement)
                yield from factors_of(known, left - right, limits)
            case App("!=", (left, right)) if known.defined(left, right):
                yield from _unequal(known, left - right)


def _unequal(known: ProofContext, gap: Term) -> Iterator[Evidence]:
    """p != 0 and q != 0 from p*q != 0."""
    v = known.facts.field.value(gap)
    factors = [written(known.facts.field, p) for p, _ in factored(v.top)[1]]
    for p in factors if len(factors) > 1 else ():
        statement = call("!=", p, ZERO)
        if known.holds(statement):
            yield Lemma(statement)


def _worked_out(
    known: ProofContext, statement: Term, gap: Term, limits: Limits
) -> Iterator[Evidence]:
    """p = 0 from p/q = 0, derivatives and integrals worked out."""
    has_binders = any(isinstance(t, Bind) and t.head in ("diff", "int") for t in subterms(gap))
    basis = Basis(known.knowing(), HANDLERS if has_binders else {}, limits)
    basis.visit(gap)
    value = basis.value(gap)
    if has_binders or not (value.bottom.is_constant() or definition(statement)):
        lemmas = (*basis.lemmas, Hypothesis(statement))
        yield basis.wrapped(Arithmetic(basis.polynomial(value.top), ZERO, lemmas))


def _in_one_name(known: ProofContext) -> Iterator[Evidence]:
    """Equations that are left with one name when what another one defines is put into them."""
    equations = [p for p in conjuncts(known.facts.statements) if _is_numerical(p, known)]
    for p, q in permutations(equations, 2):
        match definition(p):
            case (name, value) if name in free_names(q) and len(free_names(p) | free_names(q)) == 2:
                left, right = (substitute(side, {name: value}) for side in q.args)
                yield Arithmetic(left, right, (Hypothesis(p), Hypothesis(q)))


def _is_numerical(p: Term, known: ProofContext) -> TypeGuard[App]:
    """Whether a statement is an equation of numbers that have values."""
    match p:
        case App("=", (left, right)) if left != App("floor", (right,)):
            return not known.facts.field.is_array(left) and known.defined(left, right)
    return False


# --- functions -----------------------------------------------------------------------------------


def _stripped(known: ProofContext, statement: Term, gap: Term) -> Iterator[Evidence]:
    """u = g(w) from an equation that amounts to f(u) = w."""
    field = known.facts.field
    for n in sorted(field.used(field.value(gap))):
        t = field.terms[n]
        value = value_of(gap, t, known) if isinstance(t, App) and t.head in HANDLED else None
        if value is None or not isinstance(t, App):
            continue
        value, inner = fraction(field, field.value(value)), known.knowing()
        same = Arithmetic(t, value, (Hypothesis(statement),))
        if _separate(t, value) and inner.learn(same):
            of = _of_value(t, value, same)
            found = inner.inferred(of) if of else None
            if of and found:
                yield Lemma(found, inner.shown(of))


def _separate(t: App, value: Term) -> bool:
    """Whether it helps that a term is equal to a value: one without its names, a like one, or one
    of a root.
    """
    like = isinstance(value, App) and value.head in (t.head, "neg")
    return like or _order(t) is not None or not free_names(t) & free_names(value)


def _order(t: App) -> Term | None:
    """The order of a root."""
    match t:
        case App("sqrt", _):
            return number(2)
        case App("cbrt", _):
            return number(3)
        case App("root", (_, order)):
            return order
        case App("^", (_, App("/", (Num(1), Num() as order)))):
            return order
    return None


def _of_value(t: App, value: Term, same: Evidence) -> Evidence | None:
    order = _order(t)
    if order is not None:
        return _raised(t, order, value, same)
    if t.head in UNDOING:
        return _undone(t, value, same)
    if not isinstance(value, App) or value.head != t.head:
        return None
    return Axiom(INJECTIVE[t.head], (("u", t.args[0]), ("v", value.args[0])))


def _undone(t: App, value: Term, same: Evidence) -> Evidence:
    outer, row = UNDOING[t.head]
    plain = Axiom(row, tuple(zip("uv", t.args, strict=False)))
    images = call(outer, t), call(outer, value)
    links = (Symmetry(plain), Congruence(*images, (same,)))
    match value:
        case App(inner, (u,)) if (outer, inner) in UNDONE:
            return Chain((*links, Axiom(UNDONE[outer, inner], (("u", u),))))
    return Chain(links)


def _raised(t: App, order: Term, value: Term, same: Evidence) -> Evidence:
    """w^n = u from a root of order n that is w."""
    u = t.args[0]
    bound = {"cbrt_order": (("u", u),), "root_power": (("u", u), ("n", order))}
    rows = tuple(Axiom(row, bound[row]) for row in ROOTS.get(t.head, ()))
    plain = Arithmetic(t**order, u, rows)
    return Chain((Symmetry(plain), Congruence(t**order, value**order, (same, None))))


def _rounded(statement: Term) -> Iterator[Evidence]:
    """Between which numbers u is from an equation about floor(u)."""
    for t in subterms(statement):
        match t:
            case App("floor", (u,)):
                yield from (Axiom(row, (("u", u),)) for row in ("floor_lower", "floor_upper"))


# --- powers --------------------------------------------------------------------------------------


def _rooted(known: ProofContext, left: Term, right: Term) -> Iterator[Evidence]:
    """u = v from u^n = v^n with an odd n, else |u| = |v|."""
    if known.facts.context.field != "real":
        return
    for sides in ((left, right), _monomials(known, left - right)):
        signs, powers = zip(*(_powers(known, side) for side in sides), strict=True)
        n = gcd(*(e for side in powers for _, e in side))
        odd = n >> max(0, (n & -n).bit_length() - 1)
        if odd > 1:
            u, v = (
                _signed(sign, [(p, e // odd) for p, e in side])
                for sign, side in zip(signs, powers, strict=True)
            )
            yield Axiom("cube_injective", (("u", u), ("v", v), ("n", number(odd))))
        elif n > 1 and signs == (1, 1):
            u, v = (of_powers([(p, e // n) for p, e in side]) for side in powers)
            yield from _absolute(u, v, n)


def _absolute(u: Term, v: Term, n: int) -> Iterator[Evidence]:
    """|u| = |v| from u^n = v^n with an even n."""
    order, one, other = number(n), call("abs", u), call("abs", v)
    rows = tuple(Axiom("abs_square", (("u", t),)) for t in (u, v))
    yield Arithmetic(one**order, other**order, rows)
    yield Axiom("power_injective", (("u", one), ("v", other), ("n", order)))


def _monomials(known: ProofContext, gap: Term) -> tuple[Term, Term]:
    """The two sides of m1 + m2 = 0 as m1 = -m2; 0 = 0 for sums of other lengths."""
    field = known.facts.field
    terms = list(field.value(gap).top.terms())
    if len(terms) != 2:
        return ZERO, ZERO
    one, other = (number(int(c)) * power_product(field, m) for m, c in terms)
    return one, -other


def _powers(known: ProofContext, t: Term) -> tuple[int, Powers]:
    """The sign of the numeral in a term, 0 for zero, and its factors."""
    field = known.facts.field
    v = field.value(t)
    if v.top.is_zero():
        return 0, [(t, 1)]
    content, tops = factored(v.top)
    under, bottoms = factored(v.bottom)
    powers = [(written(field, p), e) for p, e in tops]
    powers += [(written(field, p), -e) for p, e in bottoms]
    c = Fraction(content, under)
    return (-1 if c < 0 else 1), [*numeral_factors(abs(c)), *powers]


def _signed(sign: int, powers: Powers) -> Term:
    return -of_powers(powers) if sign < 0 else of_powers(powers)
