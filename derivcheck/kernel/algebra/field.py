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
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from derivcheck.kernel.algebra.elementary import evaluate
from derivcheck.kernel.algebra.guards import guarded_denominators
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.claims import Field as Scalars
from derivcheck.kernel.language.definedness import STATEMENTS, definedness
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    INFINITE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    number,
    substitute,
)  # fmt: skip
from derivcheck.kernel.work import remembered, tick

MAX_POWER_TERMS = 5_000
"""A power that could expand to more terms than this stays opaque."""
SMALLEST = 12
"""The number of atoms a ring has room for at first; it doubles when they run out."""
MAX_PRODUCT_TERMS = 50_000
"""A product that could expand to more terms than this is not computed: `TooLarge`."""
TERMS_A_TICK = 16
"""How many products of two terms count as one unit of work."""
MAX_LOWERED = 40
"""How often known powers are put in before a fraction is left as it is."""
MAX_BODIES = 4_096
"""How many canonical bodies of binders are remembered."""
MAX_EXPONENT = 100_000
"""A numeral power of a single monomial above this stays opaque."""
MAX_NUMBER_BITS = 500_000
"""A power of a number that would need more bits than this stays opaque."""
MAX_BASIS, MAX_BASIS_TERMS, MAX_BASIS_BITS = 24, 60, 256
"""How far a Groebner basis of the relations is completed: polynomials, their terms, their bits."""

EVEN = frozenset(f for f in HANDBOOK if HANDBOOK[f].parity == "even")
ODD = frozenset(f for f in HANDBOOK if HANDBOOK[f].parity == "odd")
"""Heads f with f(-u) = f(u), resp. -f(u), with a domain that is symmetric."""
ATOMS = frozenset("= != < <= > >= in defined".split())
MIRRORED = {">": "<", ">=": "<="}
RESERVED = "#"
"""In no name of a claim or of evidence: `#0`, `#1` are the bound variables of canonical forms."""
ARRAYS = frozenset("vector transpose inv matmul".split())
NUMERIC = frozenset(["^", *(name for name, row in HEADS.items() if row.kind == "number")])

Key = Hashable
Poly = Any
"""An integer polynomial of python-flint, whose stubs lack half of its methods."""


class TooLarge(MemoryError):
    """A polynomial would have too many terms; flint itself would end the process."""


class _Endless(TooLarge):
    """A rule would rewrite an atom by itself."""


@dataclass(frozen=True, slots=True)
class Value:
    """A reduced fraction of polynomials in the atoms of a `Field`; `bottom` leads positive."""

    top: Poly
    bottom: Poly


class Field:
    """A session of exact arithmetic: its atoms, the rules that rewrite them and their relations."""

    def __init__(self, context: Context) -> None:
        self.context = Context(dict(context.sorts), (), context.field)
        self.terms: list[Term] = []
        self.bound = False  # by equations that may hide an indicator
        self._mixed = False  # by roots of what indicators hide
        self._size = SMALLEST
        self._ring = _ring(self._size)
        self._numbers: dict[Key, int] = {}
        self._rules: dict[int, Term] = {}
        self._powers: dict[int, tuple[int, Term]] = {}
        self._relations: list[tuple[Term, Term]] = []
        self._memo: dict[Term, Value] = {}
        self._keys: dict[Term, Key] = {}
        self._loud: set[int] = set()
        self._arrays: set[int] = set()
        self._active: set[int] = set()

    # --- the interface ---------------------------------------------------------------------------

    def equal(
        self, left: Term, right: Term, holds: Callable[[Term], bool] = lambda _: False
    ) -> bool:
        """Whether `left - right` is zero by field arithmetic modulo what was assumed.

        Arguments:
            holds: whether a statement is known; asked about guarded denominators (`guards.py`).
        """
        return self._agree(left, right) and all(self.harmless(t, holds) for t in (left, right))

    def harmless(
        self, t: Term, holds: Callable[[Term], bool] = lambda _: False, alone: bool = False
    ) -> bool:
        """Whether calculating with what indicators hide is sound, where it may not be defined.

        Nothing follows from a denominator that vanishes there, unless it divides zero modulo the
        known powers, as sqrt(x^2) - x does, or equations are assumed: then it must be known.

        Arguments:
            alone: for the equations themselves; each is true with its denominators cleared.
        """
        self.value(t)  # whose atoms are looked at
        bound = self._mixed if alone else self.bound
        if not self._loud or not (bound or self._powers.keys() - self._loud):
            return True
        hidden = guarded_denominators(t, self._constant)
        return all(holds(c) or (not bound and self._regular(c)) for c in hidden)

    def _regular(self, condition: Term) -> bool:
        """Whether what a condition says is not zero is seen to be no divisor of zero."""
        match condition:
            case App("!=", (u, _)) if not (v := self.value(u)).top.is_zero():
                norm = self._rationalised(_inverse(v)).bottom
                return self.used(Value(norm, norm)).isdisjoint(self._powers)
            case Bind(_, _, body, _):
                return self._regular(body)
        return False

    def _agree(self, left: Term, right: Term) -> bool:
        a, b = self.value(left), self.value(right)
        if a == b:
            return True
        if self._touches(a, self._arrays) or self._touches(b, self._arrays):
            return self.key(left) == self.key(right)
        return self._vanishes(self._crossed(a, b))

    def assume(self, left: Term, right: Term, since: int | None = None) -> bool:
        """Adds a proven equation: a rule if a side is a power of one atom that the other lacks.

        Arguments:
            left, right: defined and equal at the point considered; the caller has made sure.
            since: how many atoms there were before the two sides were looked at, if they were.

        Returns:
            Whether it has become a rule; else it is a relation.
        """
        self.bound, known = True, len(self.terms) if since is None else since
        for one, other in ((left, right), (right, left)):
            found, value = _single_power(self.value(one)), self.value(other)
            if found is None or found[0] in self.used(value):
                continue
            atom, degree = found
            is_new = atom >= known and one == self.terms[atom] and not self._is_inside(atom, known)
            taken = degree > 1 and atom in self._powers
            if taken or not self._rewrite(atom, degree, other, is_new):
                continue
            self._memo[one] = value
            return True
        self._relations.append((left, right))
        return False

    def _rewrite(self, atom: int, degree: int, other: Term, is_new: bool) -> bool:
        """Makes a power of an atom stand for a term; False if that would never end.

        Arguments:
            is_new: whether no value contains the atom as yet.
        """
        before, old = (self._rules.copy(), self._powers.copy()), self._powers.get(atom)
        inside = not is_new and (old is not None or self._is_inside(atom))
        if degree == 1:
            self._rules[atom] = other
            self._powers.pop(atom, None)
        else:
            self._powers[atom] = degree, other
        if not is_new:
            try:
                self._rename(atom, inside)
            except _Endless:
                self._rules, self._powers = before
                self._forget()
                return False
        if old:  # what the power of the atom is stays true when the atom is rewritten
            self._relations.append((App("^", (self.terms[atom], Num(old[0]))), old[1]))
        return True

    def _is_inside(self, atom: int, first: int = 0) -> bool:
        """Whether an atom occurs, or may occur, in what others from the first on are made of."""
        parts = (u for t in self.terms[first:] for u in _made_of(t))
        return any(_contains(self.value(u), atom) for u in parts)

    def _rename(self, atom: int, inside: bool) -> None:
        """Lets rules act on atoms as they look now that their arguments have been rewritten.

        Arguments:
            atom: what is rewritten by the newest rule.
            inside: whether it occurs in other atoms, or has gone from values by a power known.

        Raises:
            _Endless: an atom would be rewritten by itself.
        """
        if inside:
            self._renamed()
        else:
            self._memo = {t: v for t, v in self._memo.items() if not _contains(v, atom)}
            self._keys = {t: key for t, key in self._keys.items() if t in self._memo}
        for n, rule in (*self._rules.items(), *((n, p) for n, (_, p) in self._powers.items())):
            self._entered(n, rule)

    def _renamed(self) -> None:
        rules: Any
        self._forget()
        for rules in (self._rules, self._powers):
            for atom, rule in tuple(rules.items()):
                del rules[atom]
                looks = _single_power(self._compute(self.terms[atom]))
                rules[atom] = rule
                if looks and looks[1] == 1:
                    rules.setdefault(looks[0], rule)
        self._forget()

    def _forget(self) -> None:
        self._memo.clear()
        self._keys.clear()

    def _entered(self, atom: int, t: Term) -> Value:
        """The value of what an atom or its power stands for.  Raises: _Endless."""
        if atom in self._active:
            raise _Endless
        self._active.add(atom)
        try:
            return self.value(t)
        finally:
            self._active.discard(atom)

    def gap(self, left: Term, right: Term) -> Poly:
        """The numerator of left - right."""
        return self._crossed(self.value(left), self.value(right))

    def knows(self, name: str, sort: Sort) -> bool:
        """Declares a further scalar; False if the name stands for something else here."""
        sorts = self.context.sorts
        assert isinstance(sorts, dict)
        return not sort.shape and sorts.setdefault(name, sort) == sort

    def constant(self, t: Term) -> Fraction | None:
        """The rational number that a term is by arithmetic alone, or None."""
        return self._constant(t) if self.harmless(t) else None

    def _constant(self, t: Term) -> Fraction | None:
        """The same whatever indicators hide; whoever uses it must ask whether that is harmless."""
        v = self.value(t)
        if not v.top.is_constant() or not v.bottom.is_constant():
            return None
        top = 0 if v.top.is_zero() else int(v.top.leading_coefficient())
        return Fraction(top, int(v.bottom.leading_coefficient()))

    def is_array(self, t: Term) -> bool:
        """Whether a term contains arrays outside scalar functions of arrays."""
        return self._touches(self.value(t), self._arrays)

    def value(self, t: Term) -> Value:
        """The canonical form of a term."""
        tick()
        found = self._memo.get(t)
        if found is None:
            found = self._memo[t] = self._compute(t)
        elif found.top.context() is not self._ring:
            found = self._memo[t] = self._lifted(found)
        return found

    def key(self, t: Term) -> Key:
        """The canonical form of a term or statement as a hashable value."""
        found = self._keys.get(t)
        if found is None:
            found = self._keys[t] = self._key(t)
        return found

    # --- statements ------------------------------------------------------------------------------

    def _key(self, t: Term) -> Key:
        if isinstance(t, App) and t.head in MIRRORED:
            return self._key(App(MIRRORED[t.head], t.args[::-1]))
        if any(definedness(side, self.context) for side in self._sides(t)):
            return ("written", *_raw(t))  # an undefined side makes it false: no arithmetic
        if not isinstance(t, App) or t.head not in STATEMENTS:
            v = self._rationalised(self.value(t))
            return (poly_key(v.top), poly_key(v.bottom))
        if t.head in ("=", "!="):
            return self._equation_key(t.head, *t.args)
        return (t.head, *map(self.key, t.args))

    def _sides(self, t: Term) -> tuple[Term, ...]:
        """What must have a value where a statement is true; nothing of a number."""
        match t:
            case App(head, args) if head in ATOMS:
                return args
            case Bind("forall", _, _, args):
                return tuple(u for u in args if u not in INFINITE)
            case App("apply" | "index", (Sym(name), *args)):
                sort = self.context.sorts.get(name)
                return tuple(args) if sort and "boolean" in (sort.base, sort.codomain) else ()
        return ()

    def _equation_key(self, head: str, a: Term, b: Term) -> Key:
        """An equation up to rational multiples; `true` or `false` if it says that by arithmetic."""
        one, two = self.value(a), self.value(b)
        if self._touches(one, self._arrays) or self._touches(two, self._arrays):
            return (head, self.key(a), self.key(b))
        gap = self._crossed(one, two)
        if gap.is_constant():
            return ("true",) if gap.is_zero() == (head == "=") else ("false",)
        return (head, poly_key(gap.primitive()[1] * (1 if gap.leading_coefficient() > 0 else -1)))

    # --- terms to values -------------------------------------------------------------------------

    def _compute(self, t: Term) -> Value:
        if type(t) is App:
            rule = _RULES.get(t.head)
            return rule(self, t, *t.args) if rule else self._application(t, t.head, t.args)
        if type(t) is Num:
            return self._number(t.value)
        return self._symbol(t) if type(t) is Sym else self._binder(t)  # type: ignore[arg-type]

    def _symbol(self, t: Sym) -> Value:
        sort = self.context.sorts.get(t.name)
        return self._atom(("sym", t.name), t, array=sort is not None and bool(sort.shape))

    def _negative(self, t: Term, u: Term) -> Value:
        v = self.value(u)
        return Value(-v.top, v.bottom)

    def _sum(self, t: Term, *parts: Term) -> Value:
        return self._folded(self._plus, parts)

    def _where(self, t: Term, u: Term, p: Term) -> Value:
        return self._times(self.value(u), self.value(App("indicator", (p,))))

    def _logarithm(self, t: App, u: Term, *base: Term) -> Value:
        if not base:
            return self._application(t, "log", (u,))
        return self._quotient(t, App("log", (u,)), App("log", base))

    def _folded(self, rule: Callable[[Value, Value], Value], parts: tuple[Term, ...]) -> Value:
        total = self.value(parts[0])
        for part in parts[1:]:
            total = rule(total, self.value(part))
        return total

    def _product(self, t: Term, *parts: Term) -> Value:
        total = self._folded(self._times, parts)
        if self._arrays and sum(map(self.is_array, parts)) > 1:
            return self._atom(("*", *map(self.key, parts)), t, array=True)
        return total

    def _quotient(self, t: Term, u: Term, v: Term) -> Value:
        b = self.value(v)
        if b.top.is_zero() or self._touches(b, self._loud) or self._touches(b, self._arrays):
            return self._atom(("/", self.key(u), self.key(v)), t, self.is_array(u))
        return self._times(self.value(u), _inverse(b))

    def _power(self, t: App, u: Term, v: Term) -> Value:
        exponent, base = self._constant(v), self.value(u)
        if exponent is None or abs(exponent.numerator) > MAX_EXPONENT:
            array = self.is_array(u) or self.is_array(v)
            return self._atom(("^", self.key(u), self.key(v)), t, array)
        if exponent.denominator != 1:
            return self._exact(t) or self._root(t, u, exponent.denominator, exponent.numerator)
        n = int(exponent)
        if n < 0 and (base.top.is_zero() or self._touches(base, self._loud)):
            return self._atom(("^", self.key(u), self.key(v)), t)
        if self._touches(base, self._arrays) or not _affordable(base, abs(n)):
            return self._large_power(t, base, n)
        raised = self._raise(base, abs(n))
        return _inverse(raised) if n < 0 else raised

    def _large_power(self, t: Term, base: Value, n: int) -> Value:
        sign = -1 if base.top.leading_coefficient() < 0 else 1
        key = ("large", poly_key(sign * base.top), poly_key(base.bottom), n)
        atom = self._atom(key, t, self._touches(base, self._arrays))
        return Value(sign ** abs(n) * atom.top, atom.bottom)

    def _root(self, t: Term, u: Term, q: int, p: int) -> Value:
        """u^(p/q) by the atom u^(1/q), whose q-th power is related to u."""
        base = self._rationalised(self.value(u))
        opaque = base.top.is_zero() or max(q, abs(p)) > MAX_POWER_TERMS
        if opaque or self._touches(base, self._arrays):
            return self._atom(("root", self.key(u), q, p), t)
        radical = App("^", (u, App("/", (Num(1), Num(q)))))
        key = ("root", poly_key(base.top), poly_key(base.bottom), q)
        self._mixed |= self._touches(base, self._loud)
        self.bound |= self._mixed
        raised = self._raise(self._power_atom(key, radical, q, u), abs(p))
        return _inverse(raised) if p < 0 else raised

    def _application(self, t: App, head: str, args: tuple[Term, ...]) -> Value:
        exact = self._exact(t)
        if exact is not None:
            return exact
        match head, args:
            case "sqrt", (u,):
                return self._root(t, u, 2, 1)
            case "indicator", (p,):
                return self._indicator(t, p)
            case "I", ():
                return self._power_atom(("I",), t, 2, number(-1))
            case _, (u,) if head in EVEN or head in ODD:
                return self._parity(t, head, u)
        array = head in ARRAYS or (head == "piecewise" and any(map(self.is_array, args)))
        return self._atom((head, *map(self.key, args)), t, array)

    def _exact(self, t: App) -> Value | None:
        """A function of rational numbers, if its value is rational."""
        if t.head not in NUMERIC:
            return None
        numbers = [q for q in map(self._constant, t.args) if q is not None]
        if len(numbers) < len(t.args):
            return None
        found = _rational(App(t.head, tuple(map(number, numbers))), self.context.field)
        return None if found is None else self._number(found)

    def _indicator(self, t: Term, p: Term) -> Value:
        key = self.key(p)
        if key in (("true",), ("false",)):
            return self._number(int(key == ("true",)))
        match p:
            case App("!=", sides) if not any(definedness(u, self.context) for u in sides):
                same = self.value(App("indicator", (App("=", sides),)))
                return self._plus(self._number(1), Value(-same.top, same.bottom))
        return self._power_atom(("indicator", key), t, 2, t, loud=True)

    def _parity(self, t: Term, head: str, u: Term) -> Value:
        v = self._rationalised(self.value(u))
        if v.top.leading_coefficient() >= 0:
            return self._atom((head, poly_key(v.top), poly_key(v.bottom)), t)
        flipped = App(head, (App("neg", (u,)),))
        atom = self._atom((head, poly_key(-v.top), poly_key(v.bottom)), flipped)
        return Value(-atom.top, atom.bottom) if head in ODD else atom

    def _binder(self, t: Bind) -> Value:
        if t.head == "subs":
            return self.value(substitute(t.body, {t.var: t.args[0]}))
        body = _canonical_body(t)
        key = (t.head, t.sort, self.key(body), *map(self.key, t.args))
        return self._atom(key, t, self.is_array(body))

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
            return self._entered(number, self._rules[number])
        if number >= self._size:
            self._size *= 2
            self._ring = _ring(self._size)
        return Value(self._ring.gen(self._size - 1 - number), self._ring.constant(1))

    def _power_atom(self, key: Key, t: Term, degree: int, power: Term, loud: bool = False) -> Value:
        """An atom one power of which is known."""
        is_new = key not in self._numbers
        found = self._atom(key, t, loud=loud)
        if is_new:
            self._powers[self._numbers[key]] = degree, power
        return found

    def used(self, v: Value) -> set[int]:
        """The numbers of the atoms in a value."""
        polynomials = (v.top,) if v.bottom.is_one() else (v.top, v.bottom)
        return {n for p in polynomials for n, d in enumerate(reversed(p.degrees())) if d > 0}

    def _touches(self, v: Value, atoms: set[int]) -> bool:
        return bool(atoms) and not atoms.isdisjoint(self.used(v))

    def _vanishes(self, difference: Poly) -> bool:
        if difference.is_zero():
            return True
        known = [r for a, b in self._relations if not (r := self.gap(a, b)).is_constant()]
        if not known:
            return False
        relations = flint.fmpz_mpoly_vec([self.up(r) for r in known], self._ring)
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

    def _number(self, q: Any) -> Value:
        return Value(self._ring.constant(q.numerator), self._ring.constant(q.denominator))

    def _plus(self, a: Value, b: Value) -> Value:
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        if ab == bb:
            return self._normal(at + bt, ab)
        return self._normal(_multiplied(at, bb) + _multiplied(bt, ab), _multiplied(ab, bb))

    def _times(self, a: Value, b: Value) -> Value:
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        return self._normal(_multiplied(at, bt), _multiplied(ab, bb))

    def _crossed(self, a: Value, b: Value) -> Poly:
        """The numerator of a - b."""
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        gap = _multiplied(at, bb) - _multiplied(bt, ab)
        return self._normal(gap, self._ring.constant(1)).top

    def _raise(self, v: Value, n: int) -> Value:
        if not _affordable(v, n):
            raise TooLarge("a power with too many terms")
        return self._normal(self.up(v.top) ** n, self.up(v.bottom) ** n)

    # --- atoms with a power that is known ---------------------------------------------------------

    def _normal(self, top: Poly, bottom: Poly) -> Value:
        """A reduced fraction in which no atom has a power that is known to be something else."""
        for _ in range(MAX_LOWERED if self._powers else 0):
            high = self._high(top) or self._high(bottom)
            if high is None:
                break
            one, two = self._lowered(top, *high), self._lowered(bottom, *high)
            if two.top.is_zero():
                break  # never where the bottom is not zero
            one, two = self._lifted(one), self._lifted(two)
            top, bottom = _multiplied(one.top, two.bottom), _multiplied(one.bottom, two.top)
        return _reduced(top, bottom)

    def _lifted(self, v: Value) -> Value:
        return Value(self.up(v.top), self.up(v.bottom))

    def _high(self, p: Poly) -> tuple[int, int, Term] | None:
        """The newest atom with too high a degree."""
        degrees = p.degrees()[::-1]
        for atom in sorted(self._powers, reverse=True):
            if degrees[atom] >= self._powers[atom][0]:
                return (atom, *self._powers[atom])
        return None

    def _lowered(self, p: Poly, atom: int, degree: int, power: Term) -> Value:
        """A polynomial with atom^degree replaced by what that is."""
        value = self._lifted(self._entered(atom, power))
        p = self.up(p)
        place = self._size - 1 - atom
        rows: dict[int, dict[tuple[int, ...], Any]] = {}
        for monomial, c in p.terms():
            times, rest = divmod(int(monomial[place]), degree)
            rows.setdefault(times, {})[(*monomial[:place], rest, *monomial[place + 1 :])] = c
        most = max(rows, default=0)
        if not _affordable(value, most):
            raise TooLarge("a power of a root with too many terms")
        top = self._ring.constant(0)
        for times, row in rows.items():
            scale = value.top**times * value.bottom ** (most - times)
            top += _multiplied(self._ring.from_dict(row), scale)
        return Value(top, value.bottom**most)

    def _rationalised(self, v: Value) -> Value:
        """The same with no root in the denominator, if it can be, so that equal values look alike.

        A norm in which one is left might be zero where the denominator is not, as that of
        sqrt(y) + sqrt(x) is with y = sqrt(x^2): the powers that are known have zero divisors.
        """
        one = self._ring.constant(1)
        top, bottom = Value(v.top, one), v.bottom
        for atom, (degree, _) in sorted(self._powers.items(), reverse=True):
            place = self._size - 1 - atom
            bottom, one = self.up(bottom), self.up(one)
            if degree != 2 or not bottom.degrees()[place]:
                continue
            conjugate = self._ring.from_dict({m: -c if m[place] else c for m, c in bottom.terms()})
            norm = self._normal(_multiplied(bottom, conjugate), one)
            if norm.top.is_zero():
                return v
            scale = _multiplied(self.up(conjugate), self.up(norm.bottom))
            top, bottom = self._times(top, Value(scale, one)), norm.top
        rational = self.used(Value(bottom, bottom)).isdisjoint(self._powers)
        return self._times(top, Value(one, bottom)) if rational and bottom is not v.bottom else v


_RULES: dict[str, Callable[..., Value]] = {
    "neg": Field._negative, "+": Field._sum, "*": Field._product, "/": Field._quotient,
    "^": Field._power, "where": Field._where, "log": Field._logarithm,
}  # fmt: skip


@remembered(MAX_BODIES)
def _rational(t: Term, scalars: Scalars) -> flint.fmpq | None:
    """A term without names, if its value is seen to be rational."""
    found = evaluate(t, Context({}, (), scalars))
    return found if type(found) is flint.fmpq else None


def _multiplied(p: Poly, q: Poly) -> Poly:
    tick(1 + len(p) * len(q) // TERMS_A_TICK)
    if len(p) * len(q) > MAX_PRODUCT_TERMS:
        raise TooLarge("a product with too many terms")
    return p * q


@lru_cache
def _ring(size: int) -> flint.fmpz_mpoly_ctx:
    """Later atoms lead, so that a radical or an exponential is reduced to what it is made of."""
    names = [f"a{n}" for n in reversed(range(size))]
    return flint.fmpz_mpoly_ctx.get(names, flint.Ordering.lex)


def _reduced(top: Poly, bottom: Poly) -> Value:
    if not bottom.is_one():
        tick(1 + len(top) * len(bottom) // TERMS_A_TICK)
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


def _single_power(v: Value) -> tuple[int, int] | None:
    """The atom and the exponent where a value is a power of one atom."""
    if not v.bottom.is_one() or len(v.top) != 1 or v.top.leading_coefficient() != 1:
        return None
    found = [(n, int(d)) for n, d in enumerate(reversed(v.top.degrees())) if d > 0]
    return found[0] if len(found) == 1 else None


def _affordable(base: Value, n: int) -> bool:
    terms = max(len(base.top), len(base.bottom))
    if terms > 1:
        return n <= MAX_POWER_TERMS and math.comb(n + terms - 1, n) <= MAX_POWER_TERMS
    numbers = [*base.top.coeffs(), *base.bottom.coeffs()]
    bits = max((abs(int(c)).bit_length() for c in numbers), default=1)
    return n * (bits - 1) <= MAX_NUMBER_BITS


def poly_key(p: Poly) -> Key:
    """A polynomial as a hashable value, the same in every ring of one field."""
    further = p.context().nvars() - SMALLEST  # the atoms that only a larger ring has: left out
    first = next((n for n, d in enumerate(p.degrees()[:further]) if d > 0), further)
    return frozenset((m[first:], c) for m, c in p.to_dict().items())


@remembered(MAX_BODIES)
def _canonical_body(t: Bind) -> Term:
    """The body with a name for the bound variable that depends on the body alone."""
    return substitute(t.body, {t.var: Sym(f"#{_height(t.body)}")})


def _contains(v: Value, atom: int) -> bool:
    """Whether one atom occurs in a value: `used` without the set."""
    return any(d > 0 for p in (v.top, v.bottom) for d in p.degrees()[::-1][atom : atom + 1])


def _made_of(t: Term) -> Iterator[Term]:
    """The terms by whose values an atom is known."""
    for u in (_canonical_body(t), *t.args) if isinstance(t, Bind) else children(t):
        if isinstance(u, App) and u.head in STATEMENTS:
            yield from _made_of(u)
        else:
            yield u


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
        case Bind(head, _, _, args, sort):
            return (head, sort, *_raw(_canonical_body(t)), *map(_raw, args))
    return (t,)
