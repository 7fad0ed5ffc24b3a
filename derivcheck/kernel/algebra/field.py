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

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

import flint

from derivcheck.kernel.algebra.array_field import ARRAY_RULES, ArrayField
from derivcheck.kernel.algebra.atoms import (
    MAX_POWER_TERMS,
    Key,
    Value,
    affordable,
    inverse,
    poly_key,
)
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
    MAX_BODIES,
    App,
    Bind,
    Num,
    Sym,
    Term,
    canonical_body,
    number,
    substitute,
    written,
)  # fmt: skip
from derivcheck.kernel.work import remembered

MAX_EXPONENT = 100_000
"""A numeral power of a single monomial above this stays opaque."""

EVEN = frozenset(f for f in HANDBOOK if HANDBOOK[f].parity == "even")
ODD = frozenset(f for f in HANDBOOK if HANDBOOK[f].parity == "odd")
"""Heads f with f(-u) = f(u), resp. -f(u), with a domain that is symmetric."""
ATOMS = frozenset("= != < <= > >= in defined".split())
MIRRORED = {">": "<", ">=": "<="}
NUMERIC = frozenset(["^", *(name for name, row in HEADS.items() if row.kind == "number")])


class Field(ArrayField):
    """A session of exact arithmetic: its atoms, the rules that rewrite them and their relations."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = Context(dict(context.sorts), (), context.field)
        self._mixed = False  # by roots of what indicators hide

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
            case App("!=", (u, _)):
                top = self.value(u).top
                return not (top.is_zero() or self._touches(Value(top, top), {*self._powers}))
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

    # --- statements ------------------------------------------------------------------------------

    def _key(self, t: Term) -> Key:
        if isinstance(t, App) and t.head in MIRRORED:
            return self._key(App(MIRRORED[t.head], t.args[::-1]))
        if any(definedness(side, self.context) for side in self._sides(t)):
            return ("written", written(t))  # an undefined side makes it false: no arithmetic
        if not isinstance(t, App) or t.head not in STATEMENTS:
            v = self.value(t)
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
        traits = frozenset[str](sort.traits if sort else ())
        return self._shaped(("sym", t.name), t, sort.shape if sort else (), traits)

    def _negative(self, t: Term, u: Term) -> Value:
        v = self.value(u)
        return Value(-v.top, v.bottom)

    def _sum(self, t: Term, *parts: Term) -> Value:
        return reduce(self._plus, map(self.value, parts))

    def _where(self, t: Term, u: Term, p: Term) -> Value:
        return self._times(self.value(u), self.value(App("indicator", (p,))))

    def _logarithm(self, t: App, u: Term, *base: Term) -> Value:
        if not base:
            return self._application(t, "log", (u,))
        return self._quotient(t, App("log", (u,)), App("log", base))

    def _product(self, t: Term, *parts: Term) -> Value:
        total = reduce(self._times, map(self.value, parts))
        if self._arrays and sum(map(self.is_array, parts)) > 1:
            return self._atom(("*", *map(self.key, parts)), t, array=True)
        return total

    def _quotient(self, t: Term, u: Term, v: Term) -> Value:
        b = self.value(v)
        if b.top.is_zero() or self._touches(b, self._loud) or self._touches(b, self._arrays):
            return self._atom(("/", self.key(u), self.key(v)), t, self.is_array(u))
        return self._times(self.value(u), inverse(b))

    def _power(self, t: App, u: Term, v: Term) -> Value:
        """A numeral power; what has no numeral exponent, or too great a one, is opaque."""
        found, base = self._constant(v), self.value(u)
        q = Fraction(MAX_EXPONENT + 1) if found is None else found
        if q.denominator != 1:
            return self._exact(t) or self._root(t, u, q.denominator, q.numerator)
        n, opaque = abs(int(q)), self._touches(base, self._arrays)
        if q < 0:
            opaque = opaque or base.top.is_zero() or self._touches(base, self._loud)
        if opaque or n > MAX_EXPONENT or not affordable(base, n):
            if found == int(q) and base.top.leading_coefficient() < 0:
                other = self.value((-u) ** v)
                return Value(-other.top, other.bottom) if n % 2 else other
            array = self.is_array(u) or self.is_array(v)
            return self._atom(("^", self.key(u), self.key(v)), t, array)
        raised = self._raise(base, n)
        return inverse(raised) if q < 0 else raised

    def _root(self, t: Term, u: Term, q: int, p: int) -> Value:
        """u^(p/q) by the atom u^(1/q), whose q-th power is related to u."""
        base = self.value(u)
        opaque = base.top.is_zero() or max(q, abs(p)) > MAX_POWER_TERMS
        if opaque or self._touches(base, self._arrays):
            return self._atom(("root", self.key(u), q, p), t)
        radical = App("^", (u, App("/", (Num(1), Num(q)))))
        key = ("root", poly_key(base.top), poly_key(base.bottom), q)
        self._mixed |= self._touches(base, self._loud)
        self.bound |= self._mixed
        raised = self._raise(self._power_atom(key, radical, q, u), abs(p))
        return inverse(raised) if p < 0 else raised

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
        key = (head, *map(self.key, args))
        kind = HEADS[head].kind
        array = kind == "array" or (head == "piecewise" and any(map(self.is_array, args)))
        if array or kind == "measure" or head in ("index", "apply"):
            return self._made(t, key, array, *args)
        return self._atom(key, t)

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
        v = self.value(u)
        if v.top.leading_coefficient() >= 0:
            return self._atom((head, poly_key(v.top), poly_key(v.bottom)), t)
        flipped = App(head, (App("neg", (u,)),))
        atom = self._atom((head, poly_key(-v.top), poly_key(v.bottom)), flipped)
        return Value(-atom.top, atom.bottom) if head in ODD else atom

    def _binder(self, t: Bind) -> Value:
        if t.head == "subs":
            return self.value(substitute(t.body, {t.var: t.args[0]}))
        body = canonical_body(t)
        key = (t.head, t.sort, self.key(body), *map(self.key, t.args))
        return self._made(t, key, self.is_array(body), body)


_RULES: dict[str, Callable[..., Value]] = {
    "neg": Field._negative, "+": Field._sum, "*": Field._product, "/": Field._quotient,
    "^": Field._power, "where": Field._where, "log": Field._logarithm,
    **dict.fromkeys(ARRAY_RULES, Field._of_arrays),
}  # fmt: skip


@remembered(MAX_BODIES)
def _rational(t: Term, scalars: Scalars) -> flint.fmpq | None:
    """A term without names, if its value is seen to be rational."""
    found = evaluate(t, scalars)
    return found if type(found) is flint.fmpq else None
