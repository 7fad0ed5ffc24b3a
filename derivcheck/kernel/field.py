"""Exact arithmetic: terms as rational functions over opaque atoms, with python-flint.

A term that is not built from numbers by `+ - * /` and numeral powers is an *atom*.  Atoms are
identified up to congruence: two applications of one head are the same atom iff the canonical forms
of their arguments agree, and bound names do not matter.  Equal canonical forms therefore mean:
equal at every point at which both terms, as written, are defined.

What makes that sound with partial functions: a denominator of either term is a subterm of it as
written, so it is not zero where both are defined; an atom that is undefined stands only where a
strong zero (an indicator) makes its value irrelevant.  A quotient whose denominator contains an
indicator is kept opaque, because there the second half would fail.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from derivcheck.kernel.claims import Context
from derivcheck.kernel.definedness import STATEMENTS, definedness
from derivcheck.kernel.guards import guarded_denominators
from derivcheck.kernel.sorts import Sort
from derivcheck.kernel.terms import App, Bind, Num, Sym, Term, substitute

MAX_POWER_TERMS = 5_000
"""A power that could expand to more terms than this stays opaque."""
SMALLEST = 12
"""The number of atoms a ring has room for at first; it doubles when they run out."""
MAX_PRODUCT_TERMS = 50_000
"""A product that could expand to more terms than this is not computed: `TooLarge`."""
MAX_EXPONENT = 100_000
"""A numeral power of a single monomial above this stays opaque."""
MAX_FACTORIAL = 5_000
"""Factorials of larger numbers stay opaque."""
MAX_NUMBER_BITS = 500_000
"""A power of a number that would need more bits than this stays opaque."""
MAX_BASIS, MAX_BASIS_TERMS, MAX_BASIS_BITS = 24, 60, 256
"""How far a Groebner basis of the relations is completed: polynomials, their terms, their bits."""

EVEN = frozenset(["cos", "cosh", "sec", "sech", "abs"])
ODD = frozenset(
    [
        "sin",
        "tan",
        "csc",
        "cot",
        "sinh",
        "tanh",
        "csch",
        "coth",
        "asin",
        "atan",
        "asinh",
        "atanh",
        "acoth",
        "erf",
        "sign",
    ]
)
"""Heads f with f(-u) = f(u), resp. -f(u), with a domain that is symmetric (DLMF 4.17, 4.30)."""


class TooLarge(MemoryError):
    """A polynomial would have too many terms; flint itself would end the process."""


Key = Hashable
Poly = Any
"""An integer polynomial of python-flint, whose stubs lack half of its methods."""


@dataclass(frozen=True, slots=True)
class Value:
    """A reduced fraction of polynomials in the atoms of a `Field`; `bottom` leads positive."""

    top: Poly
    bottom: Poly


class Field:
    """A session of exact arithmetic: its atoms, the rules that rewrite them and their relations."""

    def __init__(self, context: Context) -> None:
        self.context = Context(dict(context.sorts), (), context.field)
        self._size = SMALLEST
        self._ring = _ring(self._size)
        self._numbers: dict[Key, int] = {}
        self._rules: dict[int, Value] = {}
        self._relations: list[Poly] = []
        self._memo: dict[Term, Value] = {}
        self._keys: dict[Term, Key] = {}
        self._loud: set[int] = set()
        self._arrays: set[int] = set()
        self.terms: list[Term] = []

    # --- the interface ---------------------------------------------------------------------------

    def equal(
        self, left: Term, right: Term, holds: Callable[[Term], bool] = lambda _: False
    ) -> bool:
        """Whether `left - right` is zero by field arithmetic modulo what was assumed.

        Arguments:
            holds: whether a statement is known; asked about guarded denominators (`guards.py`).
        """
        if not self._agree(left, right):
            return False
        if not self._rules and not self._relations:
            return True
        guarded = (guarded_denominators(side, self.constant) for side in (left, right))
        return all(holds(condition) for conditions in guarded for condition in conditions)

    def _agree(self, left: Term, right: Term) -> bool:
        a, b = self.value(left), self.value(right)
        if a == b:
            return True
        if self._arrays and (self._touches(a, self._arrays) or self._touches(b, self._arrays)):
            return self.key(left) == self.key(right)
        return self._vanishes(self._crossed(a, b))

    def knows(self, name: str, sort: Sort) -> bool:
        """Declares a further scalar; False if the name stands for something else here."""
        sorts = self.context.sorts
        assert isinstance(sorts, dict)
        return not sort.shape and sorts.setdefault(name, sort) == sort

    def constant(self, t: Term) -> Fraction | None:
        """The rational number that a term is by arithmetic alone, or None."""
        return _rational(self.value(t))

    def key(self, t: Term) -> Key:
        """The canonical form of a term or statement as a hashable value."""
        found = self._keys.get(t)
        if found is None:
            found = self._keys[t] = self._key(t)
        return found

    def _key(self, t: Term) -> Key:
        if isinstance(t, App) and t.head in STATEMENTS:
            if t.head in MIRRORED:
                return self._key(App(MIRRORED[t.head], t.args[::-1]))
            if t.head in ATOMS and any(definedness(side, self.context) for side in t.args):
                return ("written", *_raw(t))  # an undefined side makes it false: no arithmetic
            return (t.head, *map(self.key, t.args))
        v = self.value(t)
        return (poly_key(v.top), poly_key(v.bottom))

    def is_array(self, t: Term) -> bool:
        """Whether a term contains arrays outside scalar functions of arrays."""
        return bool(self._arrays) and self._touches(self.value(t), self._arrays)

    def assume(
        self, left: Term, right: Term, nonzero: Callable[[Term], bool] = lambda _: False
    ) -> None:
        """Adds a proven equation: a rule if a side is one atom that the other does not contain.

        Arguments:
            left, right: defined and equal at the point considered; the caller has made sure.
            nonzero: whether a term is known not to be zero; such factors are cancelled.
        """
        a, b = self.value(left), self.value(right)
        for one, other in ((a, b), (b, a)):
            atom = _single_atom(one)
            if atom is not None and atom not in self.used(other):
                self._rewrite(atom, other)
                return
        relation = self._crossed(a, b)
        if not relation.is_zero() and not relation.is_constant():
            self._relate(relation, nonzero)

    def _relate(self, relation: Poly, nonzero: Callable[[Term], bool]) -> None:
        """Adds a relation without its nonzero factors; a rule if that isolates an atom."""
        _, factors = relation.factor()
        left = [p for p, _ in factors if len(factors) == 1 or not nonzero(self.written(p))]
        if not left:
            return
        rest = math.prod(left[1:], start=left[0])
        isolated = _isolated(rest) if len(factors) > 1 else None
        if isolated is None:
            self._relations.append(rest)
        else:
            self._rewrite(*isolated)

    def written(self, p: Poly) -> Term:
        """A polynomial over the atoms as a term."""
        parts = tuple(_scaled(int(c), self._power_product(m)) for m, c in p.terms())
        return Num(Fraction(0)) if not parts else parts[0] if len(parts) == 1 else App("+", parts)

    def _power_product(self, monomial: tuple[int, ...]) -> Term:
        powers = [(self.terms[n], int(d)) for n, d in enumerate(reversed(monomial)) if d]
        parts = tuple(t if d == 1 else t ** Num(Fraction(d)) for t, d in powers)
        return Num(Fraction(1)) if not parts else parts[0] if len(parts) == 1 else App("*", parts)

    def _rewrite(self, atom: int, value: Value) -> None:
        """Makes an atom stand for a value, in what is known already too."""
        for known, old in self._rules.items():
            if atom in self.used(old):
                self._rules[known] = self._replaced(old, atom, value)
        self._rules[atom] = value
        one = self._ring.constant(1)
        relations = (self._replaced(Value(self.up(r), one), atom, value) for r in self._relations)
        self._relations = [r.top for r in relations if not r.top.is_constant()]
        self._memo.clear()
        self._keys.clear()

    def _replaced(self, old: Value, atom: int, value: Value) -> Value:
        top, bottom = (self._composed(self.up(p), atom, value) for p in (old.top, old.bottom))
        if bottom.top.is_zero():
            return old
        return self._times(top, _inverse(bottom))

    def _composed(self, p: Poly, atom: int, value: Value) -> Value:
        place = self._size - 1 - atom
        rows: dict[int, dict[tuple[int, ...], Any]] = {}
        for monomial, c in p.terms():
            bare = (*monomial[:place], 0, *monomial[place + 1 :])
            rows.setdefault(int(monomial[place]), {})[bare] = c
        total = self._number(Fraction(0))
        for power, row in rows.items():
            part = Value(self._ring.from_dict(row), self._ring.constant(1))
            total = self._plus(total, self._times(part, self._raise(value, power)))
        return total

    def value(self, t: Term) -> Value:
        """The canonical form of a term."""
        found = self._memo.get(t)
        if found is None:
            found = self._memo[t] = self._compute(t)
        return found

    # --- terms to values -------------------------------------------------------------------------

    def _compute(self, t: Term) -> Value:
        match t:
            case Num(value):
                return self._number(value)
            case Sym(name):
                sort = self.context.sorts.get(name)
                return self._atom(("sym", name), t, array=sort is not None and bool(sort.shape))
            case App("neg", (u,)):
                v = self.value(u)
                return Value(-v.top, v.bottom)
            case App("+", parts):
                return self._sum(t, parts)
            case App("*", parts):
                return self._product(t, parts)
            case App("/", (u, v)):
                return self._quotient(t, u, v)
            case App("^", (u, v)):
                return self._power(t, u, v)
            case App("sqrt", (u,)):
                return self._root(t, u, 2, 1)
            case App("indicator", (p,)):
                return self._indicator(t, p)
            case App("where", (u, p)):
                return self._times(self.value(u), self._indicator(App("indicator", (p,)), p))
            case App("log", (u, base)):
                return self._quotient(t, App("log", (u,)), App("log", (base,)))
            case App("I", ()):
                return self._imaginary(t)
            case App(head, args) if (
                head in EXACT and (exact := self._exact(head, args)) is not None
            ):
                return self._number(exact)
            case App(head, (u,)) if head in EVEN or head in ODD:
                return self._parity(t, head, u)
            case App(head, args):
                keys = (head, *map(self.key, args))
                array = head in ARRAYS or (head == "piecewise" and any(map(self.is_array, args)))
                return self._atom(keys, t, array)
            case Bind():
                return self._binder(t)
        raise AssertionError("every term is one of the four")

    def _binder(self, t: Bind) -> Value:
        if t.head == "subs":
            return self.value(substitute(t.body, {t.var: t.args[0]}))
        name = f"#{_height(t.body)}"
        body = t.body if t.var == name else substitute(t.body, {t.var: Sym(name)})
        return self._atom((t.head, self.key(body), *map(self.key, t.args)), t, self.is_array(body))

    def _sum(self, t: Term, parts: tuple[Term, ...]) -> Value:
        total = self.value(parts[0])
        for part in parts[1:]:
            total = self._plus(total, self.value(part))
        return total

    def _product(self, t: Term, parts: tuple[Term, ...]) -> Value:
        values = [self.value(p) for p in parts]
        if self._arrays and sum(self._touches(v, self._arrays) for v in values) > 1:
            return self._atom(("*", *map(self.key, parts)), t, array=True)
        total = values[0]
        for v in values[1:]:
            total = self._times(total, v)
        return total

    def _quotient(self, t: Term, u: Term, v: Term) -> Value:
        a, b = self.value(u), self.value(v)
        if b.top.is_zero() or self._touches(b, self._loud) or self._touches(b, self._arrays):
            return self._atom(("/", self.key(u), self.key(v)), t)
        return self._times(a, _inverse(b))

    def _power(self, t: Term, u: Term, v: Term) -> Value:
        exponent = self.constant(v)
        if exponent is None or abs(exponent.numerator) > MAX_EXPONENT:
            return self._opaque_power(t, u, v)
        if exponent.denominator != 1:
            return self._root(t, u, exponent.denominator, exponent.numerator)
        n, base = int(exponent), self.value(u)
        if n < 0 and (base.top.is_zero() or self._touches(base, self._loud)):
            return self._opaque_power(t, u, v)
        if self._touches(base, self._arrays) or not _affordable(base, abs(n)):
            return self._large_power(t, u, base, n)
        raised = self._raise(base, abs(n))
        return _inverse(raised) if n < 0 else raised

    def _opaque_power(self, t: Term, u: Term, v: Term) -> Value:
        return self._atom(("^", self.key(u), self.key(v)), t)

    def _large_power(self, t: Term, u: Term, base: Value, n: int) -> Value:
        lead = base.top.leading_coefficient() if not base.top.is_zero() else 1
        if lead < 0:
            base = Value(-base.top, base.bottom)
        atom = self._atom(("large", poly_key(base.top), poly_key(base.bottom), n), t)
        return Value(-atom.top, atom.bottom) if lead < 0 and n % 2 else atom

    def _root(self, t: Term, u: Term, q: int, p: int) -> Value:
        base = self.value(u)
        if q > MAX_POWER_TERMS or abs(p) > MAX_POWER_TERMS or self._touches(base, self._arrays):
            return self._atom(("root", self.key(u), q, p), t)
        known = len(self.terms)
        radical = u if q == 1 else App("^", (u, App("/", (Num(Fraction(1)), Num(Fraction(q))))))
        atom = self._atom(("root", poly_key(base.top), poly_key(base.bottom), q), radical)
        if len(self.terms) > known:
            power = self._raise(atom, q)
            self._relations.append(self.up(power.top) * self.up(base.bottom) - self.up(base.top))
        if base.top.is_zero() and p < 0:
            return self._atom(("root", self.key(u), q, p), t)
        raised = self._raise(atom, abs(p))
        return _inverse(raised) if p < 0 else raised

    def _indicator(self, t: Term, p: Term) -> Value:
        match p:
            case App("=" | "!=", (a, b)) if not definedness(App("+", (a, b)), self.context):
                a_value, b_value = self.value(a), self.value(b)
                gap = self._plus(a_value, Value(-b_value.top, b_value.bottom))
                if self._touches(gap, self._arrays):
                    return self._atom(("indicator", self.key(a), self.key(b)), t, loud=True)
                if gap.top.is_constant():
                    return self._number(Fraction(int(gap.top.is_zero() == (p.head == "="))))
                top = gap.top if gap.top.leading_coefficient() > 0 else -gap.top
                shape = App("indicator", (App("=", (a, b)),))
                same = self._atom(("=", poly_key(top.primitive()[1])), shape, loud=True)
                one = self._number(Fraction(1))
                return same if p.head == "=" else self._plus(one, Value(-same.top, same.bottom))
            case App("true", ()):
                return self._number(Fraction(1))
            case App("false", ()):
                return self._number(Fraction(0))
        return self._atom(("indicator", *_raw(p)), t, loud=True)

    def _imaginary(self, t: Term) -> Value:
        known = len(self.terms)
        unit = self._atom(("I",), t)
        if len(self.terms) > known:
            self._relations.append(self._raise(unit, 2).top + self._number(Fraction(1)).top)
        return unit

    def _exact(self, head: str, args: tuple[Term, ...]) -> Fraction | None:
        numbers = [self.constant(u) for u in args]
        known = [q for q in numbers if q is not None]
        return EXACT[head](*known) if len(known) == len(numbers) else None

    def _parity(self, t: Term, head: str, u: Term) -> Value:
        v = self.value(u)
        if v.top.is_zero() or v.top.leading_coefficient() > 0:
            return self._atom((head, poly_key(v.top), poly_key(v.bottom)), t)
        flipped = App(head, (App("neg", (u,)),))
        atom = self._atom((head, poly_key(-v.top), poly_key(v.bottom)), flipped)
        return Value(-atom.top, atom.bottom) if head in ODD else atom

    # --- atoms -----------------------------------------------------------------------------------

    def _atom(self, key: Key, t: Term, array: bool = False, loud: bool = False) -> Value:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.terms)
            self.terms.append(t)
            if array:
                self._arrays.add(number)
            if loud:
                self._loud.add(number)
        if number in self._rules:
            rule = self._rules[number]
            return Value(self.up(rule.top), self.up(rule.bottom))
        if number >= self._size:
            self._size *= 2
            self._ring = _ring(self._size)
        return Value(self._ring.gen(self._size - 1 - number), self._ring.constant(1))

    def used(self, v: Value) -> set[int]:
        """The numbers of the atoms in a value."""
        return {n for p in (v.top, v.bottom) for n, d in enumerate(reversed(p.degrees())) if d > 0}

    def _touches(self, v: Value, atoms: set[int]) -> bool:
        return bool(atoms) and not atoms.isdisjoint(self.used(v))

    def _vanishes(self, difference: Poly) -> bool:
        if difference.is_zero():
            return True
        if not self._relations:
            return False
        known = [self.up(r) for r in self._relations]
        relations = flint.fmpz_mpoly_vec(known, self._ring)
        rest = self.up(difference).reduction_primitive_part(relations)
        if rest.is_zero() or len(known) == 1 or len(known) > MAX_BASIS // 2:
            return bool(rest.is_zero())
        basis = relations.buchberger_naive(limits=(MAX_BASIS, MAX_BASIS_TERMS, MAX_BASIS_BITS))
        basis = basis[0] if isinstance(basis, tuple) else basis
        return bool(rest.reduction_primitive_part(basis).is_zero())

    # --- arithmetic of values --------------------------------------------------------------------

    def up(self, p: Poly) -> Poly:
        """A polynomial of this field in its newest ring."""
        return p if p.context() is self._ring else p.project_to_context(self._ring)

    def _number(self, q: Fraction) -> Value:
        return Value(self._ring.constant(q.numerator), self._ring.constant(q.denominator))

    def _plus(self, a: Value, b: Value) -> Value:
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        if ab == bb:
            return _reduced(at + bt, ab)
        return _reduced(_multiplied(at, bb) + _multiplied(bt, ab), _multiplied(ab, bb))

    def _times(self, a: Value, b: Value) -> Value:
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        return _reduced(_multiplied(at, bt), _multiplied(ab, bb))

    def _crossed(self, a: Value, b: Value) -> Poly:
        """The numerator of a - b."""
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        return _multiplied(at, bb) - _multiplied(bt, ab)

    def _raise(self, v: Value, n: int) -> Value:
        if not _affordable(v, n):
            raise TooLarge("a power with too many terms")
        return Value(self.up(v.top) ** n, self.up(v.bottom) ** n)


def _multiplied(p: Poly, q: Poly) -> Poly:
    if len(p) * len(q) > MAX_PRODUCT_TERMS:
        raise TooLarge("a product with too many terms")
    return p * q


def _factorial(q: Fraction) -> Fraction | None:
    whole = q.denominator == 1 and 0 <= q <= MAX_FACTORIAL
    return Fraction(math.factorial(int(q))) if whole else None


def _reciprocal_gamma(q: Fraction) -> Fraction | None:
    if q.denominator == 1 and q <= 0:
        return Fraction(0)
    value = _factorial(q - 1)
    return None if value is None else 1 / value


def _binomial(n: Fraction, k: Fraction) -> Fraction | None:
    if n.denominator != 1 or k.denominator != 1 or n < 0 or n > MAX_FACTORIAL:
        return None
    return Fraction(math.comb(int(n), int(k)) if k >= 0 else 0)


EXACT: dict[str, Callable[..., Fraction | None]] = {
    "factorial": _factorial,
    "gamma":     lambda q: _factorial(q - 1),
    "rgamma":    _reciprocal_gamma,
    "binomial":  _binomial,
    "abs":       abs,
    "sign":      lambda q: Fraction((q > 0) - (q < 0)),
    "floor":     lambda q: Fraction(math.floor(q)),
    "ceiling":   lambda q: Fraction(math.ceil(q)),
    "min":       lambda *qs: min(qs),
    "max":       lambda *qs: max(qs),
    "mod":       lambda a, b: a - b * math.floor(a / b) if b else None,
}  # fmt: skip
"""Heads that are rational at some rationals, by their definitions (DLMF 5.4.1, 1.2.1)."""

ATOMS = frozenset(["=", "!=", "<", "<=", ">", ">=", "in", "defined"])
MIRRORED = {">": "<", ">=": "<="}
RESERVED = "#"
"""In no name of a claim or of evidence: `#0`, `#1` are the bound variables of canonical forms."""
ARRAYS = frozenset(["vector", "transpose", "inv", "matmul"])


def _ring(size: int) -> flint.fmpz_mpoly_ctx:
    """Later atoms lead, so that a radical or an exponential is reduced to what it is made of."""
    names = [f"a{n}" for n in reversed(range(size))]
    return flint.fmpz_mpoly_ctx.get(names, flint.Ordering.lex)


def _reduced(top: Poly, bottom: Poly) -> Value:
    if not bottom.is_one():
        common = top.gcd(bottom)
        if not common.is_one():
            top, bottom = top / common, bottom / common
        if bottom.leading_coefficient() < 0:
            top, bottom = -top, -bottom
    return Value(top, bottom)


def _inverse(v: Value) -> Value:
    if v.top.leading_coefficient() < 0:
        return Value(-v.bottom, -v.top)
    return Value(v.bottom, v.top)


def _rational(v: Value) -> Fraction | None:
    if not v.top.is_constant() or not v.bottom.is_constant():
        return None
    top = 0 if v.top.is_zero() else int(v.top.leading_coefficient())
    return Fraction(top, int(v.bottom.leading_coefficient()))


def _single_atom(v: Value) -> int | None:
    if not v.bottom.is_one() or len(v.top) != 1 or v.top.total_degree() != 1:
        return None
    if v.top.leading_coefficient() != 1:
        return None
    return next(n for n, d in enumerate(reversed(v.top.degrees())) if d > 0)


def _isolated(p: Poly) -> tuple[int, Value] | None:
    """An atom that occurs linearly, alone and with coefficient 1 or -1, and what it equals."""
    ring = p.context()
    for n, d in enumerate(reversed(p.degrees())):
        gen = ring.gen(ring.nvars() - 1 - n)
        monomial = tuple(int(k == ring.nvars() - 1 - n) for k in range(ring.nvars()))
        c = int(p[monomial]) if d == 1 else 0
        if abs(c) == 1 and n not in _atoms(p - c * gen):
            return n, Value((c * gen - p) * c, ring.constant(1))
    return None


def _atoms(p: Poly) -> set[int]:
    return {n for n, d in enumerate(reversed(p.degrees())) if d > 0}


def _scaled(c: int, t: Term) -> Term:
    size = Num(Fraction(abs(c)))
    scaled = t if abs(c) == 1 else size if t == Num(Fraction(1)) else size * t
    return -scaled if c < 0 else scaled


def _affordable(base: Value, n: int) -> bool:
    terms = max(len(base.top), len(base.bottom))
    if terms > 1:
        return n <= MAX_POWER_TERMS and math.comb(n + terms - 1, n) <= MAX_POWER_TERMS
    numbers = [*base.top.coeffs(), *base.bottom.coeffs()]
    bits = max((abs(int(c)).bit_length() for c in numbers), default=1)
    return n * (bits - 1) <= MAX_NUMBER_BITS


def poly_key(p: Poly) -> Key:
    """A polynomial as a hashable value, the same in every ring of one field."""
    terms = p.to_dict()
    if p.context().nvars() == SMALLEST:
        return frozenset(terms.items())
    return frozenset((_trimmed(m), c) for m, c in terms.items())


def _trimmed(monomial: tuple[int, ...]) -> tuple[int, ...]:
    """Without the atoms that only a larger ring has, if none of them occurs."""
    start = 0
    while start < len(monomial) - SMALLEST and not monomial[start]:
        start += 1
    return monomial[start:]


def _height(t: Term) -> int:
    match t:
        case App(_, args):
            return max(map(_height, args), default=0)
        case Bind(_, _, body, args):
            return max(_height(body) + 1, *map(_height, args), 0)
    return 0


def _raw(t: Term) -> tuple[Key, ...]:
    """The term itself with bound names made canonical, and no arithmetic."""
    match t:
        case App(head, args):
            return (head, *map(_raw, args))
        case Bind(head, var, body, args):
            name = f"#{_height(body)}"
            return (head, *_raw(substitute(body, {var: Sym(name)})), *map(_raw, args))
    return (t,)
