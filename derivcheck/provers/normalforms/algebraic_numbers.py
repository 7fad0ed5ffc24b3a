"""Numbers written with roots and rational angles: the relations between them, by exact arithmetic.

The cosine of pi/n is a root of one factor of the polynomial that writes sin(n*(pi/n)), which is 0,
by it.  A root r of order k of p over a real field has the minimal polynomial r^d - q, q = r^d, for
the least d for which that lies in the field: q is proposed by lattice reduction of the digits and
confirmed by q^(k/d) = p.  In either case a product vanishes, and one factor is not zero by a ball.

Sources: S. Lang, Algebra, VI.9; A. K. Lenstra, H. W. Lenstra, L. Lovasz, "Factoring polynomials
with rational coefficients", Mathematische Annalen 261 (1982).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from math import lcm
from typing import NamedTuple

from flint import acb, arb, ctx, fmpq, fmpz, fmpz_mat

from derivcheck.kernel.algebra.elementary import evaluate, half_turns
from derivcheck.kernel.algebra.functions import TURNED as CIRCULAR
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence
from derivcheck.kernel.language.terms import ONE, ZERO, App, Num, Term, number, numeral, subterms
from derivcheck.provers.foundations.polynomials import of_powers, sum_of
from derivcheck.provers.normalforms.basis import Basis, scaled

CLOSED = frozenset("I + * neg / ^ sqrt cbrt".split())
BITS, SPARE = 256, 64
"""How many digits two numbers must share to be looked at, and how many more are worked out."""
MAX_DEGREE = 81
"""The greatest degree of a field of numbers that is looked at."""
DIGITS = 32
"""How many bits of a number each coefficient of a combination must explain."""
STEP = 128
"""How many bits come into a reduction at once."""
MAX_PARTS = 60
"""The smallest angle that is looked at is pi divided by this."""


def is_closed(t: Term) -> bool:
    """Whether a term is made of numerals by arithmetic, roots and rational angles."""
    match t:
        case Num():
            return True
        case App(head, args):
            return _turns_of(t) is not None or (head in CLOSED and all(map(is_closed, args)))
    return False


def _turns_of(t: Term) -> fmpq | None:
    """The rational number by which pi is multiplied in the angle of a circular function."""
    match t:
        case App(head, (u,)) if head in CIRCULAR:
            return half_turns(u, _numeral)
    return None


def _numeral(t: Term) -> fmpq | None:
    q = numeral(t)
    return None if q is None else fmpq(q.numerator, q.denominator)


def same(basis: Basis, left: Term, right: Term) -> Evidence | None:
    """Evidence that two numbers are equal, or None.

    Arguments:
        basis: what is known, and the handlers of roots and angles; it learns nothing.
    """
    numbers = _Numbers(Basis(basis.known.knowing(), basis.handlers, basis.limits))
    if not numbers.vanishes(left - right) or not numbers.known.defined(left, right):
        return None
    parts = sorted(dict.fromkeys(subterms(left - right)), key=_depth)
    turns = [q for u in parts if (q := _turns_of(u)) is not None]
    if turns:  # the others are polynomials in its cosine and its sine
        unit = App("pi", ()) / number(lcm(*(int(q.q) for q in turns)))
        numbers.enter(App("cos", (unit,)))
    for u in parts:
        numbers.enter(u)
    own = numbers.basis
    return own.evidence(left, right) if own.equal(left, right) else None


def _depth(t: Term) -> int:
    return sum(1 for _ in subterms(t))


class Radical(NamedTuple):
    """An atom of which a power is known."""

    order: int
    radicand: Term


class _Numbers:
    """A field of numbers, by a basis of it over the rational ones.

    Arguments:
        basis: with the relations found so far.
    """

    def __init__(self, basis: Basis) -> None:
        self.basis, self.known = basis, basis.known
        self._field = basis.known.facts.context.field
        self._parts: list[list[Term]] = [[ONE]]
        self._seen: set[Term] = set()

    def vanishes(self, t: Term, bits: int = BITS) -> bool:
        """Whether a number is zero as far as digits tell."""
        found = self._value(t, bits + BITS)
        return found is not None and abs(found) < arb(2) ** -bits

    def _value(self, t: Term, bits: int) -> acb | None:
        with ctx.workprec(bits):
            found = evaluate(t, self._field)
            return None if found is None else acb(found)

    def enter(self, part: Term) -> None:
        """Relates the atoms of a number to those seen before, a root first as it is written."""
        if (found := _radical(part)) is not None and self._powered(part, 1, *found):
            self.basis.leave(part)
            return
        self.basis.visit(part)
        for t in self.basis.atoms(part):
            if t not in self._seen:
                self._seen.add(t)
                self._relate(t)

    def _relate(self, t: Term) -> None:
        match t:
            case App("cos", (u,)) if (turns := _turns_of(t)) is not None:
                self._extend(t, self._cosine(u, turns))
            case _ if (found := _radical(t)) is not None:
                self._extend(t, self._root(t, *found))

    def _extend(self, t: Term, degree: int) -> None:
        """Goes on to the products with powers of a number; what has degree 1 adds nothing."""
        before = list(chain(*self._parts))
        if degree > 1 and len(before) * degree <= MAX_DEGREE:
            self._parts = [[m * t**j if j else m for m in before] for j in range(degree)]

    def _cosine(self, u: Term, turns: fmpq) -> int:
        """The degree of the cosine of an angle, which is related to that of pi."""
        n = int(turns.q)
        if turns.p != 1 or not 2 < n <= MAX_PARTS:
            return 0
        rest = number(n - 1) * u
        both = (Axiom("sin_add", (("u", rest), ("v", u))), Axiom("sin_pi", ()))
        sine = App("sin", (rest,)) * App("cos", (u,)) + App("cos", (rest,)) * App("sin", (u,))
        self.basis.visit(sine)
        c, powers = self.basis.factors(sine)
        zeros = [p for p, _ in powers if self.vanishes(p)]
        if len(zeros) != 1:
            return 0
        others = scaled(c, of_powers([(p, e) for p, e in powers if p != zeros[0]]))
        lemmas = (*self.basis.lemmas, *both)
        known = self._divided(zeros[0], others, lemmas) and self._learn(zeros[0], ZERO, others)
        return int(fmpz(2 * n).euler_phi()) // 2 if known else 0

    def _root(self, t: Term, order: int, radicand: Term) -> int:
        """The degree of a root over the numbers seen before, to which it is related."""
        divisors = (d for d in range(1, order) if order % d == 0)
        return next((d for d in divisors if self._powered(t, d, order, radicand)), order)

    def _powered(self, t: Term, d: int, order: int, radicand: Term) -> bool:
        """Writes a power of a root as a combination of the numbers seen before."""
        q, e = self._expressed(t**d), order // d
        if q is None or not self.basis.equal(q**e, radicand):
            return False
        others = sum_of([t ** number(d * (e - 1 - j)) * q ** number(j) for j in range(e)])
        lemmas = tuple(self.basis.lemmas)
        return self._divided(t**d - q, others, lemmas) and self._learn(t**d, q, others)

    def _divided(self, zero: Term, others: Term, lemmas: tuple[Evidence, ...]) -> bool:
        """Learns that a product vanishes of which one factor does not."""
        return self.known.learn(Arithmetic(zero * others, ZERO, lemmas))

    def _learn(self, left: Term, right: Term, others: Term) -> bool:
        """Assumes an equation, the product of the difference with something else being zero."""
        gap = left if right == ZERO else left - right
        row = Axiom("zero_product", (("u", gap), ("v", others)))
        lemma = row if right == ZERO else Arithmetic(left, right, (row,))
        if self.known.inferred(lemma) is None:
            return False
        self.basis.lemmas.append(lemma)
        self.basis.field.assume(left, right)
        return True

    def _expressed(self, t: Term) -> Term | None:
        """A number as a combination of products of those seen before, as it seems.

        The products with one power of the number seen last are tried first.
        """
        ways = self._parts if len(self._parts) == 1 else [*self._parts, list(chain(*self._parts))]
        return next((q for way in ways if (q := self._combined(t, way)) is not None), None)

    def _combined(self, t: Term, products: list[Term]) -> Term | None:
        bits = DIGITS * (len(products) + 1) + SPARE
        values = [self._value(m, bits + BITS) for m in (t, *products)]
        columns = [_digits(v, bits) for v in values if v is not None]
        digits = [[n for n in parts if n is not None] for parts in columns]
        if sum(map(len, digits)) < 2 * len(values):
            return None
        first, *others = _relation(digits, bits)
        if not first:
            return None
        pairs = zip(others, products, strict=True)
        q = sum_of([scaled(Fraction(-c, first), m) for c, m in pairs if c])
        return q if self.vanishes(t - q, bits + BITS) else None


def _relation(columns: list[list[int]], bits: int) -> list[int]:
    """Small whole coefficients with which rows of digits add up to almost nothing.

    The digits come in a few at a time, so that the numbers stay small.
    """
    size = len(columns)
    digits = fmpz_mat(columns)
    found = fmpz_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
    for cut in range(bits - STEP, -STEP, -STEP):
        gaps = (found * digits).tolist()
        rows = zip(found.tolist(), gaps, strict=True)
        seen = fmpz_mat([[*row, *(g >> max(cut, 0) for g in gap)] for row, gap in rows]).lll()
        found = fmpz_mat([row[:size] for row in seen.tolist()])
    return list(map(int, found.tolist()[0]))


def _digits(value: acb, bits: int) -> list[int | None]:
    with ctx.workprec(2 * bits):
        parts = ((part * 2**bits).mid().floor().unique_fmpz() for part in (value.real, value.imag))
        return [None if n is None else int(n) for n in parts]


def _radical(t: Term) -> Radical | None:
    match t:
        case App("I", ()):
            return Radical(2, number(-1))
        case App("sqrt", (u,)):
            return Radical(2, u)
        case App("sin", (u,)) if _turns_of(t) is not None:
            return Radical(2, 1 - App("cos", (u,)) ** 2)
        case App("^", (u, v)) if (q := numeral(v)) is not None and q.numerator == 1:
            return Radical(q.denominator, u)
    return None
